//! What a change of a JSON Schema means for those who fill in: less is allowed than before, more, or it only reads
//! differently.
//!
//! Schemas in forms and parameters are compared as rules, not as text. A schema is a conjunction of its keywords, so
//! it suffices to compare keyword by keyword, and keywords that depend on one another as one. What cannot be
//! compared with certainty counts as narrowed: a change may be called too large, never too small.

mod annotations;
mod arrays;
mod bounds;
mod branches;
mod comparison;
mod objects;
mod side;
mod values;
mod words;

use serde_json::Value;

use self::comparison::Comparison;
use crate::{Message, Pointer};

/// One difference between two versions of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaChange {
    /// The place in the new schema; for what is gone, its place in the old one.
    pub pointer: Pointer,
    pub effect: Effect,
    pub message: Message,
}

/// What a difference does to the set of values that the schema lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The same values as before.
    Reworded,
    /// Values that were refused are allowed.
    Widened,
    /// Values that were allowed may be refused.
    Narrowed,
}

/// Every difference between two JSON Schemas (2020-12), in the order of the keywords' groups.
///
/// Without a [`Effect::Narrowed`], whatever was valid stays valid; with neither that nor a [`Effect::Widened`],
/// both let through the same. Equal schemas have no difference, different ones at least one.
pub fn schema_changes(old: &Value, new: &Value) -> Vec<SchemaChange> {
    if old == new {
        return Vec::new();
    }
    let changes = Comparison::of(old, new);
    if changes.is_empty() {
        let message = words::same_rules();
        return vec![SchemaChange { pointer: Pointer::root(), effect: Effect::Reworded, message }];
    }
    changes
}
