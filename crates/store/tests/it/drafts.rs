//! Drafts: their documents, steps, history and origins.

use blueprint::{Digest, Slug};
use store::{
    Author, Draft, DraftDecision, DraftDeed, DraftFacts, DraftMove, DraftOrigin, DraftState,
    Grounds, NewDraft, Person, Stamp, Store, StoreError, StoredDocument, Txn, Verdict,
    draft_authors, draft_count, draft_decide, draft_decisions, draft_event_count, draft_events,
    draft_get, draft_insert, draft_list, draft_move, draft_origin, draft_read, draft_save,
    four_eyes_get, four_eyes_set, person_insert,
};

use crate::given::{by, document, id, organisation, publish, slug, version};

const HOUR: i64 = 60 * 60 * 1_000_000;

fn stamp(at: i64) -> Stamp {
    Stamp { at, by: by("mrn-token") }
}

fn by_anna(at: i64) -> Stamp {
    Stamp { at, by: Author::Person("anna".to_owned()) }
}

fn bytes(text: &str) -> StoredDocument {
    StoredDocument::compress(text.as_bytes()).unwrap()
}

fn facts(name: &str) -> DraftFacts {
    DraftFacts {
        name: Some(slug(name)),
        version: Some(version("1.0.0")),
        title: Some(format!("Titel {name}")),
    }
}

/// The organisation `mrn`, and Anna.
fn begin(store: &Store) {
    organisation(store, "mrn");
    let anna = Person {
        id: "anna".to_owned(),
        login: None,
        name: Some("Anna".to_owned()),
        password: None,
        is_operator: false,
        created_at: 5,
        deleted_at: None,
    };
    write(store, |txn| person_insert(txn, &anna)).unwrap();
}

