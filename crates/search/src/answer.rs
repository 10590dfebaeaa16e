//! From a question to its answer: read, plan, score, gather, show.

use std::collections::BTreeMap;

use blueprint::fit::Verdict;
use blueprint::maturity::Earned;
use blueprint::{BlueprintId, Lang};
use tantivy::{DocAddress, DocId, Searcher, Term};

use crate::bits::place;
use crate::error::SearchError;
use crate::explain::{self, Explanation};
use crate::facet::Facet;
use crate::gather::{Gather, Ranked, Scored, standing};
use crate::index::Index;
use crate::lexicon::Lexicon;
use crate::mark::Mark;
use crate::matching::{Demand, Matching, coverage};
use crate::passages::Stored;
use crate::plan::Plan;
use crate::query::{Query, Sort};
use crate::score::{Scratch, Segment};
use crate::shown::{Highlight, Shown};
use crate::similar;
use crate::stop::Stop;
use crate::suggest::{self, Beginning, Suggestion};
use crate::typed::{self, Remark};
use crate::weights::ENOUGH;
use crate::workbench::Workbench;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Blueprints that match, not only those shown.
    pub total: u64,
    /// Nothing has all that was typed, so these have most of it.
    pub partial: bool,
    pub hits: Vec<Hit>,
    /// Whether hits follow these.
    pub has_more: bool,
    /// Values with their counts, most frequent first; only of the facets asked for.
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
    /// How many suit how well, whichever verdicts are wanted; empty when nobody was named.
    pub verdicts: BTreeMap<Verdict, u64>,
    /// Words that no blueprint has, each with what was searched for instead.
    pub mended: Vec<(String, String)>,
    pub remarks: Vec<Remark>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: BlueprintId,
    /// Comparable within one answer; 0 when it is not sorted by relevance.
    pub score: f32,
    /// Organisations that use it.
    pub adoptions: u32,
    pub highlights: Vec<Highlight>,
    /// Where the next page goes on when this is the last hit of a page.
    pub mark: Mark,
    /// Whether it suits the organisation that was named.
    pub verdict: Option<Verdict>,
    /// Until when it has each level of maturity.
    pub earned: Earned,
    /// What it has of [`Facet::TOLD`].
    pub told: Vec<(Facet, String)>,
    pub explanation: Option<Explanation>,
}

impl Index {
    /// Answers a query.
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        self.search_until(query, &Stop::default())
    }

    /// Answers a query unless it is stopped before.
    pub fn search_until(&self, query: &Query, stop: &Stop) -> Result<Found, SearchError> {
        let searcher = self.searcher();
        let lexicon = Lexicon { searcher: &searcher, fields: self.fields() };
        let text = query.text.as_deref().unwrap_or_default();
        let typed = typed::read(text);
        self.workbenches().with(|bench| {
            let (text, _) = typed::bounded(text);
            let plan = Plan::new(&lexicon, &mut bench.analysis, text, &typed)
                .map_err(SearchError::unexpected)?;
            let mut found =
                Answer { index: self, lexicon, query, plan: &plan, stop }.give(bench)?;
            found.remarks.splice(0..0, typed.remarks);
            found.mended = plan.mended;
            Ok(found)
        })
    }

    /// Blueprints that are about the same as one of them, the most alike first; standing as of a day.
    pub fn similar(
        &self,
        id: &BlueprintId,
        (limit, lang): (usize, Lang),
        on: Option<i64>,
    ) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.searcher();
        let lexicon = Lexicon { searcher: &searcher, fields: self.fields() };
        let Some(kept) = self.kept(&searcher, id)? else { return Ok(Vec::new()) };
        let filters = vec![(Facet::Deprecated, false.to_string())];
        let query = Query { filters, limit, lang, on, ..Query::default() };
        self.workbenches().with(|bench| {
            let plan = similar::plan(&lexicon, &mut bench.analysis, id, &kept)
                .map_err(SearchError::unexpected)?;
            if plan.wanted.is_empty() {
                return Ok(Vec::new());
            }
            let answer =
                Answer { index: self, lexicon, query: &query, plan: &plan, stop: &Stop::default() };
            let (gather, _) = answer.gather(bench, Demand::Share(similar::ALIKE))?;
            let hits = gather.page().map(|ranked| answer.plain(ranked));
            hits.collect()
        })
    }

    /// What somebody may be about to type.
    pub fn suggest(&self, beginning: &Beginning) -> Result<Vec<Suggestion>, SearchError> {
        let searcher = self.searcher();
        let lexicon = Lexicon { searcher: &searcher, fields: self.fields() };
        suggest::suggest(&lexicon, beginning).map_err(SearchError::unexpected)
    }

    /// The passages that the index keeps of a blueprint.
    fn kept(&self, searcher: &Searcher, id: &BlueprintId) -> Result<Option<String>, SearchError> {
        let key: Term = self.fields().key(id);
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let index = reader.inverted_index(self.fields().id).map_err(SearchError::unexpected)?;
            let postings = index
                .read_block_postings(&key, tantivy::schema::IndexRecordOption::Basic)
                .map_err(|reason| SearchError::Unexpected(Box::new(reason)))?;
            let docs = postings.iter().flat_map(|postings| postings.docs().to_vec());
            let alive: Option<DocId> = docs.into_iter().find(|doc| !reader.is_deleted(*doc));
            if let Some(doc) = alive {
                return passages(searcher, DocAddress::new(segment, doc)).map(Some);
            }
        }
        Ok(None)
    }
}

