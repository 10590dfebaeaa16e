//! YAML 1.2, core schema, read from parse events so that every limit holds before anything is built.
//!
//! Refused: anchors, aliases (no bombs), tags, several documents, keys that are not text, keys twice.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use serde_json::{Map, Value};

use super::{
    Limits, ParseError, Place, SyntaxFault,
    fault::YamlFeature::{self, Alias, Anchor, KeyNotText, SecondDocument, Tag},
    is_exact, number,
};
use crate::Pointer;

pub(super) fn read(text: &str, limits: Limits) -> Result<Value, ParseError> {
    let mut builder = Builder::new(limits);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        builder.take(event, span)?;
    }
    builder.root.ok_or(ParseError::Empty)
}

/// Where `pointer` stands in `text`, as far as it goes: a missing member is at its object.
pub(super) fn place(text: &str, pointer: &Pointer) -> Option<Place> {
    let mut builder = Builder { spans: Some(Vec::new()), ..Builder::new(Limits::DEFAULT) };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        if builder.take(event, span).is_err() {
            break;
        }
    }
    let spans = builder.spans?;
    let mut wanted = pointer.clone();
    loop {
        if let Some((_, place)) = spans.iter().find(|(at, _)| *at == wanted) {
            return Some(*place);
        }
        if wanted == Pointer::root() {
            return None;
        }
        wanted = wanted.parent();
    }
}

fn syntax(error: &ScanError) -> ParseError {
    // The scanner looks ahead and gives up at 255 levels before the builder sees the 65th.
    if error.info() == "recursion limit exceeded" {
        let limit = Limits::DEFAULT.depth;
        return ParseError::TooDeep { pointer: Pointer::root(), limit };
    }
    let place = start(*error.marker());
    // Where nothing is anchored, an alias is a fault of the text before it is one that is not allowed.
    if error.info().contains("unknown anchor") {
        return ParseError::Yaml { place, feature: Alias };
    }
    ParseError::Syntax { place, fault: SyntaxFault::of_yaml(error.info()) }
}

fn start(marker: saphyr_parser::Marker) -> Place {
    Place { line: marker.line(), column: marker.col() + 1 }
}

/// An object or list that is still open.
enum Open {
    List(Vec<Value>),
    Object { members: Map<String, Value>, key: Option<String> },
}

struct Builder {
    limits: Limits,
    open: Vec<(Pointer, Open)>,
    root: Option<Value>,
    /// Where each value starts, when somebody asks.
    spans: Option<Vec<(Pointer, Place)>>,
}

impl Builder {
    fn new(limits: Limits) -> Self {
        Self { limits, open: Vec::new(), root: None, spans: None }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), ParseError> {
        let place = start(span.start);
        let refuse = |feature: YamlFeature| ParseError::Yaml { place, feature };
        match event {
            Event::Alias(_) => Err(refuse(Alias)),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                Err(refuse(Anchor))
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => Err(refuse(Tag)),
            Event::DocumentStart(_) if self.root.is_some() => Err(refuse(SecondDocument)),
            Event::Scalar(text, style, _, _) if self.expects_key() => {
                let is_text = matches!(scalar(&text, style), Some(Value::String(_)));
                // `on`, `yes` and the like are text in YAML 1.2; a number or `null` is no name.
                if is_text { self.key(text.into_owned()) } else { Err(refuse(KeyNotText)) }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.expects_key() => {
                Err(refuse(KeyNotText))
            }
            Event::Scalar(text, style, _, _) => {
                let at = self.next_pointer(place);
                match scalar(&text, style) {
                    Some(value) => {
                        self.value(value);
                        Ok(())
                    }
                    None => Err(ParseError::Number { pointer: at }),
                }
            }
            Event::SequenceStart(..) => self.enter(Open::List(Vec::new()), place),
            Event::MappingStart(..) => {
                self.enter(Open::Object { members: Map::new(), key: None }, place)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.leave();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some((_, Open::Object { key: None, .. })))
    }

    fn key(&mut self, name: String) -> Result<(), ParseError> {
        if let Some((at, Open::Object { members, key })) = self.open.last_mut() {
            if members.contains_key(&name) {
                return Err(ParseError::DuplicateKey { pointer: at.join(name) });
            }
            *key = Some(name);
        }
        Ok(())
    }

    fn enter(&mut self, opened: Open, place: Place) -> Result<(), ParseError> {
        let pointer = self.next_pointer(place);
        if self.limits.depth <= self.open.len() {
            return Err(ParseError::TooDeep { pointer, limit: self.limits.depth });
        }
        self.open.push((pointer, opened));
        Ok(())
    }

    fn leave(&mut self) {
        match self.open.pop() {
            Some((_, Open::List(items))) => self.value(Value::Array(items)),
            Some((_, Open::Object { members, .. })) => self.value(Value::Object(members)),
            None => {}
        }
    }

    fn value(&mut self, value: Value) {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some((_, Open::List(items))) => items.push(value),
            Some((_, Open::Object { members, key })) => {
                if let Some(name) = key.take() {
                    members.insert(name, value);
                }
            }
        }
    }

    /// The place of the value that comes next.
    fn next_pointer(&mut self, place: Place) -> Pointer {
        let pointer = match self.open.last() {
            None => Pointer::root(),
            Some((at, Open::List(items))) => at.join(items.len()),
            Some((at, Open::Object { key, .. })) => at.join(key.as_deref().unwrap_or_default()),
        };
        if let Some(spans) = &mut self.spans {
            spans.push((pointer.clone(), place));
        }
        pointer
    }
}

/// A scalar by the core schema of YAML 1.2 (10.3.2). `None` when a number cannot be kept.
fn scalar(text: &str, style: ScalarStyle) -> Option<Value> {
    if style != ScalarStyle::Plain {
        return Some(Value::String(text.to_owned()));
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    if is_integer(text) {
        return integer(text).filter(|value| is_exact((*value).into())).map(Value::from);
    }
    if is_float(text) {
        return text.parse::<f64>().ok().and_then(number);
    }
    match text.trim_start_matches(['+', '-']) {
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN" => None,
        _ => Some(Value::String(text.to_owned())),
    }
}

/// `[-+]? [0-9]+`, `0o [0-7]+` or `0x [0-9a-fA-F]+`
fn is_integer(text: &str) -> bool {
    let all = |digits: &str, is_digit: fn(char) -> bool| {
        !digits.is_empty() && digits.chars().all(is_digit)
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, |c| c.is_ascii_hexdigit());
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |c| ('0'..='7').contains(&c));
    }
    all(text.strip_prefix(['+', '-']).unwrap_or(text), |c| c.is_ascii_digit())
}

/// `None` when it is too large.
fn integer(text: &str) -> Option<i64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok();
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok();
    }
    text.parse().ok()
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && digits(mantissa),
    };
    exponent_fits && mantissa_fits
}
