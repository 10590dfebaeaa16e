//! What suits an organisation: filter, counts, pages.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::Document;
use blueprint::fit::{Facts, Profile, Verdict, fit};
use jiff::civil::{Date, date};
use search::{Counts, Entry, Facet, Fitting, Found, Index, IndexChange, Mark, Query, Sort};
use serde_json::{Value, json};

use crate::corpus::{entries, names, query};
use crate::documents::document;

const TODAY: Date = date(2026, 11, 26);

/// Documents for a Land or for all, whose products say more or less.
fn documents() -> Vec<Value> {
    let certified = |last: &str| {
        json!([{"id": "beispiel-it", "products": [{"id": "p", "data_locations": ["DE"],
            "certificates": [{"scheme": "bsi-c5", "valid_until": last}]}]}])
    };
    let silent = json!([{"id": "beispiel-it", "products": [{"id": "p"}]}]);
    let vendors = [json!([]), silent, certified("2026-11-26"), certified("2030-12-31")];
    let places = [
        json!(null),
        json!({"states": ["08"]}),
        json!({"states": ["09"], "kinds": ["municipality"]}),
    ];
    let mut documents = Vec::new();
    for applicability in &places {
        for vendors in &vendors {
            let mut value = document();
            value["applicability"] = applicability.clone();
            value["vendors"] = vendors.clone();
            documents.push(value);
        }
    }
    documents
}

/// The corpus with a document's facts for each entry.
fn fitted() -> Vec<(Entry, Value)> {
    let pairs = entries().into_iter().zip(documents());
    let fitted = pairs.map(|(mut entry, value)| {
        *entry.facts = Facts::of(&Document::try_from(&value).unwrap());
        (entry, value)
    });
    fitted.collect()
}

fn profiles() -> Vec<Profile> {
    let profiles = [
        json!({}),
        json!({"state": "08"}),
        json!({"state": "08", "kind": "municipality", "required_certificates": ["bsi-c5"]}),
        json!({"state": "09", "allowed_data_locations": ["DE"]}),
        json!({"state": "07", "no_third_country_access": true}),
    ];
    profiles.into_iter().map(|profile| serde_json::from_value(profile).unwrap()).collect()
}

fn fitting(profile: &Profile, on: Date, wanted: &[Verdict]) -> Fitting {
    Fitting { profile: profile.clone(), on, wanted: wanted.iter().copied().collect() }
}

fn all(fitting: Fitting) -> Query {
    Query { fitting: Some(fitting), limit: 100, counts: Counts::All, ..Query::default() }
}

/// What `fit` itself says, by name.
fn told(profile: &Profile, on: Date) -> BTreeMap<String, Verdict> {
    let told = fitted().into_iter().map(|(entry, value)| {
        let document = Document::try_from(&value).unwrap();
        let verdict = fit(&document, &value, profile, None, on).verdict;
        (entry.id.name.to_string(), verdict)
    });
    told.collect()
}

fn shown(found: &Found) -> BTreeMap<String, Verdict> {
    let hits = found.hits.iter();
    hits.map(|hit| (hit.id.name.to_string(), hit.verdict.unwrap())).collect()
}

/// An index of several segments, in which some entries are not as they first were.
fn filled(dir: &std::path::Path) -> Index {
    let index = Index::open(dir).unwrap();
    let fitted: Vec<Entry> = fitted().into_iter().map(|(entry, _)| entry).collect();
    let put = |entries: &[Entry]| entries.iter().cloned().map(IndexChange::Put).collect();
    let mut early = fitted[..7].to_vec();
    early[0].facts = early[6].facts.clone();
    *early[5].facts = Facts::default();
    index.apply(put(&early), 1).unwrap();
    index.apply(put(&fitted[7..]), 2).unwrap();
    index.apply(put(&[fitted[0].clone(), fitted[5].clone()]), 3).unwrap();
    index
}

