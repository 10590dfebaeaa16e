//! Decisions about conflicts: the merge is done again with them, so each is seen in its surroundings.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::Value;

use super::{By, Conflict, ConflictKind, Merged, Resolution, decided, names};
use crate::{Code, Finding, Message, Path, Pointer, Severity, Slug, merge_key};

/// Decides conflicts. Those without a decision stay.
///
/// Refused as a whole, with every reason, if a decision fits no open conflict.
pub fn resolve(merged: &Merged, resolutions: &[Resolution]) -> Result<Merged, Vec<Finding>> {
    let mut decisions = merged.decisions.clone();
    let mut findings = Vec::new();
    let mut named = BTreeSet::new();
    let back = merged.names.inverse();
    let open: BTreeMap<&Path, &Conflict> =
        merged.conflicts.iter().map(|conflict| (&conflict.path, conflict)).collect();
    for Resolution { path, by } in resolutions {
        let conflict = open.get(path).copied();
        let fault = match conflict {
            None => Some(unknown(path)),
            Some(_) if !named.insert(path) => Some(twice(path)),
            Some(conflict) => unfit(merged, conflict, by),
        };
        match (fault, conflict) {
            (Some((code, message)), conflict) => {
                findings.push(finding(code, path, conflict, message));
            }
            (None, _) => {
                drop(decisions.insert(back.path(path), in_base_names(merged, conflict, by)));
            }
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    // Nothing was open, so nothing was decided.
    let Some(sides) = &merged.sides else { return Ok(merged.clone()) };
    let mut settled = decided(sides.as_ref().as_ref(), decisions);
    if !settled.conflicts.is_empty() {
        settled.sides = Some(Arc::clone(sides));
    }
    Ok(settled)
}

type Fault = (&'static str, Message);

fn finding(
    code: &'static str,
    path: &Path,
    conflict: Option<&Conflict>,
    message: Message,
) -> Finding {
    let pointer = conflict.and_then(|conflict| conflict.pointers.ours.clone());
    Finding {
        code: Code(code),
        severity: Severity::Error,
        pointer: pointer.unwrap_or_else(Pointer::root),
        path: path.clone(),
        message,
    }
}

fn unknown(path: &Path) -> Fault {
    let message = Message::new(
        format!("An der Stelle „{path}“ gibt es nichts zu entscheiden."),
        format!("There is nothing to decide at “{path}”."),
    );
    ("merge-resolution-unknown", message)
}

fn twice(path: &Path) -> Fault {
    let message = Message::new(
        format!("Über die Stelle „{path}“ wird mehr als einmal entschieden."),
        format!("The place “{path}” is decided more than once."),
    );
    ("merge-resolution-twice", message)
}

/// Whether a value of one's own cannot stand where the conflict is.
fn unfit(merged: &Merged, conflict: &Conflict, by: &By) -> Option<Fault> {
    let By::Value(value) = by else { return None };
    let path = &conflict.path;
    let (fits, message) = match conflict.kind {
        ConflictKind::Order => (
            is_order_of(value, conflict),
            Message::new(
                format!(
                    "Die neue Reihenfolge von „{path}“ muss genau die Einträge nennen, um deren Reihenfolge es geht."
                ),
                format!(
                    "The new order of “{path}” must name exactly the entries whose order is at stake."
                ),
            ),
        ),
        ConflictKind::Renamed => (
            is_free_name(value, merged, conflict),
            Message::new(
                format!(
                    "Der neue Kurzname bei „{path}“ muss eine freie Stelle derselben Liste sein."
                ),
                format!("The new short name at “{path}” must be a free place of the same list."),
            ),
        ),
        _ => (
            keeps_its_key(value, conflict),
            Message::new(
                format!("Der Eintrag „{path}“ muss seinen Kurznamen behalten."),
                format!("The entry “{path}” must keep its short name."),
            ),
        ),
    };
    (!fits).then_some(("merge-resolution-unfit", message))
}

fn is_order_of(order: &Value, conflict: &Conflict) -> bool {
    sorted(Some(order)).is_some_and(|order| Some(order) == sorted(conflict.ours.as_ref()))
}

fn sorted(ids: Option<&Value>) -> Option<Vec<&str>> {
    let ids = ids.and_then(Value::as_array)?;
    let mut ids: Vec<&str> = ids.iter().map(Value::as_str).collect::<Option<_>>()?;
    ids.sort_unstable();
    Some(ids)
}

fn is_free_name(name: &Value, merged: &Merged, conflict: &Conflict) -> bool {
    let place = |value: &Value| value.as_str().map(Path::from);
    let (Some(place), Some(ours)) = (place(name), conflict.ours.as_ref().and_then(place)) else {
        return false;
    };
    let list = |place: &Path| place.split_last().map(|(list, _)| list);
    place == ours
        || list(&place) == list(&ours)
            && place.last().is_some_and(|id| id.parse::<Slug>().is_ok())
            && place.find(&merged.merged).is_none()
}

fn keeps_its_key(value: &Value, conflict: &Conflict) -> bool {
    let pointers = &conflict.pointers;
    let Some(pointer) = pointers.ours.as_ref().or(pointers.theirs.as_ref()) else { return true };
    // What the schema names no key for is no element, or one of a list that is decided as a whole.
    let Some(key) = merge_key(&pointer.parent()) else { return true };
    value.is_null() || value.get(key).and_then(Value::as_str) == conflict.path.last()
}

/// An order is decided by the names of the outcome, and kept by those of the base.
fn in_base_names(merged: &Merged, conflict: Option<&Conflict>, by: &By) -> By {
    match (conflict.map(|conflict| conflict.kind), by) {
        (Some(ConflictKind::Order), By::Value(Value::Array(ids))) => {
            let ids: Vec<&str> = ids.iter().filter_map(Value::as_str).collect();
            let list = conflict.map(|conflict| conflict.path.clone()).unwrap_or_default();
            By::Value(Value::from(names::base_ids(&merged.names, &list, &ids)))
        }
        _ => by.clone(),
    }
}
