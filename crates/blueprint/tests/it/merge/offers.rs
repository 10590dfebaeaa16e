//! Changes that are offered to an upstream: chosen one by one, and settled by what became of them.

use blueprint::{
    Path, compare, merge,
    proposal::{offerable, offered, settled},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{
    Edit, document, edited, edits, local_edit, rename, shared_edit, with_local_of, without_nulls,
};

/// Without what makes no change.
fn bare(document: &Value) -> Value {
    let mut document = without_empty(without_nulls(document.clone()));
    document.as_object_mut().unwrap().remove("renames");
    document
}

fn without_empty(value: Value) -> Value {
    let is_empty = |value: &Value| *value == json!([]) || *value == json!({});
    match value {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| (name, without_empty(member)))
            .filter(|(_, member)| !is_empty(member))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_empty).collect(),
        other => other,
    }
}

/// A document and an edited one.
fn versions() -> impl Strategy<Value = (Value, Value)> {
    let edit = prop_oneof![10 => shared_edit(), 1 => rename(), 2 => local_edit()];
    (document(), edits(edit)).prop_map(both)
}

/// The same without new names.
fn plain_versions() -> impl Strategy<Value = (Value, Value)> {
    (document(), edits(prop_oneof![6 => shared_edit(), 1 => local_edit()])).prop_map(both)
}

fn both((base, edits): (Value, Vec<Edit>)) -> (Value, Value) {
    let ours = edited(&base, &edits);
    (base, ours)
}

