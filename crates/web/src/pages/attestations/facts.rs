//! What an attestation says, as a list of facts.

use blueprint::document::{Document, RequirementStatus};
use jiff::civil::Date;
use registry::{Attestation, AttestationState};

use crate::pages::{
    blueprint::facts::{Fact, Facts},
    format,
    phrase::Phrase,
    text::Text,
};

/// The requirements are called as in this document, and by their short names where it has them no longer.
pub(in crate::pages) fn facts(
    t: Text,
    one: &Attestation,
    (document, today): (&Document, Date),
) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    facts.plain(t.get("attestation-product-version"), one.product_version.clone());
    facts.day(t.get("test-on"), Some(&one.tested_on.to_string()));
    let until = format::day(&one.expires_on.to_string(), t.lang);
    let until = match one.state(today) {
        AttestationState::Expired => t.with("test-expired", &until),
        AttestationState::Current | AttestationState::Withdrawn => until,
    };
    facts.plain(t.get("test-expires"), Some(until));
    facts.codes(t.get("test-environment"), "environment", [one.environment.as_str()]);
    facts.plain(t.get("test-version"), Some(one.version.to_string()));
    for status in RequirementStatus::ALL {
        let of_status = one.requirements.iter().filter(|(_, outcome)| **outcome == status);
        let titles = of_status.map(|(id, _)| requirement(t, document, id)).collect();
        facts.all(t.code("status", status.as_str()), titles);
    }
    facts.plain(t.get("attestation-note"), one.note.clone());
    let files = one
        .evidence
        .iter()
        .map(|file| Phrase::plain(&file.title).to(format!("/api/v1/blobs/{}", file.digest.hex())));
    facts.all(t.get("attestation-evidence"), files.collect());
    facts.done()
}

fn requirement(t: Text, document: &Document, id: &str) -> Phrase {
    let found = document.security.requirements.iter().find(|requirement| requirement.id == id);
    found.map_or_else(|| Phrase::code(id), |found| Phrase::of(&found.title, t.lang))
}
