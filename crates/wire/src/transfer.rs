//! Moving a blueprint to another organisation or name; slugs that are kept.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Asks to move a blueprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferRequest {
    /// Slug of the organisation that gets it; the owner's own to rename.
    pub to_owner: String,
    /// Its name there; the present one if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// Why, 1 to 2,000 characters; everybody can read it once the blueprint has moved.
    pub reason: String,
}

/// A request to move a blueprint, as the two organisations see it. It names no people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Transfer {
    pub id: String,
    /// `owner/name` as it is now.
    pub from: String,
    /// `owner/name` as it is to be.
    pub to: String,
    pub reason: String,
    /// `open`, `accepted`, `declined`, `withdrawn` or `expired`.
    pub state: String,
    /// What was said to the decision.
    pub answer: Option<String>,
    /// Of an accepted one: the first version at the new address.
    pub version: Option<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Until when an open one can be decided.
    #[schema(format = DateTime)]
    pub expires_at: String,
    #[schema(format = DateTime)]
    pub decided_at: Option<String>,
    pub url: String,
}

/// The latest 100 requests, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TransferList {
    pub items: Vec<Transfer>,
}

/// Decides a request, for the organisation that would get the blueprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferDecision {
    /// `accepted` or `declined`.
    pub decision: String,
    /// At most 2,000 characters; both organisations can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A slug that no organisation gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reservation {
    pub slug: String,
    pub reason: String,
    #[schema(format = DateTime)]
    pub at: String,
}

/// A page of slugs that are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReservationPage {
    pub items: Vec<Reservation>,
    pub next_cursor: Option<String>,
}

/// Keeps a slug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReservationRequest {
    /// Why, 1 to 2,000 characters; those who operate the registry can read it.
    pub reason: String,
}
