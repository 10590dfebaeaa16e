//! Every tab of every example, in both languages.

use std::{fs, path::Path, sync::Arc};

use blueprint::{Lang, Syntax};
use registry::{
    Blueprint, Deprecation, Head, Lifecycle, Lineage, Organisation, OrganisationKind, Overview,
    VersionPage, VersionRecord, Yank,
};
use scraper::Html;

use super::*;
use crate::pages::testing::{all, judged, text, texts, visit};

/// 14 November 2023.
const PUBLISHED: i64 = 1_700_000_000_000_000;
/// 13 October 2026.
const NOW: i64 = 1_791_900_000_000_000;

fn example(path: &str) -> Document {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let syntax = if path.contains("/examples/") { Syntax::Json } else { Syntax::Yaml };
    let parsed = blueprint::parse(&fs::read(root.join(path)).unwrap(), syntax).unwrap();
    Document::try_from(parsed.value()).unwrap()
}

fn full() -> Document {
    example("schemas/blueprint/examples/valid/full.json")
}

fn permit() -> Document {
    example("seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml")
}

fn record(document: &Document, version: &str) -> VersionRecord {
    VersionRecord {
        id: format!("{}/{}", document.owner, document.name).parse().unwrap(),
        version: version.parse().unwrap(),
        digest: blueprint::Digest::of(version.as_bytes()),
        size: 20_480,
        published_at: PUBLISHED,
        published_by: "t1".to_owned(),
        yanked: None,
        title_de: document.title.get(Lang::De).to_owned(),
        title_en: None,
        summary_de: document.summary.get(Lang::De).to_owned(),
        summary_en: None,
        license: document.license.clone(),
        changes_de: Some("**Neu:** etwas".to_owned()),
        changes_en: None,
        review_by: document.maintenance.review_by.clone(),
        step: registry::Step::default(),
    }
}

fn lineage(child: &str, upstream: &str) -> Lineage {
    Lineage {
        child: child.parse().unwrap(),
        upstream: upstream.parse().unwrap(),
        version: "1.0.0".parse().unwrap(),
        digest: blueprint::Digest::of(b"upstream"),
        kind: "variant".to_owned(),
        reason: "Eigene <Satzung>".to_owned(),
        forked_at: PUBLISHED,
    }
}

/// A blueprint whose latest version is the document's.
fn reading(document: Document) -> Reading {
    let record = record(&document, &document.version.to_string());
    let listed = Blueprint {
        id: record.id.clone(),
        revision: 1,
        latest: Some(record.version.clone()),
        title_de: record.title_de.clone(),
        title_en: None,
        summary_de: record.summary_de.clone(),
        summary_en: None,
        license: record.license.clone(),
        created_at: PUBLISHED,
        updated_at: PUBLISHED,
        lifecycle: Lifecycle::default(),
    };
    let owner = Organisation {
        slug: record.id.owner.clone(),
        kind: OrganisationKind::WorkingGroup,
        name: "Beispielregion & Partner".to_owned(),
        ars: None,
        state: None,
        population: None,
        parent: None,
        created_at: PUBLISHED,
    };
    let head = Head {
        blueprint: listed,
        versions: vec![(record.version.clone(), record.digest, false)],
        upstream: Some(lineage(&record.id.to_string(), "beispielkreis/ausweis")),
    };
    let forks = vec![lineage("musterstadt/ausweis", &record.id.to_string())];
    let overview =
        Overview { head: Arc::new(head), owner, shown: record.clone(), forks, n_forks: 1 };
    Reading { overview, record, document, now: NOW }
}

fn pages(document: &Document, lang: Lang) -> Vec<Html> {
    let reading = reading(document.clone());
    let at = |end: &str| visit(&format!("/blaupausen/{}{end}", reading.id()), lang);
    let some = VersionPage {
        items: vec![record(document, "2.0.0"), record(document, "1.0.0")],
        total: 30,
        next: Some("1.0.0".parse().unwrap()),
    };
    vec![
        judged(&overview::page(&at(""), &reading), lang),
        judged(&process::page(&at("/prozess"), &reading), lang),
        judged(&security::page(&at("/sicherheit"), &reading), lang),
        judged(&vendors::page(&at("/anbieter"), &reading), lang),
        judged(&versions::page(&at("/versionen"), &reading, &some), lang),
    ]
}

