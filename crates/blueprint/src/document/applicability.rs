//! Of the document: where a blueprint can be used and on which law it rests.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;

use super::read::{null_as_default, optional_whole};

/// Where the blueprint can be used.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicability {
    /// The Länder in which it can be used; empty means all.
    #[serde(default, deserialize_with = "null_as_default")]
    pub states: Vec<State>,
    /// For which kinds of administration it is made; empty means all.
    #[serde(default, deserialize_with = "null_as_default")]
    pub kinds: Vec<AdministrationKind>,
    /// For which size of municipality it is made.
    pub population: Option<Population>,
}

/// A range of inhabitants.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// The smallest number of inhabitants.
    #[serde(default, deserialize_with = "optional_whole")]
    pub min: Option<u64>,
    /// The largest number of inhabitants; empty means without limit.
    #[serde(default, deserialize_with = "optional_whole")]
    pub max: Option<u64>,
}

/// A provision on which the procedure rests.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// The short name of this legal basis.
    pub id: String,
    /// The provision as it is cited.
    pub citation: Option<String>,
    /// Who made the rule.
    pub level: Option<LegalLevel>,
    /// The Länder in which it applies; empty means all.
    #[serde(default, deserialize_with = "null_as_default")]
    pub states: Vec<State>,
    /// Where the text can be read.
    pub url: Option<String>,
}

/// The two-digit official code of a German Land.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum State {
    #[serde(rename = "01")]
    SchleswigHolstein,
    #[serde(rename = "02")]
    Hamburg,
    #[serde(rename = "03")]
    LowerSaxony,
    #[serde(rename = "04")]
    Bremen,
    #[serde(rename = "05")]
    NorthRhineWestphalia,
    #[serde(rename = "06")]
    Hesse,
    #[serde(rename = "07")]
    RhinelandPalatinate,
    #[serde(rename = "08")]
    BadenWuerttemberg,
    #[serde(rename = "09")]
    Bavaria,
    #[serde(rename = "10")]
    Saarland,
    #[serde(rename = "11")]
    Berlin,
    #[serde(rename = "12")]
    Brandenburg,
    #[serde(rename = "13")]
    MecklenburgWesternPomerania,
    #[serde(rename = "14")]
    Saxony,
    #[serde(rename = "15")]
    SaxonyAnhalt,
    #[serde(rename = "16")]
    Thuringia,
}

impl State {
    pub const ALL: [Self; 16] = [
        Self::SchleswigHolstein,
        Self::Hamburg,
        Self::LowerSaxony,
        Self::Bremen,
        Self::NorthRhineWestphalia,
        Self::Hesse,
        Self::RhinelandPalatinate,
        Self::BadenWuerttemberg,
        Self::Bavaria,
        Self::Saarland,
        Self::Berlin,
        Self::Brandenburg,
        Self::MecklenburgWesternPomerania,
        Self::Saxony,
        Self::SaxonyAnhalt,
        Self::Thuringia,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SchleswigHolstein => "01",
            Self::Hamburg => "02",
            Self::LowerSaxony => "03",
            Self::Bremen => "04",
            Self::NorthRhineWestphalia => "05",
            Self::Hesse => "06",
            Self::RhinelandPalatinate => "07",
            Self::BadenWuerttemberg => "08",
            Self::Bavaria => "09",
            Self::Saarland => "10",
            Self::Berlin => "11",
            Self::Brandenburg => "12",
            Self::MecklenburgWesternPomerania => "13",
            Self::Saxony => "14",
            Self::SaxonyAnhalt => "15",
            Self::Thuringia => "16",
        }
    }
}

/// One kind of administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdministrationKind {
    Municipality,
    MunicipalAssociation,
    District,
    Region,
    State,
}

impl AdministrationKind {
    pub const ALL: [Self; 5] =
        [Self::Municipality, Self::MunicipalAssociation, Self::District, Self::Region, Self::State];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::MunicipalAssociation => "municipal_association",
            Self::District => "district",
            Self::Region => "region",
            Self::State => "state",
        }
    }
}

/// Who made the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalLevel {
    Eu,
    Federal,
    State,
    Municipal,
}

impl LegalLevel {
    pub const ALL: [Self; 4] = [Self::Eu, Self::Federal, Self::State, Self::Municipal];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Federal => "federal",
            Self::State => "state",
            Self::Municipal => "municipal",
        }
    }
}
