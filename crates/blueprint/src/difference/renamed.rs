//! The renames themselves: what is called differently and is the same.

use serde_json::Value;

use super::{areas::general::RENAMED, found::Found, place::Place, words};
use crate::{Lang, Path, Renames, compare::Keyed};

/// A keyed list in the old document, its renames followed, and in the new one.
struct List<'d> {
    path: Path,
    place: Place<'d>,
    old: Keyed<'d>,
    new: Keyed<'d>,
}

/// Tells each rename whose element the new document has. If it has none, the element is removed, which is told there.
pub(super) fn tell<'d>(
    renames: &Renames,
    (old, new): (&'d Value, &'d Value),
    found: &mut Found<'_>,
) {
    let mut last: Option<List<'d>> = None;
    for (from, to) in renames.iter() {
        let Some((path, _)) = to.split_last() else { continue };
        // Renames come list by list.
        if last.as_ref().is_none_or(|list| list.path != path) {
            last = List::at(path, old, new);
        }
        let steps = (from.steps().last(), to.steps().last());
        if let (Some(list), (Some(old_id), Some(new_id))) = (&last, steps) {
            one(list, &old_id, &new_id, found);
        }
    }
}

impl<'d> List<'d> {
    fn at(path: Path, old: &'d Value, new: &'d Value) -> Option<Self> {
        let mut place = Place::root(old, new);
        for step in path.steps() {
            place = match elements(&place) {
                Some((before, after)) => {
                    let key = after.ids().find(|id| *id == step)?;
                    place.element(key, before.get(key), after.get(key))
                }
                None => place.member(&step),
            };
        }
        let (old, new) = elements(&place)?;
        Some(Self { path, place, old, new })
    }
}

fn elements<'d>(place: &Place<'d>) -> Option<(Keyed<'d>, Keyed<'d>)> {
    Keyed::both(place.node?, place.old?.as_array()?, place.new?.as_array()?)
}

fn one(list: &List<'_>, old_id: &str, new_id: &str, found: &mut Found<'_>) {
    let (before, after) = (Value::from(old_id), Value::from(new_id));
    let (Some(was), Some(is)) = (list.old.get(new_id), list.new.get(new_id)) else { return };
    let mut element = list.place.element(new_id, Some(was), Some(is));
    let message = words::message(|lang| {
        let (name, old_id) = (element.name(lang), words::quoted(old_id, lang));
        match lang {
            Lang::De => format!("{name} hat einen neuen Kurznamen, bisher {old_id}."),
            Lang::En => format!("{name} has a new short name, it was {old_id}."),
        }
    });
    element.old = Some(&before);
    element.new = Some(&after);
    found.push(&RENAMED, &element, message);
}
