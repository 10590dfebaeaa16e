//! Two ways to name a place in a document.
//!
//! A [`Pointer`] counts the elements of lists (RFC 6901) and fits one document only. A [`Path`] names them by
//! their key and means the same place in the next version too.

use std::{
    borrow::{Borrow, Cow},
    fmt::{self, Write as _},
};

use serde_json::Value;

use crate::schema;

/// A place in one document: `/process/nodes/3/title/de`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

/// A place that lasts across versions: `/process/nodes/pruefung/title/de`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The place of a member or element below this one.
    #[must_use]
    pub fn join(&self, step: impl fmt::Display) -> Self {
        Self(join(&self.0, step))
    }

    /// Calls `visit` one step further down, on the same text: a walk need not copy the way to every place it sees.
    pub(crate) fn below<T>(
        &mut self,
        step: impl fmt::Display,
        visit: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let length = self.0.len();
        append(&mut self.0, step);
        let seen = visit(self);
        self.0.truncate(length);
        seen
    }

    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or_else(String::new, |(parent, _)| parent.to_owned()))
    }

    /// The names on the way down, unescaped.
    pub fn steps(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }
}

impl Path {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn join(&self, step: impl fmt::Display) -> Self {
        Self(join(&self.0, step))
    }

    /// The names on the way down, unescaped.
    pub fn steps(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// Where the element or member stands, and its name as written.
    pub(crate) fn split_last(&self) -> Option<(Self, &str)> {
        let (parent, last) = self.0.rsplit_once('/')?;
        Some((Self(parent.to_owned()), last))
    }

    /// The name of the element or member, as written.
    pub(crate) fn last(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(_, last)| last)
    }

    /// Names the elements of keyed lists on the way to `pointer` by their key.
    ///
    /// An element without its key, or of a list that has none, keeps its number.
    pub fn of(document: &Value, pointer: &Pointer) -> Self {
        let mut path = Self::default();
        let mut walked = Pointer::root();
        let mut here = Some(document);
        for step in pointer.steps() {
            let next = here.and_then(|value| child(value, &step));
            let key = here
                .filter(|value| value.is_array())
                .and_then(|_| schema::merge_key(&walked))
                .and_then(|member| next.and_then(|element| element.get(member)))
                .and_then(Value::as_str);
            path = path.join(key.unwrap_or(&step));
            walked = walked.join(&step);
            here = next;
        }
        path
    }

    /// The element or member this path names, if the document has it.
    pub fn find<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        self.walk(document).map(|(here, _)| here)
    }

    /// Where that stands.
    pub fn pointer(&self, document: &Value) -> Option<Pointer> {
        self.walk(document).map(|(_, pointer)| pointer)
    }

    fn walk<'v>(&self, document: &'v Value) -> Option<(&'v Value, Pointer)> {
        let mut walked = Pointer::root();
        let mut here = document;
        for step in self.steps() {
            let keyed = match here {
                Value::Array(items) => schema::merge_key(&walked).map(|member| (items, member)),
                _ => None,
            };
            (here, walked) = match keyed {
                Some((items, member)) => {
                    let is_it =
                        |item: &&Value| item.get(member).and_then(Value::as_str) == Some(&*step);
                    let number = items.iter().position(|item| is_it(&item))?;
                    (items.get(number)?, walked.join(number))
                }
                None => (child(here, &step)?, walked.join(&step)),
            };
        }
        Some((here, walked))
    }
}

impl From<&str> for Path {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Lets a map from paths be asked by text.
impl Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn child<'v>(value: &'v Value, step: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Room for the usual name, so that the text does not grow twice.
const USUAL_STEP: usize = 16;

fn join(base: &str, step: impl fmt::Display) -> String {
    let mut text = String::with_capacity(base.len() + USUAL_STEP);
    text.push_str(base);
    append(&mut text, step);
    text
}

fn append(text: &mut String, step: impl fmt::Display) {
    text.push('/');
    // Writing to a text does not fail, unless `step` does.
    write!(Escaped(text), "{step}").unwrap_or_default();
}

/// Writes the name of a step as RFC 6901 has it.
struct Escaped<'t>(&'t mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if !part.contains(['~', '/']) {
            self.0.push_str(part);
            return Ok(());
        }
        for c in part.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

fn unescape(step: &str) -> Cow<'_, str> {
    if step.contains('~') {
        Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(step)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn steps_are_escaped_and_read_back() {
        let pointer = Pointer::root().join("a/b").join("c~d").join(3);
        assert_eq!(pointer.as_str(), "/a~1b/c~0d/3");
        assert_eq!(pointer.steps().collect::<Vec<_>>(), ["a/b", "c~d", "3"]);
        assert_eq!(pointer.parent().as_str(), "/a~1b/c~0d");
    }

    #[test]
    fn a_walk_goes_down_and_comes_back() {
        let mut at = Pointer::new("/a");
        let seen = at.below("b/c", |at| at.below(7, |at| at.as_str().to_owned()));
        assert_eq!((seen.as_str(), at.as_str()), ("/a/b~1c/7", "/a"));
    }

    #[test]
    fn a_path_names_keyed_elements_and_finds_them_again() {
        let document = json!({"process": {"nodes": [{"id": "start"}, {"id": "ende", "title": {"de": "Ende"}}]}});
        let path = Path::of(&document, &Pointer::new("/process/nodes/1/title/de"));
        assert_eq!(path.as_str(), "/process/nodes/ende/title/de");
        assert_eq!(path.find(&document), Some(&json!("Ende")));
        assert_eq!(Path::from("/process/nodes/fehlt").find(&document), None);
    }

    #[test]
    fn a_path_finds_elements_in_lists_of_elements() {
        let document = json!({"vendors": [{"id": "a", "products": [{"id": "x"}, {"id": "y"}]}]});
        let path = Path::of(&document, &Pointer::new("/vendors/0/products/1/id"));
        assert_eq!(path.as_str(), "/vendors/a/products/y/id");
        assert_eq!(path.find(&document), Some(&json!("y")));
    }

    #[test]
    fn an_element_without_a_key_keeps_its_number() {
        let document = json!({"process": {"nodes": [{}]}, "keywords": ["a"]});
        assert_eq!(
            Path::of(&document, &Pointer::new("/process/nodes/0")).as_str(),
            "/process/nodes/0"
        );
        assert_eq!(Path::of(&document, &Pointer::new("/keywords/0")).as_str(), "/keywords/0");
    }
}
