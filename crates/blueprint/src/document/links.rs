//! Of the document: what a blueprint is bound to: other blueprints and files.
//!
//! Plain data as the schema has it; no rule is checked here.

use semver::Version;
use serde::Deserialize;

use super::{Localised, read::optional_whole};

/// Another blueprint that matters here.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// The other blueprint.
    pub blueprint: String,
    /// Which of its versions fit.
    pub version: String,
    /// How the two belong together.
    pub kind: DependencyKind,
}

/// A file that belongs to the blueprint.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The short name of this attachment.
    pub id: String,
    /// The name of the file, with folders if any.
    pub path: Option<String>,
    /// The kind of file.
    pub media_type: Option<String>,
    /// The size of the file in bytes.
    #[serde(default, deserialize_with = "optional_whole")]
    pub size: Option<u64>,
    /// The checksum of the file. `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// What the file is.
    pub title: Localised,
}

/// What this fork derives from; written by the registry.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// The blueprint derived from.
    pub blueprint: String,
    /// The exact version derived from.
    pub version: Version,
    /// The checksum of that version. `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Why it was forked.
    pub kind: UpstreamKind,
}

/// Says that an entry got a new short name, so that it does not count as removed and added.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rename {
    /// The path with the old short name.
    pub from: String,
    /// The path with the new short name.
    pub to: String,
}

/// How the two belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DependencyKind {
    Requires,
    Recommends,
    Conflicts,
}

impl DependencyKind {
    pub const ALL: [Self; 3] = [Self::Requires, Self::Recommends, Self::Conflicts];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::Recommends => "recommends",
            Self::Conflicts => "conflicts",
        }
    }
}

/// Why it was forked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpstreamKind {
    Technical,
    Variant,
}

impl UpstreamKind {
    pub const ALL: [Self; 2] = [Self::Technical, Self::Variant];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Variant => "variant",
        }
    }
}
