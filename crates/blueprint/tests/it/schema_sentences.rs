//! What people read about changes of a form, in both languages.

use std::fmt::Write as _;

use blueprint::schema_changes;
use serde_json::{Value, json};

fn effect(change: &blueprint::SchemaChange) -> &'static str {
    match change.effect {
        blueprint::Effect::Narrowed => "narrowed",
        blueprint::Effect::Widened => "widened",
        blueprint::Effect::Reworded => "reworded",
    }
}

fn say(text: &mut String, name: &str, old: &Value, new: &Value) {
    writeln!(text, "{name}").unwrap();
    for change in schema_changes(old, new) {
        writeln!(text, "  {} {}", effect(&change), change.pointer).unwrap();
        writeln!(text, "    de: {}", change.message.de).unwrap();
        writeln!(text, "    en: {}", change.message.en).unwrap();
    }
}

/// Each pair is told there and back.
fn told(pairs: &[(&str, Value, Value)]) -> String {
    let mut text = String::new();
    for (name, old, new) in pairs {
        say(&mut text, name, old, new);
        say(&mut text, &format!("{name}, back"), new, old);
    }
    text
}

#[test]
fn values() {
    let text = told(&[
        ("maximum", json!({"maximum": 200}), json!({"maximum": 100})),
        ("minimum", json!({"minimum": 0}), json!({"minimum": 1.5})),
        ("a limit", json!({}), json!({"minimum": 5})),
        ("exclusive", json!({"minimum": 0}), json!({"exclusiveMinimum": 0})),
        ("multiples", json!({"multipleOf": 3}), json!({"multipleOf": 6})),
        ("fractions", json!({"multipleOf": 0.5}), json!({"multipleOf": 1})),
        ("length", json!({"maxLength": 12}), json!({"minLength": 3, "maxLength": 10})),
        ("no length", json!({"maxLength": 12}), json!({})),
        ("type", json!({"type": "number"}), json!({"type": "integer"})),
        ("types", json!({"type": ["string", "null"]}), json!({"type": "number"})),
        ("values", json!({"enum": ["halter", "leasing", 3]}), json!({"enum": ["halter"]})),
        ("one value", json!({"const": "a"}), json!({"enum": ["a", "b"]})),
        ("any value", json!({"enum": ["a", "b"]}), json!({})),
        ("pattern", json!({"pattern": "^[0-9]{5}$"}), json!({"pattern": "^[0-9]{4}$"})),
        ("format", json!({}), json!({"format": "date"})),
        ("never", json!(true), json!(false)),
        ("title", json!({"title": "Ort"}), json!({"title": "Wohnort", "x-hint": 1})),
        ("order", json!({"enum": [1, 2]}), json!({"enum": [2, 1]})),
        ("unknown", json!({"contentEncoding": "base64"}), json!({})),
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn fields() {
    let form = |properties: Value, required: Value| json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required});
    let plate = json!({"type": "string", "title": "Anhängerkennzeichen"});
    let address =
        |place: Value| json!({"anschrift": {"title": "Anschrift", "properties": {"ort": place}}});
    let text = told(&[
        ("field", form(json!({}), json!([])), form(json!({"anhaenger": plate}), json!([]))),
        (
            "required",
            form(json!({"anhaenger": plate}), json!([])),
            form(json!({"anhaenger": plate}), json!(["anhaenger"])),
        ),
        (
            "required field",
            form(json!({}), json!([])),
            form(json!({"anhaenger": plate}), json!(["anhaenger"])),
        ),
        ("open form", json!({}), json!({"properties": {"anhaenger": plate}})),
        ("named only", json!({}), json!({"properties": {"anhaenger": {"title": "Anhänger"}}})),
        (
            "within",
            json!({"properties": address(json!({"title": "Ort", "maxLength": 50}))}),
            json!({"properties": address(json!({"title": "Ort", "maxLength": 60}))}),
        ),
        ("closed", json!({}), json!({"additionalProperties": false})),
        ("with", json!({}), json!({"dependentRequired": {"anhaenger": ["kennzeichen"]}})),
        ("members", json!({"minProperties": 1}), json!({"minProperties": 2})),
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn lists_and_conditions() {
    let text = told(&[
        (
            "entries",
            json!({"maxItems": 3, "items": {"type": "string"}}),
            json!({"maxItems": 5, "items": {}}),
        ),
        ("twice", json!({}), json!({"uniqueItems": true})),
        (
            "contains",
            json!({"contains": {"type": "string"}}),
            json!({"contains": {"type": "string"}, "minContains": 2}),
        ),
        (
            "one more",
            json!({"anyOf": [{"type": "string"}]}),
            json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
        ),
        ("condition", json!({}), json!({"allOf": [{"minLength": 1}]})),
        (
            "labelled",
            json!({"oneOf": [{"const": "a", "title": "A"}]}),
            json!({"oneOf": [{"const": "a", "title": "Aa"}, {"const": "b"}]}),
        ),
        ("either", json!({"oneOf": [{"minimum": 1}]}), json!({"oneOf": [{"minimum": 0}]})),
        ("not", json!({"not": {"maximum": 3}}), json!({"not": {"maximum": 2}})),
        (
            "if",
            json!({"if": {"const": 1}, "then": {"minimum": 1}}),
            json!({"if": {"const": 2}, "then": {"minimum": 1}}),
        ),
        (
            "then",
            json!({"if": {"const": 1}, "then": {"minimum": 1}}),
            json!({"if": {"const": 1}, "then": {"minimum": 0}}),
        ),
    ]);
    insta::assert_snapshot!(text);
}

#[test]
fn references_are_followed() {
    let plate = |max: u32| json!({"type": "string", "maxLength": max, "title": "Kennzeichen"});
    let by_reference = |max: u32| json!({"properties": {"kfz": {"$ref": "#/$defs/plate"}, "alt": {"$ref": "#/$defs/plate"}}, "$defs": {"plate": plate(max)}});
    let tree = |max: u32| json!({"properties": {"name": {"maxLength": max}, "below": {"items": {"$ref": "#"}}}});
    let text = told(&[
        ("two of a kind", json!({"additionalProperties": false}), {
            let mut form = by_reference(10);
            form["additionalProperties"] = json!(false);
            form
        }),
        ("longer", by_reference(10), by_reference(12)),
        (
            "written out",
            json!({"properties": {"kfz": plate(10), "alt": plate(10)}}),
            by_reference(10),
        ),
        ("unused", json!({"$defs": {"plate": plate(10)}}), json!({})),
        ("round", tree(10), tree(12)),
        (
            "anchor",
            json!({"$ref": "#ort", "$defs": {"a": {"$anchor": "ort"}}}),
            json!({"$ref": "#ort", "$defs": {"a": {"$anchor": "ort", "minimum": 1}}}),
        ),
        ("scope", json!({"items": {"$id": "a", "minimum": 1}}), json!({"items": {"$id": "a"}})),
        ("round in place", json!({"$ref": "#"}), json!({"$ref": "#", "title": "A"})),
    ]);
    insta::assert_snapshot!(text);
}

/// Parts that refer to one another four times over are looked at once each.
#[test]
fn work_is_bounded() {
    let doubling = |limit: u32| {
        let mut defs = serde_json::Map::new();
        defs.insert("d0".to_owned(), json!({"maximum": limit}));
        for n in 1..60 {
            let below = json!({"$ref": format!("#/$defs/d{}", n - 1)});
            defs.insert(
                format!("d{n}"),
                json!({"properties": {"a": below, "b": below}, "allOf": [below, below]}),
            );
        }
        json!({"$ref": "#/$defs/d59", "$defs": defs})
    };
    let changes = schema_changes(&doubling(1), &doubling(2));
    assert!(changes.iter().all(|change| change.effect == blueprint::Effect::Widened));
    assert!(!changes.is_empty() && changes.len() < 10, "{changes:?}");

    let nested = |limit: u32| {
        (0..1_000).fold(json!({"maximum": limit}), |inner, _| {
            Value::Object([("items".to_owned(), inner)].into_iter().collect())
        })
    };
    let changes = schema_changes(&nested(2), &nested(1));
    assert!(changes.iter().any(|change| change.effect == blueprint::Effect::Narrowed));
}
