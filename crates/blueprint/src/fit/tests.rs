//! What is asked and what is answered, check by check.

mod facts;
mod golden;
mod laws;

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::json;

use super::*;

const TODAY: Date = date(2026, 10, 13);

fn profile(value: Value) -> Profile {
    serde_json::from_value(value).unwrap()
}

fn judged(value: &Value, asked: Value, product: Option<&str>) -> Fit {
    let product: Option<ProductRef> = product.map(|name| name.parse().unwrap());
    let document = Document::try_from(value).unwrap();
    fit(&document, value, &profile(asked), product.as_ref(), TODAY)
}

/// The verdict on the full example, and what was found under `code`.
fn full(asked: Value, code: &str) -> (Verdict, Vec<CheckStatus>) {
    changed(|_| {}, asked, code)
}

fn changed(
    change: impl FnOnce(&mut Value),
    asked: Value,
    code: &str,
) -> (Verdict, Vec<CheckStatus>) {
    let mut value = testkit::valid_example("full");
    change(&mut value);
    let found = judged(&value, asked, None);
    let checks = found.checks.iter().filter(|check| check.code.as_str() == code);
    (found.verdict, checks.map(|check| check.status).collect())
}

/// A profile for which the full example is made, with more asked.
fn town(more: Value) -> Value {
    let mut town = json!({"state": "08", "kind": "municipality", "population": 12_000});
    let Value::Object(more) = more else { panic!("a profile is an object") };
    town.as_object_mut().unwrap().extend(more);
    town
}

use CheckStatus::{Gap, Met, Unknown, Unmet};
use Verdict::{Fits, Gaps, Unfit};

#[test]
fn land_kind_and_size_must_be_those_the_blueprint_is_made_for() {
    assert_eq!(full(town(json!({})), "fit-state"), (Fits, vec![Met]));
    assert_eq!(full(town(json!({"state": "09"})), "fit-state"), (Unfit, vec![Unmet]));
    assert_eq!(full(town(json!({"kind": "region"})), "fit-kind"), (Unfit, vec![Unmet]));
    assert_eq!(full(town(json!({"population": 2_000_000})), "fit-population"), (Fits, vec![Met]));
    assert_eq!(
        full(town(json!({"population": 2_000_001})), "fit-population"),
        (Unfit, vec![Unmet])
    );
    for (fact, code) in
        [("state", "fit-state"), ("kind", "fit-kind"), ("population", "fit-population")]
    {
        assert_eq!(full(town(json!({fact: null})), code), (Gaps, vec![Unknown]), "{fact}");
    }
}

#[test]
fn a_city_may_be_its_own_district() {
    let districts_only =
        |value: &mut Value| value["applicability"]["kinds"] = json!(["district", "region"]);
    assert_eq!(changed(districts_only, town(json!({})), "fit-kind"), (Gaps, vec![Unknown]));
}

#[test]
fn a_blueprint_for_all_suits_all() {
    let for_all = |value: &mut Value| value["applicability"] = Value::Null;
    assert_eq!(changed(for_all, json!({}), "fit-kind"), (Fits, vec![Met]));
}

#[test]
fn levels_are_held_against_the_assessment() {
    let asked = |seals: Value| full(town(json!({"minimum_seal": seals})), "fit-seal");
    assert_eq!(asked(json!({"SOV-1": 3})), (Fits, vec![Met]));
    assert_eq!(asked(json!({"SOV-1": 4})), (Unfit, vec![Unmet]));
    assert_eq!(asked(json!({"SOV-1": 3, "SOV-8": 1})), (Gaps, vec![Met, Unknown]));
}

#[test]
fn a_certificate_must_be_held_and_valid() {
    let asked = town(json!({"required_certificates": ["bsi-c5"]}));
    let until = |day: Value| {
        let change = |value: &mut Value| {
            value["vendors"][0]["products"][0]["certificates"][0]["valid_until"] = day;
        };
        changed(change, asked.clone(), "fit-certificate")
    };
    assert_eq!(until(json!("2026-10-13")), (Fits, vec![Met]));
    assert_eq!(until(json!("2026-10-12")), (Unfit, vec![Unmet]));
    assert_eq!(until(Value::Null), (Gaps, vec![Unknown]));
    let asked = town(json!({"required_certificates": ["eucs"]}));
    assert_eq!(full(asked.clone(), "fit-certificate"), (Unfit, vec![Unmet]));
    let none = |value: &mut Value| {
        value["vendors"][0]["products"][0]["certificates"] = Value::Null;
    };
    assert_eq!(changed(none, asked, "fit-certificate"), (Gaps, vec![Unknown]));
}

#[test]
fn deployment_and_places_must_be_allowed() {
    let ways = |ways: Value| full(town(json!({"allowed_deployments": ways})), "fit-deployment");
    assert_eq!(ways(json!(["on_premises", "private_cloud"])), (Fits, vec![Met]));
    assert_eq!(ways(json!(["on_premises"])), (Unfit, vec![Unmet]));
    let places = |lie: Value, allowed: Value| {
        let change = |value: &mut Value| {
            value["vendors"][0]["products"][0]["data_locations"] = lie;
        };
        changed(change, town(json!({"allowed_data_locations": allowed})), "fit-data-location")
    };
    assert_eq!(places(json!(["DE", "FR"]), json!(["DE", "FR", "AT"])), (Fits, vec![Met]));
    assert_eq!(places(json!(["DE", "FR"]), json!(["DE"])), (Unfit, vec![Unmet]));
    assert_eq!(places(Value::Null, json!(["DE"])), (Gaps, vec![Unknown]));
    // A place that is no country is not allowed either.
    assert_eq!(places(json!(["DE", "XX"]), json!(["DE"])), (Unfit, vec![Unmet]));
    assert_eq!(places(json!(["XX"]), json!(["DE"])), (Unfit, vec![Unmet]));
}

