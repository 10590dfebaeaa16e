//! Giving up a use case whose answer nobody waits for any more.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::Refused;

/// Says whether to go on. Clones are the same; one that nobody asks never stops anything.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks whoever works to give up.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn check(&self) -> Result<(), Refused> {
        if self.is_asked() { Err(Refused::Stopped) } else { Ok(()) }
    }
}
