//! Schemas on the same value: all of them, any of them, one of them, none of them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Effect, annotations,
    comparison::Comparison,
    side::{Pair, Side},
    words,
};

pub(super) fn compare<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    reference(comparison, pair);
    all_of(comparison, pair);
    any_of(comparison, pair);
    one_of(comparison, pair);
    not(comparison, pair);
    conditional(comparison, pair);
}

/// The effect of a condition that is gone: more is let through, unless a rule around it counts what it judged.
fn gone(pair: &Pair<'_>) -> Effect {
    if pair.is_counted() { Effect::Narrowed } else { Effect::Widened }
}

/// A reference beside other keywords; one that stands alone is followed before.
fn reference<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    let at = pair.at("$ref");
    match pair.values("$ref") {
        (None, None) => {}
        (None, Some(_)) => comparison.report(pair, at, Effect::Narrowed, words::condition_added()),
        (Some(_), None) => comparison.report(pair, at, gone(pair), words::condition_gone()),
        (Some(_), Some(_)) => {
            let only = |side: &Side<'s>| side.get("$ref");
            if let (Some(old), Some(new)) = (only(&pair.old), only(&pair.new)) {
                comparison.compare_references(&pair.in_place(old, new));
            }
        }
    }
}

fn all_of<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    let Matched { paired, gone: removed, fresh } = Matched::of(pair, "allOf");
    for (old, new) in paired {
        comparison.compare(&pair.in_place(old, new));
    }
    for branch in removed {
        comparison.report(pair, branch.at, gone(pair), words::condition_gone());
    }
    for branch in fresh {
        comparison.report(pair, branch.at, Effect::Narrowed, words::condition_added());
    }
}

fn any_of<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    if comes_or_goes(comparison, pair, "anyOf") {
        return;
    }
    let Matched { paired, gone: removed, fresh } = Matched::of(pair, "anyOf");
    for (old, new) in paired {
        comparison.compare(&pair.in_place(old, new));
    }
    for branch in removed {
        comparison.report(pair, branch.at, Effect::Narrowed, words::choice_gone());
    }
    for branch in fresh {
        comparison.report(pair, branch.at, Effect::Widened, words::choice_added());
    }
}

fn one_of<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    if comes_or_goes(comparison, pair, "oneOf") {
        return;
    }
    let labelled = |side: &Side<'s>| side.get("oneOf").and_then(|side| labelled_values(&side));
    if let (Some(old), Some(new)) = (labelled(&pair.old), labelled(&pair.new)) {
        values(comparison, pair, (&old, &new));
        return;
    }
    let Matched { paired, gone: removed, fresh } = Matched::of(pair, "oneOf");
    for (old, new) in paired {
        comparison.compare_exactly(&pair.in_place(old, new));
    }
    if !removed.is_empty() || !fresh.is_empty() {
        comparison.report(pair, pair.at("oneOf"), Effect::Narrowed, words::uncertain());
    }
}

/// A list of values, each with a title: where no two are equal, exactly one of them is any of them.
fn labelled_values<'s>(list: &Side<'s>) -> Option<BTreeMap<&'s str, Side<'s>>> {
    let branches = list.items();
    let n_branches = branches.len();
    let by_value: Option<BTreeMap<_, _>> = branches
        .into_iter()
        .map(|branch| {
            let is_value =
                branch.names().all(|name| name == "const" || annotations::is_annotation(name));
            let value = branch.value.get("const").and_then(Value::as_str)?;
            is_value.then_some((value, branch))
        })
        .collect();
    by_value.filter(|values| 0 < n_branches && values.len() == n_branches)
}

fn values<'s>(
    comparison: &mut Comparison<'s>,
    pair: &Pair<'s>,
    (old, new): (&BTreeMap<&'s str, Side<'s>>, &BTreeMap<&'s str, Side<'s>>),
) {
    for (value, branch) in old {
        if let Some(still) = new.get(value) {
            comparison.compare(&pair.in_place(branch.clone(), still.clone()));
        } else {
            let message = words::values_gone(&[&Value::from(*value)]);
            comparison.report(pair, branch.at.clone(), Effect::Narrowed, message);
        }
    }
    for (value, branch) in new.iter().filter(|(value, _)| !old.contains_key(*value)) {
        let message = words::values_added(&[&Value::from(*value)]);
        comparison.report(pair, branch.at.clone(), Effect::Widened, message);
    }
}

fn not<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    if !comes_or_goes(comparison, pair, "not") {
        comparison.compare_exactly(&pair.in_place(pair.old.schema("not"), pair.new.schema("not")));
    }
}

/// `then` and `else` say nothing without `if`.
fn conditional<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    if comes_or_goes(comparison, pair, "if") {
        return;
    }
    let both = |keyword| pair.in_place(pair.old.schema(keyword), pair.new.schema(keyword));
    comparison.compare_exactly(&both("if"));
    comparison.compare(&both("then"));
    comparison.compare(&both("else"));
}

/// Reports a keyword that only one side has. `true` also where neither has it.
fn comes_or_goes(comparison: &mut Comparison<'_>, pair: &Pair<'_>, keyword: &'static str) -> bool {
    let (effect, message) = match (pair.old.has(keyword), pair.new.has(keyword)) {
        (true, true) => return false,
        (false, false) => return true,
        (false, true) => (Effect::Narrowed, words::condition_added()),
        (true, false) => (gone(pair), words::condition_gone()),
    };
    comparison.report(pair, pair.at(keyword), effect, message);
    true
}

/// The branches of both sides: those that are the same, or that stand in for one another, and the rest.
struct Matched<'s> {
    paired: Vec<(Side<'s>, Side<'s>)>,
    gone: Vec<Side<'s>>,
    fresh: Vec<Side<'s>>,
}

impl<'s> Matched<'s> {
    fn of(pair: &Pair<'s>, keyword: &str) -> Self {
        let branches =
            |side: &Side<'s>| side.get(keyword).map(|side| side.items()).unwrap_or_default();
        let mut by_text: BTreeMap<String, Vec<Side<'s>>> = BTreeMap::new();
        for branch in branches(&pair.old).into_iter().rev() {
            by_text.entry(branch.value.to_string()).or_default().push(branch);
        }
        let (mut paired, mut fresh) = (Vec::new(), Vec::new());
        for branch in branches(&pair.new) {
            // Equal texts are still compared: references in them may lead to something else now.
            match by_text.get_mut(&branch.value.to_string()).and_then(Vec::pop) {
                Some(old) => paired.push((old, branch)),
                None => fresh.push(branch),
            }
        }
        let mut gone: Vec<_> = by_text.into_values().flatten().collect();
        gone.sort_by(|a, b| a.at.cmp(&b.at));
        if gone.len() == fresh.len() {
            paired.extend(gone.drain(..).zip(fresh.drain(..)));
        }
        Self { paired, gone, fresh }
    }
}
