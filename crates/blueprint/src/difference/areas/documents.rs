//! What flows through the process.

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Rule, came_or_went, changed},
    schemas,
    table::Row,
    words,
};
use crate::Lang;

pub(crate) const ADDED: ChangeKind = ChangeKind::minor(
    "BP060",
    "document-added",
    "A document is new that no applicant must bring in.",
);
pub(crate) const DEMANDED: ChangeKind = ChangeKind::major(
    "BP061",
    "applicant-document-added",
    "Applicants must bring in a document that is new.",
);
pub(crate) const REMOVED: ChangeKind =
    ChangeKind::major("BP062", "document-removed", "A document was removed.");
pub(crate) const KIND: ChangeKind =
    ChangeKind::major("BP063", "document-kind-changed", "A document is of another kind.");
pub(crate) const FORM_NARROWED: ChangeKind =
    ChangeKind::major("BP064", "form-narrowed", "A form asks for more or accepts less.");
pub(crate) const FORM_WIDENED: ChangeKind =
    ChangeKind::minor("BP065", "form-widened", "A form asks for less or accepts more.");
pub(crate) const FORM_REWORDED: ChangeKind = ChangeKind::patch(
    "BP066",
    "form-reworded",
    "A form is worded differently and accepts the same.",
);
pub(crate) const FORM_ADDED: ChangeKind =
    ChangeKind::major("BP067", "form-added", "A document that had no form follows one now.");
pub(crate) const FORM_REMOVED: ChangeKind =
    ChangeKind::major("BP068", "form-removed", "A document no longer says which fields it has.");
pub(crate) const FIM_CHANGED: ChangeKind = ChangeKind::major(
    "BP069",
    "form-standard-changed",
    "A form follows another FIM schema, or none any more.",
);
pub(crate) const FIM_ADDED: ChangeKind = ChangeKind::minor(
    "BP070",
    "form-standard-added",
    "A form names the FIM schema that it follows.",
);

pub(crate) const ROWS: &[Row] = &[
    ("/documents/*", Rule::Custom(element)),
    ("/documents/*/kind", Rule::Any(&KIND)),
    ("/documents/*/form/schema", Rule::Custom(form)),
    ("/documents/*/form/fim_schema", Rule::Custom(standard)),
];

fn element(place: &Place<'_>, found: &mut Found<'_>) {
    let is_demanded = place
        .new
        .and_then(|document| document.get("id")?.as_str())
        .is_some_and(|id| found.new.demanded.contains(id));
    if !is_demanded {
        return came_or_went(&ADDED, &REMOVED, place, found);
    }
    let message = words::message(|lang| {
        let label = place.label(lang);
        match lang {
            Lang::De => format!("Neue Unterlage, die beim Antrag verlangt wird: {label}."),
            Lang::En => format!("New document that applicants must bring in: {label}."),
        }
    });
    found.push(&DEMANDED, place, message);
}

fn form(place: &Place<'_>, found: &mut Found<'_>) {
    match (place.old, place.new) {
        (None, _) => has_form(&FORM_ADDED, place, found),
        (_, None) => has_form(&FORM_REMOVED, place, found),
        (Some(old), Some(new)) => {
            let kinds = schemas::Kinds {
                narrowed: &FORM_NARROWED,
                widened: &FORM_WIDENED,
                reworded: &FORM_REWORDED,
            };
            schemas::judge(place, (old, new), kinds, found);
        }
    }
}

fn has_form(kind: &ChangeKind, place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| {
        let prefix = place.prefix(lang);
        match (lang, place.old.is_none()) {
            (Lang::De, true) => format!("{prefix}Die Datenfelder sind jetzt festgelegt."),
            (Lang::En, true) => format!("{prefix}The data fields are laid down now."),
            (Lang::De, false) => format!("{prefix}Die Datenfelder sind nicht mehr festgelegt."),
            (Lang::En, false) => format!("{prefix}The data fields are no longer laid down."),
        }
    });
    found.push(kind, place, message);
}

fn standard(place: &Place<'_>, found: &mut Found<'_>) {
    let kind = if place.old.is_none() { &FIM_ADDED } else { &FIM_CHANGED };
    changed(kind, place, found);
}
