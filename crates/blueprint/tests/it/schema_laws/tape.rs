//! Small schemas, changes of them, and values, each read off a tape of random bytes.
//!
//! A tape shrinks well, costs little, and lets one schema be an edited copy of another.

use serde_json::{Map, Value, json};

/// Random choices; past the end, always the first one.
pub(super) struct Tape<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Tape<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    fn below(&mut self, n: usize) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte) % n)
    }

    fn pick(&mut self, choices: &Value) -> Value {
        let choices = choices.as_array().unwrap();
        choices[self.below(choices.len())].clone()
    }

    /// Some of the choices, in their order, at least one.
    fn some(&mut self, choices: &Value) -> Value {
        let choices = choices.as_array().unwrap();
        let first = self.below(choices.len());
        choices
            .iter()
            .enumerate()
            .filter(|(n, _)| *n == first || self.below(2) == 1)
            .map(|(_, choice)| choice.clone())
            .collect()
    }
}

/// A schema and an edited copy of it.
pub(super) fn versions(tape: &mut Tape<'_>) -> (Value, Value) {
    let mut old = Value::Object(keywords(tape, 3));
    old["$defs"] = json!({"d": schema(tape, 1), "e": schema(tape, 0)});
    let mut new = old.clone();
    for _ in 0..=tape.below(5) / 3 {
        edit(tape, &mut new);
    }
    (old, new)
}

pub(super) fn instance(tape: &mut Tape<'_>, depth: usize) -> Value {
    match tape.below(if depth == 0 { 2 } else { 5 }) {
        0 | 1 => tape.pick(&json!([
            1,
            "a",
            null,
            true,
            -1,
            0,
            1.5,
            2,
            3,
            4,
            6,
            "",
            "ab",
            "b",
            "abc",
            "2027-06-30"
        ])),
        2 => (0..tape.below(4)).map(|_| instance(tape, depth - 1)).collect(),
        _ => {
            let names = tape.some(&json!(["a", "b", "c", "ab"]));
            let member =
                |name: &Value| (name.as_str().unwrap().to_owned(), instance(tape, depth - 1));
            names.as_array().unwrap().iter().map(member).collect()
        }
    }
}

fn schema(tape: &mut Tape<'_>, depth: usize) -> Value {
    match tape.below(12) {
        10 => json!(true),
        11 => json!(false),
        _ => Value::Object(keywords(tape, depth)),
    }
}

fn keywords(tape: &mut Tape<'_>, depth: usize) -> Map<String, Value> {
    let n_keywords = if depth == 0 { tape.below(3) } else { 1 + tape.below(3) };
    (0..n_keywords).map(|_| keyword(tape, depth)).collect()
}

fn keyword(tape: &mut Tape<'_>, depth: usize) -> (String, Value) {
    let (name, value) =
        if 0 < depth && tape.below(3) != 0 { applicator(tape, depth - 1) } else { assertion(tape) };
    (name.to_owned(), value)
}

fn assertion(tape: &mut Tape<'_>) -> (&'static str, Value) {
    let (small, number) = (json!([0, 1, 2, 3]), json!([0, 1, -1, 1.5, 2, 3]));
    match tape.below(30) {
        0 => ("title", tape.pick(&json!(["Kurz", "Lang"]))),
        1 | 2 => (
            "type",
            tape.pick(&json!([
                "object",
                "array",
                "integer",
                "number",
                "string",
                ["string", "null"],
                ["object", "integer"],
                ["object", "array", "number"]
            ])),
        ),
        3 => ("enum", tape.some(&json!([null, 1, 2, 1.5, "a", "ab", {"a": 1}]))),
        4 => ("const", tape.pick(&json!([null, 1, 1.0, 2, "a", [1]]))),
        5 => ("minimum", tape.pick(&number)),
        6 => ("maximum", tape.pick(&number)),
        7 => ("exclusiveMinimum", tape.pick(&number)),
        8 => ("exclusiveMaximum", tape.pick(&number)),
        9 => ("multipleOf", tape.pick(&json!([1, 2, 3, 4, 6, 0.5, 1.5]))),
        10 => ("minLength", tape.pick(&small)),
        11 => ("maxLength", tape.pick(&small)),
        12 => ("pattern", tape.pick(&json!(["^a", "b$", "."]))),
        13 => ("format", tape.pick(&json!(["date", "email", "unheard-of"]))),
        14 => ("minItems", tape.pick(&small)),
        15 => ("maxItems", tape.pick(&small)),
        16 => ("uniqueItems", tape.pick(&json!([true, false]))),
        17 => ("minProperties", tape.pick(&small)),
        18 => ("maxProperties", tape.pick(&small)),
        19 | 20 => ("required", tape.some(&json!(["a", "b", "c"]))),
        21 => ("dependentRequired", json!({"c": tape.some(&json!(["a", "b"]))})),
        22 => ("minContains", tape.pick(&small)),
        23 => ("maxContains", tape.pick(&small)),
        24 => ("contentEncoding", tape.pick(&json!(["base64", "base16"]))),
        25 => ("additionalProperties", json!(false)),
        26 => ("unevaluatedProperties", json!(false)),
        27 => ("unevaluatedItems", json!(false)),
        _ => ("$ref", tape.pick(&json!(["#/$defs/d", "#/$defs/e", "#"]))),
    }
}

