//! Whether the registry may be asked.
//!
//! Law: what was published a moment ago and is not found yet is no reason to ask another server. Every server's
//! index follows a moment behind; were that a reason, each publish would take all of them away at once.

use std::sync::atomic::Ordering;

use store::{StoreError, Tables, event_last};

use crate::{Refused, Registry};

/// What a load balancer wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// So many events are still to be taken into the index; searching lags behind by them, reading does not.
    Ready { index_behind: u64 },
    /// The index has not caught up since the start: most blueprints would not be found.
    Building { index_behind: u64 },
    /// Another release made the tables, or nobody did.
    OtherTables,
}

impl Registry {
    /// Whether it can serve at the moment. Fails when the store does not answer.
    pub fn readiness(&self) -> Result<Readiness, Refused> {
        if self.store.tables()? != Tables::Fit {
            return Ok(Readiness::OtherTables);
        }
        let last = self.store.read::<_, StoreError>(event_last)?;
        let index_behind =
            last.0.saturating_sub(self.indices.index().through()).try_into().unwrap_or(0);
        Ok(if index_behind == 0 || self.has_caught_up.load(Ordering::Relaxed) {
            Readiness::Ready { index_behind }
        } else {
            Readiness::Building { index_behind }
        })
    }

    pub(crate) fn note_caught_up(&self) {
        self.has_caught_up.store(true, Ordering::Relaxed);
    }
}
