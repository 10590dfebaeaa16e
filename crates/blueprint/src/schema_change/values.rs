//! Which values by themselves: types, lists of values, ways of writing.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Effect, comparison::Comparison, side::Pair, words};

pub(super) fn compare(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    types(comparison, pair);
    lists(comparison, pair);
    writing(comparison, pair, "pattern");
    writing(comparison, pair, "format");
}

/// A kind of value. Whole numbers are numbers, so the two kinds of number stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Whole,
    Fraction,
    YesNo,
    List,
    Object,
    Nothing,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Text,
        Self::Whole,
        Self::Fraction,
        Self::YesNo,
        Self::List,
        Self::Object,
        Self::Nothing,
    ];

    fn named(name: &str) -> Option<&'static [Self]> {
        match name {
            "string" => Some(&[Self::Text]),
            "integer" => Some(&[Self::Whole]),
            "number" => Some(&[Self::Whole, Self::Fraction]),
            "boolean" => Some(&[Self::YesNo]),
            "array" => Some(&[Self::List]),
            "object" => Some(&[Self::Object]),
            "null" => Some(&[Self::Nothing]),
            _ => None,
        }
    }

    /// The kinds that `type` names; all of them where it is absent, none known where it is malformed.
    fn of(value: Option<&Value>) -> Option<Vec<Self>> {
        match value {
            None => Some(Self::ALL.to_vec()),
            Some(Value::String(name)) => Self::named(name).map(<[Self]>::to_vec),
            Some(Value::Array(names)) => {
                let kinds: Option<Vec<_>> =
                    names.iter().map(|name| name.as_str().and_then(Self::named)).collect();
                kinds.map(|kinds| kinds.concat())
            }
            Some(_) => None,
        }
    }
}

fn types(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    if !pair.differs("type") {
        return;
    }
    let (old, new) = pair.values("type");
    let at = pair.at("type");
    let (Some(old), Some(new)) = (Kind::of(old), Kind::of(new)) else {
        comparison.report(pair, at, Effect::Narrowed, words::uncertain());
        return;
    };
    let only_in = |these: &[Kind], those: &[Kind]| -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| these.contains(kind) && !those.contains(kind)).collect()
    };
    let (gone, fresh) = (only_in(&old, &new), only_in(&new, &old));
    if !gone.is_empty() {
        let message =
            if pair.old.has("type") { words::kinds_gone(&gone) } else { words::kinds_only(&new) };
        comparison.report(pair, at.clone(), Effect::Narrowed, message);
    }
    if !fresh.is_empty() {
        let message =
            if pair.new.has("type") { words::kinds_added(&fresh) } else { words::kinds_free() };
        comparison.report(pair, at, Effect::Widened, message);
    }
}

/// `enum` and `const` both list the values that are allowed.
fn lists(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    if !pair.differs("enum") && !pair.differs("const") {
        return;
    }
    let keyword = if pair.new.has("enum") || !pair.new.has("const") { "enum" } else { "const" };
    let at = if pair.new.has(keyword) || pair.old.has(keyword) {
        pair.at(keyword)
    } else {
        pair.at("const")
    };
    match (listed(pair.old.value), listed(pair.new.value)) {
        (Some(Listed::Any), Some(Listed::Any)) => {}
        (Some(Listed::Any), Some(Listed::Only(new))) => {
            let message = words::list_added(&new.into_values().collect::<Vec<_>>());
            comparison.report(pair, at, Effect::Narrowed, message);
        }
        (Some(Listed::Only(_)), Some(Listed::Any)) => {
            comparison.report(pair, at, Effect::Widened, words::list_gone());
        }
        (Some(Listed::Only(old)), Some(Listed::Only(new))) => {
            let only_in = |these: &BTreeMap<String, &Value>, those: &BTreeMap<String, &Value>| {
                let only = these.iter().filter(|(text, _)| !those.contains_key(*text));
                only.map(|(_, value)| (*value).clone()).collect::<Vec<Value>>()
            };
            let (gone, fresh) = (only_in(&old, &new), only_in(&new, &old));
            if !gone.is_empty() {
                comparison.report(
                    pair,
                    at.clone(),
                    Effect::Narrowed,
                    words::values_gone(&gone.iter().collect::<Vec<_>>()),
                );
            }
            if !fresh.is_empty() {
                comparison.report(
                    pair,
                    at,
                    Effect::Widened,
                    words::values_added(&fresh.iter().collect::<Vec<_>>()),
                );
            }
        }
        _ => comparison.report(pair, at, Effect::Narrowed, words::uncertain()),
    }
}

enum Listed<'s> {
    Any,
    Only(BTreeMap<String, &'s Value>),
}

/// The values by their text. `None` where both keywords stand, or a malformed one.
fn listed(schema: &Value) -> Option<Listed<'_>> {
    match (schema.get("enum"), schema.get("const")) {
        (None, None) => Some(Listed::Any),
        (None, Some(value)) => Some(Listed::Only([(value.to_string(), value)].into())),
        (Some(Value::Array(values)), None) => {
            Some(Listed::Only(values.iter().map(|value| (value.to_string(), value)).collect()))
        }
        _ => None,
    }
}

/// Ways of writing that cannot be ordered: another one is another.
fn writing(comparison: &mut Comparison<'_>, pair: &Pair<'_>, keyword: &'static str) {
    if !pair.differs(keyword) {
        return;
    }
    let (effect, message) = match pair.values(keyword) {
        (_, None) => (Effect::Widened, words::writing_gone()),
        (None, Some(new)) => (Effect::Narrowed, words::writing_added(keyword, new)),
        (Some(_), Some(new)) => (Effect::Narrowed, words::writing_changed(keyword, new)),
    };
    comparison.report(pair, pair.at(keyword), effect, message);
}
