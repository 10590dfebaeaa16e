//! Quotes, exclusions, parts of a blueprint, beginnings and typing errors.

use search::{Index, IndexChange, Query, Remark, SearchError, Section, Stop};

use crate::corpus::{Corpus, entries, names, passage, query};

/// An index in which two blueprints say the same words in different parts and orders.
fn two() -> Corpus {
    let corpus = Corpus::new();
    let mut entries = entries();
    let (mut one, mut other) = (entries.remove(0), entries.remove(0));
    let de = blueprint::Lang::De;
    one.passages = vec![
        passage(Section::Title, de, "Erster"),
        passage(Section::Step, de, "Zebra und Giraffe füttern"),
        passage(Section::Law, de, "§ 7 Abs. 2 ZooG"),
    ];
    other.passages = vec![
        passage(Section::Title, de, "Zweiter"),
        passage(Section::Requirement, de, "Giraffe und Zebra zählen"),
        passage(Section::Law, de, "§ 8 ZooG"),
    ];
    corpus.index.apply(vec![IndexChange::Put(one), IndexChange::Put(other)], 13).unwrap();
    corpus
}

const ONE: &str = "handwerkerparkausweis";
const OTHER: &str = "bewohnerparkausweis";

#[test]
fn quotes_want_words_side_by_side() {
    let corpus = two();
    let mut both = corpus.names("Zebra Giraffe");
    both.sort();
    assert_eq!(both, [OTHER, ONE]);
    assert_eq!(corpus.names("\"Zebra und Giraffe\""), [ONE]);
    assert_eq!(corpus.names("„Giraffe und Zebra“"), [OTHER]);
    assert_eq!(corpus.ask("\"Zebra Giraffe\"").total, 0);
    // Across two parts nothing stands side by side.
    assert_eq!(corpus.ask("\"Erster Zebra\"").total, 0);
    assert_eq!(corpus.ask("Zebra \"Giraffe").remarks, [Remark::UnbalancedQuote]);
}

#[test]
fn a_minus_leaves_out() {
    let corpus = two();
    assert_eq!(corpus.names("Zebra -füttern"), [OTHER]);
    assert_eq!(corpus.names("Zebra -\"Giraffe und Zebra\""), [ONE]);
    assert_eq!(corpus.names("Zebra -schritt:Giraffe"), [OTHER]);
    assert_eq!(corpus.names("Zebra -mrn"), [OTHER]);
    let all_but = corpus.ask("-Zebra");
    assert_eq!((all_but.total, all_but.remarks), (10, vec![Remark::OnlyExclusions]));
    // Inside a compound too.
    assert!(!corpus.names("-Hund").contains(&"hundesteuer-anmeldung".to_owned()));
}

#[test]
fn a_part_of_the_blueprint_can_be_named() {
    let corpus = two();
    for (typed, expected) in [
        ("schritt:Zebra", vec![ONE]),
        ("step:zebras", vec![ONE]),
        ("anforderung:Zebra", vec![OTHER]),
        ("titel:Zebra", vec![]),
        ("titel:Erster", vec![ONE]),
        ("recht:\"§ 7 ZooG\"", vec![ONE]),
        ("owner:mrn Zebra", vec![ONE]),
        ("owner:mrn titel:Zweiter", vec![]),
    ] {
        assert_eq!(corpus.names(typed), expected, "{typed}");
    }
}

#[test]
fn a_hyphen_does_not_make_a_name_of_words() {
    let corpus = Corpus::new();
    // The name of one blueprint, and words of others.
    let found = corpus.names("hundesteuer-anmeldung");
    assert_eq!(found[0], "hundesteuer-anmeldung");
    let mut other = entries().remove(0);
    other.passages[0].text = "Hundesteuer: Anmeldung ändern".to_owned();
    corpus.index.apply(vec![IndexChange::Put(other)], 13).unwrap();
    let mut found = corpus.names("Hundesteuer-Anmeldung");
    found.sort();
    assert_eq!(found, [ONE, "hundesteuer-anmeldung"]);
    assert_eq!(corpus.names("mrn/handwerkerparkausweis"), [ONE]);
}

