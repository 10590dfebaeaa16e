//! The laws, for any facts.

use jiff::civil::date;
use proptest::prelude::*;
use semver::Version;

use super::*;
use crate::evidence::{Attested, ProductRef};

fn any_slug() -> impl Strategy<Value = Slug> {
    prop::sample::select(vec!["mrn", "it", "a", "b", "c", "d"]).prop_map(slug)
}

fn any_version() -> impl Strategy<Value = Version> {
    prop::sample::select(vec![(0, 9), (1, 0), (1, 2), (2, 0)])
        .prop_map(|(major, minor)| Version::new(major, minor, 0))
}

fn any_day() -> impl Strategy<Value = Date> {
    (1_i8..=12, 1_i8..=28).prop_map(|(month, day)| date(2027, month, day))
}

prop_compose! {
    fn any_adoption()(by in any_slug(), stage in prop::sample::select(&AdoptionStage::ALL[..])) -> Adoption {
        Adoption { organisation: by, stage }
    }
}

prop_compose! {
    fn any_attestation()(
        version in any_version(),
        vendor in any_slug(),
        organisation in any_slug(),
        result in prop::sample::select(&TestResult::ALL[..]),
        tested_on in any_day(),
        expires_on in any_day(),
        is_withdrawn in any::<bool>(),
    ) -> Attestation {
        Attestation { version, vendor, organisation, result, tested_on, expires_on, is_withdrawn }
    }
}

prop_compose! {
    fn any_review()(
        version in any_version(),
        working_group in prop::sample::select(vec!["kreis", "anderer"]).prop_map(slug),
        organisation in any_slug(),
        verdict in prop::sample::select(&ReviewVerdict::ALL[..]),
        is_withdrawn in any::<bool>(),
    ) -> Review {
        Review { version, working_group, organisation, verdict, is_withdrawn }
    }
}

prop_compose! {
    fn any_facts()(
        latest in prop::option::weighted(0.9, any_version()),
        yanked in prop::collection::btree_set(any_version(), 0..2),
        review_by in prop::option::of(any_day()),
        vendors in prop::collection::btree_set(any_slug(), 0..2),
        sellers in prop::collection::btree_set(any_slug(), 0..2),
        successors in prop::collection::btree_map(any_slug(), any_slug(), 0..2),
        adoptions in prop::collection::vec(any_adoption(), 0..8),
        attestations in prop::collection::vec(any_attestation(), 0..5),
        reviews in prop::collection::vec(any_review(), 0..8),
    ) -> Facts {
        Facts { owner: slug("mrn"), latest, yanked, review_by, vendors, sellers, successors, adoptions, attestations, reviews }
    }
}

/// Whether no level of `a` ends later than that of `b`.
fn is_at_most(a: &Facts, b: &Facts) -> bool {
    let (a, b) = (assess(a).earned, assess(b).earned);
    Maturity::ALL.into_iter().all(|level| a.until(level) <= b.until(level))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Reviews may come anywhere in the order: an approval never outweighs an approval.
    #[test]
    fn more_evidence_never_lowers(
        facts in any_facts(),
        adoption in any_adoption(),
        attestation in any_attestation(),
        review in any_review(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut more = facts.clone();
        more.adoptions.insert(at.index(facts.adoptions.len() + 1), adoption);
        prop_assert!(is_at_most(&facts, &more));
        let less = more.clone();
        more.attestations.insert(at.index(facts.attestations.len() + 1), attestation);
        prop_assert!(is_at_most(&less, &more));
        let less = more.clone();
        let review = Review { verdict: ReviewVerdict::Approved, ..review };
        more.reviews.insert(at.index(facts.reviews.len() + 1), review);
        prop_assert!(is_at_most(&less, &more));
    }

    #[test]
    fn taking_evidence_away_never_raises(
        facts in any_facts(),
        at in any::<prop::sample::Index>(),
    ) {
        let mut less = facts.clone();
        if !less.adoptions.is_empty() {
            less.adoptions[at.index(facts.adoptions.len())].stage = AdoptionStage::Ended;
        }
        if !less.attestations.is_empty() {
            less.attestations[at.index(facts.attestations.len())].is_withdrawn = true;
        }
        let approvals: Vec<usize> = (0..less.reviews.len())
            .filter(|n| less.reviews[*n].verdict == ReviewVerdict::Approved)
            .collect();
        if !approvals.is_empty() {
            less.reviews[*at.get(&approvals)].is_withdrawn = true;
        }
        prop_assert!(is_at_most(&less, &facts));
        let overdue = Facts { review_by: Some(date(2020, 1, 1)), ..facts.clone() };
        prop_assert_eq!(level(&overdue), Maturity::Unproven);
    }

    /// The matrix and the law never tell a test apart: from the day it was made it counts here when it passes there, but for
    /// versions and for vendors that only the law knows.
    #[test]
    fn a_test_counts_as_everywhere(facts in any_facts(), attestation in any_attestation(), day in any_day()) {
        let product = ProductRef { vendor: attestation.vendor.to_string(), product: "p".to_owned() };
        let attested = Attested {
            id: "t",
            product: &product,
            version: &attestation.version,
            by: attestation.organisation.as_str(),
            on: attestation.tested_on,
            expires: attestation.expires_on,
            result: attestation.result,
            requirements: &[].into(),
            is_withdrawn: attestation.is_withdrawn,
        };
        let passes = attested.passes(day);
        let plain = Facts {
            latest: Some(attestation.version.clone()),
            yanked: [].into(),
            vendors: [].into(),
            sellers: [].into(),
            successors: [].into(),
            attestations: vec![attestation.clone()],
            ..facts.clone()
        };
        let counts = |facts: &Facts| Rule::Attestation.count(facts).until.holds(day);
        if attestation.tested_on <= day {
            prop_assert_eq!(counts(&plain), passes);
            let known = Facts { attestations: vec![attestation], ..facts };
            prop_assert!(passes || !counts(&known));
        }
    }

    #[test]
    fn three_days_say_all(facts in any_facts(), days in prop::collection::vec(any_day(), 2)) {
        let Assessment { earned, rules } = assess(&facts);
        prop_assert!(earned.standard <= earned.proven);
        prop_assert!(earned.level(days[0].max(days[1])) <= earned.level(days[0].min(days[1])));
        for day in days {
            // Day by day and from the rules alone, without the three days.
            let holds = |level: Maturity| {
                rules.iter().filter(|c| c.rule.is_asked_for(level)).all(|c| match c.needed {
                    0 => c.until.holds(day),
                    needed => needed <= c.facts.iter().filter(|f| f.until.holds(day)).count(),
                })
            };
            let expected = Maturity::ALL.into_iter().rfind(|level| holds(*level));
            prop_assert_eq!(Some(earned.level(day)), expected);
        }
    }
}
