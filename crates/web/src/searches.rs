//! Who may search now: so many at once, so many waiting, nobody for long; the rest is told to come back.
//!
//! Searches are the one thing here whose cost the asker decides. Without this they would fill the blocking threads, and
//! reading and publishing would wait behind them. Law: whoever hangs up gives back the place in the queue, and what they
//! asked for is given up, before it begins or in its midst.

use std::{
    fmt,
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use prometheus_client::{
    metrics::{counter::Counter, histogram::Histogram},
    registry::Registry as Numbers,
};
use registry::{Refused, Stop};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    problem::{Problem, kinds},
    state::blocking,
};

/// Seconds after which another try is worth it.
const SOON: u64 = 2;

/// Seconds at which the searches that took no longer are counted.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// How many may search.
#[derive(Clone, Copy, Debug)]
pub struct SearchLimits {
    pub at_once: NonZeroUsize,
    /// Beyond those that search.
    pub waiting: usize,
    /// How long one waits at most.
    pub wait: Duration,
}

impl Default for SearchLimits {
    fn default() -> Self {
        let n_cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let at_once = n_cores.saturating_mul(NonZeroUsize::MIN.saturating_add(1));
        let waiting = at_once.get().saturating_mul(16);
        Self { at_once, waiting, wait: Duration::from_secs(1) }
    }
}

/// The places of one server. Clones are the same.
#[derive(Clone)]
pub struct Searches(Arc<Inner>);

struct Inner {
    limits: SearchLimits,
    places: Arc<Semaphore>,
    n_waiting: AtomicUsize,
    n_refused: Counter,
    n_abandoned: Counter,
    seconds: Histogram,
}

/// A place among those that search, given back when dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held for its drop")] OwnedSemaphorePermit);

impl Searches {
    pub fn new(limits: SearchLimits) -> Self {
        let most = limits.at_once.get().min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Inner {
            limits,
            places: Arc::new(Semaphore::new(most)),
            n_waiting: AtomicUsize::new(0),
            n_refused: Counter::default(),
            n_abandoned: Counter::default(),
            seconds: Histogram::new(BUCKETS),
        }))
    }

    /// A place, where one is free and nobody waits for it.
    pub fn try_enter(&self) -> Option<Place> {
        Arc::clone(&self.0.places).try_acquire_owned().ok().map(Place)
    }

    /// A place, if need be after waiting. `None`: too many wait already, or it took too long.
    async fn enter(&self) -> Option<Place> {
        if let Some(place) = self.try_enter() {
            return Some(place);
        }
        let _waiting = Waiting::new(&self.0)?;
        let place = Arc::clone(&self.0.places).acquire_owned();
        tokio::time::timeout(self.0.limits.wait, place).await.ok()?.ok().map(Place)
    }

    /// How many wait now.
    pub fn waiting(&self) -> usize {
        self.0.n_waiting.load(Ordering::Relaxed)
    }

    /// How many were told to come back.
    pub fn refused(&self) -> u64 {
        self.0.n_refused.get()
    }

    /// How many hung up before they had an answer.
    pub fn abandoned(&self) -> u64 {
        self.0.n_abandoned.get()
    }

    pub(crate) fn register(&self, numbers: &mut Numbers) {
        let Inner { n_refused, n_abandoned, seconds, .. } = &*self.0;
        numbers.register("searches_refused", "Searches told to come back", n_refused.clone());
        let help = "Searches whose asker hung up before the answer";
        numbers.register("searches_abandoned", help, n_abandoned.clone());
        let help = "How long searches took, from their turn to their answer";
        numbers.register("search_seconds", help, seconds.clone());
    }
}

impl Default for Searches {
    fn default() -> Self {
        Self::new(SearchLimits::default())
    }
}

impl fmt::Debug for Searches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Searches").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

/// Somebody in the queue.
struct Waiting<'a>(&'a Inner);

impl<'a> Waiting<'a> {
    fn new(inner: &'a Inner) -> Option<Self> {
        let one_more = |n: usize| (n < inner.limits.waiting).then(|| n.saturating_add(1));
        inner.n_waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).ok()?;
        Some(Self(inner))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.n_waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Somebody who wants an answer. Dropped without one, they have hung up.
struct Asker<'a> {
    inner: &'a Inner,
    stop: Stop,
    is_answered: bool,
}

impl Drop for Asker<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            self.stop.stop();
            self.inner.n_abandoned.inc();
        }
    }
}