#[test]
fn every_tab_of_every_example_is_well_formed_in_both_languages() {
    for path in [
        "schemas/blueprint/examples/valid/full.json",
        "schemas/blueprint/examples/valid/minimal.json",
        "seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml",
        "seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml",
        "seed-blueprints/mannheim/sondernutzung-aussengastronomie/1.0.0.yaml",
    ] {
        let document = example(path);
        for lang in Lang::ALL {
            for (view, html) in View::ALL.into_iter().zip(pages(&document, lang)) {
                let title = document.title.get(lang);
                assert_eq!(texts(&html, "h1"), [title], "{path} {view:?}");
                let current = texts(&html, ".tabs [aria-current=page]");
                assert_eq!(current, [view.label(Text::new(lang))], "{path}");
            }
        }
    }
}

#[test]
fn nothing_that_a_document_names_is_left_out() {
    let document = full();
    let shown: String =
        pages(&document, Lang::De).iter().map(|html| text(&html.root_element())).collect();
    let de = |text: &blueprint::document::Localised| text.get(Lang::De).to_owned();
    let mut expected: Vec<String> = Vec::new();
    expected.extend(document.process.nodes.iter().map(|node| de(&node.title)));
    expected.extend(document.process.roles.iter().map(|role| de(&role.title)));
    expected
        .extend(document.process.flows.iter().filter_map(|flow| flow.condition.as_ref()).map(de));
    expected.extend(document.legal_bases.iter().filter_map(|basis| basis.citation.clone()));
    expected.extend(document.parameters.iter().map(|parameter| de(&parameter.title)));
    expected
        .extend(document.security.requirements.iter().map(|requirement| de(&requirement.title)));
    expected.extend(
        document.security.requirements.iter().flat_map(|r| &r.controls).map(|c| c.control.clone()),
    );
    expected.extend(
        document
            .vendors
            .iter()
            .flat_map(|vendor| &vendor.products)
            .filter_map(|product| product.name.clone()),
    );
    expected.extend(document.service.leistungen.iter().map(|leistung| leistung.key.clone()));
    expected.extend(document.attachments.iter().map(|attachment| de(&attachment.title)));
    expected.extend(document.contacts.iter().filter_map(|contact| contact.email.clone()));
    expected.push(document.license.clone());
    assert!(20 < expected.len());
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing: Vec<_> = expected.iter().filter(|text| !shown.contains(&squeezed(text))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn german_texts_on_the_english_page_say_so() {
    let document = permit();
    let html = &pages(&document, Lang::En)[0];
    let description = all(html, ".prose").first().copied().unwrap();
    assert_eq!(
        document.description.as_ref().unwrap().has(Lang::En),
        description.attr("lang").is_none()
    );
    let marked = texts(html, "main [lang=de]");
    assert!(!marked.is_empty());
    let german = &pages(&document, Lang::De)[0];
    assert!(all(german, ".prose[lang]").is_empty());
}

#[test]
fn the_process_is_grouped_by_role_in_order() {
    let document = permit();
    let html = &pages(&document, Lang::De)[1];
    let numbers = texts(html, "table tbody td.number");
    let expected: Vec<String> = (1..=document.process.nodes.len()).map(|n| n.to_string()).collect();
    assert_eq!(numbers, expected);
    let groups = texts(html, ".group th");
    assert!(2 < groups.len() && groups.windows(2).all(|pair| pair[0] != pair[1]), "{groups:?}");
}

#[test]
fn a_vendor_does_not_test_itself() {
    let mut document = permit();
    let vendor = document.vendors.first_mut().unwrap();
    let own = vendor.id.clone();
    for product in &mut vendor.products {
        for test in &mut product.tests {
            test.by = Some(own.clone());
        }
    }
    document.vendors.truncate(1);
    let html = &pages(&document, Lang::De)[3];
    assert!(all(html, "main .card").is_empty());
    let shown = text(&html.root_element());
    assert!(shown.contains("Für dieses Produkt liegt keine Erprobung vor."));
    assert!(shown.contains("Eigene Tests des Anbieters"));
}

#[test]
fn every_assessment_has_its_picture_beside_its_table() {
    let mut document = permit();
    document.vendors[0].products[0].assessment = None;
    let html = &pages(&document, Lang::De)[3];
    assert_eq!(
        texts(html, "svg.radar > title"),
        ["Souveränitätsprofil von Ausweisportal (Beispiel)"]
    );
    let description = texts(html, "svg.radar > desc").remove(0);
    assert!(description.contains("SOV-5 Lieferkette: SEAL 2"), "{description}");
    assert_eq!(all(html, "figure:has(svg.radar) + .scroll > table").len(), 1);
    assert_eq!(all(html, "svg.radar rect.radar-demanded").len(), 2);
}

#[test]
fn a_test_that_expired_and_a_review_that_is_due_say_so() {
    let mut document = permit();
    document.maintenance.review_by = Some("2026-10-12".to_owned());
    document.vendors[0].products[0].tests[0].expires = Some("2026-10-12".to_owned());
    let html = pages(&document, Lang::De);
    assert!(text(&html[0].root_element()).contains("sollte, ist vorbei"));
    assert!(text(&html[3].root_element()).contains("12. Oktober 2026 (abgelaufen)"));
    document.maintenance.review_by = Some("2026-10-13".to_owned());
    assert!(!text(&pages(&document, Lang::De)[0].root_element()).contains("sollte, ist vorbei"));
}

#[test]
fn another_version_and_a_yanked_one_are_announced() {
    let mut reading = reading(permit());
    reading.record = record(&reading.document, "1.0.0");
    reading.record.yanked =
        Some(Yank { at: PUBLISHED, reason: "Fehler <in> der Gebühr".to_owned() });
    let address = "/blaupausen/mrn/handwerkerparkausweis/sicherheit?version=1.0.0";
    let html = judged(&security::page(&visit(address, Lang::De), &reading), Lang::De);
    let notes = texts(&html, ".note");
    assert!(
        notes[0].contains("zurückgezogen") && notes[0].contains("Fehler <in> der Gebühr"),
        "{notes:?}"
    );
    assert!(notes[1].contains("2.1.0"), "{notes:?}");
    let links = all(&html, ".tabs a");
    assert!(links.iter().all(|link| link.attr("href").unwrap().ends_with("?version=1.0.0")));
}

#[test]
fn versions_show_changes_and_lead_on() {
    let html = &pages(&permit(), Lang::En)[4];
    assert_eq!(texts(html, "tbody th a"), ["2.0.0", "1.0.0"]);
    assert!(all(html, "tbody td [lang=de] strong").len() == 2);
    let older = all(html, ".paging a")[0].attr("href").unwrap();
    assert_eq!(older, "/blaupausen/mrn/handwerkerparkausweis/versionen?before=1.0.0");
}

#[test]
fn a_deprecated_blueprint_says_why_and_what_to_take_instead() {
    let mut reading = reading(permit());
    let page = |reading: &Reading| {
        let visit = visit("/blaupausen/mrn/handwerkerparkausweis", Lang::De);
        judged(&overview::page(&visit, reading), Lang::De)
    };
    assert_eq!(texts(&page(&reading), "main .warning"), [""; 0]);
    let mut head = Head {
        blueprint: reading.overview.head.blueprint.clone(),
        versions: reading.overview.head.versions.clone(),
        upstream: None,
    };
    head.blueprint.lifecycle = Lifecycle {
        deprecation: Some(Deprecation {
            at: PUBLISHED,
            reason: "Ersetzt <b>".to_owned(),
            successor: Some("mrn/ausweise".parse().unwrap()),
        }),
        review_by: Some("2026-10-12".to_owned()),
        follow_up_owner: Some("beispielkreis".parse().unwrap()),
    };
    reading.overview.head = Arc::new(head);
    let html = page(&reading);
    let said = texts(&html, "main").join("");
    assert!(said.contains("Diese Blaupause ist seit 14. November 2023 abgekündigt."), "{said}");
    assert!(said.contains("Ersetzt <b>") && said.contains("beispielkreis"));
    assert!(said.contains("12. Oktober 2026"), "what the owner said counts, not the document");
    assert_eq!(all(&html, "a[href='/blaupausen/mrn/ausweise']").len(), 1);
    assert_eq!(all(&html, "main .warning b").len(), 0);
}
