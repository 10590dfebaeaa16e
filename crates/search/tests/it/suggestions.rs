//! What is suggested, and what is alike.

use blueprint::Lang;
use search::{Beginning, IndexChange, Section, Standing};

use crate::corpus::{Corpus, entries};

fn suggested(corpus: &Corpus, text: &str) -> Vec<(Section, String)> {
    let beginning = Beginning { text: text.to_owned(), lang: Lang::De, limit: 8 };
    let found = corpus.index.suggest(&beginning).unwrap();
    found.into_iter().map(|found| (found.section, found.text)).collect()
}

#[test]
fn a_text_is_suggested_by_each_of_its_words() {
    let corpus = Corpus::new();
    let title = (Section::Title, "Digitaler Handwerkerparkausweis".to_owned());
    for typed in ["dig", "Digitaler Hand", "handwerkerp", "HANDWERKERPARKAUSWEIS"] {
        assert!(suggested(&corpus, typed).contains(&title), "{typed}");
    }
    assert!(suggested(&corpus, "park").contains(&(Section::Keyword, "parken".to_owned())));
    // Words in another order, and one with an error.
    assert!(suggested(&corpus, "handwerkerpark digital").contains(&title));
    assert!(suggested(&corpus, "handwerkerparkauswies").contains(&title));
    for typed in ["", " ", "?!", "xylophon", &"x".repeat(10_000)] {
        assert_eq!(suggested(&corpus, typed), [], "{typed:.20}");
    }
}

#[test]
fn a_title_names_its_blueprint_and_german_comes_first() {
    let corpus = Corpus::new();
    let ask = |lang, text: &str| {
        corpus.index.suggest(&Beginning { text: text.to_owned(), lang, limit: 8 }).unwrap()
    };
    let found = ask(Lang::De, "digital");
    assert_eq!(found[0].text, "Digitaler Handwerkerparkausweis");
    assert_eq!(found[0].blueprint.as_ref().unwrap().to_string(), "mrn/handwerkerparkausweis");
    assert_eq!(ask(Lang::En, "digital")[0].text, "Digital craftsmen's parking permit");
    let keyword = &ask(Lang::De, "parken")[0];
    assert_eq!((keyword.n_blueprints, keyword.blueprint.clone()), (2, None));
    assert_eq!(
        corpus.index.suggest(&Beginning { text: "a".into(), lang: Lang::De, limit: 0 }).unwrap(),
        []
    );
}

#[test]
fn a_blueprint_counts_once_however_often_the_word_stands_there() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(0);
    for passage in &mut entry.passages[..2] {
        passage.text = "Zebrastreifen für Zebras".to_owned();
    }
    corpus.index.apply(vec![IndexChange::Put(entry)], 13).unwrap();
    let beginning = Beginning { text: "zebra".to_owned(), lang: Lang::De, limit: 8 };
    let found = corpus.index.suggest(&beginning).unwrap();
    assert_eq!((found.len(), found[0].n_blueprints), (1, 1));
}

#[test]
fn what_is_deprecated_is_suggested_to_nobody() {
    let corpus = Corpus::new();
    let mut entry = entries().remove(0);
    entry.standing = Standing { is_deprecated: true, ..Standing::default() };
    corpus.index.apply(vec![IndexChange::Put(entry)], 13).unwrap();
    assert_eq!(suggested(&corpus, "handwerkerparkausweis"), []);
}

#[test]
fn parking_permits_are_alike() {
    let corpus = Corpus::new();
    let id = "mrn/handwerkerparkausweis".parse().unwrap();
    let alike = corpus.index.similar(&id, (3, Lang::De), None).unwrap();
    assert_eq!(alike[0].id.name.to_string(), "bewohnerparkausweis");
    assert!(alike.iter().all(|hit| hit.id != id));
    // Also where its name is written with an umlaut's two letters.
    for entry in entries() {
        let alike = corpus.index.similar(&entry.id, (20, Lang::De), None).unwrap();
        assert!(alike.iter().all(|hit| hit.id != entry.id), "{}", entry.id);
    }
    let nobody = "mrn/gibt-es-nicht".parse().unwrap();
    assert!(corpus.index.similar(&nobody, (3, Lang::De), None).unwrap().is_empty());
}
