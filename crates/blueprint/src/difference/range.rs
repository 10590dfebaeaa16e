//! Ranges of versions: whether one admits all that another does.

use std::cmp::Ordering;

use semver::{Comparator, Op, VersionReq};

type Triple = (u64, u64, u64);

/// All versions from `low` on and below `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    low: Triple,
    high: Option<Triple>,
}

/// How the new range lies to the old one: greater if it admits more. `None` if it leaves out something that the
/// old one admits and admits something else instead, or if one cannot be read.
pub(super) fn compare(old: &str, new: &str) -> Option<Ordering> {
    let (old, new) = (Range::read(old)?, Range::read(new)?);
    match (new.contains(old), old.contains(new)) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

impl Range {
    fn read(text: &str) -> Option<Self> {
        let request: VersionReq = text.parse().ok()?;
        let all = Self { low: (0, 0, 0), high: None };
        request.comparators.iter().try_fold(all, |range, part| Some(range.and(Self::of(part)?)))
    }

    fn of(part: &Comparator) -> Option<Self> {
        // Pre-releases are no interval: a range admits them for some versions only.
        if !part.pre.is_empty() {
            return None;
        }
        let low = (part.major, part.minor.unwrap_or(0), part.patch.unwrap_or(0));
        let above = after_prefix(part);
        let range = |low, high| Some(Self { low, high: Some(high) });
        match part.op {
            Op::Exact | Op::Wildcard => range(low, above),
            Op::Greater => Some(Self { low: above, high: None }),
            Op::GreaterEq => Some(Self { low, high: None }),
            Op::Less => range((0, 0, 0), low),
            Op::LessEq => range((0, 0, 0), above),
            Op::Tilde if part.minor.is_some() => range(low, next_minor(low)),
            Op::Tilde => range(low, next_major(low)),
            Op::Caret => range(low, after_caret(part, low, above)),
            _ => None,
        }
    }

    fn and(self, other: Self) -> Self {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (high, None) | (None, high) => high,
        };
        Self { low: self.low.max(other.low), high }
    }

    fn contains(self, other: Self) -> bool {
        let is_empty = other.high.is_some_and(|high| high <= other.low);
        let reaches = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(high)) => high <= own,
        };
        is_empty || (self.low <= other.low && reaches)
    }
}

/// The first version after all that begin as the comparator says.
fn after_prefix(part: &Comparator) -> Triple {
    match (part.minor, part.patch) {
        (Some(minor), Some(patch)) => (part.major, minor, patch.saturating_add(1)),
        (Some(minor), None) => (part.major, minor.saturating_add(1), 0),
        (None, _) => (part.major.saturating_add(1), 0, 0),
    }
}

/// A caret keeps the first number that is not zero, and what stands before it.
fn after_caret(part: &Comparator, low: Triple, above: Triple) -> Triple {
    match low {
        (0, 1.., _) => next_minor(low),
        (0, 0, _) if part.minor.is_some() => above,
        _ => next_major(low),
    }
}

fn next_major(version: Triple) -> Triple {
    (version.0.saturating_add(1), 0, 0)
}

fn next_minor(version: Triple) -> Triple {
    (version.0, version.1.saturating_add(1), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_compared_as_sets() {
        let cases = [
            ("^1", "1", Some(Ordering::Equal)),
            ("^1.0", "^1.2", Some(Ordering::Less)),
            ("^1", ">=1", Some(Ordering::Greater)),
            ("^1", "^2", None),
            ("~1.2", "1.2.*", Some(Ordering::Equal)),
            ("~1.2.3", ">=1.2.3, <1.3", Some(Ordering::Equal)),
            ("^0.2.3", "^0.2", Some(Ordering::Greater)),
            ("^0.0.3", "=0.0.3", Some(Ordering::Equal)),
            ("^0.0", ">=0.0.0, <0.1.0", Some(Ordering::Equal)),
            ("^0", "<1", Some(Ordering::Equal)),
            (">1.2", ">=1.3.0", Some(Ordering::Equal)),
            ("<=1", "<2", Some(Ordering::Equal)),
            ("*", "^3", Some(Ordering::Less)),
            ("^1.0.0-rc.1", "^1", None),
            ("irgendwas", "^1", None),
        ];
        for (old, new, expected) in cases {
            assert_eq!(compare(old, new), expected, "{old} and {new}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(10_000))]

        /// What the comparison says holds for every version that `semver` itself is asked about.
        #[test]
        fn a_wider_range_admits_every_version_of_the_narrower(
            old in "(\\^|~|=|>|>=|<|<=)[0-2](\\.[0-2](\\.[0-2])?)?",
            new in "(\\^|~|=|>|>=|<|<=)[0-2](\\.[0-2](\\.[0-2])?)?",
        ) {
            let (was, is): (VersionReq, VersionReq) = (old.parse().unwrap(), new.parse().unwrap());
            let versions = (0..64).map(|n| semver::Version::new(n / 16, n / 4 % 4, n % 4));
            let mut lost = false;
            let mut gained = false;
            for version in versions {
                lost |= was.matches(&version) && !is.matches(&version);
                gained |= is.matches(&version) && !was.matches(&version);
            }
            let seen = match (lost, gained) {
                (true, true) => None,
                (true, false) => Some(Ordering::Less),
                (false, true) => Some(Ordering::Greater),
                (false, false) => Some(Ordering::Equal),
            };
            proptest::prop_assert_eq!(compare(&old, &new), seen);
        }
    }
}
