//! What the schema cannot say: the rules, a file each.
//!
//! A rule reads the document as it is, valid or not: where the schema already found something else than
//! expected, it stays silent. It reports everything it sees, never only the first.

mod embedded_schemas;
mod freshness;
mod identifiers;
mod law_and_deadlines;
mod limits;
mod media_breaks;
mod placeholders;
mod process_graph;
mod references;

use jiff::civil::Date;
use serde_json::Value;

use crate::{Code, Finding, Message, Path, Pointer, Severity};

/// One rule: its name, which is also its page in `docs/rules/`, and its check.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub name: &'static str,
    /// Every code it may report.
    pub codes: &'static [&'static str],
    pub(crate) check: fn(Context<'_>, &mut Findings<'_>),
}

/// All that a rule may know: the document, and the day on which it is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'d> {
    pub(crate) document: &'d Value,
    pub(crate) on: Date,
}

/// All rules, in the order in which they are checked.
pub const RULES: &[Rule] = &[
    limits::RULE,
    references::RULE,
    process_graph::RULE,
    media_breaks::RULE,
    identifiers::RULE,
    law_and_deadlines::RULE,
    freshness::RULE,
    placeholders::RULE,
    embedded_schemas::RULE,
];

/// More would not help anybody, and a hostile document could ask for millions.
const MOST_FINDINGS: usize = 1000;

/// The findings of one document so far.
#[derive(Debug)]
pub(crate) struct Findings<'d> {
    document: &'d Value,
    found: Vec<Finding>,
}

impl<'d> Findings<'d> {
    pub(crate) fn new(document: &'d Value) -> Self {
        Self { document, found: Vec::new() }
    }

    pub(crate) fn error(&mut self, code: &'static str, at: Pointer, message: Message) {
        self.push(code, Severity::Error, at, message);
    }

    pub(crate) fn warning(&mut self, code: &'static str, at: Pointer, message: Message) {
        self.push(code, Severity::Warning, at, message);
    }

    /// Reports at a place where the schema's own sentence says less: that one goes.
    pub(crate) fn replace(&mut self, at: Pointer, code: &'static str, message: Message) {
        self.found.retain(|finding| finding.pointer != at);
        self.error(code, at, message);
    }

    /// In the order of places; errors before warnings at the same place.
    pub(crate) fn into_sorted(self) -> Vec<Finding> {
        let mut found = self.found;
        found.sort_by(|a, b| {
            natural(&a.pointer).cmp(&natural(&b.pointer)).then(a.severity.cmp(&b.severity))
        });
        found.dedup();
        found
    }

    fn push(&mut self, code: &'static str, severity: Severity, pointer: Pointer, message: Message) {
        if self.found.len() < MOST_FINDINGS {
            let path = Path::of(self.document, &pointer);
            self.found.push(Finding { code: Code(code), severity, pointer, path, message });
        }
    }
}

/// Sorts list elements by number: `/nodes/2` before `/nodes/10`.
fn natural(pointer: &Pointer) -> Vec<(usize, String)> {
    pointer
        .steps()
        .map(|step| match step.parse::<usize>() {
            Ok(number) => (number, String::new()),
            Err(_not_a_number) => (usize::MAX, step.into_owned()),
        })
        .collect()
}

/// The elements of the list at `path`, each with its place.
fn each<'d>(document: &'d Value, list: &'static str) -> impl Iterator<Item = (Pointer, &'d Value)> {
    elements(Pointer::new(list), document.pointer(list))
}

/// The elements of a list that is a member of `parent`.
fn each_in<'d>(
    at: &Pointer,
    parent: &'d Value,
    member: &'static str,
) -> impl Iterator<Item = (Pointer, &'d Value)> {
    elements(at.join(member), parent.get(member))
}

fn elements(at: Pointer, list: Option<&Value>) -> impl Iterator<Item = (Pointer, &Value)> {
    let items = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().enumerate().map(move |(index, item)| (at.join(index), item))
}

fn text<'d>(value: &'d Value, member: &str) -> Option<&'d str> {
    value.get(member).and_then(Value::as_str)
}

/// Calls `visit` for every text in the document, names of members included.
fn each_text<'d>(document: &'d Value, visit: &mut dyn FnMut(&Pointer, &'d str)) {
    fn walk<'d>(at: &mut Pointer, value: &'d Value, visit: &mut dyn FnMut(&Pointer, &'d str)) {
        match value {
            Value::String(text) => visit(at, text),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    at.below(index, |at| walk(at, item, visit));
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    at.below(name, |at| {
                        visit(at, name);
                        walk(at, member, visit);
                    });
                }
            }
            _ => {}
        }
    }
    walk(&mut Pointer::root(), document, visit);
}
