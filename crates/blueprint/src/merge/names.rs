//! Renamed elements: the sides are brought to the names of the base, merged, and given their new names.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Value, json};

use super::{By, Conflict, ConflictKind, Decisions, Sides, Take, tree::Outcome};
use crate::{Path, Renames};

/// The three versions with the names of the base, and the way from there.
#[derive(Debug)]
pub(super) struct Named<'v> {
    documents: Sides<Cow<'v, Value>>,
    /// From the names of the base to those of each side.
    ours: Renames,
    theirs: Renames,
    /// From the names of the base to those of the outcome.
    outcome: Renames,
    /// What is to have neither side's new name but the old one.
    undone: BTreeSet<Path>,
}

impl<'v> Named<'v> {
    pub(super) fn of(sides: Sides<&'v Value>, decisions: &Decisions) -> Self {
        let mut named = Self::with(
            sides,
            followed(sides.base, sides.ours),
            followed(sides.base, sides.theirs),
            decisions,
        );
        let crowded = named.crowded();
        if !crowded.is_empty() {
            let without = |renames: &Renames| only(renames, |from| !crowded.contains(from));
            named = Self::with(sides, without(&named.ours), without(&named.theirs), decisions);
        }
        named
    }

    fn with(
        sides: Sides<&'v Value>,
        ours: Renames,
        theirs: Renames,
        decisions: &Decisions,
    ) -> Self {
        let documents = Sides {
            base: Cow::Borrowed(sides.base),
            ours: in_base_names(&ours, sides.ours),
            theirs: in_base_names(&theirs, sides.theirs),
        };
        let mut undone = BTreeSet::new();
        let mut ids = last_steps(&theirs);
        for (from, id) in last_steps(&ours) {
            let name = match ids.remove(&from) {
                Some(other) if other != id => decided_name(decisions, &from, id, other),
                _ => Some(id),
            };
            match name {
                Some(name) => drop(ids.insert(from, name)),
                None => drop(undone.insert(from)),
            }
        }
        Self { documents, ours, theirs, outcome: spelled_out(ids), undone }
    }

    pub(super) fn documents(&self) -> Sides<&Value> {
        self.documents.as_ref().map(|document| &**document)
    }

    /// Gives the outcome its names.
    pub(super) fn finish(&self, outcome: Outcome, sides: Sides<&Value>) -> Outcome {
        if self.ours.is_empty() && self.theirs.is_empty() {
            return outcome;
        }
        let Outcome { mut merged, mut conflicts, mut taken } = outcome;
        if let Some(renames) = merged.get_mut("renames").and_then(Value::as_array_mut) {
            let from = |entry: &Value| entry.get("from").and_then(Value::as_str).map(Path::from);
            renames.retain(|entry| from(entry).is_none_or(|from| !self.undone.contains(&from)));
        }
        for conflict in &mut conflicts {
            self.as_written(conflict, sides);
        }
        for taken in &mut taken {
            taken.path = self.outcome.path(&taken.path);
        }
        Outcome { merged: self.outcome.apply(&merged), conflicts, taken }
    }

    pub(super) fn into_names(self) -> Renames {
        self.outcome
    }

    /// Shows each side's state in its own names.
    fn as_written(&self, conflict: &mut Conflict, sides: Sides<&Value>) {
        let path = conflict.path.clone();
        conflict.path = self.outcome.path(&path);
        if conflict.kind == ConflictKind::Order {
            rename_ids(&mut conflict.ours, &path, &self.ours);
            rename_ids(&mut conflict.theirs, &path, &self.theirs);
            return;
        }
        let pointers = &conflict.pointers;
        for (value, pointer, document) in [
            (&mut conflict.ours, &pointers.ours, sides.ours),
            (&mut conflict.theirs, &pointers.theirs, sides.theirs),
        ] {
            let written = pointer.as_ref().and_then(|pointer| document.pointer(pointer.as_str()));
            *value = written.cloned();
        }
    }

