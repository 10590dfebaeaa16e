//! Where two documents differ, element by element; lists with a key are compared by it, not by position.
//!
//! This is the structure only: what a difference means, and what it asks of whom, says `difference`.

mod apply;
mod keyed;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{Path, Pointer, schema::Node};

pub use apply::apply;
pub(crate) use keyed::Keyed;

/// One place that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub kind: EditKind,
    pub path: Path,
    /// The place in the old document, where it has one.
    pub pointer_before: Option<Pointer>,
    /// The place in the new document, where it has one.
    pub pointer_after: Option<Pointer>,
    /// Absent when the place is new.
    pub before: Option<Value>,
    /// Absent when the place is gone.
    pub after: Option<Value>,
}

/// What differs at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    Value,
    /// The order of a keyed list: of the elements that both sides have, by their keys.
    Order,
}

/// Every place in which `new` differs from `old`, in the order of the paths. `null` equals absence wherever the
/// schema says what a value is; inside free values it does not.
pub fn compare(old: &Value, new: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    values(&At::root(), Some(old), Some(new), &mut edits);
    edits
}

/// A place by keys, by numbers on both sides, and in the schema as far as that knows it.
#[derive(Clone, Debug)]
struct At {
    path: Path,
    before: Pointer,
    after: Pointer,
    node: Option<Node>,
}

impl At {
    fn root() -> Self {
        Self {
            path: Path::default(),
            before: Pointer::root(),
            after: Pointer::root(),
            node: Some(Node::root()),
        }
    }

    fn member(&self, name: &str) -> Self {
        Self {
            path: self.path.join(name),
            before: self.before.join(name),
            after: self.after.join(name),
            node: self.node.and_then(|node| node.child(name)),
        }
    }

    /// An index of the side that has no such element is never asked for.
    fn element(&self, key: &str, before: Option<usize>, after: Option<usize>) -> Self {
        Self {
            path: self.path.join(key),
            before: self.before.join(before.unwrap_or_default()),
            after: self.after.join(after.unwrap_or_default()),
            node: self.node.and_then(Node::items),
        }
    }

    fn edit(&self, kind: EditKind, before: Option<Value>, after: Option<Value>) -> Edit {
        Edit {
            kind,
            path: self.path.clone(),
            pointer_before: before.is_some().then(|| self.before.clone()),
            pointer_after: after.is_some().then(|| self.after.clone()),
            before,
            after,
        }
    }
}

fn values(at: &At, old: Option<&Value>, new: Option<&Value>, edits: &mut Vec<Edit>) {
    let (old, new) = (present(at.node, old), present(at.node, new));
    match (old, new) {
        (None, None) => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => members(at, old, new, edits),
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            match at.node.and_then(|node| Keyed::both(node, before, after)) {
                Some((before, after)) => elements(at, &before, &after, edits),
                None if same(at.node, old, new) => {}
                None => edits.push(at.edit(EditKind::Value, old.cloned(), new.cloned())),
            }
        }
        (old, new) if old == new => {}
        (old, new) => edits.push(at.edit(EditKind::Value, old.cloned(), new.cloned())),
    }
}

/// The value, unless it is `null` where that equals absence.
pub(crate) fn present(node: Option<Node>, value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| node.is_none() || !value.is_null())
}

/// Whether two values mean the same: inside values that the schema knows, `null` members are absent ones.
pub(crate) fn same(node: Option<Node>, old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        _ if node.is_none() => old == new,
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            // Each name once: twice would double the work with every level.
            let only_new = new.keys().filter(|name| !old.contains_key(*name));
            old.keys().chain(only_new).all(|name| {
                let child = node.and_then(|node| node.child(name));
                same(child, present(child, old.get(name)), present(child, new.get(name)))
            })
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            let items = node.and_then(Node::items);
            old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| same(items, Some(old), Some(new)))
        }
        (old, new) => old == new,
    }
}

fn members(at: &At, old: &Map<String, Value>, new: &Map<String, Value>, edits: &mut Vec<Edit>) {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let (before, after) = (old.get(name), new.get(name));
        if before != after {
            values(&at.member(name), before, after, edits);
        }
    }
}

