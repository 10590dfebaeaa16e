//! The law of versions: with which one a new version is compared, which numbers may follow, and whether the number
//! says enough about what changed.

mod admission;
mod versions;

pub use admission::{Admitted, Refused, admit, smallest};
pub use versions::{baseline, declared_bump, is_next, next_versions};
