//! What any part of a document can go through, and what stands at its top.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, changed},
    table::Row,
    walk, words,
};
use crate::Lang;

pub(crate) const UNKNOWN: ChangeKind =
    ChangeKind::major("BP001", "unknown", "Something changed whose effect no rule knows.");
pub(crate) const FORMAT: ChangeKind =
    ChangeKind::major("BP002", "format-changed", "The document follows another format.");
pub(crate) const IDENTITY: ChangeKind = ChangeKind::patch(
    "BP003",
    "identity-changed",
    "Owner or name differ: it is another blueprint.",
);
pub(crate) const LICENCE: ChangeKind =
    ChangeKind::major("BP004", "licence-changed", "The blueprint stands under another licence.");
pub(crate) const RENAMED: ChangeKind =
    ChangeKind::minor("BP005", "id-renamed", "An element got a new id, declared in `renames`.");
pub(crate) const TEXT_CHANGED: ChangeKind =
    ChangeKind::patch("BP006", "text-changed", "A text, title or name is worded differently.");
pub(crate) const TEXT_ADDED: ChangeKind =
    ChangeKind::patch("BP007", "text-added", "A text or a translation was added.");
pub(crate) const TEXT_REMOVED: ChangeKind =
    ChangeKind::patch("BP008", "text-removed", "A text or a translation was removed.");
pub(crate) const ORDER: ChangeKind =
    ChangeKind::patch("BP009", "order-changed", "The same elements stand in another order.");
pub(crate) const LINK: ChangeKind =
    ChangeKind::patch("BP010", "link-changed", "A link or a reference to evidence changed.");
pub(crate) const CONTACT: ChangeKind =
    ChangeKind::patch("BP011", "contact-changed", "A contact came, went or changed.");
pub(crate) const MAINTENANCE: ChangeKind = ChangeKind::patch(
    "BP012",
    "maintenance-changed",
    "Who maintains the blueprint, or until when, changed.",
);
pub(crate) const MAINTENANCE_ENDS: ChangeKind = ChangeKind::minor(
    "BP013",
    "maintenance-ends-sooner",
    "Maintenance ends sooner than announced, or an end was announced.",
);
pub(crate) const KEYWORDS: ChangeKind = ChangeKind::patch(
    "BP014",
    "keywords-changed",
    "The words under which the blueprint is found changed.",
);
pub(crate) const UPSTREAM: ChangeKind =
    ChangeKind::patch("BP015", "upstream-changed", "What the fork derives from changed.");
pub(crate) const EXTENSIONS: ChangeKind =
    ChangeKind::patch("BP016", "extensions-changed", "Entries of other parties changed.");
pub(crate) const DEADLINE_SHORTENED: ChangeKind =
    ChangeKind::major("BP017", "deadline-shortened", "A time limit was shortened or introduced.");
pub(crate) const DEADLINE_PROLONGED: ChangeKind =
    ChangeKind::minor("BP018", "deadline-prolonged", "A time limit was prolonged or dropped.");
pub(crate) const NOTATION: ChangeKind =
    ChangeKind::patch("BP019", "notation-changed", "The same is written in another way.");

pub(crate) const ROWS: &[Row] = &[
    ("/format", Rule::Any(&FORMAT)),
    ("/owner", Rule::Any(&IDENTITY)),
    ("/name", Rule::Any(&IDENTITY)),
    ("/version", Rule::Ignored),
    ("/changes", Rule::Ignored),
    ("/renames", Rule::Ignored),
    ("/license", Rule::Any(&LICENCE)),
    ("/keywords", Rule::Set { absent: Absent::Nothing, added: &KEYWORDS, removed: &KEYWORDS }),
    ("/contacts/*", Rule::Elements { added: &CONTACT, removed: &CONTACT }),
    ("/contacts/*/organisation", Rule::Any(&CONTACT)),
    ("/contacts/*/email", Rule::Any(&CONTACT)),
    ("/contacts/*/url", Rule::Any(&CONTACT)),
    ("/maintenance/maintainer", Rule::Any(&MAINTENANCE)),
    ("/maintenance/review_by", Rule::Any(&MAINTENANCE)),
    ("/maintenance/ends_on", Rule::Custom(maintenance_end)),
    ("/upstream", Rule::Custom(upstream)),
    ("/extensions", Rule::Custom(extensions)),
];

