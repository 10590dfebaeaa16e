//! What adopters set instead of forking.

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, Wording, came_or_went, changed},
    schemas,
    table::Row,
    words,
};
use super::general::{self, LINK};
use crate::Lang;

pub(crate) const ADDED: ChangeKind =
    ChangeKind::minor("BP150", "parameter-added", "A parameter is new and has a default.");
pub(crate) const ADDED_OPEN: ChangeKind = ChangeKind::major(
    "BP151",
    "parameter-without-default-added",
    "A parameter is new that adopters must set.",
);
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::major("BP152", "parameter-removed", "A parameter was removed.");
pub(crate) const NARROWED: ChangeKind =
    ChangeKind::major("BP153", "parameter-narrowed", "A parameter accepts fewer values.");
pub(crate) const WIDENED: ChangeKind =
    ChangeKind::minor("BP154", "parameter-widened", "A parameter accepts more values.");
pub(crate) const REWORDED: ChangeKind = ChangeKind::patch(
    "BP155",
    "parameter-reworded",
    "A parameter accepts the same values and describes them differently.",
);
pub(crate) const TIGHTENED: ChangeKind =
    ChangeKind::major("BP156", "binding-tightened", "Adopters are less free to set a parameter.");
pub(crate) const LOOSENED: ChangeKind =
    ChangeKind::lowered("BP157", "binding-loosened", "Adopters are freer to set a parameter.");
pub(crate) const DEFAULT: ChangeKind = ChangeKind::minor(
    "BP158",
    "default-changed",
    "A parameter has another default, or gained one.",
);
pub(crate) const DEFAULT_REMOVED: ChangeKind = ChangeKind::major(
    "BP159",
    "default-removed",
    "A parameter lost its default, so adopters must set it.",
);

pub(crate) const ROWS: &[Row] = &[
    ("/parameters/*", Rule::Custom(element)),
    ("/parameters/*/schema", Rule::Custom(schema)),
    ("/parameters/*/default", Rule::Custom(default)),
    (
        "/parameters/*/binding",
        Rule::Rank {
            ranks: &["free", "recommended", "fixed"],
            wording: Wording::Strictness,
            raised: &TIGHTENED,
            lowered: &LOOSENED,
        },
    ),
    ("/parameters/*/used_by", Rule::Set { absent: Absent::Nothing, added: &LINK, removed: &LINK }),
];

fn element(place: &Place<'_>, found: &mut Found<'_>) {
    let default = place.new.and_then(|parameter| parameter.get("default"));
    let is_open = place.new.is_some() && default.is_none_or(serde_json::Value::is_null);
    if !is_open {
        return came_or_went(&ADDED, &REMOVED, place, found);
    }
    let message = words::message(|lang| match lang {
        Lang::De => format!("{} ist neu und hat keinen Vorgabewert.", place.name(lang)),
        Lang::En => format!("{} is new and has no suggested value.", place.name(lang)),
    });
    found.push(&ADDED_OPEN, place, message);
}

fn schema(place: &Place<'_>, found: &mut Found<'_>) {
    let (Some(old), Some(new)) = (place.old, place.new) else {
        return general::unknown(place, found);
    };
    let kinds = schemas::Kinds { narrowed: &NARROWED, widened: &WIDENED, reworded: &REWORDED };
    schemas::judge(place, (old, new), kinds, found);
}

fn default(place: &Place<'_>, found: &mut Found<'_>) {
    changed(if place.new.is_none() { &DEFAULT_REMOVED } else { &DEFAULT }, place, found);
}
