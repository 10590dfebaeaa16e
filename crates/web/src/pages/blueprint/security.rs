//! Protection needs, security requirements with the controls that they cite, which product meets them, and the personal data in the process.

mod matrix;

use askama::Template;
use blueprint::document::{Document, Requirement};

use super::{
    Kept, Masthead, Reading, View,
    facts::{Fact, Facts},
};
use crate::pages::{
    attestations::Row as Attested, format, frame::Frame, phrase::Phrase, text::Text, visit::Visit,
};
use matrix::Matrix;

#[derive(Debug, Template)]
#[template(path = "blueprint/security.html")]
pub(super) struct SecurityPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    protection: Vec<(String, String)>,
    rows: Vec<Row>,
    matrix: Option<Matrix>,
    /// What organisations attest, also what counts no longer.
    attested: Vec<Attested>,
    n_more: i64,
    attest: Option<String>,
    privacy: Vec<Fact>,
}

#[derive(Debug)]
struct Row {
    title: Phrase,
    rationale: Option<Phrase>,
    obligation: String,
    controls: Vec<Control>,
    responsible: String,
    verification: String,
}

#[derive(Debug)]
struct Control {
    catalogue: String,
    id: String,
}

pub(super) fn page(visit: &Visit, reading: &Reading, kept: &Kept) -> SecurityPage {
    let t = visit.t;
    let security = &reading.document.security;
    let need = &security.protection;
    let head = Masthead::new(visit, reading, View::Security);
    SecurityPage {
        frame: head.frame(visit, View::Security),
        t,
        head,
        protection: vec![
            (
                t.get("security-confidentiality"),
                t.code("protection", need.confidentiality.as_str()),
            ),
            (t.get("security-integrity"), t.code("protection", need.integrity.as_str())),
            (t.get("security-availability"), t.code("protection", need.availability.as_str())),
        ],
        rows: security.requirements.iter().map(|requirement| row(t, requirement)).collect(),
        matrix: matrix::of(t, (reading, kept), &View::Vendors.href(visit, reading)),
        attested: kept.newest.iter().map(|one| Attested::new(t, one, reading.today())).collect(),
        n_more: kept.n_more,
        attest: Kept::href_of_form(reading),
        privacy: privacy(t, &reading.document),
    }
}

fn row(t: Text, requirement: &Requirement) -> Row {
    let control = |control: &blueprint::document::Control| Control {
        catalogue: t.code("catalogue", control.catalogue.as_str()),
        id: control.control.clone(),
    };
    let Requirement { responsible, verification, .. } = requirement;
    Row {
        title: Phrase::of(&requirement.title, t.lang),
        rationale: Phrase::maybe(requirement.rationale.as_ref(), t.lang),
        obligation: t.code("obligation", requirement.obligation.as_str()),
        controls: requirement.controls.iter().map(control).collect(),
        responsible: responsible.map(|who| t.code("responsible", who.as_str())).unwrap_or_default(),
        verification: verification
            .map(|how| t.code("verification", how.as_str()))
            .unwrap_or_default(),
    }
}

fn privacy(t: Text, document: &Document) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    let Some(data) = &document.personal_data else { return Vec::new() };
    for category in &data.categories {
        let mut said = Vec::new();
        if category.special == Some(true) {
            said.push(Phrase::plain(t.get("privacy-special")));
        }
        if let Some(kept) = &category.retention {
            said.push(Phrase::plain(t.with("privacy-retention", &format::duration(kept, t.lang))));
        }
        if said.is_empty() {
            said.push(Phrase::plain(t.get("privacy-ordinary")));
        }
        facts.all(Phrase::of(&category.title, t.lang), said);
    }
    let cited = data.legal_bases.iter().map(|id| {
        let basis = document.legal_bases.iter().find(|basis| basis.id == *id);
        Phrase::plain(basis.and_then(|basis| basis.citation.clone()).unwrap_or_else(|| id.clone()))
    });
    facts.all(t.get("privacy-grounds"), cited.collect());
    let needed = data.dpia.as_ref().and_then(|dpia| dpia.required);
    facts.plain(
        t.get("privacy-dpia"),
        needed.map(|needed| if needed { t.get("yes") } else { t.get("no") }),
    );
    facts.done()
}
