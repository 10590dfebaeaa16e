//! Finding: the index says which blueprints and in what order, the store says what they are.

use std::collections::BTreeMap;

use blueprint::document::{ProtectionNeed, State, TargetGroup, TrustLevel};
use blueprint::fit::Verdict;
use blueprint::maturity::{Earned, Maturity};
use blueprint::{BlueprintId, Lang};
use search::{
    Beginning, Counts, Explanation, Facet, Fitting, Highlight, Hit, Mark, Query, Remark,
    SearchError, Sort, Stop, Suggestion,
};
use store::{Blueprint, OrganisationKind, blueprint_many};

use crate::{Refused, Registry};

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Find {
    pub text: Option<String>,
    /// Several values of one facet widen, different facets narrow. What is deprecated is found only by those who ask
    /// for it.
    pub filters: Vec<(Facet, String)>,
    /// Only blueprints made for a town of this many people.
    pub population: Option<u64>,
    /// Only blueprints that demand a SEAL from the first to the second, both included.
    pub seal: Option<(u8, u8)>,
    /// Only blueprints that suit an organisation so well; each hit then says how well.
    pub fitting: Option<Fitting>,
    pub sort: Sort,
    pub lang: Lang,
    /// Goes on behind this hit of an earlier page, at no more cost than the first one.
    pub after: Option<Mark>,
    pub offset: usize,
    pub limit: usize,
    pub counts: Counts,
    /// Whether each hit says how its score came about.
    pub explain: bool,
    /// When it is asked; levels of maturity are those of that day, and what is overdue for review by then ranks lower.
    pub at: Option<i64>,
    /// Stops the search when whoever wanted the answer has gone.
    pub stop: Stop,
}

impl Default for Find {
    fn default() -> Self {
        Self {
            text: None,
            filters: Vec::new(),
            population: None,
            seal: None,
            fitting: None,
            sort: Sort::default(),
            lang: Lang::default(),
            after: None,
            offset: 0,
            limit: 20,
            counts: Counts::None,
            explain: false,
            at: None,
            stop: Stop::default(),
        }
    }
}

/// Filters that one search takes: more than anybody chooses, and few enough for any answer.
pub const MOST_FILTERS: usize = 64;

/// Microseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// One page of what was found.
#[derive(Debug, Default)]
pub struct FoundPage {
    pub items: Vec<FoundBlueprint>,
    pub total: u64,
    /// Where the next page starts.
    pub next: Option<usize>,
    /// Behind which hit the next page goes on.
    pub next_after: Option<Mark>,
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
    /// How many suit how well, whichever verdicts are wanted; empty when nobody was named.
    pub verdicts: BTreeMap<Verdict, u64>,
    /// Nothing has all that was typed, so these have most of it.
    pub partial: bool,
    /// Words that no blueprint has, each with what was searched for instead.
    pub mended: Vec<(String, String)>,
    pub remarks: Vec<Remark>,
}

/// A blueprint, and where it matched.
#[derive(Debug)]
pub struct FoundBlueprint {
    pub blueprint: Blueprint,
    /// Organisations that use it.
    pub adoptions: u32,
    /// Until when it has each level of maturity.
    pub earned: Earned,
    /// What it has of the facets that are told of every hit.
    pub told: Vec<(Facet, String)>,
    pub highlights: Vec<Highlight>,
    /// Whether it suits the organisation that was named.
    pub verdict: Option<Verdict>,
    pub explanation: Option<Explanation>,
}

impl FoundBlueprint {
    fn of(hit: Hit, blueprint: Blueprint) -> Self {
        let Hit { adoptions, earned, told, highlights, verdict, explanation, .. } = hit;
        Self { blueprint, adoptions, earned, told, highlights, verdict, explanation }
    }
}

