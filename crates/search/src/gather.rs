//! From scored documents to an answer: the best hits, their number, and the counts of the facets.
//!
//! Filters are applied here and not in the scoring, because the counts of a facet ignore that facet's own selection. All of it
//! is algebra of sets. Law: what is kept is bounded by the hits wanted and by [`MOST_VALUES`] values a facet.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use blueprint::fit::Verdict;
use tantivy::{DocAddress, DocId, Score};

use crate::bits::{Bits, place};
use crate::columns::{Columns, Values};
use crate::error::SearchError;
use crate::facet::Facet;
use crate::levels::{Levels, OnDay};
use crate::mark::{Mark, Rank};
use crate::order::Order;
use crate::query::{Counts, Query};
use crate::weights::{self, DEPRECATED};

/// Values of a facet that an answer lists, the most frequent ones.
const MOST_VALUES: usize = 100;

/// Values of a facet that a segment proposes for the list.
const MOST_PROPOSED: usize = 3 * MOST_VALUES;

/// What to gather.
pub(crate) struct Gather<'q> {
    query: &'q Query,
    /// The values selected, by facet.
    selected: BTreeMap<Facet, BTreeSet<&'q str>>,
    order: Order,
    /// Hits to keep, counted from the first.
    window: usize,
    segments: Vec<Gathered>,
    best: Vec<Ranked>,
    /// Values selected that a blueprint has, whether or not it matches.
    known: BTreeSet<(Facet, &'q str)>,
    /// How many suit how well, whichever verdicts are selected.
    pub(crate) verdicts: BTreeMap<Verdict, u64>,
}

/// A segment whose documents were scored.
pub(crate) struct Scored<'a> {
    pub(crate) segment: u32,
    pub(crate) n_docs: u32,
    pub(crate) columns: Arc<Columns>,
    pub(crate) matches: Bits,
    /// Whether a document was removed or replaced.
    pub(crate) is_deleted: &'a dyn Fn(DocId) -> bool,
}

/// What one segment contributes to the counts.
struct Gathered {
    held: OnDay,
    total: u64,
    counts: Vec<(Facet, Vec<u64>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) mark: Mark,
    pub(crate) address: DocAddress,
    pub(crate) score: Score,
    pub(crate) adoptions: u32,
}

/// Rank, then the place of the id in the alphabet, so that equal ranks have an order; the smaller the better.
type Candidate = (u64, u32, DocId, Score);

/// Documents that come before the page that is asked for, in the numbers of one segment.
struct Before {
    rank: u64,
    /// A rank that is equal to the mark's stands before it only up to this id.
    id: u32,
}

impl<'q> Gather<'q> {
    pub(crate) fn new(query: &'q Query, has_text: bool) -> Self {
        let mut selected: BTreeMap<Facet, BTreeSet<&str>> = BTreeMap::new();
        for (facet, value) in &query.filters {
            selected.entry(*facet).or_default().insert(value);
        }
        let order = Order::of(query, has_text);
        let limit = query.limit.min(Query::MOST_HITS);
        let offset = query.offset.min(Query::FARTHEST);
        // Nothing is wanted, so nothing is kept, however far on.
        // One more shows whether there is more.
        let window = if limit == 0 { 0 } else { offset + limit + 1 };
        Self {
            query,
            selected,
            order,
            window,
            segments: Vec::new(),
            best: Vec::new(),
            known: BTreeSet::new(),
            verdicts: query.fitting.iter().flat_map(|_| Verdict::ALL.map(|it| (it, 0))).collect(),
        }
    }

    /// Whether scores decide the order, of equals at least.
    pub(crate) fn is_scored(&self) -> bool {
        self.order.is_scored()
    }

