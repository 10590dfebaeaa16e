//! Random trees, documents with keyed lists, and edits of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

const NAMES: &[&str] = &[
    "process",
    "nodes",
    "documents",
    "vendors",
    "products",
    "id",
    "title",
    "de",
    "renames",
    "from",
    "to",
    "version",
    "keywords",
    "extensions",
];

/// Any object, with members that a document has and without what is local inside a list.
pub(super) fn any_tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..4).prop_map(Value::from),
        "[ab\n]{0,4}".prop_map(Value::from),
        prop::sample::select(vec!["a", "b", "c", "/documents/a", "/documents/b"])
            .prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            2 => prop::collection::vec(any_object(inner.clone()), 0..4).prop_map(Value::from),
            3 => any_object(inner),
        ]
    });
    any_object(tree)
}

fn any_object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map(prop::sample::select(NAMES), value, 0..5)
        .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

/// The keyed lists of the generated documents.
///
/// The last one belongs to the vendor `v`, wherever it stands.
const LISTS: &[&str] =
    &["/documents", "/process/nodes", "/security/requirements", "/vendors", "/products"];
const IDS: &[&str] = &["a", "b", "c", "d"];

/// One thing that somebody does to a document. What it names may be missing; then nothing happens.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    Title(usize, usize, u8),
    Kind(usize, usize, Option<u8>),
    Add(usize, usize, usize, u8),
    Delete(usize, usize),
    Move(usize, usize, usize),
    DropList(usize),
    Keywords(u8),
    License(Option<u8>),
    Line(usize, u8),
    Rename(usize, usize, usize),
    Version(u8),
    Default(usize, u8),
}

fn list() -> std::ops::Range<usize> {
    0..LISTS.len()
}

/// Edits of what the upstream may change too.
pub(super) fn shared_edit() -> impl Strategy<Value = Edit> {
    let (id, value, at) = (0..IDS.len(), 0..3_u8, 0..5_usize);
    prop_oneof![
        4 => (list(), id.clone(), value.clone()).prop_map(|(l, i, v)| Edit::Title(l, i, v)),
        2 => (list(), id.clone(), prop::option::of(value.clone())).prop_map(|(l, i, v)| Edit::Kind(l, i, v)),
        4 => (list(), id.clone(), at.clone(), value.clone()).prop_map(|(l, i, a, v)| Edit::Add(l, i, a, v)),
        4 => (list(), id.clone()).prop_map(|(l, i)| Edit::Delete(l, i)),
        3 => (list(), id.clone(), at).prop_map(|(l, i, a)| Edit::Move(l, i, a)),
        1 => list().prop_map(Edit::DropList),
        1 => value.clone().prop_map(Edit::Keywords),
        1 => prop::option::of(value.clone()).prop_map(Edit::License),
        3 => (0..8_usize, value).prop_map(|(line, v)| Edit::Line(line, v)),
    ]
}

pub(super) fn rename() -> impl Strategy<Value = Edit> {
    (0..3_usize, 0..IDS.len(), 0..3_usize).prop_map(|(l, i, n)| Edit::Rename(l, i, n))
}

pub(super) fn local_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..3_u8).prop_map(Edit::Version),
        (0..IDS.len(), 0..3_u8).prop_map(|(i, v)| Edit::Default(i, v)),
    ]
}

pub(super) fn edits(edit: impl Strategy<Value = Edit>) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit, 0..6)
}

/// A document whose lists have some of the ids each.
pub(super) fn document() -> impl Strategy<Value = Value> {
    prop::array::uniform4(prop::sample::subsequence(IDS, 0..=IDS.len())).prop_map(|[a, b, c, d]| {
        json!({
            "version": "1.0.0",
            "license": "MIT",
            "keywords": ["eins"],
            "description": {"de": "Eins\n\nZwei\n\nDrei\n\nVier"},
            "documents": elements(&a),
            "process": {"nodes": elements(&b), "roles": [{"id": "amt"}]},
            "security": {"requirements": elements(&c)},
            "vendors": [{"id": "v", "products": elements(&d)}],
            "parameters": [{"id": "a", "default": 7}, {"id": "b", "default": 8}],
        })
    })
}

fn elements(ids: &[&str]) -> Value {
    ids.iter().map(|id| element(id, 9)).collect()
}

fn element(id: &str, title: u8) -> Value {
    json!({"id": id, "title": {"de": format!("Titel {title}")}})
}

/// The document after all edits, one after the other.
pub(super) fn edited(document: &Value, edits: &[Edit]) -> Value {
    let mut document = document.clone();
    for edit in edits {
        apply(&mut document, edit);
    }
    document
}

fn apply(document: &mut Value, edit: &Edit) {
    match edit {
        Edit::Title(list, id, title) => {
            if let Some(element) = found(document, *list, *id) {
                element["title"] = json!({"de": format!("Titel {title}")});
            }
        }
        Edit::Kind(list, id, kind) => {
            if let Some(element) = found(document, *list, *id) {
                element["kind"] = kind.map_or(Value::Null, Value::from);
            }
        }
        Edit::Add(list, id, at, title) => add(document, *list, *at, element(IDS[*id], *title)),
        Edit::Delete(list, id) => drop(taken_out(document, *list, *id)),
        Edit::Move(list, id, at) => {
            if let Some(element) = taken_out(document, *list, *id) {
                add(document, *list, *at, element);
            }
        }
        Edit::DropList(list) => {
            let (parent, name) = LISTS[*list].rsplit_once('/').unwrap();
            let owner = owner(document, *list).and_then(|owner| owner.pointer_mut(parent));
            if let Some(Value::Object(members)) = owner {
                members.remove(name);
            }
        }
        Edit::Keywords(word) => document["keywords"] = json!(["eins", format!("wort {word}")]),
        Edit::License(license) => {
            document["license"] = license.map_or(Value::Null, |n| format!("LIZENZ-{n}").into());
        }
        Edit::Line(line, text) => {
            let lines = document["description"]["de"].as_str().unwrap().to_owned();
            let mut lines: Vec<String> = lines.split('\n').map(str::to_owned).collect();
            let line = (*line).min(lines.len() - 1);
            lines[line] = format!("Zeile {text}");
            document["description"]["de"] = lines.join("\n").into();
        }
        Edit::Rename(list, id, name) => renamed(document, *list, *id, &format!("neu-{name}")),
        Edit::Version(version) => document["version"] = format!("{version}.1.0").into(),
        Edit::Default(id, value) => {
            let parameters = document["parameters"].as_array_mut().into_iter().flatten();
            for parameter in parameters.filter(|parameter| parameter["id"] == IDS[*id]) {
                parameter["default"] = (*value).into();
            }
        }
    }
}

