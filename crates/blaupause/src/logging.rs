//! The log: events of the program on stderr, as text or as JSON.

use std::io;

use tracing_subscriber::{EnvFilter, fmt};

use crate::{exit::Failure, output::Format};

/// From here on, what crates tell is written. To be called once.
pub(crate) fn start(filter: &str, format: Format) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        Failure::usage(
            "Der Filter des Protokolls ist nicht verständlich.",
            "the log filter cannot be understood",
        )
        .because(&error)
    })?;
    let log = fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false);
    let started = match format {
        Format::Json => log.json().try_init(),
        Format::Text => log.try_init(),
    };
    started.map_err(|error| {
        Failure::internal("Das Protokoll ließ sich nicht beginnen.", "the log could not be started")
            .because(&*error)
    })
}
