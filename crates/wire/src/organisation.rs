//! Organisations.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// Amtlicher Regionalschlüssel, 12 digits.
    pub ars: Option<String>,
    /// Land code, two digits.
    pub state: Option<String>,
    pub population: Option<i64>,
    /// Slug of the organisation it belongs to, such as its district.
    pub parent: Option<String>,
}
