//! The way from an old document to a new one, given where they differ.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Map, Value};

use super::{Edit, EditKind};
use crate::schema::Node;

/// The old document with these edits made.
///
/// Edits of another document are made as far as their places exist.
#[must_use]
pub fn apply(old: &Value, edits: &[Edit]) -> Value {
    let mut root = Step::default();
    for edit in edits {
        let mut here = &mut root;
        for step in edit.path.steps() {
            here = here.below.entry(step).or_default();
        }
        match edit.kind {
            EditKind::Value => here.value = Some(edit),
            EditKind::Order => here.order = Some(edit),
        }
    }
    root.edited(Some(old), Some(Node::root())).unwrap_or_default()
}

/// What happens at one place and below it.
#[derive(Debug, Default)]
struct Step<'e> {
    below: BTreeMap<Cow<'e, str>, Self>,
    value: Option<&'e Edit>,
    order: Option<&'e Edit>,
}

impl Step<'_> {
    /// What the value becomes; `None` if it goes or never was.
    fn edited(&self, old: Option<&Value>, node: Option<Node>) -> Option<Value> {
        if let Some(edit) = self.value {
            return edit.after.clone();
        }
        match old? {
            Value::Object(members) => Some(Value::Object(self.members(members, node))),
            Value::Array(items) => {
                let key = node.and_then(|node| node.keyword("x-merge-key")?.as_str());
                let items = match key {
                    Some(key) => self.elements(items, key, node.and_then(Node::items)),
                    None => items.clone(),
                };
                Some(Value::Array(items))
            }
            leaf => Some(leaf.clone()),
        }
    }

    fn members(&self, old: &Map<String, Value>, node: Option<Node>) -> Map<String, Value> {
        let untouched = old.iter().filter(|(name, _)| !self.below.contains_key(name.as_str()));
        let mut members: Map<String, Value> =
            untouched.map(|(name, member)| (name.clone(), member.clone())).collect();
        for (name, step) in &self.below {
            let child = node.and_then(|node| node.child(name));
            if let Some(member) = step.edited(old.get(name.as_ref()), child) {
                members.insert(name.clone().into_owned(), member);
            }
        }
        members
    }

    fn elements(&self, old: &[Value], key: &str, node: Option<Node>) -> Vec<Value> {
        let ids: Vec<&str> =
            old.iter().map(|item| item.get(key).and_then(Value::as_str).unwrap_or("")).collect();
        let mut kept: Vec<(&str, Value)> = ids
            .iter()
            .zip(old)
            .filter_map(|(id, item)| match self.below.get(*id) {
                Some(step) => Some((*id, step.edited(Some(item), node)?)),
                None => Some((*id, item.clone())),
            })
            .collect();
        if let Some(Value::Array(order)) = self.order.and_then(|edit| edit.after.as_ref()) {
            let places: BTreeMap<&str, usize> =
                order.iter().enumerate().filter_map(|(at, id)| Some((id.as_str()?, at))).collect();
            kept.sort_by_key(|(id, _)| places.get(id).copied().unwrap_or(usize::MAX));
        }
        let there: BTreeSet<&str> = ids.into_iter().collect();
        merged(kept.into_iter().map(|(_, item)| item), self.added(&there))
    }

    /// The elements that the old list lacks, with their places in the new one.
    fn added(&self, there: &BTreeSet<&str>) -> BTreeMap<usize, Vec<Value>> {
        let mut added: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        for (id, step) in &self.below {
            let edit = step.value.filter(|_| !there.contains(id.as_ref()));
            if let Some(item) = edit.and_then(|edit| edit.after.clone()) {
                let index =
                    edit.and_then(|edit| edit.pointer_after.as_ref()?.steps().last()?.parse().ok());
                added.entry(index.unwrap_or(usize::MAX)).or_default().push(item);
            }
        }
        added
    }
}

fn merged(kept: impl Iterator<Item = Value>, added: BTreeMap<usize, Vec<Value>>) -> Vec<Value> {
    let mut items = Vec::new();
    let mut kept = kept.peekable();
    for (index, new) in added {
        while items.len() < index && kept.peek().is_some() {
            items.extend(kept.next());
        }
        items.extend(new);
    }
    items.extend(kept);
    items
}
