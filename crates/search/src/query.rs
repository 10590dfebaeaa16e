//! What is asked of the index.
//!
//! Not here: how the typed text is read (`typed`).

use blueprint::Lang;

use crate::facet::Facet;
use crate::fitting::Fitting;
use crate::mark::Mark;

/// A question to the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What a person typed. Nothing, or nothing that has a letter or digit, matches every blueprint.
    pub text: Option<String>,
    /// Values of one facet widen, different facets narrow.
    pub filters: Vec<(Facet, String)>,
    /// Only blueprints made for a town of this many people.
    pub population: Option<u64>,
    /// Only blueprints that demand a SEAL from the first to the second, both included.
    pub seal: Option<(u8, u8)>,
    /// Only blueprints that suit an organisation so well; each hit then says how well.
    pub fitting: Option<Fitting>,
    pub sort: Sort,
    /// Hits that follow this one; the work does not grow with how far on it is.
    pub after: Option<Mark>,
    /// Hits to leave out, counted from the first; at most [`Query::FARTHEST`].
    pub offset: usize,
    /// Hits wanted; more than [`Query::MOST_HITS`] are not given.
    pub limit: usize,
    /// Language of highlights and of names to sort by.
    pub lang: Lang,
    pub counts: Counts,
    /// Whether each hit says how its score came about.
    pub explain: bool,
    /// The day of the question, in days since the Unix epoch; levels of maturity are those of that day, and
    /// what is overdue for review by then ranks lower.
    pub on: Option<i64>,
}

/// The facets whose values are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Counts {
    #[default]
    None,
    Of(Vec<Facet>),
    All,
}

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; without a text the last updated first.
    #[default]
    Relevance,
    /// Last updated first.
    Updated,
    /// Most used first; among those, as by relevance.
    Adoptions,
    /// By title in the query's language.
    Name,
}

impl Query {
    /// Hits in one answer, at most.
    pub const MOST_HITS: usize = 100;
    /// Hits that can be left out; whoever wants to go farther follows [`Query::after`].
    pub const FARTHEST: usize = 10_000;
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: None,
            filters: Vec::new(),
            population: None,
            seal: None,
            fitting: None,
            sort: Sort::default(),
            after: None,
            offset: 0,
            limit: 20,
            lang: Lang::default(),
            counts: Counts::default(),
            explain: false,
            on: None,
        }
    }
}

impl Counts {
    pub(crate) fn has(&self, facet: Facet) -> bool {
        match self {
            Self::None => false,
            Self::Of(facets) => facets.contains(&facet),
            Self::All => true,
        }
    }
}
