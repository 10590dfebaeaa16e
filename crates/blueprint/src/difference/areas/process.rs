//! Who does what: roles and steps. The ways between the steps are in `flows`.

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::{Found, is_optional},
    place::Place,
    range,
    rule::{Absent, Kind, Rule, came_or_went, changed, gained_and_lost, has_gained, has_lost},
    table::Row,
    words,
};
use super::{flows, general};
use crate::Lang;

pub(crate) const ROLE_ADDED: ChangeKind =
    ChangeKind::minor("BP100", "role-added", "A further body takes part.");
pub(crate) const APPLICANT_ROLE_ADDED: ChangeKind =
    ChangeKind::major("BP101", "applicant-role-added", "A further group of applicants takes part.");
pub(crate) const ROLE_REMOVED: ChangeKind =
    ChangeKind::major("BP102", "role-removed", "A role was removed.");
pub(crate) const ROLE_KIND: ChangeKind =
    ChangeKind::major("BP103", "role-kind-changed", "A role is of another kind.");
pub(crate) const OPTIONAL_STEP_ADDED: ChangeKind =
    ChangeKind::minor("BP110", "optional-step-added", "A step is new that may be left out.");
pub(crate) const APPLICANT_STEP_ADDED: ChangeKind =
    ChangeKind::major("BP111", "applicant-step-added", "Applicants must take a step that is new.");
pub(crate) const STEP_ADDED: ChangeKind = ChangeKind::minor(
    "BP112",
    "step-added",
    "A step is new that others than the applicant must take.",
);
pub(crate) const START_END: ChangeKind =
    ChangeKind::major("BP113", "start-or-end-changed", "The procedure starts or ends elsewhere.");
pub(crate) const STEP_REMOVED: ChangeKind =
    ChangeKind::major("BP114", "step-removed", "A step was removed.");
pub(crate) const STEP_TYPE: ChangeKind =
    ChangeKind::major("BP115", "step-type-changed", "A step is of another type.");
pub(crate) const STEP_ROLE: ChangeKind =
    ChangeKind::major("BP116", "step-role-changed", "Somebody else takes the step.");
pub(crate) const MANDATORY: ChangeKind =
    ChangeKind::major("BP117", "step-mandatory", "A step that could be left out is mandatory.");
pub(crate) const OPTIONAL: ChangeKind =
    ChangeKind::lowered("BP118", "step-optional", "A mandatory step may be left out.");
pub(crate) const CHANNEL: ChangeKind =
    ChangeKind::major("BP119", "channel-changed", "A step is taken through another channel.");
pub(crate) const DETAILS: ChangeKind = ChangeKind::patch(
    "BP120",
    "step-details-changed",
    "The kind of activity or the typical time of a step changed.",
);
pub(crate) const PAPER_ADDED: ChangeKind =
    ChangeKind::minor("BP121", "step-document-added", "A step uses or yields a further document.");
pub(crate) const PAPER_DEMANDED: ChangeKind = ChangeKind::major(
    "BP122",
    "applicant-document-demanded",
    "Applicants must bring in a further document at a step.",
);
pub(crate) const PAPER_GONE: ChangeKind =
    ChangeKind::major("BP123", "step-output-removed", "A step no longer yields a document.");
pub(crate) const PAPER_SPARED: ChangeKind = ChangeKind::minor(
    "BP124",
    "step-document-spared",
    "A step needs a document no longer, or applicants need not bring it in.",
);
pub(crate) const BASIS_ADDED: ChangeKind =
    ChangeKind::minor("BP125", "step-legal-basis-added", "A step rests on a further provision.");
pub(crate) const BASIS_REMOVED: ChangeKind = ChangeKind::major(
    "BP126",
    "step-legal-basis-removed",
    "A step no longer rests on a provision.",
);
pub(crate) const BOUND: ChangeKind = ChangeKind::major(
    "BP127",
    "step-requirement-added",
    "A binding security requirement holds for a further step.",
);
pub(crate) const ADVISED: ChangeKind = ChangeKind::minor(
    "BP128",
    "step-recommendation-added",
    "A recommended security requirement holds for a further step.",
);
pub(crate) const UNBOUND: ChangeKind = ChangeKind::lowered(
    "BP129",
    "step-requirement-removed",
    "A security requirement no longer holds for a step.",
);
pub(crate) const SUBPROCESS: ChangeKind = ChangeKind::major(
    "BP130",
    "subprocess-changed",
    "A step follows another blueprint, or fewer of its versions.",
);
pub(crate) const SUBPROCESS_WIDENED: ChangeKind = ChangeKind::minor(
    "BP131",
    "subprocess-widened",
    "A step may follow more versions of another blueprint.",
);

pub(crate) const ROWS: &[Row] = &[
    ("/process/roles/*", Rule::Custom(role)),
    ("/process/roles/*/kind", Rule::Any(&ROLE_KIND)),
    ("/process/nodes/*", Rule::Custom(step)),
    ("/process/nodes/*/type", Rule::Custom(step_type)),
    ("/process/nodes/*/role", Rule::Any(&STEP_ROLE)),
    ("/process/nodes/*/activity", Rule::Any(&DETAILS)),
    ("/process/nodes/*/channel", Rule::Any(&CHANNEL)),
    (
        "/process/nodes/*/inputs",
        Rule::Set { absent: Absent::Nothing, added: &PAPER_ADDED, removed: &PAPER_SPARED },
    ),
    ("/process/nodes/*/outputs", Rule::Custom(outputs)),
    (
        "/process/nodes/*/legal_bases",
        Rule::Set { absent: Absent::Nothing, added: &BASIS_ADDED, removed: &BASIS_REMOVED },
    ),
    ("/process/nodes/*/requirements", Rule::Custom(requirements)),
    ("/process/nodes/*/time/processing", Rule::Any(&DETAILS)),
    ("/process/nodes/*/time/waiting", Rule::Any(&DETAILS)),
    ("/process/nodes/*/optional", Rule::Flag { set: &OPTIONAL, unset: &MANDATORY }),
    ("/process/nodes/*/blueprint", Rule::Custom(subprocess)),
    ("/process/flows", Rule::Custom(flows::judge)),
    ("/process/diagram/bpmn", Rule::Custom(flows::drawing)),
];

