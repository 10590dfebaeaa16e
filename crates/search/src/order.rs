//! The order of hits, as a number for each document: the smaller the better.

use blueprint::Lang;
use tantivy::DocId;

use crate::bits::place;
use crate::columns::Columns;
use crate::query::{Query, Sort};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Score,
    Updated,
    /// By use; among equals by score, or without a text by age.
    Used {
        scored: bool,
    },
    Name(Lang),
}

impl Order {
    pub(crate) fn of(query: &Query, has_text: bool) -> Self {
        match query.sort {
            Sort::Relevance if has_text => Self::Score,
            Sort::Relevance | Sort::Updated => Self::Updated,
            Sort::Adoptions => Self::Used { scored: has_text },
            Sort::Name => Self::Name(query.lang),
        }
    }

    /// Whether scores decide, of equals at least.
    pub(crate) fn is_scored(self) -> bool {
        matches!(self, Self::Score | Self::Used { scored: true })
    }

    /// A document's rank; of names it is one segment's own.
    pub(crate) fn rank(self, columns: &Columns, doc: DocId, score: f32) -> u64 {
        match self {
            Self::Score => !by_score(score),
            Self::Updated => columns.age.get(place(doc)).copied().unwrap_or(u64::MAX),
            Self::Used { scored } => used(columns, doc, scored.then_some(score)),
            Self::Name(lang) => u64::from(columns.name(lang).ord(doc)),
        }
    }
}

/// The better the greater: the bits of floats that are not negative sort as the floats do.
fn by_score(score: f32) -> u64 {
    score.max(0.0).to_bits().into()
}

/// How many use it in the upper half, what decides among equals in the lower. Times are seconds there, and those before
/// 1970 or after 2106 as good as these.
fn used(columns: &Columns, doc: DocId, score: Option<f32>) -> u64 {
    let n_users = columns.adoptions.get(place(doc)).copied().unwrap_or_default();
    let among_equals = score.map_or_else(|| columns.updated_second(doc).into(), by_score);
    !((u64::from(n_users) << 32) | among_equals)
}
