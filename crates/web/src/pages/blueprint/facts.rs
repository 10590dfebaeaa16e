//! Lists of facts: a name and what is said under it. A fact that nothing is said about is left out.

use blueprint::document::Localised;

use crate::pages::{format, phrase::Phrase, text::Text};

/// A name and what is said under it.
#[derive(Debug)]
pub(in crate::pages) struct Fact {
    pub(in crate::pages) label: Phrase,
    pub(in crate::pages) values: Vec<Phrase>,
}

/// Facts in the order in which they were added.
#[derive(Debug)]
pub(in crate::pages) struct Facts {
    t: Text,
    list: Vec<Fact>,
}

impl Facts {
    pub(in crate::pages) fn new(t: Text) -> Self {
        Self { t, list: Vec::new() }
    }

    pub(in crate::pages) fn done(self) -> Vec<Fact> {
        self.list
    }

    pub(in crate::pages) fn all(&mut self, label: impl Into<Phrase>, values: Vec<Phrase>) {
        if !values.is_empty() {
            self.list.push(Fact { label: label.into(), values });
        }
    }

    pub(in crate::pages) fn one(&mut self, label: impl Into<Phrase>, value: Option<Phrase>) {
        self.all(label, value.into_iter().collect());
    }

    pub(in crate::pages) fn text(&mut self, label: impl Into<Phrase>, value: Option<&Localised>) {
        self.one(label, Phrase::maybe(value, self.t.lang));
    }

    pub(in crate::pages) fn plain(&mut self, label: impl Into<Phrase>, value: Option<String>) {
        self.one(label, value.map(Phrase::plain));
    }

    pub(in crate::pages) fn day(&mut self, label: impl Into<Phrase>, value: Option<&str>) {
        self.plain(label, value.map(|day| format::day(day, self.t.lang)));
    }

    pub(in crate::pages) fn duration(&mut self, label: impl Into<Phrase>, value: Option<&str>) {
        self.plain(label, value.map(|iso| format::duration(iso, self.t.lang)));
    }

    /// Codes of the document by their names.
    pub(in crate::pages) fn codes<'a>(
        &mut self,
        label: impl Into<Phrase>,
        kind: &str,
        codes: impl IntoIterator<Item = &'a str>,
    ) {
        let names = codes.into_iter().map(|code| Phrase::plain(self.t.code(kind, code))).collect();
        self.all(label, names);
    }
}