fn role(place: &Place<'_>, found: &mut Found<'_>) {
    if place.member_of_new("kind") != Some("applicant") {
        return came_or_went(&ROLE_ADDED, &ROLE_REMOVED, place, found);
    }
    let message = words::message(|lang| match lang {
        Lang::De => format!("Neu unter denen, die Anträge stellen: {}.", place.label(lang)),
        Lang::En => format!("New among those who apply: {}.", place.label(lang)),
    });
    found.push(&APPLICANT_ROLE_ADDED, place, message);
}

fn step(place: &Place<'_>, found: &mut Found<'_>) {
    let Some(new) = place.new else {
        return came_or_went(&STEP_REMOVED, &STEP_REMOVED, place, found);
    };
    if is_start_or_end(new.get("type")) {
        came_or_went(&START_END, &STEP_REMOVED, place, found);
    } else if is_optional(new) {
        is_new_step(&OPTIONAL_STEP_ADDED, place, found);
    } else if found.new.demands(new) {
        is_new_step(&APPLICANT_STEP_ADDED, place, found);
    } else {
        is_new_step(&STEP_ADDED, place, found);
    }
}

fn is_new_step(kind: Kind, place: &Place<'_>, found: &mut Found<'_>) {
    let role = place.member("role");
    let message = words::message(|lang| {
        let (name, who) = (place.name(lang), found.words(role.new, &role, lang));
        let must = kind.code != OPTIONAL_STEP_ADDED.code;
        match (lang, must) {
            (Lang::De, true) => {
                format!("{name} ist neu und nicht freiwillig, zuständig ist {who}.")
            }
            (Lang::En, true) => format!("{name} is new and not optional, to be taken by {who}."),
            (Lang::De, false) => format!("{name} ist neu und freiwillig, zuständig ist {who}."),
            (Lang::En, false) => format!("{name} is new and optional, to be taken by {who}."),
        }
    });
    found.push(kind, place, message);
}

fn is_start_or_end(kind: Option<&Value>) -> bool {
    kind.and_then(Value::as_str).is_some_and(|kind| ["start_event", "end_event"].contains(&kind))
}

fn step_type(place: &Place<'_>, found: &mut Found<'_>) {
    let is_bound = is_start_or_end(place.old) || is_start_or_end(place.new);
    changed(if is_bound { &START_END } else { &STEP_TYPE }, place, found);
}

/// What applicants put out is what they must bring in; what others put out is what the rest relies on.
fn outputs(place: &Place<'_>, found: &mut Found<'_>) {
    let Some((gained, lost)) = gained_and_lost(place) else {
        return general::unknown(place, found);
    };
    if gained.is_empty() && lost.is_empty() {
        return general::order(place, found);
    }
    let is_demanding = place.element_around().is_none_or(|node| found.new.demands(node));
    if is_demanding {
        // A document that is new says by itself that it is demanded.
        let mut known = gained;
        known.retain(|id| found.old.documents.contains_key(id));
        if !known.is_empty() {
            found.push(&PAPER_DEMANDED, place, has_gained(&known, place, found));
        }
    } else if !gained.is_empty() {
        found.push(&PAPER_ADDED, place, has_gained(&gained, place, found));
    }
    if !lost.is_empty() {
        let kind = if is_demanding { &PAPER_SPARED } else { &PAPER_GONE };
        found.push(kind, place, has_lost(&lost, place, found));
    }
}

/// A requirement that is new says by itself what it asks for; here count those that hold for further steps.
fn requirements(place: &Place<'_>, found: &mut Found<'_>) {
    let Some((gained, lost)) = gained_and_lost(place) else {
        return general::unknown(place, found);
    };
    if gained.is_empty() && lost.is_empty() {
        return general::order(place, found);
    }
    let (must, may): (Vec<&str>, Vec<&str>) =
        gained.into_iter().partition(|id| found.new.is_must(id));
    if !must.is_empty() {
        found.push(&BOUND, place, has_gained(&must, place, found));
    }
    if !may.is_empty() {
        found.push(&ADVISED, place, has_gained(&may, place, found));
    }
    // One that is gone says by itself that it holds nowhere any more.
    let (still, gone): (Vec<&str>, Vec<&str>) =
        lost.into_iter().partition(|id| found.new.requirements.contains_key(id));
    if !still.is_empty() {
        found.push(&UNBOUND, place, has_lost(&still, place, found));
    }
    if !gone.is_empty() {
        found.push_consequence(&UNBOUND, place, has_lost(&gone, place, found));
    }
}

fn subprocess(place: &Place<'_>, found: &mut Found<'_>) {
    let parts = |side: Option<&'_ Value>| -> Option<(String, String)> {
        let (blueprint, range) = side?.as_str()?.split_once('@')?;
        Some((blueprint.to_owned(), range.to_owned()))
    };
    let kind = match (parts(place.old), parts(place.new)) {
        (Some((was, old)), Some((is, new))) if was == is => match range::compare(&old, &new) {
            Some(std::cmp::Ordering::Greater) => &SUBPROCESS_WIDENED,
            Some(std::cmp::Ordering::Equal) => &general::NOTATION,
            _ => &SUBPROCESS,
        },
        _ => &SUBPROCESS,
    };
    changed(kind, place, found);
}
