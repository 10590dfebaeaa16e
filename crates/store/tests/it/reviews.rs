//! Reviews, and what a blueprint's maturity rests on.

use blueprint::{
    document::TestResult,
    maturity::{AdoptionStage, Facts, ReviewVerdict},
};
use store::{
    Author, EventKind, EvidencePlace, NewReview, OrganisationKind, OrganisationUpdate, Person,
    ReviewFilter, ReviewVoice, Seq, Stamp, Store, StoreError, Succession, Withdrawal, events_after,
    maturity_facts, maturity_touched, organisation_get, organisation_insert, organisation_update,
    person_insert, review_count, review_get, review_insert, review_last, review_list,
    review_of_another, review_withdraw,
};
use testkit::{
    TestAttestation, TestDatabase, adoption_record, attestation_record, attestation_take_back,
};

use crate::given::{an_organisation, id, organisation, publish, slug, version};

fn ready(db: &TestDatabase) {
    for name in ["mrn", "kreis", "stadt"] {
        organisation(db.store(), name);
    }
    publish(db.store(), "mrn/parken", "1.0.0").unwrap();
    publish(db.store(), "mrn/wohnen", "1.0.0").unwrap();
    let person = Person {
        id: "p".to_owned(),
        login: Some("p@stadt.example".to_owned()),
        name: None,
        password: None,
        is_operator: false,
        created_at: 1,
        deleted_at: None,
    };
    db.store().write(|txn| person_insert(txn, &person)).unwrap();
}

fn give(store: &Store, name: &str, (of, number): (&str, &str), at: i64) -> Result<(), StoreError> {
    let new = NewReview {
        id: name,
        blueprint: &id(of),
        version: &version(number),
        working_group: &slug("kreis"),
        organisation: &slug("stadt"),
        verdict: ReviewVerdict::Approved,
        reason: "Geprüft",
        created_at: at,
        created_by: "p",
    };
    store.write(|txn| review_insert(txn, &new))
}

fn withdraw(store: &Store, name: &str, (by, at): (&str, i64)) -> Result<(), StoreError> {
    store.write(|txn| review_withdraw(txn, (name, "Irrtum"), (by, at)))
}

pub(crate) fn bare() -> Facts {
    Facts {
        owner: slug("mrn"),
        latest: None,
        yanked: [].into(),
        review_by: None,
        vendors: [].into(),
        sellers: [].into(),
        successors: [].into(),
        adoptions: Vec::new(),
        attestations: Vec::new(),
        reviews: Vec::new(),
    }
}

