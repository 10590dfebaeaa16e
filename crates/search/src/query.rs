//! What is asked for, and what the typed text means.
//!
//! [`parse`] turns any text into chunks with at most [`MOST_WORDS`] words. It is a pure function that cannot fail: whatever
//! is no word is a separator. Not here: how chunks become a search of the index (`plan`).

use blueprint::Lang;

use crate::analysis::words;
use crate::facet::Facet;
use crate::german::fold;

/// Characters of a typed text that are read; the rest is ignored.
const MOST_CHARACTERS: usize = 1_000;

/// Words of a typed text that are searched for; the rest is ignored.
const MOST_WORDS: usize = 32;

/// Digits of a Leistungsschlüssel, which people also type in groups.
const SERVICE_KEY_DIGITS: usize = 14;

/// Words that say nothing about what is looked for, folded.
const STOP_WORDS: &[&str] = &[
    "a", "als", "am", "an", "and", "at", "auf", "aus", "bei", "beim", "by", "das", "dem", "den",
    "der", "des", "die", "ein", "eine", "einem", "einen", "einer", "eines", "for", "from", "fur",
    "how", "i", "ich", "im", "in", "is", "ist", "man", "mein", "meine", "meinen", "meiner", "mit",
    "mochte", "my", "nach", "oder", "of", "on", "or", "sich", "the", "to", "um", "und", "uns",
    "unser", "unsere", "vom", "von", "wie", "will", "wir", "with", "wo", "zu", "zum", "zur",
];

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What a person typed. Nothing, or nothing that has a letter or digit, matches every blueprint.
    pub text: Option<String>,
    /// Values of one facet widen, different facets narrow.
    pub filters: Vec<(Facet, String)>,
    pub sort: Sort,
    pub offset: usize,
    /// Hits wanted; more than [`Query::MOST_HITS`] are not given.
    pub limit: usize,
    /// Language of highlights and of names to sort by.
    pub lang: Lang,
    /// Whether to count the values of the facets.
    pub facets: bool,
}

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; without a text the last updated first.
    #[default]
    Relevance,
    /// Last updated first.
    Updated,
    /// By title in the query's language.
    Name,
}

impl Query {
    /// Hits in one answer, at most.
    pub const MOST_HITS: usize = 100;
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: None,
            filters: Vec::new(),
            sort: Sort::default(),
            offset: 0,
            limit: 20,
            lang: Lang::default(),
            facets: false,
        }
    }
}

/// What was typed between two spaces: `bewohner-parken`, `mrn/hundesteuer`, `§`, `Parkausweis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// The folded whole, to be compared with names and keys.
    pub(crate) unit: String,
    /// Its words as they were typed; at least one.
    pub(crate) words: Vec<String>,
}

/// The beginning of a typed text, as far as it is read.
pub(crate) fn bounded(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Reads a typed text. Stop words are left out unless there is nothing else.
pub(crate) fn parse(text: &str) -> Vec<Chunk> {
    let separator = |c: char| c.is_whitespace() || c.is_control();
    let all: Vec<Chunk> = bounded(text).split(separator).filter_map(chunk).collect();
    let (stop, rest): (Vec<Chunk>, Vec<Chunk>) = all.into_iter().partition(is_stop_word);
    let mut chunks = join_keys(if rest.is_empty() { &stop } else { &rest });
    let mut left = MOST_WORDS;
    for chunk in &mut chunks {
        chunk.words.truncate(left);
        left -= chunk.words.len();
    }
    chunks.retain(|chunk| !chunk.words.is_empty());
    chunks
}

fn chunk(typed: &str) -> Option<Chunk> {
    let typed = typed.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words(typed).map(|(_, word)| word.to_owned()).collect();
    if words.is_empty() { None } else { Some(Chunk { unit: fold(typed), words }) }
}

fn is_stop_word(chunk: &Chunk) -> bool {
    STOP_WORDS.binary_search(&chunk.unit.as_str()).is_ok()
}

/// Makes one chunk of a service key that was typed in groups: `99 108 001 001 000`, `99.108.001.001.000`.
fn join_keys(chunks: &[Chunk]) -> Vec<Chunk> {
    let mut joined: Vec<Chunk> = Vec::with_capacity(chunks.len());
    let numeric = |chunk: &Chunk| chunk.words.iter().all(|word| is_digits(word));
    for group in chunks.chunk_by(|a, b| numeric(a) && numeric(b)) {
        let digits: String = group.iter().flat_map(|chunk| chunk.words.iter()).cloned().collect();
        if is_digits(&digits) && digits.len() == SERVICE_KEY_DIGITS {
            joined.push(Chunk { unit: digits.clone(), words: vec![digits] });
        } else {
            joined.extend_from_slice(group);
        }
    }
    joined
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<String> {
        parse(text).into_iter().map(|chunk| chunk.words.join("+")).collect()
    }

    #[test]
    fn stop_words_count_only_when_alone() {
        assert!(STOP_WORDS.is_sorted());
        assert!(STOP_WORDS.iter().all(|word| fold(word) == *word));
        assert_eq!(typed("Parkausweis für Handwerker"), ["Parkausweis", "Handwerker"]);
        assert_eq!(typed("der die das"), ["der", "die", "das"]);
    }

    #[test]
    fn a_name_is_one_chunk_with_its_words() {
        let chunks = parse(" (mrn/hundesteuer-anmeldung), ");
        assert_eq!(chunks.len(), 1);
        assert_eq!(chunks[0].unit, "mrn/hundesteuer-anmeldung");
        assert_eq!(chunks[0].words, ["mrn", "hundesteuer", "anmeldung"]);
    }

    #[test]
    fn a_service_key_may_be_typed_in_groups() {
        for text in ["99108001001000", "99 108 001 001 000", "99.108.001.001.000"] {
            assert_eq!(parse(text)[0].unit, "99108001001000", "{text}");
            assert_eq!(parse(text).len(), 1, "{text}");
        }
        assert_eq!(typed("46 1"), ["46", "1"]);
        assert_eq!(typed("§ 46 StVO"), ["46", "StVO"]);
    }

    #[test]
    fn any_text_is_read_and_none_is_long() {
        for text in
            ["", " ", "\0\u{1}\u{7f}", "AND OR NOT", "+-&&||!(){}[]^\"~*?:\\/", "\u{202e}\u{200f}"]
        {
            assert!(parse(text).len() <= 3, "{text:?}");
        }
        let n_words = |text: &str| parse(text).iter().map(|chunk| chunk.words.len()).sum::<usize>();
        assert_eq!(n_words(&"x ".repeat(10_000)), MOST_WORDS);
        assert_eq!(n_words(&"x-".repeat(10_000)), MOST_WORDS);
        assert_eq!(n_words(&"x-y-z ".repeat(10_000)), MOST_WORDS);
        assert_eq!(parse(&"ä".repeat(10_000))[0].words[0].chars().count(), MOST_CHARACTERS);
    }
}
