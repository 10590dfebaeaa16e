//! Versions that exist, and those that may follow.
//!
//! Versions come as they stand in the register, each with whether it is yanked. A pre-release promises nothing to
//! anybody, so it is no measure for others, and itself has the level of the version that it precedes.

use std::collections::{BTreeMap, BTreeSet};

use semver::{Comparator, Op, Prerelease, Version};

use crate::Level;

/// The version that `next` is compared with.
///
/// This is the highest lower one in the same major line that is not yanked, else the highest lower one that is not
/// yanked: in short, the highest lower one, for lines do not overlap. Only where nothing else is left, a pre-release
/// serves, and at last one that is yanked.
pub fn baseline<'v>(existing: &'v [(Version, bool)], next: &Version) -> Option<&'v Version> {
    existing
        .iter()
        .filter(|(version, _)| version < next)
        .max_by_key(|(version, is_yanked)| (!is_yanked, version.pre.is_empty(), version))
        .map(|(version, _)| version)
}

/// Which level of change `to` declares after `from`.
///
/// It is what a requirement such as `^1.2` makes of it, so it holds before 1.0.0 as well: a version that the
/// requirement leaves out is a major step, whichever number moved.
pub fn declared_bump(from: &Version, to: &Version) -> Level {
    let (from_core, to_core) = (core(from), core(to));
    let numbers = |v: &Version| (v.major, v.minor, v.patch);
    if numbers(&from_core) == numbers(&to_core) {
        // From a pre-release on: what the version it precedes declares.
        return match numbers(&to_core) {
            (0, 0, _) | (_, 0, 0) | (0, _, 0) => Level::Major,
            (0, _, _) | (_, _, 0) => Level::Minor,
            _ => Level::Patch,
        };
    }
    if !is_compatible(&from_core, &to_core) {
        Level::Major
    } else if from.minor != to.minor || from.major == 0 {
        Level::Minor
    } else {
        Level::Patch
    }
}

/// The versions that may follow, in their order: a major after the latest, a minor after the newest of each major,
/// a patch after the newest of each minor. Empty while there is no release: then any version may be the first.
pub fn next_versions(existing: &[(Version, bool)]) -> Vec<Version> {
    let releases = existing.iter().map(|(version, _)| version).filter(|v| v.pre.is_empty());
    let mut patches: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for release in releases {
        let newest = patches.entry((release.major, release.minor)).or_default();
        *newest = release.patch.max(*newest);
    }
    // In order, so the last minor of a major is its newest.
    let minors: BTreeMap<u64, u64> = patches.keys().copied().collect();
    let mut next: BTreeSet<Version> = BTreeSet::new();
    let up = |n: &u64| n.checked_add(1);
    if let Some(major) = minors.keys().next_back().and_then(up) {
        next.insert(Version::new(major, 0, 0));
    }
    for (major, minor) in &minors {
        next.extend(up(minor).map(|minor| Version::new(*major, minor, 0)));
    }
    for ((major, minor), patch) in &patches {
        next.extend(up(patch).map(|patch| Version::new(*major, *minor, patch)));
    }
    next.into_iter().collect()
}

/// Whether `version` may follow: it is one of the [`next_versions`], or a pre-release of one that is higher than
/// those before it.
pub fn is_next(existing: &[(Version, bool)], version: &Version) -> bool {
    let versions = || existing.iter().map(|(version, _)| version);
    let next = next_versions(existing);
    let is_higher = versions().filter(|other| core(other) == core(version)).all(|o| o < version);
    is_higher && (versions().all(|other| !other.pre.is_empty()) || next.contains(&core(version)))
}

