//! How the index keeps the texts that it shows: passages with a signature of the terms they hold.
//!
//! Making a snippet means analysing text, and that is most of what an answer costs. The signature says which passages cannot
//! have a term, so that only few of them are analysed. Law: a passage that holds a term is never ruled out.

use blueprint::Lang;

use crate::analysis::{Analysis, words};
use crate::entry::Passage;
use crate::section::Section;

/// Bytes of the texts that are kept of one blueprint; later passages are found, but not shown.
const MOST_BYTES: usize = 24_000;

/// Bytes in front of a passage: section, language, length of the text, signature.
const HEAD: usize = 1 + 1 + 4 + 8;

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

/// Writes passages one behind the other.
pub(crate) fn write(analysis: &mut Analysis, passages: &[Passage]) -> Vec<u8> {
    let mut kept = Vec::new();
    for passage in passages {
        let Ok(length) = u32::try_from(passage.text.len()) else { continue };
        if MOST_BYTES < kept.len() + passage.text.len() {
            break;
        }
        let words = words(&passage.text).filter_map(|(_, word)| analysis.word(passage.lang, word));
        let signature = words.fold(0, |all, word| all | word.signature);
        let lang = match passage.lang {
            Lang::De => b'd',
            Lang::En => b'e',
        };
        kept.extend([passage.section.letter(), lang]);
        kept.extend(length.to_le_bytes());
        kept.extend(signature.to_le_bytes());
        kept.extend(passage.text.as_bytes());
    }
    kept
}

/// Reads what [`write()`] wrote, up to the first bytes that it did not write.
pub(crate) fn read(mut kept: &[u8]) -> impl Iterator<Item = Kept<'_>> {
    std::iter::from_fn(move || {
        let (head, rest) = kept.split_first_chunk::<HEAD>()?;
        let [section, lang, l0, l1, l2, l3, signature @ ..] = *head;
        let length = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).ok()?;
        let (text, rest) = rest.split_at_checked(length)?;
        kept = rest;
        Some(Kept {
            section: Section::of_letter(section)?,
            lang: if lang == b'e' { Lang::En } else { Lang::De },
            signature: u64::from_le_bytes(signature),
            text: std::str::from_utf8(text).ok()?,
        })
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
        assert_eq!(read(&kept[..kept.len() - 1]).count(), 3);
        for strange in [&b""[..], b"x", b"td", &[255; 40]] {
            assert_eq!(read(strange).count(), 0);
        }
    }
}
