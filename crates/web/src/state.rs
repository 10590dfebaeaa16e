//! What every handler may reach, and the hop to the blocking pool.

use std::{fmt, sync::Arc};

use actix_web::web;
use registry::Registry;

use crate::problem::{Problem, kinds};

/// Rings after a write, so that the index follows at once.
pub(crate) type Bell = Arc<dyn Fn() + Send + Sync>;

/// Shared by all workers.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) registry: Arc<Registry>,
    /// Microseconds since the Unix epoch; the binary reads the clock.
    pub(crate) clock: fn() -> i64,
    pub(crate) written: Bell,
}

impl State {
    pub(crate) fn now(&self) -> i64 {
        (self.clock)()
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
