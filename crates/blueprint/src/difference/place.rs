//! A place in two documents at once, and how people call it.

use serde_json::Value;

use super::{called::Called, words};
use crate::{Lang, Path, Pointer, schema::Node};

/// A place that both documents may have, with what stands there.
#[derive(Clone, Debug)]
pub(super) struct Place<'d> {
    pub(super) path: Path,
    pub(super) before: Pointer,
    pub(super) after: Pointer,
    /// The place in the schema: `*` for elements of lists, `{}` for entries by name.
    pub(super) pattern: String,
    pub(super) node: Option<Node>,
    pub(super) old: Option<&'d Value>,
    pub(super) new: Option<&'d Value>,
    /// What the place belongs to; for an element, itself.
    pub(super) subject: Option<Subject<'d>>,
}

/// What people call the thing around a place: „Prozessschritt „Antrag prüfen“ (pruefen)“.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'d> {
    noun: Node,
    key: Option<&'d str>,
    element: Option<&'d Value>,
    /// What the element itself belongs to, such as the vendor of a product.
    owner: Option<&'d Value>,
}

impl<'d> Place<'d> {
    pub(super) fn root(old: &'d Value, new: &'d Value) -> Self {
        Self {
            path: Path::default(),
            before: Pointer::root(),
            after: Pointer::root(),
            pattern: String::new(),
            node: Some(Node::root()),
            old: Some(old),
            new: Some(new),
            subject: None,
        }
    }

    /// A member that the schema names, or one that it does not know.
    pub(super) fn member(&self, name: &str) -> Self {
        let node = self.node.and_then(|node| node.property(name));
        let is_object = node.is_some_and(|node| node.keyword("properties").is_some());
        let own = node.filter(|node| is_object && !words::is_text(*node));
        let subject = match (self.subject, own) {
            (Some(subject), _) if subject.element.is_some() => Some(subject),
            (_, Some(noun)) => Some(Subject { noun, key: None, element: None, owner: None }),
            (subject, None) => subject,
        };
        let value = |side: Option<&'d Value>| side.and_then(|value| value.get(name));
        Self {
            path: self.path.join(name),
            before: self.before.join(name),
            after: self.after.join(name),
            // A name that the schema does not know could look like a place that it knows.
            pattern: format!("{}/{}", self.pattern, if node.is_some() { name } else { "?" }),
            node,
            old: value(self.old),
            new: value(self.new),
            subject,
        }
    }

    /// An entry of a map by name, such as the rating of one objective.
    pub(super) fn entry(&self, name: &'d str) -> Self {
        let node = self.node.and_then(|node| node.child(name));
        let mut entry = self.member(name);
        entry.pattern = format!("{}/{{}}", self.pattern);
        entry.node = node;
        let is_object = node.is_some_and(|node| node.keyword("properties").is_some());
        if let Some(noun) = node.filter(|_| is_object) {
            let (element, owner) = (entry.new.or(entry.old), self.element_around());
            entry.subject = Some(Subject { noun, key: Some(name), element, owner });
        }
        entry
    }

    /// An element of a keyed list, with its number on each side.
    pub(super) fn element(
        &self,
        key: &'d str,
        old: Option<(usize, &'d Value)>,
        new: Option<(usize, &'d Value)>,
    ) -> Self {
        let node = self.node.and_then(Node::items);
        let index =
            |side: Option<(usize, &Value)>| side.map(|(index, _)| index).unwrap_or_default();
        let (was, is) = (old.map(|(_, item)| item), new.map(|(_, item)| item));
        Self {
            path: self.path.join(key),
            before: self.before.join(index(old)),
            after: self.after.join(index(new)),
            pattern: format!("{}/*", self.pattern),
            node,
            old: was,
            new: is,
            subject: node.map(|noun| {
                let (element, owner) = (is.or(was), self.element_around());
                Subject { noun, key: Some(key), element, owner }
            }),
        }
    }

    /// What the schema calls the value here.
    pub(super) fn field(&self, lang: Lang) -> String {
        let title = self.node.and_then(|node| node.title(lang)).unwrap_or_default();
        let name = self.path.last().unwrap_or_default();
        match (title, self.pattern.ends_with("{}")) {
            ("", _) => name.to_owned(),
            (title, true) => format!("{title} {name}"),
            (title, false) => title.to_owned(),
        }
    }

    /// `Prozessschritt „Antrag prüfen“ (pruefen): `, or nothing at the top of the document.
    pub(super) fn prefix(&self, lang: Lang) -> String {
        self.subject.map(|subject| format!("{}: ", subject.name(lang))).unwrap_or_default()
    }

    /// The name of the element here.
    pub(super) fn name(&self, lang: Lang) -> String {
        self.subject.map(|subject| subject.name(lang)).unwrap_or_default()
    }

    /// The name of the element here without what it is: „Antrag prüfen“ (pruefen).
    pub(super) fn label(&self, lang: Lang) -> String {
        self.subject.map(|subject| subject.label(lang)).unwrap_or_default()
    }

    /// How people call what a change here is about: the element around it, else what stands here.
    pub(super) fn called(&self) -> Called {
        let name = self.path.last().unwrap_or_default();
        let is_flag = self.old.or(self.new).is_some_and(Value::is_boolean);
        match self.subject {
            Some(Subject { key: Some(key), element, .. }) => {
                Called::new(key, |lang| words::title(element?, lang))
            }
            // A yes or no belongs to the thing around it.
            Some(Subject { noun, .. }) if is_flag => {
                let around = self.path.split_last().map(|(around, _)| around).unwrap_or_default();
                Called::new(around.last().unwrap_or_default(), |lang| noun.title(lang))
            }
            _ if self.pattern.ends_with("{}") => Called::new(name, |_| None),
            _ => Called::new(name, |lang| self.node?.title(lang)),
        }
    }

    /// The element around this place, as the new document has it, else the old one.
    pub(super) fn element_around(&self) -> Option<&'d Value> {
        self.subject?.element
    }

    pub(super) fn member_of_new(&self, member: &str) -> Option<&'d str> {
        self.new?.get(member)?.as_str()
    }
}

impl Subject<'_> {
    fn name(&self, lang: Lang) -> String {
        let noun = self.noun.title(lang).unwrap_or_default();
        let label = self.label(lang);
        if label.is_empty() {
            return noun.to_owned();
        }
        let owner = self.owner.and_then(|owner| words::title(owner, lang));
        match (owner.map(|owner| words::quoted(owner, lang)), lang) {
            (Some(owner), Lang::De) => format!("{noun} {label} von {owner}"),
            (Some(owner), Lang::En) => format!("{noun} {label} of {owner}"),
            (None, _) => format!("{noun} {label}"),
        }
    }

    fn label(&self, lang: Lang) -> String {
        let Some(key) = self.key else { return String::new() };
        match self.element.and_then(|element| words::title(element, lang)) {
            Some(title) if title != key => format!("{} ({key})", words::quoted(title, lang)),
            _ => words::quoted(key, lang),
        }
    }
}
