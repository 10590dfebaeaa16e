//! What a version proves: requirements met by products, sovereignty, ways out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Localised;

/// Which product meets which requirement, by tests that count today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Coverage {
    /// In the document's order.
    pub requirements: Vec<CoverageRequirement>,
    /// In the document's order.
    pub products: Vec<CoverageProduct>,
    pub totals: CoverageTotals,
    /// Products further down in a very large document, which are not part of this.
    pub left_out: u64,
}

/// One requirement over all products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageRequirement {
    pub id: String,
    /// `must`, `should` or `may`.
    pub obligation: String,
    /// Products as `vendor/product`.
    pub met_by: Vec<String>,
}

/// One product over all requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageProduct {
    #[schema(example = "beispiel-it/parkservice")]
    pub product: String,
    /// How many tests count.
    pub tests: u64,
    /// Whether a test that counts did not fail as a whole.
    pub passed: bool,
    /// One for each requirement, in the same order.
    pub cells: Vec<CoverageCell>,
    /// What must be met and is not.
    pub gaps: Vec<CoverageGap>,
    pub set_aside: Vec<SetAsideTest>,
}

/// What is known of one product and one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageCell {
    pub requirement: String,
    /// `met`, `partial`, `unmet` or `untested`: the best result of all tests that count.
    pub status: String,
    /// The test that says so; null where nothing was tested.
    pub decided_by: Option<TestEvidence>,
    /// The best that the vendor says of itself; never part of `status`.
    pub declared: Option<TestEvidence>,
}

/// What one test says of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TestEvidence {
    /// Id of the test in the document.
    pub test: String,
    /// The organisation that tested.
    pub by: Option<String>,
    #[schema(format = Date)]
    pub on: String,
    pub status: String,
    /// The test as a whole: `passed`, `passed_with_findings` or `failed`.
    pub result: Option<String>,
}

/// A requirement that must be met and is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageGap {
    pub requirement: String,
    /// `partial`, `unmet` or `untested`.
    pub status: String,
}

/// A test that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetAsideTest {
    pub test: String,
    /// `declared` (by the vendor itself), `undated`, `future` or `expired`.
    pub reason: String,
}

/// The matrix in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageTotals {
    pub requirements: u64,
    pub must: u64,
    pub products: u64,
    /// Products with a test that counts.
    pub tested_products: u64,
    /// Products that passed a test and meet all that must be met.
    pub complete_products: u64,
    pub met: u64,
    pub partial: u64,
    pub unmet: u64,
    pub untested: u64,
    /// Requirements that must be met and that no product meets.
    pub must_unmet_by_all: u64,
}

/// Who has control, how sovereign the products are, and how one gets away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sovereignty {
    /// The weights of the scores: `eu-csf-1.2.1` or `eu-csf-2026-06`.
    pub weights: String,
    /// Five questions, always all of them.
    pub control: Vec<ControlQuestion>,
    pub exit: ExitTerms,
    /// In the document's order.
    pub products: Vec<ProductSovereignty>,
}

/// Who has the say over something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ControlQuestion {
    /// `data`, `operation`, `keys`, `access` or `continuity`.
    pub question: String,
    /// Where the answer stands, or belongs.
    pub path: String,
    /// The code in the document; null where it does not say.
    pub held_by: Option<String>,
    /// How far away: `own`, `public`, `regional`, `national`, `eu` or `third_country`.
    pub band: Option<String>,
    pub note: Option<Localised>,
    /// ISO 8601 duration; for `continuity` alone.
    pub rto: Option<String>,
    /// ISO 8601 duration; for `continuity` alone.
    pub rpo: Option<String>,
}

/// A product's profile by the EU Cloud Sovereignty Framework, as its vendor states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProductSovereignty {
    #[schema(example = "beispiel-it/parkservice")]
    pub product: String,
    /// The framework the vendor used.
    pub framework: Option<String>,
    /// The lowest level of all eight objectives, 0 to 4; null while one of them is not known.
    pub seal: Option<u8>,
    /// What `seal` can be at most, by the objectives that are known.
    pub seal_at_most: Option<u8>,
    /// 0 to 100; null unless all eight objectives have points.
    pub score: Option<f64>,
    /// All eight, in order.
    pub objectives: Vec<SovereigntyObjective>,
    pub exposure: ThirdCountryExposure,
}

/// One objective of one product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SovereigntyObjective {
    /// `SOV-1` to `SOV-8`.
    pub objective: String,
    /// The level reached, 0 to 4; null is not known, and not zero.
    pub seal: Option<u8>,
    /// The lowest level the blueprint demands.
    pub demanded: Option<u8>,
    /// `not_demanded`, `met`, `unmet` or `unknown`.
    pub demand: String,
    /// Of 1,000.
    pub points: Option<u16>,
    /// Of 100 over all objectives.
    pub weight: u32,
    /// What the points add to the score.
    pub contribution: Option<f64>,
}

/// Whether countries outside the EU and the EEA may reach the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ThirdCountryExposure {
    /// `no` (every fact is stated and speaks against it), `unknown` or `yes`.
    pub exposed: String,
    /// Facts that speak for it: `declaration`, `laws`, `seat`, `ultimate_owner`, `data_locations`.
    pub reasons: Vec<String>,
    /// Facts that are not stated.
    pub missing: Vec<String>,
    /// What the vendor says itself.
    pub declared: Option<bool>,
    pub laws: Vec<String>,
    pub seat: Option<CountryZone>,
    pub ultimate_owner: Option<CountryZone>,
    pub data_locations: Vec<CountryZone>,
    /// `provider`, `byok`, `hyok` or `customer`.
    pub key_custody: Option<String>,
    pub provider_holds_keys: Option<bool>,
}

/// A country and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CountryZone {
    /// ISO 3166-1, two letters.
    pub country: String,
    /// `eu`, `eea` (and not in the EU) or `third_country`.
    pub zone: String,
}

/// The terms of leaving, held against the Data Act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitTerms {
    pub notice: ExitTerm,
    pub transition: ExitTerm,
    pub retrieval: ExitTerm,
    pub export_formats: Vec<String>,
    /// The day on which the change was last tried.
    #[schema(format = Date)]
    pub tested_on: Option<String>,
    pub tested_days_ago: Option<u32>,
}

/// A period and what the law makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExitTerm {
    pub days: Option<u32>,
    /// The law's limit in days.
    pub limit: u32,
    /// `ok`, `too_long`, `too_short` or `not_stated`.
    pub standing: String,
}

/// How many ways out there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Alternatives {
    pub products: Vec<ProductAlternatives>,
    pub vendors: Vec<VendorLoss>,
    /// Products further down in a very large document, which are not part of this.
    pub left_out: u64,
}

/// What could take a product's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProductAlternatives {
    #[schema(example = "beispiel-it/parkservice")]
    pub product: String,
    /// Products of other vendors that passed a test and meet all that must be met and that this one meets.
    pub count: u64,
    /// The first twenty of them.
    pub alternatives: Vec<String>,
}

/// What would be missing without a vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VendorLoss {
    pub vendor: String,
    /// Requirements that are met today and that no product of another vendor meets.
    pub lost: Vec<LostRequirement>,
}

/// A requirement that nobody else meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LostRequirement {
    pub requirement: String,
    /// `must`, `should` or `may`.
    pub obligation: String,
}
