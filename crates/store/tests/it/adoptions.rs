//! Who uses a blueprint: recorded, changed, moved along, removed.

use blueprint::maturity::AdoptionStage;
use std::collections::BTreeMap;

use store::{
    AdoptionCounts, EventKind, NewAdoption, Seq, Stamp, StoreError, adoption_count_by_organisation,
    adoption_counts, adoption_get, adoption_list_by_blueprint, adoption_list_by_organisation,
    adoption_parameters, adoption_put, adoption_remove, events_after,
};
use testkit::TestDatabase;

use crate::given::{by, id, organisation, publish, slug, version};

fn stamp(at: i64) -> Stamp {
    Stamp { at, by: by("mrn-token") }
}

fn put(
    db: &TestDatabase,
    (adopter, place, number): (&str, &str, &str),
    stage: AdoptionStage,
    seen: Option<(&str, i64)>,
) -> Result<(), StoreError> {
    let (adopter, place, number) = (slug(adopter), id(place), version(number));
    let product = "beispiel-it/antrag".parse().unwrap();
    let parameters = BTreeMap::from([("gebuehr".to_owned(), "12".to_owned())]);
    let new = NewAdoption {
        organisation: &adopter,
        id: &place,
        version: &number,
        stage,
        product: Some(&product),
        effort_hours: Some(40),
        started_on: Some("2026-03-01"),
        note: Some("Im Bürgerbüro"),
        parameters: &parameters,
    };
    let seen = seen.map(|(at, revision)| (id(at), revision));
    let seen = seen.as_ref().map(|(at, revision)| (at, *revision));
    db.store().write(|txn| adoption_put(txn, (&new, &place), seen, &stamp(7)))
}

fn ready(db: &TestDatabase) {
    for name in ["mrn", "a-dorf", "b-dorf"] {
        organisation(db.store(), name);
    }
    publish(db.store(), "mrn/parken", "1.0.0").unwrap();
    publish(db.store(), "mrn/parken", "2.0.0").unwrap();
    publish(db.store(), "mrn/halten", "1.0.0").unwrap();
}

