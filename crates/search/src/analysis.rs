//! From a text to terms: words, compounds, stems.
//!
//! The chain is the same for index, query and highlighting: cut at everything that is neither letter nor digit, fold,
//! add the parts of compounds (German only) at the place of the whole word, stem. Stop words stay in the index; it is the
//! query that leaves them out, so that a query of stop words alone still finds something.
//!
//! Law: a change here, or in what this calls, raises [`ANALYSIS`].

use std::sync::{Arc, LazyLock};

use blueprint::Lang;
use tantivy::tokenizer::{
    Language, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager,
};

use crate::german::{Compounds, fold, is_silent};

/// Counts the versions of the analysis. An index of another version starts anew.
pub(crate) const ANALYSIS: u32 = 1;

/// The base words of which compounds are made.
pub(crate) const WORDS: &str = include_str!("words.txt");

/// Names under which fields refer to a chain.
pub(crate) const GERMAN: &str = "german";
pub(crate) const ENGLISH: &str = "english";
pub(crate) const EXACT: &str = "exact";

/// Longer words are data, not language; they are left out of the index.
const LONGEST_WORD: usize = 80;

static COMPOUNDS: LazyLock<Arc<Compounds>> = LazyLock::new(|| Arc::new(Compounds::read(WORDS)));

/// The chains, ready for use by one thread.
pub(crate) struct Analysis {
    german: TextAnalyzer,
    english: TextAnalyzer,
}

impl Analysis {
    pub(crate) fn new() -> Self {
        Self { german: german(), english: english() }
    }

    /// The chain for texts in `lang`.
    pub(crate) fn chain(&mut self, lang: Lang) -> &mut TextAnalyzer {
        match lang {
            Lang::De => &mut self.german,
            Lang::En => &mut self.english,
        }
    }

    /// The terms of one word in `lang`: its stem, then, for a German compound, the stems of its parts.
    pub(crate) fn terms(&mut self, lang: Lang, word: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.chain(lang).token_stream(word).process(&mut |token| terms.push(token.text.clone()));
        terms
    }
}

/// All chains under their names.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(GERMAN, german());
    tokenizers.register(ENGLISH, english());
    tokenizers.register(EXACT, TextAnalyzer::builder(Words { compounds: None }).build());
    tokenizers
}

fn german() -> TextAnalyzer {
    let words = Words { compounds: Some(Arc::clone(&COMPOUNDS)) };
    TextAnalyzer::builder(words).filter(Stemmer::new(Language::German)).build()
}

fn english() -> TextAnalyzer {
    let words = Words { compounds: None };
    TextAnalyzer::builder(words).filter(Stemmer::new(Language::English)).build()
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

/// Cuts a text into folded words and, with `compounds`, their parts.
#[derive(Clone)]
struct Words {
    compounds: Option<Arc<Compounds>>,
}

/// The tokens of a text, all made when the stream is.
struct Tokens {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Vec::new();
        for (position, (start, word)) in words(text).enumerate() {
            let text = fold(word);
            if LONGEST_WORD < text.len() {
                continue;
            }
            let token = |text: &str| Token {
                offset_from: start,
                offset_to: start + word.len(),
                position,
                text: text.to_owned(),
                position_length: 1,
            };
            let parts = self.compounds.as_ref().map(|c| c.split(&text)).unwrap_or_default();
            tokens.push(token(&text));
            tokens.extend(parts.into_iter().map(token));
        }
        Tokens { tokens: tokens.into_iter(), current: Token::default() }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
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
        for (one, other) in [
            ("Hund", "Hunde"),
            ("anmelden", "Anmeldung"),
            ("Handwerker", "Handwerks"),
            ("parken", "Park"),
            ("Bäume", "Baum"),
            ("Prüfungen", "Pruefung"),
            ("Häuser", "Haus"),
        ] {
            assert_eq!(analysis.terms(Lang::De, one), analysis.terms(Lang::De, other), "{one}");
        }
        assert_eq!(analysis.terms(Lang::En, "permits"), analysis.terms(Lang::En, "Permit"));
    }

    #[test]
    fn a_compound_keeps_its_whole_and_adds_its_parts() {
        let mut analysis = Analysis::new();
        let whole = analysis.terms(Lang::De, "Hundesteuer");
        let mut parts = analysis.terms(Lang::De, "Hund");
        parts.extend(analysis.terms(Lang::De, "Steuer"));
        assert_eq!(whole.len(), 3);
        assert_eq!(whole[1..], parts);
    }
}
