//! Changes offered to whoever owns a blueprint.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Change;

/// A proposal in a list. It names organisations and never people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalItem {
    pub id: String,
    /// `owner/name` of what is to change.
    pub blueprint: String,
    /// The version that the changes are counted from.
    pub base: String,
    /// Of that version.
    pub base_digest: String,
    /// Whose proposal it is.
    pub organisation: String,
    /// `owner/name@version` of the fork that it was made from.
    pub fork: Option<String>,
    pub title: String,
    /// Why.
    pub message: String,
    /// `open`, `accepted`, `declined` or `withdrawn`.
    pub state: String,
    pub revision: i64,
    /// Of the decision.
    pub reason: Option<String>,
    /// The version that it became part of.
    pub published: Option<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub updated_at: String,
    pub url: String,
}

/// A page of proposals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalPage {
    pub items: Vec<ProposalItem>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// A proposal with its changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    #[serde(flatten)]
    pub proposal: ProposalItem,
    pub changes: Vec<Change>,
    /// How many releases were published since the base.
    pub behind: usize,
    /// Places where an open proposal no longer fits the latest version; empty when it applies cleanly.
    pub conflicts: Vec<String>,
    /// The latest 200, in their order.
    pub comments: Vec<ProposalComment>,
    pub n_comments: i64,
}

/// A comment, by an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalComment {
    /// Dense, from 1 on.
    pub number: i64,
    pub organisation: String,
    /// Plain text.
    pub text: String,
    #[schema(format = DateTime)]
    pub at: String,
}

/// Offers changes: from a fork (`fork`), or as a document changed from a version (`organisation`, `document`, `base`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRequest {
    /// What is to change, 1 to 200 characters.
    pub title: String,
    /// Why, 1 to 2,000 characters.
    pub message: String,
    /// `owner/name` of a fork of the blueprint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fork: Option<String>,
    /// Without a fork: on whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Without a fork: the version that the document was changed from; `latest` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Without a fork: the whole changed document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<serde_json::Value>,
    /// The `path`s of the changes to offer; all if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
}

/// Says something about a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalCommentRequest {
    /// Plain text, 1 to 2,000 characters; everybody can read it.
    pub text: String,
}

/// Decides a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalDecision {
    /// `accepted` or `declined`.
    pub decision: String,
    /// Why, 1 to 2,000 characters; everybody can read it.
    pub reason: String,
}

/// A proposal as it is after the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalDecided {
    #[serde(flatten)]
    pub proposal: ProposalItem,
    /// Of an accepted one: address of the draft that brings it into the next version.
    pub draft: Option<String>,
}
