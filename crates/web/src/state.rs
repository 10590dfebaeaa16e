//! What every handler may reach, and the hop to the blocking pool.

use std::{fmt, sync::Arc};

use actix_web::web;
use registry::Registry;

use crate::{
    problem::{Problem, kinds},
    providers::Providers,
    searches::Searches,
    trust::Issuers,
};

/// Rings after a write, so that the index follows at once.
pub(crate) type Bell = Arc<dyn Fn() + Send + Sync>;

/// Shared by all workers.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) registry: Arc<Registry>,
    pub(crate) edge: Edge,
    pub(crate) written: Bell,
    /// Under which address browsers reach this server, without a slash at its end.
    pub(crate) public_url: Arc<str>,
    pub(crate) providers: Arc<Providers>,
    pub(crate) issuers: Arc<Issuers>,
    pub(crate) searches: Searches,
}

/// What the binary alone may read: the clock and the dice.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Microseconds since the Unix epoch.
    pub clock: fn() -> i64,
    /// `None` when the operating system gives no randomness.
    pub random: fn() -> Option<[u8; 32]>,
}

impl State {
    pub(crate) fn now(&self) -> i64 {
        (self.edge.clock)()
    }

    /// Whether browsers reach this server by https.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Fresh random bytes.
    pub(crate) fn random(&self) -> Result<[u8; 32], Problem> {
        (self.edge.random)().ok_or_else(|| {
            tracing::error!("the operating system gives no randomness");
            Problem::new(&kinds::INTERNAL)
        })
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

/// One hop for a whole use case. The request's span goes along.
pub(crate) async fn blocking<T, E>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Problem>
where
    T: Send + 'static,
    E: Into<Problem> + Send + 'static,
{
    let span = tracing::Span::current();
    match web::block(move || span.in_scope(work)).await {
        Ok(done) => done.map_err(Into::into),
        Err(_cancelled) => {
            tracing::error!("a use case panicked");
            Err(Problem::new(&kinds::INTERNAL))
        }
    }
}