/// The version without its pre-release.
fn core(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

fn is_compatible(from: &Version, to: &Version) -> bool {
    let caret = Comparator {
        op: Op::Caret,
        major: from.major,
        minor: Some(from.minor),
        patch: Some(from.patch),
        pre: Prerelease::EMPTY,
    };
    caret.matches(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    /// Versions in a row; an exclamation mark stands for yanked.
    fn existing(text: &str) -> Vec<(Version, bool)> {
        text.split_whitespace()
            .map(|text| (version(text.trim_end_matches('!')), text.ends_with('!')))
            .collect()
    }

    fn baseline_of(next: &str, versions: &str) -> String {
        let existing = existing(versions);
        baseline(&existing, &version(next)).map(Version::to_string).unwrap_or_default()
    }

    #[test]
    fn the_baseline_is_the_highest_lower_one_of_the_line() {
        assert_eq!(baseline_of("2.2.0", "1.0.0 2.0.0 2.1.0 3.0.0"), "2.1.0");
        assert_eq!(baseline_of("1.0.1", "1.0.0 2.0.0"), "1.0.0");
        assert_eq!(baseline_of("2.0.0", "1.0.0 1.1.0"), "1.1.0");
        assert_eq!(baseline_of("1.0.0", "2.0.0"), "");
        assert_eq!(baseline_of("1.0.0", ""), "");
    }

    #[test]
    fn a_yanked_version_is_a_baseline_only_at_last() {
        assert_eq!(baseline_of("2.1.1", "2.0.0 2.1.0!"), "2.0.0");
        assert_eq!(baseline_of("2.0.1", "1.9.0 2.0.0!"), "1.9.0");
        assert_eq!(baseline_of("2.0.1", "1.9.0! 2.0.0!"), "2.0.0");
    }

    #[test]
    fn a_pre_release_is_a_baseline_only_where_there_is_no_release() {
        assert_eq!(baseline_of("3.0.0", "2.1.0 3.0.0-rc.1"), "2.1.0");
        assert_eq!(baseline_of("3.0.0-rc.2", "2.1.0 3.0.0-rc.1"), "2.1.0");
        assert_eq!(baseline_of("1.0.0", "1.0.0-alpha 1.0.0-rc.1"), "1.0.0-rc.1");
    }

    #[test]
    fn a_bump_is_what_a_requirement_makes_of_it() {
        for (from, to, level) in [
            ("1.2.3", "1.2.4", Level::Patch),
            ("1.2.3", "1.3.0", Level::Minor),
            ("1.2.3", "2.0.0", Level::Major),
            ("1.2.3", "2.1.4", Level::Major),
            ("2.1.0", "3.0.0-rc.1", Level::Major),
            ("2.1.0", "2.2.0-rc.1", Level::Minor),
            ("2.1.0", "2.1.1-rc.1", Level::Patch),
            ("3.0.0-rc.1", "3.0.0", Level::Major),
            ("2.2.0-rc.1", "2.2.0-rc.2", Level::Minor),
            ("2.2.1-rc.1", "2.2.1", Level::Patch),
            ("0.1.0", "0.2.0", Level::Major),
            ("0.1.0", "0.1.1", Level::Minor),
            ("0.0.1", "0.0.2", Level::Major),
            ("0.1.1-rc.1", "0.1.1", Level::Minor),
            ("0.9.0", "1.0.0", Level::Major),
        ] {
            assert_eq!(declared_bump(&version(from), &version(to)), level, "{from} to {to}");
        }
    }

    #[test]
    fn what_may_follow() {
        let next = |versions: &str| {
            let next = next_versions(&existing(versions));
            next.iter().map(Version::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(next("1.0.0"), "1.0.1 1.1.0 2.0.0");
        assert_eq!(next("1.0.0 1.1.0! 2.0.0 2.0.1"), "1.0.1 1.1.1 1.2.0 2.0.2 2.1.0 3.0.0");
        assert_eq!(next("2.0.0 3.0.0-rc.1"), "2.0.1 2.1.0 3.0.0");
        assert_eq!(next(""), "");
        assert_eq!(
            next("18446744073709551615.0.0"),
            "18446744073709551615.0.1 18446744073709551615.1.0"
        );
    }

    #[test]
    fn a_number_is_neither_skipped_nor_used_twice() {
        let may = |next: &str, versions: &str| is_next(&existing(versions), &version(next));
        assert!(may("7.3.1", ""));
        assert!(may("2.0.0", "1.0.0-rc.1"));
        assert!(may("3.0.0", "2.0.0"));
        assert!(!may("1.5.0", "1.0.0"));
        assert!(!may("4.0.0", "2.0.0"));
        assert!(!may("1.0.0", "1.0.0!"));
        assert!(!may("0.9.0", "1.0.0"));
        assert!(may("3.0.0-rc.2", "2.0.0 3.0.0-rc.1"));
        assert!(!may("3.0.0-rc.1", "2.0.0 3.0.0-rc.1"));
        assert!(!may("3.0.0-alpha", "2.0.0 3.0.0-rc.1"));
        assert!(!may("2.0.0-rc.1", "2.0.0"));
        assert!(!may("4.0.0-rc.1", "2.0.0"));
    }
}
