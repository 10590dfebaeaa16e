//! When two states of a place are the same: `null` equals absence.

use serde_json::{Map, Value};

use crate::schema::Node;

/// Whether two states are the same.
pub(super) fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    compare(None, a, b)
}

/// Whether two states of a place are the same but for what a fork keeps as its own.
pub(super) fn same_but_local(node: Option<Node>, a: Option<&Value>, b: Option<&Value>) -> bool {
    compare(node, a, b)
}

/// A state, if there is one.
pub(super) fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// Without a node nothing is known to be local.
fn compare(node: Option<Node>, a: Option<&Value>, b: Option<&Value>) -> bool {
    if node.is_some_and(Node::is_local) {
        return true;
    }
    match (present(a), present(b)) {
        (None, None) => true,
        (Some(Value::Object(a)), Some(Value::Object(b))) => members(node, a, b),
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            let items = node.and_then(Node::items);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| compare(items, Some(a), Some(b)))
        }
        (a, b) => a == b,
    }
}

fn members(node: Option<Node>, a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let child = |name: &str| node.and_then(|node| node.child(name));
    let only_in_b = b.iter().filter(|(name, _)| !a.contains_key(*name));
    a.iter().all(|(name, value)| compare(child(name), Some(value), b.get(name)))
        && only_in_b.into_iter().all(|(name, value)| compare(child(name), None, Some(value)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Pointer;

    #[test]
    fn null_equals_absence_at_any_depth_but_not_in_a_list() {
        let pairs = [
            (json!({"a": {"b": null}}), json!({"a": {}}), true),
            (json!({"a": [{"b": null}]}), json!({"a": [{}]}), true),
            (json!({"a": null}), json!({}), true),
            (json!([null]), json!([]), false),
            (json!([null, 1]), json!([1, null]), false),
            (json!({"a": 1}), json!({}), false),
            (json!({}), json!({"a": 1}), false),
        ];
        for (a, b, expected) in pairs {
            assert_eq!(same(Some(&a), Some(&b)), expected, "{a} and {b}");
            assert_eq!(same(Some(&b), Some(&a)), expected, "{b} and {a}");
        }
    }

    #[test]
    fn what_is_local_makes_no_difference_where_it_is_asked_for() {
        let node = Node::at(&Pointer::new("/parameters/0"));
        let (a, b) = (json!({"id": "gebuehr", "default": 1}), json!({"id": "gebuehr"}));
        assert!(same_but_local(node, Some(&a), Some(&b)));
        assert!(!same(Some(&a), Some(&b)));
    }
}
