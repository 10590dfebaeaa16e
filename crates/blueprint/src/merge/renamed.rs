//! Merges across new names.

use serde_json::{Value, json};

use super::*;

/// A process whose one step was renamed as said.
fn document(node: &str, title: &str, renames: &[(&str, &str)]) -> Value {
    let place = |id: &str| format!("/process/nodes/{id}");
    let renames: Vec<Value> =
        renames.iter().map(|(from, to)| json!({"from": place(from), "to": place(to)})).collect();
    json!({"renames": renames, "process": {
        "nodes": [{"id": "start"}, {"id": node, "title": {"de": title}}],
        "flows": [{"id": "f", "from": "start", "to": node}]
    }})
}

#[test]
fn a_change_follows_the_upstream_s_new_name() {
    let base = document("pruefung", "Prüfen", &[]);
    let mut ours = document("pruefung", "Gründlich prüfen", &[]);
    ours["process"]["flows"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "eigen", "from": "pruefung", "to": "start"}));
    let theirs = document("pruefen", "Prüfen", &[("pruefung", "pruefen")]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    let mut expected = document("pruefen", "Gründlich prüfen", &[("pruefung", "pruefen")]);
    expected["process"]["flows"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "eigen", "from": "pruefen", "to": "start"}));
    assert_eq!(merged.merged, expected);
    let mirrored = merge(&base, &theirs, &ours);
    assert_eq!(mirrored.merged, expected);
    let own = Taken { path: "/process/nodes/pruefen/title/de".into(), by: Origin::Own };
    assert!(merged.taken.contains(&own));
}

#[test]
fn an_own_name_outlives_the_upstream_s_versions() {
    let base = document("pruefung", "Prüfen", &[]);
    let ours = document("sichtung", "Prüfen", &[("pruefung", "sichtung")]);
    let theirs = document("pruefung", "Vorprüfen", &[]);
    let first = merge(&base, &ours, &theirs);
    assert_eq!(first.merged, document("sichtung", "Vorprüfen", &[("pruefung", "sichtung")]));
    let newer = document("pruefung", "Genau prüfen", &[]);
    let second = merge(&theirs, &first.merged, &newer);
    assert_eq!(second.merged, document("sichtung", "Genau prüfen", &[("pruefung", "sichtung")]));
}

#[test]
fn an_upstream_s_rename_leaves_with_the_version_that_declared_it() {
    let base = document("a", "A", &[]);
    let theirs = document("b", "A", &[("a", "b")]);
    let first = merge(&base, &base, &theirs);
    assert_eq!(first.merged, theirs);
    let newer = document("b", "B", &[]);
    assert_eq!(merge(&theirs, &first.merged, &newer).merged, newer);
}

#[test]
fn a_conflict_shows_each_side_in_its_own_names() {
    let base = document("a", "A", &[]);
    let ours = document("b", "O", &[("a", "b")]);
    let theirs = document("a", "T", &[]);
    let merged = merge(&base, &ours, &theirs);
    let told: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(told, ["/process/nodes/b/title/de"]);
    assert_eq!(merged.conflicts[0].path.find(&merged.merged), Some(&json!("O")));
    let by = By::Take(Take::Theirs);
    let settled = resolve(&merged, &[Resolution { path: merged.conflicts[0].path.clone(), by }]);
    assert_eq!(settled.unwrap().merged, document("b", "T", &[("a", "b")]));
    let deleted = json!({"process": {"nodes": [{"id": "start"}]}});
    let merged = merge(&base, &ours, &deleted);
    assert_eq!(merged.conflicts[0].ours.as_ref().unwrap()["id"], "b");
    assert_eq!(merged.conflicts[0].base.as_ref().unwrap()["id"], "a");
}

#[test]
fn two_new_names_for_one_element_are_one_conflict() {
    let base = document("a", "A", &[]);
    let ours = document("b", "A", &[("a", "b")]);
    let theirs = document("c", "T", &[("a", "c")]);
    let merged = merge(&base, &ours, &theirs);
    let told: Vec<_> = merged.conflicts.iter().map(|c| (c.path.as_str(), c.kind)).collect();
    assert_eq!(told, [("/renames/~1process~1nodes~1a/to", ConflictKind::Renamed)]);
    assert_eq!(merged.conflicts[0].theirs, Some(json!("/process/nodes/c")));
    assert_eq!(merged.merged, document("b", "T", &[("a", "b")]));
    let settled = |by| {
        let path = merged.conflicts[0].path.clone();
        resolve(&merged, &[Resolution { path, by }]).map(|settled| {
            assert_eq!(settled.conflicts, []);
            settled.merged
        })
    };
    assert_eq!(settled(By::Take(Take::Ours)).unwrap(), merged.merged);
    assert_eq!(settled(By::Take(Take::Theirs)).unwrap(), document("c", "T", &[("a", "c")]));
    assert_eq!(settled(By::Take(Take::Base)).unwrap(), document("a", "T", &[]));
    let other = By::Value(json!("/process/nodes/d"));
    assert_eq!(settled(other).unwrap(), document("d", "T", &[("a", "d")]));
    for unfit in [
        json!("/process/roles/d"),
        json!("/process/nodes/D"),
        json!("/process/nodes/start"),
        json!(1),
        Value::Null,
    ] {
        assert_eq!(
            settled(By::Value(unfit)).unwrap_err()[0].code.as_str(),
            "merge-resolution-unfit"
        );
    }
}

