//! Hits show where they match, safely.

use blueprint::Lang;
use search::{Highlight, Index, IndexChange, Query, Section};

use crate::corpus::{Corpus, entries, passage, query};

fn html(highlights: &[Highlight], section: Section) -> &str {
    let found = highlights.iter().find(|highlight| highlight.section == section);
    found.map_or("", |highlight| highlight.html.as_str())
}

#[test]
fn title_summary_and_text_are_marked() {
    let corpus = Corpus::new();
    let found = corpus.ask("Hund anmelden");
    let highlights = &found.hits[0].highlights;
    assert_eq!(
        html(highlights, Section::Title),
        "<mark>Hundesteuer</mark>: <mark>Hund</mark> <mark>anmelden</mark>"
    );
    assert!(
        html(highlights, Section::Summary).contains("einen <mark>Hund</mark>"),
        "{highlights:?}"
    );
    assert!(
        html(highlights, Section::Description).contains("<mark>Hundemarke</mark>"),
        "{highlights:?}"
    );
}

#[test]
fn the_title_is_marked_in_the_language_of_the_query() {
    let corpus = Corpus::new();
    let query = Query { lang: Lang::En, ..query("parking permits residents") };
    let found = corpus.index.search(&query).unwrap();
    let title = html(&found.hits[0].highlights, Section::Title);
    assert_eq!(title, "<mark>Resident</mark> <mark>parking</mark> <mark>permit</mark>");
}

#[test]
fn a_place_shows_what_title_and_summary_do_not() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(0);
    let steps = ["Parken in der Stadt", "Ausweis drucken", "Kennzeichen des Anhängers prüfen"];
    entry.passages.truncate(3);
    entry.passages.extend(steps.map(|text| passage(Section::Step, Lang::De, text)));
    corpus.index.apply(vec![IndexChange::Put(entry)], 13).unwrap();
    let found = corpus.ask("Parkausweis Kennzeichen");
    let steps = found.hits[0].highlights.iter().filter(|h| h.section == Section::Step);
    let steps: Vec<&str> = steps.map(|h| h.html.as_str()).collect();
    assert!(steps.iter().any(|html| html.contains("<mark>Kennzeichen</mark>")), "{steps:?}");
}

#[test]
fn a_summary_is_shown_to_its_end() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(0);
    entry.passages[2].text = format!("Zebras. {} Ende", "Viele Worte folgen. ".repeat(20));
    corpus.index.apply(vec![IndexChange::Put(entry)], 13).unwrap();
    let found = corpus.ask("Zebra");
    let summary = html(&found.hits[0].highlights, Section::Summary);
    assert!(summary.starts_with("<mark>Zebras</mark>") && summary.ends_with(" Ende"), "{summary}");
}

#[test]
fn nothing_typed_marks_nothing() {
    let corpus = Corpus::new();
    assert!(corpus.ask("").hits.iter().all(|hit| hit.highlights.is_empty()));
}

#[test]
fn markup_in_a_document_is_text() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut entry = entries().remove(0);
    let hostile = "<script>alert(\"Park\")</script> & <mark>Ausweis</mark>";
    entry.passages = [Section::Title, Section::Summary, Section::Description]
        .map(|section| passage(section, Lang::De, hostile))
        .to_vec();
    index.apply(vec![IndexChange::Put(entry)], 1).unwrap();
    let found = index.search(&query("script park ausweis")).unwrap();
    assert_eq!(found.hits[0].highlights.len(), 3);
    for highlight in &found.hits[0].highlights {
        let plain = highlight.html.replace("<mark>", "").replace("</mark>", "");
        assert!(!plain.contains(['<', '>', '"']), "{highlight:?}");
        assert!(highlight.html.contains("&lt;<mark>script</mark>&gt;"), "{highlight:?}");
    }
}
