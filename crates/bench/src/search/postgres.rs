//! PostgreSQL's full text, German, asked by pgbench with one prepared statement. Counted are all processes of the server.

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use testkit::{CorpusQuery, QueryKind, corpus_latest};

use super::{Engine, texts::Texts};
use crate::{
    cpu,
    error::BenchError,
    measured::{Measured, quantile},
    server::output,
    wrk::Pressure,
};

const TABLES: &str = "
    DROP TABLE IF EXISTS doc, query;
    CREATE TABLE doc (id int PRIMARY KEY, title text NOT NULL, summary text NOT NULL, body text NOT NULL,
        license text NOT NULL, trust_level text NOT NULL, keywords text[] NOT NULL, states text[] NOT NULL,
        tsv tsvector GENERATED ALWAYS AS (setweight(to_tsvector('german', title), 'A')
            || setweight(to_tsvector('german', immutable_text(keywords)), 'A')
            || setweight(to_tsvector('german', summary), 'B')
            || setweight(to_tsvector('german', body), 'D')) STORED);
    CREATE TABLE query (n int PRIMARY KEY, words text NOT NULL, state text);";

/// Joining the elements of an array depends on nothing, which PostgreSQL does not know of its own.
const IMMUTABLE: &str = "CREATE OR REPLACE FUNCTION immutable_text(text[]) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$ SELECT array_to_string($1, ' ') $$;";

const AT_LAST: [&str; 2] = ["CREATE INDEX ON doc USING gin (tsv);", "VACUUM ANALYZE doc, query;"];

/// What matches, once; of it the total, four facets and the best with their headlines. A facet's counts ignore its own
/// selection.
const SEARCH: &str = r"\set n random(1, {n_queries})
WITH q AS MATERIALIZED (SELECT to_tsquery('german', words) AS q, state FROM query WHERE n = :n),
m AS MATERIALIZED (SELECT id, license, trust_level, keywords, states, ts_rank(tsv, q) AS score,
    state IS NULL OR state = ANY (states) AS passes FROM q JOIN doc ON tsv @@ q),
best AS MATERIALIZED (SELECT id, score FROM m WHERE passes ORDER BY score DESC, id LIMIT 20)
SELECT 'total' AS what, '' AS value, count(*) AS n, '' AS marked FROM m WHERE passes
UNION ALL SELECT 'license', license, count(*), '' FROM m WHERE passes GROUP BY license
UNION ALL SELECT 'trust_level', trust_level, count(*), '' FROM m WHERE passes GROUP BY trust_level
UNION ALL SELECT 'state', value, count(*), '' FROM m, unnest(states) AS value GROUP BY value
UNION ALL (SELECT 'keyword', value, count(*), '' FROM m, unnest(keywords) AS value WHERE passes GROUP BY value ORDER BY count(*) DESC LIMIT 50)
UNION ALL SELECT 'hit', ts_headline('german', title, q) || ts_headline('german', summary, q), id, ts_headline('german', body, q) FROM best JOIN doc USING (id), q;
";

const TOTALS: &str = "SELECT (SELECT count(*) FROM doc WHERE tsv @@ to_tsquery('german', words)
    AND (state IS NULL OR state = ANY (states))) FROM query ORDER BY n;";

/// Loaded at once, by one process each.
const N_LOADERS: u64 = 2;

pub(super) struct Postgres {
    url: String,
    postmaster: u32,
    version: String,
}

impl Postgres {
    pub(super) fn fill(
        url: &str,
        queries: &[CorpusQuery],
        n_documents: u64,
    ) -> Result<Self, BenchError> {
        psql(url, IMMUTABLE)?;
        psql(url, TABLES)?;
        std::thread::scope(|scope| {
            let load = |loader: u64| {
                let numbers = (0..n_documents).filter(move |n| n % N_LOADERS == loader);
                copy(
                    url,
                    "doc (id, title, summary, body, license, trust_level, keywords, states)",
                    numbers.map(document_line),
                )
            };
            let loaders: Vec<_> =
                (0..N_LOADERS).map(|loader| scope.spawn(move || load(loader))).collect();
            for loader in loaders {
                match loader.join() {
                    Ok(done) => done?,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            Ok::<(), BenchError>(())
        })?;
        ask(url, queries)?;
        for statement in AT_LAST {
            psql(url, statement)?;
        }
        let folder = psql(url, "SHOW data_directory;")?;
        let pid_file = Path::new(&folder).join("postmaster.pid");
        let pid = fs::read_to_string(&pid_file)
            .map_err(BenchError::io(pid_file.display().to_string()))?;
        let postmaster = pid.lines().next().and_then(|line| line.trim().parse().ok());
        let postmaster = postmaster.ok_or(BenchError::Unreadable("postmaster.pid".into()))?;
        let version = psql(url, "SHOW server_version;")?;
        Ok(Self { url: url.to_owned(), postmaster, version })
    }
}

impl Engine for Postgres {
    fn name(&self) -> &'static str {
        "PostgreSQL full text, pgbench"
    }

    fn totals(&mut self, queries: &[CorpusQuery]) -> Result<Vec<u64>, BenchError> {
        ask(&self.url, queries)?;
        let printed = psql(&self.url, TOTALS)?;
        let totals: Option<Vec<u64>> = printed.lines().map(|line| line.parse().ok()).collect();
        totals.ok_or(BenchError::Unreadable(self.version.clone()))
    }

    fn run(&mut self, queries: &[CorpusQuery], pressure: Pressure) -> Result<Measured, BenchError> {
        let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
        let script = folder.path().join("search.sql");
        let text = SEARCH.replace("{n_queries}", &queries.len().to_string());
        fs::write(&script, text).map_err(BenchError::io("pgbench's script"))?;
        ask(&self.url, queries)?;
        let before = cpu::time_with_children(self.postmaster)?;
        let mut pgbench = Command::new("pgbench");
        pgbench
            .current_dir(folder.path())
            .args(["-n", "-M", "prepared", "-j", "1", "-l", "--random-seed=1", "-f"])
            .arg(&script)
            .arg(format!("-c{}", pressure.connections))
            .arg(format!("-T{}", pressure.seconds))
            .arg(&self.url);
        let report = output(&mut pgbench)?;
        // The processes of the connections are counted once they have ended.
        std::thread::sleep(Duration::from_millis(200));
        let spent = cpu::time_with_children(self.postmaster)?.saturating_sub(before);
        measured(&report, folder.path(), spent)
    }
}

/// pgbench writes a line for each transaction: client, number, microseconds, …
fn measured(report: &str, folder: &Path, spent: Duration) -> Result<Measured, BenchError> {
    let mut took: Vec<Duration> = Vec::new();
    for entry in fs::read_dir(folder).map_err(BenchError::io("pgbench's log"))? {
        let path = entry.map_err(BenchError::io("pgbench's log"))?.path();
        let is_log =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pgbench_log"));
        if is_log {
            let log = fs::read_to_string(&path).map_err(BenchError::io("pgbench's log"))?;
            let micros = |line: &str| line.split_whitespace().nth(2)?.parse().ok();
            took.extend(log.lines().filter_map(micros).map(Duration::from_micros));
        }
    }
    took.sort();
    let rate = report.lines().find_map(|line| line.strip_prefix("tps = "));
    let rate = rate.and_then(|rate| rate.split_whitespace().next()?.parse().ok());
    let n_queries = f64::from(u32::try_from(took.len()).unwrap_or(u32::MAX));
    Ok(Measured {
        per_second: rate.unwrap_or(f64::NAN),
        p50_millis: quantile(&took, 50),
        p99_millis: quantile(&took, 99),
        cpu_micros: spent.as_secs_f64() * 1e6 / n_queries,
    })
}

fn psql(url: &str, statement: &str) -> Result<String, BenchError> {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, url]);
    output(&mut psql)
}

