//! From what a person typed to what is wanted: words, phrases, exclusions, sections.
//!
//! Cuts any text into at most [`MOST_WORDS`] words. It is a pure function that cannot fail: whatever cannot be meant is read
//! as plain words, and said in a [`Remark`]. Not here: which terms of the index the words become (`plan`).

use crate::analysis::words;
use crate::facet::Facet;
use crate::german::fold;
use crate::section::Section;

/// Characters of a typed text that are read; the rest is ignored.
const MOST_CHARACTERS: usize = 1_000;

/// Words of a typed text that are searched for; the rest is ignored.
pub(crate) const MOST_WORDS: usize = 32;

/// Digits of a Leistungsschlüssel, which people also type in groups.
const SERVICE_KEY_DIGITS: usize = 14;

/// Words that say nothing about what is looked for, folded.
const STOP_WORDS: &[&str] = &[
    "a", "aber", "als", "am", "an", "and", "are", "at", "auf", "aus", "bei", "beim", "bekomme",
    "brauche", "by", "can", "da", "darf", "das", "dass", "dem", "den", "der", "des", "die", "do",
    "durch", "ein", "eine", "einem", "einen", "einer", "eines", "es", "for", "from", "fur", "gibt",
    "habe", "hat", "how", "i", "ich", "ihr", "ihre", "im", "in", "is", "ist", "kann", "man",
    "mein", "meine", "meinem", "meinen", "meiner", "mich", "mir", "mit", "mochte", "muss", "my",
    "nach", "oder", "of", "on", "or", "sich", "sie", "sind", "soll", "the", "to", "uber", "um",
    "und", "uns", "unser", "unsere", "unserem", "unserer", "vom", "von", "vor", "was", "welche",
    "welcher", "welches", "wenn", "wer", "werden", "wie", "will", "wir", "wird", "with", "wo",
    "zu", "zum", "zur",
];

/// What stands at the end of a sentence and belongs to its verb: „melde … an“ is „anmelden“.
const SEPARABLE: &[&str] = &["ab", "an", "auf", "aus", "ein", "nach", "um", "vor", "zu"];

/// What is to be said of a typed text beside its answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// The text was too long and its end was not read.
    CutOff,
    /// A quotation mark has no partner and was ignored.
    UnbalancedQuote,
    /// Every word is so common that all of them were searched for after all.
    OnlyStopWords,
    /// Something with a letter or digit was expected, and there was none.
    NoWords,
    /// Only exclusions: everything else is shown.
    OnlyExclusions,
    /// A minus in front of a minus; one is enough.
    NestedExclusion,
    /// No blueprint has this value of a facet.
    UnknownValue(Facet, String),
}

/// A typed text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) chunks: Vec<Chunk>,
    /// Words that stand side by side, folded.
    pub(crate) phrases: Vec<Vec<String>>,
    /// Words that a section has.
    pub(crate) within: Vec<Within>,
    pub(crate) excluded: Vec<Excluded>,
    pub(crate) remarks: Vec<Remark>,
    /// Whether the last word may go on, since nothing stands behind it.
    pub(crate) is_open: bool,
    /// The last word, where it may belong to a verb before it.
    pub(crate) separated: Option<&'static str>,
}

/// What was typed between two spaces: `bewohner-parken`, `mrn/hundesteuer`, `§`, `Parkausweis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// The folded whole, to be compared with names and keys.
    pub(crate) unit: String,
    /// Its words as they were typed; at least one.
    pub(crate) words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    pub(crate) section: Section,
    pub(crate) chunk: Chunk,
}

/// What shall not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Excluded {
    Word(Chunk),
    Phrase(Vec<String>),
    Within(Within),
}

/// A piece between two spaces, quotes kept together.
struct Piece<'a> {
    excluded: bool,
    section: Option<Section>,
    text: &'a str,
    quoted: bool,
}

/// Reads a typed text. Stop words are left out unless there is nothing else.
pub(crate) fn read(text: &str) -> Typed {
    let (text, cut) = bounded(text);
    let mut typed = Typed { is_open: text.ends_with(char::is_alphanumeric), ..Typed::default() };
    let mut stop = Vec::new();
    if cut {
        typed.remarks.push(Remark::CutOff);
    }
    for piece in pieces(text, &mut typed.remarks) {
        typed.take(&piece, &mut stop);
    }
    if typed.chunks.is_empty() && typed.phrases.is_empty() && typed.within.is_empty() {
        if !stop.is_empty() {
            typed.remarks.push(Remark::OnlyStopWords);
            typed.chunks = stop;
        } else if !typed.excluded.is_empty() {
            typed.remarks.push(Remark::OnlyExclusions);
        } else if !text.trim().is_empty() {
            typed.remarks.push(Remark::NoWords);
        }
    }
    typed.chunks = join_keys(&typed.chunks);
    typed.separated = separated(text);
    typed.bound();
    typed
}

