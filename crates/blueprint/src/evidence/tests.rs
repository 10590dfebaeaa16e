//! The numbers of small documents, of the full example and of a seed; then the laws.

mod attested;
mod golden;
mod laws;
mod profile;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::*;
use crate::{
    Document,
    document::{Obligation, RequirementStatus},
};

const TODAY: Date = date(2026, 10, 13);

/// The minimal example with requirements `a` and `b` (must) and `c` (should), and these vendors.
fn given(vendors: Value) -> Document {
    static MINIMAL: LazyLock<Value> = LazyLock::new(|| testkit::valid_example("minimal"));
    let mut value = MINIMAL.clone();
    let requirement =
        |(id, obligation)| json!({"id": id, "title": {"de": id}, "obligation": obligation});
    value["security"]["requirements"] =
        [("a", "must"), ("b", "must"), ("c", "should")].map(requirement).to_vec().into();
    value["vendors"] = vendors;
    Document::try_from(&value).unwrap()
}

fn product(vendor: &str, tests: Value) -> Value {
    let mut vendor = json!({"id": vendor, "products": [{"id": "p"}]});
    vendor["products"][0]["tests"] = tests;
    vendor
}

fn test(by: &str, on: &str, requirements: Value) -> Value {
    let mut test = json!({"id": format!("t-{on}"), "by": by, "on": on, "expires": "2027-01-01"});
    test["requirements"] = requirements;
    test
}

fn statuses(tests: Value) -> Vec<RequirementStatus> {
    let document = given(json!([product("v", tests)]));
    coverage(&document, TODAY).products[0].cells.iter().map(|cell| cell.status).collect()
}

use RequirementStatus::{Met, Partial, Unmet, Untested};

#[test]
fn the_best_test_wins_whatever_its_place_and_the_newest_of_equals_decides() {
    let (older, newer, worse) = (
        test("s", "2025-01-01", json!({"a": "met", "b": "partial"})),
        test("s", "2026-01-01", json!({"a": "met", "b": "unmet"})),
        test("s", "2026-02-01", json!({"a": "unmet", "b": "untested", "c": "unmet"})),
    );
    for tests in [json!([older, newer, worse]), json!([worse, newer, older])] {
        let document = given(json!([product("v", tests)]));
        let coverage = coverage(&document, TODAY);
        let cells = &coverage.products[0].cells;
        let told: Vec<_> = cells
            .iter()
            .map(|cell| (cell.status, cell.decided_by.as_ref().map(|test| test.test.as_str())))
            .collect();
        assert_eq!(
            told,
            [
                (Met, Some("t-2026-01-01")),
                (Partial, Some("t-2025-01-01")),
                (Unmet, Some("t-2026-02-01"))
            ]
        );
        assert_eq!(cells[0].decided_by.as_ref().unwrap().by.as_deref(), Some("s"));
    }
}

#[test]
fn a_test_counts_through_its_last_day_and_from_its_first() {
    let with = |on: Value, expires: Value| {
        statuses(
            json!([{"id": "t", "by": "s", "on": on, "expires": expires, "requirements": {"a": "met"}}]),
        )[0]
    };
    assert_eq!(with(json!("2026-10-13"), json!("2026-10-13")), Met);
    assert_eq!(with(json!("2026-10-14"), json!(null)), Untested, "the future");
    assert_eq!(with(json!("2026-01-01"), json!("2026-10-12")), Untested, "expired");
    assert_eq!(with(json!("2026-01-01"), json!(null)), Met, "without an end");
    assert_eq!(with(json!("2026-01-01"), json!("irgendwann")), Untested, "an end nobody can read");
    assert_eq!(with(json!(null), json!("2027-01-01")), Untested, "undated");
}

#[test]
fn what_a_vendor_says_of_itself_stands_apart() {
    let own = test("v", "2026-01-01", json!({"a": "met", "b": "met"}));
    let mut nobody = test("x", "2026-02-01", json!({"c": "met"}));
    nobody["by"] = Value::Null;
    let foreign = test("s", "2026-03-01", json!({"b": "unmet"}));
    let document = given(json!([product("v", json!([own, nobody, foreign]))]));
    let coverage = coverage(&document, TODAY);
    let product = &coverage.products[0];
    let told: Vec<_> = product
        .cells
        .iter()
        .map(|cell| (cell.status, cell.declared.as_ref().map(|test| test.status)))
        .collect();
    assert_eq!(told, [(Untested, Some(Met)), (Unmet, Some(Met)), (Untested, Some(Met))]);
    assert_eq!(product.n_tests, 1);
    let why: Vec<_> = product.set_aside.iter().map(|test| test.why).collect();
    assert_eq!(why, [Standing::Declared, Standing::Declared]);
    let gaps: Vec<_> =
        product.gaps.iter().map(|gap| (gap.requirement.as_str(), gap.status)).collect();
    assert_eq!(gaps, [("a", Untested), ("b", Unmet)]);
}

#[test]
fn a_failed_test_counts_by_requirement_and_is_no_pass() {
    let mut failed = test("s", "2026-01-01", json!({"a": "met", "b": "met"}));
    failed["result"] = "failed".into();
    let document = given(json!([
        product("v", json!([failed])),
        product("w", json!([test("s", "2026-01-01", json!({"a": "met"}))])),
    ]));
    let found = coverage(&document, TODAY);
    assert!(found.products[0].gaps.is_empty() && !found.products[0].passed);
    assert_eq!(found.totals.n_complete_products, 0);
    assert_eq!(alternatives(&document, TODAY).products[1].n_alternatives, 0);
}

