//! Laws of comparing schemas, against the validator: what is not called narrowed lets through all it did.

mod tape;

use std::collections::BTreeSet;

use blueprint::{Effect, schema_changes};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use self::tape::{Tape, instance, versions};

const INSTANCES: usize = 16;

fn tape() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..400)
}

/// As the registry compiles schemas. `None` for a schema that refers to itself without an end.
fn validator(schema: &Value) -> Option<jsonschema::Validator> {
    if is_endless(schema) {
        return None;
    }
    let options = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(jsonschema::PatternOptions::regex());
    Some(options.build(schema).unwrap())
}

/// Whether a reference leads back to itself without a step into the value: validating would never end.
fn is_endless(root: &Value) -> bool {
    fn leads_on(root: &Value, here: &Value, steps_left: usize) -> bool {
        let Some(steps_left) = steps_left.checked_sub(1) else { return true };
        let next = |value: &Value| leads_on(root, value, steps_left);
        let target = here
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|to| root.pointer(to.strip_prefix('#')?));
        let single = ["not", "if", "then", "else"].iter().filter_map(|keyword| here.get(keyword));
        let listed = ["allOf", "anyOf", "oneOf"]
            .iter()
            .filter_map(|keyword| here.get(keyword)?.as_array())
            .flatten();
        let named = here
            .get("dependentSchemas")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(_, schema)| schema);
        target.into_iter().chain(single).chain(listed).chain(named).any(next)
    }
    fn anywhere(root: &Value, here: &Value) -> bool {
        leads_on(root, here, 12)
            || match here {
                Value::Object(members) => members.values().any(|member| anywhere(root, member)),
                Value::Array(items) => items.iter().any(|item| anywhere(root, item)),
                _ => false,
            }
    }
    anywhere(root, root)
}

fn effects(old: &Value, new: &Value) -> BTreeSet<Effect> {
    schema_changes(old, new).iter().map(|change| change.effect).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn only_a_different_schema_differs(tape in tape()) {
        let (old, new) = versions(&mut Tape::new(&tape));
        prop_assert!(schema_changes(&old, &old).is_empty());
        prop_assert_eq!(schema_changes(&old, &new).is_empty(), old == new);
    }

    #[test]
    fn what_is_not_narrowed_lets_through_what_it_did(tape in tape()) {
        let mut tape = Tape::new(&tape);
        let (old, new) = versions(&mut tape);
        let effects = effects(&old, &new);
        if effects.contains(&Effect::Narrowed) {
            return Ok(());
        }
        let (Some(before), Some(after)) = (validator(&old), validator(&new)) else { return Ok(()) };
        for _ in 0..INSTANCES {
            let instance = instance(&mut tape, 2);
            let (was, is) = (before.is_valid(&instance), after.is_valid(&instance));
            prop_assert!(!was || is, "{instance} was valid\n{old}\n{new}");
            prop_assert!(effects.contains(&Effect::Widened) || was == is, "{instance}: {was}, then {is}\n{old}\n{new}");
        }
    }
}

/// The law above would hold of nothing if all schemas were narrowed, or no instance told two of them apart.
#[test]
fn the_law_speaks_of_something() {
    let mut runner = TestRunner::deterministic();
    let (mut n_widened, mut n_same, mut n_told_apart) = (0, 0, 0);
    for _ in 0..2_000 {
        let bytes = tape().new_tree(&mut runner).unwrap().current();
        let mut tape = Tape::new(&bytes);
        let (old, new) = versions(&mut tape);
        let effects = effects(&old, &new);
        if old == new || effects.contains(&Effect::Narrowed) {
            continue;
        }
        let (Some(before), Some(after)) = (validator(&old), validator(&new)) else { continue };
        n_widened += usize::from(effects.contains(&Effect::Widened));
        n_same += usize::from(!effects.contains(&Effect::Widened));
        let mut tells_apart = || {
            let instance = instance(&mut tape, 2);
            before.is_valid(&instance) != after.is_valid(&instance)
        };
        n_told_apart += usize::from((0..INSTANCES).any(|_| tells_apart()));
    }
    assert!(300 < n_widened, "{n_widened} widened");
    assert!(100 < n_same, "{n_same} the same");
    assert!(100 < n_told_apart, "{n_told_apart} told apart");
}

/// Where one keyword's meaning depends on another. Chance seldom builds these, so they stand here, each with a value
/// that shows that less is let through.
fn dependent() -> Vec<(Value, Value, Value)> {
    let within = |inner: Value, keyword: &str| json!({"allOf": [inner], keyword: false});
    let members = |inner: Value| within(inner, "unevaluatedProperties");
    let entries = |inner: Value| within(inner, "unevaluatedItems");
    let around =
        |limit: u32| json!({"minimum": limit, "properties": {"x": {"not": {"$ref": "#/$defs/a"}}}});
    let round = |limit: u32| json!({"$ref": "#/$defs/a", "$defs": {"a": around(limit)}});
    let by_pattern = |properties: Value| json!({"patternProperties": {"^a": {"minLength": 1}}, "additionalProperties": false, "properties": properties});
    vec![
        (members(json!({"properties": {"a": true}})), members(json!({})), json!({"a": 1})),
        (members(json!({"additionalProperties": true})), members(json!({})), json!({"a": 1})),
        (members(json!({"$ref": "#/$defs/a"})), members(json!({})), json!({"a": 1})),
        (
            members(json!({"properties": {"a": true}})),
            json!({"unevaluatedProperties": false}),
            json!({"a": 1}),
        ),
        (by_pattern(json!({})), by_pattern(json!({"ab": {"type": "string"}})), json!({"ab": 1})),
        (entries(json!({"items": true})), entries(json!({})), json!([1])),
        (entries(json!({"prefixItems": [true]})), entries(json!({})), json!([1])),
        (
            json!({"contains": {"type": "integer"}, "unevaluatedItems": false}),
            json!({"unevaluatedItems": false}),
            json!([1]),
        ),
        (
            json!({"contains": {"type": "string"}, "maxContains": 1}),
            json!({"contains": {}, "maxContains": 1}),
            json!(["a", 1]),
        ),
        (
            json!({"contains": {}, "minContains": 0, "maxContains": 2}),
            json!({"contains": {}, "maxContains": 2}),
            json!([]),
        ),
        (
            json!({"items": {"minimum": 1}}),
            json!({"items": {"minimum": 1}, "prefixItems": [{"minimum": 2}]}),
            json!([1]),
        ),
        (
            json!({"if": true, "else": {"minimum": 1}}),
            json!({"if": false, "else": {"minimum": 1}}),
            json!(0),
        ),
        (json!({"enum": [1.0], "const": 1}), json!({"enum": [2], "const": 1}), json!(1)),
        (json!({"minimum": 2}), json!({"minimum": 1, "exclusiveMinimum": 2}), json!(2)),
        (round(1), round(0), json!({"x": 0})),
    ]
}

#[test]
fn keywords_that_depend_on_one_another() {
    for (old, new, instance) in dependent() {
        let with_target = |schema: &Value| {
            let mut schema = schema.clone();
            if schema.get("$defs").is_none() {
                schema["$defs"] = json!({"a": {"properties": {"a": true}}});
            }
            schema
        };
        let (old, new) = (with_target(&old), with_target(&new));
        let allows = |schema: &Value| validator(schema).unwrap().is_valid(&instance);
        assert!(allows(&old) && !allows(&new), "{old} {new}");
        assert!(effects(&old, &new).contains(&Effect::Narrowed), "{old} {new}");
    }
}
