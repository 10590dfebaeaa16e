//! Who uses a blueprint.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Says that an organisation uses a blueprint, or means to; all that was said before is replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptionRequest {
    /// Exact, `latest` or a requirement; kept is the version that it means now.
    pub version: String,
    /// `planned`, `introducing`, `productive` or `ended`.
    pub stage: String,
    /// Values by the ids of the version's parameters; those left out stay open.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub parameters: Map<String, Value>,
    /// `vendor/product`, one that the version names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What the introduction took, in hours; everybody can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort_hours: Option<i64>,
    /// A day, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub started_on: Option<String>,
    /// For your own organisation, at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An organisation's own record, for those who work there. It names no people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Adoption {
    pub organisation: String,
    /// `owner/name` as it is by now.
    pub blueprint: String,
    pub version: String,
    /// `owner/name` at which the version is: an earlier address of a blueprint that moved.
    pub version_at: String,
    pub stage: String,
    #[schema(value_type = Object)]
    pub parameters: Map<String, Value>,
    pub product: Option<String>,
    pub effort_hours: Option<i64>,
    #[schema(format = Date)]
    pub started_on: Option<String>,
    pub note: Option<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// An organisation that uses a blueprint, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Adopter {
    /// Its slug.
    pub organisation: String,
    pub name: String,
    /// Land code.
    pub state: Option<String>,
    /// By population: `under_5000`, `under_20000`, `under_100000` or `from_100000`.
    pub size_class: Option<String>,
    pub stage: String,
    pub version: String,
    /// `owner/name` at which the version is: an earlier address of a blueprint that moved.
    pub version_at: String,
    /// `vendor/product`.
    pub product: Option<String>,
    /// Where it was told.
    pub effort_hours: Option<i64>,
    #[schema(format = Date)]
    pub started_on: Option<String>,
}

/// Those who use a blueprint, by organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdopterPage {
    pub items: Vec<Adopter>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// How many organisations use a blueprint or mean to; who has ended is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdoptionCounts {
    pub total: i64,
    pub productive: i64,
    pub introducing: i64,
    pub planned: i64,
}

/// A blueprint that an organisation uses, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdoptionItem {
    /// `owner/name` as it is by now.
    pub blueprint: String,
    pub title: super::Localised,
    pub stage: String,
    pub version: String,
    /// `owner/name` at which the version is: an earlier address of a blueprint that moved.
    pub version_at: String,
    /// Whether the version was withdrawn.
    pub yanked: bool,
    /// How many releases are newer.
    pub newer: usize,
    /// The last of them.
    pub latest: Option<String>,
    pub product: Option<String>,
    pub effort_hours: Option<i64>,
    #[schema(format = Date)]
    pub started_on: Option<String>,
}

/// What an organisation uses or has used, by the address of the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdoptionPage {
    pub items: Vec<AdoptionItem>,
    pub total: i64,
    pub next_cursor: Option<String>,
}
