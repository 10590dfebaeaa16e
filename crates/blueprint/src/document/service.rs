//! Of the document: the service a blueprint is about and its place in the catalogues.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;

use super::{
    Localised,
    read::{null_as_default, optional_whole},
};

/// Which public service the blueprint is about.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The services in the national catalogue; leave empty when there is no key yet.
    #[serde(default, deserialize_with = "null_as_default")]
    pub leistungen: Vec<Leistung>,
    /// The numbers of the services in the OZG implementation catalogue.
    #[serde(default, deserialize_with = "null_as_default")]
    pub ozg_ids: Vec<String>,
    /// Links to the federal information management (FIM).
    pub fim: Option<Fim>,
    /// Who makes the rule and who executes it; types 4 and 5 are bound to Land law or to a bylaw.
    pub typing: Option<Typing>,
    /// Whom the service is for.
    pub target_groups: Vec<TargetGroup>,
    /// How surely the applicant must be identified.
    pub trust_level: Option<TrustLevel>,
    /// The maturity of the online service by the OZG model.
    pub maturity_model: Option<MaturityModel>,
    /// What the blueprint covers and what it does not.
    pub scope: Option<Scope>,
}

/// A public service by its key in the national catalogue (`LeiKa`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leistung {
    /// The 14-digit key of the service.
    pub key: String,
    /// The name of the service.
    pub title: Localised,
    /// Whether the key was checked against a source.
    #[serde(default, deserialize_with = "null_as_default")]
    pub verified: bool,
    /// Where the key was found.
    pub source: Option<String>,
}

/// Links to the federal information management (FIM).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fim {
    /// Schemas of data fields.
    #[serde(default, deserialize_with = "null_as_default")]
    pub schemas: Vec<FimReference>,
    /// Process classes and reference processes.
    #[serde(default, deserialize_with = "null_as_default")]
    pub processes: Vec<FimReference>,
}

/// A published FIM module by id and version.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FimReference {
    /// The module's id.
    pub id: String,
    /// The module's version.
    pub version: Option<String>,
}

/// The maturity of the online service by the OZG model.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaturityModel {
    /// The version of the maturity model.
    pub model: Option<MaturityScale>,
    /// The level reached in this model.
    #[serde(default, deserialize_with = "optional_whole")]
    pub level: Option<u8>,
}

/// What the blueprint covers and what it does not.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// What is covered.
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#in: Vec<Localised>,
    /// What is deliberately left out.
    #[serde(default, deserialize_with = "null_as_default")]
    pub out: Vec<Localised>,
}

/// Who makes the rule and who executes it; types 4 and 5 are bound to Land law or to a bylaw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Typing {
    /// 1: federal rule and execution.
    #[serde(rename = "1")]
    T1,
    /// 2: federal rule, executed by Land or municipality.
    #[serde(rename = "2")]
    T2,
    /// 2a: federal rule, executed by the Land.
    #[serde(rename = "2a")]
    T2A,
    /// 2b: federal rule, executed by the municipality.
    #[serde(rename = "2b")]
    T2B,
    /// 3: federal rule, executed by Land or municipality.
    #[serde(rename = "3")]
    T3,
    /// 3a: federal rule, executed by the Land.
    #[serde(rename = "3a")]
    T3A,
    /// 3b: federal rule, executed by the municipality.
    #[serde(rename = "3b")]
    T3B,
    /// 2/3: federal rule, executed by Land or municipality.
    #[serde(rename = "2/3")]
    T2Or3,
    /// 2/3a: federal rule, executed by the Land.
    #[serde(rename = "2/3a")]
    T2Or3A,
    /// 2/3b: federal rule, executed by the municipality.
    #[serde(rename = "2/3b")]
    T2Or3B,
    /// 4: rule of the Land, executed by Land or municipality.
    #[serde(rename = "4")]
    T4,
    /// 4a: rule of the Land, executed by the Land.
    #[serde(rename = "4a")]
    T4A,
    /// 4b: rule of the Land, executed by the municipality.
    #[serde(rename = "4b")]
    T4B,
    /// 5: municipal bylaw and execution.
    #[serde(rename = "5")]
    T5,
    /// 6: information without a procedure.
    #[serde(rename = "6")]
    T6,
    /// 7: information without a procedure.
    #[serde(rename = "7")]
    T7,
    /// 8: information without a procedure.
    #[serde(rename = "8")]
    T8,
    /// 9.
    #[serde(rename = "9")]
    T9,
    /// 10.
    #[serde(rename = "10")]
    T10,
    /// 11.
    #[serde(rename = "11")]
    T11,
    /// 12.
    #[serde(rename = "12")]
    T12,
}

impl Typing {
    pub const ALL: [Self; 21] = [
        Self::T1,
        Self::T2,
        Self::T2A,
        Self::T2B,
        Self::T3,
        Self::T3A,
        Self::T3B,
        Self::T2Or3,
        Self::T2Or3A,
        Self::T2Or3B,
        Self::T4,
        Self::T4A,
        Self::T4B,
        Self::T5,
        Self::T6,
        Self::T7,
        Self::T8,
        Self::T9,
        Self::T10,
        Self::T11,
        Self::T12,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::T1 => "1",
            Self::T2 => "2",
            Self::T2A => "2a",
            Self::T2B => "2b",
            Self::T3 => "3",
            Self::T3A => "3a",
            Self::T3B => "3b",
            Self::T2Or3 => "2/3",
            Self::T2Or3A => "2/3a",
            Self::T2Or3B => "2/3b",
            Self::T4 => "4",
            Self::T4A => "4a",
            Self::T4B => "4b",
            Self::T5 => "5",
            Self::T6 => "6",
            Self::T7 => "7",
            Self::T8 => "8",
            Self::T9 => "9",
            Self::T10 => "10",
            Self::T11 => "11",
            Self::T12 => "12",
        }
    }
}

/// One group the service is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetGroup {
    Citizen,
    Business,
    Administration,
}

impl TargetGroup {
    pub const ALL: [Self; 3] = [Self::Citizen, Self::Business, Self::Administration];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Business => "business",
            Self::Administration => "administration",
        }
    }
}

/// How surely the applicant must be identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrustLevel {
    Low,
    Substantial,
    High,
}

impl TrustLevel {
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }
}

/// The version of the maturity model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum MaturityScale {
    #[serde(rename = "ozg-1.1")]
    Ozg11,
    #[serde(rename = "ozg-2.0")]
    Ozg20,
}

impl MaturityScale {
    pub const ALL: [Self; 2] = [Self::Ozg11, Self::Ozg20];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ozg11 => "ozg-1.1",
            Self::Ozg20 => "ozg-2.0",
        }
    }
}