on_each_database! {
    fn reviews_are_kept_listed_and_withdrawn_once(db: &TestDatabase) {
        ready(db);
        let store = db.store();
        give(store, "b", ("mrn/parken", "1.0.0"), 10).unwrap();
        give(store, "a", ("mrn/parken", "1.0.0"), 10).unwrap();
        give(store, "c", ("mrn/wohnen", "1.0.0"), 9).unwrap();
        let unknown = give(store, "d", ("mrn/parken", "9.0.0"), 10);
        assert!(matches!(unknown, Err(StoreError::Missing { .. })), "{unknown:?}");
        let (parken, stadt) = (id("mrn/parken"), slug("stadt"));
        let names = |filter, after: Option<&EvidencePlace>, limit| {
            let found = store.read(|conn| review_list(conn, filter, after, limit)).unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        let of_blueprint = ReviewFilter::Blueprint(&parken);
        assert_eq!(names(of_blueprint, None, 9), ["b", "a"]);
        let by = ReviewFilter::Organisation(&stadt);
        assert_eq!(names(by, None, 2), ["b", "a"]);
        let last: EvidencePlace = "10 a".parse().unwrap();
        assert_eq!((last.to_string().as_str(), names(by, Some(&last), 2)), ("10 a", vec!["c".to_owned()]));
        let counted = |filter| store.read(|conn| review_count(conn, filter)).unwrap();
        assert_eq!((counted(of_blueprint), counted(by)), (2, 3));
        assert!("10".parse::<EvidencePlace>().is_err() && "zehn a".parse::<EvidencePlace>().is_err());
        withdraw(store, "a", ("p", 20)).unwrap();
        let again = withdraw(store, "a", ("p", 21));
        assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
        let by_nobody = withdraw(store, "b", ("q", 20));
        assert!(matches!(by_nobody, Err(StoreError::Missing { .. })), "{by_nobody:?}");
        let kept = store.read(|conn| review_get(conn, "a")).unwrap().unwrap();
        let stamp = Stamp { at: 20, by: Author::Person("p".to_owned()) };
        let withdrawn = Withdrawal { stamp, reason: "Irrtum".to_owned() };
        assert_eq!((kept.withdrawn, kept.verdict), (Some(withdrawn), ReviewVerdict::Approved));
        let events = store.read(|conn| events_after(conn, Seq(5), 9)).unwrap();
        let told: Vec<_> = events.iter().map(|e| (e.kind, e.version.clone())).collect();
        let one = Some(version("1.0.0"));
        assert_eq!(told, [
            (EventKind::ReviewGiven, one.clone()),
            (EventKind::ReviewGiven, one.clone()),
            (EventKind::ReviewGiven, one.clone()),
            (EventKind::ReviewWithdrawn, one),
        ]);
    }

    fn what_a_person_says_is_found_until_it_is_withdrawn(db: &TestDatabase) {
        ready(db);
        let store = db.store();
        publish(store, "mrn/parken", "1.1.0").unwrap();
        publish(store, "mrn/parken", "10.0.0").unwrap();
        for (name, of, at) in [
            ("a", ("mrn/parken", "1.0.0"), 10),
            ("b", ("mrn/parken", "1.1.0"), 11),
            ("c", ("mrn/parken", "10.0.0"), 12),
            ("d", ("mrn/wohnen", "1.0.0"), 13),
        ] {
            give(store, name, of, at).unwrap();
        }
        let (parken, group, stadt, mrn) = (id("mrn/parken"), slug("kreis"), slug("stadt"), slug("mrn"));
        let own = ReviewVoice { blueprint: &parken, person: "p", working_group: &group, organisation: &stadt };
        let last = |voice: ReviewVoice<'_>| {
            store.read(|conn| review_last(conn, &voice)).unwrap().map(|one| one.id)
        };
        assert_eq!(last(own).as_deref(), Some("c"));
        for other in [
            ReviewVoice { person: "q", ..own },
            ReviewVoice { working_group: &stadt, ..own },
            ReviewVoice { organisation: &mrn, ..own },
        ] {
            assert_eq!(last(other), None, "{other:?}");
        }
        let of_another = |voice: ReviewVoice<'_>, major| {
            store.read(|conn| review_of_another(conn, &voice, major)).unwrap().map(|one| one.id)
        };
        let voice = ReviewVoice { organisation: &mrn, ..own };
        assert_eq!((of_another(own, 1), of_another(voice, 1).as_deref()), (None, Some("b")));
        assert_eq!((of_another(voice, 0), of_another(voice, 10).as_deref()), (None, Some("c")));
        assert_eq!(of_another(ReviewVoice { person: "q", ..voice }, 1), None);
        assert_eq!(of_another(ReviewVoice { working_group: &stadt, ..voice }, 1), None);
        withdraw(store, "b", ("p", 20)).unwrap();
        assert_eq!(of_another(voice, 1).as_deref(), Some("a"));
        withdraw(store, "a", ("p", 20)).unwrap();
        withdraw(store, "c", ("p", 20)).unwrap();
        assert_eq!((of_another(voice, 1), last(own)), (None, None));
    }

    fn what_maturity_rests_on_is_read_with_everybody_concerned(db: &TestDatabase) {
        ready(db);
        let store = db.store();
        let seller = store::Organisation { kind: OrganisationKind::Vendor, ..an_organisation("haendler") };
        store.write(|txn| organisation_insert(txn, &seller)).unwrap();
        for vendor in ["it", "alt"] {
            organisation(store, vendor);
        }
        let (parken, one, stadt) = (id("mrn/parken"), version("1.0.0"), slug("stadt"));
        let test = TestAttestation {
            id: "t",
            version: &one,
            vendor: "it",
            organisation: &slug("haendler"),
            result: TestResult::PassedWithFindings,
            expires_on: "2027-06-30",
        };
        store.write(|txn| {
            adoption_record(txn, (&parken, &one), (&stadt, AdoptionStage::Productive), ("p", 5))?;
            attestation_record(txn, &parken, &test, ("p", 5))
        }).unwrap();
        give(store, "r", ("mrn/parken", "1.0.0"), 10).unwrap();
        // The town went up in the district, and the district in the region, which took over two vendors too: that of the
        // product and one that the document names.
        for (from, to) in [("stadt", "kreis"), ("kreis", "mrn"), ("it", "mrn"), ("alt", "mrn")] {
            let old = store.read(|conn| organisation_get(conn, &slug(from))).unwrap().unwrap();
            let mut new = old.clone();
            new.standing.succession =
                Some(Succession { successor: slug(to), at: 30, reason: "Eingemeindung".to_owned() });
            let update = OrganisationUpdate { organisation: &new, policy: None, steps: &[] };
            store.write(|txn| organisation_update(txn, update, 30)).unwrap();
        }
        let read = || {
            let mut facts = Facts { vendors: [slug("alt")].into(), ..bare() };
            store.read(|conn| maturity_facts(conn, &parken, &mut facts)).unwrap();
            facts
        };
        let facts = read();
        assert_eq!(facts.adoptions.len(), 1);
        assert_eq!((&facts.adoptions[0].organisation, facts.adoptions[0].stage), (&stadt, AdoptionStage::Productive));
        assert_eq!(facts.attestations[0].expires_on.to_string(), "2027-06-30");
        assert_eq!(facts.attestations[0].result, TestResult::PassedWithFindings);
        assert!(!facts.attestations[0].is_withdrawn && !facts.reviews[0].is_withdrawn);
        assert_eq!((facts.sellers, facts.vendors), ([slug("haendler")].into(), [slug("alt")].into()));
        let went_up = [("stadt", "kreis"), ("kreis", "mrn"), ("it", "mrn"), ("alt", "mrn")];
        assert_eq!(facts.successors, went_up.map(|(from, to)| (slug(from), slug(to))).into());
        for (of, expected) in [("it", vec![parken.clone()]), ("alt", vec![]), ("kreis", vec![parken.clone()])] {
            let found = store.read(|conn| maturity_touched(conn, &slug(of), None, 9)).unwrap();
            assert_eq!(found, expected, "{of}");
        }
        store.write(|txn| {
            attestation_take_back(txn, "t", ("p", 40))?;
            review_withdraw(txn, ("r", "Irrtum"), ("p", 40))
        }).unwrap();
        let facts = read();
        assert!(facts.attestations[0].is_withdrawn && facts.reviews[0].is_withdrawn);
    }

    fn what_an_organisation_vouches_for_is_listed_in_pages(db: &TestDatabase) {
        ready(db);
        let store = db.store();
        let (one, stadt) = (version("1.0.0"), slug("stadt"));
        give(store, "r", ("mrn/wohnen", "1.0.0"), 10).unwrap();
        give(store, "s", ("mrn/wohnen", "1.0.0"), 11).unwrap();
        store.write(|txn| {
            adoption_record(txn, (&id("mrn/parken"), &one), (&stadt, AdoptionStage::Planned), ("p", 5))
        }).unwrap();
        let touched = |by: &str, after: Option<&str>, limit| {
            let after = after.map(id);
            let found = store.read(|conn| maturity_touched(conn, &slug(by), after.as_ref(), limit));
            found.unwrap().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(touched("stadt", None, 9), ["mrn/parken", "mrn/wohnen"]);
        assert_eq!(touched("stadt", None, 1), ["mrn/parken"]);
        assert_eq!(touched("stadt", Some("mrn/parken"), 1), ["mrn/wohnen"]);
        assert_eq!(touched("kreis", None, 9), ["mrn/wohnen"], "as the working group");
        assert!(touched("mrn", None, 9).is_empty());
    }
}
