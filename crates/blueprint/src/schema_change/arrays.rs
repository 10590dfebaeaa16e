//! Entries of lists.

use serde_json::Value;

use super::{
    Effect,
    bounds::{self, Count, End},
    comparison::Comparison,
    side::{Pair, Side},
    words::{self, Unit},
};

pub(super) fn compare<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    entries(comparison, pair);
    unique(comparison, pair);
    contains(comparison, pair);
}

/// Whether this schema refuses entries that none of its parts has judged.
pub(super) fn counts_entries(pair: &Pair<'_>) -> bool {
    let closes = |side: &Side<'_>| {
        side.value.get("unevaluatedItems").is_some_and(|rest| rest != &Value::Bool(true))
    };
    closes(&pair.old) || closes(&pair.new)
}

fn entries<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    let first =
        |side: &Side<'s>| side.get("prefixItems").map(|list| list.items()).unwrap_or_default();
    let (old, new) = (first(&pair.old), first(&pair.new));
    if pair.mode.entries_count {
        let is_reshaped = old.len() != new.len()
            || ["items", "unevaluatedItems"]
                .iter()
                .any(|keyword| pair.old.has(keyword) != pair.new.has(keyword));
        if is_reshaped {
            comparison.report(pair, pair.at("items"), Effect::Narrowed, words::uncertain());
        }
    }
    for index in 0..old.len().max(new.len()) {
        let at = |list: &[Side<'s>], side: &Side<'s>| {
            list.get(index).cloned().unwrap_or_else(|| side.schema("items"))
        };
        comparison.compare(&pair.part(at(&old, &pair.old), at(&new, &pair.new)).titled());
    }
    for keyword in ["items", "unevaluatedItems"] {
        if pair.old.has(keyword) || pair.new.has(keyword) {
            comparison
                .compare(&pair.part(pair.old.schema(keyword), pair.new.schema(keyword)).titled());
        }
    }
}

fn unique(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    let is_on = |side: &Side<'_>| side.value.get("uniqueItems") == Some(&Value::Bool(true));
    let (effect, message) = match (is_on(&pair.old), is_on(&pair.new)) {
        (false, true) => (Effect::Narrowed, words::unique()),
        (true, false) => (Effect::Widened, words::repeatable()),
        _ => return,
    };
    comparison.report(pair, pair.at("uniqueItems"), effect, message);
}

/// How many entries of a list must be of some form: the form and both numbers belong together.
fn contains<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    let at = pair.at("contains");
    match (pair.old.get("contains"), pair.new.get("contains")) {
        (None, None) => {}
        (None, Some(_)) => comparison.report(pair, at, Effect::Narrowed, words::condition_added()),
        (Some(_), None) => {
            let effect = if pair.mode.entries_count { Effect::Narrowed } else { Effect::Widened };
            comparison.report(pair, at, effect, words::condition_gone());
        }
        (Some(old), Some(new)) => {
            let form = pair.part(old, new);
            // With an upper limit, more entries of the form may be too many.
            if pair.old.has("maxContains") || pair.new.has("maxContains") {
                comparison.compare_exactly(&form);
            } else {
                comparison.compare(&form);
            }
            let of = |keyword, end, default| Count { keyword, end, unit: Unit::Fitting, default };
            bounds::count(comparison, pair, of("minContains", End::Lower, 1));
            bounds::count(comparison, pair, of("maxContains", End::Upper, 0));
        }
    }
}
