//! Changes offered to whoever owns a document: some of what another version changed, and what became of them.
//!
//! The unit of choice is a [`Change`], named by its path. What is local to a version (`x-owner`) is never offered.

mod order;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{Change, Edit, EditKind, Path, Pointer, Renames, apply, compare, difference, is_local};

/// What `ours` changed of `base` and may be offered, in the order in which changes are told.
pub fn offerable(base: &Value, ours: &Value) -> Vec<Change> {
    let mut changes = difference(base, ours).changes;
    changes.retain(|change| !change.is_local());
    changes
}

/// The base with the changes at the `chosen` paths; `None` chooses all. The places of an unknown path, counted from 0, if
/// there are any.
///
/// A change whose place was compared as a whole (a list without a key) takes the others in that place along. An element
/// that is chosen without the new name that was given to it comes under its old one. What makes no change (an empty list
/// where there was none) is left out.
pub fn offered(base: &Value, ours: &Value, chosen: Option<&[Path]>) -> Result<Value, Vec<usize>> {
    let changes = offerable(base, ours);
    let known: BTreeSet<&Path> = changes.iter().map(|change| &change.path).collect();
    let chosen: BTreeSet<&Path> = match chosen {
        None => known.clone(),
        Some(chosen) => {
            let numbered = chosen.iter().enumerate();
            let strange: Vec<usize> =
                numbered.filter(|(_, path)| !known.contains(path)).map(|(n, _)| n).collect();
            if !strange.is_empty() {
                return Err(strange);
            }
            chosen.iter().collect()
        }
    };
    let renames = Renames::of(ours).within(base);
    let followed = renames.apply(base);
    let edits = compare(&followed, ours);
    let orders: BTreeSet<&Path> =
        edits.iter().filter(|edit| is_order(edit)).map(|edit| &edit.path).collect();
    let is_chosen =
        |edit: &&Edit| owners(edit, &known, &orders).iter().any(|owner| chosen.contains(*owner));
    let edits: Vec<Edit> =
        edits.iter().filter(|edit| is_shared(edit)).filter(is_chosen).cloned().collect();
    let made = apply(&followed, &order::placed(&followed, edits, |_| ours));
    let is_told = |path: &Path| chosen.contains(path);
    Ok(named(base, made, &renames, is_told))
}

/// A base as whoever made an offer may count on it, once the offer became part of a version: with what was offered wherever
/// that version departed from the offer's own base. What it did not take up is left out, and stays the offerer's own.
pub fn settled(base: &Value, (from, offer): (&Value, &Value), became: &Value) -> Value {
    let declared = Renames::of(offer).within(from);
    let followed = declared.apply(from);
    let taken_up = declared.only(|_, to| to.find(became).is_some());
    let moved = compare(&followed, became);
    let is_taken_up = |edit: &Edit| {
        moved.iter().any(|one| match (edit.kind, one.kind) {
            (EditKind::Order, EditKind::Order) => one.path == edit.path,
            (_, EditKind::Value) if edit.path.is_at_or_in(&one.path) => true,
            (EditKind::Value, _) => one.path.is_at_or_in(&edit.path),
            (EditKind::Order, EditKind::Value) => false,
        })
    };
    let (edits, left): (Vec<Edit>, Vec<Edit>) =
        compare(&followed, offer).into_iter().filter(is_shared).partition(is_taken_up);
    let base = taken_up.apply(base);
    // A list whose new order was not taken up is the upstream's: what both added stands where it stands there, or the
    // offerer would have moved it too.
    let unsorted: BTreeSet<&Path> =
        left.iter().filter(|edit| is_order(edit)).map(|edit| &edit.path).collect();
    let model = |list: &Path| if unsorted.contains(list) { became } else { offer };
    apply(&base, &order::placed(&base, edits, model))
}

/// Whether two documents agree in every place that is not left to their owners.
pub fn agree(one: &Value, other: &Value) -> bool {
    !compare(one, other).iter().any(is_shared)
}

fn is_order(edit: &Edit) -> bool {
    edit.kind == EditKind::Order
}

/// Whether a place is neither local nor about the step to a version.
fn is_shared(edit: &Edit) -> bool {
    let place = edit.pointer_after.as_ref().or(edit.pointer_before.as_ref());
    !place.is_some_and(is_local) && !edit.path.is_at_or_in(&Path::from("/renames"))
}

/// The changes that an edit makes: the closest one around it, else all inside it.
fn owners<'c>(edit: &Edit, known: &BTreeSet<&'c Path>, orders: &BTreeSet<&Path>) -> Vec<&'c Path> {
    if let (EditKind::Order, Some(own)) = (edit.kind, known.get(&edit.path)) {
        return vec![*own];
    }
    let around = |is_of_order: bool| {
        let fits =
            |path: &&&Path| edit.path.is_at_or_in(path) && orders.contains(**path) == is_of_order;
        known.iter().filter(fits).max_by_key(|path| path.as_str().len()).copied()
    };
    if let Some(closest) = around(false) {
        return vec![closest];
    }
    let inside: Vec<&Path> =
        known.iter().filter(|path| path.is_at_or_in(&edit.path)).copied().collect();
    if inside.is_empty() { around(true).into_iter().collect() } else { inside }
}

/// The document under the names that are told, declaring them; what got a name that is not told gets its old one back,
/// unless something else has that by now.
fn named(base: &Value, made: Value, renames: &Renames, is_told: impl Fn(&Path) -> bool) -> Value {
    let back = renames.only(|_, to| !is_told(to)).inverse().within(&made);
    let mut made = if back.is_empty() { made } else { back.apply(&made) };
    let given_back: BTreeSet<&Path> = back.iter().map(|(to, _)| to).collect();
    let told: Vec<Value> = renames
        .iter()
        .filter(|(_, to)| !given_back.contains(to))
        .map(|(from, to)| (from, back.path(to)))
        .filter(|(from, to)| from.find(base).is_some() && to.find(&made).is_some())
        .map(|(from, to)| json!({"from": from.as_str(), "to": to.as_str()}))
        .collect();
    if let Some(members) = made.as_object_mut() {
        if told.is_empty() {
            members.remove("renames");
        } else {
            members.insert("renames".to_owned(), told.into());
        }
    }
    made
}

impl Change {
    /// Whether it is at a place that the schema leaves to each document's owner.
    pub fn is_local(&self) -> bool {
        let place = self.pointer_after.as_ref().or(self.pointer_before.as_ref());
        place.is_some_and(|place: &Pointer| is_local(place))
    }
}

impl Path {
    /// Whether it is this place, or one inside it.
    fn is_at_or_in(&self, place: &Self) -> bool {
        let rest = self.as_str().strip_prefix(place.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
