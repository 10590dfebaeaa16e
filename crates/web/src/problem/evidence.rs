//! What there is not of the evidence that organisations put on record.

use blueprint::{BlueprintId, Slug};

pub(super) fn no_adoption(organisation: &Slug, id: &BlueprintId) -> (String, String) {
    (
        format!("{organisation} hat keine Nachnutzung von {id} eingetragen."),
        format!("{organisation} has recorded no adoption of {id}."),
    )
}

pub(super) fn no_attestation(id: &str) -> (String, String) {
    (
        format!("Den Erprobungsnachweis {id} gibt es nicht."),
        format!("There is no attestation {id}."),
    )
}

pub(super) fn no_review(id: &str) -> (String, String) {
    (format!("Die Prüfung {id} gibt es nicht."), format!("There is no review {id}."))
}
