//! Laws of the evidence, for any products and tests.

use proptest::prelude::*;

use super::*;

fn any_status() -> impl Strategy<Value = Value> {
    prop::sample::select(vec!["met", "partial", "unmet", "untested"]).prop_map(Value::from)
}

/// Days around the one on which the tests ask, or none.
fn any_day() -> impl Strategy<Value = Value> {
    let around = (-3_i64..=3).prop_map(|days| {
        Value::from(TODAY.saturating_add(jiff::Span::new().days(days)).to_string())
    });
    prop_oneof![6 => around, 1 => Just(Value::Null)]
}

prop_compose! {
    fn any_test()(
        on in any_day(),
        expires in any_day(),
        by in prop::sample::select(vec!["v0", "v1", "stadt", "kreis"]),
        result in prop::sample::select(vec!["passed", "passed_with_findings", "failed"]),
        requirements in prop::collection::btree_map(prop::sample::select(vec!["a", "b", "c"]), any_status(), 0..4),
    ) -> Value {
        json!({"on": on, "expires": expires, "by": by, "result": result, "requirements": requirements})
    }
}

/// Two vendors with a product each.
fn any_vendors() -> impl Strategy<Value = Value> {
    prop::collection::vec(prop::collection::vec(any_test(), 0..4), 2).prop_map(|products| {
        let vendor = |(n, mut tests): (usize, Vec<Value>)| {
            for (idx, test) in tests.iter_mut().enumerate() {
                test["id"] = format!("t{idx}").into();
            }
            product(&format!("v{n}"), tests.into())
        };
        products.into_iter().enumerate().map(vendor).collect()
    })
}

fn better(a: RequirementStatus, b: RequirementStatus) -> bool {
    let worth = |status| match status {
        Met => 3,
        Partial => 2,
        Unmet => 1,
        Untested => 0,
    };
    worth(b) < worth(a)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_cell_rests_on_a_test_that_is_expired_to_come_or_the_vendors_own(vendors in any_vendors()) {
        let document = given(vendors);
        let found = coverage(&document, TODAY);
        let today = TODAY.to_string();
        for (vendor, judged) in document.vendors.iter().zip(&found.products) {
            for cell in &judged.cells {
                let Some(decided) = &cell.decided_by else {
                    prop_assert_eq!(cell.status, Untested);
                    continue;
                };
                let tests = &vendor.products[0].tests;
                let test = tests.iter().find(|test| test.id == decided.test).unwrap();
                prop_assert!(test.on.as_ref().is_some_and(|on| *on <= today));
                prop_assert!(test.expires.as_ref().is_none_or(|last| today <= *last));
                prop_assert!(test.by.as_ref().is_some_and(|by| *by != vendor.id));
                prop_assert_eq!(test.requirements.get(&cell.requirement), Some(&cell.status));
            }
        }
    }

    #[test]
    fn taking_a_test_away_makes_no_cell_better(
        vendors in any_vendors(),
        which in any::<prop::sample::Index>(),
    ) {
        let before = coverage(&given(vendors.clone()), TODAY);
        let mut fewer = vendors;
        let lists = || (0..2).map(|n| format!("/{n}/products/0/tests"));
        let places: Vec<(String, usize)> = lists()
            .flat_map(|list| {
                let n_tests = fewer.pointer(&list).unwrap().as_array().unwrap().len();
                (0..n_tests).map(move |idx| (list.clone(), idx))
            })
            .collect();
        if places.is_empty() {
            return Ok(());
        }
        let (list, idx) = which.get(&places);
        fewer.pointer_mut(list).unwrap().as_array_mut().unwrap().remove(*idx);
        let after = coverage(&given(fewer), TODAY);
        for (before, after) in before.products.iter().zip(&after.products) {
            prop_assert!(before.gaps.len() <= after.gaps.len());
            for (before, after) in before.cells.iter().zip(&after.cells) {
                prop_assert!(!better(after.status, before.status), "{:?} became {:?}", before, after);
            }
        }
    }

    #[test]
    fn a_cell_is_counted_once_and_a_loss_is_met_by_one_vendor(vendors in any_vendors()) {
        let document = given(vendors);
        let found = coverage(&document, TODAY);
        let Totals { n_met, n_partial, n_unmet, n_untested, .. } = found.totals;
        prop_assert_eq!(n_met + n_partial + n_unmet + n_untested, 3 * 2);
        let alternatives = alternatives(&document, TODAY);
        for vendor in &alternatives.vendors {
            for loss in &vendor.lost {
                let requirement = found.requirements.iter().find(|r| r.id == loss.requirement).unwrap();
                prop_assert!(!requirement.met_by.is_empty());
                prop_assert!(requirement.met_by.iter().all(|by| by.vendor == vendor.vendor));
            }
        }
    }

    #[test]
    fn the_overall_level_is_above_none(
        seals in prop::collection::btree_map(1_u8..=8, (prop::option::of(0_u8..=4), prop::option::of(0_u16..=1000)), 0..=8),
        set in prop::sample::select(WeightSet::ALL.to_vec()),
    ) {
        let objective = |(n, (seal, points))| (format!("SOV-{n}"), json!({"seal": seal, "points": points}));
        let objectives: serde_json::Map<String, Value> = seals.into_iter().map(objective).collect();
        let vendors = json!([{"id": "v", "products": [{"id": "p", "assessment": {"objectives": objectives}}]}]);
        let found = sovereignty(&given(vendors), set).remove(0);
        let known: Vec<Seal> = found.objectives.iter().filter_map(|standing| standing.seal).collect();
        match found.seal {
            OverallSeal::Level(seal) => {
                prop_assert_eq!(known.len(), 8);
                prop_assert!(known.contains(&seal) && known.iter().all(|other| seal <= *other));
            }
            OverallSeal::AtMost(seal) => {
                prop_assert!((1..8).contains(&known.len()));
                prop_assert!(known.contains(&seal) && known.iter().all(|other| seal <= *other));
            }
            OverallSeal::Unknown => prop_assert!(known.is_empty()),
        }
        let is_complete = found.objectives.iter().all(|standing| standing.points.is_some());
        prop_assert_eq!(found.score.is_some(), is_complete);
        prop_assert!(found.score.is_none_or(|score| (0.0..=100.0).contains(&score)));
    }
}