/// What no rule knows, is major: rather once too often than silently broken.
pub(crate) fn unknown(place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| match lang {
        Lang::De => format!(
            "An der Stelle {} hat sich etwas geändert, dessen Wirkung das Register nicht beurteilen kann.",
            place.path
        ),
        Lang::En => {
            format!("Something changed at {} whose effect the registry cannot judge.", place.path)
        }
    });
    found.push(&UNKNOWN, place, message);
}

pub(crate) fn order(place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| {
        let (prefix, field) = (place.prefix(lang), words::quoted(&place.field(lang), lang));
        match lang {
            Lang::De => format!("{prefix}Die Reihenfolge von {field} hat sich geändert."),
            Lang::En => format!("{prefix}The order of {field} has changed."),
        }
    });
    found.push(&ORDER, place, message);
}

/// A text by language: each language that changed. `None` if one side is no such text.
pub(crate) fn text(place: &Place<'_>, found: &mut Found<'_>) -> Option<()> {
    let (old, new) = walk::objects(place)?;
    let tags: BTreeSet<&String> =
        old.into_iter().chain(new).flat_map(serde_json::Map::keys).collect();
    for tag in tags {
        let mut wording = place.member(tag);
        wording.old = wording.old.filter(|text| !text.is_null());
        wording.new = wording.new.filter(|text| !text.is_null());
        if wording.old == wording.new {
            continue;
        }
        if [wording.old, wording.new].into_iter().flatten().any(|text| !text.is_string()) {
            unknown(&wording, found);
            continue;
        }
        let kind = match (wording.old, wording.new) {
            (None, _) => &TEXT_ADDED,
            (_, None) => &TEXT_REMOVED,
            _ => &TEXT_CHANGED,
        };
        let message = words::message(|lang| {
            let (prefix, field) = (place.prefix(lang), words::quoted(&place.field(lang), lang));
            let language = words::language(tag, lang);
            let was = words::value(wording.old, None, lang);
            let is = words::value(wording.new, None, lang);
            match (lang, wording.old, wording.new) {
                (Lang::De, None, _) => format!("{prefix}{field} ({language}) ist neu: {is}."),
                (Lang::En, None, _) => format!("{prefix}{field} ({language}) is new: {is}."),
                (Lang::De, _, None) => {
                    format!("{prefix}{field} ({language}) ist entfallen, bisher {was}.")
                }
                (Lang::En, _, None) => {
                    format!("{prefix}{field} ({language}) was removed, it was {was}.")
                }
                (Lang::De, ..) => {
                    format!("{prefix}{field} ({language}) lautet jetzt {is} statt {was}.")
                }
                (Lang::En, ..) => {
                    format!("{prefix}{field} ({language}) now reads {is} instead of {was}.")
                }
            }
        });
        found.push(kind, &wording, message);
    }
    Some(())
}

fn maintenance_end(place: &Place<'_>, found: &mut Found<'_>) {
    // Dates as the schema has them sort like their text.
    let is_sooner = match (place.old.and_then(Value::as_str), place.new.and_then(Value::as_str)) {
        (Some(old), Some(new)) => new < old,
        (old, _) => old.is_none(),
    };
    changed(if is_sooner { &MAINTENANCE_ENDS } else { &MAINTENANCE }, place, found);
}

fn upstream(place: &Place<'_>, found: &mut Found<'_>) {
    let origin = |side: Option<&Value>, lang| {
        let text = |member| side?.get(member)?.as_str();
        match (text("blueprint"), text("version")) {
            (Some(blueprint), Some(version)) => {
                words::quoted(&format!("{blueprint} {version}"), lang)
            }
            _ => words::value(None, None, lang),
        }
    };
    let message = words::message(|lang| {
        let (was, is) = (origin(place.old, lang), origin(place.new, lang));
        match lang {
            Lang::De => format!("Die Herkunft der Ableitung ist jetzt {is}, bisher {was}."),
            Lang::En => format!("The fork now derives from {is}, before from {was}."),
        }
    });
    found.push(&UPSTREAM, place, message);
}

fn extensions(place: &Place<'_>, found: &mut Found<'_>) {
    let Some((old, new)) = walk::objects(place) else { return unknown(place, found) };
    let names: BTreeSet<&String> =
        old.into_iter().chain(new).flat_map(serde_json::Map::keys).collect();
    for name in names {
        let entry = place.member(name);
        if entry.old == entry.new {
            continue;
        }
        let message = words::message(|lang| {
            let name = words::quoted(name, lang);
            match lang {
                Lang::De => format!("Die Erweiterung {name} hat sich geändert."),
                Lang::En => format!("The extension {name} has changed."),
            }
        });
        found.push(&EXTENSIONS, &entry, message);
    }
}
