//! Each example beside the schema causes the finding it names, and nothing else.

use std::collections::BTreeSet;

use blueprint::{Document, Finding, Parsed, Severity, check, rules::RULES, validate};
use testkit::{Example, invalid_examples, rules_with_examples, valid_examples};

use crate::ON;

fn findings(example: &Example) -> Vec<Finding> {
    check(&Parsed::of(example.document.clone()).unwrap(), ON)
}

fn told(finding: &Finding) -> String {
    format!("{} {} {}", finding.severity.as_str(), finding.code.as_str(), finding.pointer)
}

#[test]
fn valid_examples_have_no_finding_and_a_typed_view() {
    for (name, value) in valid_examples() {
        let valid = validate(Parsed::of(value).unwrap(), ON)
            .unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert_eq!(valid.warnings(), [], "{name}");
        assert!(Document::try_from(valid.value()).is_ok(), "{name}");
    }
}

#[test]
fn an_example_breaks_the_schema_where_it_says() {
    for example in invalid_examples("invalid") {
        let found = findings(&example);
        let expected = format!("error {} {}", example.code, example.pointer);
        let told: Vec<String> = found.iter().map(told).collect();
        assert!(told.contains(&expected), "{}: expected {expected}, found {told:?}", example.name);
        let strangers = found.iter().filter(|finding| {
            finding.code.as_str().starts_with("schema-")
                && finding.pointer.as_str() != example.pointer
        });
        assert_eq!(
            strangers.map(super::examples::told).collect::<Vec<_>>(),
            [""; 0],
            "{}",
            example.name
        );
    }
}

#[test]
fn an_example_of_a_rule_causes_its_finding_and_no_other() {
    for rule in RULES {
        for example in invalid_examples(&format!("rules/{}", rule.name)) {
            let expected = format!("{} {} {}", example.severity, example.code, example.pointer);
            let told: Vec<String> = findings(&example).iter().map(told).collect();
            assert_eq!(told, [expected], "{}", example.name);
        }
    }
}

#[test]
fn every_code_of_every_rule_has_an_example_and_no_example_is_a_stranger() {
    let names: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(rules_with_examples().into_iter().collect::<BTreeSet<_>>(), names);
    for rule in RULES {
        let shown: BTreeSet<String> = invalid_examples(&format!("rules/{}", rule.name))
            .into_iter()
            .map(|example| example.code)
            .collect();
        let codes: BTreeSet<String> = rule.codes.iter().map(|code| (*code).to_owned()).collect();
        assert_eq!(shown, codes, "{}", rule.name);
    }
}

#[test]
fn all_faults_are_reported_at_once() {
    let mut value = testkit::valid_example("full");
    value["license"] = "Creative-Commons".into();
    value["colour"] = "blue".into();
    value["title"].as_object_mut().unwrap().remove("de");
    value["process"]["nodes"][1]["role"] = "niemand".into();
    value["sovereignty"]["exit"]["notice_days"] = 90.into();
    let found = check(&Parsed::of(value).unwrap(), ON);
    let told: Vec<String> = found.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "error schema-unknown-member /colour",
            "error identifier-licence /license",
            "error reference-unknown /process/nodes/1/role",
            "warning law-notice /sovereignty/exit/notice_days",
            "error schema-required /title/de",
        ]
    );
    assert_eq!(found[2].path.as_str(), "/process/nodes/antrag-stellen/role");
    assert_eq!(found[3].severity, Severity::Warning);
}

#[test]
fn a_document_of_the_future_gets_one_finding() {
    let mut value = testkit::valid_example("minimal");
    value["format"] = 2.into();
    value["something"] = "new".into();
    let told: Vec<String> = check(&Parsed::of(value).unwrap(), ON).iter().map(told).collect();
    assert_eq!(told, ["error format-unknown /format"]);
}

#[test]
fn build_metadata_and_short_versions_are_no_versions() {
    for version in ["1.0", "1.0.0+7", "neu", "v1.0.0"] {
        let mut value = testkit::valid_example("minimal");
        value["version"] = version.into();
        let told: Vec<String> = check(&Parsed::of(value).unwrap(), ON).iter().map(told).collect();
        assert_eq!(told, ["error version-not-semver /version"], "{version}");
    }
}
