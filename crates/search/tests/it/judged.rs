//! How well the search finds what people mean, measured on the judged set and held at what is committed.
//!
//! `cargo nextest run -p search judged --no-capture` prints the figures of each kind of query and the first hits that are wrong.

mod corpus;
mod measures;
mod typing;

use std::collections::BTreeMap;

use search::{Index, Query};

use measures::{Measures, Score};

/// One query with its judgements.
struct Judged {
    query: String,
    kind: String,
    lang: blueprint::Lang,
    /// Whether a typing error makes sense.
    may_err: bool,
    relevant: BTreeMap<String, u32>,
}

const SEEDS: [u64; 3] = [1, 2, 3];

#[test]
fn people_find_what_they_mean() {
    let judge = Judge::new();
    let all = judge.measure(&judge.queries, |judged| judged.query.clone());
    all.print("as typed");
    let held = measures::held("as_typed");
    assert!(held.success <= all.total().success, "success@1 {:.4}", all.total().success);
    assert!(held.mrr <= all.total().mrr, "MRR {:.4}", all.total().mrr);
    assert!(held.ndcg <= all.total().ndcg, "nDCG@10 {:.4}", all.total().ndcg);
}

#[test]
fn people_find_what_they_mean_with_a_typing_error() {
    let judge = Judge::new();
    let (erring, _): (Vec<_>, Vec<_>) = judge.queries.iter().partition(|judged| judged.may_err);
    let mut sums = Score::default();
    for seed in SEEDS {
        let measured = judge.measure(erring.iter().copied(), |judged| {
            typing::with_error(&judged.query, seed).unwrap_or_default()
        });
        measured.print(&format!("one typing error each, seed {seed}"));
        sums.add(&measured.total());
    }
    let mean = sums.mean(SEEDS.len());
    println!("mean of {} seeds: {mean:?}", SEEDS.len());
    let held = measures::held("one_typing_error");
    assert!(held.success <= mean.success, "success@1 {:.4}", mean.success);
    assert!(held.mrr <= mean.mrr, "MRR {:.4}", mean.mrr);
    assert!(held.ndcg <= mean.ndcg, "nDCG@10 {:.4}", mean.ndcg);
}

/// An index of the corpus, and the queries.
struct Judge {
    index: Index,
    queries: Vec<Judged>,
    _dir: tempfile::TempDir,
}

impl Judge {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        index.apply(corpus::changes(), 1).unwrap();
        Self { index, queries: corpus::queries(), _dir: dir }
    }

    fn measure<'j>(
        &self,
        queries: impl IntoIterator<Item = &'j Judged>,
        typed: impl Fn(&Judged) -> String,
    ) -> Measures {
        let mut measures = Measures::default();
        for judged in queries {
            let text = typed(judged);
            let query = Query {
                text: Some(text.clone()),
                limit: 10,
                lang: judged.lang,
                on: Some(corpus::TODAY),
                ..Query::default()
            };
            let found = self.index.search(&query).unwrap();
            let hits: Vec<String> = found.hits.iter().map(|hit| hit.id.to_string()).collect();
            measures.take(&judged.kind, &text, &hits, &judged.relevant);
        }
        measures
    }
}
