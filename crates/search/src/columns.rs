//! What a segment says of each of its documents beside its terms, held in memory.
//!
//! Made once for each segment, before anybody searches it (`Columns` is what a reader warms). Values that few documents share
//! are lists of ordinals; values that many share are sets of documents, so that counting them is counting bits. Law: bounded
//! by a few machine words a document.
//!
//! Levels of maturity follow from a day: they are worked out for the day of the last question, and kept until another comes.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use blueprint::Lang;
use blueprint::maturity::Earned;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SearcherGeneration, SegmentReader, Warmer};

use crate::bits::{Bits, place};
use crate::day::{self, NEVER};
use crate::facet::Facet;
use crate::fitting::FactsOf;
use crate::levels::Levels;
use crate::schema::{
    ADOPTIONS, FACTS, ID, MATURITY, POPULATION_MAX, POPULATION_MIN, REVIEW_BY, UPDATED, name_column,
};

/// Facets with at most this many values are held as sets.
const FEW: usize = 64;

/// The columns of one segment.
pub(crate) struct Columns {
    /// The place of each id in the alphabet.
    pub(crate) ids: Ordinals,
    pub(crate) names: [Ordinals; 2],
    /// Better the smaller: the later the update.
    pub(crate) age: Vec<u64>,
    maturity: [Vec<i32>; 3],
    levels: Mutex<Option<(Option<i64>, Arc<Levels>)>>,
    pub(crate) adoptions: Vec<u32>,
    review_by: Vec<i64>,
    population: Vec<(u64, u64)>,
    pub(crate) facts: FactsOf,
    facets: Vec<(Facet, Values)>,
    pub(crate) deprecated: Bits,
}

/// One value of each document, as its place among the values.
pub(crate) struct Ordinals {
    column: Option<StrColumn>,
    ords: Vec<u32>,
}

/// The values of a facet.
pub(crate) struct Values {
    /// In the alphabet's order.
    pub(crate) values: Vec<Box<str>>,
    held: Held,
}

enum Held {
    /// The documents that have a value.
    Sets(Vec<Bits>),
    /// The values of document `n` are `ords[starts[n]..starts[n + 1]]`.
    Lists { starts: Vec<u32>, ords: Vec<u32> },
}

impl Columns {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let n_docs = segment.max_doc();
        let updated = columns.i64(UPDATED)?;
        let number = |name: &str, absent: u64| -> tantivy::Result<Vec<u64>> {
            Ok(dense(&columns.u64(name)?, n_docs, absent))
        };
        let mut facets = Vec::new();
        for facet in Facet::held() {
            facets.push((facet, Values::read(columns.str(facet.as_str())?, n_docs)?));
        }
        let bounds = number(POPULATION_MIN, 0)?.into_iter().zip(number(POPULATION_MAX, u64::MAX)?);
        let until = |name: &str| -> tantivy::Result<Vec<i32>> {
            let days = dense(&columns.i64(name)?, n_docs, NEVER.into());
            Ok(days.into_iter().map(|day| i32::try_from(day).unwrap_or(i32::MAX)).collect())
        };
        let [pilot, proven, standard] = MATURITY;
        let medium = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let name = |lang| -> tantivy::Result<Ordinals> {
            Ok(Ordinals::read(columns.str(name_column(lang))?, n_docs))
        };
        Ok(Self {
            ids: Ordinals::read(columns.str(ID)?, n_docs),
            names: [name(Lang::De)?, name(Lang::En)?],
            age: dense(&updated, n_docs, i64::MIN).into_iter().map(age).collect(),
            maturity: [until(pilot)?, until(proven)?, until(standard)?],
            levels: Mutex::new(None),
            adoptions: number(ADOPTIONS, 0)?.into_iter().map(medium).collect(),
            review_by: dense(&columns.i64(REVIEW_BY)?, n_docs, i64::MAX),
            population: bounds.collect(),
            facts: FactsOf::read(columns.bytes(FACTS)?, n_docs)?,
            deprecated: deprecated(&facets, n_docs),
            facets,
        })
    }

    pub(crate) fn facet(&self, facet: Facet) -> Option<&Values> {
        self.facets.iter().find(|(known, _)| *known == facet).map(|(_, values)| values)
    }

    /// What each blueprint has earned by a day; without a day, what it ever earned.
    pub(crate) fn levels(&self, on: Option<i64>) -> Arc<Levels> {
        let mut kept = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((day, levels)) = &*kept
            && *day == on
        {
            return Arc::clone(levels);
        }
        let levels = Arc::new(Levels::on(on, &self.maturity));
        *kept = Some((on, Arc::clone(&levels)));
        levels
    }

    /// Until when a blueprint has each level.
    pub(crate) fn earned(&self, doc: DocId) -> Earned {
        let [pilot, proven, standard] = &self.maturity;
        let until = |days: &[i32]| day::read(days.get(place(doc)).copied().unwrap_or(NEVER));
        Earned { pilot: until(pilot), proven: until(proven), standard: until(standard) }
    }

    pub(crate) fn name(&self, lang: Lang) -> &Ordinals {
        let [de, en] = &self.names;
        match lang {
            Lang::De => de,
            Lang::En => en,
        }
    }

    /// When the blueprint was updated, in whole seconds since the Unix epoch.
    pub(crate) fn updated_second(&self, doc: DocId) -> u32 {
        let time = time(self.age.get(place(doc)).copied().unwrap_or(u64::MAX));
        u32::try_from(time.div_euclid(1_000_000).max(0)).unwrap_or(u32::MAX)
    }

    /// Whether the blueprint's review was due before a day.
    pub(crate) fn is_overdue(&self, doc: DocId, on: Option<i64>) -> bool {
        let due = self.review_by.get(place(doc)).copied().unwrap_or(i64::MAX);
        on.is_some_and(|on| due < on)
    }

    /// The documents that are made for a town of so many people.
    pub(crate) fn made_for(&self, people: u64) -> Bits {
        let mut bits = Bits::none(u32::try_from(self.population.len()).unwrap_or(u32::MAX));
        for (doc, (min, max)) in (0..).zip(&self.population) {
            if (*min..=*max).contains(&people) {
                bits.insert(doc);
            }
        }
        bits
    }
}

