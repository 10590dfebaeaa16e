//! Which personal data are processed.

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, came_or_went},
    table::Row,
};
use super::general::LINK;

pub(crate) const ADDED: ChangeKind = ChangeKind::minor(
    "BP080",
    "personal-data-added",
    "A further category of personal data is processed.",
);
pub(crate) const SPECIAL: ChangeKind = ChangeKind::major(
    "BP081",
    "special-data-added",
    "Data of a special category (Article 9 GDPR) are processed.",
);
pub(crate) const REMOVED: ChangeKind = ChangeKind::minor(
    "BP082",
    "personal-data-removed",
    "A category of personal data is no longer processed.",
);
pub(crate) const NOT_SPECIAL: ChangeKind = ChangeKind::minor(
    "BP083",
    "special-data-removed",
    "Data no longer count as a special category.",
);
pub(crate) const BASIS_ADDED: ChangeKind = ChangeKind::minor(
    "BP084",
    "data-legal-basis-added",
    "A further provision allows the processing.",
);
pub(crate) const BASIS_REMOVED: ChangeKind = ChangeKind::major(
    "BP085",
    "data-legal-basis-removed",
    "A provision no longer allows the processing.",
);
pub(crate) const DPIA_REQUIRED: ChangeKind = ChangeKind::major(
    "BP086",
    "impact-assessment-required",
    "A data protection impact assessment is required now.",
);
pub(crate) const DPIA_DROPPED: ChangeKind = ChangeKind::lowered(
    "BP087",
    "impact-assessment-dropped",
    "No data protection impact assessment is required any more.",
);

pub(crate) const ROWS: &[Row] = &[
    ("/personal_data/categories/*", Rule::Custom(category)),
    ("/personal_data/categories/*/special", Rule::Flag { set: &SPECIAL, unset: &NOT_SPECIAL }),
    ("/personal_data/categories/*/retention", Rule::Deadline),
    (
        "/personal_data/legal_bases",
        Rule::Set { absent: Absent::Nothing, added: &BASIS_ADDED, removed: &BASIS_REMOVED },
    ),
    ("/personal_data/dpia/required", Rule::Flag { set: &DPIA_REQUIRED, unset: &DPIA_DROPPED }),
    ("/personal_data/dpia/attachment", Rule::Any(&LINK)),
];

fn category(place: &Place<'_>, found: &mut Found<'_>) {
    let special = place.new.and_then(|category| category.get("special"));
    let is_special =
        special.is_some_and(|special| !special.is_null() && special != &Value::Bool(false));
    came_or_went(if is_special { &SPECIAL } else { &ADDED }, &REMOVED, place, found);
}
