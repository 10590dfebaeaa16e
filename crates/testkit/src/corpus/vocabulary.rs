//! Thousands of words, drawn as people use them: a few all the time, most hardly ever.
//!
//! Law: the word of rank r is drawn with a weight of 1/r (Zipf), in the whole vocabulary as in a topic's own part.

use std::{collections::BTreeSet, sync::LazyLock};

use fastrand::Rng;

use super::words::{HEADS, NOUNS, PREFIXES, STEMS};

/// Words that belong to a topic and are frequent in its texts.
const OF_TOPIC: usize = 240;

/// By rank: words that stand alone first, compounds after them.
static VOCABULARY: LazyLock<Vec<String>> = LazyLock::new(made);

static RANKS: LazyLock<Ranks> = LazyLock::new(|| Ranks::new(VOCABULARY.len()));

static RANKS_OF_TOPIC: LazyLock<Ranks> = LazyLock::new(|| Ranks::new(OF_TOPIC));

fn made() -> Vec<String> {
    let mut rng = Rng::with_seed(1);
    let mut simple: Vec<String> = NOUNS.iter().map(|&noun| noun.to_owned()).collect();
    // Some come about in two ways, and some are among the simple ones.
    let mut compounds: BTreeSet<String> = BTreeSet::new();
    for stem in STEMS {
        compounds.extend(HEADS.iter().map(|head| format!("{stem}{head}")));
    }
    for prefix in PREFIXES {
        compounds.extend(NOUNS.iter().map(|noun| format!("{prefix}{}", noun.to_lowercase())));
    }
    let is_new = |word: &String| !NOUNS.contains(&word.as_str());
    let mut compounds: Vec<String> = compounds.into_iter().filter(is_new).collect();
    rng.shuffle(&mut simple);
    rng.shuffle(&mut compounds);
    simple.append(&mut compounds);
    simple
}

/// How many words there are.
pub(super) fn len() -> usize {
    VOCABULARY.len()
}

/// The word of a rank, the most frequent first.
pub(super) fn word(rank: usize) -> &'static str {
    VOCABULARY.get(rank).map_or("", String::as_str)
}

/// A noun for a text about `topic`: every third is one of the topic's own.
pub(super) fn noun(rng: &mut Rng, topic: usize) -> &'static str {
    if rng.u8(0..3) == 0 {
        of_topic(topic, RANKS_OF_TOPIC.draw(rng))
    } else {
        word(RANKS.draw(rng))
    }
}

/// The word that is at this rank among a topic's own. Topics share some, as they do in life.
pub(super) fn of_topic(topic: usize, rank: usize) -> &'static str {
    let place = NOUNS.len() + topic * 149 + rank * 37;
    word(place % VOCABULARY.len())
}

/// Draws ranks. Sums of whole numbers, so that every machine draws the same.
struct Ranks(Vec<u64>);

impl Ranks {
    fn new(n_ranks: usize) -> Self {
        let weights = (1..).map(|rank: u64| 1_000_000_000 / rank);
        let mut sum = 0;
        let sums = weights.take(n_ranks).map(|weight| {
            sum += weight;
            sum
        });
        Self(sums.collect())
    }

    fn draw(&self, rng: &mut Rng) -> usize {
        let at = rng.u64(0..self.0.last().copied().unwrap_or(1));
        self.0.partition_point(|sum| *sum <= at)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn there_are_thousands_of_words_and_no_word_twice() {
        let different: BTreeSet<&String> = VOCABULARY.iter().collect();
        assert_eq!(different.len(), VOCABULARY.len());
        assert!(8_000 < VOCABULARY.len(), "{}", VOCABULARY.len());
    }

    #[test]
    fn the_second_word_is_half_as_frequent_and_the_hundredth_a_hundredth() {
        let mut rng = Rng::with_seed(3);
        let mut drawn: BTreeMap<usize, u32> = BTreeMap::new();
        for _ in 0..200_000 {
            *drawn.entry(RANKS.draw(&mut rng)).or_default() += 1;
        }
        let times = |rank: usize| f64::from(drawn.get(&rank).copied().unwrap_or(0));
        assert!((1.8..2.2).contains(&(times(0) / times(1))), "{} {}", times(0), times(1));
        assert!((70.0..140.0).contains(&(times(0) / times(99))), "{} {}", times(0), times(99));
        assert!(5_000 < drawn.len(), "{}", drawn.len());
    }
}
