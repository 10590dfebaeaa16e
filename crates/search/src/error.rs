//! What can go wrong, in the caller's terms.

use std::error::Error;
use std::io;

/// Why the index did not answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error("the search index's folder cannot be used")]
    Folder(#[source] io::Error),
    /// Only one program at a time may write the index of a folder.
    #[error("another program writes this search index")]
    Busy,
    /// Nobody waits for the answer any more.
    #[error("the search was given up")]
    Stopped,
    #[error("the search index is damaged")]
    Damaged,
    #[error("the search index failed unexpectedly")]
    Unexpected(#[source] Box<dyn Error + Send + Sync>),
}

impl SearchError {
    pub(crate) fn unexpected(reason: impl Error + Send + Sync + 'static) -> Self {
        Self::Unexpected(Box::new(reason))
    }
}