fn deprecated(facets: &[(Facet, Values)], n_docs: u32) -> Bits {
    let values = facets.iter().find(|(facet, _)| *facet == Facet::Deprecated);
    values.map_or(Bits::none(n_docs), |(_, values)| values.having(["true"].into_iter(), n_docs))
}

/// Turns a time into an age: the later the smaller, whatever the sign.
fn age(time: i64) -> u64 {
    !(time.cast_unsigned() ^ (1 << 63))
}

/// The time back.
fn time(age: u64) -> i64 {
    (!age ^ (1 << 63)).cast_signed()
}

fn dense<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + Default + 'static>(
    column: &Column<T>,
    n_docs: u32,
    absent: T,
) -> Vec<T> {
    (0..n_docs).map(|doc| column.first(doc).unwrap_or(absent)).collect()
}

impl Ordinals {
    fn read(column: Option<StrColumn>, n_docs: u32) -> Self {
        let ord = |doc| column.as_ref().and_then(|column| column.ords().first(doc));
        let ords = (0..n_docs)
            .map(|doc| ord(doc).and_then(|ord| u32::try_from(ord).ok()).unwrap_or(u32::MAX))
            .collect();
        Self { column, ords }
    }

    /// The place of a document's value in the alphabet.
    pub(crate) fn ord(&self, doc: DocId) -> u32 {
        self.ords.get(place(doc)).copied().unwrap_or(u32::MAX)
    }

    /// The document's value itself.
    pub(crate) fn text(&self, doc: DocId) -> io::Result<String> {
        self.at(self.ord(doc))
    }

    fn at(&self, ord: u32) -> io::Result<String> {
        let mut text = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(ord.into(), &mut text)?;
        }
        Ok(text)
    }

    /// How many values are smaller than `text`, and whether it is one of them itself.
    pub(crate) fn rank(&self, text: &str) -> io::Result<(u32, bool)> {
        let n_values = self.column.as_ref().map_or(0, n_values);
        let (mut low, mut high) = (0_u32, n_values);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at(middle)?.as_str() < text { low = middle + 1 } else { high = middle }
        }
        Ok((low, low < n_values && self.at(low)? == text))
    }
}

fn n_values(column: &StrColumn) -> u32 {
    u32::try_from(column.num_terms()).unwrap_or(u32::MAX)
}

impl Values {
    /// Values with the documents that have each; in the alphabet's order.
    pub(crate) fn of_sets(values: Vec<Box<str>>, sets: Vec<Bits>) -> Self {
        Self { values, held: Held::Sets(sets) }
    }

