//! The way through two documents, down to the places that the table has rules for.
//!
//! Objects and keyed lists that one side lacks are walked as empty ones, so that each rule sees its own place.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{areas::general, found::Found, place::Place, table, words};
use crate::{
    compare::{Keyed, present, same},
    schema::Node,
};

pub(super) fn documents<'d>(old: &'d Value, new: &'d Value, found: &mut Found<'_>) {
    visit(Place::root(old, new), found);
}

fn visit(mut place: Place<'_>, found: &mut Found<'_>) {
    place.old = present(place.node, place.old);
    place.new = present(place.node, place.new);
    match (table::rule(&place.pattern), place.node) {
        (Some(_), node) if same(node, place.old, place.new) => {}
        (Some(rule), _) => rule.judge(&place, found),
        (None, Some(node)) => descend(&place, node, found),
        (None, None) => general::unknown(&place, found),
    }
}

fn descend(place: &Place<'_>, node: Node, found: &mut Found<'_>) {
    let has = |keyword| node.keyword(keyword).is_some();
    let walked = if words::is_text(node) {
        general::text(place, found)
    } else if has("x-merge-key") {
        elements(place, node, found)
    } else if has("properties") {
        members(place, node, found)
    } else if has("additionalProperties") {
        entries(place, found)
    } else {
        None
    };
    if walked.is_none() && !same(place.node, place.old, place.new) {
        general::unknown(place, found);
    }
}

type Members<'d> = Option<&'d Map<String, Value>>;

/// The members of both objects; `None` if there is something else than an object.
pub(super) fn objects<'d>(place: &Place<'d>) -> Option<(Members<'d>, Members<'d>)> {
    let side = |value: Option<&'d Value>| match value {
        Some(value) => value.as_object().map(Some),
        None => Some(None),
    };
    Some((side(place.old)?, side(place.new)?))
}

fn members(place: &Place<'_>, node: Node, found: &mut Found<'_>) -> Option<()> {
    let (old, new) = objects(place)?;
    let differs = |name: &str| {
        old.and_then(|members| members.get(name)) != new.and_then(|members| members.get(name))
    };
    for (name, _) in node.properties().filter(|(name, _)| differs(name)) {
        visit(place.member(name), found);
    }
    let names: BTreeSet<&String> = old.into_iter().chain(new).flat_map(Map::keys).collect();
    for name in names {
        if node.property(name).is_none() && differs(name) {
            visit(place.member(name), found);
        }
    }
    Some(())
}

fn entries(place: &Place<'_>, found: &mut Found<'_>) -> Option<()> {
    let (old, new) = objects(place)?;
    let names: BTreeSet<&String> = old.into_iter().chain(new).flat_map(Map::keys).collect();
    for name in names {
        visit(place.entry(name), found);
    }
    Some(())
}

/// The elements of a keyed list: first those that are gone, then those that are there.
fn elements<'d>(place: &Place<'d>, node: Node, found: &mut Found<'_>) -> Option<()> {
    let items = |side: Option<&'d Value>| match side {
        Some(list) => list.as_array().map(Vec::as_slice),
        None => Some(&[][..]),
    };
    let (old, new) = Keyed::both(node, items(place.old)?, items(place.new)?)?;
    for id in old.ids().filter(|id| new.get(id).is_none()) {
        one_sided(&place.element(id, old.get(id), None), found);
    }
    for id in new.ids() {
        let element = place.element(id, old.get(id), new.get(id));
        match (element.old, element.new) {
            (Some(old), Some(new)) if old == new => {}
            (Some(_), _) => {
                element.node.and_then(|node| members(&element, node, found));
            }
            (None, _) => one_sided(&element, found),
        }
    }
    if old.kept(&new) != new.kept(&old) {
        general::order(place, found);
    }
    Some(())
}

fn one_sided(element: &Place<'_>, found: &mut Found<'_>) {
    match table::rule(&element.pattern) {
        Some(rule) => rule.judge(element, found),
        None => general::unknown(element, found),
    }
}
