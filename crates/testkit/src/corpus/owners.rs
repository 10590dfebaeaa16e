//! Who owns the corpus: Germany's municipalities, large ones more often.
//!
//! Names, keys and populations are facts of the official list that the registry carries
//! (`crates/registry/data/places.txt`: © Statistisches Bundesamt (Destatis), 2023, Gemeindeverzeichnis).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::{topic::Topic, word};

const LIST: &str = include_str!("../../../registry/data/places.txt");

/// Digits of a municipality's key.
const ARS_DIGITS: usize = 12;

/// Places whose name the registry keeps for a page of its own.
const KEPT: [&str; 1] = ["meine"];

/// Weight is given as if so many larger places came first, or the largest would own a tenth of everything.
const SMOOTH: usize = 20;

/// An organisation that owns blueprints of the corpus. It must be in the registry before they are published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CorpusOwner {
    pub slug: String,
    /// Official, without status.
    pub name: &'static str,
    /// Amtlicher Regionalschlüssel.
    pub ars: &'static str,
}

impl CorpusOwner {
    /// The Land's two digits.
    pub fn state(&self) -> &'static str {
        self.ars.get(..2).unwrap_or_default()
    }
}

/// By population, the largest first.
static OWNERS: LazyLock<Vec<CorpusOwner>> = LazyLock::new(read);

/// Sums of weights of 1 / (rank + smooth).
static SUMS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut sum = 0;
    let weights = (SMOOTH..).take(OWNERS.len()).map(|rank| 1_000_000_000 / rank);
    let sums = weights.map(|weight| {
        sum += u64::try_from(weight).unwrap_or(0);
        sum
    });
    sums.collect()
});

fn read() -> Vec<CorpusOwner> {
    let municipality = |line: &'static str| {
        let mut fields = line.split('\t');
        let (ars, name) = (fields.next()?, fields.next()?);
        let population: u64 = fields.next()?.parse().ok()?;
        (ars.len() == ARS_DIGITS).then_some((population, name, ars))
    };
    let mut places: Vec<_> = LIST.lines().filter_map(municipality).collect();
    places.sort_by_key(|(population, _, ars)| (std::cmp::Reverse(*population), *ars));
    let mut n_namesakes: BTreeMap<String, u32> = BTreeMap::new();
    for (_, name, _) in &places {
        *n_namesakes.entry(word::slug(name)).or_default() += 1;
    }
    let owner = |(_, name, ars): (u64, &'static str, &'static str)| {
        let slug = word::slug(name);
        let is_free = n_namesakes.get(&slug) == Some(&1) && !KEPT.contains(&slug.as_str());
        // Namesakes are told apart by their keys, as people do by their districts.
        let slug = if is_free { slug } else { format!("{slug}-{ars}") };
        CorpusOwner { slug, name, ars }
    };
    places.into_iter().map(owner).collect()
}

/// The owner at a place between 0 and [`scale`].
pub(super) fn drawn(at: u64) -> &'static CorpusOwner {
    static NOBODY: CorpusOwner = CorpusOwner { slug: String::new(), name: "", ars: "" };
    OWNERS.get(SUMS.partition_point(|sum| *sum <= at)).unwrap_or(&NOBODY)
}

pub(super) fn scale() -> u64 {
    SUMS.last().copied().unwrap_or(1)
}

/// Who owns any of the first `n_documents` of the corpus.
pub fn corpus_owners(n_documents: u64) -> Vec<CorpusOwner> {
    let owners: BTreeSet<&CorpusOwner> = (0..n_documents).map(|n| Topic::of(n).owner).collect();
    owners.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_the_municipalities_each_with_a_name_of_its_own() {
        assert_eq!(OWNERS.len(), 10_773);
        let slugs: BTreeSet<&str> = OWNERS.iter().map(|owner| owner.slug.as_str()).collect();
        assert_eq!(slugs.len(), OWNERS.len());
        for owner in OWNERS.iter() {
            let slug: Result<blueprint::Slug, _> = owner.slug.parse();
            assert!(slug.is_ok(), "{owner:?}");
        }
        assert_eq!(OWNERS[0].name, "Berlin");
    }

    #[test]
    fn many_own_and_nobody_owns_most() {
        let mut owned: BTreeMap<&str, u32> = BTreeMap::new();
        for n in 0..10_000 {
            *owned.entry(&Topic::of(n).owner.slug).or_default() += 1;
        }
        assert!(2_000 < owned.len(), "{}", owned.len());
        assert!(owned.values().all(|n| *n < 200), "{:?}", owned.values().max());
        assert_eq!(corpus_owners(10_000).len(), owned.len());
    }
}
