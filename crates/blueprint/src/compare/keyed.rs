//! A list whose elements are named by a key.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::schema::Node;

/// The elements of a list by their key.
///
/// Invariant: every element is an object that names its key, and no two name the same.
#[derive(Clone, Debug)]
pub(crate) struct Keyed<'v> {
    places: BTreeMap<&'v str, (usize, &'v Value)>,
    order: Vec<&'v str>,
}

impl<'v> Keyed<'v> {
    /// `None` if an element has no key or shares one: then the list is one value.
    pub(crate) fn of(items: &'v [Value], key: &str) -> Option<Self> {
        let order: Vec<&str> =
            items.iter().map(|item| item.get(key)?.as_str()).collect::<Option<_>>()?;
        let places: BTreeMap<_, _> = order.iter().copied().zip(items.iter().enumerate()).collect();
        (places.len() == order.len()).then_some(Self { places, order })
    }

    /// Two versions of the list that the schema describes as `node`, if both can be read by key.
    pub(crate) fn both(node: Node, old: &'v [Value], new: &'v [Value]) -> Option<(Self, Self)> {
        let key = node.keyword("x-merge-key")?.as_str()?;
        Some((Self::of(old, key)?, Self::of(new, key)?))
    }

    /// The keys in the order of the list.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'v str> {
        self.order.iter().copied()
    }

    pub(crate) fn get(&self, id: &str) -> Option<(usize, &'v Value)> {
        self.places.get(id).copied()
    }

    /// The keys that the other list has too, in the order of this one.
    pub(crate) fn kept(&self, other: &Self) -> Vec<&'v str> {
        self.ids().filter(|id| other.places.contains_key(id)).collect()
    }
}
