//! Levels of maturity, which follow from the day of the question.
//!
//! Law: what is held of a document are last days; its level on a day is a comparison, so a badge falls away without anything
//! being written.

use std::sync::Arc;

use blueprint::maturity::Maturity;
use tantivy::DocId;

use crate::bits::{Bits, place};
use crate::columns::{Columns, Values};
use crate::day::NEVER;
use crate::facet::Facet;

/// What the documents of a segment have earned by a day.
pub(crate) struct Levels {
    ranks: Vec<u8>,
    /// As the values of a facet.
    values: Values,
}

impl Levels {
    pub(crate) fn on(on: Option<i64>, [pilot, proven, standard]: &[Vec<i32>; 3]) -> Self {
        let on = on.map_or(i32::MIN, |on| i32::try_from(on).unwrap_or(i32::MAX));
        let holds = |until: i32| until != NEVER && on <= until;
        let n_docs = u32::try_from(pilot.len()).unwrap_or(u32::MAX);
        let levels = Maturity::ALL;
        let mut sets = vec![Bits::none(n_docs); levels.len()];
        let mut ranks = Vec::with_capacity(pilot.len());
        for (doc, ((pilot, proven), standard)) in (0..).zip(pilot.iter().zip(proven).zip(standard))
        {
            let rank = match (holds(*standard), holds(*proven), holds(*pilot)) {
                (true, _, _) => 3,
                (_, true, _) => 2,
                (_, _, true) => 1,
                _ => 0,
            };
            ranks.push(rank);
            if let Some(set) = sets.get_mut(usize::from(rank)) {
                set.insert(doc);
            }
        }
        // Their codes are in the alphabet's order too; a test insists.
        let values = levels.iter().map(|level| level.as_str().into()).collect();
        Self { ranks, values: Values::of_sets(values, sets) }
    }

    /// The place of a document's level among the levels, from nothing on.
    pub(crate) fn rank(&self, doc: DocId) -> u8 {
        self.ranks.get(place(doc)).copied().unwrap_or_default()
    }
}

/// A segment's columns, with what its documents have earned by the day of the question.
pub(crate) struct OnDay {
    pub(crate) columns: Arc<Columns>,
    pub(crate) levels: Arc<Levels>,
}

impl OnDay {
    pub(crate) fn new(columns: Arc<Columns>, on: Option<i64>) -> Self {
        Self { levels: columns.levels(on), columns }
    }

    pub(crate) fn facet(&self, facet: Facet) -> Option<&Values> {
        match facet {
            Facet::Maturity => Some(&self.levels.values),
            held => self.columns.facet(held),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_levels_are_in_the_alphabets_order() {
        assert!(Maturity::ALL.map(Maturity::as_str).is_sorted());
    }
}
