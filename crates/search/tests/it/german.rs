//! What a town hall types brings the right blueprint first.

use blueprint::Lang;
use search::{IndexChange, Query, Section, Sort};

use crate::corpus::{self, Corpus, names, query};

#[test]
fn the_right_blueprint_comes_first() {
    let corpus = Corpus::new();
    for (typed, expected) in [
        ("Parkausweis für Handwerker", "handwerkerparkausweis"),
        ("Parkausweis Handwerker", "handwerkerparkausweis"),
        ("handwerkerparkausweis", "handwerkerparkausweis"),
        ("HANDWERKERPARKAUSWEIS", "handwerkerparkausweis"),
        ("mrn/handwerkerparkausweis", "handwerkerparkausweis"),
        ("99108001001000", "handwerkerparkausweis"),
        ("99 108 001 001 000", "handwerkerparkausweis"),
        ("craftsmen parking", "handwerkerparkausweis"),
        ("§ 46 StVO", "handwerkerparkausweis"),
        ("Bewohner parken", "bewohnerparkausweis"),
        ("parken für Bewohner", "bewohnerparkausweis"),
        ("Anwohnerfest", "anwohnerfest"),
        ("resident permits", "bewohnerparkausweis"),
        ("Gewerbe anmelden", "gewerbeanmeldung"),
        ("gewerbeanmeldung", "gewerbeanmeldung"),
        ("hundesteuer", "hundesteuer-anmeldung"),
        ("Hund anmelden", "hundesteuer-anmeldung"),
        ("hundesteuer-anmeldung", "hundesteuer-anmeldung"),
        ("Hundemarke", "hundesteuer-anmeldung"),
        ("Hunde\u{ad}steuer", "hundesteuer-anmeldung"),
        ("Aussengastronomie", "aussengastronomie"),
        ("Außengastronomie", "aussengastronomie"),
        ("AUSSENGASTRONOMIE", "aussengastronomie"),
        ("Gastronomie außen", "aussengastronomie"),
        ("Gaststaettenerlaubnis", "gaststaettenerlaubnis"),
        ("Gaststättenerlaubnis", "gaststaettenerlaubnis"),
        ("Baumfällung", "baumfaellung"),
        ("Baumfaellung", "baumfaellung"),
        ("BAEUME", "baumfaellung"),
        ("Ba\u{308}ume fa\u{308}llen", "baumfaellung"),
        ("Bauantrag", "baugenehmigung"),
        ("Wohngeld", "wohngeld"),
        ("Strassenfest", "anwohnerfest"),
    ] {
        let found = corpus.names(typed);
        assert_eq!(found.first().map(String::as_str), Some(expected), "{typed}: {found:?}");
    }
}

#[test]
fn all_words_must_match_and_only_else_some() {
    let corpus = Corpus::new();
    let all = corpus.ask("Hund anmelden");
    assert!(!all.partial);
    let some = corpus.ask("Hund anmelden xylophon");
    assert!(some.partial);
    assert_eq!(names(&some)[0], "hundesteuer-anmeldung");
    let none = corpus.ask("xylophon");
    assert_eq!((none.total, none.hits.len(), none.partial), (0, 0, false));
}

#[test]
fn the_german_title_wins_over_a_mention_in_the_text() {
    let corpus = Corpus::new();
    let found = corpus.names("Gewerbeanmeldung");
    assert_eq!(found[0], "gewerbeanmeldung");
    assert!(found.contains(&"gaststaettenerlaubnis".to_owned()), "{found:?}");
    assert!(found.contains(&"handwerkerparkausweis".to_owned()), "{found:?}");
}

#[test]
fn an_inflected_word_in_the_title_outweighs_summary_and_text() {
    let corpus = Corpus::new();
    let mut entries = corpus::entries();
    let (mut mention, mut titled) = (entries.remove(0), entries.remove(0));
    mention.passages[2].text = "Auch für Katzen.".to_owned();
    mention.passages.push(corpus::passage(
        Section::Description,
        Lang::De,
        "Katzen, Katzen und nochmals Katzen.",
    ));
    titled.passages[0].text = "Haltung von Katzen in der Wohnung".to_owned();
    let changes = vec![IndexChange::Put(mention), IndexChange::Put(titled)];
    corpus.index.apply(changes, 13).unwrap();
    assert_eq!(corpus.names("Katze"), ["bewohnerparkausweis", "handwerkerparkausweis"]);
}

#[test]
fn an_owner_brings_all_it_has() {
    let corpus = Corpus::new();
    let mut found = corpus.names("mrn");
    found.sort();
    assert_eq!(found, ["handwerkerparkausweis", "organisationskonto"]);
}

#[test]
fn nothing_typed_matches_everything_last_updated_first() {
    let corpus = Corpus::new();
    let nothing = corpus.index.search(&Query::default()).unwrap();
    assert_eq!(nothing.total, 12);
    assert_eq!(names(&nothing)[..2], ["organisationskonto", "fischereischein"]);
    assert_eq!(corpus.ask("  ").total, 12);
}

#[test]
fn hits_are_sorted_as_asked() {
    let corpus = Corpus::new();
    let sorted = |sort, lang| {
        let query = Query { sort, lang, ..query("anmelden") };
        names(&corpus.index.search(&query).unwrap())
    };
    assert_eq!(
        sorted(Sort::Updated, Lang::De),
        [
            "organisationskonto",
            "anwohnerfest",
            "gaststaettenerlaubnis",
            "gewerbeanmeldung",
            "hundesteuer-anmeldung",
            "handwerkerparkausweis"
        ]
    );
    assert_eq!(
        sorted(Sort::Name, Lang::De),
        [
            "organisationskonto",
            "handwerkerparkausweis",
            "gaststaettenerlaubnis",
            "gewerbeanmeldung",
            "hundesteuer-anmeldung",
            "anwohnerfest"
        ]
    );
    assert_eq!(
        sorted(Sort::Name, Lang::En),
        [
            "handwerkerparkausweis",
            "hundesteuer-anmeldung",
            "anwohnerfest",
            "gaststaettenerlaubnis",
            "organisationskonto",
            "gewerbeanmeldung"
        ]
    );
}

#[test]
fn pages_follow_each_other_without_gap() {
    let corpus = Corpus::new();
    for sort in [Sort::Relevance, Sort::Updated, Sort::Name] {
        let page = |offset, limit| {
            let query = Query { sort, offset, limit, ..query("Erlaubnis Gemeinde Behörde") };
            corpus.index.search(&query).unwrap()
        };
        let all = page(0, 100);
        assert!(5 < all.hits.len(), "{}", all.hits.len());
        let mut paged = Vec::new();
        for offset in (0..all.hits.len()).step_by(2) {
            let found = page(offset, 2);
            assert_eq!(found.total, all.total);
            paged.extend(names(&found));
        }
        assert_eq!(paged, names(&all));
        assert_eq!(page(1_000, 10).hits, []);
        assert_eq!(page(usize::MAX, usize::MAX).hits, []);
        assert_eq!((page(0, 0).hits.len(), page(0, 0).total), (0, all.total));
    }
}
