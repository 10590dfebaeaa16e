//! The JSON Schema of the document: compiled once, asked for titles, hints and keys.
//!
//! The schema is the contract (`schemas/blueprint/1.json`) and part of the program; nothing is fetched.

use std::sync::LazyLock;

use jsonschema::{PatternOptions, Validator};
use serde_json::Value;

use crate::{Lang, Pointer};

/// The highest number of the format this program knows.
pub const LATEST_FORMAT: u32 = 1;

const SOURCE_1: &str = include_str!("../../../schemas/blueprint/1.json");

static SCHEMA_1: LazyLock<Value> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "part of the program; a test reads it")]
    serde_json::from_str(SOURCE_1).expect("the schema is JSON")
});

static VALIDATOR_1: LazyLock<Validator> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "part of the program; a test compiles it")]
    options().build(&SCHEMA_1).expect("the schema compiles")
});

/// The schema of a format number, as it is served at `/api/v1/schemas/blueprint/{n}.json`.
pub fn schema_source(format: u32) -> Option<&'static str> {
    (format == 1).then_some(SOURCE_1)
}

/// The member that names the elements of the list at `pointer`, if the schema says they are a keyed set.
pub fn merge_key(pointer: &Pointer) -> Option<&'static str> {
    Node::at(pointer)?.keyword("x-merge-key")?.as_str()
}

/// Whether the place is one that a fork keeps as its own (`x-owner: local`), or lies in one.
pub fn is_local(pointer: &Pointer) -> bool {
    let mut node = Node::root();
    for step in pointer.steps() {
        let Some(child) = node.child(&step) else { return false };
        if child.is_local() {
            return true;
        }
        node = child;
    }
    false
}

/// How every schema is compiled here: linear-time patterns, formats checked, nothing fetched.
pub(crate) fn options() -> jsonschema::ValidationOptions<'static> {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .offline()
}

pub(crate) fn validator() -> &'static Validator {
    &VALIDATOR_1
}

/// A part of the schema: what it says of one place in a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node(&'static Value);

impl Node {
    pub(crate) fn root() -> Self {
        Self(&SCHEMA_1)
    }

    /// What the schema says of the value at `pointer`. `None` where it leaves the value free.
    pub(crate) fn at(pointer: &Pointer) -> Option<Self> {
        pointer.steps().try_fold(Self::root(), |node, step| node.child(&step))
    }

    /// The sub-schema at a schema pointer such as `/$defs/text/propertyNames`.
    pub(crate) fn of_schema_path(path: &str) -> Option<Self> {
        SCHEMA_1.pointer(path).map(Self)
    }

    pub(crate) fn child(self, step: &str) -> Option<Self> {
        if let Some(member) = self.property(step) {
            return Some(member);
        }
        let is_index = !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
        if let Some(items) = self.keyword("items").filter(|_| is_index) {
            return Some(Self(items));
        }
        self.keyword("additionalProperties").filter(|schema| schema.is_object()).map(Self)
    }

    pub(crate) fn property(self, name: &str) -> Option<Self> {
        self.keyword("properties")?.get(name).map(Self)
    }

    pub(crate) fn properties(self) -> impl Iterator<Item = (&'static str, Self)> {
        let members = self.keyword("properties").and_then(Value::as_object);
        members.into_iter().flatten().map(|(name, schema)| (name.as_str(), Self(schema)))
    }

    pub(crate) fn items(self) -> Option<Self> {
        self.keyword("items").map(Self)
    }

    /// A keyword of this part, or of the definition it refers to.
    pub(crate) fn keyword(self, name: &str) -> Option<&'static Value> {
        let mut here = self.0;
        loop {
            if let Some(value) = here.get(name) {
                return Some(value);
            }
            here = definition(here.get("$ref")?.as_str()?)?;
        }
    }

    /// Whether a fork keeps this place as it has it, whatever its upstream does.
    pub(crate) fn is_local(self) -> bool {
        self.keyword("x-owner").is_some_and(|owner| owner == "local")
    }

    pub(crate) fn title(self, lang: Lang) -> Option<&'static str> {
        match lang {
            Lang::De => self.keyword("x-de")?.get("title")?.as_str(),
            Lang::En => self.keyword("title")?.as_str(),
        }
    }

    /// What a value must look like, in words.
    pub(crate) fn hint(self, lang: Lang) -> Option<&'static str> {
        self.keyword("x-hint")?.get(lang.tag())?.as_str()
    }

    /// The name of an allowed value, in words.
    pub(crate) fn label(self, value: &str, lang: Lang) -> Option<&'static str> {
        self.keyword("x-labels")?.get(value)?.get(lang.tag())?.as_str()
    }
}

/// What a reference of the schema means. Asked at every place of every document, so only for the one form there is.
fn definition(reference: &str) -> Option<&'static Value> {
    SCHEMA_1.get("$defs")?.get(reference.strip_prefix("#/$defs/")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
        match schema {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| references(member, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_of_the_schema_means_a_definition() {
        let mut found = Vec::new();
        references(&SCHEMA_1, &mut found);
        assert!(50 < found.len(), "{}", found.len());
        let lost: Vec<&str> =
            found.into_iter().filter(|reference| definition(reference).is_none()).collect();
        assert_eq!(lost, [""; 0]);
    }
    #[test]
    fn what_a_fork_keeps_is_local_with_all_that_lies_in_it() {
        for place in [
            "/owner",
            "/upstream/version",
            "/contacts/0/email",
            "/maintenance",
            "/parameters/3/default",
            "/parameters/3/default/betrag",
        ] {
            assert!(is_local(&Pointer::new(place)), "{place}");
        }
        for place in ["", "/title/de", "/parameters/3/binding", "/nichts/owner", "/vendors/0/name"]
        {
            assert!(!is_local(&Pointer::new(place)), "{place}");
        }
    }
}