pub fn find(registry: &Registry, request: &Find) -> Result<FoundPage, Refused> {
    stopped(request)?;
    let mut filters = request.filters.clone();
    if !filters.iter().any(|(facet, _)| *facet == Facet::Deprecated) {
        filters.push((Facet::Deprecated, false.to_string()));
    }
    let query = Query {
        text: request.text.clone(),
        filters,
        population: request.population,
        seal: request.seal,
        fitting: request.fitting.clone(),
        sort: request.sort,
        after: request.after.clone(),
        offset: request.offset,
        limit: request.limit,
        lang: request.lang,
        counts: request.counts.clone(),
        explain: request.explain,
        on: request.at.map(day_number),
    };
    let found =
        registry.indices.index().search_until(&query, &request.stop).map_err(
            |reason| match reason {
                SearchError::Stopped => Refused::Stopped,
                other => other.into(),
            },
        )?;
    stopped(request)?;
    let mut records = records(registry, found.hits.iter().map(|hit| &hit.id))?;
    // What follows this page goes on behind its last hit, whether or not that is shown.
    let last = found.hits.last().map(|hit| hit.mark.clone());
    // The index may be a moment behind: what the store no longer has is not shown.
    let items = found
        .hits
        .into_iter()
        .filter_map(|hit| {
            let blueprint = records.remove(&hit.id)?;
            Some(FoundBlueprint::of(hit, blueprint))
        })
        .collect();
    let end = request.offset.saturating_add(request.limit);
    Ok(FoundPage {
        items,
        total: found.total,
        next: (found.has_more && end <= Query::FARTHEST).then_some(end),
        next_after: last.filter(|_| found.has_more),
        facets: found.facets,
        verdicts: found.verdicts,
        partial: found.partial,
        mended: found.mended,
        remarks: found.remarks,
    })
}

fn stopped(request: &Find) -> Result<(), Refused> {
    if request.stop.is_stopped() { Err(Refused::Stopped) } else { Ok(()) }
}

/// The values that a facet can have, where they are few and fixed.
pub fn facet_values(facet: Facet) -> Option<Vec<&'static str>> {
    let values = match facet {
        Facet::State => State::ALL.iter().map(|state| state.as_str()).collect(),
        Facet::MinSeal => vec!["0", "1", "2", "3", "4"],
        Facet::ProtectionNeed => ProtectionNeed::ALL.iter().map(|need| need.as_str()).collect(),
        Facet::TrustLevel => TrustLevel::ALL.iter().map(|level| level.as_str()).collect(),
        Facet::TargetGroup => TargetGroup::ALL.iter().map(|group| group.as_str()).collect(),
        Facet::Channel => vec!["digital", "breaks"],
        Facet::Kind => OrganisationKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        Facet::Deprecated => vec!["true", "false"],
        Facet::Maturity => Maturity::ALL.map(Maturity::as_str).to_vec(),
        Facet::Owner
        | Facet::Service
        | Facet::Keyword
        | Facet::License
        | Facet::Vendor
        | Facet::AdoptedBy => return None,
    };
    Some(values)
}

/// Blueprints that are about the same as one of them, the most alike first.
pub fn similar(
    registry: &Registry,
    id: &BlueprintId,
    (limit, lang): (usize, Lang),
    at: i64,
) -> Result<Vec<FoundBlueprint>, Refused> {
    let hits = registry.indices.index().similar(id, (limit, lang), Some(day_number(at)))?;
    let mut records = records(registry, hits.iter().map(|hit| &hit.id))?;
    let found = hits.into_iter().filter_map(|hit| {
        let blueprint = records.remove(&hit.id)?;
        Some(FoundBlueprint::of(hit, blueprint))
    });
    Ok(found.collect())
}

/// In days since the Unix epoch.
fn day_number(at: i64) -> i64 {
    at.div_euclid(DAY)
}

/// What somebody may be about to type.
pub fn suggest(registry: &Registry, beginning: &Beginning) -> Result<Vec<Suggestion>, Refused> {
    Ok(registry.indices.index().suggest(beginning)?)
}

fn records<'h>(
    registry: &Registry,
    ids: impl Iterator<Item = &'h BlueprintId>,
) -> Result<BTreeMap<BlueprintId, Blueprint>, Refused> {
    let ids: Vec<BlueprintId> = ids.cloned().collect();
    let records = registry.store.read(|conn| blueprint_many(conn, &ids))?;
    Ok(records.into_iter().map(|record| (record.id.clone(), record)).collect())
}
