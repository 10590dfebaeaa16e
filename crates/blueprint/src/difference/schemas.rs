//! JSON Schemas inside the document, judged as rules and not as text.

use serde_json::Value;

use super::{found::Found, place::Place, rule::Kind, words};
use crate::{Effect, SchemaChange, schema_changes};

/// What the three effects mean at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    pub(super) narrowed: Kind,
    pub(super) widened: Kind,
    pub(super) reworded: Kind,
}

pub(super) fn judge(
    place: &Place<'_>,
    (old, new): (&Value, &Value),
    kinds: Kinds,
    found: &mut Found<'_>,
) {
    for change in schema_changes(old, new) {
        let kind = match change.effect {
            Effect::Narrowed => kinds.narrowed,
            Effect::Widened => kinds.widened,
            Effect::Reworded => kinds.reworded,
        };
        let message =
            words::message(|lang| format!("{}{}", place.prefix(lang), change.message.get(lang)));
        found.push(kind, &inside(place, &change), message);
    }
}

/// The place of a change inside the schema. Entries of lists have no name to meet by, so a list is one place.
fn inside<'d>(schema: &Place<'d>, change: &SchemaChange) -> Place<'d> {
    let mut place = schema.clone();
    for step in change.pointer.steps() {
        if [place.old, place.new].into_iter().flatten().any(Value::is_array) {
            break;
        }
        place.path = place.path.join(&step);
        place.before = place.before.join(&step);
        place.after = place.after.join(&step);
        place.old = place.old.and_then(|value| value.get(step.as_ref()));
        place.new = place.new.and_then(|value| value.get(step.as_ref()));
    }
    place
}
