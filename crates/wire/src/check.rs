//! Checking without publishing.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{Alternatives, Change, Coverage, Finding, MediaBreaks, Sovereignty};

/// Asks for a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The blueprint document.
    pub document: Value,
    /// What to compare it with: a document, or `owner/name@1.0.0` (also `@latest`, `@^2.0`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Value>,
}

/// What a publish would find in the document itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CheckResult {
    /// Whether no finding is an error.
    pub valid: bool,
    /// The digest the version would have, where the document has a canonical form.
    pub digest: Option<String>,
    /// Errors and warnings, in the order of places.
    pub findings: Vec<Finding>,
    /// The level that the changes since `against` ask for: `major`, `minor` or `patch`; null when nothing changed.
    pub required_bump: Option<String>,
    /// What changed since `against`.
    pub changes: Vec<Change>,
    pub media_breaks: MediaBreaks,
    /// Absent where the document is too far from valid to tell.
    pub sovereignty: Option<Sovereignty>,
    /// Absent where the document is too far from valid to tell.
    pub coverage: Option<Coverage>,
    /// Absent where the document is too far from valid to tell.
    pub alternatives: Option<Alternatives>,
}
