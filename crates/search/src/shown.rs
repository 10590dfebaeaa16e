//! What is shown of a hit: its title, its summary, and where else it matched.

use blueprint::Lang;

use crate::analysis::Analysis;
use crate::highlight::{Match, marked, matched, matches, whole};
use crate::passages::{Kept, read};
use crate::plan::Marks;
use crate::section::Section;

/// Passages that are shown beside title and summary.
const MOST_SHOWN: usize = 2;

/// Passages that are analysed to find them.
const MOST_ANALYSED: usize = 32;

/// Where a hit matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    pub section: Section,
    pub lang: Lang,
    /// Safe HTML: the text, escaped, with the matches in `<mark>`.
    pub html: String,
}

/// Makes the highlights of one answer.
pub(crate) struct Shown<'a> {
    marks: &'a Marks,
    lang: Lang,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(marks: &'a Marks, lang: Lang) -> Self {
        Self { marks, lang }
    }

    /// The highlights of one blueprint from the passages that the index keeps of it.
    pub(crate) fn highlights(&self, analysis: &mut Analysis, kept: &str) -> Vec<Highlight> {
        let passages: Vec<Kept<'_>> = read(kept).collect();
        let mut highlights = Vec::new();
        let mut seen = 0;
        for section in [Section::Title, Section::Summary] {
            let of_section = || passages.iter().filter(|p| p.section == section);
            let in_lang = |lang| of_section().find(|p| p.lang == lang);
            let shown = in_lang(self.lang).or_else(|| in_lang(Lang::De)).or(of_section().next());
            let Some(passage) = shown else { continue };
            let matches = self.matches(analysis, passage);
            if !matches.is_empty() {
                seen |= matched(&matches);
                // A card shows them to their end, matched or not.
                let html = whole(passage.text, &matches);
                highlights.push(Highlight { section, lang: passage.lang, html });
            }
        }
        highlights.extend(self.elsewhere(analysis, &passages, seen));
        highlights
    }

    /// The passages that show most of what title and summary do not, in the order in which the blueprint has them.
    fn elsewhere(
        &self,
        analysis: &mut Analysis,
        passages: &[Kept<'_>],
        seen: u32,
    ) -> Vec<Highlight> {
        let beside = |p: &&Kept<'_>| !matches!(p.section, Section::Title | Section::Summary);
        let candidates =
            passages.iter().filter(beside).filter(|p| p.may_hold(self.bits_of(p.lang)));
        let mut found: Vec<(u32, usize, Highlight)> = Vec::new();
        let mut missing = self.marks.words() & !seen;
        for (at, passage) in candidates.enumerate().take(MOST_ANALYSED) {
            let matches = self.matches(analysis, passage);
            if matches.is_empty() {
                continue;
            }
            let has = matched(&matches);
            // What is said in both languages is shown in the one asked for.
            let in_lang = u32::from(passage.lang == self.lang);
            let weight = 8 * (has & !seen).count_ones() + 2 * has.count_ones() + in_lang;
            found.push((weight, at, highlight(passage, &matches)));
            missing &= !has;
            if missing == 0 && MOST_SHOWN <= found.len() {
                break;
            }
        }
        found.sort_by(|(a, at, _), (b, bt, _)| b.cmp(a).then(at.cmp(bt)));
        found.truncate(MOST_SHOWN);
        found.sort_by_key(|(_, at, _)| *at);
        found.into_iter().map(|(.., highlight)| highlight).collect()
    }

    fn matches(&self, analysis: &mut Analysis, passage: &Kept<'_>) -> Vec<Match> {
        if !passage.may_hold(self.bits_of(passage.lang)) {
            return Vec::new();
        }
        matches(analysis, passage.lang, passage.text, self.marks.of(passage.lang))
    }

    fn bits_of(&self, lang: Lang) -> u64 {
        self.marks.of(lang).signature
    }
}

fn highlight(passage: &Kept<'_>, matches: &[Match]) -> Highlight {
    Highlight { section: passage.section, lang: passage.lang, html: marked(passage.text, matches) }
}
