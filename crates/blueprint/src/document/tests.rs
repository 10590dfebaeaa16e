use std::collections::BTreeSet;

use jsonschema::Validator;
use serde::de::DeserializeOwned;

use super::*;
use crate::Lang;

const SCHEMA: &str = include_str!("../../../../schemas/blueprint/1.json");
const MINIMAL: &str = include_str!("../../../../schemas/blueprint/examples/valid/minimal.json");
const FULL: &str = include_str!("../../../../schemas/blueprint/examples/valid/full.json");
const NULL_MEMBERS: &str =
    include_str!("../../../../schemas/blueprint/examples/valid/null-members.json");
const NULL_NESTED: &str =
    include_str!("../../../../schemas/blueprint/examples/valid/null-nested.json");

fn read(text: &str) -> Document {
    let value: Value = serde_json::from_str(text).unwrap();
    Document::try_from(&value).unwrap()
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

#[test]
fn every_valid_example_is_valid_and_readable() {
    let validator: Validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .with_pattern_options(jsonschema::PatternOptions::regex())
        .offline()
        .build(&schema())
        .unwrap();
    for text in [MINIMAL, FULL, NULL_MEMBERS, NULL_NESTED] {
        let value = serde_json::from_str(text).unwrap();
        let faults: Vec<_> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(read(text).format, 1);
    }
}

#[test]
fn null_reads_as_absent() {
    assert_eq!(read(NULL_MEMBERS), read(MINIMAL));
}

#[test]
fn nested_values_arrive_where_they_belong() {
    let document = read(FULL);
    assert_eq!(document.version, Version::new(2, 1, 0));
    assert_eq!(document.service.typing, Some(Typing::T4B));
    assert_eq!(
        document.applicability.unwrap().states,
        [State::Hesse, State::RhinelandPalatinate, State::BadenWuerttemberg]
    );
    let apply = &document.process.nodes[1];
    assert_eq!(
        (apply.r#type, apply.channel, apply.optional),
        (NodeType::Task, Some(Channel::Digital), false)
    );
    assert_eq!(apply.time.as_ref().unwrap().processing.as_deref(), Some("PT10M"));
    assert_eq!(document.parameters[0].default, Some(Value::from(195)));
    assert_eq!(document.sovereignty.minimum_seal.get("SOV-2"), Some(&3));
    let test = &document.vendors[0].products[0].tests[0];
    assert_eq!(test.requirements.get("zugang"), Some(&RequirementStatus::Met));
    assert_eq!(document.upstream.unwrap().kind, UpstreamKind::Variant);
}

#[test]
fn text_falls_back_to_german_then_to_any() {
    let text: Localised = serde_json::from_str(r#"{"de": "Antrag", "en": null}"#).unwrap();
    assert_eq!(
        (text.get(Lang::En), text.has(Lang::En), text.has(Lang::De)),
        ("Antrag", false, true)
    );
    let text: Localised = serde_json::from_str(r#"{"fr": "Demande"}"#).unwrap();
    assert_eq!(text.get(Lang::De), "Demande");
    let text: Localised = serde_json::from_str(r#"{"de": "Antrag", "en": "Application"}"#).unwrap();
    assert_eq!(text.get(Lang::En), "Application");
    assert_eq!(text.iter().collect::<Vec<_>>(), [("de", "Antrag"), ("en", "Application")]);
}

#[test]
fn a_member_the_view_does_not_know_is_refused() {
    let mut value: Value = serde_json::from_str(MINIMAL).unwrap();
    value["service"]["colour"] = Value::from("blue");
    assert!(Document::try_from(&value).is_err());
}

/// The full example is only worth something while it uses every member of the schema.
#[test]
fn the_full_example_uses_every_member() {
    let schema = schema();
    let mut wanted = BTreeSet::new();
    members(&schema, &schema, "", &mut wanted);
    let mut used = BTreeSet::new();
    usage(&serde_json::from_str(FULL).unwrap(), &schema, &schema, ("", &mut used));
    let unused: Vec<_> = wanted.difference(&used).collect();
    assert!(unused.is_empty(), "{unused:?}");
    assert!(wanted.len() > 200);
}

#[test]
fn codes_are_those_of_the_schema() {
    fn round_trip<T>(all: &[T], code: fn(T) -> &'static str) -> Vec<String>
    where
        T: Copy + PartialEq + std::fmt::Debug + DeserializeOwned,
    {
        for one in all {
            let read: T = serde_json::from_value(Value::from(code(*one))).unwrap();
            assert_eq!(read, *one);
        }
        all.iter().map(|one| code(*one).to_owned()).collect()
    }
    let ours = BTreeSet::from([
        round_trip(&AdministrationKind::ALL, AdministrationKind::as_str),
        round_trip(&Binding::ALL, Binding::as_str),
        round_trip(&Catalogue::ALL, Catalogue::as_str),
        round_trip(&CertificateScheme::ALL, CertificateScheme::as_str),
        round_trip(&Channel::ALL, Channel::as_str),
        round_trip(&Contract::ALL, Contract::as_str),
        round_trip(&CostKind::ALL, CostKind::as_str),
        round_trip(&DependencyKind::ALL, DependencyKind::as_str),
        round_trip(&Deployment::ALL, Deployment::as_str),
        round_trip(&Direction::ALL, Direction::as_str),
        round_trip(&DocumentKind::ALL, DocumentKind::as_str),
        round_trip(&Environment::ALL, Environment::as_str),
        round_trip(&Framework::ALL, Framework::as_str),
        round_trip(&Holder::ALL, Holder::as_str),
        round_trip(&KeyCustody::ALL, KeyCustody::as_str),
        round_trip(&LegalLevel::ALL, LegalLevel::as_str),
        round_trip(&MaturityScale::ALL, MaturityScale::as_str),
        round_trip(&NodeType::ALL, NodeType::as_str),
        round_trip(&Obligation::ALL, Obligation::as_str),
        round_trip(&ProtectionNeed::ALL, ProtectionNeed::as_str),
        round_trip(&RequirementStatus::ALL, RequirementStatus::as_str),
        round_trip(&Responsible::ALL, Responsible::as_str),
        round_trip(&RoleKind::ALL, RoleKind::as_str),
        round_trip(&State::ALL, State::as_str),
        round_trip(&TargetGroup::ALL, TargetGroup::as_str),
        round_trip(&TestResult::ALL, TestResult::as_str),
        round_trip(&TrustLevel::ALL, TrustLevel::as_str),
        round_trip(&Typing::ALL, Typing::as_str),
        round_trip(&UpstreamKind::ALL, UpstreamKind::as_str),
        round_trip(&Verification::ALL, Verification::as_str),
    ]);
    let mut theirs = BTreeSet::new();
    code_lists(&schema(), &mut theirs);
    assert_eq!(ours, theirs);
}

/// Follows `$ref` to the definition that holds the keywords.
fn resolved<'a>(schema: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str() {
        Some(reference) => schema.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
        None => node,
    }
}

fn members(schema: &Value, node: &Value, at: &str, found: &mut BTreeSet<String>) {
    let node = resolved(schema, node);
    for (name, member) in node["properties"].as_object().into_iter().flatten() {
        let place = format!("{at}/{name}");
        members(schema, member, &place, found);
        found.insert(place);
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = node.get(keyword) {
            members(schema, inner, at, found);
        }
    }
}

fn usage(value: &Value, schema: &Value, node: &Value, (at, found): (&str, &mut BTreeSet<String>)) {
    let node = resolved(schema, node);
    for element in value.as_array().into_iter().flatten() {
        usage(element, schema, &node["items"], (at, found));
    }
    for (name, member) in
        value.as_object().into_iter().flatten().filter(|(_, member)| !member.is_null())
    {
        if let Some(known) = node["properties"].get(name) {
            let place = format!("{at}/{name}");
            usage(member, schema, known, (&place, found));
            found.insert(place);
        } else {
            usage(member, schema, &node["additionalProperties"], (at, found));
        }
    }
}

fn code_lists(node: &Value, found: &mut BTreeSet<Vec<String>>) {
    if let Some(codes) = node["enum"].as_array() {
        found.insert(codes.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    match node {
        Value::Object(members) => members.values().for_each(|member| code_lists(member, found)),
        Value::Array(elements) => elements.iter().for_each(|element| code_lists(element, found)),
        _ => {}
    }
}
