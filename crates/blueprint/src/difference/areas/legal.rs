//! The provisions on which the procedure rests.

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, changed},
    table::Row,
};
use super::general::{LINK, NOTATION};

pub(crate) const ADDED: ChangeKind =
    ChangeKind::minor("BP050", "legal-basis-added", "The procedure rests on a further provision.");
pub(crate) const REMOVED: ChangeKind = ChangeKind::major(
    "BP051",
    "legal-basis-removed",
    "A provision no longer carries the procedure.",
);
pub(crate) const CHANGED: ChangeKind = ChangeKind::major(
    "BP052",
    "legal-basis-changed",
    "Another provision is cited, or one of another level.",
);
pub(crate) const NARROWED: ChangeKind =
    ChangeKind::major("BP053", "legal-basis-narrowed", "A provision holds in fewer Länder.");
pub(crate) const WIDENED: ChangeKind =
    ChangeKind::minor("BP054", "legal-basis-widened", "A provision holds in more Länder.");

pub(crate) const ROWS: &[Row] = &[
    ("/legal_bases/*", Rule::Elements { added: &ADDED, removed: &REMOVED }),
    ("/legal_bases/*/citation", Rule::Custom(citation)),
    ("/legal_bases/*/level", Rule::Any(&CHANGED)),
    (
        "/legal_bases/*/states",
        Rule::Set { absent: Absent::Everything, added: &WIDENED, removed: &NARROWED },
    ),
    ("/legal_bases/*/url", Rule::Any(&LINK)),
];

/// Spaces alone make no other citation: `§46 StVO` is `§ 46 StVO`.
fn citation(place: &Place<'_>, found: &mut Found<'_>) {
    let letters = |side: Option<&Value>| {
        let text = side.and_then(Value::as_str)?;
        Some(text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>())
    };
    let is_same = letters(place.old).is_some() && letters(place.old) == letters(place.new);
    changed(if is_same { &NOTATION } else { &CHANGED }, place, found);
}
