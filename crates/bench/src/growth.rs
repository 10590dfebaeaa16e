//! The search index alone, without registry and HTTP: how time and memory grow with what it holds.
//!
//! The index is filled here and asked by a process of its own, so that what filling leaves in memory is not counted.

use std::{
    fs, io,
    ops::Range,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use blueprint::{Document, maturity::Earned};
use search::{Counts, Entry, Facet, Index, IndexChange, Known, Query};
use serde::{Deserialize, Serialize};
use testkit::{CorpusQuery, QueryKind, corpus_latest, corpus_queries, corpus_small_document};

use crate::{
    error::BenchError,
    fitting,
    measured::quantile,
    say::{row, say, table},
    search::N_EACH,
    server::{memory, output},
};

/// Changes handed over at once, and after how many they are to be found, as when the registry goes through its log.
const STEP: u64 = 500;
const MOST_STAGED: u64 = 10_000;

/// Every query is asked at least so often, and for at least so long.
const N_PASSES: usize = 3;
const AT_LEAST: Duration = Duration::from_secs(3);

/// Which documents.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Size {
    Full,
    Small,
    /// Small, each with products that are alike nowhere.
    Varied,
}

/// What the asking process found.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    p50: f64,
    p99: f64,
    /// For each kind of query.
    kinds: Vec<f64>,
    resident: f64,
    pub(crate) own: f64,
}

/// Fills one index up to each of the sizes in turn, and asks it there.
pub(crate) fn measure(sizes: &[u64], size: Size) -> Result<(), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
    let what = match size {
        Size::Full => "blueprints of about 20 kB",
        Size::Small | Size::Varied => "small blueprints of 1 to 2 kB",
    };
    say(&format!("\n# the index alone: {what}\n"));
    let mut heads =
        vec!["documents", "filled/s", "disk MiB", "RSS MiB", "own MiB", "p50 ms", "p99 ms"];
    heads.extend(QueryKind::ALL.map(QueryKind::as_str));
    table(&heads);
    let mut sizes = sizes.to_vec();
    sizes.sort_unstable();
    let mut held = 0;
    for n_documents in sizes {
        let took = fill(folder.path(), held..n_documents, size)?;
        let rate = float(n_documents - held) / took.as_secs_f64();
        held = n_documents;
        let asked = ask_apart(folder.path(), n_documents)?;
        let bytes = bytes(folder.path()).map_err(BenchError::io("the index"))?;
        let mut cells = vec![
            n_documents.to_string(),
            format!("{rate:.0}"),
            format!("{:.1}", float(bytes) / 1024.0 / 1024.0),
            format!("{:.0}", asked.resident),
            format!("{:.0}", asked.own),
            format!("{:.2}", asked.p50),
            format!("{:.2}", asked.p99),
        ];
        cells.extend(asked.kinds.iter().map(|p50| format!("{p50:.2}")));
        row(&cells);
    }
    Ok(())
}

/// Adds documents and gives how long the index took to take them in.
pub(crate) fn fill(folder: &Path, numbers: Range<u64>, size: Size) -> Result<Duration, BenchError> {
    let index = Index::open(folder).map_err(BenchError::Index)?;
    let mut took = Duration::ZERO;
    let mut changes = Vec::new();
    for n in numbers.clone() {
        let document = match size {
            Size::Full => corpus_latest(n),
            Size::Small => corpus_small_document(n),
            Size::Varied => fitting::varied(n),
        };
        let unreadable = || BenchError::Unreadable(format!("document {n}"));
        let document = Document::try_from(&document).map_err(|_malformed| unreadable())?;
        let at = i64::try_from(n).unwrap_or(i64::MAX);
        let known = Known {
            owner_name: &document.owner,
            owner_kind: "municipality",
            is_deprecated: false,
            review_by: None,
            updated_at: at,
            maturity: Earned::default(),
            adopters: &[],
        };
        let entry = Entry::of(&document, known).map_err(|_malformed| unreadable())?;
        changes.push(IndexChange::Put(entry));
        if (n + 1).is_multiple_of(STEP) || n + 1 == numbers.end {
            let begun = Instant::now();
            index.stage(std::mem::take(&mut changes), at + 1).map_err(BenchError::Index)?;
            if (n + 1).is_multiple_of(MOST_STAGED) || n + 1 == numbers.end {
                index.commit().map_err(BenchError::Index)?;
            }
            took += begun.elapsed();
        }
    }
    Ok(took)
}

pub(crate) fn ask_apart(folder: &Path, n_documents: u64) -> Result<Asked, BenchError> {
    let program = std::env::current_exe().map_err(BenchError::io("this program"))?;
    let mut command = Command::new(program);
    command.arg("--ask").arg(folder).arg(n_documents.to_string());
    let printed = output(&mut command)?;
    serde_json::from_str(&printed).map_err(|_malformed| BenchError::Unreadable(printed))
}

/// What the process of its own does: folder of the index and number of documents in it.
pub(crate) fn ask(asked: &[String]) -> Result<(), BenchError> {
    let unreadable = || BenchError::Unreadable(asked.join(" "));
    let [folder, n_documents] = asked else { return Err(unreadable()) };
    let n_documents = n_documents.parse().map_err(|_malformed| unreadable())?;
    let index = Index::open(Path::new(folder)).map_err(BenchError::Index)?;
    let queries = corpus_queries(n_documents, N_EACH);
    let mut took: Vec<(QueryKind, Duration)> = Vec::new();
    // The first pass brings the index into memory and is not counted.
    for query in &queries {
        index.search(&wanted(query)).map_err(BenchError::Index)?;
    }
    let begun = Instant::now();
    let mut n_passes = 0;
    while n_passes < N_PASSES || begun.elapsed() < AT_LEAST {
        for query in &queries {
            let wanted = wanted(query);
            let started = Instant::now();
            index.search(&wanted).map_err(BenchError::Index)?;
            took.push((query.kind, started.elapsed()));
        }
        n_passes += 1;
    }
    let times = |of: Option<QueryKind>| -> Vec<Duration> {
        let wanted = took.iter().filter(|(kind, _)| of.is_none_or(|of| of == *kind));
        let mut times: Vec<Duration> = wanted.map(|(_, time)| *time).collect();
        times.sort();
        times
    };
    let all = times(None);
    let (resident, own) = memory("self")?;
    let asked = Asked {
        p50: quantile(&all, 50),
        p99: quantile(&all, 99),
        kinds: QueryKind::ALL.iter().map(|kind| quantile(&times(Some(*kind)), 50)).collect(),
        resident,
        own,
    };
    let line = serde_json::to_string(&asked)
        .map_err(|_unprintable| BenchError::Unreadable("the answer".into()))?;
    say(&line);
    Ok(())
}

/// As the registry asks: facets, highlights, nothing that is deprecated.
fn wanted(query: &CorpusQuery) -> Query {
    let mut filters = vec![(Facet::Deprecated, false.to_string())];
    filters.extend(query.state.map(|state| (Facet::State, state.to_owned())));
    let text = Some(query.words.join(" "));
    Query { text, filters, counts: Counts::All, ..Query::default() }
}

fn bytes(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() { bytes(&entry.path())? } else { metadata.len() };
    }
    Ok(sum)
}

fn float(n: u64) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}