fn elements(at: &At, old: &Keyed<'_>, new: &Keyed<'_>, edits: &mut Vec<Edit>) {
    let ids: BTreeSet<&str> = old.ids().chain(new.ids()).collect();
    for id in ids {
        let (was, is) = (old.get(id), new.get(id));
        let (before, after) = (was.map(|(_, item)| item), is.map(|(_, item)| item));
        if before != after {
            let place = at.element(id, was.map(|(index, _)| index), is.map(|(index, _)| index));
            values(&place, before, after, edits);
        }
    }
    let (before, after) = (old.kept(new), new.kept(old));
    if before != after {
        edits.push(at.edit(EditKind::Order, Some(before.into()), Some(after.into())));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paths(old: &Value, new: &Value) -> Vec<String> {
        compare(old, new).iter().map(|edit| edit.path.to_string()).collect()
    }

    #[test]
    fn equal_documents_do_not_differ_and_null_equals_absence() {
        let document = json!({"title": {"de": "A"}, "keywords": ["x"]});
        assert!(compare(&document, &document).is_empty());
        assert!(compare(&json!({"title": null}), &json!({})).is_empty());
    }

    #[test]
    fn elements_of_keyed_lists_are_compared_by_key() {
        let old = json!({"process": {"nodes": [{"id": "a", "role": "x"}, {"id": "b"}]}});
        let new = json!({"process": {"nodes": [{"id": "a", "role": "y"}, {"id": "c"}]}});
        assert_eq!(
            paths(&old, &new),
            ["/process/nodes/a/role", "/process/nodes/b", "/process/nodes/c"]
        );
    }

    #[test]
    fn another_order_is_one_change_of_the_list() {
        let old = json!({"process": {"nodes": [{"id": "a"}, {"id": "b"}]}});
        let new = json!({"process": {"nodes": [{"id": "b"}, {"id": "a"}]}});
        assert_eq!(paths(&old, &new), ["/process/nodes"]);
    }

    #[test]
    fn a_keyed_list_with_a_stranger_or_a_twin_is_one_value() {
        for broken in [json!([{"id": "a"}, {"id": "a"}]), json!([{}]), json!(["a"]), json!([null])]
        {
            let old = json!({"process": {"nodes": broken}});
            let new = json!({"process": {"nodes": [{"id": "a"}]}});
            let edits = compare(&old, &new);
            assert_eq!(edits.len(), 1, "{old}");
            assert_eq!(
                (edits[0].kind, edits[0].path.as_str()),
                (EditKind::Value, "/process/nodes")
            );
        }
    }

    #[test]
    fn pointers_lead_into_both_sides() {
        let old = json!({"process": {"nodes": [{"id": "a"}, {"id": "b", "role": "x"}]}});
        let new = json!({"process": {"nodes": [{"id": "b", "role": "y"}, {"id": "c"}]}});
        let places: Vec<_> = compare(&old, &new)
            .into_iter()
            .map(|edit| {
                let text = |pointer: Option<Pointer>| pointer.map(|pointer| pointer.to_string());
                (text(edit.pointer_before), text(edit.pointer_after))
            })
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            places,
            [
                (some("/process/nodes/0"), None),
                (some("/process/nodes/1/role"), some("/process/nodes/0/role")),
                (None, some("/process/nodes/1")),
            ]
        );
    }

    #[test]
    fn null_is_absence_where_the_schema_knows_the_value_and_a_value_elsewhere() {
        let controls =
            |control| json!({"security": {"requirements": [{"id": "a", "controls": [control]}]}});
        assert_eq!(compare(&controls(json!({"uuid": null})), &controls(json!({}))), []);
        let form = |schema| json!({"documents": [{"id": "a", "form": {"schema": schema}}]});
        assert_eq!(
            paths(&form(json!({"const": null})), &form(json!({}))),
            ["/documents/a/form/schema/const"]
        );
    }

    #[test]
    fn a_list_without_a_key_is_one_value() {
        let edits = compare(&json!({"keywords": ["a", "b"]}), &json!({"keywords": ["b"]}));
        assert_eq!(edits.len(), 1);
        assert_eq!(edits[0].before, Some(json!(["a", "b"])));
        assert_eq!(edits[0].after, Some(json!(["b"])));
    }
}
