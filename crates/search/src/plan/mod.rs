//! From what was typed to terms of the index.
//!
//! Each word becomes a [`Wanted`] with the ways in which a blueprint may have it: as it is, as a part of a compound or put
//! together from parts, and, when the index does not know it, as the beginning of a word or with a typing error mended.
//!
//! Law: work is bounded by the number of words, which `typed` bounds, and by what `lexicon` gives for each.

mod planner;

use blueprint::Lang;

use crate::analysis::Word;
use crate::highlight;

/// What is looked for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) wanted: Vec<Wanted>,
    /// Units that raise those that have them.
    pub(crate) whole: Option<String>,
    pub(crate) required: Vec<Condition>,
    pub(crate) excluded: Vec<Condition>,
    /// A word is only looked for by single parts of it, since nothing has more of it.
    pub(crate) is_loose: bool,
    /// Words that the index does not know, each with what was taken instead.
    pub(crate) mended: Vec<(String, String)>,
    pub(crate) marks: Marks,
}

/// One thing that a blueprint should have.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// As it was typed.
    pub(crate) typed: String,
    pub(crate) ways: Vec<Way>,
    /// How rare the most telling way is.
    pub(crate) idf: f32,
}

/// One way to have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Way {
    pub(crate) how: How,
    pub(crate) terms: Terms,
    /// What it is worth beside the word as it was typed.
    pub(crate) factor: f32,
    pub(crate) idf: f32,
}

/// How a word matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A name, a key or a paragraph as a whole.
    Unit,
    Word,
    /// As a part of a longer compound.
    Compound,
    /// By all parts of a compound, wherever they stand.
    Parts,
    Beginning,
    Mended,
}

impl How {
    /// The name in answers of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Word => "word",
            Self::Compound => "compound",
            Self::Parts => "parts",
            Self::Beginning => "beginning",
            Self::Mended => "mended",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    Unit(String),
    One(String),
    /// All of them, in what says what a blueprint is about.
    All(Vec<String>),
}

/// What a blueprint must have, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Exact words side by side.
    Phrase(Vec<String>),
    /// For each word one of its terms, in the field of sections.
    Section(Vec<Vec<String>>),
    /// A whole value.
    Unit(String),
    /// One of the terms, anywhere.
    Term(Vec<String>),
    /// All of these.
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// The terms at which texts are marked, by language.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    de: highlight::Terms,
    en: highlight::Terms,
    /// The bits of all words, and of the one whose terms are added.
    words: u32,
    word: u32,
}

impl Plan {
    /// The bit that stands for each wanted thing, all set.
    pub(crate) fn full_mask(&self) -> u32 {
        let n_unset =
            u32::BITS.saturating_sub(u32::try_from(self.wanted.len()).unwrap_or(u32::BITS));
        u32::MAX.checked_shr(n_unset).unwrap_or(0)
    }
}

impl Marks {
    /// The bits of all words.
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Begins another word of what was typed.
    fn next(&mut self) {
        self.word = self.word.checked_shl(1).filter(|word| *word != 0).unwrap_or(1);
        self.words |= self.word;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.de.is_empty() && self.en.is_empty()
    }

    pub(crate) fn of(&self, lang: Lang) -> &highlight::Terms {
        match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
        }
    }

    fn add(&mut self, de: &Word, en: &Word) {
        de.terms().for_each(|term| self.de.add(term, self.word));
        self.en.add(&en.whole, self.word);
    }
}
