//! One pass over all matches: the best hits, their number, and the counts of the facets.
//!
//! Filters are applied here and not in the query, because the counts of a facet ignore that facet's own selection: a match
//! that fails in exactly one facet still counts there. Law: what is kept of a segment is bounded by the hits wanted and
//! by [`MOST_VALUES`] values a facet, never by the number of matches.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::facet::Facet;
use crate::schema::{ID, UPDATED};

/// Values of a facet that an answer lists, the most frequent ones.
const MOST_VALUES: usize = 100;

/// What to gather.
pub(crate) struct Gather {
    /// The values selected, by facet.
    pub(crate) selected: BTreeMap<Facet, BTreeSet<String>>,
    pub(crate) order: Order,
    /// Hits to keep, counted from the first.
    pub(crate) window: usize,
    pub(crate) facets: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Score,
    Updated,
    /// By the text in this column.
    Name(&'static str),
}

/// What was gathered.
#[derive(Default)]
pub(crate) struct Gathered {
    /// Matches of the text, whatever the filters say.
    pub(crate) matched: u64,
    /// Matches that pass the filters.
    pub(crate) total: u64,
    /// The best ones, best first.
    pub(crate) best: Vec<Ranked>,
    pub(crate) counts: BTreeMap<Facet, Vec<(String, u64)>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ranked {
    rank: Rank,
    pub(crate) id: String,
    pub(crate) address: DocAddress,
    pub(crate) score: Score,
}

/// The smaller the better; one answer has only one of the two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number(u64),
    Text(String),
}

/// What one segment contributes. Reading its dictionaries can fail.
type SegmentFruit = io::Result<Gathered>;

pub(crate) struct SegmentGather {
    segment: SegmentOrdinal,
    ids: Option<StrColumn>,
    ranks: Ranks,
    facets: Vec<FacetColumn>,
    counting: bool,
    window: usize,
    matched: u64,
    total: u64,
    best: Vec<Candidate>,
}

/// Rank, then the place of the id in the alphabet, so that equal ranks have an order; the smaller the better.
type Candidate = (u64, u64, DocId, u32);

enum Ranks {
    Score,
    Updated(Column<i64>),
    Name(Option<StrColumn>),
}

struct FacetColumn {
    facet: Facet,
    column: Option<StrColumn>,
    /// The ordinals selected; nothing when every value passes.
    selected: Option<Vec<u64>>,
    counts: Vec<u64>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentGather> {
        let columns = reader.fast_fields();
        let ranks = match self.order {
            Order::Score => Ranks::Score,
            Order::Updated => Ranks::Updated(columns.i64(UPDATED)?),
            Order::Name(column) => Ranks::Name(columns.str(column)?),
        };
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let values = self.selected.get(&facet);
            if self.facets || values.is_some() {
                facets.push(FacetColumn::open(facet, columns.str(facet.as_str())?, values)?);
            }
        }
        Ok(SegmentGather {
            segment,
            ids: columns.str(ID)?,
            ranks,
            facets,
            counting: self.facets,
            window: self.window,
            matched: 0,
            total: 0,
            best: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Score
    }

    fn merge_fruits(&self, segments: Vec<SegmentFruit>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        let mut counts: BTreeMap<Facet, BTreeMap<String, u64>> = BTreeMap::new();
        for segment in segments {
            let segment = segment?;
            all.matched += segment.matched;
            all.total += segment.total;
            all.best.extend(segment.best);
            for (facet, values) in segment.counts {
                let sums = counts.entry(facet).or_default();
                for (value, n) in values {
                    *sums.entry(value).or_default() += n;
                }
            }
        }
        all.best.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.id.cmp(&b.id)));
        all.best.truncate(self.window);
        all.counts =
            counts.into_iter().map(|(facet, sums)| (facet, self.listed(facet, sums))).collect();
        Ok(all)
    }
}

