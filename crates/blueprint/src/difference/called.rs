//! How people call the thing that changed, and whether a text speaks of it.

use crate::{Lang, difference::words};

/// How many letters a title may gain in a sentence: „des Organisationskontos“.
const LONGEST_ENDING: usize = 2;

/// The names of a thing: its short name and, where it has one, its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    key: String,
    title_de: Option<String>,
    title_en: Option<String>,
}

impl Called {
    pub(super) fn new<'t>(key: &str, title: impl Fn(Lang) -> Option<&'t str>) -> Self {
        let title = |lang| title(lang).map(str::to_owned);
        Self { key: key.to_owned(), title_de: title(Lang::De), title_en: title(Lang::En) }
    }

    /// As in sentences: „Anmeldung mit Organisationskonto“ (zugang).
    pub(crate) fn label(&self, lang: Lang) -> String {
        let title = match lang {
            Lang::De => &self.title_de,
            Lang::En => &self.title_en,
        };
        match title {
            Some(title) => format!("{} ({})", words::quoted(title, lang), self.key),
            None => words::quoted(&self.key, lang),
        }
    }

    /// Whether a text, as [`plain`] gives it, has the short name as a word or one of the titles.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let is_part_of_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let mut titles = [&self.title_de, &self.title_en].into_iter().flatten();
        stands_in(text, &self.key, 0, is_part_of_key)
            || titles.any(|title| stands_in(text, title, LONGEST_ENDING, char::is_alphanumeric))
    }
}

/// A text without what makes no difference: large letters, line breaks, more than one space.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn stands_in(text: &str, name: &str, ending: usize, is_part: impl Fn(char) -> bool) -> bool {
    let name = plain(name);
    // A title may be a question, and no sentence would repeat its mark.
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let mut places = text.match_indices(name).filter(|_| !name.is_empty());
    places.any(|(start, found)| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + found.len()..).unwrap_or_default().chars();
        before.is_none_or(|c| !is_part(c)) && after.take_while(|c| is_part(*c)).count() <= ending
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> bool {
        let titles = |lang| match lang {
            Lang::De => Some("Anmeldung mit Organisationskonto"),
            Lang::En => Some("Sign-in with an organisation account"),
        };
        Called::new("zugang", titles).is_in(&plain(text))
    }

    #[test]
    fn a_thing_is_named_by_its_short_name_as_a_word_of_its_own() {
        assert!(named("zugang: jetzt nur noch empfohlen"));
        assert!(named("Die Anforderung „ZUGANG“ ist gelockert."));
        for other in ["Der Zugangscode", "zugang-neu", "mein_zugang", "freizugang", "Zugangs", ""] {
            assert!(!named(other), "{other}");
        }
    }

    #[test]
    fn a_thing_is_named_by_its_title_in_either_language() {
        assert!(named("Die Anmeldung mit\n  Organisationskonto entfällt."));
        assert!(named("Wegen der ANMELDUNG MIT ORGANISATIONSKONTOS usw."));
        assert!(named("The sign-in with an organisation account is optional."));
        for other in
            ["Voranmeldung mit Organisationskonto", "Anmeldung mit Organisationskontonummer"]
        {
            assert!(!named(other), "{other}");
        }
    }

    #[test]
    fn a_later_place_counts_too_and_no_name_is_no_name() {
        assert!(named("Zugangscode und zugang"));
        assert!(!Called::new("", |_| Some(" ")).is_in("text"));
        assert!(Called::new("e1", |_| Some("Alles da?")).is_in("ob alles da ist, prüft niemand"));
    }
}
