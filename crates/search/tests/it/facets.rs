//! Filters and counts.

use search::{Counts, Facet, IndexChange, Query, Remark, Sort};

use crate::corpus::{Corpus, entries, names, query};

fn filtered(text: &str, filters: &[(Facet, &str)]) -> Query {
    let filters = filters.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect();
    Query { filters, counts: Counts::All, limit: 100, ..query(text) }
}

fn counts(values: &[(String, u64)]) -> Vec<(&str, u64)> {
    values.iter().map(|(value, n)| (value.as_str(), *n)).collect()
}

#[test]
fn values_of_one_facet_widen_and_facets_narrow() {
    let corpus = Corpus::new();
    let total =
        |filters: &[(Facet, &str)]| corpus.index.search(&filtered("", filters)).unwrap().total;
    assert_eq!(total(&[(Facet::Keyword, "tiere")]), 2);
    assert_eq!(total(&[(Facet::Keyword, "tiere"), (Facet::Keyword, "parken")]), 4);
    assert_eq!(total(&[(Facet::Keyword, "parken"), (Facet::Owner, "mrn")]), 1);
    assert_eq!(total(&[(Facet::Keyword, "parken"), (Facet::Owner, "worms")]), 0);
    assert_eq!(total(&[(Facet::Keyword, "no such value")]), 0);
    assert_eq!(total(&[(Facet::State, "07")]), 0);
    assert_eq!(total(&[(Facet::Service, "99108001001000")]), 1);
}

#[test]
fn counts_ignore_the_selection_of_their_own_facet() {
    let corpus = Corpus::new();
    let free = corpus.index.search(&filtered("", &[])).unwrap();
    let picked = corpus.index.search(&filtered("", &[(Facet::Keyword, "tiere")])).unwrap();
    assert_eq!(picked.total, 2);
    assert_eq!(picked.facets[&Facet::Keyword], free.facets[&Facet::Keyword]);
    assert_eq!(counts(&picked.facets[&Facet::Owner]), [("bensheim", 1), ("ludwigshafen", 1)]);
    assert_eq!(counts(&picked.facets[&Facet::Channel]), [("breaks", 2)]);

    let two = filtered("", &[(Facet::Keyword, "tiere"), (Facet::Owner, "bensheim")]);
    let two = corpus.index.search(&two).unwrap();
    assert_eq!(names(&two), ["fischereischein"]);
    assert_eq!(counts(&two.facets[&Facet::Owner]), [("bensheim", 1), ("ludwigshafen", 1)]);
    assert_eq!(counts(&two.facets[&Facet::Keyword]), [("tiere", 1)]);
}

#[test]
fn who_uses_it_is_a_facet_and_an_order() {
    let corpus = Corpus::new();
    let mut entries = entries();
    for (entry, users) in entries.iter_mut().zip([&["worms"][..], &["mrn", "worms"], &["bensheim"]])
    {
        entry.facets.extend(users.iter().map(|user| (Facet::AdoptedBy, (*user).to_owned())));
        entry.standing.adoptions = users.len().try_into().unwrap();
    }
    let (first, second, third) =
        (names_of(&entries[0]), names_of(&entries[1]), names_of(&entries[2]));
    entries[2].updated_at = entries[0].updated_at + 1_000_000;
    corpus.index.apply(entries.into_iter().take(3).map(IndexChange::Put).collect(), 99).unwrap();
    let used = filtered("", &[(Facet::AdoptedBy, "worms")]);
    let found = corpus.index.search(&Query { sort: Sort::Adoptions, ..used }).unwrap();
    assert_eq!(names(&found), [second.clone(), first.clone()]);
    assert_eq!(found.hits.iter().map(|hit| hit.adoptions).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(
        counts(&found.facets[&Facet::AdoptedBy]),
        [("worms", 2), ("bensheim", 1), ("mrn", 1)]
    );
    let all = corpus.index.search(&Query { sort: Sort::Adoptions, ..filtered("", &[]) }).unwrap();
    assert_eq!(names(&all)[..3], [second, third, first], "equals by their last update");
}

fn names_of(entry: &search::Entry) -> String {
    entry.id.name.to_string()
}

#[test]
fn counts_are_of_the_matches_of_the_text() {
    let corpus = Corpus::new();
    let found = corpus.index.search(&filtered("Parkausweis", &[])).unwrap();
    assert_eq!(found.total, 2);
    assert_eq!(counts(&found.facets[&Facet::Keyword]), [("parken", 2), ("handwerk", 1)]);
    assert_eq!(found.facets.len(), Facet::ALL.len());
    assert_eq!(found.facets[&Facet::State], []);
}

#[test]
fn a_filter_does_not_turn_a_full_match_into_a_partial_one() {
    let corpus = Corpus::new();
    let found =
        corpus.index.search(&filtered("Hund anmelden", &[(Facet::Owner, "worms")])).unwrap();
    assert_eq!((found.total, found.partial), (0, false));
}

#[test]
fn counts_are_only_made_when_asked_for() {
    let corpus = Corpus::new();
    let query = Query { counts: Counts::None, ..filtered("", &[(Facet::Owner, "mrn")]) };
    let found = corpus.index.search(&query).unwrap();
    assert_eq!(found.total, 2);
    assert!(found.facets.is_empty());
}

#[test]
fn a_value_that_nothing_has_is_said() {
    let corpus = Corpus::new();
    let found = corpus.index.search(&filtered("Hund", &[(Facet::Owner, "gibt-es-nicht")])).unwrap();
    assert_eq!(found.total, 0);
    assert_eq!(found.remarks, [Remark::UnknownValue(Facet::Owner, "gibt-es-nicht".to_owned())]);
    // A value that others have is no mistake.
    let found = corpus.index.search(&filtered("Hund", &[(Facet::Owner, "worms")])).unwrap();
    assert_eq!(found.remarks, []);
}

#[test]
fn only_the_facets_asked_for_are_counted() {
    let corpus = Corpus::new();
    let counts = Counts::Of(vec![Facet::Owner, Facet::Channel]);
    let found = corpus.index.search(&Query { counts, ..filtered("", &[]) }).unwrap();
    assert_eq!(found.facets.keys().collect::<Vec<_>>(), [&Facet::Owner, &Facet::Channel]);
}

/// Few values are held otherwise than many.
#[test]
fn a_hit_tells_its_services_its_channel_and_its_seal() {
    for n_services in [1, 100] {
        let mut entries = entries();
        for number in 0..n_services {
            entries[1].facets.push((Facet::Service, format!("99108001001{number:03}")));
        }
        entries[1].facets.push((Facet::MinSeal, "2".to_owned()));
        let id = entries[1].id.clone();
        let corpus = Corpus::of(entries);
        let found = corpus.index.search(&filtered("", &[])).unwrap();
        let hit = found.hits.iter().find(|hit| hit.id == id).unwrap();
        let of = |wanted| hit.told.iter().filter(move |(facet, _)| *facet == wanted);
        assert_eq!(of(Facet::Service).count(), n_services);
        assert_eq!(hit.told[0], (Facet::Service, "99108001001000".to_owned()));
        let rest = [(Facet::Channel, "digital".to_owned()), (Facet::MinSeal, "2".to_owned())];
        assert_eq!(hit.told[n_services..], rest);
    }
}