/// The beginning of a typed text, as far as it is read, and whether that is not all.
pub(crate) fn bounded(text: &str) -> (&str, bool) {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((at, _)) => (text.get(..at).unwrap_or_default(), true),
        None => (text, false),
    }
}

impl Typed {
    fn take(&mut self, piece: &Piece<'_>, stop: &mut Vec<Chunk>) {
        let Some(chunk) = chunk(piece.text) else { return };
        let phrase = piece.quoted && 1 < chunk.words.len();
        match (piece.section, piece.excluded) {
            (Some(section), false) => self.within.push(Within { section, chunk }),
            (Some(section), true) => {
                self.excluded.push(Excluded::Within(Within { section, chunk }));
            }
            (None, true) if phrase => self.excluded.push(Excluded::Phrase(folded(&chunk))),
            (None, true) => self.excluded.push(Excluded::Word(chunk)),
            (None, false) if phrase => {
                self.phrases.push(folded(&chunk));
                self.chunks.extend(chunk.words.iter().filter_map(|word| self::chunk(word)));
            }
            (None, false) if !piece.quoted && is_stop_word(&chunk) => stop.push(chunk),
            (None, false) => self.chunks.push(chunk),
        }
    }

    /// Keeps as many words as are searched for.
    fn bound(&mut self) {
        let mut left = MOST_WORDS;
        let mut keep = |chunk: &mut Chunk| {
            chunk.words.truncate(left);
            left -= chunk.words.len();
            !chunk.words.is_empty()
        };
        self.chunks.retain_mut(&mut keep);
        self.within.retain_mut(|within| keep(&mut within.chunk));
        self.excluded.truncate(MOST_WORDS);
        for excluded in &mut self.excluded {
            match excluded {
                Excluded::Word(chunk) | Excluded::Within(Within { chunk, .. }) => {
                    chunk.words.truncate(MOST_WORDS);
                }
                Excluded::Phrase(words) => words.truncate(MOST_WORDS),
            }
        }
        self.phrases.truncate(4);
        for phrase in &mut self.phrases {
            phrase.truncate(MOST_WORDS);
        }
    }
}

fn separated(text: &str) -> Option<&'static str> {
    let last = words(text).last().map(|(_, word)| fold(word))?;
    SEPARABLE.iter().find(|known| **known == last).copied()
}

fn folded(chunk: &Chunk) -> Vec<String> {
    chunk.words.iter().map(|word| fold(word)).collect()
}

/// Cuts at white space outside of quotes.
fn pieces<'a>(text: &'a str, remarks: &mut Vec<Remark>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_gap);
        if rest.is_empty() {
            return pieces;
        }
        let (excluded, after) = minus(rest, remarks);
        let (section, after) = section(after);
        let (text, quoted, after) = if let Some((inside, behind)) = quoted(after, remarks) {
            (inside, true, behind)
        } else {
            let end = after.find(is_gap).unwrap_or(after.len());
            let (word, behind) = after.split_at_checked(end).unwrap_or((after, ""));
            (word, false, behind)
        };
        pieces.push(Piece { excluded, section, text, quoted });
        rest = after;
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A minus that excludes what follows: one that stands directly in front of it.
fn minus<'a>(text: &'a str, remarks: &mut Vec<Remark>) -> (bool, &'a str) {
    let rest = text.trim_start_matches('-');
    let n_minus = text.len() - rest.len();
    let excludes = rest.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    if n_minus == 0 || !excludes {
        return (false, if n_minus == 0 { text } else { rest });
    }
    if 1 < n_minus && !remarks.contains(&Remark::NestedExclusion) {
        remarks.push(Remark::NestedExclusion);
    }
    (true, rest)
}

fn section(text: &str) -> (Option<Section>, &str) {
    let found = text.split_once(':').and_then(|(name, rest)| {
        let says_something =
            rest.starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || c == '§');
        Some((Section::named(name).filter(|_| says_something)?, rest))
    });
    found.map_or((None, text), |(section, rest)| (Some(section), rest))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»')
}

fn quoted<'a>(text: &'a str, remarks: &mut Vec<Remark>) -> Option<(&'a str, &'a str)> {
    let inside = text.strip_prefix(is_quote)?;
    if let Some(end) = inside.find(is_quote) {
        let (inside, behind) = inside.split_at_checked(end)?;
        return Some((inside, behind.trim_start_matches(is_quote)));
    }
    if !remarks.contains(&Remark::UnbalancedQuote) {
        remarks.push(Remark::UnbalancedQuote);
    }
    None
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
mod tests;
