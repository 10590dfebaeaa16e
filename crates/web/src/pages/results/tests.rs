//! The page of results, on results made by hand.

use std::collections::BTreeMap;

use blueprint::{
    Lang,
    maturity::{Earned, Until},
};
use registry::{
    Blueprint, Explanation, FoundBlueprint, Highlight, How, Remark, Section, WordWorth,
};

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
        adoptions: 3,
        earned: Earned { pilot: Until::Open, ..Earned::default() },
        told: [
            (Facet::Service, "99108001001000"),
            (Facet::Channel, "digital"),
            (Facet::MinSeal, "2"),
        ]
        .map(|(facet, value)| (facet, value.to_owned()))
        .into(),
        highlights: vec![Highlight {
            section: Section::Title,
            lang: Lang::De,
            html: "<mark>Ausweis</mark> &lt;für&gt; Handwerker".to_owned(),
        }],
        verdict: None,
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

fn shown(address: &str, lang: Lang, found: FoundPage) -> scraper::Html {
    shown_for(address, lang, (&Ours::default(), found))
}

fn shown_for(address: &str, lang: Lang, (ours, found): (&Ours, FoundPage)) -> scraper::Html {
    let visit = visit(address, lang);
    let t = visit.t;
    let name = |facet: Facet, value: &str| match facet {
        Facet::State => t.code("state", value),
        _ => value.to_owned(),
    };
    let outcome = Outcome { page: found, ..Outcome::default() };
    judged(&page(&visit, &Wish::read(&visit), (ours, &outcome), &name), lang)
}

#[test]
fn results_are_marked_and_escaped() {
    let html = shown("/blaupausen?q=Ausweis", Lang::En, found(2, 2));
    assert_eq!(texts(&html, "h1"), ["Search for “Ausweis”"]);
    assert_eq!(texts(&html, ".card mark"), ["Ausweis", "Ausweis"]);
    assert_eq!(texts(&html, ".card h3")[0], "Ausweis <für> Handwerker");
    let told = "service 99108001001000 · Fully digital · at least SEAL 2";
    assert!(
        texts(&html, ".card .muted").iter().any(|text| text == told),
        "{:?}",
        texts(&html, ".card .muted")
    );
    assert_eq!(all(&html, ".card h3 a")[0].attr("lang"), Some("de"));
    assert!(all(&html, ".paging").is_empty());
}

#[test]
fn filters_are_checked_and_can_be_taken_back() {
    let html =
        shown("/blaupausen?q=a&state=08&keyword=wort-39&sort=name&page=2", Lang::De, found(20, 90));
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
    let html = shown("/blaupausen?q=a&state=08&page=2", Lang::De, found(20, 90));
    let turn: Vec<_> =
        all(&html, ".paging a").iter().map(|link| link.attr("href").unwrap().to_owned()).collect();
    assert_eq!(turn, ["/blaupausen?q=a&state=08", "/blaupausen?q=a&state=08&page=3"]);
    assert_eq!(texts(&html, ".paging span"), ["Seite 2 / 5"]);
    assert_eq!(all(&html, "ol.cards")[0].attr("start"), Some("21"));
}

#[test]
fn an_empty_result_helps() {
    let empty = FoundPage::default();
    let html = shown("/blaupausen?q=%3Cscript%3E&owner=niemand", Lang::De, empty);
    assert_eq!(all(&html, "#q")[0].attr("value"), Some("<script>"));
    assert_eq!(texts(&html, "#found"), ["0 Blaupausen"]);
    assert!(all(&html, "input[name=owner][value=niemand][checked]").len() == 1);
    assert_eq!(texts(&html, "section li").len(), 4);
}

#[test]
fn odd_addresses_are_read_with_care() {
    let visit = visit("/blaupausen?page=0&sort=drop&state=&state=08&state=08&utm=1", Lang::De);
    let wish = Wish::read(&visit);
    assert_eq!((wish.page, wish.sort, wish.text), (1, Sort::Relevance, None));
    assert_eq!(wish.filters, [(Facet::State, "08".to_owned())]);
}

#[test]
fn a_hit_says_where_it_matched_in_the_language_that_stands_there() {
    let mut page = found(1, 1);
    let hit = &mut page.items[0];
    hit.highlights.push(Highlight {
        section: Section::Step,
        lang: Lang::En,
        html: "Check the <mark>trailer</mark>".to_owned(),
    });
    let html = shown("/blaupausen?q=Ausweis+trailer", Lang::De, page);
    assert_eq!(texts(&html, ".excerpt"), ["Im Ablauf: Check the trailer"]);
    assert_eq!(all(&html, ".excerpt q")[0].attr("lang"), Some("en"));
    assert_eq!(texts(&html, ".excerpt mark"), ["trailer"]);
}

