//! Versions, publishing, yanking; the schemas; health.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Finding, Localised, VersionParent};

/// One published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionItem {
    #[schema(example = "2.1.0")]
    pub version: String,
    /// SHA-256 of the canonical document: `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Bytes of the canonical document.
    pub size: i64,
    pub title: Localised,
    /// Release notes, from the second version on.
    pub changes: Option<Localised>,
    /// SPDX expression.
    pub license: String,
    #[schema(format = DateTime)]
    pub published_at: String,
    /// Set when the version should no longer be chosen; its document stays readable.
    pub yanked: Option<Yanked>,
    /// Step from the next lower version: `major`, `minor`, `patch` or `prerelease`; null for the lowest.
    pub declared_bump: Option<String>,
    /// What the changes since the version it was measured by ask for at least; null where nothing changed or came before.
    pub required_bump: Option<String>,
    /// Why it was published with a smaller step than that.
    pub override_reason: Option<String>,
    /// Organisations besides the owner whose proposals are part of it.
    pub co_authors: Vec<String>,
    /// Address of the document's bytes.
    pub document: String,
    /// In a fork, what a version that took something in was made of: the fork's own version and the upstream's. Empty where
    /// it just follows on the version before.
    pub parents: Vec<VersionParent>,
}

/// Since when and why a version should no longer be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Yanked {
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
}

/// Versions, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionPage {
    pub items: Vec<VersionItem>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// What became of a request to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublishResult {
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
    /// Address of the version.
    pub url: String,
    /// False when these very bytes were published before.
    pub created: bool,
    /// True when nothing was written on request.
    pub dry_run: bool,
    /// The version that the changes are counted from; null for the first, and when these bytes were published before.
    pub baseline: Option<String>,
    /// The level that the changes ask for at least: `major`, `minor` or `patch`; null when nothing changed.
    pub required_bump: Option<String>,
    /// What does not keep the document from being published.
    pub warnings: Vec<Finding>,
}

/// Yanks a version, or takes that back with `{"yanked": null}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YankRequest {
    // Without this attribute a missing member would count as null, and `{}` would take a yank back.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    pub yanked: Option<YankReason>,
}

/// Why a version should no longer be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YankReason {
    /// 1 to 2,000 characters; shown beside the version.
    pub reason: String,
}

/// The JSON Schemas of the document, one for each number of the format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SchemaList {
    pub items: Vec<SchemaItem>,
}

/// One JSON Schema, 2020-12.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SchemaItem {
    /// Number of the format.
    pub format: u32,
    /// Where the schema is.
    pub url: String,
}

/// That the server runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// `ok`.
    pub status: String,
}

/// That the server may be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Readiness {
    /// `ok`.
    pub status: String,
    /// How many events are still to be taken into the search index. A few for a moment after each publish.
    pub index_behind: u64,
}
