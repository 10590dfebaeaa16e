//! What changed between two documents, and how much it asks of those who use them.

mod level;

pub use level::{Level, LevelError};
