//! Lists without a key: codes and references, of which what came and went counts, and texts.

use std::{cmp::Ordering, collections::BTreeSet};

use serde_json::Value;

use super::{Absent, Kind};
use crate::{
    Lang, Message,
    difference::{areas::general, found::Found, place::Place, words},
    schema::Node,
};

/// The entries of a list of words; `None` if it is none.
fn entries(side: Option<&Value>) -> Option<Vec<&str>> {
    match side {
        None => Some(Vec::new()),
        Some(list) => list.as_array()?.iter().map(Value::as_str).collect(),
    }
}

/// What a list gained and what it lost.
pub(in crate::difference) fn gained_and_lost<'d>(
    place: &Place<'d>,
) -> Option<(Vec<&'d str>, Vec<&'d str>)> {
    let (old, new) = (entries(place.old)?, entries(place.new)?);
    let without = |list: &[&'d str], others: &[&'d str]| -> Vec<&'d str> {
        let others: BTreeSet<&str> = others.iter().copied().collect();
        list.iter().copied().filter(|entry| !others.contains(entry)).collect()
    };
    Some((without(&new, &old), without(&old, &new)))
}

pub(super) fn set(
    absent: Absent,
    (added, removed): (Kind, Kind),
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Option<()> {
    let (gained, lost) = gained_and_lost(place)?;
    if gained.is_empty() && lost.is_empty() {
        general::order(place, found);
        return Some(());
    }
    let is_empty = |side| entries(side).is_some_and(|entries| entries.is_empty());
    if absent == Absent::Everything && is_empty(place.old) {
        let message = tell(
            place,
            |lang| names(&gained, place, found, lang),
            |prefix, field, names| {
                [
                    format!("{prefix}{field} ist jetzt begrenzt auf {names}."),
                    format!("{prefix}{field} is now limited to {names}."),
                ]
            },
        );
        found.push(removed, place, message);
    } else if absent == Absent::Everything && is_empty(place.new) {
        let message = tell(
            place,
            |lang| names(&lost, place, found, lang),
            |prefix, field, names| {
                [
                    format!("{prefix}{field} ist nicht mehr begrenzt, bisher auf {names}."),
                    format!("{prefix}{field} is no longer limited, it was limited to {names}."),
                ]
            },
        );
        found.push(added, place, message);
    } else {
        if !gained.is_empty() {
            found.push(added, place, has_gained(&gained, place, found));
        }
        if !lost.is_empty() {
            found.push(removed, place, has_lost(&lost, place, found));
        }
    }
    Some(())
}

pub(in crate::difference) fn has_gained(
    gained: &[&str],
    place: &Place<'_>,
    found: &Found<'_>,
) -> Message {
    came(place, |lang| names(gained, place, found, lang))
}

pub(in crate::difference) fn has_lost(
    lost: &[&str],
    place: &Place<'_>,
    found: &Found<'_>,
) -> Message {
    went(place, |lang| names(lost, place, found, lang))
}

fn came(place: &Place<'_>, names: impl Fn(Lang) -> Vec<String>) -> Message {
    tell(place, names, |prefix, field, names| {
        [
            format!("{prefix}Bei {field} ist hinzugekommen: {names}."),
            format!("{prefix}{field} has gained {names}."),
        ]
    })
}

fn went(place: &Place<'_>, names: impl Fn(Lang) -> Vec<String>) -> Message {
    tell(place, names, |prefix, field, names| {
        [
            format!("{prefix}Bei {field} ist entfallen: {names}."),
            format!("{prefix}{field} has lost {names}."),
        ]
    })
}

fn tell(
    place: &Place<'_>,
    names: impl Fn(Lang) -> Vec<String>,
    sentences: impl Fn(&str, &str, &str) -> [String; 2],
) -> Message {
    words::message(|lang| {
        let field = words::quoted(&place.field(lang), lang);
        let [de, en] = sentences(&place.prefix(lang), &field, &names(lang).join(", "));
        match lang {
            Lang::De => de,
            Lang::En => en,
        }
    })
}

/// Entries as people call them; references by the title of what they refer to.
fn names(entries: &[&str], place: &Place<'_>, found: &Found<'_>, lang: Lang) -> Vec<String> {
    let items = place.node.and_then(Node::items);
    let name = |entry: &&str| {
        found
            .title_of(&place.pattern, entry, lang)
            .unwrap_or_else(|| words::value(Some(&Value::from(*entry)), items, lang))
    };
    entries.iter().map(name).collect()
}

/// `None` if one side is no list of texts.
pub(super) fn texts(
    more: Kind,
    fewer: Kind,
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Option<()> {
    let (old, new) = (texts_of(place.old)?, texts_of(place.new)?);
    let kind = match old.len().cmp(&new.len()) {
        Ordering::Less => more,
        Ordering::Greater => fewer,
        Ordering::Equal => &general::TEXT_CHANGED,
    };
    let (gained, lost) = (strangers(new, old), strangers(old, new));
    let said = |texts: &[&Value], lang| {
        texts.iter().map(|text| words::value(Some(text), None, lang)).collect()
    };
    let message = match (gained.is_empty(), lost.is_empty()) {
        (false, true) => came(place, |lang| said(&gained, lang)),
        (true, false) => went(place, |lang| said(&lost, lang)),
        _ => counted(old.len(), new.len(), place),
    };
    found.push(kind, place, message);
    Some(())
}

fn texts_of(side: Option<&Value>) -> Option<&[Value]> {
    let texts = side.map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
    let is_text = |text: &Value| words::wording(text, Lang::De).is_some();
    texts.iter().all(is_text).then_some(texts)
}

/// The texts of one list whose German wording the other one lacks.
fn strangers<'d>(texts: &'d [Value], others: &[Value]) -> Vec<&'d Value> {
    let wording = |text| words::wording(text, Lang::De);
    let known: BTreeSet<Option<&str>> = others.iter().map(wording).collect();
    texts.iter().filter(|text| !known.contains(&wording(text))).collect()
}

fn counted(was: usize, is: usize, place: &Place<'_>) -> Message {
    words::message(|lang| {
        let (prefix, field) = (place.prefix(lang), words::quoted(&place.field(lang), lang));
        match (lang, was == is) {
            (Lang::De, true) => format!("{prefix}Der Wortlaut von {field} hat sich geändert."),
            (Lang::En, true) => format!("{prefix}The wording of {field} has changed."),
            (Lang::De, false) => {
                format!("{prefix}Die Zahl der Einträge bei {field} ist jetzt {is} statt {was}.")
            }
            (Lang::En, false) => {
                format!("{prefix}The number of entries of {field} is now {is} instead of {was}.")
            }
        }
    })
}
