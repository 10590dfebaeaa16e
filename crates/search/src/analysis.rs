//! From a text to terms: words, compounds, stems.
//!
//! The chain is the same for index, query and highlighting: cut at everything that is neither letter nor digit, fold,
//! split compounds (German only), stem. A compound has, beside its whole, the terms of its parts and of each two neighbours
//! among them, so that `Parkausweis` finds the `Handwerkerparkausweis` as one word. Stop words stay in the index; it is the
//! query that leaves them out, so that a query of stop words alone still finds something.
//!
//! Law: a change here, or in what this calls, raises [`ANALYSIS`].

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use blueprint::Lang;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

use crate::german::{Compounds, fold, is_silent};

/// Counts the versions of the analysis. An index of another version starts anew.
pub(crate) const ANALYSIS: u32 = 3;

/// The base words of which compounds are made.
pub(crate) const WORDS: &str = include_str!("words.txt");

/// Longer words are data, not language; they are left out of the index.
const LONGEST_WORD: usize = 80;

/// Words that an [`Analysis`] remembers. Language repeats itself: few words make up most of any text.
const REMEMBERED: usize = 20_000;

static COMPOUNDS: LazyLock<Compounds> = LazyLock::new(|| Compounds::read(WORDS));

/// The chains with a memory of the last words, ready for use by one thread.
pub(crate) struct Analysis {
    german: TextAnalyzer,
    english: TextAnalyzer,
    known: [HashMap<Box<str>, Arc<Word>>; 2],
}

/// One word, analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As it is written, only folded.
    pub(crate) exact: String,
    /// The stem of the whole.
    pub(crate) whole: String,
    /// The stems of the parts of a compound, in their order.
    pub(crate) parts: Vec<String>,
    /// Each two neighbours among the parts as one term.
    pub(crate) pairs: Vec<String>,
    /// The bits of all terms.
    pub(crate) signature: u64,
}

impl Analysis {
    pub(crate) fn new() -> Self {
        let chain = |language| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build()
        };
        Self {
            german: chain(Language::German),
            english: chain(Language::English),
            known: [HashMap::new(), HashMap::new()],
        }
    }

    /// A word as it is written in a text of `lang`, or nothing when it is too long.
    pub(crate) fn word(&mut self, lang: Lang, written: &str) -> Option<Arc<Word>> {
        let [german, english] = &mut self.known;
        let known = if lang == Lang::De { german } else { english };
        if let Some(word) = known.get(written) {
            return Some(Arc::clone(word));
        }
        let word = Arc::new(self.analyse(lang, written)?);
        let [german, english] = &mut self.known;
        let known = if lang == Lang::De { german } else { english };
        if REMEMBERED <= known.len() {
            known.clear();
        }
        known.insert(written.into(), Arc::clone(&word));
        Some(word)
    }

    fn analyse(&mut self, lang: Lang, written: &str) -> Option<Word> {
        let exact = fold(written);
        if LONGEST_WORD < exact.len() {
            return None;
        }
        let split = if lang == Lang::De { COMPOUNDS.split(&exact) } else { Vec::new() };
        let parts: Vec<String> = split.iter().map(|part| self.stem(lang, part)).collect();
        let pairs = parts.iter().zip(parts.iter().skip(1));
        let pairs = pairs.map(|(one, other)| format!("{one}+{other}")).collect();
        let whole = self.stem(lang, &exact);
        let mut word = Word { exact, whole, parts, pairs, signature: 0 };
        word.signature = word.terms().map(bit).fold(0, |all, bit| all | bit);
        Some(word)
    }

    fn stem(&mut self, lang: Lang, folded: &str) -> String {
        let chain = if lang == Lang::De { &mut self.german } else { &mut self.english };
        let mut stem = String::new();
        chain.token_stream(folded).process(&mut |token| stem.push_str(&token.text));
        stem
    }
}

impl Word {
    /// All terms under which the index holds the word.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &str> {
        let whole = std::iter::once(&self.whole);
        whole.chain(&self.parts).chain(&self.pairs).map(String::as_str)
    }
}

/// The bit that stands for a term (FNV-1a, so that it is the same in every version of the program).
pub(crate) fn bit(term: &str) -> u64 {
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    1 << ((hash ^ (hash >> 32)) & 63)
}

/// The words of a text with their places in bytes, as they are written.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        let skipped = rest.find(is_word)?;
        let (_, found) = rest.split_at_checked(skipped)?;
        let length = found.find(|c| !is_word(c) && !is_silent(c)).unwrap_or(found.len());
        let (word, after) = found.split_at_checked(length)?;
        let start = at + skipped;
        at = start + length;
        rest = after;
        Some((start, word))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let found: Vec<_> = words(" § 46 Abs. 1 StVO, Straße/Weg!").collect();
        assert_eq!(
            found,
            [(4, "46"), (7, "Abs"), (12, "1"), (14, "StVO"), (20, "Straße"), (28, "Weg")]
        );
        assert_eq!(words("").count(), 0);
        assert_eq!(words("\u{202e}?!\u{0}").count(), 0);
    }

    #[test]
    fn inflected_words_share_a_stem() {
        let mut analysis = Analysis::new();
        let mut stem = |lang, word| analysis.word(lang, word).unwrap().whole.clone();
        for (one, other) in [
            ("Hund", "Hunde"),
            ("anmelden", "Anmeldung"),
            ("Handwerker", "Handwerks"),
            ("parken", "Park"),
            ("Bäume", "Baum"),
            ("Prüfungen", "Pruefung"),
            ("Häuser", "Haus"),
        ] {
            assert_eq!(stem(Lang::De, one), stem(Lang::De, other), "{one}");
        }
        assert_eq!(stem(Lang::En, "permits"), stem(Lang::En, "Permit"));
    }

    #[test]
    fn a_compound_has_its_whole_its_parts_and_its_pairs() {
        let mut analysis = Analysis::new();
        let word = analysis.word(Lang::De, "Handwerkerparkausweise").unwrap();
        let stem =
            |analysis: &mut Analysis, word| analysis.word(Lang::De, word).unwrap().whole.clone();
        let parts = ["Handwerker", "Park", "Ausweis"].map(|part| stem(&mut analysis, part));
        assert_eq!(word.parts, parts);
        let [one, two, three] = parts;
        assert_eq!(word.pairs, [format!("{one}+{two}"), format!("{two}+{three}")]);
        assert_eq!(word.terms().count(), 6);
        let shorter = analysis.word(Lang::De, "Parkausweis").unwrap();
        assert_eq!(shorter.pairs, word.pairs[1..]);
        assert!(analysis.word(Lang::En, "Parkausweis").unwrap().parts.is_empty());
    }

    #[test]
    fn what_is_remembered_is_the_same_and_bounded() {
        let mut analysis = Analysis::new();
        let first = analysis.word(Lang::De, "Hunde").unwrap();
        for n in 0..REMEMBERED + 10 {
            analysis.word(Lang::De, &format!("wort{n}"));
        }
        assert!(analysis.known[0].len() <= REMEMBERED);
        assert_eq!(analysis.word(Lang::De, "Hunde").unwrap(), first);
        assert_eq!(analysis.word(Lang::De, &"x".repeat(81)), None);
    }
}
