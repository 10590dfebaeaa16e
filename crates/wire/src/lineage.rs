//! How forks stand to their upstreams, and whole families.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Change, Deprecation, Localised, Yanked};

/// How a fork stands to its upstream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UpstreamState {
    pub upstream: UpstreamBlueprint,
    /// When the fork was made.
    #[schema(format = DateTime)]
    pub forked_at: String,
    /// The upstream's version that the fork took in last; at first the version forked.
    pub merged_through: String,
    /// When it was taken in.
    #[schema(format = DateTime)]
    pub merged_at: String,
    /// Set when that version was withdrawn.
    pub merged_yanked: Option<Yanked>,
    /// How many releases of the upstream are newer and neither skipped nor withdrawn.
    pub behind: usize,
    /// How many changes of its own the fork has. What every fork has of its own is not counted: owner, name, version,
    /// release notes, contacts, maintenance, suggested values.
    pub own_changes: usize,
    /// Whether `security` has changes, or the version that the fork took in was withdrawn.
    pub security_relevant: bool,
    /// The fork's version that was compared.
    pub own_version: String,
    /// The versions that the fork is behind, newest first, at most 20.
    pub newer: Vec<NewerVersion>,
    /// The fork's own changes, by section.
    pub own: Vec<Change>,
    /// How many places differ that every fork has of its own.
    pub local: usize,
    /// What the newest version brings; null when the fork is even.
    pub incoming: Option<Incoming>,
    /// Those of the incoming changes that concern security requirements, protection needs, or products that were
    /// withdrawn or fare worse.
    pub security: Vec<Change>,
    /// What was taken in or skipped, the latest first, at most 20.
    pub steps: Vec<LineageStep>,
}

/// What a fork comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UpstreamBlueprint {
    /// `owner/name`.
    pub blueprint: String,
    pub title: Localised,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    /// Set when the upstream should no longer be chosen.
    pub deprecation: Option<Deprecation>,
    /// `owner/name` at which it goes on, if it has moved since; newer versions are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// The version that was forked.
    pub version: String,
    pub digest: String,
    /// `technical` or `variant`.
    pub kind: String,
    /// Why the fork was made.
    pub reason: String,
}

/// A version of the upstream that the fork has not dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewerVersion {
    pub version: String,
    pub digest: String,
    #[schema(format = DateTime)]
    pub published_at: String,
    /// Release notes.
    pub changes: Option<Localised>,
    /// What its changes ask for at least: `major`, `minor` or `patch`.
    pub level: String,
    /// Whether a change in it concerns security.
    pub security_relevant: bool,
}

/// What the newest version would bring into the fork.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Incoming {
    pub version: String,
    /// The level that the changes ask for: `major`, `minor` or `patch`; null when nothing changed.
    pub required_bump: Option<String>,
    /// What changed since `merged_through`, by section, without what every fork has of its own.
    pub changes: Vec<Change>,
}

/// How a fork dealt with a version of its upstream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineageStep {
    /// From 1, without gaps.
    pub number: i64,
    /// `merged` or `skipped`.
    pub kind: String,
    /// The upstream's version.
    pub version: String,
    pub digest: String,
    #[schema(format = DateTime)]
    pub at: String,
    /// The fork's version that holds the outcome of a merge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_version: Option<String>,
    /// Why it was skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Skips a version of the upstream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkipRequest {
    /// The upstream's version, exactly.
    #[schema(example = "2.1.0")]
    pub version: String,
    /// 1 to 2,000 characters; shown to everybody.
    pub reason: String,
}

/// A family: a blueprint, its forks, and theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lineage {
    /// `owner/name` of what all the others come from.
    pub root: String,
    /// At most 200; each after what it comes from.
    pub nodes: Vec<LineageNode>,
    /// From each upstream to each of its forks.
    pub edges: Vec<LineageEdge>,
    /// Whether the family is larger. Then `root` may have an upstream itself.
    pub truncated: bool,
}

/// A blueprint of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineageNode {
    pub owner: String,
    pub name: String,
    pub title: Localised,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    pub deprecated: bool,
    /// `technical` or `variant`; null for the root.
    pub kind: Option<String>,
    pub is_root: bool,
}

/// What connects a fork with its upstream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineageEdge {
    /// `owner/name` of the upstream.
    pub from: String,
    /// `owner/name` of the fork.
    pub to: String,
    /// The version that was forked.
    pub version: String,
    /// The version that the fork took in last.
    pub merged_through: String,
    /// How many versions the fork is behind.
    pub behind: usize,
}
