//! A list whose elements have keys, in each of the three versions.

use serde_json::Value;

use super::{Sides, States, Take};

/// The same keyed list in each version; absent is empty.
///
/// Invariant: `ids` are sorted and different. Elsewhere an element is its number among them, which is quicker to
/// compare and to look up than its id.
#[derive(Debug)]
pub(super) struct KeyedLists<'v> {
    ids: Vec<&'v str>,
    /// By number: the position and the element in each version that has it.
    elements: Vec<Sides<Option<(usize, &'v Value)>>>,
    /// The numbers in the order of each version.
    orders: Sides<Vec<usize>>,
}

/// An element where it was found.
struct Entry<'v> {
    id: &'v str,
    side: Take,
    index: usize,
    value: &'v Value,
}

impl<'v> KeyedLists<'v> {
    /// `None` where a version has something else than a list, or an element without a key of its own.
    pub(super) fn of(key: &str, states: States<'v>) -> Option<Self> {
        let lists = Sides {
            base: items(states.base)?,
            ours: items(states.ours)?,
            theirs: items(states.theirs)?,
        };
        let sides =
            [(Take::Base, lists.base), (Take::Ours, lists.ours), (Take::Theirs, lists.theirs)];
        let mut entries = Vec::with_capacity(sides.iter().map(|(_, items)| items.len()).sum());
        for (side, items) in sides {
            for (index, value) in items.iter().enumerate() {
                let id = value.get(key)?.as_str()?;
                entries.push(Entry { id, side, index, value });
            }
        }
        entries.sort_unstable_by(|a, b| a.id.cmp(b.id));
        let orders = lists.map(|items| vec![0; items.len()]);
        let mut found = Self { ids: Vec::new(), elements: Vec::new(), orders };
        entries.into_iter().try_for_each(|entry| found.insert(entry))?;
        Some(found)
    }

    /// Takes in the next element in the order of the ids; `None` if its list has this id already.
    fn insert(&mut self, Entry { id, side, index, value }: Entry<'v>) -> Option<()> {
        if self.ids.last() != Some(&id) {
            self.ids.push(id);
            self.elements.push(Sides::default());
        }
        let number = self.ids.len().checked_sub(1)?;
        *self.orders.of_mut(side).get_mut(index)? = number;
        let earlier = self.elements.get_mut(number)?.of_mut(side).replace((index, value));
        earlier.is_none().then_some(())
    }

    /// How many different ids there are: every number is lower.
    pub(super) fn n_ids(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, number: usize) -> &'v str {
        self.ids.get(number).copied().unwrap_or_default()
    }

    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// The position and the element in each version that has it.
    pub(super) fn element(&self, number: usize) -> Sides<Option<(usize, &'v Value)>> {
        self.elements.get(number).copied().unwrap_or_default()
    }

    pub(super) fn orders(&self) -> &Sides<Vec<usize>> {
        &self.orders
    }

    pub(super) fn deleted_by_both(&self) -> impl Iterator<Item = &'v str> {
        let is_gone = |number: &usize| {
            let Sides { ours, theirs, .. } = self.element(*number);
            ours.is_none() && theirs.is_none()
        };
        self.orders.base.iter().copied().filter(is_gone).map(|number| self.id(number))
    }
}

fn items(list: Option<&Value>) -> Option<&[Value]> {
    list.map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))
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
