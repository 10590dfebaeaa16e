//! Findings: what is wrong with a document, where, and what to do about it.

use crate::{Message, Path, Pointer};

/// What a check found: a rule, a place and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// The place in the document as given, RFC 6901.
    pub pointer: Pointer,
    /// The same place by the keys of its lists, stable across versions.
    pub path: Path,
    pub message: Message,
}

/// The stable name of a rule, such as `schema-required` or `reference-unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// Whether a finding keeps the document from being published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

impl Finding {
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Code {
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
