//! Organisations.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{FitPolicy, blueprint::given};

/// Who publishes, adopts, tests or reviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    pub slug: String,
    /// `municipality`, `municipal_association`, `district`, `region`, `state`, `federal`, `working_group`,
    /// `public_it_provider`, `vendor` or `other`.
    pub kind: String,
    pub name: String,
    /// Amtlicher Regionalschlüssel, 12 digits.
    pub ars: Option<String>,
    /// Land code, two digits.
    pub state: Option<String>,
    pub population: Option<i64>,
    /// Slug of the organisation it belongs to, such as its district.
    pub parent: Option<String>,
    /// That those who operate the registry take it for what it says it is; null when they have not said so.
    pub verification: Option<OrganisationVerification>,
    /// In which organisation it went up. Then it stays readable and publishes nothing new.
    pub succession: Option<OrganisationSuccession>,
}

/// Since when and why an organisation counts as verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationVerification {
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
}

/// Which organisation took over, since when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationSuccession {
    /// Slug.
    pub successor: String,
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
}

/// One organisation with all that is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationDetails {
    pub slug: String,
    /// `municipality`, `municipal_association`, `district`, `region`, `state`, `federal`, `working_group`,
    /// `public_it_provider`, `vendor` or `other`.
    pub kind: String,
    pub name: String,
    /// Amtlicher Regionalschlüssel, 12 digits.
    pub ars: Option<String>,
    /// Land code, two digits.
    pub state: Option<String>,
    pub population: Option<i64>,
    /// Slug of the organisation it belongs to, such as its district.
    pub parent: Option<String>,
    /// That those who operate the registry take it for what it says it is; null when they have not said so.
    pub verification: Option<OrganisationVerification>,
    /// In which organisation it went up. Then it stays readable and publishes nothing new.
    pub succession: Option<OrganisationSuccession>,
    /// Slugs of the organisations that went up in it.
    pub predecessors: Vec<String>,
    /// What it asks of products, and which it uses; `…/fit?organisation=` judges by it.
    pub policy: FitPolicy,
    /// What became of it, newest first.
    pub history: Vec<OrganisationStep>,
}

/// A step in an organisation's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationStep {
    #[schema(format = DateTime)]
    pub at: String,
    /// `renamed`, `verified`, `unverified`, `succeeded` or `continued`.
    pub deed: String,
    /// The name until then where it was renamed, else the reason.
    pub text: String,
}

/// What shall be said of an organisation. What is left out stays, null takes it back.
///
/// Owners set name, Land, population and policy; those who operate the registry everything but the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationChange {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The earlier name stays in the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 12 digits, or the AGS (8), or the key of an association (9), a district (5) or a Land (2). Land and population
    /// follow it, unless they are given too.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub ars: Option<Option<String>>,
    /// Land code, two digits.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub state: Option<Option<String>>,
    /// Null: as the list of municipalities says.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    pub population: Option<Option<i64>>,
    /// Slug of the organisation it belongs to.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub parent: Option<Option<String>>,
    /// In place of the whole policy before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<FitPolicy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<VerificationRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub succession: Option<SuccessionRequest>,
}

/// Says that an organisation is what it says it is, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationRequest {
    pub verified: bool,
    /// 1 to 2,000 characters; shown to everybody.
    pub reason: String,
}

/// Says in which organisation one went up, or that it did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessionRequest {
    /// Slug; null takes it back.
    pub successor: Option<String>,
    /// 1 to 2,000 characters; shown to everybody.
    pub reason: String,
}

/// Organisations by slug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganisationPage {
    pub items: Vec<Organisation>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// A new organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRequest {
    pub slug: String,
    /// `municipality`, `municipal_association`, `district`, `region`, `state`, `federal`, `working_group`,
    /// `public_it_provider`, `vendor` or `other`.
    pub kind: String,
    pub name: String,
    /// Amtlicher Regionalschlüssel, 12 digits, or the AGS (8), or the key of an association (9), a district (5) or a Land
    /// (2). It must be in the list of municipalities.
    pub ars: Option<String>,
    /// Land code, two digits; without it the one of the ARS.
    pub state: Option<String>,
    /// Without it as the list of municipalities says.
    pub population: Option<i64>,
    /// Slug of the organisation it belongs to, such as its district.
    pub parent: Option<String>,
}