    fn read(column: Option<StrColumn>, n_docs: u32) -> io::Result<Self> {
        let Some(column) = column else {
            return Ok(Self { values: Vec::new(), held: Held::Sets(Vec::new()) });
        };
        let mut values = Vec::with_capacity(column.num_terms());
        let mut text = String::new();
        for ord in 0..n_values(&column) {
            text.clear();
            column.ord_to_str(ord.into(), &mut text)?;
            values.push(text.as_str().into());
        }
        let of = |doc| column.term_ords(doc).filter_map(|ord| u32::try_from(ord).ok());
        let held = if values.len() <= FEW {
            let mut sets = vec![Bits::none(n_docs); values.len()];
            for doc in 0..n_docs {
                for ord in of(doc) {
                    if let Some(set) = sets.get_mut(place(ord)) {
                        set.insert(doc);
                    }
                }
            }
            Held::Sets(sets)
        } else {
            let mut starts = Vec::with_capacity(place(n_docs) + 1);
            let mut ords: Vec<u32> = Vec::new();
            for doc in 0..n_docs {
                starts.push(u32::try_from(ords.len()).unwrap_or(u32::MAX));
                ords.extend(of(doc));
            }
            starts.push(u32::try_from(ords.len()).unwrap_or(u32::MAX));
            Held::Lists { starts, ords }
        };
        Ok(Self { values, held })
    }

    /// The documents that have one of the values.
    pub(crate) fn having<'v>(&self, wanted: impl Iterator<Item = &'v str>, n_docs: u32) -> Bits {
        let ords: Vec<usize> = wanted.filter_map(|value| self.ord(value)).collect();
        let mut bits = Bits::none(n_docs);
        match &self.held {
            Held::Sets(sets) => {
                ords.iter().filter_map(|ord| sets.get(*ord)).for_each(|set| bits.or(set));
            }
            Held::Lists { .. } => {
                let mut is_wanted = vec![false; self.values.len()];
                for ord in ords {
                    if let Some(wanted) = is_wanted.get_mut(ord) {
                        *wanted = true;
                    }
                }
                let wanted = |ord: &u32| is_wanted.get(place(*ord)).copied().unwrap_or_default();
                for doc in 0..n_docs {
                    if self.list(doc).iter().any(wanted) {
                        bits.insert(doc);
                    }
                }
            }
        }
        bits
    }

    pub(crate) fn ord(&self, value: &str) -> Option<usize> {
        self.values.binary_search_by(|known| known.as_ref().cmp(value)).ok()
    }

    fn list(&self, doc: DocId) -> &[u32] {
        let Held::Lists { starts, ords } = &self.held else { return &[] };
        let bounds = (starts.get(place(doc)), starts.get(place(doc) + 1));
        let (Some(start), Some(end)) = bounds else { return &[] };
        ords.get(place(*start)..place(*end)).unwrap_or_default()
    }

    /// The values that a document has, in the alphabet's order.
    pub(crate) fn of(&self, doc: DocId) -> Vec<&str> {
        let value = |ord: usize| self.values.get(ord).map(Box::as_ref);
        match &self.held {
            Held::Sets(sets) => {
                let having = sets.iter().enumerate().filter(|(_, set)| set.has(doc));
                having.filter_map(|(ord, _)| value(ord)).collect()
            }
            Held::Lists { .. } => {
                self.list(doc).iter().filter_map(|ord| value(place(*ord))).collect()
            }
        }
    }

    /// How many of `docs` have each value.
    pub(crate) fn counts(&self, docs: &Bits) -> Vec<u64> {
        match &self.held {
            Held::Sets(sets) => sets.iter().map(|set| set.count_and(docs)).collect(),
            Held::Lists { .. } => {
                let mut counts = vec![0; self.values.len()];
                for doc in docs.iter() {
                    for ord in self.list(doc) {
                        if let Some(count) = counts.get_mut(place(*ord)) {
                            *count += 1;
                        }
                    }
                }
                counts
            }
        }
    }
}

/// The columns of all segments that somebody may search.
#[derive(Default)]
pub(crate) struct Warm(Mutex<HashMap<SegmentId, Arc<Columns>>>);

impl Warm {
    /// The columns of a segment; read now if it was not warmed.
    pub(crate) fn columns(&self, segment: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = known.get(&segment.segment_id()) {
            return Ok(Arc::clone(columns));
        }
        drop(known);
        let columns = Arc::new(Columns::read(segment)?);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(known.entry(segment.segment_id()).or_insert(columns)))
    }
}

impl Warmer for Warm {
    fn warm(&self, searcher: &Searcher) -> tantivy::Result<()> {
        searcher.segment_readers().iter().try_for_each(|segment| self.columns(segment).map(drop))
    }

    fn garbage_collect(&self, live: &[&SearcherGeneration]) {
        let is_live = |id: &SegmentId| live.iter().any(|g| g.segments().contains_key(id));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|id, _| is_live(id));
    }
}
