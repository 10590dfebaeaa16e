//! The order of versions, as text.
//!
//! The databases compare bytes; [`precedence_key`] writes a version so that this comparison is the
//! precedence of semantic versioning (its section 11), which knows no build metadata.

use semver::Version;

/// A text whose byte order is the precedence of `version`.
///
/// Three numbers, then `~` for a release or `-` and the identifiers of a pre-release. `~` is above `-`, so
/// a release follows its pre-releases. A number carries its length in front, so that 9 precedes 10. Every
/// identifier begins with `,`, which is below all that an identifier may contain: the shorter one of two
/// that begin alike comes first. Numeric identifiers are marked `0`, the others `1`.
pub fn precedence_key(version: &Version) -> String {
    let mut key = String::new();
    for number in [version.major, version.minor, version.patch] {
        push_number(&mut key, &number.to_string());
    }
    if version.pre.is_empty() {
        key.push('~');
        return key;
    }
    key.push('-');
    for identifier in version.pre.split('.') {
        let is_numeric = identifier.bytes().all(|b| b.is_ascii_digit());
        key.push(',');
        if is_numeric {
            key.push('0');
            // These have no upper bound, so the length is a number in its turn.
            push_number(&mut key, &identifier.len().to_string());
            key.push_str(identifier);
        } else {
            key.push('1');
            key.push_str(identifier);
        }
    }
    key
}

/// Writes up to 26 digits, with a letter in front that says how many: `a7`, `b42`.
fn push_number(key: &mut String, digits: &str) {
    key.extend(('a'..='z').nth(digits.len().saturating_sub(1)));
    key.push_str(digits);
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use semver::{BuildMetadata, Version};

    use super::precedence_key;

    /// Draws numbers that look random and are the same on every run.
    struct Draw(u64);

    impl Draw {
        fn below(&mut self, n: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(self.0 >> 33).unwrap() % n
        }

        fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
            choices[self.below(choices.len())]
        }

        fn version(&mut self) -> Version {
            const NUMBERS: &[&str] =
                &["0", "1", "2", "9", "10", "99", "100", "18446744073709551615"];
            const IDENTIFIERS: &[&str] = &[
                "0",
                "1",
                "2",
                "9",
                "10",
                "11",
                "99999999999999999999999",
                "123456789012345678901234567890",
                "a",
                "A",
                "b",
                "aa",
                "a-",
                "a-b",
                "a0",
                "-",
                "--",
                "-a",
                "alpha",
                "alpha1",
                "beta",
                "rc",
                "rc1",
                "rc-1",
                "0a",
                "1a",
                "10a",
                "z",
                "Z",
                "x-y-z",
            ];
            let mut text =
                format!("{}.{}.{}", self.of(NUMBERS), self.of(NUMBERS), self.of(NUMBERS));
            for n in 0..self.below(5) {
                text.push(if n == 0 { '-' } else { '.' });
                text.push_str(self.of(IDENTIFIERS));
            }
            text.parse().unwrap()
        }
    }

    #[test]
    fn bytes_compare_as_versions_do() {
        let mut draw = Draw(20_260_101);
        let versions: Vec<Version> = (0..1_500).map(|_| draw.version()).collect();
        let keys: Vec<String> = versions.iter().map(precedence_key).collect();
        for (a, key_a) in versions.iter().zip(&keys) {
            for (b, key_b) in versions.iter().zip(&keys) {
                assert_eq!(key_a.as_bytes().cmp(key_b.as_bytes()), a.cmp(b), "{a} and {b}");
            }
        }
    }

    /// With the first two numbers alike, so that the identifiers decide.
    #[test]
    fn identifiers_decide_where_numbers_do_not() {
        let mut draw = Draw(7);
        let mut n_ordered = 0;
        for _ in 0..200_000 {
            let (mut a, mut b) = (draw.version(), draw.version());
            (a.major, a.minor, a.patch) = (1, 0, 0);
            (b.major, b.minor, b.patch) = (1, 0, 0);
            assert_eq!(precedence_key(&a).cmp(&precedence_key(&b)), a.cmp(&b), "{a} and {b}");
            n_ordered += usize::from(a.cmp(&b) != Ordering::Equal);
        }
        assert!(100_000 < n_ordered);
    }

    #[test]
    fn the_example_of_the_specification_is_in_order() {
        let versions = [
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.10",
            "1.2.0",
            "1.10.0",
            "10.0.0",
        ];
        let keys = versions.map(|version| precedence_key(&version.parse().unwrap()));
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    }

    #[test]
    fn build_metadata_has_no_precedence() {
        let plain: Version = "1.0.0-rc.1".parse().unwrap();
        let built = Version { build: BuildMetadata::new("5").unwrap(), ..plain.clone() };
        assert_eq!(precedence_key(&plain), precedence_key(&built));
    }
}
