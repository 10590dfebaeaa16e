//! The law of comparison: what differs, applied to the old document, gives the new one.

use blueprint::{apply, compare};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// `null` equals absence.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name.clone(), without_nulls(member)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        leaf => leaf.clone(),
    }
}

/// Trees that use the names of the schema, so that keyed lists and texts come up in every shape.
fn any_tree() -> impl Strategy<Value = Value> {
    const NAMES: [&str; 8] =
        ["process", "nodes", "vendors", "products", "id", "title", "de", "a/~b"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(&NAMES).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let name = prop::sample::select(&NAMES).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Some of six elements in any order, each with some of its members, keyed by `key`.
fn keyed_list(key: &'static str, member: &'static str) -> impl Strategy<Value = Value> {
    let ids = prop::sample::subsequence(vec!["a", "b", "c", "d/~", "", "0"], 0..=6).prop_shuffle();
    let elements = ids.prop_flat_map(move |ids| {
        let values = prop::collection::vec(any_member(), ids.len());
        values.prop_map(move |values| {
            let element = |(id, value): (&&str, Value)| json!({key: id, member: value});
            ids.iter().zip(values).map(element).collect::<Value>()
        })
    });
    let twins = elements.clone().prop_map(|mut list| {
        let first = list.get(0).cloned();
        list.as_array_mut().into_iter().for_each(|list| list.extend(first.clone()));
        list
    });
    prop_oneof![9 => elements, 1 => twins, 1 => Just(Value::Null), 1 => any_tree()]
}

fn any_member() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), Just(json!({"de": "A"})), Just(json!({"de": "B", "en": null}))]
}

fn any_document() -> impl Strategy<Value = Value> {
    let vendors = keyed_list("id", "title").prop_flat_map(|vendors| {
        keyed_list("id", "name").prop_map(move |products| {
            let mut vendors = vendors.clone();
            if let Some(vendor) = vendors.get_mut(0).and_then(Value::as_object_mut) {
                vendor.insert("products".to_owned(), products);
            }
            vendors
        })
    });
    (keyed_list("id", "title"), keyed_list("key", "title"), vendors).prop_map(
        |(nodes, leistungen, vendors)| {
            json!({
                "process": {"nodes": nodes},
                "service": {"leistungen": leistungen},
                "vendors": vendors,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_edits_of_any_two_trees_lead_from_one_to_the_other(a in any_tree(), b in any_tree()) {
        prop_assert_eq!(without_nulls(&apply(&a, &compare(&a, &b))), without_nulls(&b));
    }

    #[test]
    fn the_edits_of_keyed_lists_lead_from_one_to_the_other(a in any_document(), b in any_document()) {
        prop_assert_eq!(without_nulls(&apply(&a, &compare(&a, &b))), without_nulls(&b));
    }

    #[test]
    fn edits_of_strangers_are_survived(a in any_document(), b in any_document(), c in any_tree()) {
        let edits = compare(&a, &b);
        prop_assert_eq!(apply(&a, &[]), a);
        prop_assert!(edits.is_empty() || !apply(&c, &edits).is_null() || c.is_null());
    }
}
