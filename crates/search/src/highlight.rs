//! Marks what matched.
//!
//! Law: everything in the answer is escaped, and only `<mark>` and `</mark>` are HTML.

use std::collections::BTreeSet;
use std::ops::Range;

use tantivy::tokenizer::TextAnalyzer;

/// Bytes of a long text that are shown, about two lines.
const SNIPPET: usize = 220;

/// Bytes shown before the first match of a snippet.
const LEAD: usize = 60;

/// Where a hit matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// `title`, `summary` or `text`.
    pub field: &'static str,
    /// Safe HTML: the text, escaped, with the matches in `<mark>`.
    pub html: String,
}

struct Match {
    range: Range<usize>,
    term: String,
}

/// The whole of a short text with its matches marked; nothing when there are none.
pub(crate) fn whole(
    chain: &mut TextAnalyzer,
    text: &str,
    terms: &BTreeSet<String>,
) -> Option<String> {
    let matches = matches(chain, text, terms);
    if matches.is_empty() { None } else { Some(render(text, 0..text.len(), &matches)) }
}

/// The stretch of a long text with the most different matches; nothing when there are none.
pub(crate) fn snippet(
    chain: &mut TextAnalyzer,
    text: &str,
    terms: &BTreeSet<String>,
) -> Option<String> {
    let matches = matches(chain, text, terms);
    let different = |start: usize| {
        let near =
            matches.iter().filter(|m| (start..start + SNIPPET - LEAD).contains(&m.range.start));
        near.map(|m| m.term.as_str()).collect::<BTreeSet<_>>().len()
    };
    // The first of the best: `max_by_key` gives the last.
    let best = matches.iter().rev().max_by_key(|m| different(m.range.start))?;
    Some(render(text, stretch(text, best.range.start), &matches))
}

fn matches(chain: &mut TextAnalyzer, text: &str, terms: &BTreeSet<String>) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::new();
    chain.token_stream(text).process(&mut |token| {
        let range = token.offset_from..token.offset_to;
        // A compound and its parts stand at one place, which is marked once.
        let again = matches.last().is_some_and(|last| last.range == range);
        if !again && terms.contains(&token.text) {
            matches.push(Match { range, term: token.text.clone() });
        }
    });
    matches
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
    use blueprint::Lang;

    use super::*;
    use crate::analysis::Analysis;

    fn terms(analysis: &mut Analysis, query: &str) -> BTreeSet<String> {
        analysis.terms(Lang::De, query).into_iter().collect()
    }

    #[test]
    fn only_marks_are_html() {
        let mut analysis = Analysis::new();
        let terms = terms(&mut analysis, "Hundesteuer");
        let html =
            whole(analysis.chain(Lang::De), "<script>\"Hunde\" & 'Steuern'</script>", &terms);
        let expected = "&lt;script&gt;&quot;<mark>Hunde</mark>&quot; &amp; &#39;<mark>Steuern</mark>&#39;&lt;/script&gt;";
        assert_eq!(html.as_deref(), Some(expected));
        assert_eq!(whole(analysis.chain(Lang::De), "<b>Katze</b>", &terms), None);
    }

    #[test]
    fn a_compound_is_marked_as_a_whole_and_once() {
        let mut analysis = Analysis::new();
        let terms = terms(&mut analysis, "Parkausweis");
        let html = whole(analysis.chain(Lang::De), "Der Handwerkerparkausweis gilt.", &terms);
        assert_eq!(html.as_deref(), Some("Der <mark>Handwerkerparkausweis</mark> gilt."));
    }

    #[test]
    fn a_snippet_shows_the_place_with_most_matches_between_whole_words() {
        let mut analysis = Analysis::new();
        let mut wanted = terms(&mut analysis, "Hund");
        wanted.extend(terms(&mut analysis, "Marke"));
        let filler = "Die Satzung regelt vieles über Gebühren in der Gemeinde. ".repeat(20);
        let text =
            format!("Ein Hund. {filler}Für jeden Hund gibt es eine Marke aus Blech. {filler}");
        let html = snippet(analysis.chain(Lang::De), &text, &wanted).unwrap();
        assert!(html.starts_with("… "), "{html}");
        assert!(html.ends_with(" …"), "{html}");
        assert!(html.contains("<mark>Hund</mark> gibt es eine <mark>Marke</mark>"), "{html}");
        assert!(html.chars().count() < 300, "{html}");
    }

    #[test]
    fn a_snippet_of_any_text_is_cut_between_characters() {
        let mut analysis = Analysis::new();
        let terms = terms(&mut analysis, "Hund");
        for text in
            ["Hund", "ä Hund ö", &format!("{}Hund{}", "ß\u{a0}".repeat(200), "\u{a0}ü".repeat(300))]
        {
            let html = snippet(analysis.chain(Lang::De), text, &terms).unwrap();
            assert!(html.contains("<mark>Hund</mark>"), "{html}");
        }
        let glued = format!("{}Hund", "日本-".repeat(200));
        assert!(snippet(analysis.chain(Lang::De), &glued, &terms).unwrap().contains("<mark>Hund"));
    }
}
