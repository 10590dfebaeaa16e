//! Of the document: what speaks for a product: certificates, assessment, tests.
//!
//! Plain data as the schema has it; no rule is checked here.

use std::collections::BTreeMap;

use semver::Version;
use serde::Deserialize;

use super::{
    Localised,
    read::{null_as_default, optional_whole, without_nulls},
};

/// A certificate or attestation of the product.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The scheme of certification.
    pub scheme: CertificateScheme,
    /// The name of the scheme when it is another one.
    pub name: Option<String>,
    /// The type or level, for example 2.
    pub r#type: Option<String>,
    /// What the certificate covers.
    pub scope: Option<Localised>,
    /// The last day of validity. `YYYY-MM-DD`.
    pub valid_until: Option<String>,
}

/// A self-assessment by the EU Cloud Sovereignty Framework.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The version of the framework and its weights.
    pub framework: Option<Framework>,
    /// The results by objective.
    #[serde(default, deserialize_with = "without_nulls")]
    pub objectives: BTreeMap<String, Objective>,
}

/// The result for one objective of the framework.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// The sovereignty level reached, 0 to 4.
    #[serde(default, deserialize_with = "optional_whole")]
    pub seal: Option<u8>,
    /// The points reached, 0 to 1,000.
    #[serde(default, deserialize_with = "optional_whole")]
    pub points: Option<u16>,
    /// What the result rests on: a sentence or a web address.
    pub evidence: Option<String>,
}

/// A test of the product against this blueprint by an organisation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductTest {
    /// The short name of this test.
    pub id: String,
    /// The organisation that tested.
    pub by: Option<String>,
    /// The day of the test. `YYYY-MM-DD`.
    pub on: Option<String>,
    /// Until when the result counts. `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Where it was tested.
    pub environment: Option<Environment>,
    /// The version of this blueprint that was tested against.
    pub blueprint_version: Option<Version>,
    /// The overall result.
    pub result: Option<TestResult>,
    /// The result for each security requirement, by its short name.
    #[serde(default, deserialize_with = "without_nulls")]
    pub requirements: BTreeMap<String, RequirementStatus>,
    /// What was noticed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub findings: Vec<Localised>,
    /// Checksums of the attached evidence.
    #[serde(default, deserialize_with = "null_as_default")]
    pub evidence: Vec<String>,
}

/// The scheme of certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum CertificateScheme {
    #[serde(rename = "bsi-c5")]
    BsiC5,
    #[serde(rename = "iso-27001")]
    Iso27001,
    #[serde(rename = "bsi-it-grundschutz")]
    BsiItGrundschutz,
    #[serde(rename = "eucs")]
    Eucs,
    #[serde(rename = "secnumcloud")]
    Secnumcloud,
    #[serde(rename = "other")]
    Other,
}

impl CertificateScheme {
    pub const ALL: [Self; 6] = [
        Self::BsiC5,
        Self::Iso27001,
        Self::BsiItGrundschutz,
        Self::Eucs,
        Self::Secnumcloud,
        Self::Other,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BsiC5 => "bsi-c5",
            Self::Iso27001 => "iso-27001",
            Self::BsiItGrundschutz => "bsi-it-grundschutz",
            Self::Eucs => "eucs",
            Self::Secnumcloud => "secnumcloud",
            Self::Other => "other",
        }
    }
}

/// The version of the framework and its weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Framework {
    #[serde(rename = "eu-csf-1.2.1")]
    EuCsf121,
    #[serde(rename = "eu-csf-2026-06")]
    EuCsf202606,
}

impl Framework {
    pub const ALL: [Self; 2] = [Self::EuCsf121, Self::EuCsf202606];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EuCsf121 => "eu-csf-1.2.1",
            Self::EuCsf202606 => "eu-csf-2026-06",
        }
    }
}

/// Where it was tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    Pilot,
    Production,
}

impl Environment {
    pub const ALL: [Self; 2] = [Self::Pilot, Self::Production];

    /// By its code; none for any other text.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pilot => "pilot",
            Self::Production => "production",
        }
    }
}

/// The overall result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestResult {
    Passed,
    PassedWithFindings,
    Failed,
}

impl TestResult {
    pub const ALL: [Self; 3] = [Self::Passed, Self::PassedWithFindings, Self::Failed];

    /// By its code; none for any other text.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::PassedWithFindings => "passed_with_findings",
            Self::Failed => "failed",
        }
    }
}

/// The result for this requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementStatus {
    Met,
    Partial,
    Unmet,
    Untested,
}

impl RequirementStatus {
    pub const ALL: [Self; 4] = [Self::Met, Self::Partial, Self::Unmet, Self::Untested];

    /// By its code; none for any other text.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Unmet => "unmet",
            Self::Untested => "untested",
        }
    }
}