#[test]
fn other_decisions_outlast_a_decision_about_a_name() {
    let base = document("a", "A", &[]);
    let ours = document("b", "O", &[("a", "b")]);
    let theirs = document("c", "T", &[("a", "c")]);
    let merged = merge(&base, &ours, &theirs);
    let take = |path: &str| Resolution { path: path.into(), by: By::Take(Take::Theirs) };
    let first = resolve(&merged, &[take("/process/nodes/b/title/de")]).unwrap();
    let second = resolve(&first, &[take("/renames/~1process~1nodes~1a/to")]).unwrap();
    assert_eq!(second.conflicts, []);
    assert_eq!(second.merged, theirs);
}

#[test]
fn a_new_name_that_the_other_side_needs_is_no_silent_loss() {
    let base = json!({"documents": [{"id": "a", "kind": "form"}]});
    let renames = json!([{"from": "/documents/a", "to": "/documents/b"}]);
    let ours = json!({"renames": renames, "documents": [{"id": "b", "kind": "form"}]});
    let theirs = json!({"documents": [{"id": "a", "kind": "form"}, {"id": "b", "kind": "other"}]});
    let merged = merge(&base, &ours, &theirs);
    let told: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(told, ["/documents/b/kind"]);

    let both = json!([{"from": "/documents/z", "to": "/documents/b"}]);
    let base = json!({"documents": [{"id": "a", "kind": "form"}, {"id": "z", "kind": "other"}]});
    let ours = json!({"renames": renames, "documents": [{"id": "b", "kind": "form"}, {"id": "z", "kind": "other"}]});
    let theirs = json!({"renames": both, "documents": [{"id": "a", "kind": "form"}, {"id": "b", "kind": "other"}]});
    let merged = merge(&base, &ours, &theirs);
    let told: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(told, ["/documents/b/kind"]);
}

#[test]
fn a_new_name_without_room_keeps_no_other_from_being_followed() {
    let list = |ids: &[&str]| -> Value { ids.iter().map(|id| json!({ "id": id })).collect() };
    let renames = json!([
        {"from": "/documents/a", "to": "/documents/b"},
        {"from": "/documents/c", "to": "/documents/d"}
    ]);
    let base = json!({"documents": list(&["a", "c"])});
    let ours = json!({"renames": renames, "documents": list(&["b", "d"])});
    let mut theirs = json!({"documents": list(&["a", "c", "b"])});
    theirs["documents"][1]["kind"] = "form".into();
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.merged["documents"], json!([{"id": "b"}, {"id": "d", "kind": "form"}]));
}

#[test]
fn swapped_names_are_followed() {
    let documents = |first: &str, kind: &str, second: &str| json!([{"id": first, "kind": kind}, {"id": second, "kind": "other"}]);
    let base = json!({"documents": documents("a", "form", "b")});
    let ours = json!({
        "renames": [{"from": "/documents/a", "to": "/documents/b"}, {"from": "/documents/b", "to": "/documents/a"}],
        "documents": documents("b", "form", "a")
    });
    let theirs = json!({"documents": documents("a", "record", "b")});
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.merged["documents"], documents("b", "record", "a"));
}

#[test]
fn an_order_that_clashes_speaks_the_names_of_each_side() {
    let list = |ids: &[&str]| -> Value { ids.iter().map(|id| json!({ "id": id })).collect() };
    let base = json!({"documents": list(&["a", "b", "c"])});
    let renames = json!([{"from": "/documents/a", "to": "/documents/x"}]);
    let ours = json!({"renames": renames, "documents": list(&["c", "x", "b"])});
    let theirs = json!({"documents": list(&["b", "c", "a"])});
    let merged = merge(&base, &ours, &theirs);
    let conflict = &merged.conflicts[0];
    assert_eq!((conflict.path.as_str(), conflict.kind), ("/documents", ConflictKind::Order));
    assert_eq!(conflict.ours, Some(json!(["c", "x", "b"])));
    assert_eq!(conflict.theirs, Some(json!(["b", "c", "a"])));
    let by = By::Value(json!(["b", "x", "c"]));
    let settled = resolve(&merged, &[Resolution { path: conflict.path.clone(), by }]).unwrap();
    assert_eq!(settled.merged["documents"], list(&["b", "x", "c"]));
}

#[test]
fn names_within_renamed_elements_are_followed() {
    let vendor = |vendor: &str, product: &str, version: &str| json!([{"id": vendor, "products": [{"id": product, "version": version}]}]);
    let base = json!({"vendors": vendor("v", "p", "1")});
    let ours = json!({"vendors": vendor("w", "p", "1"), "renames": [{"from": "/vendors/v", "to": "/vendors/w"}]});
    let theirs = json!({"vendors": vendor("v", "q", "2"),
        "renames": [{"from": "/vendors/v/products/p", "to": "/vendors/v/products/q"}]});
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.merged["vendors"], vendor("w", "q", "2"));
    assert_eq!(merge(&base, &theirs, &ours).merged, merged.merged);
}