fn copy(url: &str, into: &str, lines: impl Iterator<Item = String>) -> Result<(), BenchError> {
    let failed = || BenchError::io("psql");
    let mut psql = Command::new("psql")
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", &format!("COPY {into} FROM STDIN"), url])
        .stdin(Stdio::piped())
        .spawn()
        .map_err(failed())?;
    if let Some(pipe) = psql.stdin.take() {
        let mut pipe = BufWriter::new(pipe);
        for line in lines {
            pipe.write_all(line.as_bytes()).map_err(failed())?;
        }
        pipe.flush().map_err(failed())?;
    }
    let ended = psql.wait().map_err(failed())?;
    if ended.success() {
        Ok(())
    } else {
        Err(BenchError::Command { command: "psql".into(), output: format!("COPY {into}") })
    }
}

/// Puts the queries into their table, from which pgbench takes them by number.
fn ask(url: &str, queries: &[CorpusQuery]) -> Result<(), BenchError> {
    psql(url, "TRUNCATE query;")?;
    copy(url, "query", queries.iter().enumerate().map(|(n, query)| query_line(n + 1, query)))
}

fn document_line(n: u64) -> String {
    let texts = Texts::of(&corpus_latest(n));
    let list = |values: &[String]| {
        let quoted: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
        format!("{{{}}}", quoted.join(","))
    };
    line(&[
        &n.to_string(),
        &texts.title,
        &texts.summary,
        &texts.body,
        &texts.license,
        &texts.trust_level,
        &list(&texts.keywords),
        &list(&texts.states),
    ])
}

fn query_line(n: usize, query: &CorpusQuery) -> String {
    line(&[&n.to_string(), &words(query)])
        .replace('\n', &format!("\t{}\n", query.state.unwrap_or(r"\N")))
}

/// All words; of a prefix the last one is begun.
fn words(query: &CorpusQuery) -> String {
    let quoted: Vec<String> = query.words.iter().map(|word| format!("'{word}'")).collect();
    let star = if query.kind == QueryKind::Prefix { ":*" } else { "" };
    format!("{}{star}", quoted.join(" & "))
}

/// A line as COPY reads it.
fn line(fields: &[&str]) -> String {
    let escaped: Vec<String> = fields
        .iter()
        .map(|field| field.replace('\\', r"\\").replace('\n', r"\n").replace('\t', r"\t"))
        .collect();
    format!("{}\n", escaped.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_copy_reads_them() {
        assert_eq!(line(&["1", "a\nb\\c\td"]), "1\ta\\nb\\\\c\\td\n");
        let words = vec!["Hund".to_owned(), "anm".to_owned()];
        let query = CorpusQuery { kind: QueryKind::Prefix, words, state: None };
        assert_eq!(query_line(3, &query), "3\t'Hund' & 'anm':*\t\\N\n");
        let query = CorpusQuery { kind: QueryKind::Filtered, state: Some("08"), ..query };
        assert_eq!(query_line(4, &query), "4\t'Hund' & 'anm'\t08\n");
    }

    #[test]
    fn what_pgbench_writes_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let log = "0 1 1000 0 1700000000 5\n1 1 3000 0 1700000000 9\n0 2 2000 0 1700000001 1\n";
        fs::write(folder.path().join("pgbench_log.17"), log).unwrap();
        let report = "transaction type: search.sql\ntps = 12.5 (without initial connection time)\n";
        let measured = measured(report, folder.path(), Duration::from_millis(30)).unwrap();
        assert_eq!((measured.per_second, measured.p50_millis), (12.5, 2.0));
        assert!((measured.cpu_micros - 10_000.0).abs() < 1e-6);
    }
}
