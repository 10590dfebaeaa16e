//! Tests that a registry keeps: when they count, and what they add to the matrix.

use std::collections::BTreeMap;

use semver::Version;

use super::*;
use crate::document::TestResult;

/// What one test needs to be borrowed from.
struct Kept {
    product: ProductRef,
    version: Version,
    outcomes: BTreeMap<String, RequirementStatus>,
}

impl Kept {
    fn of(product: &str, outcomes: &[(&str, RequirementStatus)]) -> Self {
        let outcomes = outcomes.iter().map(|(id, status)| ((*id).to_owned(), *status)).collect();
        Self { product: product.parse().unwrap(), version: Version::new(1, 0, 0), outcomes }
    }

    /// By `stadt`, from the first of the year through 13 October, passed.
    fn test(&self) -> Attested<'_> {
        Attested {
            id: "kept",
            product: &self.product,
            version: &self.version,
            by: "stadt",
            on: date(2026, 1, 1),
            expires: TODAY,
            result: TestResult::Passed,
            requirements: &self.outcomes,
            is_withdrawn: false,
        }
    }
}

#[test]
fn a_kept_test_counts_from_its_day_through_its_last_unless_it_was_withdrawn_or_is_the_vendors() {
    let kept = Kept::of("v/p", &[("a", Met)]);
    let test = kept.test();
    let withdrawn = Attested { is_withdrawn: true, ..test };
    let own = Attested { by: "v", ..test };
    let failed = Attested { result: TestResult::Failed, ..test };
    for (test, day, standing, passes) in [
        (test, TODAY, Standing::Counts, true),
        (test, TODAY.tomorrow().unwrap(), Standing::Expired, false),
        (test, date(2025, 12, 31), Standing::Future, false),
        (withdrawn, TODAY, Standing::Withdrawn, false),
        (own, TODAY, Standing::Declared, false),
        (failed, TODAY, Standing::Counts, false),
    ] {
        assert_eq!((test.standing(day), test.passes(day)), (standing, passes), "{test:?} {day}");
    }
}

#[test]
fn a_kept_test_stands_in_the_matrix_beside_those_that_the_document_names() {
    let named = test("s", "2026-03-01", json!({"a": "met", "b": "partial"}));
    let document = given(json!([product("v", json!([named])), product("w", json!([]))]));
    let kept = Kept::of("v/p", &[("a", Met), ("b", Met), ("nirgends", Met)]);
    let (elsewhere, other) = (Kept::of("x/p", &[("c", Met)]), Kept::of("w/p", &[("a", Unmet)]));
    let withdrawn = Attested { is_withdrawn: true, ..other.test() };
    let found = coverage_with(&document, &[kept.test(), elsewhere.test(), withdrawn], TODAY);
    let [first, second] = &found.products[..] else { panic!("{}", found.products.len()) };
    let told: Vec<_> = first
        .cells
        .iter()
        .map(|cell| {
            let by = cell.decided_by.as_ref();
            (cell.status, by.map(|by| (by.test.as_str(), by.attested.is_some())))
        })
        .collect();
    assert_eq!(
        told,
        [(Met, Some(("t-2026-03-01", false))), (Met, Some(("kept", true))), (Untested, None)]
    );
    assert_eq!((first.n_tests, first.passed, first.gaps.len()), (2, true, 0));
    assert_eq!((second.n_tests, second.cells[0].status), (0, Untested));
    assert_eq!(second.set_aside, [SetAside { test: "kept".to_owned(), why: Standing::Withdrawn }]);
}

#[test]
fn a_result_must_not_contradict_the_outcomes() {
    use Contradiction::{FailedWithoutGap, MustUnmet, PassedWithGaps};
    use TestResult::{Failed, Passed, PassedWithFindings};

    let document = given(json!([]));
    let says = |result, outcomes: &[(&str, RequirementStatus)]| {
        contradiction(&document, result, &Kept::of("v/p", outcomes).outcomes)
    };
    assert_eq!(says(Passed, &[("a", Met), ("b", Untested)]), None);
    for gap in [("a", Unmet), ("a", Partial), ("c", Unmet), ("c", Partial)] {
        assert_eq!(says(Passed, &[gap]), Some(PassedWithGaps), "{gap:?}");
    }
    assert_eq!(says(PassedWithFindings, &[("a", Partial), ("c", Unmet)]), None);
    assert_eq!(says(PassedWithFindings, &[("a", Unmet)]), Some(MustUnmet));
    assert_eq!(says(Failed, &[("a", Met), ("c", Partial)]), None);
    assert_eq!(says(Failed, &[("a", Met), ("b", Untested)]), Some(FailedWithoutGap));
}
