//! How the service is run, and which other blueprints it needs.

use std::cmp::Ordering;

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    range,
    rule::{Absent, Rule, came_or_went, changed},
    table::Row,
    words,
};
use super::general;
use crate::Lang;

pub(crate) const INTERFACE_ADDED: ChangeKind =
    ChangeKind::minor("BP230", "interface-added", "There is a further interface.");
pub(crate) const INTERFACE_REMOVED: ChangeKind =
    ChangeKind::major("BP231", "interface-removed", "An interface was removed.");
pub(crate) const INTERFACE_CHANGED: ChangeKind = ChangeKind::major(
    "BP232",
    "interface-changed",
    "An interface follows another standard or another direction.",
);
pub(crate) const HOSTING_NARROWED: ChangeKind =
    ChangeKind::major("BP233", "hosting-narrowed", "Fewer forms of operation are allowed.");
pub(crate) const HOSTING_WIDENED: ChangeKind =
    ChangeKind::minor("BP234", "hosting-widened", "More forms of operation are allowed.");
pub(crate) const NEEDED: ChangeKind = ChangeKind::major(
    "BP250",
    "dependency-added",
    "Another blueprint is required, or must not be there.",
);
pub(crate) const RECOMMENDED: ChangeKind =
    ChangeKind::minor("BP251", "recommended-dependency-added", "Another blueprint is recommended.");
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::minor("BP252", "dependency-removed", "Another blueprint no longer matters.");
pub(crate) const RANGE_NARROWED: ChangeKind = ChangeKind::major(
    "BP253",
    "dependency-range-narrowed",
    "Fewer versions of another blueprint fit.",
);
pub(crate) const RANGE_WIDENED: ChangeKind = ChangeKind::minor(
    "BP254",
    "dependency-range-widened",
    "More versions of another blueprint fit.",
);
pub(crate) const TIGHTENED: ChangeKind = ChangeKind::major(
    "BP255",
    "dependency-tightened",
    "A blueprint that was only recommended is required, or must not be there.",
);
pub(crate) const LOOSENED: ChangeKind = ChangeKind::minor(
    "BP256",
    "dependency-loosened",
    "A blueprint that was required or excluded is only recommended.",
);

pub(crate) const ROWS: &[Row] = &[
    (
        "/operations/interfaces/*",
        Rule::Elements { added: &INTERFACE_ADDED, removed: &INTERFACE_REMOVED },
    ),
    ("/operations/interfaces/*/standard", Rule::Any(&INTERFACE_CHANGED)),
    ("/operations/interfaces/*/direction", Rule::Any(&INTERFACE_CHANGED)),
    (
        "/operations/hosting",
        Rule::Set {
            absent: Absent::Everything,
            added: &HOSTING_WIDENED,
            removed: &HOSTING_NARROWED,
        },
    ),
    ("/operations/rto", Rule::Deadline),
    ("/operations/rpo", Rule::Deadline),
    ("/dependencies/*", Rule::Custom(dependency)),
    ("/dependencies/*/version", Rule::Custom(versions)),
    ("/dependencies/*/kind", Rule::Custom(kind)),
];

fn dependency(place: &Place<'_>, found: &mut Found<'_>) {
    let kind = place.member("kind");
    let added = match kind.new {
        None if place.new.is_none() => return came_or_went(&REMOVED, &REMOVED, place, found),
        Some(kind) if kind.as_str() == Some("recommends") => &RECOMMENDED,
        _ => &NEEDED,
    };
    let message = words::message(|lang| {
        let (name, how) = (place.name(lang), words::value(kind.new, kind.node, lang));
        match lang {
            Lang::De => format!("{name} ist neu: {how}."),
            Lang::En => format!("{name} is new: {how}."),
        }
    });
    found.push(added, place, message);
}

/// A wider range of a blueprint that must not be there leaves less room, and a narrower one more.
fn versions(place: &Place<'_>, found: &mut Found<'_>) {
    let text = |side: Option<&'_ Value>| side.and_then(Value::as_str).map(str::to_owned);
    let (Some(old), Some(new)) = (text(place.old), text(place.new)) else {
        return general::unknown(place, found);
    };
    let excludes = place
        .element_around()
        .and_then(|dependency| dependency.get("kind")?.as_str())
        .is_some_and(|kind| kind == "conflicts");
    let room =
        range::compare(&old, &new).map(|order| if excludes { order.reverse() } else { order });
    let kind = match room {
        Some(Ordering::Equal) => &general::NOTATION,
        Some(Ordering::Greater) => &RANGE_WIDENED,
        Some(Ordering::Less) | None => &RANGE_NARROWED,
    };
    changed(kind, place, found);
}

fn kind(place: &Place<'_>, found: &mut Found<'_>) {
    let is_advice = place.new.and_then(Value::as_str) == Some("recommends");
    changed(if is_advice { &LOOSENED } else { &TIGHTENED }, place, found);
}