    /// Takes in the matches of a segment. `score` gives what a document has of the words.
    pub(crate) fn segment(
        &mut self,
        scored: Scored<'_>,
        score: impl Fn(DocId) -> f32,
    ) -> Result<(), SearchError> {
        let Scored { segment, n_docs, columns, matches: mut open, is_deleted } = scored;
        let held = OnDay::new(columns, self.query.on);
        self.note_known(&held, n_docs, is_deleted);
        let filters = self.filters(&held, n_docs);
        let columns = &held.columns;
        for range in self.ranges(columns, n_docs) {
            open.and(&range);
        }
        let mut passing = open.clone();
        for (_, filter) in &filters {
            passing.and(filter);
        }
        if let Some(fitting) = &self.query.fitting {
            let judged = columns.facts.judge(fitting, &open);
            judged.count(&passing, &mut self.verdicts);
            open.and(&judged.wanted);
            passing.and(&judged.wanted);
        }
        let mut counts = Vec::new();
        for facet in Facet::ALL.into_iter().filter(|facet| self.query.counts.has(*facet)) {
            let Some(values) = held.facet(facet) else { continue };
            counts.push((facet, Self::counts(facet, values, &open, &passing, &filters)));
        }
        let total = passing.count();
        let stands = |doc| standing(columns, (&held.levels, doc), self.query.on);
        let best = self.best(columns, &passing, |doc| score(doc) * stands(doc))?;
        self.keep(segment, columns, best)?;
        self.segments.push(Gathered { held, total, counts });
        Ok(())
    }

    /// Notes the selected values that a document of the segment has.
    fn note_known(&mut self, held: &OnDay, n_docs: u32, is_deleted: &dyn Fn(DocId) -> bool) {
        for (facet, wanted) in &self.selected {
            let Some(values) = held.facet(*facet) else { continue };
            for value in wanted {
                let having = values.having([*value].into_iter(), n_docs);
                if !self.known.contains(&(*facet, *value))
                    && having.iter().any(|doc| !is_deleted(doc))
                {
                    self.known.insert((*facet, *value));
                }
            }
        }
    }

    /// The documents that pass the selection of each facet that has one.
    fn filters(&self, held: &OnDay, n_docs: u32) -> Vec<(Facet, Bits)> {
        let filter = |(facet, wanted): (&Facet, &BTreeSet<&str>)| {
            let values = held.facet(*facet);
            let having = values.map(|values| values.having(wanted.iter().copied(), n_docs));
            (*facet, having.unwrap_or_else(|| Bits::none(n_docs)))
        };
        self.selected.iter().map(filter).collect()
    }

    fn ranges(&self, columns: &Columns, n_docs: u32) -> Vec<Bits> {
        let mut ranges = Vec::new();
        ranges.extend(self.query.population.map(|people| columns.made_for(people)));
        if let Some((from, to)) = self.query.seal {
            let levels: Vec<String> = (from..=to).map(|level| level.to_string()).collect();
            let values = columns.facet(Facet::MinSeal);
            let having =
                values.map(|values| values.having(levels.iter().map(String::as_str), n_docs));
            ranges.extend(having);
        }
        ranges
    }

    fn counts(
        facet: Facet,
        values: &Values,
        open: &Bits,
        passing: &Bits,
        filters: &[(Facet, Bits)],
    ) -> Vec<u64> {
        if !filters.iter().any(|(own, _)| *own == facet) {
            return values.counts(passing);
        }
        let mut others = open.clone();
        let of_others = filters.iter().filter(|(other, _)| *other != facet);
        of_others.for_each(|(_, filter)| others.and(filter));
        values.counts(&others)
    }

