//! Blueprints in lists and at a glance; forks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Maturity;

/// Text in German, and in English where it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Localised {
    pub de: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// A blueprint in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintItem {
    pub owner: String,
    pub name: String,
    pub title: Localised,
    pub summary: Localised,
    /// SPDX expression.
    pub license: String,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Whether it should no longer be chosen; such are found only with `deprecated=true`.
    pub deprecated: bool,
    /// How many organisations use it, as far as the search knows; `/adoptions` lists them.
    pub adoptions: u32,
    pub maturity: Maturity,
    /// Keys of the services, 14 digits each.
    pub services: Vec<String>,
    /// `digital` when every step is done digitally or by itself, else `breaks`.
    pub channel: Option<String>,
    /// The lowest SEAL that it demands of products, 0 to 4.
    pub min_seal: Option<u8>,
    /// Where the search matched; empty without a search.
    pub highlights: Vec<Highlight>,
    /// `fits`, `gaps` or `unfit`; only when an organisation was named by `fits`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<String>,
    /// How the score came about; only when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// A part of a text with the matches marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Highlight {
    /// `title`, `summary`, `keyword`, `service`, `owner`, `law`, `step`, `role`, `requirement`, `parameter`, `document`,
    /// `vendor`, `attachment`, `scope`, `control` or `description`.
    pub field: String,
    /// Language of the text.
    pub lang: String,
    /// Safe HTML: escaped text with the matches in `<mark>`.
    pub html: String,
}

/// A score, taken apart: (sum of the words + whole) × coverage × standing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// What was wanted, each with what it is worth in this blueprint.
    pub words: Vec<WordWorth>,
    /// Added when what was typed is, as a whole, a name, a title or a key.
    pub whole: f32,
    /// How much of what was wanted it has, by rarity, squared; 1 when it has all.
    pub coverage: f32,
    /// For maturity and adoptions, and against an overdue review and a deprecation.
    pub standing: f32,
    pub score: f32,
}

/// What one word is worth in a blueprint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WordWorth {
    pub typed: String,
    /// `unit`, `word`, `compound` (part of a longer word), `parts` (all parts of it), `beginning` or `mended` (a typing error);
    /// absent when the blueprint does not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    pub worth: f32,
    /// What each place contributes: `title`, `head` (summary, keywords, services, owner), `body`, or `unit`.
    pub places: BTreeMap<String, f32>,
}

/// Blueprints found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintPage {
    pub items: Vec<BlueprintItem>,
    pub total: u64,
    pub next_cursor: Option<String>,
    /// No blueprint has all that was typed, so these have most of it.
    pub partial: bool,
    /// Words that no blueprint has, each with what was searched for instead.
    pub corrections: Vec<Correction>,
    /// What is to be said of the question.
    pub remarks: Vec<SearchRemark>,
    /// For each facet its values with how many blueprints have them. A facet's own selection does not narrow its
    /// own counts. `fit` is among them when an organisation was named: how many suit it how well, best first.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
}

/// Blueprints that are about the same as one of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SimilarList {
    pub items: Vec<BlueprintItem>,
}

/// What somebody may be about to type, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestionList {
    pub items: Vec<Suggestion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// `title`, `service`, `owner` or `keyword`.
    pub kind: String,
    /// Language of the text.
    pub lang: String,
    pub text: String,
    /// The blueprint, where the text is the title of just one.
    pub blueprint: Option<String>,
    /// How many blueprints have it.
    pub blueprints: u64,
}

/// A word with a typing error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    pub typed: String,
    pub taken: String,
}

/// What is to be said of a question beside its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SearchRemark {
    /// `cut-off`, `unbalanced-quote`, `only-stop-words`, `no-words`, `only-exclusions`, `nested-exclusion` or `unknown-value`.
    pub code: String,
    /// Pointer to the parameter, such as `/q`.
    pub pointer: String,
    pub message: String,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetCount {
    pub value: String,
    pub count: u64,
}