/// Some of the changes, by the bits of a number.
fn some(base: &Value, ours: &Value, bits: u64) -> Vec<Path> {
    let changes = offerable(base, ours).into_iter().enumerate();
    changes.filter(|(n, _)| bits >> (n % 64) & 1 == 1).map(|(_, change)| change.path).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Choosing all gives the other version, but for what is left to the owners.
    #[test]
    fn all_chosen_is_the_other_version((base, ours) in versions()) {
        let all = offered(&base, &ours, None).unwrap();
        prop_assert_eq!(bare(&all), bare(&with_local_of(&ours, &base)));
        let paths: Vec<Path> = offerable(&base, &ours).into_iter().map(|change| change.path).collect();
        prop_assert_eq!(offered(&base, &ours, Some(&paths)).unwrap(), all);
    }

    #[test]
    fn none_chosen_is_the_base((base, ours) in versions()) {
        let paths = offerable(&base, &ours);
        let none = offered(&base, &ours, Some(&[])).unwrap();
        if !paths.is_empty() {
            prop_assert_eq!(bare(&none), bare(&base));
        }
    }

    /// What is not chosen stays as it is in the base, and what is chosen is as in the other version.
    #[test]
    fn a_choice_touches_nothing_else((base, ours) in plain_versions(), bits in any::<u64>()) {
        let chosen = some(&base, &ours, bits);
        let some = offered(&base, &ours, Some(&chosen)).unwrap();
        let at = |path: &Path, place: &Path| {
            let rest = path.as_str().strip_prefix(place.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        for edit in compare(&base, &some) {
            let is_asked_for = chosen.iter().any(|path| at(&edit.path, path) || at(path, &edit.path));
            prop_assert!(is_asked_for, "{} of {chosen:?}", edit.path);
        }
        let left: Vec<Path> = offerable(&some, &ours).into_iter().map(|change| change.path).collect();
        for path in &chosen {
            prop_assert!(!left.contains(path) || path.as_str().split('/').count() < 4, "{path} of {chosen:?}");
        }
    }

    /// The rest of the changes, offered afterwards, leads to the other version too.
    #[test]
    fn what_is_left_can_follow((base, ours) in plain_versions(), bits in any::<u64>()) {
        let first = offered(&base, &ours, Some(&some(&base, &ours, bits))).unwrap();
        let second = offered(&first, &ours, None).unwrap();
        prop_assert_eq!(bare(&second), bare(&with_local_of(&ours, &base)));
    }

    /// Whoever has nothing but what they offered never conflicts with what became of it.
    #[test]
    fn an_offer_never_conflicts_with_what_became_of_it((base, ours) in plain_versions(), edits in edits(shared_edit())) {
        let became = edited(&base, &edits);
        let settled = settled(&base, (&base, &ours), &became);
        prop_assert_eq!(merge(&settled, &ours, &became).conflicts, vec![]);
    }

    #[test]
    fn an_offer_taken_as_it_is_is_the_new_base((base, ours) in plain_versions()) {
        let offer = offered(&base, &ours, None).unwrap();
        prop_assert_eq!(bare(&settled(&base, (&base, &offer), &offer)), bare(&offer));
        prop_assert_eq!(bare(&settled(&base, (&base, &offer), &base)), bare(&base));
    }
}

fn node(id: &str, role: &str) -> Value {
    json!({"id": id, "kind": "task", "role": role})
}

fn process(roles: &[&str], nodes: &[Value]) -> Value {
    let roles: Vec<Value> = roles.iter().map(|id| json!({"id": id})).collect();
    json!({"process": {"roles": roles, "nodes": nodes}})
}

#[test]
fn an_added_element_stands_behind_those_that_come_along() {
    let base = process(&[], &[node("a", "r"), node("b", "r"), node("c", "r")]);
    let all = ["x", "a", "y", "z", "b", "c"].map(|id| node(id, "r"));
    let ours = process(&[], &all);
    let order = |chosen: &[&str]| -> Vec<String> {
        let paths: Vec<Path> =
            chosen.iter().map(|id| Path::from(format!("/process/nodes/{id}").as_str())).collect();
        let some = offered(&base, &ours, Some(&paths)).unwrap();
        let nodes = some["process"]["nodes"].as_array().unwrap();
        nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(order(&["y"]), ["a", "y", "b", "c"]);
    assert_eq!(order(&["z", "x"]), ["x", "a", "z", "b", "c"]);
    assert_eq!(order(&["y", "z"]), ["a", "y", "z", "b", "c"]);
}

#[test]
fn an_element_that_is_chosen_without_its_new_name_keeps_the_old_one() {
    let base = process(&["amt"], &[node("a", "amt"), node("b", "amt")]);
    let mut ours = process(&["amt"], &[node("eingang", "amt"), node("b", "amt")]);
    ours["process"]["nodes"][0]["kind"] = "start".into();
    ours["renames"] = json!([{"from": "/process/nodes/a", "to": "/process/nodes/eingang"}]);
    let paths: Vec<String> =
        offerable(&base, &ours).iter().map(|change| change.path.to_string()).collect();
    assert_eq!(paths, ["/process/nodes/eingang", "/process/nodes/eingang/kind"]);

    let kind = [Path::from("/process/nodes/eingang/kind")];
    let some = offered(&base, &ours, Some(&kind)).unwrap();
    assert_eq!(some["process"]["nodes"][0], json!({"id": "a", "kind": "start", "role": "amt"}));
    assert_eq!(some.get("renames"), None);

    let name = [Path::from("/process/nodes/eingang")];
    let renamed = offered(&base, &ours, Some(&name)).unwrap();
    assert_eq!(renamed["process"]["nodes"][0], node("eingang", "amt"));
    assert_eq!(renamed["renames"], ours["renames"]);
}

#[test]
fn what_is_local_is_never_offered_and_what_is_unknown_is_counted() {
    let base = json!({"title": {"de": "Alt"}, "contacts": [], "version": "1.0.0"});
    let ours = json!({"title": {"de": "Neu"}, "contacts": [{"role": "a"}], "version": "1.0.1"});
    let all = offered(&base, &ours, None).unwrap();
    assert_eq!(all, json!({"title": {"de": "Neu"}, "contacts": [], "version": "1.0.0"}));
    let paths = ["/contacts", "/title/de", "/summary"].map(Path::from);
    assert_eq!(offered(&base, &ours, Some(&paths)), Err(vec![0, 2]));
}

#[test]
fn what_the_upstream_left_out_stays_the_own_change() {
    let base = json!({"title": {"de": "Alt"}, "summary": {"de": "Alt"}});
    let offer = json!({"title": {"de": "Neu"}, "summary": {"de": "Neu"}});
    let became = json!({"title": {"de": "Besser"}, "summary": {"de": "Alt"}});
    let settled = settled(&base, (&base, &offer), &became);
    assert_eq!(settled, json!({"title": {"de": "Neu"}, "summary": {"de": "Alt"}}));
    let merged = merge(&settled, &offer, &became);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.merged, json!({"title": {"de": "Besser"}, "summary": {"de": "Neu"}}));
}

#[test]
fn what_both_added_stands_where_it_conflicts_with_neither() {
    let list = |ids: &[&str]| process(&[], &ids.iter().map(|id| node(id, "r")).collect::<Vec<_>>());
    let base = list(&["a", "d"]);
    for (offer, became) in [
        // The offerer also sorted the list anew, which the upstream left out.
        (list(&["b", "d", "a"]), list(&["a", "b", "d"])),
        // The offerer added something else before it, which the upstream left out.
        (list(&["b", "c", "a", "d"]), list(&["a", "d", "c"])),
    ] {
        let settled = settled(&base, (&base, &offer), &became);
        assert_eq!(merge(&settled, &offer, &became).conflicts, []);
    }
}
