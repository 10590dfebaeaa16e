//! What changed between two documents.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// One change and what it asks of those who use the blueprint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Stable name of the kind of change.
    #[schema(example = "BP031")]
    pub code: String,
    /// How far the version must rise at least: `major`, `minor` or `patch`.
    pub level: String,
    /// The part of the document: its member, or `general`.
    pub section: String,
    /// The place by the keys of its lists.
    #[schema(example = "/security/requirements/kennzeichenauskunft")]
    pub path: String,
    /// The place in the earlier document, RFC 6901.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer_before: Option<String>,
    /// The place in the later document, RFC 6901.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer_after: Option<String>,
    /// Absent when the place is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// Absent when the place is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// A sentence in the language asked for.
    pub message: String,
    /// Whether the release notes have to say why: less is demanded than before.
    pub needs_reason: bool,
    /// Whether adopters who rely on what changed are to be told.
    pub notifies_adopters: bool,
}

/// What changed between two versions, of one blueprint or of two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    pub from: ComparedVersion,
    pub to: ComparedVersion,
    /// The level that the changes ask for: `major`, `minor` or `patch`; null when nothing changed.
    pub required_bump: Option<String>,
    /// By section, and within a section in the order of the document.
    pub changes: Vec<Change>,
    pub media_breaks: MediaBreaksChanged,
}

/// What the changes mean for the media breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaBreaksChanged {
    /// How many the earlier document has.
    pub before: usize,
    /// How many the later document has.
    pub after: usize,
    /// Places in the earlier document.
    pub gone: Vec<MediaBreakTold>,
    /// Places in the later document.
    pub new: Vec<MediaBreakTold>,
}

/// A media break that one of two documents has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaBreakTold {
    pub pointer: String,
    pub path: String,
    /// A sentence in the language asked for.
    pub message: String,
}

/// The exact version that a reference meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComparedVersion {
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
}