    /// The best documents of a segment.
    fn best(
        &self,
        columns: &Columns,
        passing: &Bits,
        score: impl Fn(DocId) -> f32,
    ) -> Result<Vec<Candidate>, SearchError> {
        let mut best: Vec<Candidate> = Vec::new();
        if self.window == 0 {
            return Ok(best);
        }
        let before = self.before(columns)?;
        // Once the window is full, what is worse than its last is not even looked at.
        let mut worst = u64::MAX;
        for doc in passing.iter() {
            let score = if self.is_scored() { score(doc) } else { 0.0 };
            let rank = self.order.rank(columns, doc, score);
            if worst < rank {
                continue;
            }
            let id = columns.ids.ord(doc);
            if before.as_ref().is_some_and(|b| rank < b.rank || (rank == b.rank && id < b.id)) {
                continue;
            }
            best.push((rank, id, doc, score));
            if self.window.saturating_mul(2).saturating_add(64) <= best.len() {
                shrink(&mut best, self.window);
                worst = best.iter().map(|(rank, ..)| *rank).max().unwrap_or(u64::MAX);
            }
        }
        shrink(&mut best, self.window);
        Ok(best)
    }

    /// Where the page asked for begins, in the numbers of this segment.
    fn before(&self, columns: &Columns) -> Result<Option<Before>, SearchError> {
        let Some(mark) = &self.query.after else { return Ok(None) };
        let (smaller, is_there) =
            columns.ids.rank(&mark.id.to_string()).map_err(SearchError::unexpected)?;
        let id = smaller + u32::from(is_there);
        Ok(match (&mark.rank, self.order) {
            (Rank::Score(rank), Order::Score)
            | (Rank::Age(rank), Order::Updated)
            | (Rank::Use(rank), Order::Used { .. }) => Some(Before { rank: *rank, id }),
            (Rank::Name(name), Order::Name(lang)) => {
                let (smaller, is_there) =
                    columns.name(lang).rank(name).map_err(SearchError::unexpected)?;
                // Without the name itself, all names that follow stand behind the mark.
                Some(Before { rank: smaller.into(), id: if is_there { id } else { 0 } })
            }
            // A mark of another order says nothing here.
            _ => None,
        })
    }

    /// Adds a segment's best to those of the others. Ordinals are a segment's own; names are not.
    fn keep(
        &mut self,
        segment: u32,
        columns: &Columns,
        best: Vec<Candidate>,
    ) -> Result<(), SearchError> {
        for (rank, _, doc, score) in best {
            let rank = match self.order {
                Order::Name(lang) => {
                    Rank::Name(columns.name(lang).text(doc).map_err(SearchError::unexpected)?)
                }
                Order::Score => Rank::Score(rank),
                Order::Updated => Rank::Age(rank),
                Order::Used { .. } => Rank::Use(rank),
            };
            let id = columns.ids.text(doc).map_err(SearchError::unexpected)?;
            let id = id.parse().map_err(SearchError::unexpected)?;
            let address = DocAddress::new(segment, doc);
            let adoptions = columns.adoptions.get(place(doc)).copied().unwrap_or_default();
            self.best.push(Ranked { mark: Mark { rank, id }, address, score, adoptions });
        }
        self.best.sort_by(|a, b| a.mark.cmp(&b.mark));
        self.best.truncate(self.window);
        Ok(())
    }

    /// Values selected that no blueprint has.
    pub(crate) fn unknown(&self) -> Vec<(Facet, String)> {
        let is_known = |facet: Facet, value: &str| self.known.contains(&(facet, value));
        let selected = self
            .selected
            .iter()
            .flat_map(|(facet, values)| values.iter().map(move |value| (*facet, *value)));
        let unknown = selected.filter(|(facet, value)| !is_known(*facet, value));
        unknown.map(|(facet, value)| (facet, value.to_owned())).collect()
    }

    pub(crate) fn total(&self) -> u64 {
        self.segments.iter().map(|segment| segment.total).sum()
    }

    /// The hits of the page, best first.
    pub(crate) fn page(&self) -> impl Iterator<Item = &Ranked> {
        let limit = self.query.limit.min(Query::MOST_HITS);
        self.best.iter().skip(self.query.offset.min(Query::FARTHEST)).take(limit)
    }

    /// Whether hits follow the page.
    pub(crate) fn has_more(&self) -> bool {
        0 < self.window && self.window <= self.best.len()
    }

