//! What is wrong with the outcomes of a test, and with its result as a whole.

use std::collections::{BTreeMap, btree_map::Entry};

use blueprint::{
    Document, Finding, Pointer,
    document::{RequirementStatus, TestResult},
    evidence::{Contradiction, contradiction},
};

use super::{super::record::NewAttestation, possible};
use crate::fault::fault;

/// The outcomes that could be read. Each requirement is one of the version's and named once, and something was tested.
pub(super) fn read(
    new: &NewAttestation<'_>,
    document: Option<&Document>,
    found: &mut Vec<Finding>,
) -> BTreeMap<String, RequirementStatus> {
    let (n_before, mut outcomes) = (found.len(), BTreeMap::new());
    for (id, code) in new.requirements {
        let at = Pointer::root().join("requirements").join(id);
        found.extend(document.and_then(|document| unknown(id, document, &at)));
        match (RequirementStatus::of_code(code), outcomes.entry(id.clone())) {
            (None, _) => found.push(no_outcome(code, &at)),
            (Some(_), Entry::Occupied(_)) => found.push(fault(
                "attestation-requirement-twice",
                at.as_str(),
                format!("Die Anforderung „{id}“ ist zweimal genannt. Nennen Sie jede einmal."),
                format!("The requirement “{id}” is named twice. Name each once."),
            )),
            (Some(outcome), Entry::Vacant(place)) => {
                place.insert(outcome);
            }
        }
    }
    let is_untested = |outcome: &RequirementStatus| *outcome == RequirementStatus::Untested;
    if found.len() == n_before && outcomes.values().all(is_untested) {
        found.push(fault(
            "attestation-nothing-tested",
            "/requirements",
            "Geben Sie für mindestens eine Anforderung an, ob das Produkt sie erfüllt.",
            "Say of one requirement at least whether the product meets it.",
        ));
    }
    outcomes
}

fn unknown(id: &str, document: &Document, at: &Pointer) -> Option<Finding> {
    let requirements = &document.security.requirements;
    if requirements.iter().any(|requirement| requirement.id == id) {
        return None;
    }
    let (possible_de, possible_en) =
        possible(requirements.iter().map(|one| one.id.clone()).collect());
    Some(fault(
        "attestation-requirement",
        at.as_str(),
        format!("Diese Version hat keine Anforderung „{id}“. {possible_de}"),
        format!("This version has no requirement “{id}”. {possible_en}"),
    ))
}

fn no_outcome(code: &str, at: &Pointer) -> Finding {
    fault(
        "attestation-outcome",
        at.as_str(),
        format!(
            "„{code}“ ist kein Ergebnis. Wählen Sie erfüllt (met), teilweise erfüllt (partial), nicht erfüllt (unmet) oder nicht geprüft (untested)."
        ),
        format!("“{code}” is no outcome. Choose met, partial, unmet or untested."),
    )
}

pub(super) fn no_result(code: &str) -> Finding {
    fault(
        "attestation-result",
        "/result",
        format!(
            "„{code}“ ist kein Gesamtergebnis. Wählen Sie bestanden (passed), bestanden mit Feststellungen (passed_with_findings) oder nicht bestanden (failed)."
        ),
        format!("“{code}” is no result. Choose passed, passed_with_findings or failed."),
    )
}

/// Whether the result as a whole goes together with the outcomes. A test may fail for something that no requirement speaks
/// of; then its note has to say so.
pub(super) fn contradicted(
    document: &Document,
    (result, outcomes): (TestResult, &BTreeMap<String, RequirementStatus>),
    has_note: bool,
) -> Option<Finding> {
    let (de, en) = match contradiction(document, result, outcomes)? {
        Contradiction::FailedWithoutGap if has_note => return None,
        Contradiction::PassedWithGaps => (
            "„Bestanden“ passt nicht dazu, dass eine Muss- oder Soll-Anforderung nicht oder nur teilweise erfüllt ist. Wählen Sie „bestanden mit Feststellungen“ oder „nicht bestanden“, oder berichtigen Sie die Anforderung.",
            "“Passed” does not go together with a requirement that must or should be met and is not, or in part only. Choose passed_with_findings or failed, or correct the requirement.",
        ),
        Contradiction::MustUnmet => (
            "„Bestanden mit Feststellungen“ passt nicht dazu, dass eine Muss-Anforderung nicht erfüllt ist. Wählen Sie „nicht bestanden“, oder berichtigen Sie die Anforderung.",
            "“Passed with findings” does not go together with a requirement that must be met and is not. Choose failed, or correct the requirement.",
        ),
        Contradiction::FailedWithoutGap => (
            "„Nicht bestanden“ passt nicht dazu, dass alles Geprüfte erfüllt ist. Nennen Sie die Anforderung, die nicht erfüllt ist, oder sagen Sie in der Bemerkung, woran es lag.",
            "“Failed” does not go together with everything that was tested being met. Name the requirement that is not met, or say in the note what it failed for.",
        ),
    };
    Some(fault("attestation-contradiction", "/result", de, en))
}