on_each_database! {
    fn an_adoption_is_changed_only_as_it_was_seen(db: &TestDatabase) {
        use AdoptionStage::{Planned, Productive};

        ready(db);
        let parken = ("a-dorf", "mrn/parken", "1.0.0");
        put(db, parken, Planned, None).unwrap();
        assert!(matches!(put(db, parken, Planned, None), Err(StoreError::Stale)));
        assert!(matches!(put(db, parken, Planned, Some(("mrn/parken", 2))), Err(StoreError::Stale)));
        let later = ("a-dorf", "mrn/parken", "2.0.0");
        put(db, later, Productive, Some(("mrn/parken", 1))).unwrap();
        let unknown = put(db, ("a-dorf", "mrn/parken", "9.0.0"), Planned, Some(("mrn/parken", 2)));
        assert!(matches!(unknown, Err(StoreError::Missing { .. })));
        db.store().read(|conn| {
            let found = adoption_get(conn, &slug("a-dorf"), &id("mrn/parken"))?.unwrap();
            assert_eq!((found.version, found.stage, found.revision), (version("2.0.0"), Productive, 2));
            assert_eq!((found.effort_hours, found.created_at, found.updated), (Some(40), 7, stamp(7)));
            assert_eq!(found.product.unwrap().to_string(), "beispiel-it/antrag");
            let set = adoption_parameters(conn, &slug("a-dorf"), &id("mrn/parken"))?;
            assert_eq!(set, BTreeMap::from([("gebuehr".to_owned(), "12".to_owned())]));
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn a_record_goes_along_to_another_address(db: &TestDatabase) {
        ready(db);
        put(db, ("a-dorf", "mrn/parken", "1.0.0"), AdoptionStage::Planned, None).unwrap();
        let there = ("a-dorf", "mrn/halten", "1.0.0");
        put(db, there, AdoptionStage::Ended, Some(("mrn/parken", 1))).unwrap();
        db.store().read(|conn| {
            assert_eq!(adoption_get(conn, &slug("a-dorf"), &id("mrn/parken"))?, None);
            let found = adoption_get(conn, &slug("a-dorf"), &id("mrn/halten"))?.unwrap();
            assert_eq!((found.revision, found.stage), (2, AdoptionStage::Ended));
            assert_eq!(adoption_parameters(conn, &slug("a-dorf"), &id("mrn/halten"))?.len(), 1);
            assert_eq!(adoption_parameters(conn, &slug("a-dorf"), &id("mrn/parken"))?.len(), 0);
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn what_was_a_mistake_is_removed_and_told(db: &TestDatabase) {
        ready(db);
        let before = db.store().read(store::event_last).unwrap();
        put(db, ("a-dorf", "mrn/parken", "1.0.0"), AdoptionStage::Planned, None).unwrap();
        let remove = |revision| db.store().write(|txn| {
            adoption_remove(txn, (&slug("a-dorf"), &id("mrn/parken"), revision), &id("mrn/parken"), 8)
        });
        assert!(matches!(remove(2), Err(StoreError::Stale)));
        let kept = db.store().read(|conn| adoption_parameters(conn, &slug("a-dorf"), &id("mrn/parken")));
        assert_eq!(kept.unwrap().len(), 1, "nothing of a refused removal stays");
        remove(1).unwrap();
        let found = db.store().read(|conn| adoption_get(conn, &slug("a-dorf"), &id("mrn/parken")));
        assert_eq!(found.unwrap(), None);
        let told = db.store().read(|conn| events_after(conn, Seq(before.0), 9)).unwrap();
        let told: Vec<_> = told.into_iter().map(|e| (e.kind, e.organisation, e.blueprint, e.version)).collect();
        let who = (Some(slug("a-dorf")), Some(id("mrn/parken")));
        assert_eq!(told, [
            (EventKind::AdoptionRecorded, who.0.clone(), who.1.clone(), Some(version("1.0.0"))),
            (EventKind::AdoptionRemoved, who.0, who.1, None),
        ]);
    }

    fn adoptions_are_listed_in_pages_and_counted(db: &TestDatabase) {
        use AdoptionStage::{Ended, Introducing, Planned, Productive};

        ready(db);
        put(db, ("mrn", "mrn/parken", "1.0.0"), Productive, None).unwrap();
        put(db, ("a-dorf", "mrn/parken", "1.0.0"), Introducing, None).unwrap();
        put(db, ("b-dorf", "mrn/parken", "2.0.0"), Ended, None).unwrap();
        put(db, ("a-dorf", "mrn/halten", "1.0.0"), Planned, None).unwrap();
        db.store().read(|conn| {
            let parken = id("mrn/parken");
            let mut who = |stage, after: Option<&str>| -> Vec<String> {
                let after = after.map(slug);
                let page = (after.as_ref(), 2);
                let found = adoption_list_by_blueprint(conn, &parken, stage, page).unwrap();
                assert!(found.iter().all(|one| one.state.as_deref() == Some("08") && one.population == Some(150_000)));
                found.iter().map(|one| format!("{} {}", one.adoption.organisation, one.name)).collect()
            };
            assert_eq!(who(None, None), ["a-dorf Stadt a-dorf", "b-dorf Stadt b-dorf"]);
            assert_eq!(who(None, Some("b-dorf")), ["mrn Stadt mrn"]);
            assert_eq!(who(Some(Ended), None), ["b-dorf Stadt b-dorf"]);
            assert_eq!(who(Some(Ended), Some("b-dorf")), [""; 0]);
            let mut what = |after: Option<&str>| -> Vec<String> {
                let after = after.map(id);
                let found = adoption_list_by_organisation(conn, &slug("a-dorf"), after.as_ref(), 1).unwrap();
                found.iter().map(|one| one.id.to_string()).collect()
            };
            assert_eq!(what(None), ["mrn/halten"]);
            assert_eq!(what(Some("mrn/halten")), ["mrn/parken"]);
            assert_eq!(what(Some("mrn/parken")), [""; 0]);
            assert_eq!(adoption_count_by_organisation(conn, &slug("a-dorf"))?, 2);
            let counts = adoption_counts(conn, &parken)?;
            assert_eq!(counts, AdoptionCounts { planned: 0, introducing: 1, productive: 1, ended: 1 });
            assert_eq!((counts.total(), counts.in_use(), counts.recorded()), (2, 2, 3));
            Ok::<_, StoreError>(())
        }).unwrap();
    }
}