    /// Renames to a name that the other side gave to something else: the outcome has no room for both.
    fn crowded(&self) -> BTreeSet<Path> {
        let documents = &self.documents;
        let moved: BTreeSet<&Path> = self.outcome.iter().map(|(from, _)| from).collect();
        let mut crowded = BTreeSet::new();
        for (renames, other) in [(&self.ours, &documents.theirs), (&self.theirs, &documents.ours)] {
            for (from, to) in renames.iter() {
                let beside = from.split_last().zip(to.last()).map(|((list, _), id)| list.join(id));
                let is_free = |place: &Path| moved.contains(place) || place.find(other).is_none();
                if !beside.as_ref().is_some_and(is_free) {
                    crowded.insert(from.clone());
                }
            }
        }
        let mut targets: BTreeMap<Path, &Path> = BTreeMap::new();
        for (from, to) in self.ours.iter().chain(self.theirs.iter()) {
            let target = from.split_last().zip(to.last()).map(|((list, _), id)| list.join(id));
            let before = target.and_then(|target| targets.insert(target, from));
            if let Some(other) = before.filter(|other| *other != from) {
                crowded.extend([from.clone(), other.clone()]);
            }
        }
        crowded
    }
}

/// The ids of a list in one side's names, read back into those of the base.
pub(super) fn base_ids(names: &Renames, list: &Path, ids: &[&str]) -> Vec<String> {
    let back = names.inverse();
    let base = |id: &&str| back.path(&list.join(id)).last().map(str::to_owned);
    ids.iter().filter_map(base).collect()
}

/// The renames that lead from the base to a side.
fn followed(base: &Value, side: &Value) -> Renames {
    Renames::of(side).between(base, side)
}

/// The same document with the names of the base. What it says of renames is its own and stays.
fn in_base_names<'v>(renames: &Renames, document: &'v Value) -> Cow<'v, Value> {
    if renames.is_empty() {
        Cow::Borrowed(document)
    } else {
        Cow::Owned(renames.inverse().apply(document))
    }
}

/// What an element that both sides renamed is called. `None` leaves it its old name.
fn decided_name(
    decisions: &Decisions,
    from: &Path,
    ours: String,
    theirs: String,
) -> Option<String> {
    let place = Path::from("/renames").join(from).join("to");
    match decisions.get(&place) {
        None | Some(By::Take(Take::Ours)) => Some(ours),
        Some(By::Take(Take::Theirs)) => Some(theirs),
        Some(By::Take(Take::Base)) => None,
        Some(By::Value(to)) => Path::from(to.as_str()?).last().map(str::to_owned),
    }
}

fn only(renames: &Renames, keep: impl Fn(&Path) -> bool) -> Renames {
    let mut ids = last_steps(renames);
    ids.retain(|from, _| keep(from));
    spelled_out(ids)
}

/// The new id of each place.
fn last_steps(renames: &Renames) -> BTreeMap<Path, String> {
    renames.iter().filter_map(|(from, to)| Some((from.clone(), to.last()?.to_owned()))).collect()
}

/// Renames by the new id alone: the new places have the new names of the elements around them.
fn spelled_out(ids: BTreeMap<Path, String>) -> Renames {
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    for (from, id) in ids {
        let Some((list, _)) = from.split_last() else { continue };
        // A place sorts before the places below it, so the names around it are known by now.
        let mut around = list.as_str().match_indices('/').filter_map(|(end, _)| {
            let (place, below) = list.as_str().split_at_checked(end)?;
            Some(format!("{}{below}", targets.get(place)?))
        });
        let list = around.next_back().unwrap_or_else(|| list.to_string());
        targets.insert(from.to_string(), format!("{list}/{id}"));
    }
    let entries: Vec<Value> =
        targets.into_iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    Renames::of(&json!({ "renames": entries }))
}

fn rename_ids(ids: &mut Option<Value>, list: &Path, renames: &Renames) {
    for id in ids.as_mut().and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(new) =
            id.as_str().and_then(|id| renames.path(&list.join(id)).last().map(str::to_owned))
        {
            *id = Value::from(new);
        }
    }
}
