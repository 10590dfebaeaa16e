//! Success@1, MRR and nDCG@10.

use std::collections::BTreeMap;

use serde_json::Value;

/// The grade of what a person wants.
const WANTED: u32 = 3;

/// The means over a number of queries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// How often the first hit is what was wanted.
    pub(super) success: f64,
    /// One over the place of the first hit that was wanted.
    pub(super) mrr: f64,
    /// How near the first ten hits are to the best order of the judged ones.
    pub(super) ndcg: f64,
}

#[derive(Default)]
pub(super) struct Measures {
    by_kind: BTreeMap<String, Vec<Score>>,
    wrong: Vec<String>,
}

impl Score {
    pub(super) fn add(&mut self, other: &Self) {
        self.success += other.success;
        self.mrr += other.mrr;
        self.ndcg += other.ndcg;
    }

    pub(super) fn mean(self, n: usize) -> Self {
        let n = f64::from(u32::try_from(n).unwrap());
        Self { success: self.success / n, mrr: self.mrr / n, ndcg: self.ndcg / n }
    }

    fn of(hits: &[String], relevant: &BTreeMap<String, u32>) -> Self {
        let grades: Vec<u32> =
            hits.iter().map(|hit| relevant.get(hit).copied().unwrap_or_default()).collect();
        let first = grades.iter().position(|grade| *grade == WANTED);
        let mut best: Vec<u32> = relevant.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        let place = |first: usize| f64::from(u32::try_from(first + 1).unwrap());
        Self {
            success: f64::from(u8::from(first == Some(0))),
            mrr: first.map_or(0.0, |first| 1.0 / place(first)),
            ndcg: gain(&grades) / gain(&best),
        }
    }
}

fn gain(grades: &[u32]) -> f64 {
    let gains = (1_u32..).zip(grades.iter().take(10));
    gains
        .map(|(place, grade)| (2_f64.powf(f64::from(*grade)) - 1.0) / f64::from(place + 1).log2())
        .sum()
}

impl Measures {
    pub(super) fn take(
        &mut self,
        kind: &str,
        query: &str,
        hits: &[String],
        relevant: &BTreeMap<String, u32>,
    ) {
        let score = Score::of(hits, relevant);
        if score.success < 1.0 || score.ndcg < 0.7 {
            let shown: Vec<String> = hits
                .iter()
                .take(4)
                .map(|hit| format!("{hit}={}", relevant.get(hit).copied().unwrap_or_default()))
                .collect();
            let wanted: Vec<&String> =
                relevant.iter().filter(|(_, grade)| **grade == WANTED).map(|(id, _)| id).collect();
            self.wrong
                .push(format!("{kind} „{query}“ {:.2}: {shown:?}, wanted {wanted:?}", score.ndcg));
        }
        self.by_kind.entry(kind.to_owned()).or_default().push(score);
    }

    pub(super) fn total(&self) -> Score {
        mean(self.by_kind.values().flatten())
    }

    pub(super) fn print(&self, title: &str) {
        println!("\n{title}");
        self.wrong.iter().for_each(|wrong| println!("  {wrong}"));
        println!("{:>14} {:>5} {:>9} {:>6} {:>8}", "kind", "n", "success@1", "MRR", "nDCG@10");
        for (kind, scores) in &self.by_kind {
            row(kind, scores.len(), mean(scores));
        }
        row("all", self.by_kind.values().map(Vec::len).sum(), self.total());
    }
}

fn mean<'s>(scores: impl IntoIterator<Item = &'s Score>) -> Score {
    let (mut sum, mut n) = (Score::default(), 0);
    for score in scores {
        sum.add(score);
        n += 1;
    }
    sum.mean(n)
}

fn row(kind: &str, n: usize, score: Score) {
    println!("{kind:>14} {n:>5} {:>9.3} {:>6.3} {:>8.3}", score.success, score.mrr, score.ndcg);
}

/// The figures that are committed.
pub(super) fn held(name: &str) -> Score {
    let held: Value = serde_json::from_str(include_str!("../../judged/held.json")).unwrap();
    let figure = |figure: &str| held[name][figure].as_f64().unwrap();
    Score { success: figure("success_at_1"), mrr: figure("mrr"), ndcg: figure("ndcg_at_10") }
}
