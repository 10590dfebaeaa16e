//! What raises and lowers a hit, and how that is told.

use blueprint::Lang;
use blueprint::maturity::{Earned, Maturity, Until};
use jiff::civil::date;
use search::{Counts, Entry, Facet, How, IndexChange, Population, Query, Section, Standing};

use crate::corpus::{Corpus, entries, names, passage, query};

/// Blueprints that say the same, with a standing each.
fn alike(standings: &[Standing]) -> Corpus {
    let corpus = Corpus::new();
    let entries = entries().into_iter().zip(standings).map(|(entry, standing)| {
        let passages = vec![passage(Section::Title, Lang::De, "Zebras zählen")];
        IndexChange::Put(Entry { passages, standing: *standing, ..entry })
    });
    corpus.index.apply(entries.collect(), 13).unwrap();
    corpus
}

#[test]
fn maturity_and_adoptions_raise_and_staleness_lowers() {
    let plain = Standing::default();
    let corpus = alike(&[
        Standing { review_by: Some(99), ..plain },
        plain,
        Standing { adoptions: 40, ..plain },
        Standing { maturity: Earned::forever(Maturity::Standard), adoptions: 40, ..plain },
    ]);
    let ask = |on| names(&corpus.index.search(&Query { on, ..query("Zebra") }).unwrap());
    let order = ask(Some(100));
    let expected: Vec<String> =
        [3, 2, 1, 0].into_iter().map(|n: usize| entries()[n].id.name.to_string()).collect();
    assert_eq!(order, expected);
    // On the day itself the review is not overdue, and without a day nothing is: equals stand by their ids.
    for on in [Some(99), None] {
        assert_eq!(
            ask(on)[2..],
            ["handwerkerparkausweis", "bewohnerparkausweis"]
                .map(str::to_owned)
                .into_iter()
                .rev()
                .collect::<Vec<_>>()[..]
        );
    }
}

#[test]
fn a_badge_falls_away_by_the_day_of_the_question() {
    let (plain, last) = (Standing::default(), Until::Day(date(1970, 4, 10)));
    let earned = Earned { pilot: Until::Open, proven: last, standard: last };
    let corpus = alike(&[
        plain,
        Standing { maturity: Earned::forever(Maturity::Pilot), ..plain },
        Standing { maturity: earned, ..plain },
        Standing { maturity: Earned::forever(Maturity::Proven), ..plain },
    ]);
    let ask = |on, filters: &[&str]| {
        let filters = filters.iter().map(|value| (Facet::Maturity, (*value).to_owned()));
        let counts = Counts::Of(vec![Facet::Maturity]);
        let query = Query { on, filters: filters.collect(), counts, ..query("Zebra") };
        corpus.index.search(&query).unwrap()
    };
    let counted = |on| {
        let mut counts = ask(on, &[]).facets.remove(&Facet::Maturity).unwrap();
        counts.sort();
        counts.into_iter().map(|(value, n)| format!("{value} {n}")).collect::<Vec<_>>()
    };
    // The 10th of April is day 99; on it, the badge still stands.
    assert_eq!(counted(Some(99)), ["none 1", "pilot 1", "proven 1", "standard 1"]);
    assert_eq!(counted(Some(100)), ["none 1", "pilot 2", "proven 1"]);
    assert_eq!(counted(None), counted(Some(99)));
    let third = entries()[2].id.name.to_string();
    assert_eq!(names(&ask(Some(99), &["standard"])), std::slice::from_ref(&third));
    assert_eq!(ask(Some(100), &["standard"]).total, 0);
    assert_eq!(ask(Some(100), &["pilot", "none"]).total, 3);
    assert_eq!(ask(Some(99), &["pilot"]).facets[&Facet::Maturity].len(), 4, "its own counts stay");
    assert_eq!(names(&ask(Some(99), &[]))[0], third, "the highest level comes first");
    let most_alike = |on| {
        let alike = corpus.index.similar(&entries()[0].id, (9, Lang::De), on).unwrap();
        alike[0].id.name.to_string()
    };
    assert_eq!(most_alike(Some(99)), third);
    assert_eq!(most_alike(Some(100)), entries()[3].id.name.to_string(), "proven still");
    let hit = ask(Some(100), &["pilot"]).hits.into_iter().find(|hit| hit.id.name.as_str() == third);
    assert_eq!(hit.unwrap().earned, earned);
}

#[test]
fn a_score_is_taken_apart() {
    let corpus = Corpus::new();
    let query = Query { explain: true, ..query("Hund anmelden Gemeinde") };
    let found = corpus.index.search(&query).unwrap();
    assert!(!found.hits.is_empty());
    for hit in &found.hits {
        let told = hit.explanation.as_ref().unwrap();
        let words: f32 = told.words.iter().map(|word| word.worth).sum();
        let score = (words + told.whole) * told.coverage * told.standing;
        assert!((score - hit.score).abs() < 0.01, "{told:?}");
        for word in &told.words {
            let places: f32 = word.places.iter().map(|(_, worth)| worth).sum();
            assert!((places - word.worth).abs() < 0.001, "{word:?}");
        }
    }
    let first = found.hits[0].explanation.as_ref().unwrap();
    assert_eq!(first.words[0].how, Some(How::Word));
    assert!(first.words[0].places.iter().any(|(place, _)| *place == "title"));
    let plain = corpus.ask("Hund anmelden");
    assert!(plain.hits.iter().all(|hit| hit.explanation.is_none()));
}

#[test]
fn a_whole_title_comes_first_and_says_so() {
    let corpus = Corpus::new();
    let query = Query { explain: true, ..query("mrn/handwerkerparkausweis") };
    let found = corpus.index.search(&query).unwrap();
    assert_eq!(found.hits.len(), 1);
    let told = found.hits[0].explanation.as_ref().unwrap();
    assert_eq!(told.words[0].how, Some(How::Unit));
}

#[test]
fn a_range_narrows() {
    let corpus = Corpus::new();
    let sizes =
        [(None, None), (Some(5_000), None), (None, Some(20_000)), (Some(5_000), Some(20_000))];
    let changes = entries().into_iter().zip(sizes).map(|(entry, (min, max))| {
        IndexChange::Put(Entry { population: Population { min, max }, ..entry })
    });
    corpus.index.apply(changes.collect(), 13).unwrap();
    let total = |people| {
        let query = Query { population: Some(people), ..Query::default() };
        corpus.index.search(&query).unwrap().total
    };
    assert_eq!((total(4_999), total(5_000), total(20_000), total(20_001)), (10, 12, 12, 10));
}
