//! Checking a document without publishing it: what a publish would find in the document itself.
//!
//! Needs no token and writes nothing. What depends on the address (who may publish there, which versions exist) is
//! the dry run's to say.

use blueprint::{
    BlueprintId, Code, Digest, Edit, Finding, Message, Parsed, Path, Pointer, Severity, VersionRef,
    compare,
};
use serde_json::Value;
use store::StoreError;

use crate::{Refused, Registry, day::day_of};

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// Absent when the document has no canonical form.
    pub digest: Option<Digest>,
    pub findings: Vec<Finding>,
    /// Where it differs from what it was to be compared with.
    pub changes: Vec<Edit>,
}

impl Checked {
    pub fn is_valid(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }
}

/// What to compare with.
#[derive(Clone, Debug)]
pub enum Against {
    Document(Value),
    Published(BlueprintId, VersionRef),
}

/// Checks a document, and compares it when there is something to compare it with.
pub fn check(
    registry: &Registry,
    document: Value,
    against: Option<Against>,
    at: i64,
) -> Result<Checked, Refused> {
    let parsed = match Parsed::of(document) {
        Ok(parsed) => parsed,
        Err(error) => {
            return Ok(Checked {
                digest: None,
                findings: vec![error.finding()],
                changes: Vec::new(),
            });
        }
    };
    let findings = blueprint::check(&parsed, day_of(at));
    let earlier = match against {
        None => None,
        Some(Against::Document(earlier)) => Some(earlier),
        Some(Against::Published(id, reference)) => {
            let (_, published) = crate::document(registry, &id, &reference)?;
            let earlier = serde_json::from_slice(&published.canonical)
                .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
            Some(earlier)
        }
    };
    let changes = earlier.map(|earlier| compare(&earlier, parsed.value())).unwrap_or_default();
    Ok(Checked { digest: Some(parsed.digest()), findings, changes })
}

impl Against {
    /// Reads the member `against` of a request: a document, or `owner/name@1.0.0`.
    pub fn read(value: Value) -> Result<Self, Refused> {
        let Value::String(text) = value else { return Ok(Self::Document(value)) };
        let read = || {
            let (id, reference) = text.split_once('@')?;
            Some(Self::Published(id.parse().ok()?, reference.parse().ok()?))
        };
        read().ok_or_else(|| {
            Refused::Invalid(vec![Finding {
                code: Code("check-against"),
                severity: Severity::Error,
                pointer: Pointer::new("/against"),
                path: Path::from("/against"),
                message: Message::new(
                    format!("„{text}“ bezeichnet keine Version. Schreiben Sie organisation/name@Version, zum Beispiel mrn/handwerkerparkausweis@2.0.0, oder senden Sie ein Dokument."),
                    format!("“{text}” names no version. Write organisation/name@version, for example mrn/handwerkerparkausweis@2.0.0, or send a document."),
                ),
            }])
        })
    }
}
