//! How the index keeps the texts that it shows: passages with a signature of the terms they hold.
//!
//! Making a snippet means analysing text, and that is most of what an answer costs. The signature says which passages cannot
//! have a term, so that only few of them are analysed. Law: a passage that holds a term is never ruled out.

use std::fmt::Write as _;

use blueprint::Lang;

use crate::analysis::{Analysis, words};
use crate::entry::Passage;
use crate::section::Section;

/// Bytes of the texts that are kept of one blueprint; later passages are found, but not shown.
const MOST_BYTES: usize = 24_000;

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

/// The bit that stands for a term (FNV-1a, so that it is the same in every version of the program).
pub(crate) fn bit(term: &str) -> u64 {
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    1 << ((hash ^ (hash >> 32)) & 63)
}

/// Writes passages as one text: a line each, without line breaks inside.
pub(crate) fn write(analysis: &mut Analysis, passages: &[Passage]) -> String {
    let mut kept = String::new();
    for passage in passages {
        if MOST_BYTES < kept.len() + passage.text.len() {
            break;
        }
        let mut signature = 0;
        for (_, word) in words(&passage.text) {
            let word = analysis.word(passage.lang, word);
            word.iter().flat_map(|word| word.terms()).for_each(|term| signature |= bit(term));
        }
        let lang = match passage.lang {
            Lang::De => 'd',
            Lang::En => 'e',
        };
        kept.push(char::from(passage.section.letter()));
        kept.push(lang);
        // Writing to a text cannot fail.
        let _ = write!(kept, "{signature:016x}");
        kept.extend(passage.text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        kept.push('\n');
    }
    kept
}

/// Reads what [`write`] wrote. Lines that it did not write are left out.
pub(crate) fn read(kept: &str) -> impl Iterator<Item = Kept<'_>> {
    kept.lines().filter_map(|line| {
        let (head, text) = line.split_at_checked(18)?;
        let (kind, signature) = head.split_at_checked(2)?;
        let [section, lang] = kind.as_bytes() else { return None };
        Some(Kept {
            section: Section::of_letter(*section)?,
            lang: if *lang == b'e' { Lang::En } else { Lang::De },
            signature: u64::from_str_radix(signature, 16).ok()?,
            text,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            (read[0].section, read[0].lang, read[0].text),
            (Section::Title, Lang::De, "Handwerkerparkausweis")
        );
        assert_eq!(
            (read[1].section, read[1].lang, read[1].text),
            (Section::Step, Lang::En, "Check the permit")
        );
        for term in analysis.word(Lang::De, "Handwerkerparkausweis").unwrap().terms() {
            assert!(read[0].may_hold(bit(term)), "{term}");
        }
        let held: u64 = analysis
            .word(Lang::De, "Handwerkerparkausweis")
            .unwrap()
            .terms()
            .map(bit)
            .fold(0, |a, b| a | b);
        let other =
            ["hund", "katze", "maus"].into_iter().find(|term| bit(term) & held == 0).unwrap();
        assert!(!read[0].may_hold(bit(other)));
    }

    #[test]
    fn long_texts_are_kept_in_part_and_strange_lines_left_out() {
        let mut analysis = Analysis::new();
        let long =
            Passage { section: Section::Description, lang: Lang::De, text: "Wort ".repeat(1_000) };
        let kept = write(&mut analysis, &vec![long; 10]);
        assert!(kept.len() < MOST_BYTES + 1_000);
        assert_eq!(read("").count() + read("x\ntd\ntdzzzzzzzzzzzzzzzzText").count(), 0);
    }
}
