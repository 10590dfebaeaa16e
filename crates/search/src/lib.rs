//! Finding blueprints: a full-text index that speaks German.
//!
//! Holds of each blueprint what its latest version says, follows the event log, and answers with names, scores, places of
//! the matches and counts of facets. What is true and visible is for the caller to decide: the index may be behind, and can be
//! thrown away at any time. The only crate that names tantivy.
//!
//! The way of a query: text → `typed` (words, phrases, exclusions) → `plan` (terms of the index) → `score` (one sum a document) →
//! `matching` and `gather` (sets, counts, the best) → `shown` (highlights). All figures of the ranking are in `weights`.

mod analysis;
mod answer;
mod bits;
mod citation;
mod columns;
mod day;
mod document;
mod entry;
mod error;
mod explain;
mod facet;
mod fitting;
mod folder;
mod gather;
mod german;
mod highlight;
mod index;
mod levels;
mod lexicon;
mod mark;
mod matching;
mod order;
mod passages;
mod plan;
mod query;
mod schema;
mod score;
mod section;
mod shown;
mod similar;
mod stop;
mod suggest;
mod typed;
mod weights;
mod workbench;

pub use answer::{Found, Hit};
pub use entry::{Entry, IndexChange, Known, Passage, Population, Standing};
pub use error::SearchError;
pub use explain::{Explanation, WordWorth};
pub use facet::{Facet, UnknownFacet};
pub use fitting::Fitting;
pub use index::Index;
pub use mark::{Mark, NoMark};
pub use plan::How;
pub use query::{Counts, Query, Sort};
pub use section::Section;
pub use shown::Highlight;
pub use stop::Stop;
pub use suggest::{Beginning, Suggestion};
pub use typed::Remark;