#[test]
fn totals_count_cells_and_products() {
    let document = given(json!([
        product(
            "v",
            json!([test("s", "2026-01-01", json!({"a": "met", "b": "met", "c": "partial"}))])
        ),
        product("w", json!([])),
    ]));
    let found = coverage(&document, TODAY);
    let expected = Totals {
        n_requirements: 3,
        n_must: 2,
        n_products: 2,
        n_tested_products: 1,
        n_complete_products: 1,
        n_met: 2,
        n_partial: 1,
        n_unmet: 0,
        n_untested: 3,
        n_must_unmet_by_all: 0,
    };
    assert_eq!(found.totals, expected);
    assert_eq!(found.requirements[0].met_by, ["v/p".parse().unwrap()]);
    assert_eq!(found.requirements[2].obligation, Obligation::Should);
    assert_eq!(found.requirements[2].met_by, []);
}

#[test]
fn a_huge_matrix_is_cut_and_says_so() {
    let products: Vec<Value> = (0..1_200).map(|n| json!({"id": format!("p{n}")})).collect();
    let document = given(json!([{"id": "v", "products": products}]));
    let found = coverage(&document, TODAY);
    assert_eq!((found.products.len(), found.n_left_out), (1_000, 200));
    assert_eq!(alternatives(&document, TODAY).n_left_out, 200);
}

#[test]
fn an_alternative_comes_from_another_vendor_and_meets_as_much() {
    let all = json!([test("s", "2026-01-01", json!({"a": "met", "b": "met"}))]);
    let half = json!([test("s", "2026-01-01", json!({"a": "met", "c": "met"}))]);
    let document = given(json!([
        {"id": "v", "products": [{"id": "p", "tests": all}, {"id": "q", "tests": all}]},
        product("w", half),
        product("x", json!([])),
    ]));
    let found = alternatives(&document, TODAY);
    let told: Vec<_> = found
        .products
        .iter()
        .map(|product| (product.product.to_string(), product.n_alternatives))
        .collect();
    let expected =
        [("v/p", 0), ("v/q", 0), ("w/p", 2), ("x/p", 3)].map(|(name, n)| (name.to_owned(), n));
    assert_eq!(told, expected);
    assert_eq!(found.products[2].alternatives, ["v/p".parse().unwrap(), "v/q".parse().unwrap()]);
    let lost: Vec<(&str, Vec<&str>)> = found
        .vendors
        .iter()
        .map(|vendor| {
            let lost = vendor.lost.iter().map(|loss| loss.requirement.as_str()).collect();
            (vendor.vendor.as_str(), lost)
        })
        .collect();
    assert_eq!(lost, [("v", vec!["b"]), ("w", vec!["c"]), ("x", vec![])]);
}

#[test]
fn all_five_control_questions_are_answered_or_open() {
    let found = control_questions(&given(json!([])));
    assert_eq!(found[0].band, Some(Band::Own));
    assert!(found.iter().skip(1).all(|question| question.band.is_none()));
    assert_eq!(found[4].path.as_str(), "/sovereignty/control/continuity");
}

#[test]
fn exit_terms_are_held_against_the_data_act() {
    let with = |exit: Value| {
        let mut value = testkit::valid_example("minimal");
        value["sovereignty"]["exit"] = exit;
        exit_terms(&Document::try_from(&value).unwrap(), TODAY)
    };
    let found = with(
        json!({"notice_days": 60, "transition_days": 30, "retrieval_days": 30, "tested_on": "2026-10-01"}),
    );
    let standings = |terms: &ExitTerms| {
        [&terms.notice, &terms.transition, &terms.retrieval].map(|term| term.standing)
    };
    assert_eq!(standings(&found), [TermStanding::Ok; 3]);
    assert_eq!(found.tried, Some(Tried { on: date(2026, 10, 1), days_ago: 12 }));
    let found = with(
        json!({"notice_days": 61, "transition_days": 31, "retrieval_days": 29, "tested_on": "2026-10-14"}),
    );
    assert_eq!(
        standings(&found),
        [TermStanding::TooLong, TermStanding::TooLong, TermStanding::TooShort]
    );
    assert_eq!(found.tried, None, "not tried yet");
    assert_eq!(standings(&with(Value::Null)), [TermStanding::NotStated; 3]);
}

#[test]
fn a_product_is_named_by_vendor_and_product() {
    let name: ProductRef = "beispiel-it/parkservice".parse().unwrap();
    assert_eq!(name.to_string(), "beispiel-it/parkservice");
    for text in ["", "a", "a/", "/b", "a/b/c", "A/b", "a b/c"] {
        assert!(text.parse::<ProductRef>().is_err(), "{text}");
    }
}

#[test]
fn codes_are_told_apart() {
    fn distinct<const N: usize>(codes: [&str; N]) {
        let set: std::collections::BTreeSet<&str> = codes.into_iter().collect();
        assert_eq!(set.len(), N, "{codes:?}");
    }
    distinct(Standing::ALL.map(Standing::as_str));
    distinct(Question::ALL.map(Question::as_str));
    distinct(Band::ALL.map(Band::as_str));
    distinct(TermStanding::ALL.map(TermStanding::as_str));
    distinct(Exposed::ALL.map(Exposed::as_str));
    distinct(ExposureFact::ALL.map(ExposureFact::as_str));
    distinct(Zone::ALL.map(Zone::as_str));
    distinct(Demand::ALL.map(Demand::as_str));
    distinct(ObjectiveId::ALL.map(ObjectiveId::as_str));
}
