//! Parameters as fields of a form: a choice, a line, or a text area for what has members.
//!
//! What cannot be read as a field's type is sent on as the text that it is: the check of the parameter then names it.

use blueprint::{
    Document,
    document::{Binding, Parameter},
};
use registry::FullAdoption;
use serde_json::{Map, Value};

use crate::pages::pick::Pick;
use crate::pages::{blueprint::overview::shown, people::form::Fields, phrase::Phrase, text::Text};

/// A parameter that may be set.
#[derive(Debug)]
pub(super) struct Setting {
    /// Name and id of the field: the place in the request.
    pub(super) field: String,
    pub(super) title: Phrase,
    /// What is suggested, and how freely one may choose.
    pub(super) hint: String,
    pub(super) control: Control,
}

#[derive(Debug)]
pub(super) enum Control {
    Choice(Vec<Pick>),
    Line(String),
    Area(String),
}

/// A parameter that is set for everybody.
#[derive(Debug)]
pub(super) struct Fixed {
    pub(super) title: Phrase,
    pub(super) value: String,
}

/// How a parameter's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Choice,
    Switch,
    Number,
    Text,
    Json,
}

const FIELD: &str = "parameters/";

impl Setting {
    pub(super) fn all(
        t: Text,
        document: &Document,
        said: (Option<&Fields>, Option<&FullAdoption>),
    ) -> Vec<Self> {
        let open = document.parameters.iter().filter(|parameter| !is_fixed(parameter));
        open.map(|parameter| Self::of(t, parameter, said)).collect()
    }

    fn of(
        t: Text,
        parameter: &Parameter,
        (typed, kept): (Option<&Fields>, Option<&FullAdoption>),
    ) -> Self {
        let field = format!("{FIELD}{}", parameter.id);
        let set = kept.and_then(|full| full.parameters.get(&parameter.id));
        let kind = Kind::of(parameter);
        // A form that was sent for another version has other fields.
        let said = match typed.filter(|fields| fields.has(&field)) {
            Some(fields) => fields.get(&field).to_owned(),
            None => set.map(|value| kind.written(value)).unwrap_or_default(),
        };
        let control = match kind {
            Kind::Choice => {
                let choices = choices(parameter).iter();
                let picks = choices.map(|one| Pick::new(&kind.written(one), shown(t, one), &said));
                Control::Choice(with_none(t, picks.collect(), &said))
            }
            Kind::Switch => {
                let picks = [("true", t.get("yes")), ("false", t.get("no"))];
                let picks = picks.into_iter().map(|(code, label)| Pick::new(code, label, &said));
                Control::Choice(with_none(t, picks.collect(), &said))
            }
            Kind::Number | Kind::Text => Control::Line(said),
            Kind::Json => Control::Area(said),
        };
        Self {
            field,
            title: Phrase::of(&parameter.title, t.lang),
            hint: hint(t, parameter, kind),
            control,
        }
    }
}

impl Fixed {
    pub(super) fn all(t: Text, document: &Document) -> Vec<Self> {
        let fixed = document.parameters.iter().filter(|parameter| is_fixed(parameter));
        let told = fixed.map(|parameter| Self {
            title: Phrase::of(&parameter.title, t.lang),
            value: parameter.default.as_ref().map(|value| shown(t, value)).unwrap_or_default(),
        });
        told.collect()
    }
}

impl Kind {
    fn of(parameter: &Parameter) -> Self {
        let types: Vec<&str> = match parameter.schema.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let mut types = types.into_iter().filter(|one| *one != "null");
        match (types.next(), types.next()) {
            _ if is_simple(choices(parameter)) => Self::Choice,
            (Some("boolean"), None) => Self::Switch,
            (Some("integer" | "number"), None) => Self::Number,
            (Some("string"), None) => Self::Text,
            _ => Self::Json,
        }
    }

