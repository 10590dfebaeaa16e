//! Faults of a request: a finding at one of its members. Those of documents are `blueprint`'s.

use blueprint::{Code, Finding, Message, Path, Pointer, Severity};

/// What is wrong with the member of the request at `pointer`, and what to do about it.
pub(crate) fn fault(
    code: &'static str,
    pointer: &str,
    de: impl Into<String>,
    en: impl Into<String>,
) -> Finding {
    Finding {
        code: Code(code),
        severity: Severity::Error,
        pointer: Pointer::new(pointer),
        path: Path::from(pointer),
        message: Message::new(de, en),
    }
}
