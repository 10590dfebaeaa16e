//! JSON by serde, with what serde lets pass and a document must not have: a key twice, too deep a nesting.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Limits, ParseError, Place, SyntaxFault, is_exact, number};
use crate::Pointer;

pub(super) fn read(text: &str, limits: Limits) -> Result<Value, ParseError> {
    let fault = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Node { at: &Way::Root, depth: 0, limits, fault: &fault };
    let read =
        seed.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    read.map_err(|error| fault.into_inner().unwrap_or_else(|| syntax(&error)))
}

pub(super) fn syntax(error: &serde_json::Error) -> ParseError {
    // Behind a line break serde counts no column yet.
    let place = Place { line: error.line(), column: error.column().max(1) };
    ParseError::Syntax { place, fault: SyntaxFault::of_json(error) }
}

/// The way down to a value, kept on the stack: most documents have no fault that needs it written out.
enum Way<'w> {
    Root,
    Member(&'w Way<'w>, &'w str),
    Element(&'w Way<'w>, usize),
}

impl Way<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Member(parent, name) => parent.pointer().join(name),
            Self::Element(parent, index) => parent.pointer().join(index),
        }
    }
}

#[derive(Clone, Copy)]
struct Node<'w> {
    at: &'w Way<'w>,
    depth: usize,
    limits: Limits,
    /// serde's errors are text only; the typed one waits here.
    fault: &'w RefCell<Option<ParseError>>,
}

impl Node<'_> {
    fn refuse<E: serde::de::Error>(&self, fault: ParseError) -> E {
        *self.fault.borrow_mut() = Some(fault);
        E::custom("refused")
    }

    fn enter<E: serde::de::Error>(&self) -> Result<usize, E> {
        if self.limits.depth <= self.depth {
            let (pointer, limit) = (self.at.pointer(), self.limits.depth);
            return Err(self.refuse(ParseError::TooDeep { pointer, limit }));
        }
        Ok(self.depth + 1)
    }

    fn integer<E: serde::de::Error>(&self, value: i128) -> Result<Value, E> {
        match i64::try_from(value) {
            Ok(small) if is_exact(value) => Ok(Value::from(small)),
            _ => Err(self.refuse(ParseError::Number { pointer: self.at.pointer() })),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        self.integer(value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        self.integer(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        number(value).ok_or_else(|| self.refuse(ParseError::Number { pointer: self.at.pointer() }))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.enter()?;
        let mut items = Vec::new();
        loop {
            let at = Way::Element(self.at, items.len());
            match access.next_element_seed(Node { at: &at, depth, ..self })? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.enter()?;
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            let at = Way::Member(self.at, &name);
            if members.contains_key(&name) {
                return Err(self.refuse(ParseError::DuplicateKey { pointer: at.pointer() }));
            }
            let member = access.next_value_seed(Node { at: &at, depth, ..self })?;
            members.insert(name, member);
        }
        Ok(Value::Object(members))
    }
}
