//! A list whose elements have keys, in each of the three versions.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Sides, States};

/// The same keyed list in each version; absent is empty.
pub(super) struct KeyedLists<'v> {
    pub(super) ids: Sides<Vec<&'v str>>,
    pub(super) elements: Sides<BTreeMap<&'v str, (usize, &'v Value)>>,
}

impl<'v> KeyedLists<'v> {
    /// `None` where a version has something else than a list, or an element without a key of its own.
    pub(super) fn of(key: &str, states: States<'v>) -> Option<Self> {
        let ids = Sides {
            base: ids(key, states.base)?,
            ours: ids(key, states.ours)?,
            theirs: ids(key, states.theirs)?,
        };
        let elements = Sides {
            base: indexed(&ids.base, states.base),
            ours: indexed(&ids.ours, states.ours),
            theirs: indexed(&ids.theirs, states.theirs),
        };
        let is_unique = elements.base.len() == ids.base.len()
            && elements.ours.len() == ids.ours.len()
            && elements.theirs.len() == ids.theirs.len();
        is_unique.then_some(Self { ids, elements })
    }

    pub(super) fn deleted_by_both(&self) -> impl Iterator<Item = &'v str> {
        let Sides { ours, theirs, .. } = &self.elements;
        let is_gone = |id: &&str| !ours.contains_key(id) && !theirs.contains_key(id);
        self.ids.base.iter().copied().filter(is_gone)
    }
}

fn ids<'v>(key: &str, list: Option<&'v Value>) -> Option<Vec<&'v str>> {
    match list {
        None => Some(Vec::new()),
        Some(Value::Array(items)) => items.iter().map(|item| item.get(key)?.as_str()).collect(),
        Some(_) => None,
    }
}

fn indexed<'v>(ids: &[&'v str], list: Option<&'v Value>) -> BTreeMap<&'v str, (usize, &'v Value)> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    ids.iter().copied().zip(items.enumerate()).collect()
}

/// How an empty list is written: as the side that changed it did.
pub(super) fn empty(states: States<'_>) -> Option<Value> {
    let spelled = states.map(|list| match list {
        None => None,
        Some(Value::Array(_)) => Some(Value::Array(Vec::new())),
        Some(_) => Some(Value::Null),
    });
    let Sides { base, ours, theirs } = spelled;
    match (ours == base, theirs == base) {
        (true, _) => theirs,
        (_, true) => ours,
        // Both changed it: the one that says most, whichever side it is.
        (false, false) if theirs.as_ref().is_none_or(Value::is_null) => ours.or(theirs),
        (false, false) => theirs,
    }
}
