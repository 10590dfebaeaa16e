//! A copy of a document that is quick to make and small to keep: its texts in one piece, its shape in another.
//!
//! A tree of the same document is many small pieces, several times the size; for large documents, copying three of
//! them cost more than the merge.

use std::slice;

use serde_json::{Number, Value};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// All names and texts, one after the other.
    texts: String,
    shape: Vec<Piece>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Null,
    Bool(bool),
    Number(Number),
    /// A text, or the name of a member: its length.
    Text(usize),
    /// So many elements follow.
    List(usize),
    /// So many members follow, each as its name and its value.
    Object(usize),
}

impl Kept {
    pub(super) fn of(value: &Value) -> Self {
        let mut kept = Self::default();
        kept.add(value);
        kept
    }

    /// The document again.
    pub(super) fn value(&self) -> Value {
        Reading { texts: &self.texts, shape: self.shape.iter() }.value()
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Null => self.shape.push(Piece::Null),
            Value::Bool(flag) => self.shape.push(Piece::Bool(*flag)),
            Value::Number(number) => self.shape.push(Piece::Number(number.clone())),
            Value::String(text) => self.add_text(text),
            Value::Array(items) => {
                self.shape.push(Piece::List(items.len()));
                for item in items {
                    self.add(item);
                }
            }
            Value::Object(members) => {
                self.shape.push(Piece::Object(members.len()));
                for (name, member) in members {
                    self.add_text(name);
                    self.add(member);
                }
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        self.shape.push(Piece::Text(text.len()));
        self.texts.push_str(text);
    }
}

/// What is left to read.
struct Reading<'k> {
    texts: &'k str,
    shape: slice::Iter<'k, Piece>,
}

impl Reading<'_> {
    fn value(&mut self) -> Value {
        match self.shape.next() {
            None | Some(Piece::Null) => Value::Null,
            Some(Piece::Bool(flag)) => Value::Bool(*flag),
            Some(Piece::Number(number)) => Value::Number(number.clone()),
            Some(Piece::Text(length)) => Value::String(self.text(*length)),
            Some(Piece::List(length)) => (0..*length).map(|_| self.value()).collect(),
            Some(Piece::Object(length)) => {
                (0..*length).map(|_| (self.name(), self.value())).collect()
            }
        }
    }

    fn name(&mut self) -> String {
        match self.shape.next() {
            Some(Piece::Text(length)) => self.text(*length),
            _ => String::new(),
        }
    }

    fn text(&mut self, length: usize) -> String {
        let (text, rest) = self.texts.split_at_checked(length).unwrap_or_default();
        self.texts = rest;
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let mut document = testkit::valid_example("full");
        document["extensions"] = json!({
            "": [null, true, false, "", "ä\n", [], {}, [[{"ß": {}}]]],
            "numbers": [0, -1, 1.5, -0.0, 1e300, u64::MAX, i64::MIN],
        });
        assert_eq!(Kept::of(&document).value(), document);
        assert_eq!(Kept::of(&document).value().to_string(), document.to_string());
        for value in [json!(null), json!("text"), json!([]), json!({})] {
            assert_eq!(Kept::of(&value).value(), value);
        }
    }
}
