//! The EU Cloud Sovereignty Framework: its eight objectives, its levels, and both published sets of weights.
//!
//! Source: European Commission, DG DIGIT, framework v1.2.1 of October 2025, and implementation guidance with calculator
//! of 1 June 2026. The two sets of weights differ and give different totals, so a score always names its set.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Lang, document::Framework};

/// An objective of the framework, `SOV-1` to `SOV-8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum ObjectiveId {
    #[serde(rename = "SOV-1")]
    Strategic,
    #[serde(rename = "SOV-2")]
    Legal,
    #[serde(rename = "SOV-3")]
    Data,
    #[serde(rename = "SOV-4")]
    Operational,
    #[serde(rename = "SOV-5")]
    SupplyChain,
    #[serde(rename = "SOV-6")]
    Technology,
    #[serde(rename = "SOV-7")]
    Security,
    #[serde(rename = "SOV-8")]
    Environmental,
}

/// A level of sovereignty (SEAL).
///
/// Invariant: 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "u8")]
pub struct Seal(u8);

/// Why a number is no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sovereignty level (SEAL) is a whole number from 0 to 4")]
pub struct SealError;

/// One of the two published sets of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightSet {
    /// Of the framework v1.2.1, October 2025.
    EuCsf121,
    /// Of the calculator, 1 June 2026.
    EuCsf202606,
}

impl ObjectiveId {
    pub const ALL: [Self; 8] = [
        Self::Strategic,
        Self::Legal,
        Self::Data,
        Self::Operational,
        Self::SupplyChain,
        Self::Technology,
        Self::Security,
        Self::Environmental,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategic => "SOV-1",
            Self::Legal => "SOV-2",
            Self::Data => "SOV-3",
            Self::Operational => "SOV-4",
            Self::SupplyChain => "SOV-5",
            Self::Technology => "SOV-6",
            Self::Security => "SOV-7",
            Self::Environmental => "SOV-8",
        }
    }

    pub fn title(self, lang: Lang) -> &'static str {
        let (de, en) = match self {
            Self::Strategic => ("Strategische Souveränität", "Strategic sovereignty"),
            Self::Legal => ("Recht und Gerichtsbarkeit", "Legal and jurisdictional sovereignty"),
            Self::Data => ("Daten und KI", "Data and AI"),
            Self::Operational => ("Betrieb", "Operational sovereignty"),
            Self::SupplyChain => ("Lieferkette", "Supply chain"),
            Self::Technology => ("Technik", "Technology"),
            Self::Security => ("Sicherheit und Regeltreue", "Security and compliance"),
            Self::Environmental => ("Umwelt und Nachhaltigkeit", "Environmental sustainability"),
        };
        match lang {
            Lang::De => de,
            Lang::En => en,
        }
    }

    /// What the document states for this objective.
    pub(super) fn of<T>(self, stated: &BTreeMap<String, T>) -> Option<&T> {
        stated.get(self.as_str())
    }
}

impl Seal {
    pub const MAX: Self = Self(4);

    pub fn level(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Seal {
    type Error = SealError;

    fn try_from(level: u8) -> Result<Self, SealError> {
        if level <= Self::MAX.0 { Ok(Self(level)) } else { Err(SealError) }
    }
}

impl WeightSet {
    pub const ALL: [Self; 2] = [Self::EuCsf121, Self::EuCsf202606];

    /// The code as it stands in assessments.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EuCsf121 => "eu-csf-1.2.1",
            Self::EuCsf202606 => "eu-csf-2026-06",
        }
    }

    /// The set that was published with a version of the framework.
    pub fn of(framework: Framework) -> Self {
        match framework {
            Framework::EuCsf121 => Self::EuCsf121,
            Framework::EuCsf202606 => Self::EuCsf202606,
        }
    }

    /// The weight of an objective; the eight make 100.
    pub fn weight(self, objective: ObjectiveId) -> u32 {
        let [v1_2_1, calculator] = match objective {
            ObjectiveId::Strategic => [15, 20],
            ObjectiveId::Legal | ObjectiveId::Data => [10, 10],
            ObjectiveId::Operational | ObjectiveId::Technology => [15, 15],
            ObjectiveId::SupplyChain => [20, 10],
            ObjectiveId::Security => [10, 15],
            ObjectiveId::Environmental => [5, 5],
        };
        match self {
            Self::EuCsf121 => v1_2_1,
            Self::EuCsf202606 => calculator,
        }
    }
}