    /// As it stands in the field.
    fn written(self, value: &Value) -> String {
        match (self, value) {
            (Self::Json, value) => serde_json::to_string_pretty(value).unwrap_or_default(),
            (_, Value::String(text)) => text.clone(),
            (_, value) => value.to_string(),
        }
    }

    fn read(self, text: &str, parameter: &Parameter) -> Value {
        let as_text = || Value::from(text);
        match self {
            Self::Choice => {
                let mut known = choices(parameter).iter();
                known.find(|one| self.written(one) == text).cloned().unwrap_or_else(as_text)
            }
            Self::Switch | Self::Json => serde_json::from_str(text).unwrap_or_else(|_| as_text()),
            // In German the decimals stand behind a comma.
            Self::Number => {
                let number = serde_json::from_str::<serde_json::Number>(&text.replace(',', "."));
                number.map_or_else(|_| as_text(), Value::Number)
            }
            Self::Text => as_text(),
        }
    }
}

/// The values that a form sent for these parameters; an empty field leaves one open.
pub(super) fn read(document: &Document, fields: &Fields) -> Map<String, Value> {
    let mut values = Map::new();
    for parameter in document.parameters.iter().filter(|parameter| !is_fixed(parameter)) {
        let text = fields.get(&format!("{FIELD}{}", parameter.id)).trim();
        if !text.is_empty() {
            values.insert(parameter.id.clone(), Kind::of(parameter).read(text, parameter));
        }
    }
    values
}

/// The parameters whose text is no JSON though it has to be, each with the reader's words for where it ends to be.
pub(super) fn unreadable(t: Text, document: &Document, fields: &Fields) -> Vec<(String, String)> {
    let json =
        document.parameters.iter().filter(|one| !is_fixed(one) && Kind::of(one) == Kind::Json);
    let fault = |parameter: &Parameter| {
        let field = format!("{FIELD}{}", parameter.id);
        let text = fields.get(&field).trim();
        let error = serde_json::from_str::<Value>(text).err().filter(|_| !text.is_empty())?;
        let place = format!("{}:{}", error.line(), error.column());
        Some((field, t.with("adoption-no-json", &place)))
    };
    json.filter_map(fault).collect()
}

/// The field of a finding: what is wrong inside a value is shown at its parameter.
pub(super) fn field_of(pointer: &str) -> String {
    match pointer.strip_prefix(FIELD).and_then(|rest| rest.split('/').next()) {
        Some(id) => format!("{FIELD}{id}"),
        None => pointer.to_owned(),
    }
}

fn is_fixed(parameter: &Parameter) -> bool {
    parameter.binding == Some(Binding::Fixed) && parameter.default.is_some()
}

fn choices(parameter: &Parameter) -> &[Value] {
    parameter.schema.get("enum").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn is_simple(choices: &[Value]) -> bool {
    let is_plain = |one: &Value| one.is_string() || one.is_number();
    !choices.is_empty() && choices.iter().all(is_plain)
}

/// Nothing first; what was said and is none of the choices last, or it would be lost unseen.
fn with_none(t: Text, picks: Vec<Pick>, said: &str) -> Vec<Pick> {
    let none = Pick::new("", t.get("adoption-open"), said);
    let is_known = said.is_empty() || picks.iter().any(|pick| pick.is_chosen);
    let other = (!is_known).then(|| Pick::new(said, said.to_owned(), said));
    std::iter::once(none).chain(picks).chain(other).collect()
}

fn hint(t: Text, parameter: &Parameter, kind: Kind) -> String {
    let suggested = parameter.default.as_ref().map(|value| shown(t, value));
    let mut said: Vec<String> = Vec::new();
    said.extend(suggested.map(|value| t.with("adoption-suggested", &value)));
    said.extend(parameter.binding.map(|binding| t.code("binding", binding.as_str())));
    if kind == Kind::Json {
        said.push(t.get("adoption-json"));
    }
    said.join(" · ")
}
