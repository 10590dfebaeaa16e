//! Every reference to a renamed element, so that it still means the same one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Renames;
use crate::Path;

/// A list and the places that name its elements. `*` stands for every element of a list; where the place holds a
/// list, its entries are the names, and where it holds an object, its members' names are.
const REFERENCES: &[(&str, &[&str])] = &[
    ("/process/roles", &["/process/nodes/*/role"]),
    ("/process/nodes", &["/process/flows/*/from", "/process/flows/*/to"]),
    ("/documents", &["/process/nodes/*/inputs", "/process/nodes/*/outputs"]),
    ("/legal_bases", &["/process/nodes/*/legal_bases", "/personal_data/legal_bases"]),
    (
        "/security/requirements",
        &["/process/nodes/*/requirements", "/vendors/*/products/*/tests/*/requirements"],
    ),
    ("/attachments", &["/personal_data/dpia/attachment"]),
    ("/rollout/steps", &["/rollout/steps/*/after"]),
];

pub(super) fn follow(renames: &Renames, document: &mut Value) {
    for (list, places) in REFERENCES {
        let ids = ids_of(renames, list);
        if ids.is_empty() {
            continue;
        }
        for place in *places {
            each_at(document, place, &mut |names| rename(names, &ids));
        }
    }
    each_at(document, "/parameters/*/used_by/*", &mut |place| {
        if let Value::String(path) = place {
            *path = renames.path(&Path::from(path.as_str())).to_string();
        }
    });
}

/// The new id of each renamed element of one list.
fn ids_of<'r>(renames: &'r Renames, list: &str) -> BTreeMap<&'r str, &'r str> {
    let id_in_list = |path: &'r Path| {
        let id = path.as_str().strip_prefix(list)?.strip_prefix('/')?;
        (!id.contains('/')).then_some(id)
    };
    renames.iter().filter_map(|(from, to)| Some((id_in_list(from)?, to.last()?))).collect()
}

/// Calls `visit` for every value at `place`.
fn each_at(value: &mut Value, place: &str, visit: &mut dyn FnMut(&mut Value)) {
    let Some(rest) = place.strip_prefix('/') else {
        visit(value);
        return;
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let (step, below) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if step == "*" {
        for item in value.as_array_mut().into_iter().flatten() {
            each_at(item, below, visit);
        }
    } else if let Some(member) = value.get_mut(step) {
        each_at(member, below, visit);
    }
}

fn rename(names: &mut Value, ids: &BTreeMap<&str, &str>) {
    match names {
        Value::String(name) => {
            if let Some(new) = ids.get(name.as_str()) {
                (*new).clone_into(name);
            }
        }
        Value::Array(items) => {
            for item in items.iter_mut().filter(|item| item.is_string()) {
                rename(item, ids);
            }
        }
        Value::Object(members) => {
            // All at once, so that names may swap.
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, member)| match ids.get(name.as_str()) {
                    Some(new) => ((*new).to_owned(), member),
                    None => (name, member),
                })
                .collect();
        }
        _ => {}
    }
}
