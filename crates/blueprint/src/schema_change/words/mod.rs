//! The sentences about changes of a schema, for readers who fill in forms and never saw the schema.

mod fields;
mod numbers;

use serde_json::Value;

pub(super) use self::{
    fields::{
        field_added, field_gone, field_named, field_ruled, field_unnamed, field_unruled, optional,
        optional_with, required, required_with,
    },
    numbers::{Unit, count, limit_added, limit_gone, limit_moved, multiple_gone, multiple_of},
};
use super::values::Kind;
use crate::{Lang, Message, valid::sentence::format_example};

/// Shown of a long list.
const MOST_LISTED: usize = 8;

/// Names the field before the sentence.
pub(super) fn about(label: &str, message: Message) -> Message {
    if label.is_empty() {
        return message;
    }
    Message::new(
        format!("Feld „{label}“: {}", message.de),
        format!("Field “{label}”: {}", message.en),
    )
}

pub(super) fn same_rules() -> Message {
    Message::new(
        "Die Regeln sind anders aufgeschrieben, bedeuten aber dasselbe.",
        "The rules are written differently but mean the same.",
    )
}

pub(super) fn too_intricate() -> Message {
    Message::new(
        "Die Regeln sind zu verschachtelt, um sie sicher zu vergleichen, und gelten deshalb als enger.",
        "The rules are too intricate to be compared with certainty and therefore count as tighter.",
    )
}

pub(super) fn uncertain() -> Message {
    Message::new(
        "Eine Regel ist anders, und ob sie noch alles Bisherige zulässt, lässt sich nicht sicher sagen.",
        "A rule is different, and whether it still allows everything as before cannot be said with certainty.",
    )
}

pub(super) fn unknown(keyword: &str) -> Message {
    Message::new(
        format!(
            "Die Regel „{keyword}“ ist anders, und dieses Register kennt ihre Bedeutung nicht."
        ),
        format!("The rule “{keyword}” is different, and this registry does not know its meaning."),
    )
}

pub(super) fn annotation(keyword: &str) -> Message {
    let (de, en) = match keyword {
        "title" => ("Die Bezeichnung ist anders.", "The title is different."),
        "description" => ("Die Beschreibung ist anders.", "The description is different."),
        "default" => {
            ("Der vorgeschlagene Wert ist ein anderer.", "The suggested value is a different one.")
        }
        "examples" => ("Die Beispiele sind andere.", "The examples are different ones."),
        _ => ("Ein Hinweis für Lesende ist anders.", "A note for readers is different."),
    };
    Message::new(de, en)
}

pub(super) fn never_allowed() -> Message {
    Message::new("Hier ist keine Angabe mehr erlaubt.", "Nothing may be entered here any more.")
}

pub(super) fn allowed_at_last() -> Message {
    Message::new("Hier ist jetzt eine Angabe erlaubt.", "Something may be entered here now.")
}

pub(super) fn kinds_gone(kinds: &[Kind]) -> Message {
    Message::new(
        format!("Nicht mehr erlaubt ist hier: {}.", kind_names(kinds, Lang::De)),
        format!("No longer allowed here: {}.", kind_names(kinds, Lang::En)),
    )
}

pub(super) fn kinds_added(kinds: &[Kind]) -> Message {
    Message::new(
        format!("Zusätzlich erlaubt ist hier: {}.", kind_names(kinds, Lang::De)),
        format!("Also allowed here: {}.", kind_names(kinds, Lang::En)),
    )
}

pub(super) fn kinds_only(kinds: &[Kind]) -> Message {
    Message::new(
        format!("Erlaubt ist hier nur noch: {}.", kind_names(kinds, Lang::De)),
        format!("Only this is allowed here now: {}.", kind_names(kinds, Lang::En)),
    )
}

pub(super) fn kinds_free() -> Message {
    Message::new(
        "Die Art der Angabe ist nicht mehr vorgegeben.",
        "The kind of entry is no longer prescribed.",
    )
}

