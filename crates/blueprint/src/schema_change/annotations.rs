//! What a schema says to readers, and what no rule here knows.

use super::{Effect, comparison::Comparison, side::Pair, words};

/// Keywords that let through the same, whatever they say.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "$comment",
];

/// Keywords that other modules compare, or that matter only through references to them.
const KNOWN: &[&str] = &[
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "dependentRequired",
    "dependentSchemas",
    "properties",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "prefixItems",
    "items",
    "unevaluatedItems",
    "contains",
    "minContains",
    "maxContains",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "$defs",
    "$id",
    "$anchor",
];

pub(super) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

pub(super) fn compare(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    for keyword in keywords(pair) {
        if is_annotation(keyword) {
            comparison.report(pair, pair.at(keyword), Effect::Reworded, words::annotation(keyword));
        }
    }
}

/// A keyword that nobody here knows may mean anything.
pub(super) fn compare_unknown(comparison: &mut Comparison<'_>, pair: &Pair<'_>) {
    for keyword in keywords(pair) {
        if !is_annotation(keyword) && !KNOWN.contains(&keyword) {
            comparison.report(pair, pair.at(keyword), Effect::Narrowed, words::unknown(keyword));
        }
    }
}

/// The keywords that differ.
fn keywords<'s>(pair: &Pair<'s>) -> impl Iterator<Item = &'s str> {
    let mut names: Vec<&str> = pair.old.names().chain(pair.new.names()).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| pair.differs(name));
    names.into_iter()
}
