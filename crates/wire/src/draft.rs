//! Drafts: documents on their way to a version.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{Change, Finding, MergeState};

/// Begins a draft: with nothing, with a document, or with a version of the organisation's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftRequest {
    /// The organisation that will publish it.
    pub organisation: String,
    /// Name of the blueprint, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `owner/name@version` to go on from: exact, `latest` or a requirement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The document, which may be incomplete and wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Value>,
}

/// A draft without its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftItem {
    pub id: String,
    /// Address of the draft.
    pub url: String,
    pub organisation: String,
    /// What the document says of itself, as far as it says it.
    pub name: Option<String>,
    pub version: Option<String>,
    /// In German.
    pub title: Option<String>,
    /// `open`, `submitted`, `approved`, `published` or `discarded`.
    pub state: String,
    /// Rises with every change; the `ETag` begins with it.
    pub revision: i64,
    pub created: Stamp,
    /// The latest change of anything.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// The latest change of the document.
    pub saved: Stamp,
    pub submitted: Option<Stamp>,
    /// Why the number may say less than the changes ask for, as given with the submission.
    pub override_reason: Option<String>,
    pub approved: Option<Stamp>,
    /// The version that it became.
    pub published: Option<String>,
}

/// By whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stamp {
    #[schema(format = DateTime)]
    pub at: String,
    pub by: Author,
}

/// A person, or a token that a program shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Author {
    /// `person` or `token`.
    pub kind: String,
    pub id: String,
    /// The person's name or the token's label; null when there is none any more.
    pub name: Option<String>,
}

/// Drafts of an organisation, those that changed last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftPage {
    pub items: Vec<DraftItem>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// A draft with its document and what a publication would be told now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Draft {
    pub draft: DraftItem,
    pub document: Value,
    /// Errors and warnings, as a dry run gives them. Empty for what is published or discarded.
    pub findings: Vec<Finding>,
    /// The level that the changes ask for at least: `major`, `minor` or `patch`; null when nothing changed.
    pub required_bump: Option<String>,
    /// The version that the changes are counted from.
    pub baseline: Option<String>,
    pub changes: Vec<Change>,
    /// The latest entries, the newest first.
    pub history: Vec<DraftEvent>,
    /// How many entries there are in all.
    pub history_total: i64,
    /// What it grows out of in another blueprint.
    pub origin: Option<DraftOrigin>,
    /// What is left to decide, when it takes a version of an upstream in and is not done with.
    pub merge: Option<MergeState>,
    /// Slugs of organisations that have a share in it.
    pub co_authors: Vec<String>,
}

/// The version of another blueprint that a draft makes something of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftOrigin {
    /// `fork`: a blueprint of its own. `merge`: the next version of a fork, which takes that version in.
    pub purpose: String,
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
    /// Of a fork: `technical` or `variant`.
    pub kind: Option<String>,
    /// Of a fork: why.
    pub reason: Option<String>,
}

/// What somebody did to a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftEvent {
    /// Dense, from 1 on.
    pub seq: i64,
    /// `created`, `saved`, `resolved`, `submitted`, `returned`, `approved`, `published` or `discarded`. A save takes a
    /// submission and an approval back.
    pub kind: String,
    /// The first of several saves that are one entry; else as `at`.
    #[schema(format = DateTime)]
    pub since: String,
    #[schema(format = DateTime)]
    pub at: String,
    pub by: Author,
    /// Why it was returned, or why the number may say less.
    pub note: Option<String>,
}

/// Submits a draft, or publishes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftFinish {
    /// Why the number says less than the changes ask for, 1 to 2,000 characters; it will stand beside the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
}

/// Sends a draft back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftReturn {
    /// What is missing, 1 to 2,000 characters; the organisation's members can read it.
    pub reason: String,
}

/// What became of a draft that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftPublished {
    pub draft: DraftItem,
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
    /// Address of the version.
    pub url: String,
}

/// Whether an organisation's drafts need a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FourEyes {
    pub required: bool,
}