fn write<T>(
    store: &Store,
    f: impl FnOnce(&mut Txn<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    store.write(f)
}

fn insert_with(
    store: &Store,
    draft: &str,
    (origin, authors): (Option<&DraftOrigin>, &[Slug]),
) -> Result<(), StoreError> {
    let new = NewDraft {
        id: draft,
        organisation: &slug("mrn"),
        document: &bytes("{}"),
        facts: &facts("parken"),
        origin,
        authors,
        created: &stamp(10),
    };
    write(store, |txn| draft_insert(txn, &new))
}

fn insert(store: &Store, draft: &str) {
    insert_with(store, draft, (None, &[])).unwrap();
}

fn save(store: &Store, revision: i64, text: &str, stamp: &Stamp) -> Result<i64, StoreError> {
    let (document, facts) = (bytes(text), facts("halten"));
    write(store, |txn| {
        draft_save(txn, ("d", revision), (&document, &facts), (DraftDeed::Saved, stamp))
    })
}

fn step(
    store: &Store,
    revision: i64,
    step: DraftMove<'_>,
    stamp: &Stamp,
) -> Result<i64, StoreError> {
    write(store, |txn| draft_move(txn, ("d", revision), step, stamp))
}

fn get(store: &Store) -> Draft {
    store.read(|conn| draft_get(conn, "d")).unwrap().unwrap()
}

/// The history, oldest first.
fn history(store: &Store) -> Vec<String> {
    let mut events = store.read(|conn| draft_events(conn, "d", 50)).unwrap();
    events.reverse();
    let told = |e: &store::DraftEvent| {
        format!("{} {} {} {}", e.seq, e.deed.as_str(), e.at, e.note.clone().unwrap_or_default())
    };
    events.iter().map(|event| told(event).trim().to_owned()).collect()
}

on_each_database! {
    fn a_draft_comes_back_as_it_was_begun(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        insert(store, "d");
        let expected = Draft {
            id: "d".to_owned(),
            organisation: slug("mrn"),
            facts: facts("parken"),
            state: DraftState::Open,
            revision: 1,
            digest: Digest::of(b"{}"),
            created: stamp(10),
            updated_at: 10,
            saved: stamp(10),
            submitted: None,
            override_reason: None,
            approved: None,
            published: None,
        };
        let (draft, document) = store.read(|conn| draft_read(conn, "d")).unwrap().unwrap();
        assert_eq!(draft, expected);
        assert_eq!(document.decompress().unwrap(), b"{}");
        assert_eq!(get(store), expected);
        assert_eq!(history(store), ["1 created 10"]);
        assert_eq!(store.read(|conn| draft_get(conn, "e")).unwrap(), None);
        assert!(matches!(insert_with(store, "d", (None, &[])), Err(StoreError::Exists)));
        let nowhere = NewDraft {
            id: "e",
            organisation: &slug("nowhere"),
            document: &bytes("{}"),
            facts: &DraftFacts::default(),
            origin: None,
            authors: &[],
            created: &stamp(10),
        };
        let refused = write(store, |txn| draft_insert(txn, &nowhere));
        assert!(matches!(refused, Err(StoreError::Missing { .. })));
    }

    fn only_the_revision_seen_is_changed(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        insert(store, "d");
        assert_eq!(save(store, 1, r#"{"a":1}"#, &stamp(20)).unwrap(), 2);
        assert!(matches!(save(store, 1, r#"{"a":2}"#, &by_anna(21)), Err(StoreError::Stale)));
        let approve = step(store, 1, DraftMove::Approve, &by_anna(22));
        assert!(matches!(approve, Err(StoreError::Stale)));
        let (draft, document) = store.read(|conn| draft_read(conn, "d")).unwrap().unwrap();
        assert_eq!((draft.revision, draft.saved, draft.facts), (2, stamp(20), facts("halten")));
        assert_eq!(document.decompress().unwrap(), br#"{"a":1}"#);
        assert_eq!(history(store), ["1 created 10", "2 saved 20"]);
        let stranger = Stamp { at: 23, by: by("nobody") };
        assert!(matches!(save(store, 2, "{}", &stranger), Err(StoreError::Missing { .. })));
    }

    fn saves_of_one_author_in_a_row_are_one_entry_for_an_hour(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        insert(store, "d");
        let saves = [stamp(20), stamp(30), by_anna(40), stamp(50), stamp(20 + HOUR), stamp(50 + HOUR)];
        for (revision, stamp) in (1..).zip(&saves) {
            save(store, revision, "{}", stamp).unwrap();
        }
        let joined = format!("4 saved {}", 20 + HOUR);
        let next = format!("5 saved {}", 50 + HOUR);
        assert_eq!(history(store), ["1 created 10", "2 saved 30", "3 saved 40", &joined, &next]);
        let events = store.read(|conn| draft_events(conn, "d", 2)).unwrap();
        assert_eq!((events[1].since, events[1].by.clone()), (50, by("mrn-token")));
        assert_eq!(store.read(|conn| draft_event_count(conn, "d")).unwrap(), 5);
        // Something else in between begins a new entry.
        step(store, 7, DraftMove::Submit { override_reason: None }, &stamp(60 + HOUR)).unwrap();
        save(store, 8, "{}", &stamp(61 + HOUR)).unwrap();
        assert_eq!(store.read(|conn| draft_event_count(conn, "d")).unwrap(), 7);
    }

    fn a_draft_goes_forward_and_back(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        insert(store, "d");
        let submit = DraftMove::Submit { override_reason: Some("Nachtrag") };
        step(store, 1, submit, &stamp(20)).unwrap();
        step(store, 2, DraftMove::Approve, &by_anna(30)).unwrap();
        let approved = get(store);
        assert_eq!(approved.state, DraftState::Approved);
        assert_eq!((approved.submitted, approved.approved), (Some(stamp(20)), Some(by_anna(30))));
        assert_eq!(approved.override_reason.as_deref(), Some("Nachtrag"));
        step(store, 3, DraftMove::Return { reason: "Frist fehlt" }, &by_anna(40)).unwrap();
        let returned = get(store);
        assert_eq!(returned.state, DraftState::Open);
        assert_eq!((returned.submitted, returned.approved, returned.override_reason), (None, None, None));
        step(store, 4, submit, &by_anna(50)).unwrap();
        save(store, 5, r#"{"a":1}"#, &stamp(60)).unwrap();
        let saved = get(store);
        assert_eq!((saved.state, saved.submitted, saved.override_reason), (DraftState::Open, None, None));
        step(store, 6, DraftMove::Publish { version: &version("1.2.0") }, &by_anna(70)).unwrap();
        let published = get(store);
        assert_eq!((published.state, published.revision), (DraftState::Published, 7));
        assert_eq!((published.published, published.updated_at), (Some(version("1.2.0")), 70));
        assert_eq!(
            history(store),
            [
                "1 created 10", "2 submitted 20 Nachtrag", "3 approved 30", "4 returned 40 Frist fehlt",
                "5 submitted 50 Nachtrag", "6 saved 60", "7 published 70",
            ]
        );
        insert(store, "e");
        write(store, |txn| draft_move(txn, ("e", 1), DraftMove::Discard, &stamp(80))).unwrap();
        let discarded = store.read(|conn| draft_get(conn, "e")).unwrap().unwrap();
        assert_eq!(discarded.state, DraftState::Discarded);
    }

    fn those_that_changed_last_come_first(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        organisation(store, "kreis");
        for draft in ["a", "b", "c", "d"] {
            insert(store, draft);
        }
        save(store, 1, "{}", &stamp(20)).unwrap();
        write(store, |txn| draft_move(txn, ("b", 1), DraftMove::Discard, &stamp(15))).unwrap();
        let list = |organisation: &str, state, after: Option<&Draft>, limit| {
            let after = after.map(Draft::place);
            store
                .read(|conn| draft_list(conn, &slug(organisation), state, after.as_ref(), limit))
                .unwrap()
        };
        let ids = |drafts: &[Draft]| drafts.iter().map(|d| d.id.as_str()).collect::<String>();
        let all = list("mrn", None, None, 9);
        assert_eq!(ids(&all), "dbca");
        assert_eq!(ids(&list("mrn", None, Some(&all[0]), 2)), "bc");
        assert_eq!(ids(&list("mrn", None, Some(&all[2]), 2)), "a");
        assert_eq!(ids(&list("mrn", Some(DraftState::Open), Some(&all[0]), 1)), "c");
        assert_eq!(ids(&list("mrn", Some(DraftState::Discarded), None, 9)), "b");
        assert_eq!(ids(&list("kreis", None, None, 9)), "");
        let count = |state| store.read(|conn| draft_count(conn, &slug("mrn"), state)).unwrap();
        assert_eq!((count(None), count(Some(DraftState::Open))), (4, 3));
        let place = all[1].place();
        assert_eq!(place.to_string().parse::<store::DraftPlace>(), Ok(place));
    }

    fn a_draft_remembers_what_it_grows_out_of(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        for owner in ["kreis", "amt"] {
            organisation(store, owner);
        }
        publish(store, "kreis/parken", "1.0.0").unwrap();
        publish(store, "kreis/parken", "1.1.0").unwrap();
        let digest = |number: &str| document("kreis/parken", number).digest;
        let fork = DraftOrigin {
            upstream: id("kreis/parken"),
            version: version("1.0.0"),
            digest: digest("1.0.0"),
            grounds: Grounds::Fork { kind: "variant".to_owned(), reason: "Satzung".to_owned() },
        };
        let merge = DraftOrigin {
            version: version("1.1.0"),
            digest: digest("1.1.0"),
            grounds: Grounds::Merge {
                fork: slug("fundsache"),
                base: (version("1.0.0"), digest("1.0.0")),
                ours: (version("1.0.0"), digest("1.1.0")),
            },
            ..fork.clone()
        };
        let shares = [slug("kreis"), slug("amt")];
        insert_with(store, "f", (Some(&fork), &[])).unwrap();
        insert_with(store, "d", (Some(&merge), &shares)).unwrap();
        publish(store, "mrn/fundsache", "1.0.0").unwrap();
        let proposal = DraftOrigin {
            upstream: id("mrn/fundsache"),
            grounds: Grounds::Proposal {
                base: (version("1.0.0"), digest("1.0.0")),
                ours: (version("1.1.0"), digest("1.1.0")),
            },
            ..fork.clone()
        };
        insert_with(store, "p", (Some(&proposal), &[])).unwrap();
        insert(store, "e");
        let origin = |draft: &str| store.read(|conn| draft_origin(conn, draft)).unwrap();
        assert_eq!((origin("f"), origin("d"), origin("e")), (Some(fork.clone()), Some(merge), None));
        assert_eq!(origin("p"), Some(proposal), "of the draft's own blueprint");
        let authors = store.read(|conn| draft_authors(conn, "d")).unwrap();
        assert_eq!(authors, [slug("amt"), slug("kreis")]);
        let unknown = DraftOrigin { version: version("9.0.0"), ..fork };
        let refused = insert_with(store, "g", (Some(&unknown), &[]));
        assert!(matches!(refused, Err(StoreError::Missing { .. })));
    }

    fn decisions_come_back_round_by_round(db: &TestDatabase) {
        let store = db.store();
        begin(store);
        organisation(store, "kreis");
        publish(store, "kreis/parken", "1.0.0").unwrap();
        let digest = document("kreis/parken", "1.0.0").digest;
        let merge = DraftOrigin {
            upstream: id("kreis/parken"),
            version: version("1.0.0"),
            digest,
            grounds: Grounds::Merge {
                fork: slug("fundsache"),
                base: (version("1.0.0"), digest),
                ours: (version("1.0.0"), digest),
            },
        };
        insert_with(store, "d", (Some(&merge), &[])).unwrap();
        insert(store, "e");
        let side = |path: &str, side: &str| DraftDecision {
            path: path.to_owned(),
            verdict: Verdict::Side(side.to_owned()),
        };
        let value = DraftDecision {
            path: "/title/de".to_owned(),
            verdict: Verdict::Value(b"\"Parken\"".to_vec()),
        };
        let first = [side("/service", "theirs"), value];
        let decide = |draft: &str, decisions: &[DraftDecision]| {
            write(store, |txn| draft_decide(txn, draft, decisions))
        };
        decide("d", &first).unwrap();
        decide("d", &[side("/title/de", "base")]).unwrap();
        let kept = store.read(|conn| draft_decisions(conn, "d")).unwrap();
        assert_eq!(kept, [first.to_vec(), vec![side("/title/de", "base")]]);
        let refused = decide("e", &[side("/title/de", "base")]);
        assert!(matches!(refused, Err(StoreError::Missing { .. })), "it is no merge");
    }

    fn an_organisation_may_demand_four_eyes(db: &TestDatabase) {
        let store = db.store();
        organisation(store, "mrn");
        let demanded = |slug: &Slug| store.read(|conn| four_eyes_get(conn, slug)).unwrap();
        assert!(!demanded(&slug("mrn")) && !demanded(&slug("nowhere")));
        write(store, |txn| four_eyes_set(txn, &slug("mrn"), true)).unwrap();
        assert!(demanded(&slug("mrn")));
        let refused = write(store, |txn| four_eyes_set(txn, &slug("nowhere"), true));
        assert!(matches!(refused, Err(StoreError::Missing { what: "organisation" })));
    }
}
