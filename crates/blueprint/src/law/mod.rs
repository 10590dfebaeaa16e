//! The law of versions: with which one a new version is compared, which numbers may follow, whether the number says
//! enough about what changed, and whether the release notes do.

mod admission;
mod reasons;
mod versions;

pub use admission::{Admitted, Refused, admit, smallest};
pub use reasons::missing_reasons;
pub use versions::{baseline, declared_bump, is_next, next_versions};
