//! Whether blueprints suit an organisation, for all that match and not only for those shown.
//!
//! What a verdict depends on is written into the index beside each blueprint; what the organisation is and asks for comes
//! with the question, so that a change of its policy counts at once and a certificate ends on its day. Law: the verdict is
//! that of `blueprint::fit`; each distinct facts of a segment are judged at most once a question, and only where a match
//! has them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use blueprint::fit::{Facts, Profile, Verdict};
use jiff::civil::Date;
use tantivy::DocId;
use tantivy::columnar::BytesColumn;

use crate::bits::{Bits, place};

/// Whom blueprints shall suit, and how well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitting {
    pub profile: Profile,
    /// Certificates count as of this day.
    pub on: Date,
    /// The verdicts to show; none shows all.
    pub wanted: BTreeSet<Verdict>,
}

/// What the verdict on each document of a segment depends on. Many documents share the same.
pub(crate) struct FactsOf {
    /// The place of each document's among `distinct`.
    ords: Vec<u32>,
    distinct: Vec<Facts>,
}

/// The documents that were judged, by verdict.
pub(crate) struct Judged {
    by_verdict: [(Verdict, Bits); Verdict::ALL.len()],
    /// Those whose verdict is wanted.
    pub(crate) wanted: Bits,
}

impl FactsOf {
    /// Reads the column. Bytes that are no facts are damage, since a changed coding starts the index anew.
    pub(crate) fn read(column: Option<BytesColumn>, n_docs: u32) -> io::Result<Self> {
        let Some(column) = column else {
            return Ok(Self { ords: Vec::new(), distinct: Vec::new() });
        };
        let damaged = |reason| io::Error::new(io::ErrorKind::InvalidData, reason);
        let mut distinct = Vec::with_capacity(column.num_terms());
        let mut bytes = Vec::new();
        for ord in (0_u64..).take(column.num_terms()) {
            bytes.clear();
            column.ord_to_bytes(ord, &mut bytes)?;
            distinct.push(Facts::decode(&bytes).map_err(damaged)?);
        }
        let ord = |doc| column.ords().first(doc).and_then(|ord| u32::try_from(ord).ok());
        let ords = (0..n_docs).map(|doc| ord(doc).unwrap_or(u32::MAX)).collect();
        Ok(Self { ords, distinct })
    }

    /// The verdict on one document.
    pub(crate) fn verdict(&self, doc: DocId, fitting: &Fitting) -> Verdict {
        let facts = self.ords.get(place(doc)).and_then(|ord| self.distinct.get(place(*ord)));
        // What is not known is a gap.
        facts.map_or(Verdict::Gaps, |facts| facts.verdict(&fitting.profile, fitting.on))
    }

    /// The verdicts on `docs`.
    pub(crate) fn judge(&self, fitting: &Fitting, docs: &Bits) -> Judged {
        let n_docs = u32::try_from(self.ords.len()).unwrap_or(u32::MAX);
        let mut known: Vec<Option<Verdict>> = vec![None; self.distinct.len()];
        let mut by_verdict = Verdict::ALL.map(|verdict| (verdict, Bits::none(n_docs)));
        for doc in docs.iter() {
            let ord = self.ords.get(place(doc)).copied().unwrap_or(u32::MAX);
            let verdict = match known.get_mut(place(ord)) {
                Some(known) => *known.get_or_insert_with(|| self.verdict(doc, fitting)),
                None => self.verdict(doc, fitting),
            };
            for (_, docs) in by_verdict.iter_mut().filter(|(other, _)| *other == verdict) {
                docs.insert(doc);
            }
        }
        let is_wanted = |verdict| fitting.wanted.is_empty() || fitting.wanted.contains(verdict);
        let mut wanted = Bits::none(n_docs);
        for (_, docs) in by_verdict.iter().filter(|(verdict, _)| is_wanted(verdict)) {
            wanted.or(docs);
        }
        Judged { by_verdict, wanted }
    }
}

impl Judged {
    /// Adds how many of `docs` have each verdict.
    pub(crate) fn count(&self, docs: &Bits, counts: &mut BTreeMap<Verdict, u64>) {
        for (verdict, judged) in &self.by_verdict {
            *counts.entry(*verdict).or_default() += judged.count_and(docs);
        }
    }
}
