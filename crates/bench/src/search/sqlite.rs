//! SQLite's FTS5, in this process: threads with a connection each, and no HTTP. The same SQLite as ours.

use std::{
    path::{Path, PathBuf},
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, params};
use testkit::{CorpusQuery, QueryKind, corpus_latest};

use super::{Engine, texts::Texts};
use crate::{cpu, error::BenchError, measured::Measured, wrk::Pressure};

const TABLES: &str = "
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE doc (id INTEGER PRIMARY KEY, license TEXT NOT NULL, trust_level TEXT NOT NULL);
    CREATE TABLE doc_keyword (doc INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (doc, value)) WITHOUT ROWID;
    CREATE TABLE doc_state (doc INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (doc, value)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE text USING fts5 (title, summary, keywords, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '4');
    BEGIN;";

const AT_LAST: &str = "COMMIT; INSERT INTO text (text) VALUES ('optimize'); ANALYZE;";

/// What matches, once; of it the total, four facets and the best. A facet's counts ignore its own selection.
const SEARCH: &str = "
    WITH m AS MATERIALIZED (
        SELECT rowid AS id, bm25(text, 8.0, 4.0, 6.0, 1.0) AS score,
            ?2 IS NULL OR EXISTS (SELECT 1 FROM doc_state WHERE doc = text.rowid AND value = ?2) AS passes
        FROM text WHERE text MATCH ?1)
    SELECT 'total' AS what, '' AS value, count(*) AS n FROM m WHERE passes
    UNION ALL SELECT 'license', license, count(*) FROM m JOIN doc USING (id) WHERE passes GROUP BY license
    UNION ALL SELECT 'trust_level', trust_level, count(*) FROM m JOIN doc USING (id) WHERE passes GROUP BY trust_level
    UNION ALL SELECT 'state', value, count(*) FROM m JOIN doc_state ON doc = id GROUP BY value
    UNION ALL SELECT * FROM (SELECT 'keyword', value, count(*) AS n FROM m JOIN doc_keyword ON doc = id WHERE passes GROUP BY value ORDER BY n DESC LIMIT 50)
    UNION ALL SELECT * FROM (SELECT 'hit', '', id FROM m WHERE passes ORDER BY score LIMIT 20)";

const SNIPPETS: &str = "
    SELECT highlight(text, 0, '<mark>', '</mark>'), highlight(text, 1, '<mark>', '</mark>'), snippet(text, 3, '<mark>', '</mark>', '…', 24)
    FROM text WHERE text MATCH ?1 AND rowid = ?2";

pub(super) struct Sqlite {
    file: PathBuf,
}

/// What a query gave.
struct Answer {
    total: u64,
    /// Bytes of the snippets, so that nobody leaves them out.
    n_marked: usize,
}

impl Sqlite {
    pub(super) fn fill(file: &Path, n_documents: u64) -> Result<Self, BenchError> {
        let connection = Connection::open(file)?;
        connection.execute_batch(TABLES)?;
        for n in 0..n_documents {
            let id = i64::try_from(n).unwrap_or(i64::MAX);
            insert(&connection, id, &Texts::of(&corpus_latest(n)))?;
        }
        connection.execute_batch(AT_LAST)?;
        Ok(Self { file: file.to_owned() })
    }

    fn connect(&self) -> Result<Connection, BenchError> {
        let connection = Connection::open_with_flags(
            &self.file,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.execute_batch("PRAGMA mmap_size = 8589934592; PRAGMA temp_store = MEMORY;")?;
        Ok(connection)
    }
}

fn insert(connection: &Connection, id: i64, texts: &Texts) -> Result<(), BenchError> {
    connection.prepare_cached("INSERT INTO doc VALUES (?1, ?2, ?3)")?.execute(params![
        id,
        texts.license,
        texts.trust_level
    ])?;
    for keyword in &texts.keywords {
        connection
            .prepare_cached("INSERT OR IGNORE INTO doc_keyword VALUES (?1, ?2)")?
            .execute(params![id, keyword])?;
    }
    for state in &texts.states {
        connection
            .prepare_cached("INSERT OR IGNORE INTO doc_state VALUES (?1, ?2)")?
            .execute(params![id, state])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO text (rowid, title, summary, keywords, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, texts.title, texts.summary, texts.keywords.join(" "), texts.body])?;
    Ok(())
}

impl Engine for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite FTS5, in process"
    }

    fn totals(&mut self, queries: &[CorpusQuery]) -> Result<Vec<u64>, BenchError> {
        let connection = self.connect()?;
        queries.iter().map(|query| Ok(search(&connection, query)?.total)).collect()
    }

    fn run(&mut self, queries: &[CorpusQuery], pressure: Pressure) -> Result<Measured, BenchError> {
        let pid = [std::process::id()];
        let next = AtomicUsize::new(0);
        // Opening is no part of it.
        let ready = Barrier::new(pressure.connections + 1);
        let client = || -> Result<Vec<Duration>, BenchError> {
            let connection = self.connect();
            ready.wait();
            let connection = connection?;
            let (mut took, begun) = (Vec::new(), Instant::now());
            while begun.elapsed().as_secs() < pressure.seconds {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(query) = queries.get(n % queries.len()) else { break };
                let started = Instant::now();
                std::hint::black_box(search(&connection, query)?.n_marked);
                took.push(started.elapsed());
            }
            Ok(took)
        };
        let mut took = Vec::new();
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..pressure.connections).map(|_| scope.spawn(client)).collect();
            ready.wait();
            let (before, begun) = (cpu::time(&pid)?, Instant::now());
            for client in clients {
                match client.join() {
                    Ok(times) => took.append(&mut times?),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            let elapsed = begun.elapsed();
            Ok(Measured::of(took, elapsed, cpu::time(&pid)?.saturating_sub(before)))
        })
    }
}

