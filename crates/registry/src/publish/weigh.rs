//! A document at an address, with all that is to be said of it: what a publication refuses by, and what a draft shows.

use blueprint::{Finding, Parsed, Valid, validate};
use store::StoredDocument;

use super::{Address, Release, Taken, Terms, completeness, facts, law, law::Judged};
use crate::{Refused, Registry, day::day_of};

/// What a publication would be told.
pub(crate) struct Weighed {
    address: Address,
    /// All of them, warnings too.
    pub(crate) findings: Vec<Finding>,
    pub(crate) judged: Judged,
    /// By its own rules; there may be errors of its place in the registry.
    valid: Option<Valid>,
    seen_revision: Option<i64>,
    taken: Option<Taken>,
}

/// Looks at the document itself and at its place in the registry, and finds everything at once.
pub(crate) fn weigh(
    registry: &Registry,
    address: &Address,
    parsed: Parsed,
    terms: Terms<'_>,
) -> Result<Weighed, Refused> {
    let Terms { known, override_reason, taken, at } = terms;
    let mut findings = completeness::findings(registry, address, parsed.value(), known)?;
    let mut judged = law::judge(registry, address, parsed.value(), known, override_reason)?;
    findings.append(&mut judged.findings);
    let valid = match validate(parsed, day_of(at)) {
        Ok(valid) => {
            findings.extend_from_slice(valid.warnings());
            Some(valid)
        }
        Err(more) => {
            findings.extend(more);
            None
        }
    };
    let (address, seen_revision, taken) = (address.clone(), known.revision, taken.cloned());
    Ok(Weighed { address, findings, judged, valid, seen_revision, taken })
}

impl Weighed {
    /// The version as it may be written, or all findings.
    pub(crate) fn release(self) -> Result<Release, Refused> {
        let Self { address, findings, judged, valid, seen_revision, taken } = self;
        let Some(valid) = valid.filter(|_| !findings.iter().any(Finding::is_error)) else {
            return Err(Refused::Invalid(findings));
        };
        let stored = StoredDocument::compress(valid.canonical())?;
        let facts = facts(valid.document(), valid.value());
        Ok(Release { address, valid, stored, facts, judged, seen_revision, taken })
    }
}
