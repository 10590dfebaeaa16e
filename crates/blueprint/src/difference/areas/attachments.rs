//! Files that belong to the blueprint.

use serde_json::Value;

use super::super::{ChangeKind, found::Found, place::Place, rule::Rule, table::Row, words};
use super::flows;
use crate::Lang;

pub(crate) const ADDED: ChangeKind =
    ChangeKind::minor("BP260", "attachment-added", "A file was added.");
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::minor("BP261", "attachment-removed", "A file was removed.");
pub(crate) const REPLACED: ChangeKind =
    ChangeKind::minor("BP262", "attachment-replaced", "A file has other content.");
pub(crate) const DETAILS: ChangeKind = ChangeKind::patch(
    "BP263",
    "attachment-details-changed",
    "The name, type or size of a file changed.",
);

pub(crate) const ROWS: &[Row] = &[
    ("/attachments/*", Rule::Elements { added: &ADDED, removed: &REMOVED }),
    ("/attachments/*/path", Rule::Any(&DETAILS)),
    ("/attachments/*/media_type", Rule::Any(&DETAILS)),
    ("/attachments/*/size", Rule::Any(&DETAILS)),
    ("/attachments/*/digest", Rule::Custom(content)),
];

/// The file with the drawing of the process is layout, not content.
fn content(place: &Place<'_>, found: &mut Found<'_>) {
    let (was, is) = (place.old.and_then(Value::as_str), place.new.and_then(Value::as_str));
    let is_drawing =
        was.is_some() && was == found.old.diagram && is.is_some() && is == found.new.diagram;
    if is_drawing {
        return flows::drawing(place, found);
    }
    let message = words::message(|lang| match lang {
        Lang::De => format!("{}Die Datei hat einen anderen Inhalt.", place.prefix(lang)),
        Lang::En => format!("{}The file has other content.", place.prefix(lang)),
    });
    found.push(&REPLACED, place, message);
}
