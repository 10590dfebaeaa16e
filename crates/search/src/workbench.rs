//! What a search works with and would have to make anew each time: analysis with its memory, and arrays.

use std::sync::{Mutex, PoisonError};

use crate::analysis::Analysis;
use crate::score::Scratch;

/// Workbenches that are kept for the next query; more are made when more work at once.
const KEPT: usize = 8;

pub(crate) struct Workbench {
    pub(crate) analysis: Analysis,
    pub(crate) scratch: Scratch,
}

/// The workbenches that nobody uses just now.
#[derive(Default)]
pub(crate) struct Workbenches(Mutex<Vec<Workbench>>);

impl Workbenches {
    /// Lends one for the time of `work`.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Workbench) -> T) -> T {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut bench = idle.unwrap_or_else(|| Workbench {
            analysis: Analysis::new(),
            scratch: Scratch::default(),
        });
        let done = work(&mut bench);
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(bench);
        }
        done
    }
}
