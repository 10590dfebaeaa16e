//! Two places to compare: a schema in the old version and its counterpart in the new one.

use std::collections::BTreeSet;

use serde_json::Value;

use super::annotations;
use crate::Pointer;

/// What an absent schema lets through.
static ANYTHING: Value = Value::Bool(true);

/// A schema and its place.
#[derive(Clone, Debug)]
pub(super) struct Side<'s> {
    pub(super) value: &'s Value,
    pub(super) at: Pointer,
}

/// What surrounds a pair of schemas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mode {
    /// Neither more nor less may be let through, as below `not`.
    pub(super) exact: bool,
    /// A rule around this schema looks at which members it has judged.
    pub(super) members_count: bool,
    /// A rule around this schema looks at which entries it has judged.
    pub(super) entries_count: bool,
}

/// Two schemas in the same place.
#[derive(Clone, Debug)]
pub(super) struct Pair<'s> {
    pub(super) old: Side<'s>,
    pub(super) new: Side<'s>,
    /// The field this is about, as people know it; empty for the whole.
    pub(super) label: String,
    pub(super) mode: Mode,
    pub(super) depth: usize,
}

impl<'s> Side<'s> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.value.get(name).is_some()
    }

    pub(super) fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).map(|value| Self { value, at: self.at.join(name) })
    }

    /// The schema under a keyword; an absent one lets everything through.
    pub(super) fn schema(&self, name: &str) -> Self {
        self.get(name).unwrap_or_else(|| Self { value: &ANYTHING, at: self.at.join(name) })
    }

    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let side = |(index, value)| Self { value, at: self.at.join(index) };
        items.iter().enumerate().map(side).collect()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.value.as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The reference, if the schema says nothing else.
    pub(super) fn pure_reference(&self) -> Option<&'s str> {
        let silent = |name: &str| {
            annotations::is_annotation(name) || matches!(name, "$ref" | "$defs" | "$id" | "$anchor")
        };
        self.names().all(silent).then_some(())?;
        self.value.get("$ref")?.as_str()
    }

    pub(super) fn title(&self) -> Option<&'s str> {
        self.value.get("title")?.as_str().filter(|title| !title.is_empty())
    }
}

impl<'s> Pair<'s> {
    pub(super) fn values(&self, keyword: &str) -> (Option<&'s Value>, Option<&'s Value>) {
        (self.old.value.get(keyword), self.new.value.get(keyword))
    }

    pub(super) fn differs(&self, keyword: &str) -> bool {
        let (old, new) = self.values(keyword);
        old != new
    }

    /// Where a keyword stands, or stood.
    pub(super) fn at(&self, keyword: &str) -> Pointer {
        let side =
            if self.new.has(keyword) || !self.old.has(keyword) { &self.new } else { &self.old };
        side.at.join(keyword)
    }

    /// The names under a keyword that holds an object, of both sides.
    pub(super) fn names(&self, keyword: &str) -> BTreeSet<&'s str> {
        let names = |side: &Side<'s>| side.get(keyword).map(|side| side.names());
        names(&self.old).into_iter().chain(names(&self.new)).flatten().collect()
    }

    /// Two schemas that judge the same value as this pair does.
    pub(super) fn in_place(&self, old: Side<'s>, new: Side<'s>) -> Self {
        Self {
            old,
            new,
            label: self.label.clone(),
            mode: self.mode,
            depth: self.depth.saturating_add(1),
        }
    }

    /// Two schemas that judge a part of the value.
    pub(super) fn part(&self, old: Side<'s>, new: Side<'s>) -> Self {
        let mode = Mode { exact: self.mode.exact, ..Mode::default() };
        Self { mode, ..self.in_place(old, new) }
    }

    pub(super) fn labelled(self, name: &str) -> Self {
        let title = self.new.title().or_else(|| self.old.title()).unwrap_or(name);
        let label = if self.label.is_empty() {
            title.to_owned()
        } else {
            format!("{} › {title}", self.label)
        };
        Self { label, ..self }
    }

    /// Named after its title, if it has one.
    pub(super) fn titled(self) -> Self {
        if self.new.title().or_else(|| self.old.title()).is_some() {
            self.labelled("")
        } else {
            self
        }
    }

    pub(super) fn exactly(self) -> Self {
        Self { mode: Mode { exact: true, ..self.mode }, ..self }
    }

    /// Whether what this schema judges matters to a rule around it.
    pub(super) fn is_counted(&self) -> bool {
        self.mode.members_count || self.mode.entries_count
    }
}
