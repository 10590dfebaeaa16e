//! The thread that keeps index and caches up to date with the event log.
//!
//! It is woken after every write here, and looks by itself often enough to notice what other nodes wrote.
//! It owns no state: what it missed is still in the log.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use registry::{Refused, Registry, follow};

use crate::exit::Failure;

/// How long what another node wrote may stay unnoticed.
const PERIOD: Duration = Duration::from_millis(500);

// What another node publishes is found within two seconds; half of that is for taking it in.
const _: () = assert!(PERIOD.as_millis() <= 1_000, "docs/operating.md promises less");

/// The running thread.
#[derive(Debug)]
pub(crate) struct Follower {
    bell: Bell,
    thread: JoinHandle<()>,
}

/// Wakes the follower. Ringing twice before it looks is ringing once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bell(Arc<(Mutex<Rung>, Condvar)>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rung {
    #[default]
    Silent,
    Written,
    Stop,
}

/// Takes in all that was written before, so that what starts is up to date.
pub(crate) fn catch_up(registry: &Registry) -> Result<(), Refused> {
    while follow(registry)? != 0 {}
    Ok(())
}

impl Follower {
    pub(crate) fn start(registry: Arc<Registry>) -> Result<Self, Failure> {
        let bell = Bell::default();
        let heard = bell.clone();
        let thread = thread::Builder::new()
            .name("follower".to_owned())
            .spawn(move || run(&registry, &heard))
            .map_err(|error| Failure::thread(&error))?;
        Ok(Self { bell, thread })
    }

    pub(crate) fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Lets the step in hand be finished, then ends the thread.
    pub(crate) fn stop(self) {
        self.bell.stop();
        if self.thread.join().is_err() {
            tracing::error!("the follower ended with a panic");
        }
    }
}

impl Bell {
    pub(crate) fn ring(&self) {
        self.set(Rung::Written);
    }

    pub(crate) fn stop(&self) {
        self.set(Rung::Stop);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) == Rung::Stop
    }

    fn set(&self, rung: Rung) {
        let (state, changed) = &*self.0;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        // A stop is not taken back by a write that ends late.
        if *state != Rung::Stop {
            *state = rung;
        }
        changed.notify_one();
    }

    /// Waits until it is rung or the period is over, and says whether to go on.
    pub(crate) fn wait(&self) -> bool {
        let (state, changed) = &*self.0;
        let state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut state, _timeout) = changed
            .wait_timeout_while(state, PERIOD, |state| *state == Rung::Silent)
            .unwrap_or_else(PoisonError::into_inner);
        if *state == Rung::Stop {
            return false;
        }
        *state = Rung::Silent;
        true
    }
}

fn run(registry: &Registry, bell: &Bell) {
    let mut failing = false;
    while bell.wait() {
        match catch_up(registry) {
            Ok(()) => {
                if failing {
                    tracing::info!("following the event log again");
                }
                failing = false;
            }
            // Said once: the next look is half a second away, and the same trouble is no news.
            Err(refused) if !failing => {
                failing = true;
                let cause: &dyn std::error::Error = &refused;
                tracing::warn!(error = cause, "the event log cannot be followed at the moment");
            }
            Err(_) => {}
        }
    }
}
