//! Searching over HTTP, beside databases that hold the same texts and count the same four facets.

mod ours;
mod postgres;
mod sqlite;
mod texts;

use std::{collections::BTreeMap, path::Path};

use testkit::{CorpusQuery, QueryKind, corpus_queries};

use self::{ours::Ours, postgres::Postgres, sqlite::Sqlite};
use crate::{
    error::BenchError,
    measured::{Measured, N_ROUNDS},
    say::{row, say, table},
    server::Server,
    wrk::Pressure,
};

/// Queries of each kind.
pub(crate) const N_EACH: u64 = 24;

/// Hits shown with their snippets.
const N_HITS: usize = 20;

/// Something that is searched in.
trait Engine {
    fn name(&self) -> &'static str;

    /// How many documents each query finds, in the order of the queries.
    fn totals(&mut self, queries: &[CorpusQuery]) -> Result<Vec<u64>, BenchError>;

    /// Asks the queries again and again.
    fn run(&mut self, queries: &[CorpusQuery], pressure: Pressure) -> Result<Measured, BenchError>;
}

/// Measures every engine that is there, in turns.
pub(crate) fn compare(
    server: &Server,
    folder: &Path,
    n_documents: u64,
    postgres: Option<&str>,
) -> Result<(), BenchError> {
    let queries = corpus_queries(n_documents, N_EACH);
    let mut engines: Vec<Box<dyn Engine + '_>> = vec![
        Box::new(Ours::new(server)),
        Box::new(Sqlite::fill(&folder.join("fts5.db"), n_documents)?),
    ];
    match postgres {
        Some(url) => engines.push(Box::new(Postgres::fill(url, &queries, n_documents)?)),
        None => say("PostgreSQL is left out: BLAUPAUSE_TEST_POSTGRES names none"),
    }
    found(&mut engines, &queries)?;
    let n_engines = engines.len();
    for connections in [1, 32] {
        let pressure = Pressure { connections, seconds: seconds(n_documents) };
        let mut rounds: Vec<Vec<Measured>> = vec![Vec::new(); n_engines];
        for _ in 0..N_ROUNDS {
            for (engine, round) in engines.iter_mut().zip(&mut rounds) {
                round.push(engine.run(&queries, pressure)?);
            }
        }
        let names: Vec<&str> = engines.iter().map(|engine| engine.name()).collect();
        print(&names, &rounds, connections);
    }
    by_kind(&mut engines, &queries, seconds(n_documents).div_ceil(2))?;
    let (resident, own) = server.memory()?;
    say(&format!("\nmemory of our server after that: {resident:.0} MiB, {own:.0} without files"));
    Ok(())
}

/// Long enough for the slowest to answer all queries of the mix.
fn seconds(n_documents: u64) -> u64 {
    match n_documents {
        0..5_000 => 4,
        5_000..50_000 => 8,
        _ => 24,
    }
}

/// How much each finds says how much work it has; this also brings everything into memory.
fn found(engines: &mut [Box<dyn Engine + '_>], queries: &[CorpusQuery]) -> Result<(), BenchError> {
    say("\nmean number of blueprints found\n");
    let mut heads = vec!["engine"];
    heads.extend(QueryKind::ALL.map(QueryKind::as_str));
    table(&heads);
    for engine in engines {
        let totals = engine.totals(queries)?;
        let mut sums: BTreeMap<QueryKind, u64> = BTreeMap::new();
        for (query, total) in queries.iter().zip(totals) {
            *sums.entry(query.kind).or_default() += total;
        }
        let mean = |kind: &QueryKind| sums.get(kind).map_or(0, |sum| sum / N_EACH).to_string();
        let mut cells = vec![engine.name().to_owned()];
        cells.extend(QueryKind::ALL.iter().map(mean));
        row(&cells);
    }
    Ok(())
}

/// What each kind costs, in one shorter round: the mix alone would hide that an engine finds nothing for a typo.
fn by_kind(
    engines: &mut [Box<dyn Engine + '_>],
    queries: &[CorpusQuery],
    seconds: u64,
) -> Result<(), BenchError> {
    say("\nCPU µs by kind of query, 1 connection, one round\n");
    let mut heads = vec!["engine"];
    heads.extend(QueryKind::ALL.map(QueryKind::as_str));
    table(&heads);
    for engine in engines {
        let mut cells = vec![engine.name().to_owned()];
        for kind in QueryKind::ALL {
            let of_kind: Vec<CorpusQuery> =
                queries.iter().filter(|query| query.kind == kind).cloned().collect();
            let measured = engine.run(&of_kind, Pressure { connections: 1, seconds })?;
            cells.push(format!("{:.0}", measured.cpu_micros));
        }
        row(&cells);
    }
    Ok(())
}

fn print(names: &[&str], rounds: &[Vec<Measured>], connections: usize) {
    say(&format!(
        "\nsearch, {connections} connection(s), median of {N_ROUNDS} interleaved rounds\n"
    ));
    table(&["engine", "CPU µs", "ours ÷ it", "p50 ms", "p99 ms", "queries/s"]);
    let medians: Vec<Measured> = rounds.iter().map(|round| Measured::median(round)).collect();
    let ours = medians.first().map_or(f64::NAN, |measured| measured.cpu_micros);
    for (name, m) in names.iter().zip(&medians) {
        row(&[
            (*name).to_owned(),
            format!("{:.0}", m.cpu_micros),
            format!("{:.2}", ours / m.cpu_micros),
            format!("{:.2}", m.p50_millis),
            format!("{:.2}", m.p99_millis),
            format!("{:.0}", m.per_second),
        ]);
    }
}
