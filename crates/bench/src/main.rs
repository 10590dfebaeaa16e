//! What a request and a search cost: `make bench`.
//!
//! The standing measure is CPU per request of all processes that serve it; times are given beside it. Every figure stands
//! beside a yardstick of the same run on the same documents: nginx for requests, `SQLite`'s FTS5 and PostgreSQL's full text
//! for searches. Rounds are interleaved, medians are printed. No test: it fails only when something does not run, never for
//! a figure. How each is measured is told in `docs/performance.md`.

mod cpu;
mod error;
mod fill;
mod fitting;
mod growth;
mod measured;
mod nginx;
mod publish;
mod requests;
mod say;
mod search;
mod server;
mod wrk;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, ValueEnum};

use crate::{
    error::BenchError,
    say::{chain, say},
    server::{Server, program},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures the release program, which must have been built.
#[derive(Debug, Parser)]
struct Args {
    /// Numbers of blueprints to measure with.
    #[arg(long, env = "SIZES", value_delimiter = ' ', default_value = "1000 10000")]
    sizes: Vec<u64>,
    /// Numbers of small blueprints for the growth of the index.
    #[arg(long, env = "SMALL_SIZES", value_delimiter = ' ', default_value = "1000 10000")]
    small_sizes: Vec<u64>,
    /// What to measure.
    #[arg(
        long,
        env = "PARTS",
        value_delimiter = ' ',
        value_enum,
        default_value = "requests search index fitting"
    )]
    parts: Vec<Part>,
    /// Where PostgreSQL is; `scripts/with-postgres` starts one.
    #[arg(long, env = "BLAUPAUSE_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Only for the program itself: ask an index in this folder, with so many documents.
    #[arg(long, hide = true, num_args = 2, value_names = ["FOLDER", "DOCUMENTS"])]
    ask: Option<Vec<String>>,
}

/// A part of the measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Reading and publishing over HTTP, beside nginx.
    Requests,
    /// Searching over HTTP, beside databases.
    Search,
    /// The search index alone: growth in time and memory.
    Index,
    /// The search index alone: what suits an organisation.
    Fitting,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.ask {
        Some(asked) => growth::ask(asked),
        None => measure(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("bench: {}", chain(&error)));
            ExitCode::FAILURE
        }
    }
}

fn measure(args: &Args) -> Result<(), BenchError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = program(&root);
    let does = |part| args.parts.contains(&part);
    if does(Part::Requests) {
        requests::on_seeds(&program, &root.join("seed-blueprints"))?;
    }
    if does(Part::Requests) || does(Part::Search) {
        for n_documents in &args.sizes {
            with_registry(args, &program, *n_documents)?;
        }
    }
    if does(Part::Index) {
        growth::measure(&args.sizes, growth::Size::Full)?;
        growth::measure(&args.small_sizes, growth::Size::Small)?;
    }
    if does(Part::Fitting) {
        fitting::measure(&args.small_sizes)?;
    }
    Ok(())
}

/// Fills a registry once for everything that is measured with so many blueprints.
fn with_registry(args: &Args, program: &Path, n_documents: u64) -> Result<(), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
    let data: PathBuf = folder.path().join("data");
    let filled = fill::fill(&data, n_documents)?;
    say(&format!("\n# {n_documents} generated blueprints\n"));
    say(&format!(
        "filled: {} versions of {} owners, {:.0} versions/s through the door with two threads",
        filled.n_versions,
        filled.n_owners,
        filled.per_second()
    ));
    let server = Server::start(program, &data, None)?;
    say(&format!(
        "ready, with the index made anew from the log, after {:.1} s",
        server.took.as_secs_f64()
    ));
    if args.parts.contains(&Part::Search) {
        let postgres = args.postgres.as_deref();
        search::compare(&server, folder.path(), n_documents, postgres)?;
    }
    if args.parts.contains(&Part::Requests) {
        requests::on_generated(&server, program, folder.path(), n_documents)?;
    }
    Ok(())
}
