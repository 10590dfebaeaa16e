//! Where two documents differ, element by element; lists with a key are compared by it, not by position.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{Path, Pointer, schema};

/// One place that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub path: Path,
    /// Absent when the place is new.
    pub before: Option<Value>,
    /// Absent when the place is gone.
    pub after: Option<Value>,
}

/// Every place in which `new` differs from `old`, in the order of the paths. `null` equals absence.
pub fn compare(old: &Value, new: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    values(&At::default(), Some(old), Some(new), &mut changes);
    changes
}

/// A place by keys, and by numbers as far as the schema needs them.
#[derive(Clone, Debug, Default)]
struct At {
    path: Path,
    pointer: Pointer,
}

impl At {
    fn join(&self, key: &str, index: &str) -> Self {
        Self { path: self.path.join(key), pointer: self.pointer.join(index) }
    }
}

fn values(at: &At, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<Change>) {
    let old = old.filter(|value| !value.is_null());
    let new = new.filter(|value| !value.is_null());
    match (old, new) {
        (Some(old), Some(new)) if old == new => {}
        (None, None) => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => members(at, old, new, changes),
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            match schema::merge_key(&at.pointer) {
                Some(key) => elements(at, key, (old, new), changes),
                None => changes.push(change(
                    at,
                    Some(&Value::from(old.clone())),
                    Some(&Value::from(new.clone())),
                )),
            }
        }
        (old, new) => changes.push(change(at, old, new)),
    }
}

fn change(at: &At, before: Option<&Value>, after: Option<&Value>) -> Change {
    Change { path: at.path.clone(), before: before.cloned(), after: after.cloned() }
}

fn members(at: &At, old: &Map<String, Value>, new: &Map<String, Value>, changes: &mut Vec<Change>) {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        values(&at.join(name, name), old.get(name), new.get(name), changes);
    }
}

fn elements(at: &At, key: &str, (old, new): (&[Value], &[Value]), changes: &mut Vec<Change>) {
    let (before, after) = (by_key(old, key), by_key(new, key));
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for id in ids {
        let (was, is) = (before.get(id), after.get(id));
        let index = is.or(was).map(|(index, _)| *index).unwrap_or_default().to_string();
        values(
            &at.join(id, &index),
            was.map(|(_, item)| *item),
            is.map(|(_, item)| *item),
            changes,
        );
    }
    // Among those that both lists have, another order is a change of the list.
    let kept = |items: &[Value], others: &BTreeMap<&str, (usize, &Value)>| -> Vec<String> {
        items
            .iter()
            .filter_map(|item| id_of(item, key))
            .filter(|id| others.contains_key(id))
            .map(str::to_owned)
            .collect()
    };
    let (order_before, order_after) = (kept(old, &after), kept(new, &before));
    if order_before != order_after {
        let before = Value::from(order_before);
        changes.push(change(at, Some(&before), Some(&order_after.into())));
    }
}

fn by_key<'v>(items: &'v [Value], key: &str) -> BTreeMap<&'v str, (usize, &'v Value)> {
    let with_id = |(index, item)| id_of(item, key).map(|id| (id, (index, item)));
    items.iter().enumerate().filter_map(with_id).collect()
}

fn id_of<'v>(item: &'v Value, key: &str) -> Option<&'v str> {
    item.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paths(old: &Value, new: &Value) -> Vec<String> {
        compare(old, new).iter().map(|change| change.path.to_string()).collect()
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
    fn a_list_without_a_key_is_one_value() {
        let changes = compare(&json!({"keywords": ["a", "b"]}), &json!({"keywords": ["b"]}));
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].before, Some(json!(["a", "b"])));
        assert_eq!(changes[0].after, Some(json!(["b"])));
    }
}