fn kind_names(kinds: &[Kind], lang: Lang) -> String {
    let is_any_number = kinds.contains(&Kind::Whole) && kinds.contains(&Kind::Fraction);
    let name = |kind: &Kind| match (kind, lang) {
        (Kind::Fraction, _) if is_any_number => None,
        (Kind::Whole, Lang::De) if is_any_number => Some("eine Zahl"),
        (Kind::Whole, Lang::En) if is_any_number => Some("a number"),
        (Kind::Text, Lang::De) => Some("ein Text"),
        (Kind::Text, Lang::En) => Some("a text"),
        (Kind::Whole, Lang::De) => Some("eine ganze Zahl"),
        (Kind::Whole, Lang::En) => Some("a whole number"),
        (Kind::Fraction, Lang::De) => Some("eine Zahl mit Nachkommastellen"),
        (Kind::Fraction, Lang::En) => Some("a number with decimals"),
        (Kind::YesNo, Lang::De) => Some("ja oder nein"),
        (Kind::YesNo, Lang::En) => Some("yes or no"),
        (Kind::List, Lang::De) => Some("eine Liste"),
        (Kind::List, Lang::En) => Some("a list"),
        (Kind::Object, Lang::De) => Some("eine Gruppe von Feldern"),
        (Kind::Object, Lang::En) => Some("a group of fields"),
        (Kind::Nothing, Lang::De) => Some("eine leere Angabe"),
        (Kind::Nothing, Lang::En) => Some("an empty entry"),
    };
    kinds.iter().filter_map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn list_added(values: &[&Value]) -> Message {
    Message::new(
        format!("Erlaubt sind nur noch bestimmte Werte: {}.", listed(values, Lang::De)),
        format!("Only certain values are allowed now: {}.", listed(values, Lang::En)),
    )
}

pub(super) fn list_gone() -> Message {
    Message::new(
        "Die Angabe ist nicht mehr auf bestimmte Werte beschränkt.",
        "The entry is no longer limited to certain values.",
    )
}

pub(super) fn values_gone(values: &[&Value]) -> Message {
    let (de, en) = (listed(values, Lang::De), listed(values, Lang::En));
    match values {
        [_] => Message::new(
            format!("Der Wert {de} ist nicht mehr erlaubt."),
            format!("The value {en} is no longer allowed."),
        ),
        _ => Message::new(
            format!("Die Werte {de} sind nicht mehr erlaubt."),
            format!("The values {en} are no longer allowed."),
        ),
    }
}

pub(super) fn values_added(values: &[&Value]) -> Message {
    let (de, en) = (listed(values, Lang::De), listed(values, Lang::En));
    match values {
        [_] => Message::new(
            format!("Der Wert {de} ist neu erlaubt."),
            format!("The value {en} is newly allowed."),
        ),
        _ => Message::new(
            format!("Die Werte {de} sind neu erlaubt."),
            format!("The values {en} are newly allowed."),
        ),
    }
}

fn listed(values: &[&Value], lang: Lang) -> String {
    let mut names: Vec<String> =
        values.iter().take(MOST_LISTED).map(|value| quoted(value, lang)).collect();
    let n_more = values.len().saturating_sub(MOST_LISTED);
    if 0 < n_more {
        names.push(match lang {
            Lang::De => format!("{n_more} weitere"),
            Lang::En => format!("{n_more} more"),
        });
    }
    names.join(", ")
}

fn quoted(value: &Value, lang: Lang) -> String {
    let text = value.as_str().map_or_else(|| number(value, lang), str::to_owned);
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    match lang {
        Lang::De => format!("„{short}“"),
        Lang::En => format!("“{short}”"),
    }
}

/// A number as people write it.
fn number(value: &Value, lang: Lang) -> String {
    let text = value.to_string();
    if value.is_number() && lang == Lang::De { text.replace('.', ",") } else { text }
}

pub(super) fn writing_gone() -> Message {
    Message::new(
        "Eine bestimmte Schreibweise wird nicht mehr verlangt.",
        "A certain way of writing is no longer required.",
    )
}

pub(super) fn writing_added(keyword: &str, new: &Value) -> Message {
    match format_named(keyword, new) {
        Some((de, en)) => {
            Message::new(format!("Verlangt wird jetzt {de}."), format!("Required now is {en}."))
        }
        None => Message::new(
            "Jetzt wird eine bestimmte Schreibweise verlangt.",
            "A certain way of writing is required now.",
        ),
    }
}

pub(super) fn writing_changed(keyword: &str, new: &Value) -> Message {
    match format_named(keyword, new) {
        Some(_) => writing_added(keyword, new),
        None => Message::new(
            "Die verlangte Schreibweise ist eine andere.",
            "The required way of writing is a different one.",
        ),
    }
}

fn format_named(keyword: &str, new: &Value) -> Option<(&'static str, &'static str)> {
    format_example(new.as_str()?).filter(|_| keyword == "format")
}

pub(super) fn unique() -> Message {
    Message::new("Kein Eintrag darf mehr doppelt vorkommen.", "No entry may occur twice any more.")
}

pub(super) fn repeatable() -> Message {
    Message::new(
        "Ein Eintrag darf jetzt mehrfach vorkommen.",
        "An entry may occur several times now.",
    )
}

pub(super) fn closed() -> Message {
    Message::new("Weitere Felder sind nicht mehr erlaubt.", "Further fields are no longer allowed.")
}

pub(super) fn opened() -> Message {
    Message::new("Weitere Felder sind jetzt erlaubt.", "Further fields are allowed now.")
}

pub(super) fn condition_added() -> Message {
    Message::new("Eine Bedingung ist hinzugekommen.", "A condition has been added.")
}

pub(super) fn condition_gone() -> Message {
    Message::new("Eine Bedingung ist entfallen.", "A condition has been dropped.")
}

pub(super) fn choice_added() -> Message {
    Message::new("Eine Möglichkeit ist hinzugekommen.", "A possibility has been added.")
}

pub(super) fn choice_gone() -> Message {
    Message::new("Eine Möglichkeit ist entfallen.", "A possibility has been dropped.")
}