#[test]
fn what_is_found_and_counted_is_what_fit_says_of_all() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let selections: [&[Verdict]; 5] =
        [&[], &[Verdict::Fits], &[Verdict::Fits, Verdict::Gaps], &[Verdict::Unfit], &Verdict::ALL];
    let mut seen = BTreeSet::new();
    for profile in profiles() {
        // A certificate counts on its last day, and no longer on the next.
        for on in [TODAY, TODAY.tomorrow().unwrap()] {
            let told = told(&profile, on);
            for selection in selections {
                let found = index.search(&all(fitting(&profile, on, selection))).unwrap();
                let mut expected = told.clone();
                expected.retain(|_, verdict| selection.is_empty() || selection.contains(verdict));
                assert_eq!(shown(&found), expected, "{profile:?} {on} {selection:?}");
                assert_eq!(found.total, u64::try_from(expected.len()).unwrap());
                for verdict in Verdict::ALL {
                    let n = told.values().filter(|told| **told == verdict).count();
                    assert_eq!(found.verdicts[&verdict], u64::try_from(n).unwrap(), "{verdict:?}");
                }
                seen.insert(found.verdicts);
            }
        }
    }
    assert!(5 < seen.len(), "the profiles must differ: {seen:?}");
}

#[test]
fn counts_of_verdicts_and_of_facets_narrow_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let profile = &profiles()[2];
    let wanted = |verdicts: &[Verdict], filters: &[(Facet, &str)], text: &str| {
        let filters = filters.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect();
        let text = (!text.is_empty()).then(|| text.to_owned());
        let found = Query { text, filters, ..all(fitting(profile, TODAY, verdicts)) };
        index.search(&found).unwrap()
    };
    let counts = |found: &Found| Verdict::ALL.map(|verdict| found.verdicts[&verdict]);
    let everything = wanted(&[], &[], "");
    assert_eq!(counts(&everything), [4, 4, 4]);
    let owner = [(Facet::Owner, "mrn")];
    // `mrn` has the first, without a product, and the last, for another Land.
    let of_owner = wanted(&[Verdict::Gaps], &owner, "");
    assert_eq!((counts(&of_owner), of_owner.total), ([0, 1, 1], 1));
    assert_eq!(of_owner.facets[&Facet::Owner].iter().map(|(_, n)| n).sum::<u64>(), 4);
    assert_eq!(of_owner.facets[&Facet::Keyword].len(), 2);
    let by_words = wanted(&[Verdict::Unfit], &[], "Parkausweis");
    assert_eq!(
        counts(&by_words).iter().sum::<u64>(),
        index.search(&query("Parkausweis")).unwrap().total
    );
    // That nothing suits does not make a full match a partial one.
    assert_eq!((by_words.total, by_words.partial), (0, false));
    // Nobody named: nothing judged.
    let plain = index.search(&query("Parkausweis")).unwrap();
    assert!(plain.verdicts.is_empty() && plain.hits.iter().all(|hit| hit.verdict.is_none()));
}

#[test]
fn pages_go_on_within_what_suits() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let fitting = fitting(&profiles()[2], TODAY, &[Verdict::Fits, Verdict::Gaps]);
    for sort in [Sort::Relevance, Sort::Updated, Sort::Name] {
        let wanted = Query { sort, ..all(fitting.clone()) };
        let whole = index.search(&wanted).unwrap();
        assert_eq!(whole.total, 8);
        let mut paged = Vec::new();
        let mut after: Option<Mark> = None;
        loop {
            let page = Query { limit: 3, after: after.take(), ..wanted.clone() };
            let page = index.search(&page).unwrap();
            assert_eq!((page.total, &page.verdicts), (8, &whole.verdicts));
            paged.extend(names(&page));
            after = page.hits.last().map(|hit| hit.mark.to_string().parse().unwrap());
            if !page.has_more {
                break;
            }
        }
        assert_eq!(paged, names(&whole), "{sort:?}");
    }
}

#[test]
fn facts_outlive_the_program_and_merges() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let wanted = all(fitting(&profiles()[2], TODAY, &[Verdict::Fits]));
    let before = shown(&index.search(&wanted).unwrap());
    assert_eq!(before.len(), 4);
    // So many small segments that they are merged.
    for seq in 4..16 {
        let entry = fitted().remove(usize::try_from(seq).unwrap() % 12).0;
        index.apply(vec![IndexChange::Put(entry)], seq).unwrap();
    }
    assert_eq!(shown(&index.search(&wanted).unwrap()), before);
    index.close().unwrap();
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!((index.through(), shown(&index.search(&wanted).unwrap())), (15, before));
}