/// One hop for a use case that searches, when there is a place for it.
pub(crate) async fn search<T: Send + 'static>(
    searches: &Searches,
    work: impl FnOnce(Stop) -> Result<T, Refused> + Send + 'static,
) -> Result<T, Problem> {
    let mut asker = Asker { inner: &searches.0, stop: Stop::default(), is_answered: false };
    let Some(place) = searches.enter().await else {
        asker.is_answered = true;
        searches.0.n_refused.inc();
        return Err(Problem::new(&kinds::SEARCH_BUSY).retry_after(SOON));
    };
    let stop = asker.stop.clone();
    let seconds = searches.0.seconds.clone();
    let found = blocking(move || {
        // Held until the thread is free again, whether or not somebody still waits for the answer.
        let _place = place;
        if stop.is_stopped() {
            return Err(Refused::Stopped);
        }
        let begun = Instant::now();
        let found = work(stop);
        seconds.observe(begun.elapsed().as_secs_f64());
        found
    })
    .await;
    asker.is_answered = true;
    found
}

#[cfg(test)]
mod tests {
    use std::{future::Future, pin::pin, sync::mpsc, task};

    use super::*;

    fn searches(at_once: usize, waiting: usize) -> Searches {
        let at_once = NonZeroUsize::new(at_once).unwrap();
        Searches::new(SearchLimits { at_once, waiting, wait: Duration::from_hours(1) })
    }

    fn is_pending(future: impl Future) -> bool {
        pin!(future).poll(&mut task::Context::from_waker(task::Waker::noop())).is_pending()
    }

    /// A runtime with one thread for blocking work.
    fn narrow() -> tokio::runtime::Runtime {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().max_blocking_threads(1).build().unwrap()
    }

    #[test]
    fn beyond_the_queue_one_is_told_to_come_back() {
        narrow().block_on(async {
            let searches = searches(1, 1);
            let place = searches.try_enter().unwrap();
            let mut waiting = Box::pin(searches.enter());
            assert!(is_pending(waiting.as_mut()));
            let problem = search(&searches, |_| Ok(())).await.unwrap_err();
            assert_eq!((problem.kind.slug, problem.kind.status), ("search-busy", 503));
            assert!(problem.retry_after.is_some());
            assert_eq!((searches.refused(), searches.abandoned()), (1, 0));
            drop(place);
            assert!(waiting.await.is_some());
            assert_eq!(searches.waiting(), 0);
        });
    }

    #[test]
    fn nobody_waits_longer_than_the_longest_wait() {
        narrow().block_on(async {
            let at_once = NonZeroUsize::MIN;
            let limits = SearchLimits { at_once, waiting: 9, wait: Duration::ZERO };
            let searches = Searches::new(limits);
            let _place = searches.try_enter().unwrap();
            assert!(search(&searches, |_| Ok(())).await.is_err());
            assert_eq!(searches.waiting(), 0);
        });
    }

    #[test]
    fn whoever_hangs_up_gives_the_place_in_the_queue_back() {
        narrow().block_on(async {
            let searches = searches(1, 1);
            let _place = searches.try_enter().unwrap();
            let mut waiting = Box::pin(search(&searches, |_| Ok(())));
            assert!(is_pending(waiting.as_mut()));
            assert_eq!(searches.waiting(), 1);
            drop(waiting);
            assert_eq!((searches.waiting(), searches.abandoned(), searches.refused()), (0, 1, 0));
        });
    }

    /// The thread is busy; whoever asked has gone when it is free.
    #[test]
    fn what_was_abandoned_before_it_began_never_begins() {
        let runtime = narrow();
        let searches = searches(1, 0);
        let (go_on, held) = mpsc::channel::<()>();
        runtime.block_on(async {
            let busy = tokio::task::spawn_blocking(move || held.recv().unwrap());
            let (begun, has_begun) = mpsc::channel();
            let mut asked = Box::pin(search(&searches, move |_| {
                begun.send(()).unwrap();
                Ok(())
            }));
            assert!(is_pending(asked.as_mut()));
            drop(asked);
            go_on.send(()).unwrap();
            busy.await.unwrap();
            assert!(has_begun.recv().is_err(), "it began");
        });
        drop(runtime);
        assert!(searches.try_enter().is_some());
    }

    /// The query is under way when whoever asked goes; its place is free when it has ended.
    #[test]
    fn what_is_abandoned_in_its_midst_is_asked_to_stop() {
        let runtime = narrow();
        let searches = searches(1, 0);
        runtime.block_on(async {
            let (begun, mut has_begun) = tokio::sync::mpsc::channel(1);
            let (stopped, has_stopped) = mpsc::channel();
            let mut asked = Box::pin(search(&searches, move |stop| {
                begun.blocking_send(()).unwrap();
                while !stop.is_stopped() {
                    std::thread::yield_now();
                }
                stopped.send(()).unwrap();
                Ok(())
            }));
            assert!(is_pending(asked.as_mut()));
            has_begun.recv().await.unwrap();
            assert!(searches.try_enter().is_none());
            drop(asked);
            has_stopped.recv().unwrap();
        });
        drop(runtime);
        assert!(searches.try_enter().is_some());
    }
}
