//! Of the document: who has control, and what is demanded of products.
//!
//! Plain data as the schema has it; no rule is checked here.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Localised,
    read::{null_as_default, optional_whole, whole_values},
};

/// Who has control, and what is demanded of products.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sovereignty {
    /// Who decides about data, operation, keys, access and emergency operation.
    pub control: SovereigntyControl,
    /// The lowest sovereignty level (SEAL 0 to 4) a product must reach, by objective.
    #[serde(default, deserialize_with = "whole_values")]
    pub minimum_seal: BTreeMap<String, u8>,
    /// Terms on which one can change to another vendor.
    pub exit: Option<Exit>,
    /// The countries in which data may lie. Two letters each.
    #[serde(default, deserialize_with = "null_as_default")]
    pub data_locations: Vec<String>,
}

/// Who decides about data, operation, keys, access and emergency operation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SovereigntyControl {
    /// Who decides about the data.
    pub data: Option<ControlHolder>,
    /// Who decides about the operation.
    pub operation: Option<ControlHolder>,
    /// Who holds the cryptographic keys.
    pub keys: Option<ControlHolder>,
    /// Who grants administrative access.
    pub access: Option<ControlHolder>,
    /// Who keeps the service running when the provider fails, and how fast.
    pub continuity: Option<Continuity>,
}

/// Who decides, with a note.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlHolder {
    /// Who has the say.
    pub held_by: Holder,
    /// An explanation.
    pub note: Option<Localised>,
}

/// Who keeps the service running when the provider fails, and how fast.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    /// Who has the say.
    pub held_by: Holder,
    /// How work goes on in an emergency.
    pub fallback: Option<Localised>,
    /// After what time the service must run again (RTO). ISO 8601 duration.
    pub rto: Option<String>,
    /// How much time of data may be lost at most (RPO). ISO 8601 duration.
    pub rpo: Option<String>,
}

/// Terms on which one can change to another vendor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// In which formats all data can be had.
    #[serde(default, deserialize_with = "null_as_default")]
    pub export_formats: Vec<String>,
    /// The notice period in days.
    #[serde(default, deserialize_with = "optional_whole")]
    pub notice_days: Option<u32>,
    /// How long the change may take at most, in days.
    #[serde(default, deserialize_with = "optional_whole")]
    pub transition_days: Option<u32>,
    /// How long data can be fetched after the end, in days.
    #[serde(default, deserialize_with = "optional_whole")]
    pub retrieval_days: Option<u32>,
    /// When the change was last tried. `YYYY-MM-DD`.
    pub tested_on: Option<String>,
}

/// The body that has the say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Municipality,
    PublicProvider,
    RegionalProvider,
    National,
    Eu,
    ThirdCountry,
}

impl Holder {
    pub const ALL: [Self; 6] = [
        Self::Municipality,
        Self::PublicProvider,
        Self::RegionalProvider,
        Self::National,
        Self::Eu,
        Self::ThirdCountry,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::PublicProvider => "public_provider",
            Self::RegionalProvider => "regional_provider",
            Self::National => "national",
            Self::Eu => "eu",
            Self::ThirdCountry => "third_country",
        }
    }
}
