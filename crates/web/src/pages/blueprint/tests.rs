//! Every tab of every example, in both languages.

mod adoptions_tab;
mod kept;
mod lineage_tab;
mod process_tab;
mod security_tab;
mod vendors_tab;

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use blueprint::{Lang, Syntax, maturity::Earned};
use registry::{
    Base, Blueprint, Deprecation, Head, Lifecycle, Lineage, Organisation, OrganisationKind,
    Overview, VersionPage, VersionRecord, Yank,
};
use scraper::Html;

use super::*;
use crate::pages::testing::{all, judged, text, texts, visit};

/// 14 November 2023.
const PUBLISHED: i64 = 1_700_000_000_000_000;
/// 13 October 2026.
const NOW: i64 = 1_791_900_000_000_000;

fn example(path: &str) -> Reading {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let syntax = if path.contains("/examples/") { Syntax::Json } else { Syntax::Yaml };
    let parsed = blueprint::parse(&fs::read(root.join(path)).unwrap(), syntax).unwrap();
    reading(parsed.value().clone())
}

fn full() -> Reading {
    example("schemas/blueprint/examples/valid/full.json")
}

fn permit() -> Reading {
    example("seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml")
}

/// As it was on paper.
fn old_permit() -> Reading {
    example("seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml")
}

fn record(document: &Document, version: &str) -> VersionRecord {
    VersionRecord {
        id: format!("{}/{}", document.owner, document.name).parse().unwrap(),
        version: version.parse().unwrap(),
        digest: blueprint::Digest::of(version.as_bytes()),
        size: 20_480,
        published_at: PUBLISHED,
        published_by: registry::Author::Token("t1".to_owned()),
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
    let (version, digest) = (Version::new(1, 0, 0), blueprint::Digest::of(b"upstream"));
    Lineage {
        child: child.parse().unwrap(),
        upstream: upstream.parse().unwrap(),
        base: Base {
            id: upstream.parse().unwrap(),
            version: version.clone(),
            digest,
            at: PUBLISHED,
        },
        version,
        digest,
        kind: "variant".to_owned(),
        reason: "Eigene <Satzung>".to_owned(),
        forked_at: PUBLISHED,
    }
}

/// A blueprint whose latest version is the document's.
fn reading(tree: Value) -> Reading {
    let document = Document::try_from(&tree).unwrap();
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
        standing: registry::OrganisationStanding::default(),
    };
    let head = Head {
        blueprint: listed,
        versions: vec![(record.version.clone(), record.digest, false)],
        upstream: Some(lineage(&record.id.to_string(), "beispielkreis/ausweis")),
        moved: None,
        earlier: Vec::new(),
        elsewhere: Vec::new(),
    };
    let forks = vec![lineage("musterstadt/ausweis", &record.id.to_string())];
    let overview = Overview {
        head: Arc::new(head),
        owner,
        shown: record.clone(),
        standing: None,
        forks,
        n_forks: 1,
        adoptions: registry::AdoptionCounts::default(),
        moved_to: None,
    };
    Reading { overview, record, tree, document, now: NOW }
}

fn pages(reading: &Reading, lang: Lang) -> Vec<Html> {
    let document = &reading.document;
    let at = |end: &str| visit(&format!("/blaupausen/{}{end}", reading.id()), lang);
    let some = VersionPage {
        items: vec![record(document, "2.0.0"), record(document, "1.0.0")],
        total: 30,
        next: Some("1.0.0".parse().unwrap()),
    };
    vec![
        judged(&overview::page(&at(""), reading, (&Earned::default(), &[])), lang),
        judged(&process::page(&at("/prozess"), reading), lang),
        judged(&security::page(&at("/sicherheit"), reading, &Kept::default()), lang),
        judged(&vendors::page(&at("/anbieter"), reading, &Kept::default()), lang),
        judged(
            &adoptions::page(
                &at("/nachnutzung"),
                reading,
                &adoptions::Use::default(),
                (None, Faults::default()),
            ),
            lang,
        ),
        judged(&versions::page(&at("/versionen"), reading, &some, &BTreeMap::new()), lang),
        lineage_tab::page(reading, lang),
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
        let reading = example(path);
        for lang in Lang::ALL {
            for (view, html) in View::ALL.into_iter().zip(pages(&reading, lang)) {
                let title = reading.document.title.get(lang);
                assert_eq!(texts(&html, "h1"), [title], "{path} {view:?}");
                let current = texts(&html, ".tabs [aria-current=page]");
                assert_eq!(current, [view.label(Text::new(lang))], "{path}");
            }
        }
    }
}

