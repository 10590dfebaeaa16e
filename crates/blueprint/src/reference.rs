//! Referring to a version: exactly, as `latest`, or by a `SemVer` requirement.

use std::str::FromStr;

use semver::{BuildMetadata, Version, VersionReq};

use crate::Message;

/// Which version of a blueprint is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VersionRef {
    /// This one, yanked or not.
    Exact(Version),
    /// The highest that is neither yanked nor a pre-release.
    Latest,
    /// The highest that matches and is not yanked.
    Requirement(VersionReq),
}

/// Why a text refers to no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VersionRefError {
    #[error("a version has three numbers, such as 2.1.0")]
    NotSemver,
    #[error("build metadata (`+…`) would make two versions of equal rank")]
    BuildMetadata,
    #[error("a version reference is exact (2.1.0), `latest`, or a requirement (^2.0)")]
    Reference,
}

impl VersionRef {
    /// Reads a complete version such as `2.1.0` or `3.0.0-rc.1`.
    pub fn exact(text: &str) -> Result<Version, VersionRefError> {
        let version = Version::parse(text).map_err(|_malformed| VersionRefError::NotSemver)?;
        if version.build == BuildMetadata::EMPTY {
            Ok(version)
        } else {
            Err(VersionRefError::BuildMetadata)
        }
    }
}

impl FromStr for VersionRef {
    type Err = VersionRefError;

    fn from_str(text: &str) -> Result<Self, VersionRefError> {
        if text == "latest" {
            return Ok(Self::Latest);
        }
        match Self::exact(text) {
            Ok(version) => Ok(Self::Exact(version)),
            Err(VersionRefError::BuildMetadata) => Err(VersionRefError::BuildMetadata),
            Err(_) => VersionReq::parse(text)
                .map(Self::Requirement)
                .map_err(|_malformed| VersionRefError::Reference),
        }
    }
}

impl VersionRefError {
    pub fn message(self, text: &str) -> Message {
        match self {
            Self::NotSemver => Message::new(
                format!(
                    "„{text}“ ist keine Versionsnummer. Schreiben Sie drei Zahlen mit Punkten, zum Beispiel 2.1.0."
                ),
                format!(
                    "“{text}” is not a version number. Write three numbers with dots, for example 2.1.0."
                ),
            ),
            Self::BuildMetadata => Message::new(
                format!(
                    "„{text}“ enthält einen Zusatz nach „+“. Lassen Sie ihn weg: zwei Versionen wären sonst gleichrangig."
                ),
                format!(
                    "“{text}” has an addition after “+”. Leave it out: two versions would be of equal rank otherwise."
                ),
            ),
            Self::Reference => Message::new(
                format!(
                    "„{text}“ bezeichnet keine Version. Möglich sind eine Nummer (2.1.0), „latest“ oder eine Bedingung (^2.0)."
                ),
                format!(
                    "“{text}” refers to no version. Possible are a number (2.1.0), “latest” or a requirement (^2.0)."
                ),
            ),
        }
    }
}

/// The version meant among those that exist, each with whether it is yanked.
pub fn highest<'v>(
    reference: &VersionRef,
    versions: impl IntoIterator<Item = (&'v Version, bool)>,
) -> Option<&'v Version> {
    let means = |version: &Version, yanked: bool| match reference {
        VersionRef::Exact(exact) => version == exact,
        VersionRef::Latest => !yanked && version.pre.is_empty(),
        VersionRef::Requirement(requirement) => !yanked && requirement.matches(version),
    };
    versions
        .into_iter()
        .filter(|(version, yanked)| means(version, *yanked))
        .map(|(version, _)| version)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(reference: &str) -> Option<String> {
        let versions: Vec<(Version, bool)> = [
            ("1.0.0", false),
            ("1.1.0", false),
            ("2.0.0", false),
            ("2.1.0", true),
            ("3.0.0-rc.1", false),
        ]
        .map(|(text, yanked)| (Version::parse(text).unwrap(), yanked))
        .into();
        let reference = reference.parse().unwrap();
        highest(&reference, versions.iter().map(|(v, y)| (v, *y))).map(Version::to_string)
    }

    #[test]
    fn latest_is_neither_yanked_nor_a_pre_release() {
        assert_eq!(meant("latest").as_deref(), Some("2.0.0"));
    }

    #[test]
    fn an_exact_reference_reaches_yanked_versions() {
        assert_eq!(meant("2.1.0").as_deref(), Some("2.1.0"));
        assert_eq!(meant("3.0.0-rc.1").as_deref(), Some("3.0.0-rc.1"));
        assert_eq!(meant("9.0.0"), None);
    }

    #[test]
    fn a_requirement_takes_the_highest_match() {
        assert_eq!(meant("^1.0").as_deref(), Some("1.1.0"));
        assert_eq!(meant("^2.0").as_deref(), Some("2.0.0"));
        assert_eq!(meant(">=9"), None);
    }

    #[test]
    fn build_metadata_and_nonsense_are_refused() {
        assert_eq!("1.0.0+1".parse::<VersionRef>(), Err(VersionRefError::BuildMetadata));
        assert_eq!("neueste".parse::<VersionRef>(), Err(VersionRefError::Reference));
        assert_eq!(VersionRef::exact("1.0"), Err(VersionRefError::NotSemver));
    }
}
