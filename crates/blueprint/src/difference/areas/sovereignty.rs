//! Who decides, what is demanded of products, and how one leaves a vendor.

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, changed},
    table::Row,
};

pub(crate) const HOLDER: ChangeKind = ChangeKind::major(
    "BP190",
    "control-changed",
    "Somebody else decides, or nobody is named any more.",
);
pub(crate) const HOLDER_ADDED: ChangeKind = ChangeKind::minor(
    "BP191",
    "control-stated",
    "The blueprint says who decides where it said nothing.",
);
pub(crate) const SEAL_RAISED: ChangeKind = ChangeKind::major(
    "BP192",
    "minimum-seal-raised",
    "Products need a higher level of sovereignty.",
);
pub(crate) const SEAL_LOWERED: ChangeKind =
    ChangeKind::lowered("BP193", "minimum-seal-lowered", "A lower level of sovereignty suffices.");
pub(crate) const EXPORT_ADDED: ChangeKind = ChangeKind::minor(
    "BP194",
    "export-format-added",
    "Data can be taken along in a further format.",
);
pub(crate) const EXPORT_REMOVED: ChangeKind = ChangeKind::major(
    "BP195",
    "export-format-removed",
    "Data can no longer be taken along in a format.",
);
pub(crate) const EXIT_TESTED: ChangeKind = ChangeKind::patch(
    "BP196",
    "exit-test-dated",
    "The day on which leaving the vendor was last tried changed.",
);
pub(crate) const LOCATION_NARROWED: ChangeKind =
    ChangeKind::major("BP197", "data-location-narrowed", "Data may be kept in fewer countries.");
pub(crate) const LOCATION_WIDENED: ChangeKind =
    ChangeKind::lowered("BP198", "data-location-widened", "Data may be kept in more countries.");

pub(crate) const ROWS: &[Row] = &[
    ("/sovereignty/control/data/held_by", Rule::Custom(holder)),
    ("/sovereignty/control/operation/held_by", Rule::Custom(holder)),
    ("/sovereignty/control/keys/held_by", Rule::Custom(holder)),
    ("/sovereignty/control/access/held_by", Rule::Custom(holder)),
    ("/sovereignty/control/continuity/held_by", Rule::Custom(holder)),
    ("/sovereignty/control/continuity/rto", Rule::Deadline),
    ("/sovereignty/control/continuity/rpo", Rule::Deadline),
    ("/sovereignty/minimum_seal/{}", Rule::Number { raised: &SEAL_RAISED, lowered: &SEAL_LOWERED }),
    (
        "/sovereignty/exit/export_formats",
        Rule::Set { absent: Absent::Nothing, added: &EXPORT_ADDED, removed: &EXPORT_REMOVED },
    ),
    ("/sovereignty/exit/notice_days", Rule::Deadline),
    ("/sovereignty/exit/transition_days", Rule::Deadline),
    ("/sovereignty/exit/retrieval_days", Rule::Deadline),
    ("/sovereignty/exit/tested_on", Rule::Any(&EXIT_TESTED)),
    (
        "/sovereignty/data_locations",
        Rule::Set {
            absent: Absent::Everything,
            added: &LOCATION_WIDENED,
            removed: &LOCATION_NARROWED,
        },
    ),
];

fn holder(place: &Place<'_>, found: &mut Found<'_>) {
    changed(if place.old.is_none() { &HOLDER_ADDED } else { &HOLDER }, place, found);
}