#[test]
fn no_way_for_third_countries_points_at_the_fact_that_opens_one() {
    let asked = town(json!({"no_third_country_access": true}));
    assert_eq!(full(asked.clone(), "fit-third-country"), (Fits, vec![Met]));
    for (pointer, bad) in [
        ("/vendors/0/seat", json!("US")),
        ("/vendors/0/ultimate_owner", json!("US")),
        ("/vendors/0/products/0/data_locations", json!(["US"])),
        ("/vendors/0/products/0/third_country_access/exposed", json!(true)),
        ("/vendors/0/products/0/third_country_access/laws", json!(["US CLOUD Act"])),
    ] {
        let mut value = testkit::valid_example("full");
        *value.pointer_mut(pointer).unwrap() = bad;
        let found = judged(&value, asked.clone(), None);
        let last = found.checks.last().unwrap();
        assert_eq!((found.verdict, last.pointer.as_str()), (Unfit, pointer));
        assert!(last.path.as_str().starts_with("/vendors/beispiel-it/"), "{}", last.path);
    }
}

#[test]
fn without_a_product_there_is_a_gap_only_when_something_is_asked_of_it() {
    let none = |value: &mut Value| value["vendors"] = json!([]);
    assert_eq!(changed(none, town(json!({})), "fit-product"), (Fits, vec![]));
    let asked = town(json!({"no_third_country_access": true}));
    assert_eq!(changed(none, asked, "fit-product"), (Gaps, vec![Gap]));
}

/// The full example with a second product that runs elsewhere.
fn with_a_foreign_product() -> Value {
    let mut value = testkit::valid_example("full");
    let foreign = json!({"id": "weit-weg", "products": [{"id": "x", "deployment": ["public_cloud"], "data_locations": ["US"]}]});
    value["vendors"].as_array_mut().unwrap().insert(0, foreign);
    value
}

#[test]
fn the_best_product_decides_and_comes_first() {
    let value = with_a_foreign_product();
    let asked = town(json!({"allowed_data_locations": ["DE"]}));
    let found = judged(&value, asked.clone(), None);
    assert_eq!(found.verdict, Fits);
    assert_eq!(found.decided_by.unwrap().to_string(), "beispiel-it/parkservice");
    let products: Vec<String> = found
        .checks
        .iter()
        .filter_map(|check| check.product.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(products, ["beispiel-it/parkservice", "weit-weg/x"]);

    assert_eq!(judged(&value, asked.clone(), Some("weit-weg/x")).verdict, Unfit);
    assert_eq!(judged(&value, asked.clone(), Some("beispiel-it/parkservice")).verdict, Fits);
    let unknown = judged(&value, asked, Some("beispiel-it/anderes"));
    assert_eq!((unknown.verdict, unknown.decided_by), (Gaps, None));
    assert_eq!(unknown.checks.last().unwrap().code.as_str(), "fit-product");
}

#[test]
fn a_product_in_use_that_others_tested_is_noted() {
    let asked = town(json!({"products_in_use": ["beispiel-it/parkservice", "fremd/anderes"]}));
    assert_eq!(full(asked.clone(), "fit-product-in-use"), (Fits, vec![Met]));
    let failed = |value: &mut Value| {
        value["vendors"][0]["products"][0]["tests"][0]["result"] = "failed".into();
    };
    assert_eq!(changed(failed, asked, "fit-product-in-use"), (Fits, vec![]));
}

#[test]
fn many_products_are_judged_and_few_are_listed() {
    let mut value = testkit::valid_example("full");
    let products: Vec<Value> = (0..60).map(|n| json!({"id": format!("p{n}")})).collect();
    value["vendors"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!({"id": "viele", "products": products}));
    let found = judged(&value, town(json!({"allowed_data_locations": ["DE"]})), None);
    assert_eq!((found.verdict, found.n_left_out), (Fits, 11));
    assert_eq!(found.decided_by.unwrap().to_string(), "beispiel-it/parkservice");
    assert_eq!(found.checks.len(), 3 + 50);
}

#[test]
fn a_profile_refuses_what_it_does_not_know() {
    for value in [
        json!({"color": "blue"}),
        json!({"state": "17"}),
        json!({"minimum_seal": {"SOV-9": 1}}),
        json!({"minimum_seal": {"SOV-1": 5}}),
        json!({"required_certificates": ["other"]}),
        json!({"allowed_data_locations": ["EU"]}),
        json!({"products_in_use": ["parkservice"]}),
    ] {
        assert!(serde_json::from_value::<Profile>(value.clone()).is_err(), "{value}");
    }
    assert_eq!(profile(json!({})), Profile::default());
}

#[test]
fn every_code_is_explained() {
    let page = include_str!("../../../../docs/fit.md");
    for code in CODES {
        assert!(page.contains(&format!("| `{code}` |")), "{code} has no line in docs/fit.md");
    }
    let explained = page.lines().filter(|line| line.starts_with("| `fit-")).count();
    assert_eq!(explained, CODES.len());
}
