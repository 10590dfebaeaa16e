//! Lists of blueprints.

use blueprint::BlueprintId;
use store::{
    Deprecation, EventKind, Lifecycle, StoreError, blueprint_count, blueprint_get, blueprint_list,
    blueprint_many, event_last, events_after, lifecycle_set,
};

use crate::given::{id, organisation, publish, slug};

fn names(found: &[store::Blueprint]) -> String {
    found.iter().map(|blueprint| blueprint.id.to_string()).collect::<Vec<_>>().join(" ")
}

on_each_database! {
    fn blueprints_are_listed_by_owner_and_name(db: &TestDatabase) {
        for owner in ["a", "a-b", "b"] {
            organisation(db.store(), owner);
        }
        for blueprint in ["b/y", "a/z", "a-b/y", "a/x", "b/a"] {
            publish(db.store(), blueprint, "1.0.0").unwrap();
        }
        let list = |owner: Option<&str>, after: Option<&str>, limit| {
            let (owner, after) = (owner.map(slug), after.map(id));
            let found = db.store()
                .read(|conn| blueprint_list(conn, owner.as_ref(), after.as_ref(), limit))
                .unwrap();
            names(&found)
        };
        assert_eq!(list(None, None, 9), "a/x a/z a-b/y b/a b/y");
        assert_eq!(list(None, None, 2), "a/x a/z");
        assert_eq!(list(None, Some("a/z"), 2), "a-b/y b/a");
        assert_eq!(list(None, Some("a-b/z"), 9), "b/a b/y");
        assert_eq!(list(None, Some("b/y"), 9), "");
        assert_eq!(list(Some("b"), None, 9), "b/a b/y");
        assert_eq!(list(Some("b"), Some("b/a"), 9), "b/y");
        assert_eq!(list(Some("nobody"), None, 9), "");
        let count = |owner: Option<&str>| {
            let owner = owner.map(slug);
            db.store().read(|conn| blueprint_count(conn, owner.as_ref())).unwrap()
        };
        assert_eq!((count(None), count(Some("a")), count(Some("nobody"))), (5, 2, 0));
    }

    fn many_are_fetched_at_once_in_the_order_asked(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        for n in [2, 250, 599] {
            publish(db.store(), &format!("mrn/b{n}"), "1.0.0").unwrap();
        }
        let mut ids: Vec<BlueprintId> = (0..600).map(|n| id(&format!("mrn/b{n}"))).collect();
        ids.push(id("mrn/b2"));
        ids.reverse();
        let found = db.store().read(|conn| blueprint_many(conn, &ids)).unwrap();
        assert_eq!(names(&found), "mrn/b2 mrn/b599 mrn/b250 mrn/b2");
        let one = db.store().read(|conn| blueprint_get(conn, &id("mrn/b2"))).unwrap();
        assert_eq!(one.as_ref(), found.first());
        assert_eq!(db.store().read(|conn| blueprint_many(conn, &[])).unwrap(), []);
    }

    fn what_is_said_of_a_blueprint_comes_back_and_is_a_change_of_it(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        for blueprint in ["mrn/alt", "mrn/neu"] {
            publish(db.store(), blueprint, "1.0.0").unwrap();
        }
        let said = Lifecycle {
            deprecation: Some(Deprecation {
                at: 600,
                reason: "Ersetzt".to_owned(),
                successor: Some(id("mrn/neu")),
            }),
            review_by: Some("2027-06-30".to_owned()),
            follow_up_owner: Some(slug("mrn")),
        };
        let get = || db.store().read(|conn| blueprint_get(conn, &id("mrn/alt"))).unwrap().unwrap();
        assert_eq!((get().revision, get().lifecycle), (1, Lifecycle::default()));
        let before = db.store().read(event_last).unwrap();
        let set = |lifecycle: &Lifecycle, seen| {
            db.store().write(|txn| lifecycle_set(txn, &id("mrn/alt"), (lifecycle, seen), 700))
        };
        let seq = set(&said, 1).unwrap();
        assert_eq!((get().revision, get().updated_at), (2, 700));
        assert_eq!(get().lifecycle, said);
        let events = db.store().read(|conn| events_after(conn, before, 9)).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!((events[0].seq, events[0].kind), (seq, EventKind::BlueprintUpdated));
        assert_eq!((&events[0].blueprint, &events[0].version), (&Some(id("mrn/alt")), &None));

        set(&Lifecycle::default(), 2).unwrap();
        assert_eq!((get().revision, get().lifecycle), (3, Lifecycle::default()));
    }

    fn what_cannot_be_said_of_a_blueprint_changes_nothing(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/alt", "1.0.0").unwrap();
        let before = db.store().read(event_last).unwrap();
        let set = |blueprint: &str, lifecycle: &Lifecycle, seen| {
            db.store().write(|txn| lifecycle_set(txn, &id(blueprint), (lifecycle, seen), 700))
        };
        let stale = set("mrn/alt", &Lifecycle::default(), 0);
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let unknown = set("mrn/fehlt", &Lifecycle::default(), 1);
        assert!(matches!(unknown, Err(StoreError::Missing { .. })), "{unknown:?}");
        let nobody = Lifecycle { follow_up_owner: Some(slug("niemand")), ..Lifecycle::default() };
        let refused = set("mrn/alt", &nobody, 1);
        assert!(matches!(refused, Err(StoreError::Missing { .. })), "{refused:?}");
        assert_eq!(db.store().read(event_last).unwrap(), before);
    }
}
