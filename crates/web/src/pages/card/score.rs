//! How a hit's score came about, for people who want to know.

use registry::{Explanation, WordWorth};

use crate::pages::{format, text::Text};

/// A score, taken apart: a row for each word, then what was added and multiplied.
#[derive(Clone, Debug)]
pub(crate) struct Score {
    pub(crate) words: Vec<Row>,
    /// What all of it was changed by, and the outcome last.
    pub(crate) sums: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) word: String,
    pub(crate) how: String,
    /// What each part of the blueprint contributes.
    pub(crate) places: String,
    pub(crate) worth: String,
}

impl Score {
    pub(super) fn new(explanation: &Explanation, t: Text) -> Self {
        let number = |n: f32| format::decimal(f64::from(n), t.lang);
        let times = |n: f32| format!("× {}", number(n));
        let mut sums = Vec::new();
        if explanation.whole != 0.0 {
            sums.push((t.get("score-whole"), format!("+ {}", number(explanation.whole))));
        }
        sums.push((t.get("score-coverage"), times(explanation.coverage)));
        sums.push((t.get("score-standing"), times(explanation.standing)));
        sums.push((t.get("score-total"), format!("= {}", number(explanation.score))));
        Self { words: explanation.words.iter().map(|word| Row::new(word, t)).collect(), sums }
    }
}

impl Row {
    fn new(word: &WordWorth, t: Text) -> Self {
        let number = |n: f32| format::decimal(f64::from(n), t.lang);
        let place = |(place, worth): &(&str, f32)| {
            format!("{}: {}", t.code("score-place", place), number(*worth))
        };
        let places: Vec<String> = word.places.iter().map(place).collect();
        let how = word.how.map_or("none", |how| how.as_str());
        Self {
            word: word.typed.clone(),
            how: t.code("score-how", how),
            places: places.join("; "),
            worth: number(word.worth),
        }
    }
}
