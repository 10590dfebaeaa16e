//! Taking a version of the upstream into a fork: conflicts and what is decided about them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Begins to take a version of the upstream into a fork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeRequest {
    /// The upstream's version: exact, `latest` or a requirement such as `^2.0`.
    #[schema(example = "latest")]
    pub upstream_version: String,
}

/// A draft in which a fork takes a version of its upstream in, or a blueprint a proposal that stands against its latest version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MergeDraft {
    /// Of the draft.
    pub id: String,
    /// Address of the draft.
    pub url: String,
    /// Of the draft; its `ETag` begins with it.
    pub revision: i64,
    /// The draft's document. At an open conflict it has what the blueprint has.
    pub merged: Value,
    #[serde(flatten)]
    pub state: MergeState,
}

/// Between which versions a merge is, and what is left to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MergeState {
    /// `owner/name` of the fork, or of the blueprint that a proposal is for.
    pub fork: String,
    /// `owner/name` of the upstream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
    /// The upstream's version that the fork took in last, or the version that the proposal is counted from.
    pub base: String,
    /// The version of the blueprint that the merge starts from.
    pub ours: String,
    /// The upstream's version to be taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<String>,
    /// The proposal to be taken in, where it is none of the upstream's versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// Open ones. The draft can be submitted and published when there are none.
    pub conflicts: Vec<MergeConflict>,
    /// How many decisions were made.
    pub decided: usize,
    /// The blueprint has moved on since: begin the merge anew, or discard the draft and accept the proposal again.
    pub outdated: bool,
}

/// A place that both sides changed in ways that exclude each other. A side is null where it does not have the place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MergeConflict {
    /// In the names of the draft's document; a decision names it.
    #[schema(example = "/process/nodes/gebuehr-zahlen/title/de")]
    pub path: String,
    /// `changed`, `added`, `deleted-by-ours`, `deleted-by-theirs`, `order` or `renamed`.
    pub kind: String,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
    pub message: String,
}

/// What shall hold at the place of a conflict: either a side's state or a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResolutionRequest {
    pub path: String,
    /// `ours`, `theirs` or `base`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<String>,
    /// Neither side's state but this one; `null` removes the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// One decision or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ResolutionsRequest {
    One(ResolutionRequest),
    Several { resolutions: Vec<ResolutionRequest> },
}

/// A published version that another grew out of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionParent {
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
}
