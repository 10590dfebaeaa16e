//! Laws of versions: what may follow is new and higher, and what was measured stays below.

use std::collections::BTreeSet;

use blueprint::{Level, law};
use proptest::prelude::*;
use semver::Version;

fn version() -> impl Strategy<Value = Version> {
    (0..4_u64, 0..4_u64, 0..4_u64, prop::sample::select(vec!["", "", "", "alpha", "rc.1", "rc.2"]))
        .prop_map(|(major, minor, patch, pre)| {
            let mut version = Version::new(major, minor, patch);
            version.pre = pre.parse().unwrap();
            version
        })
}

fn existing() -> impl Strategy<Value = Vec<(Version, bool)>> {
    prop::collection::vec((version(), any::<bool>()), 0..8)
}

fn level() -> impl Strategy<Value = Option<Level>> {
    prop::option::of(prop::sample::select(&Level::ALL))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_may_follow_is_new_and_above_its_baseline(existing in existing()) {
        let next = law::next_versions(&existing);
        let distinct: BTreeSet<_> = next.iter().collect();
        prop_assert_eq!(distinct.len(), next.len());
        for version in &next {
            prop_assert!(existing.iter().all(|(taken, _)| taken != version));
            prop_assert!(law::is_next(&existing, version));
            let baseline = law::baseline(&existing, version);
            prop_assert!(baseline.is_some_and(|baseline| baseline < version));
        }
    }

    #[test]
    fn a_baseline_is_lower_and_exists(existing in existing(), next in version()) {
        let baseline = law::baseline(&existing, &next);
        let lower: Vec<_> = existing.iter().filter(|(version, _)| version < &next).collect();
        prop_assert_eq!(baseline.is_some(), !lower.is_empty());
        let Some(baseline) = baseline else { return Ok(()) };
        prop_assert!(lower.iter().any(|(version, _)| version == baseline));
        let best_in_line = lower
            .iter()
            .filter(|(version, is_yanked)| !is_yanked && version.pre.is_empty() && version.major == next.major)
            .map(|(version, _)| version)
            .max();
        prop_assert!(best_in_line.is_none_or(|best| best == baseline));
    }

    #[test]
    fn several_steps_together_are_as_large_as_the_largest(releases in prop::collection::btree_set((0..4_u64, 0..4_u64, 0..4_u64), 3)) {
        let releases: Vec<Version> = releases.into_iter().map(|(a, b, c)| Version::new(a, b, c)).collect();
        let [a, b, c] = releases.as_slice() else { unreachable!() };
        let whole = law::declared_bump(a, c);
        prop_assert_eq!(whole, law::declared_bump(a, b).max(law::declared_bump(b, c)));
    }

    #[test]
    fn what_a_refusal_proposes_is_admitted(existing in existing(), declared in version(), required in level()) {
        let judge = |declared: &Version| law::admit(declared, law::baseline(&existing, declared), required, &existing);
        match judge(&declared) {
            Ok(admitted) => prop_assert!(admitted.declared.is_none() || admitted.required <= admitted.declared),
            Err(law::Refused::TooSmall { smallest, .. }) => {
                let smallest = smallest.unwrap();
                prop_assert!(declared < smallest);
                prop_assert!(judge(&smallest).is_ok());
            }
            Err(law::Refused::NotNext { possible, .. }) => {
                prop_assert!(!possible.contains(&declared));
            }
        }
    }
}
