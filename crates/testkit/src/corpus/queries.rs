//! What people ask the corpus for: a mix of five kinds, drawn from its own titles and words.

use super::{
    topic::{Topic, seeded},
    vocabulary::{len, of_topic, word},
};

/// How a query is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueryKind {
    /// One word: frequent, less frequent and rare ones in turn.
    OneWord,
    /// The subject and the act of a blueprint.
    TwoWords,
    /// Subject, act and a word of the text, in the owner's Land.
    Filtered,
    /// Subject and act, with two letters of the subject in each other's place.
    Typo,
    /// Subject and a word of the text that is not typed to its end.
    Prefix,
}

/// A question to the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusQuery {
    pub kind: QueryKind,
    pub words: Vec<String>,
    /// The Land, where it is filtered by.
    pub state: Option<&'static str>,
}

impl QueryKind {
    pub const ALL: [Self; 5] =
        [Self::OneWord, Self::TwoWords, Self::Filtered, Self::Typo, Self::Prefix];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneWord => "one word",
            Self::TwoWords => "two words",
            Self::Filtered => "three words, filter",
            Self::Typo => "typo",
            Self::Prefix => "prefix",
        }
    }
}

/// `n_each` queries of each kind, about the first `n_documents`; the kinds take turns.
pub fn corpus_queries(n_documents: u64, n_each: u64) -> Vec<CorpusQuery> {
    let of_turn = |turn: u64| QueryKind::ALL.map(|kind| query(kind, turn, n_documents));
    (0..n_each).flat_map(of_turn).collect()
}

fn query(kind: QueryKind, turn: u64, n_documents: u64) -> CorpusQuery {
    let mut rng = seeded(turn, 90);
    let topic = Topic::of(rng.u64(0..n_documents.max(1)));
    let ((subject, _), (act, _)) = (topic.subject(), topic.act());
    let common = of_topic(topic.field, rng.usize(0..6)).to_owned();
    let words = match kind {
        QueryKind::OneWord => {
            let ranks = match turn % 3 {
                0 => 0..50,
                1 => 50..800,
                _ => 800..len(),
            };
            vec![word(rng.usize(ranks)).to_owned()]
        }
        QueryKind::TwoWords => vec![subject, act.to_owned()],
        QueryKind::Filtered => vec![subject, act.to_owned(), common],
        QueryKind::Typo => vec![mistyped(&subject), act.to_owned()],
        QueryKind::Prefix => vec![subject, begun(&common)],
    };
    let state = (kind == QueryKind::Filtered).then(|| topic.owner.state());
    CorpusQuery { kind, words, state }
}

/// Two different neighbours in the middle of the word change places.
fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    let differs = |at: &usize| letters.get(*at) != letters.get(at + 1);
    if let Some(at) = (middle..letters.len().saturating_sub(1)).find(differs) {
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

/// The first two thirds of the word.
fn begun(word: &str) -> String {
    word.chars().take(word.chars().count() * 2 / 3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_the_same_on_every_run_and_of_all_kinds() {
        let queries = corpus_queries(1_000, 12);
        assert_eq!(queries, corpus_queries(1_000, 12));
        for kind in QueryKind::ALL {
            let of_kind: Vec<_> = queries.iter().filter(|query| query.kind == kind).collect();
            assert_eq!(of_kind.len(), 12);
            assert!(of_kind.iter().all(|query| query.words.iter().all(|word| 2 < word.len())));
            let filtered = of_kind.iter().filter(|query| query.state.is_some()).count();
            assert_eq!(filtered, if kind == QueryKind::Filtered { 12 } else { 0 });
        }
    }

    #[test]
    fn a_word_is_mistyped_in_its_middle() {
        assert_eq!(mistyped("Hundesteuer"), "Hundetseuer");
        assert_eq!(mistyped("aaa"), "aaa");
        assert_eq!(begun("Gebührenbescheid"), "Gebührenbe");
    }
}
