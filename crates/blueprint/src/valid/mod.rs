//! From a parsed document to a valid one, or to all findings at once.

pub(crate) mod sentence;

use jiff::civil::Date;
use jsonschema::{ValidationError, error::ValidationErrorKind as Kind};
use serde_json::Value;

use crate::{
    Code, Digest, Document, Finding, LATEST_FORMAT, Message, Parsed, Path, Pointer, Severity,
    VersionRef, misread,
    rules::{self, Context, Findings},
    schema::{self, Node},
};

/// A [`Parsed`] document that satisfies the schema and every rule.
///
/// Invariant: only [`validate`] makes one, so holding a `Valid` is the proof.
#[derive(Clone, Debug)]
pub struct Valid {
    parsed: Parsed,
    document: Document,
    warnings: Vec<Finding>,
}

impl Valid {
    pub fn document(&self) -> &Document {
        &self.document
    }

    pub fn value(&self) -> &Value {
        self.parsed.value()
    }

    pub fn canonical(&self) -> &[u8] {
        self.parsed.canonical()
    }

    pub fn digest(&self) -> Digest {
        self.parsed.digest()
    }

    /// What does not keep the document from being published.
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }
}

/// Checks a document against the schema and all rules, as of a day.
///
/// The day decides about warnings only, so what is valid once is valid for good.
pub fn validate(parsed: Parsed, on: Date) -> Result<Valid, Vec<Finding>> {
    let findings = check(&parsed, on);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    match Document::try_from(parsed.value()) {
        Ok(document) => Ok(Valid { parsed, document, warnings: findings }),
        Err(error) => Err(vec![unreadable(&error)]),
    }
}

/// Every finding, errors and warnings, in the order of the document's places.
pub fn check(parsed: &Parsed, on: Date) -> Vec<Finding> {
    let document = parsed.value();
    if let Some(finding) = unknown_format(document) {
        return vec![finding];
    }
    let mut findings = Findings::new(document);
    for error in schema::validator().iter_errors(document) {
        report(&error, &mut findings);
    }
    version(document, &mut findings);
    for rule in rules::RULES {
        (rule.check)(Context { document, on }, &mut findings);
    }
    findings.into_sorted()
}

/// A document of the future is not wrong, this program is too old for it: one finding says so.
fn unknown_format(document: &Value) -> Option<Finding> {
    let format = document.get("format")?.as_u64()?;
    (u64::from(LATEST_FORMAT) < format).then(|| Finding {
        code: Code("format-unknown"),
        severity: Severity::Error,
        pointer: Pointer::new("/format"),
        path: Path::from("/format"),
        message: Message::new(
            format!("Dieses Register kennt das Format {format} noch nicht, nur bis {LATEST_FORMAT}. Verwenden Sie Format {LATEST_FORMAT} oder ein neueres Register."),
            format!("This registry does not know format {format} yet, only up to {LATEST_FORMAT}. Use format {LATEST_FORMAT} or a newer registry."),
        ),
    })
}

/// Versions follow `SemVer`; build metadata would make two versions of equal rank.
fn version(document: &Value, findings: &mut Findings<'_>) {
    let Some(text) = document.get("version").and_then(Value::as_str) else { return };
    if let Err(error) = VersionRef::exact(text) {
        findings.replace(Pointer::new("/version"), "version-not-semver", error.message(text));
    }
}

fn unreadable(error: &serde_json::Error) -> Finding {
    Finding {
        code: Code("document-unreadable"),
        severity: Severity::Error,
        pointer: Pointer::root(),
        path: Path::default(),
        message: misread(error),
    }
}

/// Turns one error of the validator into findings: one for each missing or unknown member.
fn report(error: &ValidationError<'_>, findings: &mut Findings<'_>) {
    let at = Pointer::new(error.instance_path().as_str());
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let place = at.join(name);
            let message = sentence::required(name, Node::at(&place));
            findings.error("schema-required", place, message);
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let parent = Node::at(&at);
            for name in unexpected {
                // After another fault in the object the validator calls all its members unknown.
                let is_known = parent.is_some_and(|node| node.property(name).is_some());
                if !is_known {
                    findings.error(
                        "schema-unknown-member",
                        at.join(name),
                        sentence::unknown(name, parent),
                    );
                }
            }
        }
        Kind::PropertyNames { error: inner } => {
            let name = inner.instance().as_str().unwrap_or_default().to_owned();
            let rule = parent_schema(inner).or_else(|| parent_schema(error));
            findings.error(
                "schema-member-name",
                at.join(&name),
                sentence::member_name(&name, rule),
            );
        }
        kind => {
            let (code, message) =
                sentence::of(kind, error.instance(), Node::at(&at), parent_schema(error));
            findings.error(code, at, message);
        }
    }
}

/// The part of the schema whose keyword failed.
fn parent_schema(error: &ValidationError<'_>) -> Option<Node> {
    let path = error.schema_path().as_str();
    Node::of_schema_path(path.rsplit_once('/')?.0)
}
