//! Whether a version suits an organisation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Asks whether a version suits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FitRequest {
    pub profile: FitProfile,
    /// Judge this product, `vendor/product`; without it the best one decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
}

/// An organisation's facts and policy. What is left out is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FitProfile {
    /// Code of the Land, two digits.
    #[schema(example = "08")]
    pub state: Option<String>,
    /// `municipality`, `municipal_association`, `district`, `region` or `state`.
    pub kind: Option<String>,
    /// Number of inhabitants.
    pub population: Option<u64>,
    /// The lowest level (0 to 4) by objective.
    pub minimum_seal: BTreeMap<String, u8>,
    /// Schemes of certificates, all of which a product must have.
    pub required_certificates: Vec<String>,
    /// `on_premises`, `public_provider`, `private_cloud`, `public_cloud`; empty allows all.
    pub allowed_deployments: Vec<String>,
    /// Countries, two letters each; empty allows all.
    pub allowed_data_locations: Vec<String>,
    /// Whether countries outside the EU and the EEA must have no way to the data.
    pub no_third_country_access: bool,
    /// Products in use, `vendor/product` each.
    pub products_in_use: Vec<String>,
}

/// What an organisation asks of products, and which it uses: the members of a profile that are no facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FitPolicy {
    /// The lowest level (0 to 4) by objective.
    pub minimum_seal: BTreeMap<String, u8>,
    /// Schemes of certificates, all of which a product must have.
    pub required_certificates: Vec<String>,
    /// `on_premises`, `public_provider`, `private_cloud`, `public_cloud`; empty allows all.
    pub allowed_deployments: Vec<String>,
    /// Countries, two letters each; empty allows all.
    pub allowed_data_locations: Vec<String>,
    /// Whether countries outside the EU and the EEA must have no way to the data.
    pub no_third_country_access: bool,
    /// Products in use, `vendor/product` each.
    pub products_in_use: Vec<String>,
}

/// Whether a version suits, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FitResult {
    /// `fits`, `gaps` or `unfit`.
    pub verdict: String,
    /// The product whose checks decide.
    pub decided_by: Option<String>,
    /// First those of the blueprint itself, then product by product, the best first.
    pub checks: Vec<FitCheck>,
    /// Products that were judged and are not listed.
    pub left_out: u64,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FitCheck {
    #[schema(example = "fit-state")]
    pub code: String,
    /// `met`, `gap`, `unmet` or `unknown`.
    pub status: String,
    pub message: String,
    /// RFC 6901.
    pub pointer: String,
    /// The same place by the keys of its lists.
    pub path: String,
    /// The product it is about; null where it is about the blueprint itself.
    pub product: Option<String>,
}