fn passages(searcher: &Searcher, address: DocAddress) -> Result<String, SearchError> {
    let Stored(passages) = searcher.doc(address).map_err(SearchError::unexpected)?;
    Ok(passages)
}

/// One answer in the making.
struct Answer<'a> {
    index: &'a Index,
    lexicon: Lexicon<'a>,
    query: &'a Query,
    plan: &'a Plan,
    stop: &'a Stop,
}

impl Answer<'_> {
    fn give(&self, bench: &mut Workbench) -> Result<Found, SearchError> {
        let (mut gather, mut n_matches) = self.gather(bench, Demand::All)?;
        let mut demand = Demand::All;
        for less in [ENOUGH, 0.0].map(Demand::Share) {
            if 0 < n_matches || self.plan.wanted.is_empty() {
                break;
            }
            demand = less;
            (gather, n_matches) = self.gather(bench, demand)?;
        }
        let mut hits = Vec::new();
        let shown = Shown::new(&self.plan.marks, self.query.lang);
        for ranked in gather.page() {
            if self.stop.is_stopped() {
                return Err(SearchError::Stopped);
            }
            hits.push(self.hit(bench, &gather, &shown, ranked)?);
        }
        let total = gather.total();
        let partial = (demand != Demand::All || self.plan.is_loose) && 0 < total;
        let unknown = gather.unknown().into_iter();
        let remarks = unknown.map(|(facet, value)| Remark::UnknownValue(facet, value)).collect();
        let facets = gather.counted();
        let has_more = gather.has_more();
        let (verdicts, mended) = (gather.verdicts, Vec::new());
        Ok(Found { total, partial, hits, has_more, facets, verdicts, mended, remarks })
    }

    /// Gathers over all segments, and says how many match whatever the filters.
    fn gather(
        &self,
        bench: &mut Workbench,
        demand: Demand,
    ) -> Result<(Gather<'_>, u64), SearchError> {
        let Lexicon { searcher, fields } = self.lexicon;
        let mut gather = Gather::new(self.query, !self.plan.wanted.is_empty());
        let mut n_matches = 0;
        for (ord, reader) in (0..).zip(searcher.segment_readers()) {
            let columns = self.index.columns(reader)?;
            let segment =
                Segment::open(searcher, reader, fields).map_err(SearchError::unexpected)?;
            let scratch = &mut bench.scratch;
            segment.score(self.plan, demand == Demand::All, scratch, self.stop)?;
            let matching = Matching { searcher, fields, segment: &segment };
            let matches =
                matching.matches(self.plan, demand, scratch).map_err(SearchError::unexpected)?;
            n_matches += matches.count();
            let score = |doc| self.score(scratch, demand, doc);
            let is_deleted = |doc| reader.is_deleted(doc);
            let scored = Scored {
                segment: ord,
                n_docs: reader.max_doc(),
                columns,
                matches,
                is_deleted: &is_deleted,
            };
            gather.segment(scored, score)?;
        }
        Ok((gather, n_matches))
    }

    fn score(&self, scratch: &Scratch, demand: Demand, doc: DocId) -> f32 {
        let score = scratch.score.get(place(doc)).copied().unwrap_or_default();
        if demand == Demand::All {
            return score;
        }
        let mask = scratch.mask.get(place(doc)).copied().unwrap_or_default();
        let coverage = coverage(self.plan, mask);
        score * coverage * coverage
    }

    fn hit(
        &self,
        bench: &mut Workbench,
        gather: &Gather<'_>,
        shown: &Shown<'_>,
        ranked: &Ranked,
    ) -> Result<Hit, SearchError> {
        let highlights = if self.plan.marks.is_empty() {
            Vec::new()
        } else {
            let kept = passages(self.lexicon.searcher, ranked.address)?;
            shown.highlights(&mut bench.analysis, &kept)
        };
        let is_explained = self.query.explain && gather.is_scored();
        let explanation = if is_explained { Some(self.explain(ranked)?) } else { None };
        let plain = self.plain(ranked)?;
        let score = if self.query.sort == Sort::Relevance { ranked.score } else { 0.0 };
        Ok(Hit { score, highlights, explanation, ..plain })
    }

    /// A hit without what depends on the words.
    fn plain(&self, ranked: &Ranked) -> Result<Hit, SearchError> {
        let DocAddress { segment_ord, doc_id } = ranked.address;
        let reader = self.lexicon.searcher.segment_reader(segment_ord);
        let columns = self.index.columns(reader)?;
        let fitting = self.query.fitting.as_ref();
        let told = Facet::TOLD.into_iter().flat_map(|facet| {
            let values = columns.facet(facet).map(|values| values.of(doc_id)).unwrap_or_default();
            values.into_iter().map(move |value| (facet, value.to_owned()))
        });
        Ok(Hit {
            id: ranked.mark.id.clone(),
            score: ranked.score,
            adoptions: ranked.adoptions,
            highlights: Vec::new(),
            mark: ranked.mark.clone(),
            verdict: fitting.map(|fitting| columns.facts.verdict(doc_id, fitting)),
            earned: columns.earned(doc_id),
            told: told.collect(),
            explanation: None,
        })
    }

    fn explain(&self, ranked: &Ranked) -> Result<Explanation, SearchError> {
        let Lexicon { searcher, fields } = self.lexicon;
        let DocAddress { segment_ord, doc_id } = ranked.address;
        let reader = searcher.segment_reader(segment_ord);
        let segment = Segment::open(searcher, reader, fields).map_err(SearchError::unexpected)?;
        let words = explain::words(self.plan, &segment, doc_id).map_err(SearchError::unexpected)?;
        let whole = explain::whole(self.plan, &segment, doc_id).map_err(SearchError::unexpected)?;
        let mask = (0..).zip(&words).filter(|(_, word)| word.how.is_some());
        let mask = mask.fold(0, |mask, (bit, _)| mask | 1_u32.checked_shl(bit).unwrap_or(0));
        let coverage = coverage(self.plan, mask);
        let columns = self.index.columns(reader)?;
        let levels = columns.levels(self.query.on);
        let standing = standing(&columns, (&levels, doc_id), self.query.on);
        Ok(Explanation {
            words,
            whole,
            coverage: coverage * coverage,
            standing,
            score: ranked.score,
        })
    }
}
