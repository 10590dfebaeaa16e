//! Trusted publishing: tokens of CI systems, exchanged for ours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Hidden;

/// A CI system whose tokens an organisation takes for its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrustedPublisherRequest {
    /// The issuer's address, letter by letter as it calls itself (`iss`).
    pub issuer: String,
    /// For whom its tokens are made (`aud`); best the address of this registry.
    pub audience: String,
    /// What they must say, exactly. At least one names the project: `sub`, `project_id`, `project_path`, `repository` or
    /// `repository_id`.
    pub claims: BTreeMap<String, String>,
    /// `publish`, `yank`.
    pub scopes: Vec<String>,
    /// Blueprints that are reached: `owner/*` or `owner/name`.
    pub pattern: String,
    /// What it is for, to know it again in the list.
    #[serde(default)]
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustedPublisher {
    pub id: String,
    pub organisation: String,
    pub issuer: String,
    pub audience: String,
    pub claims: BTreeMap<String, String>,
    pub scopes: Vec<String>,
    pub pattern: String,
    pub label: String,
    pub created_at: String,
    /// The id of the person who named it.
    pub created_by: String,
}

/// By age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustedPublisherList {
    pub items: Vec<TrustedPublisher>,
}

/// Exchanges a CI system's token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenExchange {
    /// The CI system's own token, a JWT.
    #[schema(value_type = String)]
    pub token: Hidden,
    /// For which organisation; needed where several trust the same project.
    pub organisation: Option<String>,
}

/// A token that is good for a quarter of an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenExchanged {
    /// `blp_…`.
    #[schema(value_type = String)]
    pub token: Hidden,
    pub expires_at: String,
    pub organisation: String,
    pub scopes: Vec<String>,
    pub pattern: String,
}
