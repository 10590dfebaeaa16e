//! What is answered when something was not done: RFC 9457.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Change;

/// A problem, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Address of a page that explains this kind of problem: `/problems/<slug>`.
    #[schema(example = "/problems/invalid-document")]
    pub r#type: String,
    /// The kind in a few words, in the language asked for.
    pub title: String,
    pub status: u16,
    /// What is wrong with this request, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Every fault of the input, each with its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Where the version that exists differs from the one that was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The revision at which a draft is now that somebody else changed meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

/// One fault or warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// Stable name of the rule.
    #[schema(example = "schema-required")]
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// The place in the document as sent, RFC 6901.
    #[schema(example = "/process/nodes/1/role")]
    pub pointer: String,
    /// The same place by the keys of its lists.
    #[schema(example = "/process/nodes/antrag-stellen/role")]
    pub path: String,
    /// A sentence in the language asked for.
    pub message: String,
}