fn search(connection: &Connection, query: &CorpusQuery) -> Result<Answer, BenchError> {
    let matching = matching(query);
    let mut answer = Answer { total: 0, n_marked: 0 };
    let mut best: Vec<i64> = Vec::new();
    let mut statement = connection.prepare_cached(SEARCH)?;
    let mut rows = statement.query(params![matching, query.state])?;
    while let Some(row) = rows.next()? {
        let (what, n): (String, i64) = (row.get(0)?, row.get(2)?);
        match what.as_str() {
            "total" => answer.total = u64::try_from(n).unwrap_or(0),
            "hit" => best.push(n),
            _ => answer.n_marked += row.get::<_, String>(1)?.len(),
        }
    }
    let mut snippets = connection.prepare_cached(SNIPPETS)?;
    for id in best {
        let mut marked = snippets.query(params![matching, id])?;
        while let Some(row) = marked.next()? {
            for column in 0..3 {
                answer.n_marked += row.get::<_, String>(column)?.len();
            }
        }
    }
    Ok(answer)
}

/// All words, each as it is; of a prefix the last one is begun.
fn matching(query: &CorpusQuery) -> String {
    let quoted: Vec<String> = query.words.iter().map(|word| format!("\"{word}\"")).collect();
    let star = if query.kind == QueryKind::Prefix { "*" } else { "" };
    format!("{}{star}", quoted.join(" AND "))
}

#[cfg(test)]
mod tests {
    use testkit::corpus_queries;

    use super::*;

    #[test]
    fn what_is_there_is_found_counted_and_marked() {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::fill(&folder.path().join("fts5.db"), 60).unwrap();
        let connection = sqlite.connect().unwrap();
        let query = |kind| corpus_queries(60, 1).into_iter().find(|query| query.kind == kind);
        for kind in [QueryKind::OneWord, QueryKind::TwoWords, QueryKind::Prefix] {
            let answer = search(&connection, &query(kind).unwrap()).unwrap();
            assert!((1..=60).contains(&answer.total), "{kind:?}: {}", answer.total);
            assert!(20 < answer.n_marked, "{kind:?}: {}", answer.n_marked);
        }
        let filtered = query(QueryKind::Filtered).unwrap();
        let free = CorpusQuery { state: None, ..filtered.clone() };
        let elsewhere = CorpusQuery { state: Some("00"), ..filtered };
        assert!(0 < search(&connection, &free).unwrap().total);
        assert_eq!(search(&connection, &elsewhere).unwrap().total, 0);
    }
}