#[test]
fn what_was_searched_for_in_truth_is_said() {
    let page = FoundPage {
        partial: true,
        mended: vec![("Auswies".to_owned(), "ausweis".to_owned())],
        remarks: vec![Remark::UnbalancedQuote, Remark::UnknownValue(Facet::State, "99".to_owned())],
        ..found(1, 1)
    };
    let html = shown("/blaupausen?q=%22Auswies&population=viele&state=99", Lang::De, page);
    let notes = texts(&html, ".note p");
    assert_eq!(notes[0], "„Auswies“ kommt in keiner Blaupause vor.");
    assert_eq!(notes[1], "Gesucht wurde deshalb nach \"ausweis");
    let link = all(&html, ".note a")[0].attr("href");
    assert_eq!(link, Some("/blaupausen?population=viele&state=99&q=%22ausweis"));
    assert!(notes[2].starts_with("Keine Blaupause enthält alle Wörter."), "{notes:?}");
    assert!(notes[3].starts_with("Ein Anführungszeichen steht allein"), "{notes:?}");
    assert_eq!(notes[4], "Keine Blaupause hat bei „Land“ den Wert „99“.");
    assert!(notes[5].contains("„viele“"), "{notes:?}");
    let field = all(&html, "#population")[0];
    assert_eq!((field.attr("value"), field.attr("aria-invalid")), (Some("viele"), Some("true")));
}

#[test]
fn ranges_are_kept_and_can_be_taken_back() {
    let address = "/blaupausen?q=a&population=12.500&min_seal_from=1&min_seal_to=3&explain=true";
    let html = shown(address, Lang::De, found(1, 1));
    let chips = texts(&html, ".chips a");
    assert!(chips[0].contains("Für 12.500 Einwohner"), "{chips:?}");
    assert!(chips[1].contains("SEAL 1 – SEAL 3"), "{chips:?}");
    let links: Vec<_> =
        all(&html, ".chips a").iter().map(|chip| chip.attr("href").unwrap().to_owned()).collect();
    assert_eq!(links[0], "/blaupausen?q=a&min_seal_from=1&min_seal_to=3&explain=true");
    assert_eq!(links[1], "/blaupausen?q=a&population=12.500&explain=true");
    assert_eq!(links[2], "/blaupausen?q=a&explain=true");
    assert_eq!(all(&html, "#min_seal_from option[selected]")[0].attr("value"), Some("1"));
    assert_eq!(all(&html, "input[type=hidden][name=explain]").len(), 1);
}

#[test]
fn experts_see_how_a_place_came_about() {
    let mut page = found(1, 1);
    page.items[0].explanation = Some(Explanation {
        words: vec![
            WordWorth {
                typed: "ausweis".to_owned(),
                how: Some(How::Compound),
                worth: 3.25,
                places: vec![("title", 3.0), ("body", 0.25)],
            },
            WordWorth { typed: "<xyz>".to_owned(), how: None, worth: 0.0, places: Vec::new() },
        ],
        whole: 20.0,
        coverage: 0.5,
        standing: 1.1,
        score: 12.79,
    });
    let html = shown("/blaupausen?q=ausweis&explain=true", Lang::De, page);
    let rows = texts(&html, ".card tr");
    assert_eq!(rows[1], "ausweis in einem längeren Wort Titel: 3; übriger Text: 0,25 3,25");
    assert_eq!(rows[2], "<xyz> nicht 0");
    assert!(rows.last().unwrap().ends_with("= 12,79"), "{rows:?}");
    let flip = all(&html, ".explain a")[0].attr("href");
    assert_eq!(flip, Some("/blaupausen?q=ausweis"));
    let plain = shown("/blaupausen?q=ausweis", Lang::De, found(1, 1));
    assert!(all(&plain, ".card table").is_empty());
}

#[test]
fn the_field_says_to_its_script_all_that_it_needs() {
    let html = shown("/blaupausen?q=a", Lang::En, found(1, 1));
    let field = all(&html, "#q")[0];
    assert_eq!(field.attr("data-suggestions"), Some("/api/v1/suggestions"));
    for kind in ["blueprint", "title", "service", "owner", "keyword", "none", "one", "label"] {
        assert!(field.attr(&format!("data-{kind}")).is_some_and(|text| !text.is_empty()), "{kind}");
    }
    for number in ["many", "count"] {
        assert!(field.attr(&format!("data-{number}")).unwrap().contains('#'), "{number}");
    }
    // Without the script it is a plain field.
    assert_eq!(field.attr("role"), None);
}
