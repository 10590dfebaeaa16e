//! Members: which there are, which must be there, what they may hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Effect,
    comparison::Comparison,
    side::{Pair, Side},
    words,
};

/// Keywords that hand the same value to further schemas, whose judged members count as judged.
const IN_PLACE: [&str; 6] = ["$ref", "allOf", "anyOf", "oneOf", "if", "dependentSchemas"];

pub(super) fn compare<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    required(comparison, pair);
    dependent_required(comparison, pair);
    members(comparison, pair);
    if pair.differs("propertyNames") || pair.old.has("propertyNames") {
        let names = pair.part(pair.old.schema("propertyNames"), pair.new.schema("propertyNames"));
        comparison.compare(&names);
    }
    dependent_schemas(comparison, pair);
}

/// Whether this schema refuses members that none of its parts has judged.
pub(super) fn counts_members(pair: &Pair<'_>) -> bool {
    let closes = |side: &Side<'_>| {
        side.value.get("unevaluatedProperties").is_some_and(|rest| rest != &Value::Bool(true))
    };
    !stands_alone(pair) && (closes(&pair.old) || closes(&pair.new))
}

pub(super) fn stands_alone(pair: &Pair<'_>) -> bool {
    IN_PLACE.iter().all(|keyword| !pair.old.has(keyword) && !pair.new.has(keyword))
}

fn required(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    if !pair.differs("required") {
        return;
    }
    let (old, new) = pair.values("required");
    let at = pair.at("required");
    let (Some(old), Some(new)) = (names(old), names(new)) else {
        comparison.report(pair, at, Effect::Narrowed, words::uncertain());
        return;
    };
    for name in new.difference(&old) {
        let message = words::required(field(pair, name));
        comparison.report(pair, at.clone(), Effect::Narrowed, message);
    }
    for name in old.difference(&new) {
        let message = words::optional(field(pair, name));
        comparison.report(pair, at.clone(), Effect::Widened, message);
    }
}

fn dependent_required<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    const KEYWORD: &str = "dependentRequired";
    if !pair.differs(KEYWORD) {
        return;
    }
    for when in pair.names(KEYWORD) {
        let of = |side: &Side<'s>| match side.value.get(KEYWORD) {
            Some(all) => names(all.get(when)),
            None => names(None),
        };
        let (old, new) = (of(&pair.old), of(&pair.new));
        let at = pair.at(KEYWORD).join(when);
        let (Some(old), Some(new)) = (old, new) else {
            comparison.report(pair, at, Effect::Narrowed, words::uncertain());
            continue;
        };
        for name in new.difference(&old) {
            let message = words::required_with(field(pair, name), field(pair, when));
            comparison.report(pair, at.clone(), Effect::Narrowed, message);
        }
        for name in old.difference(&new) {
            let message = words::optional_with(field(pair, name), field(pair, when));
            comparison.report(pair, at.clone(), Effect::Widened, message);
        }
    }
}

fn names(list: Option<&Value>) -> Option<BTreeSet<&str>> {
    let Some(list) = list else { return Some(BTreeSet::new()) };
    list.as_array()?.iter().map(Value::as_str).collect()
}

/// A member as people know it.
fn field<'s>(pair: &Pair<'s>, name: &'s str) -> &'s str {
    let title = |side: &Side<'s>| side.get("properties")?.get(name)?.title();
    title(&pair.new).or_else(|| title(&pair.old)).unwrap_or(name)
}

fn members<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    let has_patterns = |side: &Side<'_>| {
        side.value
            .get("patternProperties")
            .is_some_and(|patterns| patterns != &serde_json::json!({}))
    };
    let is_patterned = has_patterns(&pair.old) || has_patterns(&pair.new);
    // A name that moves between members, patterns and the rest is judged by another rule than before, and with
    // patterns or rules around it that look at judged members, nobody can say which.
    let names_are_fixed = is_patterned || pair.mode.members_count;
    for name in pair.names("properties") {
        member(comparison, pair, name, names_are_fixed);
    }
    for pattern in pair.names("patternProperties") {
        by_pattern(comparison, pair, pattern);
    }
    rest(comparison, pair);
}

