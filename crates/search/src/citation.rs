//! Paragraphs of law as units: `§ 46 Abs. 1 Nr. 11 StVO` is found by `§ 46 StVO`, `46 stvo` and `StVO 46`.
//!
//! A citation is a number that a law's name follows, with nothing between them but what narrows it (`Abs. 1`) or goes on
//! (`ff.`). No list of laws is needed: a query's citation counts only if the index holds it.

use std::ops::Range;

/// Words between a paragraph's number and its law that are neither.
const BETWEEN: &[&str] = &[
    "abs",
    "absatz",
    "alt",
    "bis",
    "buchst",
    "buchstabe",
    "f",
    "ff",
    "halbs",
    "halbsatz",
    "hs",
    "i",
    "lit",
    "m",
    "nr",
    "nummer",
    "para",
    "s",
    "satz",
    "ss",
    "u",
    "und",
    "v",
    "ziff",
    "ziffer",
];

/// Those of them whose number says where in a paragraph.
const NARROWING: &[&str] = &[
    "abs",
    "absatz",
    "alt",
    "buchst",
    "buchstabe",
    "halbs",
    "halbsatz",
    "hs",
    "lit",
    "nr",
    "nummer",
    "s",
    "satz",
    "ziff",
    "ziffer",
];

/// How far a law's name may be from the number, in words.
const FARTHEST: usize = 10;

/// A citation among words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    /// How the index writes it.
    pub(crate) unit: String,
    /// The words it takes up.
    pub(crate) words: Range<usize>,
}

/// The citations that folded words may be read as.
pub(crate) fn citations(words: &[String]) -> Vec<Citation> {
    let numbers =
        words.iter().enumerate().filter(|(at, word)| is_number(word) && !narrows(words, *at));
    numbers.filter_map(|(at, number)| read(words, at, number)).collect()
}

fn read(words: &[String], at: usize, number: &str) -> Option<Citation> {
    let unit = |law: &str| format!("§{number} {law}");
    let behind = words.iter().enumerate().skip(at + 1).take(FARTHEST);
    let mut behind =
        behind.skip_while(|(_, word)| is_number(word) || is_between(word) || word.len() == 1);
    if let Some((end, law)) = behind.next() {
        return Some(Citation { unit: unit(law), words: at..end + 1 });
    }
    // `StVO 46`: the law in front.
    let before = at.checked_sub(1)?;
    let law = words.get(before).filter(|word| !is_between(word) && !is_number(word))?;
    Some(Citation { unit: unit(law), words: before..words.len() })
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty()
        && digits.len() <= 4
        && word.len() - digits.len() <= 1
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_between(word: &str) -> bool {
    BETWEEN.binary_search(&word).is_ok()
}

/// Whether the number at `at` says where in a paragraph.
fn narrows(words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|word| NARROWING.binary_search(&word.as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::words;
    use crate::german::fold;

    fn units(text: &str) -> Vec<String> {
        let words: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
        citations(&words).into_iter().map(|citation| citation.unit).collect()
    }

    #[test]
    fn a_paragraph_and_its_law_are_one_unit() {
        assert!(BETWEEN.is_sorted() && NARROWING.is_sorted());
        for text in [
            "§ 46 StVO",
            "§46 StVO",
            "46 stvo",
            "§ 46 Abs. 1 StVO",
            "§ 46 Abs. 1 Satz 1 Nr. 11 lit. a StVO",
            "StVO § 46",
            "§ 46 ff. StVO",
        ] {
            assert_eq!(units(text), ["§46 stvo"], "{text}");
        }
        assert_eq!(units("§ 6a StVG"), ["§6a stvg"]);
        assert_eq!(units("§§ 14, 55c GewO"), ["§14 gewo", "§55c gewo"]);
        assert_eq!(units("Art. 6 Abs. 1 DSGVO"), ["§6 dsgvo"]);
    }

    #[test]
    fn other_numbers_are_read_with_care() {
        assert_eq!(units("99108001001000"), Vec::<String>::new());
        assert_eq!(units("46"), Vec::<String>::new());
        assert_eq!(units("Abs. 1"), Vec::<String>::new());
        assert_eq!(units(""), Vec::<String>::new());
        assert_eq!(units("46 Parkplätze"), ["§46 parkplatze"]);
    }
}
