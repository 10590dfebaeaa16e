//! What adopters set instead of forking: their values checked, completed, and put into the document.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{ValidationError, error::ValidationErrorKind as Kind};
use serde_json::{Map, Value};

use crate::{Code, Finding, Message, Path, Pointer, Severity, effort, schema, valid};

/// More would not help anybody.
const MOST_FINDINGS: usize = 1000;

/// A value for every parameter of one document.
///
/// Invariant: only [`fill`] makes one, so each value fits its parameter's schema and respects its binding.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    values: BTreeMap<String, FilledValue>,
}

/// The value of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledValue {
    pub value: Value,
    /// Whether the adopter chose it; otherwise it is the document's suggestion.
    pub is_chosen: bool,
}

impl Filled {
    pub fn get(&self, id: &str) -> Option<&FilledValue> {
        self.values.get(id)
    }

    /// Every parameter's id and value, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FilledValue)> {
        self.values.iter().map(|(id, value)| (id.as_str(), value))
    }
}

/// Checks an adopter's values, by the ids of parameters, and adds the suggested value where none is given.
///
/// `null` equals absence. Places in findings are those of a document `{"parameters": values}`; their path is the
/// parameter's.
pub fn fill(document: &Value, values: &Map<String, Value>) -> Result<Filled, Vec<Finding>> {
    let parameters = parameters(document);
    let mut findings = Findings::default();
    for id in values.keys().filter(|id| !parameters.contains_key(id.as_str())) {
        findings.add("parameter-unknown", id, words::unknown(id, parameters.keys().copied()));
    }
    let mut filled = BTreeMap::new();
    for (id, parameter) in &parameters {
        let chosen = values.get(*id).filter(|value| !value.is_null());
        if let Some(value) = value_of(parameter, chosen, &mut findings) {
            filled.insert((*id).to_owned(), value);
        }
    }
    if findings.found.is_empty() { Ok(Filled { values: filled }) } else { Err(findings.found) }
}

/// The document in which the values stand: each is its parameter's value, and no longer to be chosen.
///
/// Nothing else is touched. `used_by` says where a value matters, not where it is to be written.
#[must_use]
pub fn instantiate(document: &Value, filled: &Filled) -> Value {
    let mut instance = document.clone();
    let parameters = instance.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten().filter_map(Value::as_object_mut) {
        let set = parameter.get("id").and_then(Value::as_str).and_then(|id| filled.get(id));
        if let Some(set) = set {
            parameter.insert("default".to_owned(), set.value.clone());
            parameter.insert("binding".to_owned(), Value::from("fixed"));
        }
    }
    instance
}

/// One parameter as the document has it.
#[derive(Clone, Copy, Debug)]
struct Parameter<'d> {
    id: &'d str,
    members: &'d Value,
}

impl<'d> Parameter<'d> {
    fn default(&self) -> Option<&'d Value> {
        self.members.get("default").filter(|value| !value.is_null())
    }

    fn is_fixed(&self) -> bool {
        self.members.get("binding").and_then(Value::as_str) == Some("fixed")
    }

    fn title(&self, lang: &str) -> &'d str {
        let title = |lang| self.members.get("title")?.get(lang)?.as_str();
        title(lang).or_else(|| title("de")).unwrap_or(self.id)
    }
}

fn parameters(document: &Value) -> BTreeMap<&str, Parameter<'_>> {
    let items = document.get("parameters").and_then(Value::as_array);
    let mut parameters = BTreeMap::new();
    for members in items.into_iter().flatten() {
        if let Some(id) = members.get("id").and_then(Value::as_str) {
            parameters.entry(id).or_insert(Parameter { id, members });
        }
    }
    parameters
}

/// The value that applies, if it may be set and fits.
fn value_of(
    parameter: &Parameter<'_>,
    chosen: Option<&Value>,
    findings: &mut Findings,
) -> Option<FilledValue> {
    let suggested = parameter.default();
    let fixed = suggested.filter(|_| parameter.is_fixed());
    if let Some((_, fixed)) = chosen.zip(fixed).filter(|(chosen, fixed)| !is_same(chosen, fixed)) {
        findings.add("parameter-fixed", parameter.id, words::fixed(parameter, fixed));
        return None;
    }
    let Some(value) = chosen.or(suggested) else {
        findings.add("parameter-missing", parameter.id, words::missing(parameter));
        return None;
    };
    let value = FilledValue { value: value.clone(), is_chosen: chosen.is_some() };
    fits(parameter, &value.value, findings).then_some(value)
}

/// Numbers are the same whether they are written 12 or 12.0.
fn is_same(a: &Value, b: &Value) -> bool {
    let canonical = |value| serde_json_canonicalizer::to_vec(value).ok();
    a == b || canonical(a).is_some_and(|a| canonical(b) == Some(a))
}

fn fits(parameter: &Parameter<'_>, value: &Value, findings: &mut Findings) -> bool {
    // Whatever the schema leaves open is free; a parameter without one is another rule's finding.
    let Some(schema) = parameter.members.get("schema") else { return true };
    if !effort::is_affordable(schema, value) {
        findings.add("parameter-schema", parameter.id, words::too_intricate(parameter));
        return false;
    }
    let Ok(validator) = schema::options().build(schema) else {
        findings.add("parameter-schema", parameter.id, words::unsound(parameter));
        return false;
    };
    let n_before = findings.found.len();
    for error in validator.iter_errors(value) {
        misfit(parameter, &error, findings);
    }
    n_before == findings.found.len()
}

/// One finding for each error; for members that are missing or too many, one for each.
fn misfit(parameter: &Parameter<'_>, error: &ValidationError<'_>, findings: &mut Findings) {
    let below = error.instance_path().as_str();
    let mut add = |code, step: Option<&str>, message| {
        let at = Pointer::root().join("parameters").join(parameter.id);
        let at = Pointer::new(format!("{at}{below}"));
        let at = step.map_or_else(|| at.clone(), |step| at.join(step));
        findings.push(code, parameter.id, at, message);
    };
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            add("schema-required", Some(name), valid::sentence::required(name, None));
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                add("schema-unknown-member", Some(name), words::not_provided(name));
            }
        }
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().unwrap_or_default().to_owned();
            add("schema-member-name", Some(&name), valid::sentence::member_name(&name, None));
        }
        kind => {
            let (code, message) = valid::sentence::of(kind, error.instance(), None, None);
            add(code, None, message);
        }
    }
}

#[derive(Debug, Default)]
struct Findings {
    found: Vec<Finding>,
    seen: BTreeSet<(Pointer, &'static str)>,
}

impl Findings {
    fn add(&mut self, code: &'static str, id: &str, message: Message) {
        self.push(code, id, Pointer::root().join("parameters").join(id), message);
    }

    fn push(&mut self, code: &'static str, id: &str, pointer: Pointer, message: Message) {
        let is_new = self.found.len() < MOST_FINDINGS && self.seen.insert((pointer.clone(), code));
        if is_new {
            let path = Path::default().join("parameters").join(id);
            let severity = Severity::Error;
            self.found.push(Finding { code: Code(code), severity, pointer, path, message });
        }
    }
}
