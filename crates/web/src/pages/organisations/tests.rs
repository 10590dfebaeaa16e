//! The public pages of organisations, on organisations made by hand.

use blueprint::{Lang, fit::Profile};
use registry::{
    Organisation, OrganisationDeed, OrganisationKind, OrganisationStanding, OrganisationStep,
    OrganisationView, Succession, Verified,
};

use super::{
    Row,
    directory::{SHOWN, shown as directory},
    one::{Named, Reading, shown as one},
};
use crate::pages::testing::{all, judged, texts, visit};

const AT: i64 = 1_780_000_000_000_000;

fn organisation(slug: &str) -> Organisation {
    Organisation {
        slug: slug.parse().unwrap(),
        kind: OrganisationKind::Municipality,
        name: "Musterstadt <Nord>".to_owned(),
        ars: Some("064310002002".to_owned()),
        state: Some("06".to_owned()),
        population: Some(42_089),
        parent: None,
        created_at: AT,
        standing: OrganisationStanding {
            revision: 3,
            verified: Some(Verified { at: AT, reason: "Amtsblatt".to_owned() }),
            succession: None,
        },
    }
}

fn named(slug: &str) -> Named {
    Named { slug: slug.to_owned(), name: format!("Amt {slug}") }
}

fn reading(organisation: Organisation) -> Reading {
    let step = |deed, text: &str| OrganisationStep { at: AT, deed, text: text.to_owned() };
    Reading {
        view: OrganisationView {
            organisation,
            policy: Profile { no_third_country_access: true, ..Profile::default() },
            history: vec![
                step(OrganisationDeed::Renamed, "Altstadt"),
                step(OrganisationDeed::Verified, "Amtsblatt"),
            ],
            predecessors: Vec::new(),
        },
        parent: Some(named("beispielkreis")),
        successor: None,
        predecessors: vec![named("altdorf")],
        members: vec![named("stadtwerke")],
        n_members: 30,
    }
}

#[test]
fn an_organisation_shows_what_everybody_may_know() {
    for lang in [Lang::De, Lang::En] {
        let visit = visit("/organisationen/musterstadt", lang);
        let html = judged(&one(&visit, reading(organisation("musterstadt"))), lang);
        assert_eq!(texts(&html, "h1"), ["Musterstadt <Nord>"]);
        assert_eq!(texts(&html, "#predecessors + ul a"), ["Amt altdorf"]);
        assert_eq!(texts(&html, "#belonging + ul a"), ["Amt stadtwerke"]);
        assert_eq!(all(&html, "a[href='/organisationen?parent=musterstadt']").len(), 1);
        assert_eq!(all(&html, "a[href='/blaupausen?owner=musterstadt']").len(), 1);
        assert!(texts(&html, "#history + ul li")[0].ends_with("Altstadt"));
        assert!(all(&html, ".note").is_empty());
    }
    let visit = visit("/organisationen/musterstadt", Lang::De);
    let html = judged(&one(&visit, reading(organisation("musterstadt"))), Lang::De);
    assert_eq!(texts(&html, ".badge"), ["Kommune", "verifiziert"]);
    let facts = texts(&html, "dd");
    assert_eq!(facts[..4], ["Hessen", "42.089", "064310002002", "Amt beispielkreis"]);
    assert!(facts[4].contains("Amtsblatt"), "{facts:?}");
}

#[test]
fn an_organisation_that_is_no_more_names_its_successor() {
    let mut ended = organisation("musterstadt");
    let successor = "neustadt".parse().unwrap();
    ended.standing.succession =
        Some(Succession { successor, at: AT, reason: "Eingemeindung".to_owned() });
    let reading = Reading { successor: Some(named("neustadt")), ..reading(ended) };
    let visit = visit("/organisationen/musterstadt", Lang::De);
    let html = judged(&one(&visit, reading), Lang::De);
    let note = &texts(&html, ".note")[0];
    assert!(note.contains("Amt neustadt") && note.contains("Eingemeindung"), "{note}");
    assert_eq!(all(&html, ".note a")[0].attr("href"), Some("/organisationen/neustadt"));
}

#[test]
fn the_directory_keeps_its_filters_and_turns_its_pages() {
    let address = "/organisationen?q=Stadt&kind=municipality&state=06&fremd=1";
    let visit = visit(address, Lang::De);
    let rows = |n: u32| -> Vec<Row> {
        (0..n).map(|idx| Row::of(&organisation(&format!("stadt-{idx:03}")), visit.t)).collect()
    };
    let html = judged(&directory(&visit, rows(SHOWN + 1), (73, None)), Lang::De);
    assert_eq!(texts(&html, "#found"), ["73 Organisationen"]);
    assert_eq!(all(&html, "tbody tr").len(), 50);
    let next = all(&html, "a[rel=next]")[0].attr("href").unwrap();
    assert_eq!(next, "/organisationen?q=Stadt&kind=municipality&state=06&fremd=1&nach=stadt-049");
    let chosen: Vec<_> =
        all(&html, "option[selected]").iter().map(|it| it.attr("value").unwrap()).collect();
    assert_eq!(chosen, ["municipality", "06"]);
    assert_eq!(all(&html, "#q")[0].attr("value"), Some("Stadt"));
    let none = judged(&directory(&visit, Vec::new(), (0, None)), Lang::De);
    assert!(all(&none, "table").is_empty() && all(&none, "a[rel=next]").is_empty());
}