fn add(document: &mut Value, list: usize, at: usize, element: Value) {
    let Some(items) = items(document, list) else { return };
    if items.iter().all(|item| item["id"] != element["id"]) {
        items.insert(at.min(items.len()), element);
    }
}

fn taken_out(document: &mut Value, list: usize, id: usize) -> Option<Value> {
    let items = items(document, list)?;
    let at = items.iter().position(|item| item["id"] == IDS[id])?;
    Some(items.remove(at))
}

/// Renames an element and says so, unless something of that name was or is there.
fn renamed(document: &mut Value, list: usize, id: usize, new: &str) {
    let place = |id: &str| format!("{}/{id}", LISTS[list]);
    let entry = json!({"from": place(IDS[id]), "to": place(new)});
    let known = document["renames"].as_array().cloned().unwrap_or_default();
    if known.iter().any(|known| known["from"] == entry["from"] || known["to"] == entry["to"]) {
        return;
    }
    let Some(element) = found(document, list, id) else { return };
    element["id"] = new.into();
    document["renames"] = known.into_iter().chain([entry]).collect();
}

/// What the list's pointer starts from.
fn owner(document: &mut Value, list: usize) -> Option<&mut Value> {
    if list + 1 < LISTS.len() {
        return Some(document);
    }
    document["vendors"].as_array_mut()?.iter_mut().find(|vendor| vendor["id"] == "v")
}

fn items(document: &mut Value, list: usize) -> Option<&mut Vec<Value>> {
    owner(document, list)?.pointer_mut(LISTS[list])?.as_array_mut()
}

fn found(document: &mut Value, list: usize, id: usize) -> Option<&mut Value> {
    items(document, list)?.iter_mut().find(|item| item["id"] == IDS[id])
}

/// Two rows of edits that have no place in common: each list's elements, lines and members belong to one of them.
pub(super) fn disjoint_edits() -> impl Strategy<Value = (Vec<Edit>, Vec<Edit>)> {
    let lists = prop::collection::vec(any::<bool>(), LISTS.len() * (IDS.len() + 1));
    (edits(shared_edit()), edits(shared_edit()), lists, any::<bool>()).prop_map(
        |(ours, theirs, owners, member)| {
            // Deleted and added again, an element has moved, and the order is one place. Deleting a vendor and
            // editing its products would meet.
            let is_met = |edit: &Edit| match edit {
                Edit::Add(list, ..) => *list < 2,
                Edit::Delete(list, _) => 2 <= *list,
                Edit::DropList(_) | Edit::Line(3, _) => true,
                _ => false,
            };
            let is_ours = |edit: &Edit| match edit {
                Edit::Title(list, id, _)
                | Edit::Kind(list, id, _)
                | Edit::Add(list, id, ..)
                | Edit::Delete(list, id) => owners[list * (IDS.len() + 1) + id],
                Edit::Move(list, ..) => owners[list * (IDS.len() + 1) + IDS.len()],
                // Lines that touch are no places of their own.
                Edit::Line(line, _) => (*line < 3) == member,
                Edit::Keywords(_) => member,
                _ => !member,
            };
            let ours = ours.into_iter().filter(|edit| !is_met(edit) && is_ours(edit)).collect();
            let theirs =
                theirs.into_iter().filter(|edit| !is_met(edit) && !is_ours(edit)).collect();
            (ours, theirs)
        },
    )
}

/// Absence written in one way only, at every depth.
pub(super) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// Keyed lists in the order of their ids.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            members.into_iter().map(|(name, member)| (name, sorted(member))).collect()
        }
        Value::Array(mut items) => {
            let ids: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
            if ids.len() == items.len() {
                items.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
            }
            items.into_iter().map(sorted).collect()
        }
        other => other,
    }
}

/// What the schema gives to the fork, written out by hand.
const LOCAL: &[&str] =
    &["owner", "name", "version", "changes", "contacts", "maintenance", "upstream"];

/// `document` with what is local as `fork` has it.
pub(super) fn with_local_of(document: &Value, fork: &Value) -> Value {
    let mut document = document.clone();
    for name in LOCAL {
        take_over(&mut document, fork, name);
    }
    let parameters = document.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let own = fork["parameters"].as_array().into_iter().flatten();
        if let Some(own) = own.into_iter().find(|own| own["id"] == parameter["id"]) {
            take_over(parameter, own, "default");
        }
    }
    document
}

fn take_over(to: &mut Value, from: &Value, name: &str) {
    let members = to.as_object_mut().unwrap();
    match from.get(name) {
        Some(value) => drop(members.insert(name.to_owned(), value.clone())),
        None => drop(members.remove(name)),
    }
}
