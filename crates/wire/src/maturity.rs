//! What a blueprint has earned by evidence, and the reviews that it rests on.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Withdrawn;

/// What a blueprint has earned on the day of the answer, in short; `/maturity` tells all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Maturity {
    /// `none`, `pilot`, `proven` or `standard`.
    pub level: String,
    /// The last day on which it has that level by what is known now; null where nothing ends it.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// Why, in a sentence.
    pub explanation: String,
}

/// What a blueprint has earned, rule by rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaturityExplained {
    /// `owner/name`, as it is by now.
    pub blueprint: String,
    /// The day of the answer, in universal time.
    #[schema(format = Date)]
    pub on: String,
    #[serde(flatten)]
    pub maturity: Maturity,
    /// Tests and reviews count for the major version of this one; null when nothing is published.
    pub latest: Option<String>,
    /// The next level, with the codes of the rules that do not hold for it; null at the top.
    pub next: Option<MaturityNext>,
    pub rules: Vec<MaturityRule>,
}

/// What is missing for a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaturityNext {
    pub level: String,
    pub missing: Vec<String>,
}

/// A rule, and what was counted for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaturityRule {
    /// `published`, `review-due`, `own-adoption`, `other-adoptions`, `attestation` or `approvals`.
    pub code: String,
    /// The level that first asks for it.
    pub level: String,
    /// What it asks for.
    pub message: String,
    /// How many organisations it takes; 0 for rules that count none.
    pub needed: usize,
    /// How many organisations count.
    pub total: usize,
    /// The first hundred of them, each once; one that went up in another as that one.
    pub counted: Vec<MaturityFact>,
    /// For which working group, where that was counted.
    pub working_group: Option<String>,
    /// Whether it holds on the day of the answer.
    pub holds: bool,
    /// The last day on which it holds; null where nothing ends it, or where it never held.
    #[schema(format = Date)]
    pub until: Option<String>,
}

/// An organisation that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaturityFact {
    pub organisation: String,
    /// The last day on which it counts; null where nothing ends it.
    #[schema(format = Date)]
    pub until: Option<String>,
}

/// What an organisation says of a version for a working group. It names organisations and never people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    pub id: String,
    /// `owner/name` under which it was given.
    pub blueprint: String,
    pub version: String,
    pub working_group: String,
    pub organisation: String,
    /// `approved` or `rejected`.
    pub verdict: String,
    pub reason: String,
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Set when it does not count any more.
    pub withdrawn: Option<Withdrawn>,
    pub url: String,
}

/// A page of reviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReviewPage {
    pub items: Vec<Review>,
    pub total: i64,
    pub next_cursor: Option<String>,
}

/// Reviews a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRequest {
    /// Slug of a working group that the operator has verified; one must be contributor or more there.
    pub working_group: String,
    /// Slug of the organisation on whose behalf; one must be publisher or more there.
    pub organisation: String,
    /// `approved` or `rejected`.
    pub verdict: String,
    /// Why, 1 to 2,000 characters; everybody can read it.
    pub reason: String,
}
