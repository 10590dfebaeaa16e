//! Finding blueprints: a full-text index that speaks German.
//!
//! Holds of each blueprint what its latest version says, follows the event log, and answers with names, scores, places of
//! the matches and counts of facets. What is true and visible is for the caller to decide: the index may be behind, and can be
//! thrown away at any time. The only crate that names tantivy.
//!
//! The way of a query: text → [`query`] (chunks of words) → `plan` (a search of all fields) → `collect` (one pass) → `highlight`.

mod analysis;
mod collect;
mod document;
mod entry;
mod error;
mod facet;
mod folder;
mod german;
mod highlight;
mod index;
mod plan;
mod query;
mod schema;

pub use entry::{Entry, IndexChange, Known};
pub use error::SearchError;
pub use facet::{Facet, UnknownFacet};
pub use highlight::Highlight;
pub use index::{Found, Hit, Index};
pub use query::{Query, Sort};
