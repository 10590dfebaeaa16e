//! Blueprints in lists and at a glance; forks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Text in German, and in English where it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Localised {
    pub de: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// A blueprint in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintItem {
    pub owner: String,
    pub name: String,
    pub title: Localised,
    pub summary: Localised,
    /// SPDX expression.
    pub license: String,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Whether it should no longer be chosen; such are found only with `deprecated=true`.
    pub deprecated: bool,
    /// Where the search matched; empty without a search.
    pub highlights: Vec<Highlight>,
}

/// A part of a text with the matches marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Highlight {
    /// `title`, `summary` or `text`.
    pub field: String,
    /// Safe HTML: escaped text with the matches in `<mark>`.
    pub html: String,
}

/// Blueprints found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintPage {
    pub items: Vec<BlueprintItem>,
    pub total: u64,
    pub next_cursor: Option<String>,
    /// For each facet its values with how many blueprints have them. A facet's own selection does not narrow its
    /// own counts.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetCount {
    pub value: String,
    pub count: u64,
}

/// A blueprint at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintSummary {
    pub owner: String,
    pub owner_name: String,
    /// Whether those who operate the registry take the owner for what it says it is. It says nothing of the blueprint.
    pub owner_verified: bool,
    pub name: String,
    pub title: Localised,
    pub summary: Localised,
    pub license: String,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    /// Digest of the version shown: `latest`, or the highest when there is no latest.
    pub digest: String,
    /// All versions, highest first; `/versions` tells more of each.
    pub versions: Vec<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Where a fork comes from.
    pub upstream: Option<Upstream>,
    /// How many forks there are; `/forks` lists them.
    pub forks: i64,
    /// Set when the blueprint should no longer be chosen.
    pub deprecation: Option<Deprecation>,
    /// The day by which the content is checked again: as the owner said last, else as the version shown says.
    #[schema(format = Date)]
    pub review_by: Option<String>,
    /// Slug of the organisation that keeps the blueprint when its owner no longer does.
    pub follow_up_owner: Option<String>,
    /// `owner/name` at which it goes on; then nothing new comes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// `owner/name` of the addresses at which it was before, the last one first; their versions stay there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved_from: Vec<String>,
}

/// Since when and why a blueprint should no longer be chosen, and what to choose instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deprecation {
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
    /// `owner/name`.
    pub successor: Option<String>,
}

/// Changes what is said of a blueprint beside its versions. What is left out stays as it is, null takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlueprintChange {
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DeprecationReason>)]
    pub deprecation: Option<Option<DeprecationReason>>,
    /// A day, `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<Option<String>>,
    /// Slug of an organisation.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub follow_up_owner: Option<Option<String>>,
}

/// Why a blueprint should no longer be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeprecationReason {
    /// 1 to 2,000 characters; shown to everybody.
    pub reason: String,
    /// `owner/name` of the blueprint that takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

/// A member that is there, be it null.
#[expect(clippy::option_option, reason = "left out, null and a value are three things on the wire")]
pub(crate) fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// The exact version a fork started from, and how far it has followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Upstream {
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
    /// `technical` or `variant`.
    pub kind: String,
    /// The upstream's version that the fork took in last; at first the version it started from.
    pub merged_through: String,
    /// How many releases of the upstream are newer and neither skipped nor withdrawn.
    pub behind: usize,
}

/// Asks for a fork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForkRequest {
    /// The organisation that will own the fork.
    pub owner: String,
    pub name: String,
    /// The upstream's version to start from: exact, `latest` or a requirement.
    #[serde(default = "latest")]
    #[schema(default = "latest")]
    pub version: String,
    /// `technical` to propose changes back, `variant` to go one's own way.
    pub kind: String,
    /// 1 to 2,000 characters.
    pub reason: String,
}

fn latest() -> String {
    "latest".to_owned()
}

/// The fork's first version: published, or as a draft where its organisation demands four eyes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForkResult {
    /// `owner/name` of the fork.
    pub blueprint: String,
    pub version: String,
    /// Null while it is a draft, whose document may still change.
    pub digest: Option<String>,
    /// Address of the version, or of the draft.
    pub url: String,
    pub upstream: Upstream,
    /// The draft's id; null when the version is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
}

/// A fork in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fork {
    /// `owner/name` of the fork.
    pub blueprint: String,
    pub upstream: Upstream,
    pub reason: String,
    #[schema(format = DateTime)]
    pub forked_at: String,
}

/// Forks by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForkPage {
    pub items: Vec<Fork>,
    pub total: i64,
    pub next_cursor: Option<String>,
}