impl Gather {
    /// The values to show of a facet: the most frequent, and those selected.
    fn listed(&self, facet: Facet, sums: BTreeMap<String, u64>) -> Vec<(String, u64)> {
        let selected = self.selected.get(&facet);
        let mut values: Vec<(String, u64)> = sums.into_iter().collect();
        values.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        let rest = values.split_off(values.len().min(MOST_VALUES));
        let is_selected =
            |value: &String| selected.is_some_and(|selected| selected.contains(value));
        values.extend(rest.into_iter().filter(|(value, _)| is_selected(value)));
        values
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.matched += 1;
        let mut failing = self.facets.iter_mut().filter(|facet| !facet.passes(doc));
        match (failing.next(), failing.next()) {
            (None, _) => {
                self.total += 1;
                self.keep(doc, score);
                if self.counting {
                    self.facets.iter_mut().for_each(|facet| facet.count(doc));
                }
            }
            (Some(only), None) if self.counting => only.count(doc),
            _ => {}
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.shrink();
        let mut best = Vec::with_capacity(self.best.len());
        for (rank, _, doc, score) in std::mem::take(&mut self.best) {
            best.push(Ranked {
                rank: self.ranks.widen(rank)?,
                id: text_at(self.ids.as_ref(), doc)?,
                address: DocAddress::new(self.segment, doc),
                score: Score::from_bits(score),
            });
        }
        let mut counts = BTreeMap::new();
        if self.counting {
            for facet in &self.facets {
                counts.insert(facet.facet, facet.counted()?);
            }
        }
        Ok(Gathered { matched: self.matched, total: self.total, best, counts })
    }
}

impl SegmentGather {
    fn keep(&mut self, doc: DocId, score: Score) {
        if self.window == 0 {
            return;
        }
        let id = self.ids.as_ref().and_then(|ids| ids.ords().first(doc)).unwrap_or(u64::MAX);
        self.best.push((self.ranks.rank(doc, score), id, doc, score.to_bits()));
        if self.window.saturating_mul(2).saturating_add(64) <= self.best.len() {
            self.shrink();
        }
    }

    /// Forgets all but the best.
    fn shrink(&mut self) {
        if self.window < self.best.len() {
            self.best.select_nth_unstable_by(self.window, compare);
            self.best.truncate(self.window);
        }
    }
}

fn compare(a: &Candidate, b: &Candidate) -> Ordering {
    a.cmp(b)
}

impl Ranks {
    fn rank(&self, doc: DocId, score: Score) -> u64 {
        match self {
            // The bits of floats that are not negative sort as the floats do.
            Self::Score => !u64::from(score.max(0.0).to_bits()),
            // With the sign's bit turned, so do the bits of signed integers.
            Self::Updated(times) => {
                times.first(doc).map_or(u64::MAX, |at| !(at.cast_unsigned() ^ (1 << 63)))
            }
            Self::Name(names) => {
                names.as_ref().and_then(|names| names.ords().first(doc)).unwrap_or(u64::MAX)
            }
        }
    }

    /// A rank that can be compared with those of other segments: ordinals are a segment's own.
    fn widen(&self, rank: u64) -> io::Result<Rank> {
        match self {
            Self::Score | Self::Updated(_) => Ok(Rank::Number(rank)),
            Self::Name(names) => {
                let mut name = String::new();
                if let Some(names) = names {
                    names.ord_to_str(rank, &mut name)?;
                }
                Ok(Rank::Text(name))
            }
        }
    }
}

impl FacetColumn {
    fn open(
        facet: Facet,
        column: Option<StrColumn>,
        values: Option<&BTreeSet<String>>,
    ) -> io::Result<Self> {
        let mut selected = values.map(|_| Vec::new());
        if let (Some(ords), Some(values), Some(column)) = (&mut selected, values, &column) {
            for value in values {
                ords.extend(column.dictionary().term_ord(value)?);
            }
        }
        let n_values = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self { facet, column, selected, counts: vec![0; n_values] })
    }

    fn passes(&self, doc: DocId) -> bool {
        let Some(selected) = &self.selected else { return true };
        let Some(column) = &self.column else { return false };
        column.term_ords(doc).any(|ord| selected.contains(&ord))
    }

    fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ord in column.term_ords(doc) {
            if let Some(n) = usize::try_from(ord).ok().and_then(|ord| self.counts.get_mut(ord)) {
                *n += 1;
            }
        }
    }

    fn counted(&self) -> io::Result<Vec<(String, u64)>> {
        let mut values = Vec::new();
        let Some(column) = &self.column else { return Ok(values) };
        for (ord, n) in (0_u64..).zip(&self.counts).filter(|(_, n)| **n != 0) {
            let mut value = String::new();
            column.ord_to_str(ord, &mut value)?;
            values.push((value, *n));
        }
        Ok(values)
    }
}

fn text_at(column: Option<&StrColumn>, doc: DocId) -> io::Result<String> {
    let mut text = String::new();
    if let Some((column, ord)) = column.and_then(|column| Some((column, column.ords().first(doc)?)))
    {
        column.ord_to_str(ord, &mut text)?;
    }
    Ok(text)
}
