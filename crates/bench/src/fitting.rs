//! What it costs to filter and count by whether blueprints suit an organisation.
//!
//! Twice each: blueprints as the corpus makes them, of which many share the facts that a verdict depends on, and blueprints
//! of which each has three products with facts of their own, which is the worst that can be.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use blueprint::fit::{Profile, Verdict};
use jiff::civil::date;
use search::{Counts, Facet, Fitting, Index, Query};
use serde_json::{Value, json};
use testkit::{corpus_queries, corpus_small_document};

use crate::{
    error::BenchError,
    growth::{self, Size},
    measured::quantile,
    say::{row, say, table},
    search::N_EACH,
};

/// Every query is asked so often.
const N_PASSES: usize = 5;

pub(crate) fn measure(sizes: &[u64]) -> Result<(), BenchError> {
    say("\n# what suits an organisation: small blueprints\n");
    let heads = ["documents", "facts", "own MiB", "all", "all, fit", "words", "words, fit"];
    table(&heads);
    for n_documents in sizes {
        for (name, size) in [("shared", Size::Small), ("each its own", Size::Varied)] {
            let folder = tempfile::tempdir().map_err(BenchError::io("no temporary folder"))?;
            growth::fill(folder.path(), 0..*n_documents, size)?;
            let own = growth::ask_apart(folder.path(), *n_documents)?.own;
            let mut cells = vec![n_documents.to_string(), name.to_owned(), format!("{own:.0}")];
            let times = times(folder.path(), *n_documents)?;
            cells.extend(times.iter().map(|p50| format!("{p50:.2} ms")));
            row(&cells);
        }
    }
    Ok(())
}

/// The p50 of listing all and of the corpus's queries, each without and with an organisation.
fn times(folder: &Path, n_documents: u64) -> Result<Vec<f64>, BenchError> {
    let index = Index::open(folder).map_err(BenchError::Index)?;
    let texts = corpus_queries(n_documents, N_EACH).into_iter();
    let texts: Vec<Option<String>> = texts.map(|query| Some(query.words.join(" "))).collect();
    let all = vec![None; texts.len()];
    let mut medians = Vec::new();
    for texts in [&all, &texts] {
        for fitting in [None, Some(fitting()?)] {
            let mut took: Vec<Duration> = Vec::new();
            for text in texts.iter().cycle().take(texts.len() * N_PASSES) {
                let query = query(text.clone(), fitting.clone());
                let begun = Instant::now();
                index.search(&query).map_err(BenchError::Index)?;
                took.push(begun.elapsed());
            }
            took.sort();
            medians.push(quantile(&took, 50));
        }
    }
    Ok(medians)
}

/// As the registry asks.
fn query(text: Option<String>, fitting: Option<Fitting>) -> Query {
    let filters = vec![(Facet::Deprecated, false.to_string())];
    Query { text, filters, fitting, counts: Counts::All, ..Query::default() }
}

fn fitting() -> Result<Fitting, BenchError> {
    let profile = json!({
        "state": "08", "kind": "municipality", "population": 12_000, "minimum_seal": {"SOV-2": 2},
        "required_certificates": ["bsi-c5"], "allowed_data_locations": ["AT", "DE"],
    });
    let profile: Profile = serde_json::from_value(profile)
        .map_err(|_malformed| BenchError::Unreadable("the profile".into()))?;
    let wanted = [Verdict::Fits, Verdict::Gaps].into();
    Ok(Fitting { profile, on: date(2026, 11, 26), wanted })
}

/// Number `n` with three products that say what no other's say.
pub(crate) fn varied(n: u64) -> Value {
    let mut document = corpus_small_document(n);
    let product = |place: u64| {
        let x = n * 3 + place;
        let (year, month, day) = (x / 336 % 100, x / 28 % 12 + 1, x % 28 + 1);
        json!({
            "id": format!("p{place}"), "deployment": ["private_cloud"], "data_locations": ["DE"],
            "certificates": [{"scheme": "bsi-c5", "valid_until": format!("20{year:02}-{month:02}-{day:02}")}],
            "assessment": {"objectives": {
                "SOV-1": {"seal": x / 33_600 % 5}, "SOV-2": {"seal": x % 5}, "SOV-3": {"seal": x / 5 % 5},
            }},
        })
    };
    let products: Vec<Value> = (0..3).map(product).collect();
    if let Value::Object(members) = &mut document {
        members.insert("vendors".to_owned(), json!([{"id": "beispiel-it", "products": products}]));
    }
    document
}
