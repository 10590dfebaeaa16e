//! Any text is answered.

use search::{Counts, Facet, Query};

use crate::corpus::{Corpus, names, query};

#[test]
fn every_text_is_answered() {
    let corpus = Corpus::new();
    let long = [
        "x".repeat(10_000),
        "Hund ".repeat(2_000),
        "a-".repeat(5_000),
        "ä".repeat(10_000),
        "hundesteuer".repeat(1_000),
        "(".repeat(10_000),
        "\u{202e}".repeat(10_000),
        "-NOT ".repeat(2_000),
    ];
    let short = [
        "AND OR NOT + - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
        "title:\"hund",
        "\"",
        ".*(.*)+$",
        "der die das und oder für",
        "\0\u{1}\u{7}\u{1b}[31m",
        "\u{202e}rednuh\u{202c}",
        "'; DROP TABLE blueprints; --",
        "<script>alert(1)</script>",
        "🐕 日本語 ﷽",
        "%00%ff",
        "\u{1d407}und",
        "999999999999999999999999999999",
    ];
    for text in long.iter().map(String::as_str).chain(short) {
        let found = corpus.index.search(&Query { counts: Counts::All, ..query(text) }).unwrap();
        assert!(found.hits.len() <= 20);
        assert!(u64::try_from(found.hits.len()).unwrap() <= found.total);
    }
}

#[test]
fn invisible_marks_and_operators_do_not_hide_a_match() {
    let corpus = Corpus::new();
    for text in [
        "\u{202e}Hundesteuer\u{202c}",
        "Hunde\u{200b}steuer",
        "+Hundesteuer*",
        "\"Hundesteuer\"",
        "\0Hundesteuer\u{7f}",
        "(Hundesteuer OR",
    ] {
        assert_eq!(corpus.names(text)[0], "hundesteuer-anmeldung", "{text:?}");
    }
}

#[test]
fn stop_words_alone_are_words() {
    let corpus = Corpus::new();
    let found = corpus.ask("für ein");
    assert!(0 < found.total && found.total < 12, "{:?}", names(&found));
}

#[test]
fn any_filter_value_is_answered() {
    let corpus = Corpus::new();
    for value in ["", "\0", &"x".repeat(100_000), "a OR b"] {
        for facet in Facet::ALL {
            let filters = vec![(facet, value.to_owned())];
            let found = corpus.index.search(&Query { filters, ..query("Hund") }).unwrap();
            assert_eq!(found.total, 0, "{facet} {value:?}");
        }
    }
}