    /// The values to show of each facet with their counts: the most frequent, and those selected.
    pub(crate) fn counted(&self) -> BTreeMap<Facet, Vec<(String, u64)>> {
        if self.query.counts == Counts::None {
            return BTreeMap::new();
        }
        let facets = Facet::ALL.into_iter().filter(|facet| self.query.counts.has(*facet));
        facets.map(|facet| (facet, self.listed(facet))).collect()
    }

    fn listed(&self, facet: Facet) -> Vec<(String, u64)> {
        let mut sums: HashMap<&str, u64> = HashMap::new();
        for value in self.selected.get(&facet).into_iter().flatten() {
            sums.insert(value, 0);
        }
        for segment in &self.segments {
            for (value, n) in segment.proposed(facet) {
                *sums.entry(value).or_default() += n;
            }
        }
        let selected = self.selected.get(&facet);
        let is_selected = |value: &str| selected.is_some_and(|s| s.contains(value));
        let mut values: Vec<(&str, u64)> = sums.into_iter().collect();
        values.sort_unstable_by(most_frequent);
        let rest = values.split_off(values.len().min(MOST_VALUES));
        values.extend(rest.into_iter().filter(|(value, _)| is_selected(value)));
        // A segment that proposed only its most frequent values may have some of the others too.
        if self.segments.iter().any(|segment| MOST_PROPOSED < segment.n_values(facet)) {
            for (value, n) in &mut values {
                *n = self.segments.iter().map(|segment| segment.count(facet, value)).sum();
            }
            values.sort_unstable_by(most_frequent);
        }
        let values = values.into_iter().filter(|(_, n)| *n != 0);
        values.map(|(value, n)| (value.to_owned(), n)).collect()
    }
}

fn most_frequent((a, n): &(&str, u64), (b, m): &(&str, u64)) -> Ordering {
    m.cmp(n).then_with(|| a.cmp(b))
}

impl Gathered {
    fn of(&self, facet: Facet) -> Option<(&Values, &[u64])> {
        let (_, counts) = self.counts.iter().find(|(known, _)| *known == facet)?;
        Some((self.held.facet(facet)?, counts))
    }

    /// The values that are most frequent in this segment.
    fn proposed(&self, facet: Facet) -> Vec<(&str, u64)> {
        let Some((values, counts)) = self.of(facet) else { return Vec::new() };
        let pairs = values.values.iter().zip(counts).filter(|(_, n)| **n != 0);
        let mut pairs: Vec<(&str, u64)> = pairs.map(|(value, n)| (value.as_ref(), *n)).collect();
        if MOST_PROPOSED < pairs.len() {
            pairs.select_nth_unstable_by(MOST_PROPOSED, |(_, n), (_, m)| m.cmp(n));
            pairs.truncate(MOST_PROPOSED);
        }
        pairs
    }

    fn n_values(&self, facet: Facet) -> usize {
        self.of(facet).map_or(0, |(values, _)| values.values.len())
    }

    fn count(&self, facet: Facet, value: &str) -> u64 {
        let found = self.of(facet).and_then(|(values, counts)| counts.get(values.ord(value)?));
        found.copied().unwrap_or_default()
    }
}

/// The factor of what a blueprint has earned, and of what speaks against it.
pub(crate) fn standing(columns: &Columns, (levels, doc): (&Levels, DocId), on: Option<i64>) -> f32 {
    let standing = weights::standing(
        levels.rank(doc),
        columns.adoptions.get(place(doc)).copied().unwrap_or_default(),
        columns.is_overdue(doc, on),
    );
    if columns.deprecated.has(doc) { standing * DEPRECATED } else { standing }
}

/// Forgets all but the best.
fn shrink(best: &mut Vec<Candidate>, window: usize) {
    if window < best.len() {
        best.select_nth_unstable_by(window, compare);
        best.truncate(window);
    }
}

fn compare(a: &Candidate, b: &Candidate) -> Ordering {
    (a.0, a.1).cmp(&(b.0, b.1))
}