fn applicator(tape: &mut Tape<'_>, depth: usize) -> (&'static str, Value) {
    match tape.below(24) {
        0..=4 => ("properties", by_name(tape, depth, &json!(["a", "b", "c"]))),
        5 => ("patternProperties", by_name(tape, depth, &json!(["^a", "b$"]))),
        6 => ("dependentSchemas", by_name(tape, depth, &json!(["a", "b"]))),
        7 => ("additionalProperties", schema(tape, depth)),
        8 => ("unevaluatedProperties", schema(tape, depth)),
        9 => ("propertyNames", schema(tape, depth)),
        10 | 11 => ("items", schema(tape, depth)),
        12 => ("prefixItems", list(tape, depth)),
        13 => ("unevaluatedItems", schema(tape, depth)),
        14 => ("contains", schema(tape, depth)),
        15 => ("not", schema(tape, depth)),
        16 => ("if", schema(tape, depth)),
        17 => ("then", schema(tape, depth)),
        18 => ("else", schema(tape, depth)),
        19 => ("allOf", list(tape, depth)),
        20 | 21 => ("anyOf", list(tape, depth)),
        22 => ("oneOf", list(tape, depth)),
        _ => (
            "oneOf",
            tape.some(&json!([{"const": "a"}, {"const": "b"}, {"const": "ab", "title": "AB"}])),
        ),
    }
}

fn by_name(tape: &mut Tape<'_>, depth: usize, names: &Value) -> Value {
    let names = tape.some(names);
    let member = |name: &Value| (name.as_str().unwrap().to_owned(), schema(tape, depth));
    names.as_array().unwrap().iter().map(member).collect()
}

fn list(tape: &mut Tape<'_>, depth: usize) -> Value {
    (0..=tape.below(3)).map(|_| schema(tape, depth)).collect()
}

/// Changes one schema somewhere inside: a keyword goes, comes, or says something else.
fn edit(tape: &mut Tape<'_>, root: &mut Value) {
    let mut places = Vec::new();
    schemas(root, String::new(), &mut places);
    if !root.to_string().contains("#/$defs/") {
        places.retain(|place| !place.starts_with("/$defs"));
    }
    let place = &places[tape.below(places.len())];
    let schema = root.pointer_mut(place).unwrap();
    let Value::Object(members) = schema else {
        *schema = Value::Object(keywords(tape, 0));
        return;
    };
    let names: Vec<String> = members.keys().filter(|name| *name != "$defs").cloned().collect();
    let depth = tape.below(2);
    match (tape.below(6), names.as_slice()) {
        (0..=2, [_, ..]) => drop(members.remove(&names[tape.below(names.len())])),
        (3, [_, ..]) => {
            let name = &names[tape.below(names.len())];
            rearrange(tape, members.get_mut(name).unwrap());
        }
        (4, _) => members.extend([assertion(tape)].map(|(name, value)| (name.to_owned(), value))),
        _ => members.extend([keyword(tape, depth)]),
    }
}

/// Lists turn round or lose an entry, objects lose a member, numbers move.
fn rearrange(tape: &mut Tape<'_>, value: &mut Value) {
    match value {
        Value::Array(items) if tape.below(2) == 0 => items.reverse(),
        Value::Array(items) if 1 < items.len() => drop(items.pop()),
        Value::Object(members) => {
            if let Some(name) = members.keys().next().cloned() {
                members.remove(&name);
            }
        }
        Value::Number(number) => *value = tape.pick(&json!([number, 1, 2, 3, 6])),
        _ => {}
    }
}

/// Where the schemas are within a schema.
fn schemas(here: &Value, at: String, found: &mut Vec<String>) {
    for (name, value) in here.as_object().into_iter().flatten() {
        let below = format!("{at}/{name}");
        match (name.as_str(), value) {
            (
                "properties" | "patternProperties" | "dependentSchemas" | "$defs",
                Value::Object(members),
            ) => {
                for (name, member) in members {
                    schemas(member, format!("{below}/{name}"), found);
                }
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(items)) => {
                for (n, item) in items.iter().enumerate() {
                    schemas(item, format!("{below}/{n}"), found);
                }
            }
            ("enum" | "const", _) => {}
            (_, Value::Object(_)) if name != "dependentRequired" => schemas(value, below, found),
            _ => {}
        }
    }
    found.push(at);
}
