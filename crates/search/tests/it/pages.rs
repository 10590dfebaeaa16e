//! Pages that go on behind a hit.

use blueprint::Lang;
use search::{IndexChange, Mark, Query, Sort};

use crate::corpus::{Corpus, entries, names, query};

#[test]
fn pages_go_on_behind_a_hit_in_every_order() {
    let corpus = Corpus::new();
    // Several segments, equal ranks, and something removed.
    let mut late = entries();
    for entry in &mut late {
        entry.updated_at = 5;
    }
    // Some used alike, some not at all.
    for (entry, n_users) in late.iter_mut().zip([3, 3, 1, 1, 3, 0, 2].into_iter().cycle()) {
        entry.standing.adoptions = n_users;
    }
    // Their ids stand in one order as texts and in another as owner and name.
    for (entry, id) in late.iter_mut().zip(["worms/a", "worms-nord/a", "worms-nord/b"]) {
        entry.id = id.parse().unwrap();
        entry.passages[0].text = "Gemeinde".to_owned();
        entry.passages[1].text = "Gemeinde".to_owned();
    }
    let gone = late[3].id.clone();
    corpus.index.apply(late.drain(..4).map(IndexChange::Put).collect(), 13).unwrap();
    corpus.index.apply(vec![IndexChange::Remove(gone)], 14).unwrap();
    for sort in [Sort::Relevance, Sort::Updated, Sort::Adoptions, Sort::Name] {
        for lang in [Lang::De, Lang::En] {
            for text in ["", "Gemeinde", "Ausweis Gemeinde Behörde anmelden"] {
                let wanted = Query { sort, lang, limit: 100, ..query(text) };
                let all = corpus.index.search(&wanted).unwrap();
                assert!(!all.has_more);
                let mut paged = Vec::new();
                let mut after: Option<Mark> = None;
                loop {
                    let page = Query { limit: 2, after: after.take(), ..wanted.clone() };
                    let page = corpus.index.search(&page).unwrap();
                    assert_eq!(page.total, all.total);
                    paged.extend(names(&page));
                    after = page.hits.last().map(|hit| hit.mark.to_string().parse().unwrap());
                    if !page.has_more {
                        break;
                    }
                }
                assert_eq!(paged, names(&all), "{sort:?} {lang:?} {text:?}");
            }
        }
    }
}

#[test]
fn a_mark_of_what_is_gone_still_goes_on() {
    let corpus = Corpus::new();
    let wanted = Query { sort: Sort::Name, limit: 5, ..Query::default() };
    let first = corpus.index.search(&wanted).unwrap();
    let last = first.hits.last().unwrap();
    corpus.index.apply(vec![IndexChange::Remove(last.id.clone())], 13).unwrap();
    let next = Query { after: Some(last.mark.clone()), limit: 100, ..wanted.clone() };
    let next = corpus.index.search(&next).unwrap();
    assert_eq!(next.hits.len(), 7);
    assert!(names(&next).iter().all(|name| !names(&first).contains(name)));
}
