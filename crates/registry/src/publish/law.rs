//! The law of versions at the door: a number says at least as much as its changes ask for, and what is lowered has a
//! reason in the release notes.

use blueprint::{
    Change, Code, Difference, Finding, Level, Message, Path, Pointer, Severity, difference,
    law::{self, admit, baseline, missing_reasons},
};
use semver::Version;
use serde_json::Value;
use store::{Step, StoreError};

use super::{Address, Known};
use crate::{Refused, Registry, reason};

/// What became of the judgement.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) step: Step,
    /// The version that the changes were counted from.
    pub(crate) baseline: Option<Version>,
    pub(crate) difference: Difference,
    pub(super) findings: Vec<Finding>,
}

/// Judges a version that does not exist yet. A number that is too small needs a reason, which then stands beside it.
pub(super) fn judge(
    registry: &Registry,
    address: &Address,
    document: &Value,
    known: Known<'_>,
    override_reason: Option<&str>,
) -> Result<Judged, Refused> {
    let existing: Vec<(Version, bool)> =
        known.versions.iter().map(|(version, _, yanked)| (version.clone(), *yanked)).collect();
    if existing.iter().any(|(version, _)| *version == address.version) {
        return Ok(Judged::default());
    }
    let baseline = baseline(&existing, &address.version).cloned();
    let difference = match &baseline {
        Some(version) => since(registry, known, version, document)?,
        None => Difference::default(),
    };
    let required = difference.required_bump();
    let admitted = admit(&address.version, baseline.as_ref(), required, &existing);
    // Who was promised nothing is owed no reason.
    let is_first = matches!(&admitted, Ok(admitted) if admitted.declared.is_none());
    let (step, mut findings) = match (admitted, override_reason) {
        (Ok(admitted), _) => (step(admitted.required, None), Vec::new()),
        (Err(law::Refused::TooSmall { .. }), Some(given)) => {
            let fault = reason::check("override-reason", "/override_reason", given).err();
            (step(required, Some(given.trim())), fault.into_iter().collect())
        }
        (Err(refused), _) => (Step::default(), told(&refused, &difference)),
    };
    if !is_first {
        findings.extend(missing_reasons(&difference, document));
    }
    Ok(Judged { step, baseline, difference, findings })
}

fn step(required: Option<Level>, override_reason: Option<&str>) -> Step {
    Step { required, override_reason: override_reason.map(str::to_owned) }
}

fn since(
    registry: &Registry,
    known: Known<'_>,
    version: &Version,
    document: &Value,
) -> Result<Difference, Refused> {
    let found = known.versions.iter().find(|(other, ..)| other == version);
    let digest = found.map(|(_, digest, _)| *digest);
    let digest = digest.ok_or(StoreError::Corrupt { what: "version" })?;
    let earlier: Value = serde_json::from_slice(&registry.document(digest)?.canonical)
        .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?;
    Ok(difference(&earlier, document))
}

/// The refusal at the number, and each change that demands more at its own place.
fn told(refused: &law::Refused, difference: &Difference) -> Vec<Finding> {
    let (code, demanding) = match refused {
        law::Refused::NotNext { .. } => ("version-not-next", Vec::new()),
        law::Refused::TooSmall { level, .. } => {
            let changes = difference.changes.iter();
            ("version-too-small", changes.filter(|change| *level < change.level).collect())
        }
    };
    let sentences: Vec<Message> =
        demanding.iter().map(|change: &&Change| change.message.clone()).collect();
    let at_number = Finding {
        code: Code(code),
        severity: Severity::Error,
        pointer: Pointer::new("/version"),
        path: Path::from("/version"),
        message: refused.message(&sentences),
    };
    std::iter::once(at_number).chain(demanding.into_iter().map(demand)).collect()
}

fn demand(change: &Change) -> Finding {
    Finding {
        code: change.code,
        severity: Severity::Error,
        // What is gone has no place in the document that was sent; its number is what has to change.
        pointer: change.pointer_after.clone().unwrap_or_else(|| Pointer::new("/version")),
        path: change.path.clone(),
        message: change.message.clone(),
    }
}
