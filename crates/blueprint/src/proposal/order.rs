//! Where elements that are added stand, when not all that were added with them are.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::Value;

use crate::{Edit, EditKind, Path, merge_key};

/// The same edits; each added element stands behind the closest of those that precede it in the list's `model` and come
/// along too.
pub(super) fn placed<'m>(
    base: &Value,
    mut edits: Vec<Edit>,
    model: impl Fn(&Path) -> &'m Value,
) -> Vec<Edit> {
    let mut lists: BTreeMap<Path, (&str, Vec<usize>)> = BTreeMap::new();
    for (number, edit) in edits.iter().enumerate() {
        let at = edit.pointer_after.as_ref().filter(|_| edit.before.is_none());
        let key = at.and_then(|at| merge_key(&at.parent()));
        if let (Some(key), Some((list, _))) = (key, edit.path.split_last()) {
            lists.entry(list).or_insert_with(|| (key, Vec::new())).1.push(number);
        }
    }
    for (list, (key, added)) in lists {
        let (Some(Value::Array(was)), Some(Value::Array(is))) =
            (list.find(base), list.find(model(&list)))
        else {
            continue;
        };
        let (was, is) = (keys(key, was), keys(key, is));
        let order = order(&list, &edits, (&was, &is));
        for number in added {
            let Some(edit) = edits.get_mut(number) else { continue };
            let Some(id) = edit.path.steps().last().map(Cow::into_owned) else { continue };
            let place = order.iter().position(|one| *one == id);
            if let (Some(place), Some(at)) = (place, edit.pointer_after.as_ref()) {
                edit.pointer_after = Some(at.parent().join(place));
            }
        }
    }
    edits
}

/// The keys of a list's elements. A list is only compared by element if each has one.
fn keys(key: &str, items: &[Value]) -> Vec<String> {
    let of = |item: &Value| item.get(key).and_then(Value::as_str).map(str::to_owned);
    items.iter().filter_map(of).collect()
}

/// The elements as they will stand.
fn order(list: &Path, edits: &[Edit], (was, is): (&[String], &[String])) -> Vec<String> {
    let of_list = |edit: &&Edit| edit.path.split_last().is_some_and(|(parent, _)| parent == *list);
    let key = |edit: &Edit| edit.path.steps().last().map(Cow::into_owned);
    let elements = || edits.iter().filter(|edit| edit.kind == EditKind::Value).filter(of_list);
    let gone: BTreeSet<String> =
        elements().filter(|edit| edit.after.is_none()).filter_map(key).collect();
    let new: BTreeSet<String> =
        elements().filter(|edit| edit.before.is_none()).filter_map(key).collect();
    let mut order: Vec<String> = was.iter().filter(|id| !gone.contains(*id)).cloned().collect();
    let sorted = edits.iter().find(|edit| edit.kind == EditKind::Order && edit.path == *list);
    if let Some(Value::Array(sorted)) = sorted.and_then(|edit| edit.after.as_ref()) {
        let place = |id: &String| sorted.iter().position(|one| one.as_str() == Some(id));
        order.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    }
    let mut before: Vec<&String> = Vec::new();
    for id in is {
        if new.contains(id) {
            let there = before.iter().rev().find_map(|one| order.iter().position(|o| o == *one));
            order.insert(there.map_or(0, |at| at.saturating_add(1)), id.clone());
        }
        before.push(id);
    }
    order
}
