//! Which documents of a segment match a plan.

use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use crate::bits::{Bits, place};
use crate::plan::{Condition, Plan};
use crate::schema::Fields;
use crate::score::{Scratch, Segment};

/// How much of what is wanted a match must have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Demand {
    All,
    /// So much of what the index knows, by rarity.
    Share(f32),
}

/// A segment and what is needed to ask it for conditions.
pub(crate) struct Matching<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) segment: &'a Segment<'a>,
}

impl Matching<'_> {
    /// The documents that match. `scratch` holds what they have of the words.
    pub(crate) fn matches(
        &self,
        plan: &Plan,
        demand: Demand,
        scratch: &Scratch,
    ) -> tantivy::Result<Bits> {
        let reader = self.segment.reader;
        let mut matches = if plan.wanted.is_empty() {
            Bits::all(reader.max_doc())
        } else {
            self.by_words(plan, demand, scratch)
        };
        for condition in &plan.required {
            matches.and(&self.holding(condition)?);
        }
        for condition in &plan.excluded {
            matches.and_not(&self.holding(condition)?);
        }
        if reader.has_deletes() {
            let deleted: Vec<u32> = matches.iter().filter(|doc| reader.is_deleted(*doc)).collect();
            for doc in deleted {
                matches.remove(doc);
            }
        }
        Ok(matches)
    }

    fn by_words(&self, plan: &Plan, demand: Demand, scratch: &Scratch) -> Bits {
        let mut matches = Bits::none(self.segment.reader.max_doc());
        let full = plan.full_mask();
        for doc in &scratch.touched {
            let mask = scratch.mask.get(place(*doc)).copied().unwrap_or_default();
            let enough = match demand {
                Demand::All => mask == full,
                Demand::Share(share) => share <= coverage(plan, mask),
            };
            if enough {
                matches.insert(*doc);
            }
        }
        matches
    }

    fn holding(&self, condition: &Condition) -> tantivy::Result<Bits> {
        let n_docs = self.segment.reader.max_doc();
        match condition {
            Condition::Phrase(words) => self.phrase(words),
            Condition::Unit(unit) => self.segment.having(self.fields.units, unit),
            Condition::Section(words) => {
                let mut all = words.iter().map(|terms| self.any_in(self.fields.sections, terms));
                let Some(first) = all.next() else { return Ok(Bits::none(n_docs)) };
                all.try_fold(first?, |mut sum, next| {
                    sum.and(&next?);
                    Ok(sum)
                })
            }
            Condition::Term(terms) => {
                let mut any = Bits::none(n_docs);
                for field in self.fields.text {
                    any.or(&self.any_in(field, terms)?);
                }
                Ok(any)
            }
            Condition::All(conditions) => {
                let mut all = conditions.iter().map(|condition| self.holding(condition));
                let Some(first) = all.next() else { return Ok(Bits::none(n_docs)) };
                all.try_fold(first?, |mut sum, next| {
                    sum.and(&next?);
                    Ok(sum)
                })
            }
            Condition::Any(conditions) => {
                let mut any = Bits::none(n_docs);
                for condition in conditions {
                    any.or(&self.holding(condition)?);
                }
                Ok(any)
            }
        }
    }

    fn any_in(&self, field: tantivy::schema::Field, terms: &[String]) -> tantivy::Result<Bits> {
        let mut any = Bits::none(self.segment.reader.max_doc());
        for term in terms {
            any.or(&self.segment.having(field, term)?);
        }
        Ok(any)
    }

    fn phrase(&self, words: &[String]) -> tantivy::Result<Bits> {
        let mut bits = Bits::none(self.segment.reader.max_doc());
        let term = |word: &String| Term::from_field_text(self.fields.words, word);
        let query = PhraseQuery::new(words.iter().map(term).collect());
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut scorer = weight.scorer(self.segment.reader, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            bits.insert(doc);
            doc = scorer.advance();
        }
        Ok(bits)
    }
}

/// How much of what is wanted and known a document has, by rarity; from nothing to one.
pub(crate) fn coverage(plan: &Plan, mask: u32) -> f32 {
    let all: f32 = plan.wanted.iter().map(|wanted| wanted.idf).sum();
    let has = |bit: u32| mask & 1_u32.checked_shl(bit).unwrap_or(0) != 0;
    let had = (0..).zip(&plan.wanted).filter(|(bit, _)| has(*bit));
    let had: f32 = had.map(|(_, wanted)| wanted.idf).sum();
    if all == 0.0 { 0.0 } else { had / all }
}