#[test]
fn what_only_a_replaced_version_said_is_mended_too() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(0);
    let right = entry.passages[0].text.clone();
    entry.passages[0].text = "Handwerkerpakausweis".to_owned();
    corpus
        .index
        .apply(vec![IndexChange::Put(entry.clone()), IndexChange::Put(entries().remove(1))], 13)
        .unwrap();
    assert_eq!(corpus.names("Handwerkerpakausweis "), [ONE]);
    entry.passages[0].text = right;
    corpus.index.apply(vec![IndexChange::Put(entry)], 14).unwrap();
    let found = corpus.ask("Handwerkerpakausweis ");
    assert_eq!((names(&found)[0].as_str(), found.mended.len()), (ONE, 1));
}

#[test]
fn paragraphs_are_units() {
    let corpus = two();
    for typed in ["§ 7 ZooG", "7 zoog", "ZooG § 7", "§ 7 Abs. 2 ZooG"] {
        assert_eq!(corpus.names(typed), [ONE], "{typed}");
    }
    assert_eq!(corpus.names("§ 8 ZooG"), [OTHER]);
    // A paragraph that nothing cites is two words like others.
    assert_eq!(corpus.ask("§ 9 ZooG").total, 2);
    assert!(corpus.ask("§ 9 ZooG").partial);
}

#[test]
fn a_word_goes_on_while_it_is_typed() {
    let corpus = Corpus::new();
    assert_eq!(corpus.names("handwerkerpark")[0], "handwerkerparkausweis");
    assert_eq!(corpus.names("fischereis")[0], "fischereischein");
    assert_eq!(corpus.names("Gemeinde fischereis")[0], "fischereischein");
    // Finished by a space it is a word, and a strange one.
    assert!(corpus.ask("fischereis ").mended.iter().all(|(typed, _)| typed == "fischereis"));
}

#[test]
fn a_typing_error_is_mended_and_said() {
    let corpus = Corpus::new();
    for (typed, expected) in [
        ("hundestuer", "hundesteuer-anmeldung"),
        ("Handwerkerpakausweis ", "handwerkerparkausweis"),
        ("Wohngled ", "wohngeld"),
        ("Fishereischein ", "fischereischein"),
        ("craftsmem parking", "handwerkerparkausweis"),
    ] {
        let found = corpus.ask(typed);
        assert_eq!(names(&found)[0], expected, "{typed}");
        assert_eq!(found.mended.len(), 1, "{typed}");
        assert!(!found.partial, "{typed}");
    }
    let mended = corpus.ask("Wohngled ").mended;
    assert_eq!(mended, [("Wohngled".to_owned(), "wohngeld".to_owned())]);
    assert!(corpus.ask("Wohngeld").mended.is_empty());
    // Short words and numbers are taken as they are.
    assert_eq!(corpus.ask("mrm").total, 0);
    assert_eq!(corpus.ask("99108001001001").total, 0);
}

#[test]
fn a_verb_and_its_end_are_one_word() {
    let corpus = Corpus::new();
    assert_eq!(corpus.names("Wie melde ich meinen Hund an?")[0], "hundesteuer-anmeldung");
    assert!(!corpus.ask("Wie melde ich meinen Hund an?").partial);
}

#[test]
fn a_search_can_be_given_up() {
    let corpus = Corpus::new();
    let stop = Stop::new();
    assert!(corpus.index.search_until(&query("Hund"), &stop).is_ok());
    stop.clone().stop();
    let given_up = corpus.index.search_until(&query("Hund anmelden"), &stop);
    assert!(matches!(given_up, Err(SearchError::Stopped)));
    // What was begun leaves nothing behind.
    assert_eq!(corpus.names("Hund anmelden")[0], "hundesteuer-anmeldung");
}

#[test]
fn a_removed_blueprint_is_found_by_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let entry = entries().remove(0);
    let id = entry.id.clone();
    index.apply(vec![IndexChange::Put(entry)], 1).unwrap();
    index.apply(vec![IndexChange::Remove(id)], 2).unwrap();
    for text in ["", "Handwerker", "-Katze", "owner:mrn", "\"Digitaler Handwerkerparkausweis\""] {
        assert_eq!(index.search(&Query { ..query(text) }).unwrap().total, 0, "{text}");
    }
}
