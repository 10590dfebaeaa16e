//! What was put on record is taken back: attestations and reviews.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Takes something back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRequest {
    /// Why, 1 to 2,000 characters; everybody can read it.
    pub reason: String,
}

/// When and why it was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Withdrawn {
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
}
