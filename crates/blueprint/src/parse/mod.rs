//! From bytes to a document: JSON or YAML within limits, and the canonical form.
//!
//! Whatever the author wrote in, one JSON value comes out, and its canonical bytes (RFC 8785) are what is
//! hashed, stored and served. Nothing here knows what a blueprint must contain.

mod fault;
mod json;
mod misread;
mod syntax;
mod yaml;

use serde_json::Value;

use crate::{Digest, Pointer};

pub use fault::ParseError;
pub use misread::misread;
pub use syntax::SyntaxFault;

/// What the author wrote the document in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Json,
    Yaml,
}

/// The bounds within which bytes are read at all.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Greatest size of the bytes as given and of the canonical form.
    pub bytes: usize,
    /// Greatest depth of nested objects and lists.
    pub depth: usize,
}

/// A line and a column in the source, both counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// A JSON object within the limits, with its canonical bytes and their digest.
///
/// Invariant: `canonical` is the RFC 8785 form of `value`, and `digest` is the SHA-256 of `canonical`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    value: Value,
    canonical: Vec<u8>,
    digest: Digest,
}

impl Limits {
    pub const DEFAULT: Self = Self { bytes: 1024 * 1024, depth: 64 };
}

impl Parsed {
    /// The document as it would have been parsed from its canonical form.
    pub fn of(mut value: Value) -> Result<Self, ParseError> {
        if !value.is_object() {
            return Err(ParseError::NotAnObject);
        }
        settle(&mut value).map_err(|steps| {
            let pointer = steps.iter().rev().fold(Pointer::root(), |at, step| at.join(step));
            ParseError::Number { pointer }
        })?;
        // Only a number JSON cannot write could fail here, and `Value` has none.
        let canonical = serde_json_canonicalizer::to_vec(&value).map_err(ParseError::Canonical)?;
        if Limits::DEFAULT.bytes < canonical.len() {
            let actual = canonical.len();
            return Err(ParseError::TooLarge { limit: Limits::DEFAULT.bytes, actual });
        }
        let digest = Digest::of(&canonical);
        Ok(Self { value, canonical, digest })
    }

    pub fn value(&self) -> &Value {
        &self.value
    }

    pub fn into_value(self) -> Value {
        self.value
    }

    pub fn canonical(&self) -> &[u8] {
        &self.canonical
    }

    pub fn digest(&self) -> Digest {
        self.digest
    }
}

/// Reads a document.
pub fn parse(bytes: &[u8], syntax: Syntax) -> Result<Parsed, ParseError> {
    Parsed::of(read(bytes, syntax, Limits::DEFAULT)?)
}

/// The same document with all text in Unicode normalisation form C, as `blaupause fmt` writes it.
pub fn normalise(value: Value) -> Value {
    use unicode_normalization::UnicodeNormalization as _;
    match value {
        Value::String(text) => Value::String(text.nfc().collect()),
        Value::Array(items) => items.into_iter().map(normalise).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| (name.nfc().collect::<String>(), normalise(member)))
            .collect(),
        other => other,
    }
}

impl Place {
    /// Where `pointer` stands in a source that has been parsed before.
    ///
    /// JSON is read as YAML here, which it is a subset of; only the place is taken from it.
    pub fn of(source: &[u8], pointer: &Pointer) -> Option<Self> {
        yaml::place(std::str::from_utf8(source).ok()?, pointer)
    }
}

fn read(bytes: &[u8], syntax: Syntax, limits: Limits) -> Result<Value, ParseError> {
    if limits.bytes < bytes.len() {
        return Err(ParseError::TooLarge { limit: limits.bytes, actual: bytes.len() });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ParseError::Encoding { at: error.valid_up_to() })?;
    // A byte order mark is no part of the text; editors on Windows write one.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ParseError::Empty);
    }
    match syntax {
        Syntax::Json => json::read(text, limits),
        Syntax::Yaml => yaml::read(text, limits),
    }
}

/// Numbers that every reader of the canonical form understands alike: integers up to 2^53, and fractions.
///
/// Whole numbers beyond would be written as integers (RFC 8785 does so up to 10^21) that no reader keeps exactly.
fn number(value: f64) -> Option<Value> {
    const MAX_EXACT: f64 = 9_007_199_254_740_991.0;
    if !value.is_finite() || MAX_EXACT < value.abs() {
        return None;
    }
    if value.fract() == 0.0 {
        // `-0` and `0`, `1.0` and `1` have the same canonical form, so they are the same value.
        return format!("{value:.0}").parse::<i64>().ok().map(Value::from);
    }
    serde_json::Number::from_f64(value).map(Value::Number)
}

/// Brings every number into the one form in which it is kept. Gives the steps to a number that cannot be kept, the
/// last one first.
fn settle(value: &mut Value) -> Result<(), Vec<String>> {
    let below = |step: String| {
        move |mut steps: Vec<String>| {
            steps.push(step);
            steps
        }
    };
    match value {
        Value::Number(given) => {
            let integer = given.as_i128().map(|integer| is_exact(integer).then_some(integer));
            let kept = match integer {
                Some(integer) => {
                    integer.and_then(|integer| i64::try_from(integer).ok()).map(Value::from)
                }
                None => given.as_f64().and_then(number),
            };
            *value = kept.ok_or_else(Vec::new)?;
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                settle(item).map_err(below(index.to_string()))?;
            }
        }
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                settle(member).map_err(below(name.clone()))?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Integers are exact up to 2^53 in the canonical form (RFC 8785 takes all numbers as doubles).
fn is_exact(integer: i128) -> bool {
    integer.unsigned_abs() <= 9_007_199_254_740_991
}
