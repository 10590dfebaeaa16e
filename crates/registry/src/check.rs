//! Checking a document without publishing it: what a publish would find in the document itself.
//!
//! Needs no token and writes nothing. What depends on the address (who may publish there, which versions exist) is
//! the dry run's to say.

use blueprint::{
    Code, Difference, Document, Finding, Message, ParseError, Parsed, Path, Pointer, Severity,
    difference,
};
use jiff::civil::Date;
use serde_json::Value;

use crate::{Named, Refused, Registry, day::day_of, meant};

/// What was found.
#[derive(Debug)]
pub struct Checked {
    pub findings: Vec<Finding>,
    /// What changed since what it was to be compared with.
    pub difference: Option<Difference>,
    /// Absent when the document has no canonical form.
    pub parsed: Option<Parsed>,
    /// The typed view; absent when the document is too far from valid for that.
    pub document: Option<Document>,
    /// The day as of which the check holds.
    pub on: Date,
}

impl Checked {
    pub fn is_valid(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }

    fn unreadable(error: &ParseError, on: Date) -> Self {
        let findings = vec![error.finding()];
        Self { findings, difference: None, parsed: None, document: None, on }
    }
}

/// What to compare with.
#[derive(Clone, Debug)]
pub enum Against {
    Document(Value),
    Published(Named),
}

/// Checks a document, and compares it when there is something to compare it with.
pub fn check(
    registry: &Registry,
    document: Value,
    against: Option<Against>,
    at: i64,
) -> Result<Checked, Refused> {
    let on = day_of(at);
    let parsed = match Parsed::of(document) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(Checked::unreadable(&error, on)),
    };
    let findings = blueprint::check(&parsed, on);
    let earlier = match against {
        None => None,
        Some(Against::Document(earlier)) => Some(earlier),
        Some(Against::Published(named)) => Some(meant(registry, &named)?.document),
    };
    let difference = earlier.map(|earlier| difference(&earlier, parsed.value()));
    let document = Document::try_from(parsed.value()).ok();
    Ok(Checked { findings, difference, parsed: Some(parsed), document, on })
}

impl Against {
    /// Reads the member `against` of a request: a document, or `owner/name@1.0.0`.
    pub fn read(value: Value) -> Result<Self, Refused> {
        let Value::String(text) = value else { return Ok(Self::Document(value)) };
        text.parse().map(Self::Published).map_err(|_unnamed| {
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
