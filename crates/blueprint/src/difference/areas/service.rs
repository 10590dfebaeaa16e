//! Which service the blueprint is about, and where it can be used.

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Kind, Rule, Wording, changed},
    table::Row,
};
use super::general::{self, LINK};

pub(crate) const KEY_ADDED: ChangeKind = ChangeKind::minor(
    "BP020",
    "service-key-added",
    "The blueprint covers another service key or FIM module.",
);
pub(crate) const KEY_REMOVED: ChangeKind = ChangeKind::major(
    "BP021",
    "service-key-removed",
    "A service key or FIM module is no longer covered.",
);
pub(crate) const KEY_CHANGED: ChangeKind =
    ChangeKind::major("BP022", "fim-version-changed", "Another version of a FIM module applies.");
pub(crate) const TYPING: ChangeKind = ChangeKind::major(
    "BP023",
    "typing-changed",
    "The FIM typing changed: another level of law binds the service.",
);
pub(crate) const TARGET_ADDED: ChangeKind =
    ChangeKind::minor("BP024", "target-group-added", "The service addresses a further group.");
pub(crate) const TARGET_REMOVED: ChangeKind =
    ChangeKind::major("BP025", "target-group-removed", "The service no longer addresses a group.");
pub(crate) const TRUST_RAISED: ChangeKind = ChangeKind::major(
    "BP026",
    "trust-level-raised",
    "Users must prove their identity at a higher level.",
);
pub(crate) const TRUST_LOWERED: ChangeKind = ChangeKind::lowered(
    "BP027",
    "trust-level-lowered",
    "A lower level of identification suffices.",
);
pub(crate) const MATURITY: ChangeKind = ChangeKind::minor(
    "BP028",
    "maturity-changed",
    "The blueprint claims another level of maturity.",
);
pub(crate) const SCOPE_NARROWED: ChangeKind =
    ChangeKind::major("BP029", "scope-narrowed", "Less is included, or more is left out.");
pub(crate) const SCOPE_WIDENED: ChangeKind =
    ChangeKind::minor("BP030", "scope-widened", "More is included, or less is left out.");
pub(crate) const KEY_VERIFIED: ChangeKind = ChangeKind::patch(
    "BP031",
    "service-key-verified",
    "Whether a service key was checked against its source changed.",
);
pub(crate) const NARROWED: ChangeKind = ChangeKind::major(
    "BP040",
    "applicability-narrowed",
    "The blueprint can be used in fewer places.",
);
pub(crate) const WIDENED: ChangeKind = ChangeKind::minor(
    "BP041",
    "applicability-widened",
    "The blueprint can be used in more places.",
);

const KEYS: Rule = Rule::Elements { added: &KEY_ADDED, removed: &KEY_REMOVED };
const PLACES: Rule = Rule::Set { absent: Absent::Everything, added: &WIDENED, removed: &NARROWED };

pub(crate) const ROWS: &[Row] = &[
    ("/service/leistungen/*", KEYS),
    ("/service/leistungen/*/verified", Rule::Any(&KEY_VERIFIED)),
    ("/service/leistungen/*/source", Rule::Any(&LINK)),
    (
        "/service/ozg_ids",
        Rule::Set { absent: Absent::Nothing, added: &KEY_ADDED, removed: &KEY_REMOVED },
    ),
    ("/service/fim/schemas/*", KEYS),
    ("/service/fim/schemas/*/version", Rule::Any(&KEY_CHANGED)),
    ("/service/fim/processes/*", KEYS),
    ("/service/fim/processes/*/version", Rule::Any(&KEY_CHANGED)),
    ("/service/typing", Rule::Any(&TYPING)),
    (
        "/service/target_groups",
        Rule::Set { absent: Absent::Nothing, added: &TARGET_ADDED, removed: &TARGET_REMOVED },
    ),
    (
        "/service/trust_level",
        Rule::Rank {
            ranks: &["low", "substantial", "high"],
            wording: Wording::Height,
            raised: &TRUST_RAISED,
            lowered: &TRUST_LOWERED,
        },
    ),
    ("/service/maturity_model/model", Rule::Any(&MATURITY)),
    ("/service/maturity_model/level", Rule::Any(&MATURITY)),
    ("/service/scope/in", Rule::Texts { more: &SCOPE_WIDENED, fewer: &SCOPE_NARROWED }),
    ("/service/scope/out", Rule::Texts { more: &SCOPE_NARROWED, fewer: &SCOPE_WIDENED }),
    ("/applicability/states", PLACES),
    ("/applicability/kinds", PLACES),
    ("/applicability/population/min", Rule::Custom(smallest)),
    ("/applicability/population/max", Rule::Custom(largest)),
];

/// Without a lower bound, every smaller place is included.
fn smallest(place: &Place<'_>, found: &mut Found<'_>) {
    bound(0.0, (&NARROWED, &WIDENED), place, found);
}

/// Without an upper bound, every larger place is included.
fn largest(place: &Place<'_>, found: &mut Found<'_>) {
    bound(f64::INFINITY, (&WIDENED, &NARROWED), place, found);
}

fn bound(absent: f64, (raised, lowered): (Kind, Kind), place: &Place<'_>, found: &mut Found<'_>) {
    let bound = |side: Option<&Value>| side.map_or(Some(absent), Value::as_f64);
    match (bound(place.old), bound(place.new)) {
        (Some(old), Some(new)) if old < new => changed(raised, place, found),
        (Some(old), Some(new)) if new < old => changed(lowered, place, found),
        (Some(_), Some(_)) => changed(&general::NOTATION, place, found),
        _ => general::unknown(place, found),
    }
}