#[test]
fn nothing_that_a_document_names_is_left_out() {
    let reading = full();
    let document = &reading.document;
    let shown: String =
        pages(&reading, Lang::De).iter().map(|html| text(&html.root_element())).collect();
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
    let reading = permit();
    let document = &reading.document;
    let html = &pages(&reading, Lang::En)[0];
    let description = all(html, ".prose").first().copied().unwrap();
    assert_eq!(
        document.description.as_ref().unwrap().has(Lang::En),
        description.attr("lang").is_none()
    );
    let marked = texts(html, "main [lang=de]");
    assert!(!marked.is_empty());
    let german = &pages(&reading, Lang::De)[0];
    assert!(all(german, ".prose[lang]").is_empty());
}

#[test]
fn another_version_and_a_yanked_one_are_announced() {
    let mut reading = permit();
    reading.record = record(&reading.document, "1.0.0");
    reading.record.yanked =
        Some(Yank { at: PUBLISHED, reason: "Fehler <in> der Gebühr".to_owned() });
    let address = "/blaupausen/mrn/handwerkerparkausweis/sicherheit?version=1.0.0";
    let html =
        judged(&security::page(&visit(address, Lang::De), &reading, &Kept::default()), Lang::De);
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
    let html = &pages(&permit(), Lang::En)[5];
    assert_eq!(texts(html, "tbody th a"), ["2.0.0", "1.0.0"]);
    assert!(all(html, "tbody td [lang=de] strong").len() == 2);
    let older = all(html, ".paging a")[0].attr("href").unwrap();
    assert_eq!(older, "/blaupausen/mrn/handwerkerparkausweis/versionen?before=1.0.0");
}

#[test]
fn a_deprecated_blueprint_says_why_and_what_to_take_instead() {
    let mut reading = permit();
    let page = |reading: &Reading| {
        let visit = visit("/blaupausen/mrn/handwerkerparkausweis", Lang::De);
        judged(&overview::page(&visit, reading, (&Earned::default(), &[])), Lang::De)
    };
    assert_eq!(texts(&page(&reading), "main .warning"), [""; 0]);
    let mut head = Head {
        blueprint: reading.overview.head.blueprint.clone(),
        versions: reading.overview.head.versions.clone(),
        upstream: None,
        ..Head::clone(&reading.overview.head)
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

#[test]
fn a_test_that_expired_and_a_review_that_is_due_say_so() {
    let mut reading = permit();
    let document = &mut reading.document;
    document.maintenance.review_by = Some("2026-10-12".to_owned());
    document.vendors[0].products[0].tests[0].expires = Some("2026-10-12".to_owned());
    let html = pages(&reading, Lang::De);
    assert!(text(&html[0].root_element()).contains("sollte, ist vorbei"));
    assert!(text(&html[3].root_element()).contains("12. Oktober 2026 (abgelaufen)"));
    reading.document.maintenance.review_by = Some("2026-10-13".to_owned());
    assert!(!text(&pages(&reading, Lang::De)[0].root_element()).contains("sollte, ist vorbei"));
}

#[test]
fn what_the_evidence_says_has_words() {
    use blueprint::{document::RequirementStatus, evidence as e};
    let codes: Vec<(&str, Vec<&str>)> = vec![
        ("covered", RequirementStatus::ALL.map(RequirementStatus::as_str).to_vec()),
        ("standing", e::Standing::ALL[1..].iter().map(|standing| standing.as_str()).collect()),
        ("exit-term", e::TermStanding::ALL.map(e::TermStanding::as_str).to_vec()),
        ("exposure", e::Exposed::ALL.map(e::Exposed::as_str).to_vec()),
        ("fact", e::ExposureFact::ALL.map(e::ExposureFact::as_str).to_vec()),
        ("control", e::Question::ALL.map(e::Question::as_str).to_vec()),
        ("framework", e::WeightSet::ALL.map(e::WeightSet::as_str).to_vec()),
    ];
    let t = Text::new(Lang::De);
    for (kind, values) in codes {
        for code in values {
            assert_ne!(t.code(kind, code), code, "{kind}-{code}");
        }
    }
}

#[test]
fn very_many_products_are_left_out_of_what_grows_with_them() {
    let mut reading = full();
    let vendor = &mut reading.document.vendors[0];
    let mut product = vendor.products[0].clone();
    product.assessment = None;
    product.tests.clear();
    vendor.products = (0..1002)
        .map(|number| blueprint::document::Product { id: format!("p{number}"), ..product.clone() })
        .collect();
    let visit = visit("/", Lang::De);
    let security = security::page(&visit, &reading, &Kept::default()).render().unwrap();
    assert!(security.contains("2 weitere Produkte stehen nicht in der Tabelle."));
    let vendors = vendors::page(&visit, &reading, &Kept::default()).render().unwrap();
    assert_eq!(vendors.matches("<section aria-labelledby=\"produkt-").count(), 1002);
    assert_eq!(vendors.matches("Für dieses Produkt ist das nicht berechnet").count(), 2);
}
