//! What organisations found when they tested products.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Withdrawn;

/// Puts an organisation's test of a product on record. Everybody can read it; it is never changed, only withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttestationRequest {
    /// Slug of the organisation that tested. Vendors do not attest, and nobody a product of their own.
    pub organisation: String,
    /// `owner/name`.
    pub blueprint: String,
    /// The exact version whose requirements were tested.
    pub version: String,
    /// `vendor/product` of that version.
    pub product: String,
    /// The vendor's version of the product, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_version: Option<String>,
    /// `pilot` or `production`.
    pub environment: String,
    /// `YYYY-MM-DD`, not in the future.
    pub tested_on: String,
    /// The last day on which it counts, `YYYY-MM-DD`: after the test and at most five years later. Two years if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<String>,
    /// `passed`, `passed_with_findings` or `failed`; it must not contradict the outcomes.
    pub result: String,
    /// By the short name of a requirement: `met`, `partial`, `unmet` or `untested`. One at least was tested.
    pub requirements: BTreeMap<String, String>,
    /// At most 20 files that were uploaded to `/blobs` before. Everybody can read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceFileRequest>,
    /// At most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A file that shows what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFileRequest {
    /// What it is, 1 to 200 characters.
    pub title: String,
    /// `sha256:` and 64 hexadecimal digits; the digits alone will do.
    pub digest: String,
}

/// An organisation's test of a product. It names no people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attestation {
    pub id: String,
    /// `owner/name` under which it was recorded.
    pub blueprint: String,
    pub version: String,
    /// `vendor/product`.
    pub product: String,
    pub product_version: Option<String>,
    /// Who tested.
    pub organisation: String,
    /// `pilot` or `production`.
    pub environment: String,
    #[schema(format = Date)]
    pub tested_on: String,
    /// The last day on which it counts.
    #[schema(format = Date)]
    pub expires_on: String,
    /// `passed`, `passed_with_findings` or `failed`.
    pub result: String,
    /// By the short name of a requirement: `met`, `partial`, `unmet` or `untested`.
    pub requirements: BTreeMap<String, String>,
    pub evidence: Vec<EvidenceFile>,
    pub note: Option<String>,
    /// `current`, `expired` or `withdrawn`, as of today.
    pub state: String,
    /// Whether it shows today that the product passed: current, not failed, and not by the vendor.
    pub counts: bool,
    #[schema(format = DateTime)]
    pub created_at: String,
    pub withdrawn: Option<Withdrawn>,
    pub url: String,
}

/// A file that shows what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EvidenceFile {
    pub title: String,
    pub digest: String,
    pub url: String,
}

/// A page of attestations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttestationPage {
    pub items: Vec<Attestation>,
    pub total: i64,
    pub next_cursor: Option<String>,
}
