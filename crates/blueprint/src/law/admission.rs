//! Whether a version may be published under the number that it declares.

use semver::Version;

use super::versions::{baseline, declared_bump, is_next, next_versions};
use crate::{Level, Message};

/// Named of a longer list.
const MOST_NAMED: usize = 6;

/// A number that says enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// The step that the number declares; absent in a first version.
    pub declared: Option<Level>,
    /// The step that the changes demand; absent where nothing changed, or nothing was there before.
    pub required: Option<Level>,
}

/// Why a number is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It does not follow on any version there is.
    #[error("{declared} is not a next version")]
    NotNext {
        declared: Version,
        /// Those that do, the lowest first.
        possible: Vec<Version>,
    },
    /// The changes demand more than it declares.
    #[error("{declared} declares a {level} change, a {required} one is required")]
    TooSmall {
        declared: Version,
        level: Level,
        required: Level,
        /// The lowest version that would do.
        smallest: Option<Version>,
    },
}

/// Judges a declared version. `baseline` is the version it was compared with (see [`baseline`]), `required` the
/// highest level among the changes since; `existing` are all versions there are, each with whether it is yanked.
///
/// Any first release is admitted, and any pre-release before it. More than required is always admitted, as long as no number is skipped.
pub fn admit(
    declared: &Version,
    baseline: Option<&Version>,
    required: Option<Level>,
    existing: &[(Version, bool)],
) -> Result<Admitted, Refused> {
    if !is_next(existing, declared) {
        let possible = next_versions(existing);
        return Err(Refused::NotNext { declared: declared.clone(), possible });
    }
    // Before the first release nobody was promised anything.
    let is_first = existing.iter().all(|(version, _)| !version.pre.is_empty());
    let Some(from) = baseline.filter(|_| !is_first) else {
        return Ok(Admitted { declared: None, required: None });
    };
    let level = declared_bump(from, declared);
    match required {
        Some(required) if level < required => Err(Refused::TooSmall {
            declared: declared.clone(),
            level,
            required,
            smallest: smallest(declared, required, existing),
        }),
        _ => Ok(Admitted { declared: Some(level), required }),
    }
}

/// The lowest next version above another that declares at least `required` against its own baseline.
pub fn smallest(above: &Version, required: Level, existing: &[(Version, bool)]) -> Option<Version> {
    next_versions(existing).into_iter().filter(|next| above < next).find(|next| {
        baseline(existing, next).is_some_and(|from| required <= declared_bump(from, next))
    })
}

impl Refused {
    /// The reason in words, with the sentences of the changes that demand more.
    pub fn message(&self, demanding: &[Message]) -> Message {
        match self {
            Self::NotNext { declared, possible } => not_next(declared, possible),
            Self::TooSmall { declared, required, smallest, .. } => {
                let smallest = smallest.as_ref().map_or_else(
                    || (required_de(*required).to_owned(), required_en(*required).to_owned()),
                    |version| (version.to_string(), version.to_string()),
                );
                too_small(declared, smallest, demanding)
            }
        }
    }
}

fn not_next(declared: &Version, possible: &[Version]) -> Message {
    // The highest are those that most authors want.
    let n_hidden = possible.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = possible.iter().skip(n_hidden).map(Version::to_string).collect();
    let list = named.join(", ");
    Message::new(
        format!("Die Version {declared} schließt an keine vorhandene an. Möglich sind: {list}."),
        format!("Version {declared} does not follow any that exists. Possible are: {list}."),
    )
}

fn required_de(level: Level) -> &'static str {
    match level {
        Level::Patch => "eine höhere dritte Stelle",
        Level::Minor => "eine höhere zweite Stelle",
        Level::Major => "eine höhere erste Stelle",
    }
}

fn required_en(level: Level) -> &'static str {
    match level {
        Level::Patch => "a higher third number",
        Level::Minor => "a higher second number",
        Level::Major => "a higher first number",
    }
}