/// A blueprint at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlueprintSummary {
    pub owner: String,
    pub owner_name: String,
    /// Whether those who operate the registry take the owner for what it says it is. It says nothing of the blueprint.
    pub owner_verified: bool,
    pub name: String,
    pub title: Localised,
    pub summary: Localised,
    pub license: String,
    /// Highest version that is neither yanked nor a pre-release, if there is one.
    pub latest: Option<String>,
    /// Digest of the version shown: `latest`, or the highest when there is no latest.
    pub digest: String,
    /// All versions, highest first; `/versions` tells more of each.
    pub versions: Vec<String>,
    #[schema(format = DateTime)]
    pub created_at: String,
    #[schema(format = DateTime)]
    pub updated_at: String,
    pub maturity: Maturity,
    /// Where a fork comes from.
    pub upstream: Option<Upstream>,
    /// How many forks there are; `/forks` lists them.
    pub forks: i64,
    /// How many organisations use it or mean to; `/adoptions` lists them.
    pub adoptions: super::AdoptionCounts,
    /// Set when the blueprint should no longer be chosen.
    pub deprecation: Option<Deprecation>,
    /// The day by which the content is checked again: as the owner said last, else as the version shown says.
    #[schema(format = Date)]
    pub review_by: Option<String>,
    /// Slug of the organisation that keeps the blueprint when its owner no longer does.
    pub follow_up_owner: Option<String>,
    /// `owner/name` at which it goes on; then nothing new comes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// `owner/name` of the addresses at which it was before, the last one first; their versions stay there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved_from: Vec<String>,
}

/// Since when and why a blueprint should no longer be chosen, and what to choose instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deprecation {
    #[schema(format = DateTime)]
    pub at: String,
    pub reason: String,
    /// `owner/name`.
    pub successor: Option<String>,
}

/// Changes what is said of a blueprint beside its versions. What is left out stays as it is, null takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlueprintChange {
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DeprecationReason>)]
    pub deprecation: Option<Option<DeprecationReason>>,
    /// A day, `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<Option<String>>,
    /// Slug of an organisation.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub follow_up_owner: Option<Option<String>>,
}

/// Why a blueprint should no longer be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeprecationReason {
    /// 1 to 2,000 characters; shown to everybody.
    pub reason: String,
    /// `owner/name` of the blueprint that takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

/// A member that is there, be it null.
#[expect(clippy::option_option, reason = "left out, null and a value are three things on the wire")]
pub(crate) fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// The exact version a fork started from, and how far it has followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Upstream {
    /// `owner/name`.
    pub blueprint: String,
    pub version: String,
    pub digest: String,
    /// `technical` or `variant`.
    pub kind: String,
    /// The upstream's version that the fork took in last; at first the version it started from.
    pub merged_through: String,
    /// How many releases of the upstream are newer and neither skipped nor withdrawn.
    pub behind: usize,
}

/// Asks for a fork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForkRequest {
    /// The organisation that will own the fork.
    pub owner: String,
    pub name: String,
    /// The upstream's version to start from: exact, `latest` or a requirement.
    #[serde(default = "latest")]
    #[schema(default = "latest")]
    pub version: String,
    /// `technical` to propose changes back, `variant` to go one's own way.
    pub kind: String,
    /// 1 to 2,000 characters.
    pub reason: String,
}

fn latest() -> String {
    "latest".to_owned()
}

/// The fork's first version: published, or as a draft where its organisation demands four eyes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForkResult {
    /// `owner/name` of the fork.
    pub blueprint: String,
    pub version: String,
    /// Null while it is a draft, whose document may still change.
    pub digest: Option<String>,
    /// Address of the version, or of the draft.
    pub url: String,
    pub upstream: Upstream,
    /// The draft's id; null when the version is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
}

/// A fork in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fork {
    /// `owner/name` of the fork.
    pub blueprint: String,
    pub upstream: Upstream,
    pub reason: String,
    #[schema(format = DateTime)]
    pub forked_at: String,
}

/// Forks by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForkPage {
    pub items: Vec<Fork>,
    pub total: i64,
    pub next_cursor: Option<String>,
}
