//! Blueprints by the hundred thousand: different ones, of a believable size, the same on every run.
//!
//! Each is made from its number alone: `topic` says what it is about and who owns it, `document` writes it, `history` gives
//! it versions and makes some of them forks, `queries` asks for them. The texts are drawn from `vocabulary`.

mod document;
mod history;
mod owners;
mod queries;
mod text;
mod titles;
mod topic;
mod vocabulary;
mod word;
mod words;

pub use document::{corpus_document, corpus_small_document};
pub use history::{CorpusId, CorpusStep, corpus_latest, corpus_steps};
pub use owners::{CorpusOwner, corpus_owners};
pub use queries::{CorpusQuery, QueryKind, corpus_queries};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use blueprint::{Level, Parsed, difference, validate};
    use serde_json::Value;

    use super::*;

    fn canonical_len(document: &Value) -> usize {
        let parsed = Parsed::of(document.clone()).unwrap();
        let len = parsed.canonical().len();
        let valid = validate(parsed, "2026-09-01".parse().unwrap());
        assert!(valid.is_ok(), "{:?}", valid.err());
        len
    }

    /// Of the numbers from small to large, some next to each other.
    fn sample() -> impl Iterator<Item = u64> {
        (0..41).chain((0..20).map(|n| 99_000 + n * 53))
    }

    #[test]
    fn the_corpus_is_valid_of_believable_size_and_always_the_same() {
        for n in sample() {
            let document = corpus_document(n);
            assert_eq!(document, corpus_document(n));
            let len = canonical_len(&document);
            assert!((16_000..24_000).contains(&len), "{n}: {len}");
            assert!((16_000..24_000).contains(&canonical_len(&corpus_latest(n))), "{n}");
        }
    }

    #[test]
    fn small_documents_are_valid_and_small() {
        for n in sample() {
            let len = canonical_len(&corpus_small_document(n));
            assert!((1_000..2_048).contains(&len), "{n}: {len}");
        }
    }

    #[test]
    fn titles_hardly_repeat_and_texts_never_do() {
        let text = |document: &Value, at: &str| document.pointer(at).unwrap().to_string();
        let documents: Vec<Value> = (0..20_000).map(corpus_small_document).collect();
        let titles: BTreeSet<String> =
            documents.iter().map(|document| text(document, "/title/de")).collect();
        assert!(19_800 < titles.len(), "{}", titles.len());
        let texts: BTreeSet<String> =
            documents.iter().map(|document| text(document, "/summary/de")).collect();
        assert_eq!(texts.len(), documents.len());
        let words: BTreeSet<String> = (0..300)
            .map(|n| text(&corpus_document(n), "/description/de"))
            .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(6_000 < words.len(), "{}", words.len());
    }

    #[test]
    fn versions_and_forks_follow_the_law_of_versions() {
        let (mut n_versions, mut n_forks) = (0, 0);
        for n in 0..120 {
            let mut before: Option<Value> = None;
            for step in corpus_steps(n) {
                match step {
                    CorpusStep::Fork { upstream, id, .. } => {
                        n_forks += 1;
                        assert_ne!(upstream, id);
                        before = Some(corpus_document(n - 1));
                    }
                    CorpusStep::Publish(document) => {
                        n_versions += 1;
                        if let Some(before) = &before {
                            let difference = difference(before, &document);
                            assert!(!difference.changes.is_empty());
                            assert!(difference.required_bump() <= Some(Level::Minor), "{n}");
                            assert!(document.get("changes").is_some());
                        }
                        before = Some(document);
                    }
                }
            }
            assert_eq!(before, Some(corpus_latest(n)), "{n}");
        }
        assert_eq!((n_versions, n_forks), (120 + 18, 6));
    }
}
