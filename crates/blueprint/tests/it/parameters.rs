//! Adopters' values: checked, completed, and put into the document.

use blueprint::{Parsed, check, parameters};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use testkit::valid_examples;

fn document() -> Value {
    json!({"parameters": [
        {"id": "gebuehr", "title": {"de": "Gebühr in Euro", "en": "Fee in euros"},
            "schema": {"type": "number", "minimum": 0, "maximum": 500}, "default": 195,
            "binding": "recommended", "used_by": ["/process/nodes/zahlen"]},
        {"id": "laufzeit", "title": {"de": "Laufzeit in Monaten"},
            "schema": {"type": "integer"}, "default": 12, "binding": "fixed"},
        {"id": "zeiten", "title": {"de": "Öffnungszeiten"}, "schema": {"type": "object",
            "required": ["von", "bis"], "additionalProperties": false,
            "properties": {"von": {"pattern": "^[0-9]{2}$"}, "bis": {"pattern": "^[0-9]{2}$"}}}},
        {"id": "frei", "title": {"de": "Frei"}, "schema": {}, "binding": "free"},
    ], "process": {"nodes": [{"id": "zahlen"}]}})
}

fn values(values: &Value) -> Map<String, Value> {
    values.as_object().unwrap().clone()
}

fn found(chosen: &Value) -> Vec<String> {
    let findings = parameters::fill(&document(), &values(chosen)).unwrap_err();
    findings
        .iter()
        .map(|finding| {
            assert!(finding.is_error());
            format!(
                "{} {} {} {}",
                finding.code.as_str(),
                finding.pointer,
                finding.path,
                finding.message.de
            )
        })
        .collect()
}

#[test]
fn values_are_checked_and_completed() {
    let chosen =
        json!({"zeiten": {"von": "08", "bis": "16"}, "frei": 3, "gebuehr": null, "laufzeit": 12.0});
    let filled = parameters::fill(&document(), &values(&chosen)).unwrap();
    let all: Vec<_> =
        filled.iter().map(|(id, set)| (id, set.value.clone(), set.is_chosen)).collect();
    assert_eq!(
        all,
        [
            ("frei", json!(3), true),
            ("gebuehr", json!(195), false),
            ("laufzeit", json!(12.0), true),
            ("zeiten", json!({"von": "08", "bis": "16"}), true),
        ]
    );
}

#[test]
fn every_misfit_is_found_at_its_place() {
    let text = found(&json!({
        "gebuhr": 1, "gebuehr": 900, "laufzeit": 13, "zeiten": {"von": "8", "um": 1}, "ganz-anders": 1,
    }));
    let text = text.join("\n");
    insta::assert_snapshot!(text);
}

#[test]
fn a_document_in_which_the_values_stand() {
    let chosen =
        values(&json!({"zeiten": {"von": "08", "bis": "16"}, "frei": "ja", "gebuehr": 120}));
    let filled = parameters::fill(&document(), &chosen).unwrap();
    let instance = parameters::instantiate(&document(), &filled);
    let mut expected = document();
    for (index, value) in [json!(120), json!(12), json!({"von": "08", "bis": "16"}), json!("ja")]
        .into_iter()
        .enumerate()
    {
        expected["parameters"][index]["default"] = value;
        expected["parameters"][index]["binding"] = json!("fixed");
    }
    assert_eq!(instance, expected);
    assert_eq!(
        parameters::fill(&instance, &Map::new()).unwrap().get("gebuehr").unwrap().value,
        120
    );
    let other = values(&json!({"gebuehr": 121}));
    assert!(parameters::fill(&instance, &other).is_err());
}

#[test]
fn an_instance_is_still_a_valid_blueprint() {
    let mut n_values = 0;
    for (name, document) in valid_examples() {
        // Some suggest no value for a parameter.
        let Ok(filled) = parameters::fill(&document, &Map::new()) else { continue };
        n_values += filled.iter().count();
        let instance = Parsed::of(parameters::instantiate(&document, &filled)).unwrap();
        assert!(blueprint::validate(instance, crate::ON).is_ok(), "{name}");
    }
    assert!(0 < n_values);
}

#[test]
fn a_schema_that_asks_for_endless_work_is_refused() {
    let mut defs = Map::new();
    defs.insert("d0".to_owned(), json!({"type": "string"}));
    for n in 1..60 {
        let before = json!({"$ref": format!("#/$defs/d{}", n - 1)});
        defs.insert(format!("d{n}"), json!({"anyOf": [before, before]}));
    }
    let schema = json!({"$ref": "#/$defs/d59", "$defs": defs});
    let hostile =
        json!({"parameters": [{"id": "a", "title": {"de": "A"}, "schema": schema, "default": 1}]});
    let findings = parameters::fill(&hostile, &Map::new()).unwrap_err();
    assert_eq!(findings[0].code.as_str(), "parameter-schema");
    let findings = check(&Parsed::of(hostile).unwrap(), crate::ON);
    assert!(findings.iter().any(|finding| finding.pointer.as_str() == "/parameters/0/default"));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3..9_i32).prop_map(Value::from),
        "[a-c]{0,2}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let name = prop::sample::select(vec![
            "id", "schema", "default", "binding", "type", "minimum", "a", "$ref", "title",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(name.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_parameter() -> impl Strategy<Value = Value> {
    let schema = prop::sample::select(vec![
        json!({}),
        json!({"type": "integer", "minimum": 2}),
        json!({"type": "string"}),
        json!({"$ref": "#"}),
        json!(3),
        json!({"enum": ["a", 1]}),
        json!(true),
        json!({"type": "nonsense"}),
    ]);
    let binding = prop::sample::select(vec![
        json!(null),
        json!("fixed"),
        json!("free"),
        json!("recommended"),
    ]);
    let id = prop::sample::select(vec!["a", "b", "c"]);
    prop_oneof![
        8 => (id, schema, any_value(), binding)
            .prop_map(|(id, schema, default, binding)| json!({"id": id, "schema": schema, "default": default, "binding": binding})),
        1 => any_value(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever the document: what is filled stands in its instance, and cannot be changed there.
    #[test]
    fn what_is_filled_stands_in_the_instance(
        parameters in prop::collection::vec(any_parameter(), 0..3),
        chosen in prop::collection::btree_map("[a-c]", any_value(), 0..3),
    ) {
        let document = json!({ "parameters": parameters });
        let chosen: Map<String, Value> = chosen.into_iter().collect();
        let Ok(filled) = parameters::fill(&document, &chosen) else { return Ok(()) };
        let instance = parameters::instantiate(&document, &filled);
        let again = parameters::fill(&instance, &Map::new()).unwrap();
        let values = |filled: &parameters::Filled| -> Map<String, Value> {
            filled.iter().map(|(id, set)| (id.to_owned(), set.value.clone())).collect()
        };
        prop_assert_eq!(values(&filled), values(&again));
        prop_assert!(parameters::fill(&instance, &values(&filled)).is_ok());
        prop_assert_eq!(parameters::instantiate(&instance, &again), instance);
    }
}
