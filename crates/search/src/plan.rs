//! From chunks to a query of the index.
//!
//! Every word must match in some field; a compound also matches by its parts. Only if nothing matches all words is the
//! looser [`Plan::partial`] asked. Built by hand: a general query parser would make a phrase of a compound's parts.
//!
//! Law: work is bounded by the number of words, which `query` bounds; no query enumerates terms of the index.

use std::collections::BTreeSet;

use blueprint::Lang;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::Analysis;
use crate::german::fold;
use crate::query::{Chunk, bounded};
use crate::schema::{Fields, unit};

type Part = Box<dyn Query>;

/// How much a match in a field weighs.
mod weight {
    pub(super) const UNIT: f32 = 8.0;
    pub(super) const TITLE: f32 = 4.0;
    pub(super) const KEYWORDS: f32 = 3.0;
    pub(super) const SUMMARY: f32 = 2.0;
    pub(super) const TEXT: f32 = 1.0;
    /// Added when the word stands in the title as it was typed.
    pub(super) const TITLE_WORD: f32 = 4.0;
    /// Added when the title has all words side by side.
    pub(super) const TITLE_PHRASE: f32 = 6.0;
    /// Added when the text typed is the title, the name or the key.
    pub(super) const WHOLE: f32 = 20.0;
    /// Share of the weight when a compound matches by its parts.
    pub(super) const PARTS: f32 = 0.5;
    /// Share of the weight when a single part of a compound matches, in a partial match.
    pub(super) const SINGLE_PART: f32 = 0.2;
    /// Share of the weight of every field but the best one: a title outweighs mentions in all the others.
    pub(super) const OTHER_FIELDS: f32 = 0.2;
}

/// Words in a phrase, at most.
const LONGEST_PHRASE: usize = 8;

/// A typed text, analysed.
pub(crate) struct Plan<'a> {
    fields: &'a Fields,
    chunks: Vec<Planned>,
    /// All words as typed, folded, for phrases and whole titles.
    typed: Vec<String>,
    whole: String,
}

struct Planned {
    unit: String,
    words: Vec<Word>,
}

/// The terms of one word.
struct Word {
    exact: String,
    de: String,
    parts: BTreeSet<String>,
    en: String,
}

impl<'a> Plan<'a> {
    /// Analyses the chunks of a typed `text`.
    pub(crate) fn new(
        fields: &'a Fields,
        analysis: &mut Analysis,
        text: &str,
        chunks: Vec<Chunk>,
    ) -> Self {
        let whole = unit(bounded(text));
        let typed = whole.split(' ').map(str::to_owned).collect();
        let chunks = chunks.into_iter().map(|chunk| Planned::new(analysis, chunk)).collect();
        Self { fields, chunks, typed, whole }
    }

    /// Every chunk must match.
    pub(crate) fn complete(&self) -> BooleanQuery {
        self.all(Occur::Must, false)
    }

    /// Any chunk, or any part of a compound, may match; the more the better.
    pub(crate) fn partial(&self) -> BooleanQuery {
        self.all(Occur::Should, true)
    }

    /// The terms that a text in `lang` is marked at.
    pub(crate) fn terms(&self, lang: Lang) -> BTreeSet<String> {
        let words = self.chunks.iter().flat_map(|chunk| chunk.words.iter());
        match lang {
            Lang::De => words
                .flat_map(|word| word.parts.iter().chain(std::iter::once(&word.de)))
                .cloned()
                .collect(),
            Lang::En => words.map(|word| word.en.clone()).collect(),
        }
    }

    fn all(&self, occur: Occur, loose: bool) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Part)> =
            self.chunks.iter().map(|chunk| (occur, self.chunk(chunk, loose))).collect();
        clauses.push((Occur::Should, term(self.fields.units, &self.whole, weight::WHOLE)));
        if 1 < self.typed.len() && self.typed.len() <= LONGEST_PHRASE {
            let field = self.fields.title_words;
            let words = self.typed.iter().map(|word| Term::from_field_text(field, word)).collect();
            clauses.push((
                Occur::Should,
                boosted(Box::new(PhraseQuery::new(words)), weight::TITLE_PHRASE),
            ));
        }
        BooleanQuery::new(clauses)
    }

    fn chunk(&self, chunk: &Planned, loose: bool) -> Part {
        let occur = if loose { Occur::Should } else { Occur::Must };
        let words = chunk.words.iter().map(|word| (occur, self.word(word, loose))).collect();
        any(vec![
            term(self.fields.units, &chunk.unit, weight::UNIT),
            Box::new(BooleanQuery::new(words)),
        ])
    }

    fn word(&self, word: &Word, loose: bool) -> Part {
        let fields = self.fields;
        let mut ways = vec![
            term(fields.title.get(Lang::En), &word.en, weight::TITLE),
            term(fields.summary.get(Lang::En), &word.en, weight::SUMMARY),
        ];
        for (field, weight) in self.german() {
            ways.push(term(field, &word.de, weight));
            // In a long text two words may stand anywhere; there the parts must be parts of one word.
            if 1 < word.parts.len() && field == fields.text {
                ways.push(same_word(field, &word.parts, weight * weight::PARTS));
            } else if 1 < word.parts.len() {
                ways.push(all_of(field, &word.parts, weight * weight::PARTS));
            }
            if loose {
                let single = weight * weight::SINGLE_PART;
                ways.extend(word.parts.iter().map(|part| term(field, part, single)));
            }
        }
        let best = Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, weight::OTHER_FIELDS));
        any(vec![term(fields.title_words, &word.exact, weight::TITLE_WORD), best])
    }

    /// The fields in German analysis with their weights.
    fn german(&self) -> [(Field, f32); 4] {
        [
            (self.fields.title.get(Lang::De), weight::TITLE),
            (self.fields.keywords, weight::KEYWORDS),
            (self.fields.summary.get(Lang::De), weight::SUMMARY),
            (self.fields.text, weight::TEXT),
        ]
    }
}

impl Planned {
    fn new(analysis: &mut Analysis, chunk: Chunk) -> Self {
        let words = chunk.words.iter().map(|word| Word::new(analysis, word)).collect();
        Self { unit: chunk.unit, words }
    }
}

impl Word {
    /// A word that is too long for the index stays as it is, and matches nothing.
    fn new(analysis: &mut Analysis, typed: &str) -> Self {
        let exact = fold(typed);
        let mut german = analysis.terms(Lang::De, typed).into_iter();
        let de = german.next().unwrap_or_else(|| exact.clone());
        let en = analysis.terms(Lang::En, typed).into_iter().next();
        Self { de, parts: german.collect(), en: en.unwrap_or_else(|| exact.clone()), exact }
    }
}

fn term(field: Field, text: &str, weight: f32) -> Part {
    let term = Term::from_field_text(field, text);
    boosted(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), weight)
}

fn boosted(query: Part, weight: f32) -> Part {
    Box::new(BoostQuery::new(query, weight))
}

fn any(ways: Vec<Part>) -> Part {
    Box::new(BooleanQuery::union(ways))
}

fn all_of(field: Field, parts: &BTreeSet<String>, weight: f32) -> Part {
    Box::new(BooleanQuery::intersection(
        parts.iter().map(|part| term(field, part, weight)).collect(),
    ))
}

/// Matches words that have all `parts`: the parts stand at the place of their whole.
fn same_word(field: Field, parts: &BTreeSet<String>, weight: f32) -> Part {
    let terms = parts.iter().map(|part| (0, Term::from_field_text(field, part))).collect();
    boosted(Box::new(PhraseQuery::new_with_offset(terms)), weight)
}
