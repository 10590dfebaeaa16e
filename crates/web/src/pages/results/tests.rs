//! The page of results, on results made by hand.

use std::collections::BTreeMap;

use blueprint::Lang;
use registry::{Blueprint, FoundBlueprint, Highlight, Section};

use super::*;
use crate::pages::testing::{all, judged, texts, visit};

fn found(n: usize, total: u64) -> FoundPage {
    let item = |idx: usize| FoundBlueprint {
        blueprint: Blueprint {
            id: format!("musterstadt/ausweis-{idx}").parse().unwrap(),
            revision: 1,
            latest: Some("1.0.0".parse().unwrap()),
            title_de: "Ausweis <für> Handwerker".to_owned(),
            title_en: None,
            summary_de: "Ein Satz & noch einer.".to_owned(),
            summary_en: Some("A sentence.".to_owned()),
            license: "CC-BY-4.0".to_owned(),
            created_at: 0,
            updated_at: 0,
            lifecycle: registry::Lifecycle::default(),
        },
        highlights: vec![Highlight {
            section: Section::Title,
            lang: Lang::De,
            html: "<mark>Ausweis</mark> &lt;für&gt; Handwerker".to_owned(),
        }],
        explanation: None,
    };
    let facets = BTreeMap::from([
        (Facet::State, vec![("08".to_owned(), 3), ("07".to_owned(), 1)]),
        (Facet::Keyword, (0..40).map(|idx| (format!("wort-{idx}"), 40 - idx)).collect()),
    ]);
    FoundPage {
        items: (0..n).map(item).collect(),
        total,
        next: (20 < total).then_some(20),
        facets,
        ..FoundPage::default()
    }
}

fn shown(address: &str, lang: Lang, found: &FoundPage) -> scraper::Html {
    let visit = visit(address, lang);
    let t = visit.t;
    let name = |facet: Facet, value: &str| match facet {
        Facet::State => t.code("state", value),
        _ => value.to_owned(),
    };
    judged(&page(&visit, &Wish::read(&visit), found, &name), lang)
}

#[test]
fn results_are_marked_and_escaped() {
    let html = shown("/blaupausen?q=Ausweis", Lang::En, &found(2, 2));
    assert_eq!(texts(&html, "h1"), ["Search for “Ausweis”"]);
    assert_eq!(texts(&html, ".card mark"), ["Ausweis", "Ausweis"]);
    assert_eq!(texts(&html, ".card h3")[0], "Ausweis <für> Handwerker");
    assert_eq!(all(&html, ".card h3 a")[0].attr("lang"), Some("de"));
    assert!(all(&html, ".paging").is_empty());
}

#[test]
fn filters_are_checked_and_can_be_taken_back() {
    let html = shown(
        "/blaupausen?q=a&state=08&keyword=wort-39&sort=name&page=2",
        Lang::De,
        &found(20, 90),
    );
    let checked: Vec<_> = all(&html, "input[checked]")
        .iter()
        .map(|field| field.attr("value").unwrap().to_owned())
        .collect();
    assert_eq!(checked, ["08", "wort-39"]);
    let chips = all(&html, ".chips a");
    assert_eq!(chips[0].attr("href"), Some("/blaupausen?q=a&keyword=wort-39&sort=name"));
    assert_eq!(chips[2].attr("href"), Some("/blaupausen?q=a&sort=name"));
    assert!(texts(&html, ".chips li")[0].contains("Baden-Württemberg"));
    assert_eq!(all(&html, "option[selected]")[0].attr("value"), Some("name"));
}

#[test]
fn pages_keep_the_filters() {
    let html = shown("/blaupausen?q=a&state=08&page=2", Lang::De, &found(20, 90));
    let turn: Vec<_> =
        all(&html, ".paging a").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(turn, ["/blaupausen?q=a&state=08", "/blaupausen?q=a&state=08&page=3"]);
    assert_eq!(texts(&html, ".paging span"), ["Seite 2 / 5"]);
    assert_eq!(all(&html, "ol.cards")[0].attr("start"), Some("21"));
}

#[test]
fn an_empty_result_helps() {
    let empty = FoundPage::default();
    let html = shown("/blaupausen?q=%3Cscript%3E&owner=niemand", Lang::De, &empty);
    assert_eq!(all(&html, "#q")[0].attr("value"), Some("<script>"));
    assert_eq!(texts(&html, "#found"), ["0 Blaupausen"]);
    assert!(all(&html, "input[name=owner][value=niemand][checked]").len() == 1);
    assert_eq!(texts(&html, "section li").len(), 5);
}

#[test]
fn odd_addresses_are_read_with_care() {
    let visit = visit("/blaupausen?page=0&sort=drop&state=&state=08&state=08&utm=1", Lang::De);
    let wish = Wish::read(&visit);
    assert_eq!((wish.page, wish.sort, wish.text), (1, Sort::Relevance, None));
    assert_eq!(wish.filters, [(Facet::State, "08".to_owned())]);
}
