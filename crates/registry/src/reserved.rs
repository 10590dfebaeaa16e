//! Names that nobody gets: words of the registry's own addresses, and names that look like one that the owner has.

use blueprint::{BlueprintId, Finding, Message, Pointer, Slug};
use serde_json::Value;
use store::blueprint_names;

use crate::{Refused, Registry, publish::error_at};

/// Words that stand in addresses where an organisation's name could stand too, or that would pass for a part of the
/// registry. A test of `web` compares them with its addresses.
const OF_ORGANISATIONS: [&str; 41] = [
    "abmelden",
    "admin",
    "all",
    "anmelden",
    "api",
    "assets",
    "barrierefreiheit",
    "blaupausen",
    "blueprints",
    "datenschutz",
    "docs",
    "einladung",
    "entwuerfe",
    "erprobungen",
    "favicon",
    "feeds",
    "healthz",
    "impressum",
    "konto",
    "latest",
    "login",
    "meine",
    "metrics",
    "neu",
    "new",
    "openapi",
    "organisationen",
    "organisations",
    "probleme",
    "problems",
    "pruefung",
    "readyz",
    "register",
    "search",
    "static",
    "suche",
    "system",
    "vergleich",
    "verwaltung",
    "vorschlaege",
    "www",
];

/// Beside a blueprint's name stands nothing yet; these are for pages that lists of an owner's blueprints have everywhere.
const OF_BLUEPRINTS: [&str; 5] = ["api", "latest", "neu", "new", "suche"];

/// Whether no organisation may have this name.
pub fn is_reserved(name: &Slug) -> bool {
    OF_ORGANISATIONS.contains(&name.as_str())
}

/// What is wrong with the name of a blueprint that there is not yet. It may look like the address that it leaves: whoever
/// mends a hyphen renames, and the old address leads to the new one.
pub(crate) fn findings(
    registry: &Registry,
    id: &BlueprintId,
    (leaves, document): (Option<&BlueprintId>, &Value),
) -> Result<Vec<Finding>, Refused> {
    let at_name =
        |code, message| vec![error_at(code, document, Pointer::root().join("name"), message)];
    let name = &id.name;
    if OF_BLUEPRINTS.contains(&name.as_str()) {
        let message = Message::new(
            format!(
                "„{name}“ ist ein Wort aus den Adressen des Registers. Wählen Sie einen anderen Namen."
            ),
            format!("“{name}” is a word of the registry’s own addresses. Choose another name."),
        );
        return Ok(at_name("name-reserved", message));
    }
    let others = registry.store.read(|conn| blueprint_names(conn, &id.owner))?;
    let likeness = likeness(name);
    let is_left = |other: &Slug| {
        leaves.is_some_and(|leaves| leaves.owner == id.owner && leaves.name == *other)
    };
    let alike = others
        .iter()
        .find(|other| *other != name && self::likeness(other) == likeness && !is_left(other));
    Ok(alike.map_or_else(Vec::new, |other| {
        let owner = &id.owner;
        let message = Message::new(
            format!("„{name}“ ist von {owner}/{other} kaum zu unterscheiden. Veröffentlichen Sie dort eine neue Version, oder wählen Sie einen Namen, der sich deutlicher unterscheidet."),
            format!("“{name}” can hardly be told from {owner}/{other}. Publish a new version there, or choose a name that differs more."),
        );
        at_name("name-alike", message)
    }))
}

/// The same for names that people take for each other: with and without hyphens, a zero for an o, a one for an l.
///
/// A hyphen between digits stays: `paragraf-1-1` is not `paragraf-11`.
fn likeness(name: &Slug) -> String {
    let mut likeness = String::new();
    let mut before = None;
    let mut rest = name.as_str().chars().peekable();
    while let Some(character) = rest.next() {
        let is_between_digits = before.is_some_and(|before: char| before.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        before = Some(character);
        let alike = match character {
            '-' if !is_between_digits => continue,
            '0' => 'o',
            '1' => 'l',
            other => other,
        };
        likeness.push(alike);
    }
    likeness
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_take_for_each_other_is_alike() {
        let like = |name: &str| likeness(&name.parse().unwrap());
        for (one, other) in [
            ("hunde-steuer", "hundesteuer"),
            ("antrag-0", "antrago"),
            ("formular-1", "formular-l"),
            ("a-b-c", "abc"),
        ] {
            assert_eq!(like(one), like(other), "{one} {other}");
        }
        for (one, other) in [
            ("hundesteuer", "hundesteuern"),
            ("paragraf-1-1", "paragraf-11"),
            ("antrag-1", "antrag-2"),
        ] {
            assert_ne!(like(one), like(other), "{one} {other}");
        }
    }

    #[test]
    fn the_words_are_in_order_and_could_be_names() {
        assert!(OF_ORGANISATIONS.is_sorted() && OF_BLUEPRINTS.is_sorted());
        for word in OF_ORGANISATIONS {
            assert!(word.parse::<Slug>().is_ok(), "{word}");
        }
    }
}
