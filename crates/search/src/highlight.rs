//! Marks what matched.
//!
//! Law: everything in the answer is escaped, and only `<mark>` and `</mark>` are HTML.

use std::collections::BTreeMap;
use std::ops::Range;

use blueprint::Lang;

use crate::analysis::{Analysis, bit, words};

/// Bytes of a long text that are shown, about two lines.
const SNIPPET: usize = 220;

/// Bytes shown before the first match of a snippet.
const LEAD: usize = 60;

/// The terms at which texts are marked: for each the words that were typed and that it stands for, a bit each.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    terms: BTreeMap<String, u32>,
    /// The bits that stand for all of them in a signature.
    pub(crate) signature: u64,
}

impl Terms {
    pub(crate) fn add(&mut self, term: &str, word: u32) {
        self.signature |= bit(term);
        *self.terms.entry(term.to_owned()).or_default() |= word;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A place where a text matches, and the words that it matches.
pub(crate) struct Match {
    range: Range<usize>,
    words: u32,
}

/// Where a text in `lang` has one of `terms`. A compound and its parts stand at one place, which is marked once.
pub(crate) fn matches(
    analysis: &mut Analysis,
    lang: Lang,
    text: &str,
    terms: &Terms,
) -> Vec<Match> {
    let Terms { terms, signature } = terms;
    let mut matches = Vec::new();
    for (start, written) in words(text) {
        let Some(word) = analysis.word(lang, written) else { continue };
        if word.signature & signature == 0 {
            continue;
        }
        let words =
            word.terms().filter_map(|term| terms.get(term)).fold(0, |all, words| all | words);
        if words != 0 {
            matches.push(Match { range: start..start + written.len(), words });
        }
    }
    matches
}

/// The words that a text has.
pub(crate) fn matched(matches: &[Match]) -> u32 {
    matches.iter().fold(0, |all, found| all | found.words)
}

/// The whole of a text with its matches marked.
pub(crate) fn whole(text: &str, matches: &[Match]) -> String {
    render(text, 0..text.len(), matches)
}

/// The text with its matches marked; of a long one the stretch with the most different ones.
pub(crate) fn marked(text: &str, matches: &[Match]) -> String {
    if text.len() <= SNIPPET {
        return whole(text, matches);
    }
    let n_different = |start: usize| {
        let near =
            matches.iter().filter(|m| (start..start + SNIPPET - LEAD).contains(&m.range.start));
        near.fold(0, |all, found| all | found.words).count_ones()
    };
    // The first of the best: `max_by_key` gives the last.
    let best = matches.iter().rev().max_by_key(|m| n_different(m.range.start));
    let at = best.map_or(0, |best| best.range.start);
    render(text, stretch(text, at), matches)
}

/// The bytes to show around a match at `at`, from the start of a word to the end of one.
fn stretch(text: &str, at: usize) -> Range<usize> {
    let breaks =
        || text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| (at, c.len_utf8()));
    let lead = at.saturating_sub(LEAD);
    let start = if lead == 0 {
        0
    } else {
        let after = breaks().map(|(space, len)| space + len);
        after
            .skip_while(|start| *start < lead)
            .take_while(|start| *start <= at)
            .next()
            .unwrap_or(at)
    };
    let last = start + SNIPPET;
    let end = if text.len() <= last {
        text.len()
    } else {
        // A word of more than a snippet's length is shown in full: texts are bounded, and it is rare.
        let before_last =
            breaks().map(|(space, _)| space).take_while(|space| *space <= last).last();
        let fits = before_last.filter(|space| at < *space);
        fits.or_else(|| breaks().map(|(space, _)| space).find(|space| at < *space))
            .unwrap_or(text.len())
    };
    start..end
}

fn render(text: &str, shown: Range<usize>, matches: &[Match]) -> String {
    let mut html = String::with_capacity(shown.len() + 32);
    if 0 < shown.start {
        html.push_str("… ");
    }
    let mut at = shown.start;
    for Match { range, .. } in matches {
        if range.start < at || shown.end < range.end {
            continue;
        }
        escape(text.get(at..range.start).unwrap_or_default(), &mut html);
        html.push_str("<mark>");
        escape(text.get(range.clone()).unwrap_or_default(), &mut html);
        html.push_str("</mark>");
        at = range.end;
    }
    escape(text.get(at..shown.end).unwrap_or_default(), &mut html);
    if shown.end < text.len() {
        html.push_str(" …");
    }
    html
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str, query: &[&str]) -> String {
        let mut analysis = Analysis::new();
        let mut terms = Terms::default();
        for (n, word) in query.iter().enumerate() {
            let word = analysis.word(Lang::De, word).unwrap();
            word.terms().for_each(|term| terms.add(term, 1 << n));
        }
        let matches = matches(&mut analysis, Lang::De, text, &terms);
        if matches.is_empty() { String::new() } else { marked(text, &matches) }
    }

    #[test]
    fn only_marks_are_html() {
        let expected = "&lt;script&gt;&quot;<mark>Hunde</mark>&quot; &amp; &#39;<mark>Steuern</mark>&#39;&lt;/script&gt;";
        assert_eq!(html("<script>\"Hunde\" & 'Steuern'</script>", &["Hundesteuer"]), expected);
        assert_eq!(html("<b>Katze</b>", &["Hundesteuer"]), "");
    }

    #[test]
    fn a_compound_is_marked_as_a_whole_and_once() {
        let found = html("Der Handwerkerparkausweis gilt.", &["Parkausweis"]);
        assert_eq!(found, "Der <mark>Handwerkerparkausweis</mark> gilt.");
    }

    #[test]
    fn a_snippet_shows_the_place_with_most_matches_between_whole_words() {
        let filler = "Die Satzung regelt vieles über Gebühren in der Gemeinde. ".repeat(20);
        let text =
            format!("Ein Hund. {filler}Für jeden Hund gibt es eine Marke aus Blech. {filler}");
        let html = html(&text, &["Hund", "Marke"]);
        assert!(html.starts_with("… "), "{html}");
        assert!(html.ends_with(" …"), "{html}");
        assert!(html.contains("<mark>Hund</mark> gibt es eine <mark>Marke</mark>"), "{html}");
        assert!(html.chars().count() < 300, "{html}");
    }

    #[test]
    fn a_snippet_of_any_text_is_cut_between_characters() {
        for filler in ["ä", "🐕", " ä", "\u{202e}", "x"] {
            for n in [0, 10, 59, 60, 61, 200, 500] {
                let text = format!("{}Hund{}", filler.repeat(n), filler.repeat(300));
                let _ = html(&text, &["Hund"]);
                let text = format!("{} Hund {}", filler.repeat(n), filler.repeat(300));
                assert!(html(&text, &["Hund"]).contains("<mark>Hund</mark>"), "{filler} {n}");
            }
        }
    }
}
