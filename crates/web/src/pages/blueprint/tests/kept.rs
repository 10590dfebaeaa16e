//! Attestations on the tabs: in the matrix, in their own list, and apart from what the document names.

use std::slice;

use blueprint::document::{Environment, RequirementStatus, TestResult};
use registry::{Attestation, Author, Stamp, Withdrawal};

use super::*;

/// What `beispielkreis` found, against the version that is shown.
fn attested(reading: &Reading, id: &str) -> Attestation {
    Attestation {
        id: id.to_owned(),
        blueprint: reading.id().clone(),
        version: reading.record.version.clone(),
        product: "beispiel-it/parkservice".parse().unwrap(),
        product_version: Some("4.3".to_owned()),
        organisation: "beispielkreis".parse().unwrap(),
        environment: Environment::Production,
        tested_on: "2026-09-01".parse().unwrap(),
        expires_on: "2026-10-13".parse().unwrap(),
        result: TestResult::Passed,
        requirements: [("zugang".to_owned(), RequirementStatus::Met)].into(),
        evidence: Vec::new(),
        note: Some("Im <b>Alltag</b>".to_owned()),
        created: Stamp { at: PUBLISHED, by: Author::Token("t1".to_owned()) },
        withdrawn: None,
    }
}

fn of(counting: &[Attestation], newest: &[Attestation]) -> Kept {
    Kept { counting: counting.to_vec(), newest: newest.to_vec(), n_more: 0 }
}

fn security_tab(reading: &Reading, kept: &Kept, lang: Lang) -> Html {
    judged(&security::page(&visit("/blaupausen/a/b/sicherheit", lang), reading, kept), lang)
}

#[test]
fn an_attestation_stands_in_the_matrix_and_leads_to_itself() {
    let reading = full();
    let one = attested(&reading, "neu");
    let html = security_tab(&reading, &of(slice::from_ref(&one), slice::from_ref(&one)), Lang::De);
    let told = "erfüllt Erprobt von: beispielkreis 1. September 2026 Erprobungsnachweis";
    assert_eq!(texts(&html, ".matrix tbody td"), [told], "the newest of equally good ones");
    assert_eq!(all(&html, ".matrix td a")[0].attr("href"), Some("/erprobungen/neu"));
    let earlier = Attestation { version: Version::new(2, 0, 0), ..one.clone() };
    let html = security_tab(&reading, &of(&[earlier], &[one]), Lang::En);
    let cells = texts(&html, ".matrix tbody td");
    assert!(
        cells[0].ends_with("1 September 2026 tested with version 2.0.0 attestation"),
        "{cells:?}"
    );
}

#[test]
fn what_counts_no_longer_is_marked_in_the_list_and_missing_in_the_matrix() {
    let mut reading = full();
    reading.document.vendors[0].products[0].tests.clear();
    let expired =
        Attestation { expires_on: "2026-10-12".parse().unwrap(), ..attested(&reading, "alt") };
    let stamp = Stamp { at: NOW, by: Author::Token("t1".to_owned()) };
    let withdrawn = Attestation {
        withdrawn: Some(Withdrawal { stamp, reason: "Falsches Gerät".to_owned() }),
        ..attested(&reading, "weg")
    };
    let newest = [attested(&reading, "gut"), expired, withdrawn];
    // Even if somebody counted them.
    let html = security_tab(&reading, &of(&newest[1..], &newest), Lang::De);
    assert_eq!(texts(&html, ".matrix tbody td"), ["ungeprüft"]);
    let rows = texts(&html, "[aria-labelledby=attestations] tbody tr td:last-child");
    assert_eq!(rows, ["Bestanden.", "Bestanden. abgelaufen", "Bestanden. zurückgezogen"]);
    let form = all(&html, "main a[href*='/erprobungen/neu']");
    let expected = "/blaupausen/beispielregion/handwerkerparkausweis/erprobungen/neu?version=2.1.0";
    assert_eq!(form[0].attr("href"), Some(expected));
}

#[test]
fn vendors_show_attestations_apart_from_tests_that_the_document_names() {
    let reading = full();
    let kept = of(&[], &[attested(&reading, "neu")]);
    let visit = visit("/blaupausen/a/b/anbieter", Lang::De);
    let html = judged(&vendors::page(&visit, &reading, &kept), Lang::De);
    let headings = texts(&html, "section h4");
    assert_eq!(headings[..2], ["Erprobungsnachweise", "Vom Herausgeber genannte Erprobungen"]);
    let cards = texts(&html, "section .card");
    assert!(cards[0].starts_with("Bestanden. Erprobt von beispielkreis"), "{cards:?}");
    assert!(cards[0].contains("Erfüllt Anmeldung mit Organisationskonto"), "{cards:?}");
    assert!(cards[0].contains("Bemerkung Im <b>Alltag</b>"), "{cards:?}");
    assert!(cards[1].contains("musterstadt"), "{cards:?}");
    let none = judged(&vendors::page(&visit, &reading, &Kept::default()), Lang::De);
    assert!(text(&none.root_element()).contains("Im Register liegt für dieses Produkt kein"));
}

#[test]
fn where_nothing_can_be_attested_no_form_is_offered() {
    let mut reading = full();
    reading.overview.moved_to = Some("beispielkreis/ausweis".parse().unwrap());
    let html = security_tab(&reading, &Kept::default(), Lang::De);
    assert!(all(&html, "main a[href*='/erprobungen/neu']").is_empty());
}
