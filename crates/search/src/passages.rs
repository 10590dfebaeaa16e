//! How the index keeps the texts that it shows: passages with a signature of the terms they hold.
//!
//! Making a snippet means analysing text, and that is most of what an answer costs. The signature says which passages cannot
//! have a term, so that only few of them are analysed. Law: a passage that holds a term is never ruled out.

use blueprint::Lang;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};

use crate::analysis::{Analysis, words};
use crate::entry::Passage;
use crate::section::Section;

/// Bytes of the texts that are kept of one blueprint; later passages are found, but not shown.
const MOST_BYTES: usize = 24_000;

/// Characters in front of a passage: section, language, length of the text, signature.
const HEAD: usize = 1 + 1 + LENGTH + SIGNATURE;

/// Characters that a number below 2^18 and one below 2^64 take, six bits each.
const LENGTH: usize = 3;
const SIGNATURE: usize = 11;

/// The first of the 64 characters that stand for six bits.
const ZERO: u8 = b'0';

/// What is stored of a blueprint: its passages, as written.
pub(crate) struct Stored(pub(crate) String);

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D>(mut fields: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        let first = fields.next_field()?;
        Ok(Self(first.map(|(_, passages)| passages).unwrap_or_default()))
    }
}

/// A passage as the index keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept<'a> {
    pub(crate) section: Section,
    pub(crate) lang: Lang,
    signature: u64,
    pub(crate) text: &'a str,
}

impl Kept<'_> {
    /// Whether it may hold a term with one of the bits of `wanted`.
    pub(crate) fn may_hold(&self, wanted: u64) -> bool {
        self.signature & wanted != 0
    }
}

/// Writes passages one behind the other: as text, since the index library reads stored bytes one by one.
pub(crate) fn write(analysis: &mut Analysis, passages: &[Passage]) -> String {
    let mut kept = String::new();
    for passage in passages {
        if MOST_BYTES < kept.len() + passage.text.len() {
            break;
        }
        let words = words(&passage.text).filter_map(|(_, word)| analysis.word(passage.lang, word));
        let signature = words.fold(0, |all, word| all | word.signature);
        kept.push(char::from(passage.section.letter()));
        kept.push(match passage.lang {
            Lang::De => 'd',
            Lang::En => 'e',
        });
        // Both fit: a longer text is not kept.
        push_number(&mut kept, passage.text.len().try_into().unwrap_or_default(), LENGTH);
        push_number(&mut kept, signature, SIGNATURE);
        kept.push_str(&passage.text);
    }
    kept
}

/// Reads what [`write()`] wrote, up to the first characters that it did not write.
pub(crate) fn read(mut kept: &str) -> impl Iterator<Item = Kept<'_>> {
    std::iter::from_fn(move || {
        let (head, rest) = kept.split_at_checked(HEAD)?;
        let (kind, numbers) = head.as_bytes().split_first_chunk()?;
        let [section, lang] = *kind;
        let (length, signature) = numbers.split_at_checked(LENGTH)?;
        let (text, rest) = rest.split_at_checked(usize::try_from(number(length)?).ok()?)?;
        kept = rest;
        Some(Kept {
            section: Section::of_letter(section)?,
            lang: if lang == b'e' { Lang::En } else { Lang::De },
            signature: number(signature)?,
            text,
        })
    })
}

/// Adds the lowest bits of a number, the lowest first.
fn push_number(kept: &mut String, mut number: u64, n_digits: usize) {
    for _ in 0..n_digits {
        let [digit, ..] = number.to_le_bytes();
        kept.push(char::from(ZERO + (digit & 0x3f)));
        number >>= 6;
    }
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().rev().try_fold(0, |number: u64, digit| {
        let bits = digit.checked_sub(ZERO).filter(|bits| *bits < 64)?;
        Some(number << 6 | u64::from(bits))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::bit;

    #[test]
    fn passages_read_back_and_know_their_terms() {
        let mut analysis = Analysis::new();
        let passage = |section, lang, text: &str| Passage { section, lang, text: text.to_owned() };
        let passages = [
            passage(Section::Title, Lang::De, "Handwerkerparkausweis"),
            passage(Section::Step, Lang::En, "Check\nthe permit"),
        ];
        let kept = write(&mut analysis, &passages);
        let read: Vec<Kept<'_>> = read(&kept).collect();
        assert_eq!(read.len(), 2);
        for (read, written) in read.iter().zip(&passages) {
            assert_eq!((read.section, read.lang), (written.section, written.lang));
            assert_eq!(read.text, written.text);
        }
        let word = analysis.word(Lang::De, "Handwerkerparkausweis").unwrap();
        for term in word.terms() {
            assert!(read[0].may_hold(bit(term)), "{term}");
        }
        let others = ["hund", "katze", "maus"].into_iter();
        let other = others.map(bit).find(|bit| bit & word.signature == 0).unwrap();
        assert!(!read[0].may_hold(other));
    }

    #[test]
    fn long_texts_are_kept_in_part_and_strange_bytes_left_out() {
        let mut analysis = Analysis::new();
        let long =
            Passage { section: Section::Description, lang: Lang::De, text: "Wort ".repeat(1_000) };
        let kept = write(&mut analysis, &vec![long; 10]);
        assert!(kept.len() < MOST_BYTES + 1_000);
        assert_eq!(read(&kept).count(), 4);
        assert_eq!(read(kept.get(..kept.len() - 1).unwrap()).count(), 3);
        for strange in ["", "x", "td", &"ÿ".repeat(40), &"~".repeat(40), &"0".repeat(40)] {
            assert_eq!(read(strange).count(), 0);
        }
    }

    #[test]
    fn numbers_read_back() {
        for (wanted, n_digits) in
            [(0, LENGTH), (24_000, LENGTH), (u64::MAX, SIGNATURE), (1 << 63, SIGNATURE)]
        {
            let mut digits = String::new();
            push_number(&mut digits, wanted, n_digits);
            assert_eq!((digits.len(), number(digits.as_bytes())), (n_digits, Some(wanted)));
        }
    }
}
