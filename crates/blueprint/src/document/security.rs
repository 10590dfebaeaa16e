//! Of the document: protection needs and security requirements.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;

use super::{Localised, read::null_as_default};

/// Protection needs and security requirements.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// The protection need for each of the three basic values.
    pub protection: Protection,
    /// The security requirements.
    #[serde(default, deserialize_with = "null_as_default")]
    pub requirements: Vec<Requirement>,
}

/// The protection need for each of the three basic values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// The need to keep the data secret.
    pub confidentiality: ProtectionNeed,
    /// The need to keep the data unaltered.
    pub integrity: ProtectionNeed,
    /// The need to have the service at hand.
    pub availability: ProtectionNeed,
}

/// What operation and products must meet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The short name of this requirement.
    pub id: String,
    /// What is required.
    pub title: Localised,
    /// How binding it is.
    pub obligation: Obligation,
    /// Where the requirement stands in security catalogues.
    #[serde(default, deserialize_with = "null_as_default")]
    pub controls: Vec<Control>,
    /// Who has to meet the requirement.
    pub responsible: Option<Responsible>,
    /// How it is shown that the requirement is met.
    pub verification: Option<Verification>,
    /// Why it is required.
    pub rationale: Option<Localised>,
}

/// A citation of a security catalogue.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The security catalogue.
    pub catalogue: Catalogue,
    /// The id in the catalogue.
    pub control: String,
    /// The catalogue's stable UUID of this control, where it has one.
    pub uuid: Option<String>,
}

/// How much harm a loss would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtectionNeed {
    Normal,
    High,
    VeryHigh,
}

impl ProtectionNeed {
    pub const ALL: [Self; 3] = [Self::Normal, Self::High, Self::VeryHigh];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::High => "high",
            Self::VeryHigh => "very_high",
        }
    }
}

/// How binding it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obligation {
    Must,
    Should,
    May,
}

impl Obligation {
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::May];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}

/// Who has to see to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    Municipality,
    Operator,
    Vendor,
    Shared,
}

impl Responsible {
    pub const ALL: [Self; 4] = [Self::Municipality, Self::Operator, Self::Vendor, Self::Shared];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Operator => "operator",
            Self::Vendor => "vendor",
            Self::Shared => "shared",
        }
    }
}

/// How it is shown that the requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    Document,
    Test,
    Audit,
    Certificate,
}

impl Verification {
    pub const ALL: [Self; 4] = [Self::Document, Self::Test, Self::Audit, Self::Certificate];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Test => "test",
            Self::Audit => "audit",
            Self::Certificate => "certificate",
        }
    }
}

/// The security catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Catalogue {
    #[serde(rename = "bsi-grundschutz-pp")]
    BsiGrundschutzPp,
    #[serde(rename = "bsi-it-grundschutz-2023")]
    BsiItGrundschutz2023,
    #[serde(rename = "iso-27001-2022")]
    Iso270012022,
    #[serde(rename = "bsi-c5-2020")]
    BsiC52020,
    #[serde(rename = "bsi-c5-2025")]
    BsiC52025,
    #[serde(rename = "wiba")]
    Wiba,
    #[serde(rename = "other")]
    Other,
}

impl Catalogue {
    pub const ALL: [Self; 7] = [
        Self::BsiGrundschutzPp,
        Self::BsiItGrundschutz2023,
        Self::Iso270012022,
        Self::BsiC52020,
        Self::BsiC52025,
        Self::Wiba,
        Self::Other,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BsiGrundschutzPp => "bsi-grundschutz-pp",
            Self::BsiItGrundschutz2023 => "bsi-it-grundschutz-2023",
            Self::Iso270012022 => "iso-27001-2022",
            Self::BsiC52020 => "bsi-c5-2020",
            Self::BsiC52025 => "bsi-c5-2025",
            Self::Wiba => "wiba",
            Self::Other => "other",
        }
    }
}
