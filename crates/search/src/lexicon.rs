//! The words that the index knows: how many blueprints have them, how they go on, and what is spelled nearly alike.
//!
//! Law: at most [`MOST_SEEN`] words of a segment are looked at for a beginning, and distances are small.

use std::collections::BTreeMap;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, SegmentReader, Term};

use crate::schema::Fields;

/// Words that are looked at when a beginning is completed.
const MOST_SEEN: usize = 2_000;

/// Shorter words are not corrected: everything is near to them.
const SHORTEST_CORRECTED: usize = 4;

/// From this length on two errors are forgiven.
const TWO_ERRORS_FROM: usize = 8;

/// The words of the index at one moment.
#[derive(Clone, Copy)]
pub(crate) struct Lexicon<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
}

/// A word of the index that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) word: String,
    pub(crate) distance: usize,
    /// How many blueprints have it.
    pub(crate) n_docs: u64,
}

impl Lexicon<'_> {
    pub(crate) fn n_docs(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// How many blueprints have a term in a field, at most.
    pub(crate) fn n_with(&self, field: Field, term: &str) -> tantivy::Result<u64> {
        let term = Term::from_field_text(field, term);
        let mut n_docs = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            if let Some(found) = index.get_term_info(&term)? {
                n_docs += n_at_most(segment, &index, &found)?;
            }
        }
        Ok(n_docs)
    }

    /// How many blueprints have a term anywhere: the most that one field knows of.
    pub(crate) fn n_with_anywhere(&self, term: &str) -> tantivy::Result<u64> {
        let mut most = 0;
        for field in self.fields.text {
            most = most.max(self.n_with(field, term)?);
        }
        Ok(most)
    }

    /// The words that begin with `beginning`, the most common first.
    pub(crate) fn going_on(&self, beginning: &str, wanted: usize) -> tantivy::Result<Vec<Near>> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let mut words = index.terms().range().ge(beginning.as_bytes()).into_stream()?;
            let mut n_seen = 0;
            while n_seen < MOST_SEEN && words.advance() {
                let Ok(word) = std::str::from_utf8(words.key()) else { break };
                if !word.starts_with(beginning) {
                    break;
                }
                n_seen += 1;
                let n_docs = n_at_most(segment, &index, words.value())?;
                if 0 < n_docs {
                    *found.entry(word.to_owned()).or_default() += n_docs;
                }
            }
        }
        let near = |(word, n_docs)| Near { word, distance: 0, n_docs };
        let mut found: Vec<Near> = found.into_iter().map(near).collect();
        found.sort_by(|a, b| b.n_docs.cmp(&a.n_docs).then_with(|| a.word.cmp(&b.word)));
        found.truncate(wanted);
        Ok(found)
    }

    /// The words spelled most nearly like `word`, the nearest first, among those equally near the most common.
    pub(crate) fn near(&self, word: &str, wanted: usize) -> tantivy::Result<Vec<Near>> {
        let length = word.chars().count();
        if length < SHORTEST_CORRECTED || word.chars().all(|c| c.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let furthest = if TWO_ERRORS_FROM <= length { 2 } else { 1 };
        for distance in 1..=furthest {
            let mut found = self.within(word, distance)?;
            if !found.is_empty() {
                found.truncate(wanted);
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    fn within(&self, word: &str, distance: u8) -> tantivy::Result<Vec<Near>> {
        let term = Term::from_field_text(self.fields.words, word);
        let query = FuzzyTermQuery::new(term, distance, true);
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.words)?;
            let mut words = index.terms().search(query.automaton()?).into_stream()?;
            while words.advance() {
                let Ok(near) = std::str::from_utf8(words.key()) else { continue };
                let n_docs = n_at_most(segment, &index, words.value())?;
                if 0 < n_docs {
                    *found.entry(near.to_owned()).or_default() += n_docs;
                }
            }
        }
        let is_word = |near: &String| !near.chars().any(|c| c.is_ascii_digit());
        let mut found: Vec<Near> = found
            .into_iter()
            .filter(|(near, _)| is_word(near))
            .map(|(near, n_docs)| Near { distance: usize::from(distance), word: near, n_docs })
            .collect();
        // People seldom err in the first letter.
        let begins_alike = |near: &Near| near.word.chars().next() == word.chars().next();
        found.sort_by(|a, b| {
            let alike = begins_alike(b).cmp(&begins_alike(a));
            alike.then(b.n_docs.cmp(&a.n_docs)).then_with(|| a.word.cmp(&b.word))
        });
        Ok(found)
    }
}

/// How many documents of a segment have a term, at most: those that were removed or replaced still count, but not when no
/// other is left.
pub(crate) fn n_at_most(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<u64> {
    if segment.has_deletes() {
        let option = IndexRecordOption::Basic;
        let mut postings = index.read_block_postings_from_terminfo(term, option)?;
        loop {
            if postings.block_len() == 0 {
                return Ok(0);
            }
            if postings.docs().iter().any(|doc| !segment.is_deleted(*doc)) {
                break;
            }
            postings.advance();
        }
    }
    Ok(term.doc_freq.into())
}