fn member<'s>(
    comparison: &mut Comparison<'s>,
    pair: &Pair<'s>,
    name: &'s str,
    names_are_fixed: bool,
) {
    let of = |side: &Side<'s>| side.get("properties").and_then(|members| members.get(name));
    let (old, new) = (of(&pair.old), of(&pair.new));
    let at = new.as_ref().or(old.as_ref()).map(|side| side.at.clone()).unwrap_or_default();
    let label = field(pair, name);
    let (is_added, is_gone) = (old.is_none(), new.is_none());
    let old = old.unwrap_or_else(|| rest_of(&pair.old));
    let new = new.unwrap_or_else(|| rest_of(&pair.new));
    let below = pair.part(old, new).labelled(name);
    if !is_added && !is_gone {
        comparison.compare(&below);
        return;
    }
    let (tally, _) = comparison.judge(&below);
    let (effect, message) = match (is_added, tally.narrowed || names_are_fixed, tally.widened) {
        (true, true, _) => (Effect::Narrowed, words::field_ruled(label)),
        (true, false, true) => (Effect::Widened, words::field_added(label)),
        (true, false, false) => (Effect::Reworded, words::field_named(label)),
        (false, true, _) => (Effect::Narrowed, words::field_gone(label)),
        (false, false, true) => (Effect::Widened, words::field_unruled(label)),
        (false, false, false) => (Effect::Reworded, words::field_unnamed(label)),
    };
    comparison.report(pair, at, effect, message);
}

fn by_pattern<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>, pattern: &'s str) {
    let of = |side: &Side<'s>| side.get("patternProperties").and_then(|all| all.get(pattern));
    match (of(&pair.old), of(&pair.new)) {
        (Some(old), Some(new)) => comparison.compare(&pair.part(old, new)),
        (old, new) => {
            let at = new.or(old).map(|side| side.at).unwrap_or_default();
            comparison.report(pair, at, Effect::Narrowed, words::uncertain());
        }
    }
}

/// What members may hold that are named nowhere.
fn rest<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    const CLOSING: [&str; 2] = ["additionalProperties", "unevaluatedProperties"];
    if pair.mode.members_count {
        for keyword in CLOSING {
            if pair.old.has(keyword) != pair.new.has(keyword) {
                comparison.report(pair, pair.at(keyword), Effect::Narrowed, words::uncertain());
            }
        }
    }
    if stands_alone(pair) {
        other_fields(comparison, pair, (rest_of(&pair.old), rest_of(&pair.new)));
    } else {
        for keyword in CLOSING {
            other_fields(comparison, pair, (pair.old.schema(keyword), pair.new.schema(keyword)));
        }
    }
}

fn other_fields<'s>(
    comparison: &mut Comparison<'s>,
    pair: &Pair<'s>,
    (old, new): (Side<'s>, Side<'s>),
) {
    let is_closed = |side: &Side<'_>| side.value == &Value::Bool(false);
    match (is_closed(&old), is_closed(&new)) {
        (false, false) => comparison.compare(&pair.part(old, new)),
        (true, true) => {}
        (false, true) => comparison.report(pair, new.at, Effect::Narrowed, words::closed()),
        (true, false) => comparison.report(pair, old.at, Effect::Widened, words::opened()),
    }
}

/// Without further schemas on the same value, both keywords for the rest say the same, and the first one wins.
fn rest_of<'s>(side: &Side<'s>) -> Side<'s> {
    let is_alone = IN_PLACE.iter().all(|keyword| !side.has(keyword));
    let keyword = if !side.has("additionalProperties") && is_alone {
        "unevaluatedProperties"
    } else {
        "additionalProperties"
    };
    side.schema(keyword)
}

fn dependent_schemas<'s>(comparison: &mut Comparison<'s>, pair: &Pair<'s>) {
    const KEYWORD: &str = "dependentSchemas";
    for when in pair.names(KEYWORD) {
        let of = |side: &Side<'s>| match side.get(KEYWORD) {
            Some(side) => side.schema(when),
            None => side.schema(KEYWORD),
        };
        comparison.compare(&pair.in_place(of(&pair.old), of(&pair.new)));
    }
}
