//! What other organisations found when they tried a product.

use blueprint::document::{Document, ProductTest};

use crate::pages::{
    blueprint::{
        Reading,
        facts::{Fact, Facts},
    },
    format,
    phrase::Phrase,
    text::Text,
};

#[derive(Debug)]
pub(super) struct Tested {
    pub(super) result: String,
    pub(super) by: String,
    pub(super) facts: Vec<Fact>,
}

pub(super) fn result(t: Text, test: &ProductTest) -> String {
    test.result.map_or_else(|| t.get("test-no-result"), |result| t.code("result", result.as_str()))
}

pub(super) fn tested(t: Text, reading: &Reading, test: &ProductTest) -> Tested {
    let mut facts = Facts::new(t);
    facts.day(t.get("test-on"), test.on.as_deref());
    let expired = test.expires.as_deref().is_some_and(|day| reading.is_past(day));
    let until = test.expires.as_deref().map(|day| format::day(day, t.lang));
    facts.plain(
        t.get("test-expires"),
        until.map(|day| if expired { t.with("test-expired", &day) } else { day }),
    );
    facts.codes(
        t.get("test-environment"),
        "environment",
        test.environment.iter().map(|place| place.as_str()),
    );
    facts.plain(t.get("test-version"), test.blueprint_version.as_ref().map(ToString::to_string));
    for status in blueprint::document::RequirementStatus::ALL {
        let of_status = test.requirements.iter().filter(|(_, reached)| **reached == status);
        let titles = of_status.map(|(id, _)| requirement(t, &reading.document, id)).collect();
        facts.all(t.code("status", status.as_str()), titles);
    }
    facts.all(t.get("test-findings"), Phrase::all(&test.findings, t.lang));
    let by = test.by.as_deref().unwrap_or_default();
    Tested { result: result(t, test), by: t.with("test-by", by), facts: facts.done() }
}

fn requirement(t: Text, document: &Document, id: &str) -> Phrase {
    let found = document.security.requirements.iter().find(|requirement| requirement.id == id);
    found.map_or_else(|| Phrase::code(id), |found| Phrase::of(&found.title, t.lang))
}
