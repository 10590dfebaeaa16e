//! Where else a hit has the words that were looked for.

use registry::{Highlight, Section};

use crate::pages::text::Text;

/// Excerpts of one card.
const MOST: usize = 2;

/// Letters that two words share from their beginning when one says no more than the other: `parken`, `Parkausweis`.
const STEM: usize = 4;

/// A piece of a blueprint in which words stand that were looked for.
#[derive(Clone, Debug)]
pub(crate) struct Excerpt {
    /// The part of the blueprint, in plain words.
    pub(crate) part: String,
    pub(crate) lang: &'static str,
    /// Safe HTML.
    pub(crate) html: String,
}

/// What title and summary show already needs no proof from the depths of the document: beside them, only what has a
/// word that they have not.
pub(super) fn worth_showing(highlights: &[Highlight], t: Text) -> Vec<Excerpt> {
    let is_head = |h: &&Highlight| matches!(h.section, Section::Title | Section::Summary);
    let mut known: Vec<String> =
        highlights.iter().filter(is_head).flat_map(|h| marked_words(&h.html)).collect();
    let mut excerpts = Vec::new();
    for highlight in highlights.iter().filter(|h| !is_head(h)) {
        let words = marked_words(&highlight.html);
        if known.is_empty() || words.iter().any(|word| !known.iter().any(|k| is_same(k, word))) {
            excerpts.push(Excerpt {
                part: t.code("section", highlight.section.as_str()),
                lang: highlight.lang.tag(),
                html: highlight.html.clone(),
            });
        }
        // A second excerpt is for what the first one lacks, when a head says something at all.
        if !known.is_empty() {
            known.extend(words);
        }
    }
    excerpts.truncate(MOST);
    excerpts
}

/// The words between `<mark>` and `</mark>`, in lower case.
pub(crate) fn marked_words(html: &str) -> Vec<String> {
    let marked = html.split("<mark>").skip(1).filter_map(|rest| rest.split("</mark>").next());
    marked.map(str::to_lowercase).collect()
}

/// Whether two words are forms of one, or one is a part of the other.
fn is_same(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    STEM <= alike || one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests {
    use blueprint::Lang;

    use super::*;

    fn parts(highlights: &[(Section, &str)]) -> Vec<String> {
        let highlights: Vec<Highlight> = highlights
            .iter()
            .map(|(section, html)| Highlight {
                section: *section,
                lang: Lang::De,
                html: (*html).to_owned(),
            })
            .collect();
        worth_showing(&highlights, Text::new(Lang::De)).into_iter().map(|it| it.part).collect()
    }

    #[test]
    fn beside_a_title_only_what_it_lacks_is_shown() {
        let title = (Section::Title, "<mark>Ausweis</mark> für Handwerker");
        let same = (Section::Step, "Den <mark>Ausweisen</mark> beilegen");
        let new = (Section::Law, "<mark>§ 46</mark> StVO");
        assert!(parts(&[title, same]).is_empty());
        assert_eq!(parts(&[title, same, new]), ["Rechtsgrundlage"]);
        assert_eq!(parts(&[title, new, new]).len(), 1);
    }

    #[test]
    fn without_a_title_two_places_are_shown() {
        let step = (Section::Step, "<mark>Ausweis</mark> drucken");
        let vendor = (Section::Vendor, "<mark>Ausweis</mark>druck von Beispiel IT eG");
        assert_eq!(parts(&[step, vendor, step]), ["Im Ablauf", "Anbieter"]);
    }
}