fn too_small(declared: &Version, (de, en): (String, String), demanding: &[Message]) -> Message {
    let reasons = |sentence: fn(&Message) -> &str, more: &str| {
        let mut reasons: Vec<String> = demanding
            .iter()
            .take(MOST_NAMED)
            .map(|message| sentence(message).trim_end_matches('.').to_owned())
            .collect();
        let n_more = demanding.len().saturating_sub(MOST_NAMED);
        if 0 < n_more {
            reasons.push(format!("{n_more} {more}"));
        }
        reasons.join("; ")
    };
    let reasons_de = reasons(|message| &message.de, "weitere");
    let reasons_en = reasons(|message| &message.en, "more");
    if demanding.is_empty() {
        return Message::new(
            format!(
                "Die Änderungen sind zu groß für die Version {declared}, nötig ist mindestens {de}."
            ),
            format!("The changes are too large for version {declared}, at least {en} is needed."),
        );
    }
    Message::new(
        format!(
            "Die Änderungen sind zu groß für die Version {declared}, nötig ist mindestens {de}: {reasons_de}."
        ),
        format!(
            "The changes are too large for version {declared}, at least {en} is needed: {reasons_en}."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    fn judge(declared: &str, required: Level, versions: &[&str]) -> Result<Admitted, Refused> {
        let existing: Vec<_> = versions.iter().map(|text| (version(text), false)).collect();
        let declared = version(declared);
        admit(&declared, baseline(&existing, &declared), Some(required), &existing)
    }

    fn smallest_for(declared: &str, required: Level, versions: &[&str]) -> String {
        match judge(declared, required, versions) {
            Err(Refused::TooSmall { smallest: Some(smallest), .. }) => smallest.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_required_level_is_a_floor() {
        let versions = ["1.0.0", "2.0.0"];
        assert_eq!(smallest_for("2.0.1", Level::Minor, &versions), "2.1.0");
        for enough in ["2.1.0", "3.0.0", "3.0.0-rc.1"] {
            let admitted = judge(enough, Level::Minor, &versions).unwrap();
            assert!(admitted.required <= admitted.declared, "{enough}");
        }
    }

    #[test]
    fn the_smallest_version_is_judged_against_its_own_baseline() {
        // 2.0.1 and 2.1.0 are higher than 1.0.1, too, but no major steps after 2.0.0.
        assert_eq!(smallest_for("1.0.1", Level::Major, &["1.0.0", "2.0.0"]), "3.0.0");
        assert_eq!(smallest_for("1.0.1", Level::Minor, &["1.0.0", "2.0.0"]), "1.1.0");
        assert_eq!(smallest_for("0.1.1", Level::Major, &["0.1.0"]), "0.2.0");
        assert_eq!(smallest_for("2.0.1-rc.1", Level::Major, &["2.0.0"]), "3.0.0");
    }

    #[test]
    fn a_first_version_is_free() {
        for before in [&[][..], &["7.3.0-rc.1"]] {
            let admitted = judge("7.3.1", Level::Major, before).unwrap();
            assert_eq!(admitted, Admitted { declared: None, required: None });
        }
    }

    #[test]
    fn a_skipped_number_is_refused_with_those_that_are_possible() {
        let refused = judge("1.5.0", Level::Patch, &["1.0.0"]).unwrap_err();
        let message = refused.message(&[]);
        assert_eq!(
            message.de,
            "Die Version 1.5.0 schließt an keine vorhandene an. Möglich sind: 1.0.1, 1.1.0, 2.0.0."
        );
        assert_eq!(
            message.en,
            "Version 1.5.0 does not follow any that exists. Possible are: 1.0.1, 1.1.0, 2.0.0."
        );
    }

    #[test]
    fn a_refusal_names_the_changes() {
        let refused = judge("2.0.1", Level::Major, &["2.0.0"]).unwrap_err();
        let change =
            Message::new("Das Feld „Ort“ ist jetzt Pflicht.", "The field “Ort” is now required.");
        let message = refused.message(&vec![change; 8]);
        assert!(message.de.starts_with("Die Änderungen sind zu groß für die Version 2.0.1, nötig ist mindestens 3.0.0: Das Feld „Ort“ ist jetzt Pflicht; "), "{}", message.de);
        assert!(message.en.ends_with("The field “Ort” is now required; 2 more."), "{}", message.en);
        let plain = refused.message(&[]);
        assert_eq!(
            plain.en,
            "The changes are too large for version 2.0.1, at least 3.0.0 is needed."
        );
    }
}
