//! Finding: the index says which blueprints and in what order, the store says what they are.

use std::collections::BTreeMap;

use blueprint::{BlueprintId, Lang};
use search::{Facet, Highlight, Query, Sort};
use store::{Blueprint, blueprint_many};

use crate::{Refused, Registry, Stop};

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Find {
    pub text: Option<String>,
    /// Several values of one facet widen, different facets narrow. What is deprecated is found only by those who ask
    /// for it.
    pub filters: Vec<(Facet, String)>,
    pub sort: Sort,
    pub lang: Lang,
    pub offset: usize,
    pub limit: usize,
    /// Asked when whoever wanted the answer has gone.
    pub stop: Stop,
}

/// One page of what was found.
#[derive(Debug)]
pub struct FoundPage {
    pub items: Vec<FoundBlueprint>,
    pub total: u64,
    /// Where the next page starts.
    pub next: Option<usize>,
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
}

/// A blueprint, and where it matched.
#[derive(Debug)]
pub struct FoundBlueprint {
    pub blueprint: Blueprint,
    pub highlights: Vec<Highlight>,
}

/// Deeper pages cost more and help nobody: narrow the search instead.
const MAX_OFFSET: usize = 10_000;

pub fn find(registry: &Registry, request: &Find) -> Result<FoundPage, Refused> {
    request.stop.check()?;
    let mut filters = request.filters.clone();
    if !filters.iter().any(|(facet, _)| *facet == Facet::Deprecated) {
        filters.push((Facet::Deprecated, false.to_string()));
    }
    let found = registry.indices.index().search(&Query {
        text: request.text.clone(),
        filters,
        sort: request.sort,
        offset: request.offset.min(MAX_OFFSET),
        limit: request.limit,
        lang: request.lang,
        facets: true,
    })?;
    request.stop.check()?;
    let ids: Vec<BlueprintId> = found.hits.iter().map(|hit| hit.id.clone()).collect();
    let records = registry.store.read(|conn| blueprint_many(conn, &ids))?;
    let mut records: BTreeMap<BlueprintId, Blueprint> =
        records.into_iter().map(|record| (record.id.clone(), record)).collect();
    // The index may be a moment behind: what the store no longer has is not shown.
    let items = found
        .hits
        .into_iter()
        .filter_map(|hit| {
            let blueprint = records.remove(&hit.id)?;
            Some(FoundBlueprint { blueprint, highlights: hit.highlights })
        })
        .collect();
    let end = request.offset.saturating_add(request.limit);
    let has_more = u64::try_from(end).is_ok_and(|end| end < found.total) && end <= MAX_OFFSET;
    Ok(FoundPage { items, total: found.total, next: has_more.then_some(end), facets: found.facets })
}
