//! The changes found so far, and what rules may look up in both documents.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Called, Change, ChangeKind, Section, place::Place, words};
use crate::{Lang, Message};

#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) old: Names<'d>,
    pub(super) new: Names<'d>,
    changes: Vec<Change>,
}

/// The elements of one document that others refer to, by their id.
#[derive(Debug)]
pub(super) struct Names<'d> {
    pub(super) roles: BTreeMap<&'d str, &'d Value>,
    pub(super) nodes: BTreeMap<&'d str, &'d Value>,
    pub(super) documents: BTreeMap<&'d str, &'d Value>,
    pub(super) requirements: BTreeMap<&'d str, &'d Value>,
    legal_bases: BTreeMap<&'d str, &'d Value>,
    /// The documents that an applicant must bring in, whatever way the case takes.
    pub(super) demanded: BTreeSet<&'d str>,
    pub(super) diagram: Option<&'d str>,
}

impl<'d> Found<'d> {
    pub(super) fn new(old: &'d Value, new: &'d Value) -> Self {
        Self { old: Names::of(old), new: Names::of(new), changes: Vec::new() }
    }

    pub(super) fn push(&mut self, kind: &ChangeKind, place: &Place<'_>, message: Message) {
        self.push_owing(kind.needs_reason.then(|| place.called()), kind, place, message);
    }

    /// A change that follows from another one, at which the reason is asked for, if one is.
    pub(super) fn push_consequence(
        &mut self,
        kind: &ChangeKind,
        place: &Place<'_>,
        message: Message,
    ) {
        self.push_owing(None, kind, place, message);
    }

    fn push_owing(
        &mut self,
        called: Option<Called>,
        kind: &ChangeKind,
        place: &Place<'_>,
        message: Message,
    ) {
        let (before, after) = (place.old.cloned(), place.new.cloned());
        self.changes.push(Change {
            code: kind.code,
            level: kind.level,
            section: Section::of(&place.path),
            path: place.path.clone(),
            pointer_before: before.is_some().then(|| place.before.clone()),
            pointer_after: after.is_some().then(|| place.after.clone()),
            before,
            after,
            needs_reason: called.is_some(),
            notifies_adopters: kind.notifies_adopters,
            message,
            called,
        });
    }

    pub(super) fn n_changes(&self) -> usize {
        self.changes.len()
    }

    /// An element by the title that either document gives it.
    pub(super) fn title_of(&self, pattern: &str, id: &str, lang: Lang) -> Option<String> {
        let element = self.element_of(pattern, id)?;
        words::title(element, lang).map(|title| words::quoted(title, lang))
    }

    /// What an id refers to at a place, as the new document has it, else the old one.
    fn element_of(&self, pattern: &str, id: &str) -> Option<&'d Value> {
        let list = |names: &Names<'d>| match pattern.rsplit('/').next()? {
            "role" => names.roles.get(id).copied(),
            "from" | "to" => names.nodes.get(id).copied(),
            "inputs" | "outputs" => names.documents.get(id).copied(),
            "requirements" => names.requirements.get(id).copied(),
            "legal_bases" => names.legal_bases.get(id).copied(),
            _ => None,
        };
        list(&self.new).or_else(|| list(&self.old))
    }

    /// What the value is called; an entry named by a reference, with the title of what it refers to.
    pub(super) fn field(&self, place: &Place<'_>, lang: Lang) -> String {
        let list = place.pattern.strip_suffix("/{}").unwrap_or_default();
        let id = place.path.steps().last().unwrap_or_default();
        match (self.element_of(list, &id), place.node.and_then(|node| node.title(lang))) {
            (Some(element), Some(field)) => {
                let title = words::title(element, lang).unwrap_or(&id);
                format!("{field}: {title}")
            }
            _ => place.field(lang),
        }
    }

    /// A value in words; a reference by the title of what it refers to.
    pub(super) fn words(&self, value: Option<&Value>, place: &Place<'_>, lang: Lang) -> String {
        let title =
            value.and_then(Value::as_str).and_then(|id| self.title_of(&place.pattern, id, lang));
        title.unwrap_or_else(|| words::value(value, place.node, lang))
    }

    /// By section, and within a section in the order of the document.
    pub(super) fn into_changes(self) -> Vec<Change> {
        let mut changes = self.changes;
        changes.sort_by_key(|change| change.section);
        changes
    }
}

impl<'d> Names<'d> {
    fn of(document: &'d Value) -> Self {
        let mut names = Self {
            roles: by_id(document, "/process/roles"),
            nodes: by_id(document, "/process/nodes"),
            documents: by_id(document, "/documents"),
            requirements: by_id(document, "/security/requirements"),
            legal_bases: by_id(document, "/legal_bases"),
            demanded: BTreeSet::new(),
            diagram: document.pointer("/process/diagram/bpmn").and_then(Value::as_str),
        };
        let demanding = names.nodes.values().filter(|node| names.demands(node));
        let outputs = demanding.filter_map(|node| node.get("outputs")?.as_array()).flatten();
        names.demanded = outputs.filter_map(Value::as_str).collect();
        names
    }

    /// Whether a step is the applicant's and cannot be left out. A step of nobody known counts as theirs.
    pub(super) fn demands(&self, node: &Value) -> bool {
        let role = node.get("role").and_then(Value::as_str).and_then(|id| self.roles.get(id));
        let kind = role.and_then(|role| role.get("kind")).and_then(Value::as_str);
        kind.is_none_or(|kind| kind == "applicant") && !is_optional(node)
    }

    /// Whether a requirement is binding. One that nobody knows counts as binding.
    pub(super) fn is_must(&self, requirement: &str) -> bool {
        let obligation =
            self.requirements.get(requirement).and_then(|found| found.get("obligation")?.as_str());
        obligation.is_none_or(|obligation| !["should", "may"].contains(&obligation))
    }
}

pub(super) fn is_optional(node: &Value) -> bool {
    node.get("optional").and_then(Value::as_bool) == Some(true)
}

fn by_id<'d>(document: &'d Value, list: &str) -> BTreeMap<&'d str, &'d Value> {
    let items = document.pointer(list).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| Some((item.get("id")?.as_str()?, item))).collect()
}
