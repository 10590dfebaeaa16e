//! The law of the blueprint document: what it is, when it is valid, what it means.
//!
//! Pure: no IO, no clock, no randomness, no `async`. Every function is a function of its arguments,
//! so API, command line, pages and merges reach the same verdict from the same bytes.
//!
//! The way of a document through this crate: bytes → [`parse()`] → [`Parsed`] → [`validate`] → [`Valid`].
//!
//! ```
//! let bytes = br#"{"format": 1, "owner": "musterstadt"}"#;
//! let parsed = blueprint::parse(bytes, blueprint::Syntax::Json)?;
//! let findings = blueprint::validate(parsed, jiff::civil::date(2026, 9, 1)).unwrap_err();
//! assert!(findings.iter().any(|finding| finding.pointer.as_str() == "/title"));
//! # Ok::<(), blueprint::ParseError>(())
//! ```

mod compare;
pub mod dependencies;
mod difference;
mod digest;
pub mod document;
mod effort;
pub mod evidence;
mod finding;
pub mod fit;
mod id;
pub mod law;
pub mod maturity;
pub mod media_breaks;
pub mod merge;
pub mod parameters;
mod parse;
mod pointer;
mod process;
pub mod proposal;
mod reference;
mod renames;
pub mod rules;
mod schema;
mod schema_change;
mod text;
mod valid;

pub use compare::{Edit, EditKind, apply, compare};
pub use difference::{
    BreakTold, BreaksChanged, CHANGES, Change, ChangeKind, Difference, Level, LevelError, Section,
    difference,
};
pub use digest::{Digest, DigestError};
pub use document::Document;
pub use finding::{Code, Finding, Severity};
pub use id::{BlueprintId, IdError, Slug};
pub use media_breaks::{MediaBreaks, media_breaks};
pub use merge::merge;
pub use parse::{
    Limits, ParseError, Parsed, Place, Syntax, SyntaxFault, misread, normalise, parse,
};
pub use pointer::{Path, Pointer};
pub use reference::{VersionRef, VersionRefError, highest};
pub use renames::{Renames, following};
pub use schema::{LATEST_FORMAT, is_local, merge_key, schema_source};
pub use schema_change::{Effect, SchemaChange, schema_changes};
pub use text::{Lang, Message};
pub use valid::{Valid, check, validate};
