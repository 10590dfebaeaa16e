//! Forks and where they come from.

use store::{
    Advance, Base, Dealt, EventKind, Family, Lineage, LineageStep, Seq, Skip, Store, StoreError,
    event_last, events_after, lineage_advance, lineage_children, lineage_count, lineage_family,
    lineage_insert, lineage_merge_last, lineage_merges, lineage_owned, lineage_skip,
    lineage_skip_get, lineage_skipped, lineage_steps, lineage_upstream,
};
use testkit::TestDatabase;

use crate::given::{document, id, organisation, publish, version};

fn fork_to(child: &str) -> Lineage {
    fork_of("mrn/parken", child)
}

fn fork_of(upstream: &str, child: &str) -> Lineage {
    let digest = document(upstream, "1.0.0").digest;
    Lineage {
        child: id(child),
        upstream: id(upstream),
        version: version("1.0.0"),
        digest,
        kind: "variant".to_owned(),
        reason: "andere Satzung".to_owned(),
        forked_at: 300,
        base: Base { id: id(upstream), version: version("1.0.0"), digest, at: 300 },
    }
}

/// Publishes `child` as a fork.
fn fork(store: &Store, upstream: &str, child: &str) {
    publish(store, child, "1.0.0").unwrap();
    store.write(|txn| lineage_insert(txn, &fork_of(upstream, child))).unwrap();
}

/// `mrn/parken` 1.0.0 to 1.2.0 and its fork `mrn/halten` 1.0.0.
fn one_fork(db: &TestDatabase) {
    organisation(db.store(), "mrn");
    for number in ["1.0.0", "1.1.0", "1.2.0"] {
        publish(db.store(), "mrn/parken", number).unwrap();
    }
    fork(db.store(), "mrn/parken", "mrn/halten");
}

fn base(db: &TestDatabase) -> Base {
    let lineage = db.store().read(|conn| lineage_upstream(conn, &id("mrn/halten"))).unwrap();
    lineage.unwrap().base
}

/// Takes in a version, as decided by the base `seen`.
fn advance(db: &TestDatabase, seen: &str, to: &str, own: &str) -> Result<Seq, StoreError> {
    db.store().write(|txn| {
        lineage_advance(
            txn,
            &Advance {
                child: &id("mrn/halten"),
                seen: &version(seen),
                upstream: &id("mrn/parken"),
                version: &version(to),
                digest: &document("mrn/parken", to).digest,
                own_version: &version(own),
                own_parent: Some(&version("1.0.0")),
                at: 400,
            },
        )
    })
}

fn skip(db: &TestDatabase, child: &str, number: &str) -> Result<Seq, StoreError> {
    db.store().write(|txn| {
        lineage_skip(
            txn,
            &Skip {
                child: &id(child),
                version: &version(number),
                digest: &document("mrn/parken", number).digest,
                reason: "bei uns anders",
                at: 500,
            },
        )
    })
}

/// The root, and the forks by name.
fn family(db: &TestDatabase, of: &str, most: usize) -> (String, String, bool) {
    let Family { root, forks, is_cut } =
        db.store().read(|conn| lineage_family(conn, &id(of), most)).unwrap();
    let names: Vec<String> = forks.iter().map(|fork| fork.child.name.to_string()).collect();
    (root.name.to_string(), names.join(" "), is_cut)
}

on_each_database! {
    fn a_fork_knows_its_upstream_and_the_upstream_its_forks(db: &TestDatabase) {
        for owner in ["mrn", "a", "b"] {
            organisation(db.store(), owner);
        }
        publish(db.store(), "mrn/parken", "1.0.0").unwrap();
        for child in ["b/parken", "a/parken", "a/halten"] {
            publish(db.store(), child, "1.0.0").unwrap();
            db.store().write(|txn| lineage_insert(txn, &fork_to(child))).unwrap();
        }
        let upstream = |of: &str| db.store().read(|conn| lineage_upstream(conn, &id(of))).unwrap();
        assert_eq!(upstream("a/parken"), Some(fork_to("a/parken")));
        assert_eq!(upstream("mrn/parken"), None);

        let children = |after: Option<&str>, limit| {
            let after = after.map(id);
            let found = db.store()
                .read(|conn| lineage_children(conn, &id("mrn/parken"), after.as_ref(), limit))
                .unwrap();
            found.iter().map(|fork| fork.child.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(children(None, 9), "a/halten a/parken b/parken");
        assert_eq!(children(None, 1), "a/halten");
        assert_eq!(children(Some("a/halten"), 1), "a/parken");
        assert_eq!(children(Some("a/parken"), 9), "b/parken");
        assert_eq!(children(Some("b/parken"), 9), "");
        let owned = |owner: &str, limit| {
            let owner = owner.parse().unwrap();
            let found = db.store().read(|conn| lineage_owned(conn, &owner, limit)).unwrap();
            found.iter().map(|fork| fork.child.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!((owned("a", 9), owned("a", 1)), ("a/halten a/parken".to_owned(), "a/halten".to_owned()));
        assert_eq!(owned("mrn", 9), "");
        let n_forks = |of: &str| db.store().read(|conn| lineage_count(conn, &id(of))).unwrap();
        assert_eq!((n_forks("mrn/parken"), n_forks("a/parken")), (3, 0));
    }

    fn a_blueprint_has_one_upstream_and_it_exists(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/parken", "1.0.0").unwrap();
        publish(db.store(), "mrn/halten", "1.0.0").unwrap();
        let insert = |fork: &Lineage| -> Result<(), StoreError> {
            db.store().write(|txn| lineage_insert(txn, fork))
        };
        let unknown = Lineage { version: version("2.0.0"), ..fork_to("mrn/halten") };
        assert!(matches!(insert(&unknown), Err(StoreError::Missing { .. })));
        assert!(matches!(insert(&fork_to("mrn/nothing")), Err(StoreError::Missing { .. })));
        insert(&fork_to("mrn/halten")).unwrap();
        assert!(matches!(insert(&fork_to("mrn/halten")), Err(StoreError::Exists)));
    }

    fn a_merge_moves_the_base_and_a_skip_does_not(db: &TestDatabase) {
        one_fork(db);
        publish(db.store(), "mrn/halten", "1.1.0").unwrap();
        let digest = |number: &str| document("mrn/parken", number).digest;
        assert_eq!(base(db), Base { id: id("mrn/parken"), version: version("1.0.0"), digest: digest("1.0.0"), at: 300 });
        let before = db.store().read(event_last).unwrap();
        skip(db, "mrn/halten", "1.1.0").unwrap();
        assert_eq!(base(db).version, version("1.0.0"));
        advance(db, "1.0.0", "1.2.0", "1.1.0").unwrap();
        assert_eq!(base(db), Base { id: id("mrn/parken"), version: version("1.2.0"), digest: digest("1.2.0"), at: 400 });

        let steps = |before, limit| {
            let child = id("mrn/halten");
            db.store().read(|conn| lineage_steps(conn, &child, before, limit)).unwrap()
        };
        let merged = LineageStep {
            number: 2,
            version: version("1.2.0"),
            digest: digest("1.2.0"),
            at: 400,
            dealt: Dealt::Merged {
                own_version: version("1.1.0"),
                own_parent: Some(version("1.0.0")),
            },
        };
        let skipped = LineageStep {
            number: 1,
            version: version("1.1.0"),
            digest: digest("1.1.0"),
            at: 500,
            dealt: Dealt::Skipped { reason: "bei uns anders".to_owned() },
        };
        assert_eq!(steps(None, 9), [merged.clone(), skipped.clone()]);
        assert_eq!(steps(None, 1), [merged]);
        assert_eq!(steps(Some(2), 9), [skipped]);
        let child = id("mrn/halten");
        let last = db.store().read(|conn| lineage_merge_last(conn, &child)).unwrap();
        assert_eq!(last, steps(None, 1).pop());
        assert_eq!(db.store().read(|conn| lineage_merges(conn, &child)).unwrap(), steps(None, 1));
        let skipped_as = |number: &str| {
            db.store().read(|conn| lineage_skip_get(conn, &child, &version(number))).unwrap()
        };
        assert_eq!(skipped_as("1.1.0"), steps(None, 2).pop());
        assert_eq!(skipped_as("1.2.0"), None);
        let left = db.store().read(|conn| lineage_skipped(conn, &id("mrn/halten"))).unwrap();
        assert_eq!(left, [version("1.1.0")]);
        let events = db.store().read(|conn| events_after(conn, before, 9)).unwrap();
        let told: Vec<_> =
            events.iter().map(|event| (event.kind, event.version.clone().unwrap())).collect();
        let expected = [
            (EventKind::ForkSkipped, version("1.1.0")),
            (EventKind::ForkMerged, version("1.2.0")),
        ];
        assert_eq!(told, expected);
        assert!(events.iter().all(|event| event.blueprint == Some(id("mrn/halten"))));
    }

    fn a_base_that_has_moved_since_is_stale(db: &TestDatabase) {
        one_fork(db);
        publish(db.store(), "mrn/halten", "1.1.0").unwrap();
        advance(db, "1.0.0", "1.1.0", "1.1.0").unwrap();
        let before = db.store().read(event_last).unwrap();
        assert!(matches!(advance(db, "1.0.0", "1.2.0", "1.1.0"), Err(StoreError::Stale)));
        assert_eq!(base(db).version, version("1.1.0"));
        assert_eq!(db.store().read(event_last).unwrap(), before);
    }

    fn a_step_names_what_exists_and_a_version_is_skipped_once(db: &TestDatabase) {
        one_fork(db);
        let unpublished = advance(db, "1.0.0", "1.1.0", "1.1.0");
        assert!(matches!(unpublished, Err(StoreError::Missing { .. })), "{unpublished:?}");
        publish(db.store(), "mrn/halten", "1.1.0").unwrap();
        let unknown = advance(db, "1.0.0", "1.9.0", "1.1.0");
        assert!(matches!(unknown, Err(StoreError::Missing { .. })), "{unknown:?}");
        let no_fork = skip(db, "mrn/parken", "1.1.0");
        assert!(matches!(no_fork, Err(StoreError::Missing { .. })), "{no_fork:?}");
        skip(db, "mrn/halten", "1.1.0").unwrap();
        assert!(matches!(skip(db, "mrn/halten", "1.1.0"), Err(StoreError::Exists)));
        advance(db, "1.0.0", "1.1.0", "1.1.0").unwrap();
    }

    fn a_family_is_read_from_its_root_whoever_asks(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/a", "1.0.0").unwrap();
        for (upstream, child) in [("a", "b"), ("a", "c"), ("b", "d"), ("c", "e"), ("d", "f")] {
            fork(db.store(), &format!("mrn/{upstream}"), &format!("mrn/{child}"));
        }
        let whole = |forks: &str| ("a".to_owned(), forks.to_owned(), false);
        assert_eq!(family(db, "mrn/a", 9), whole("b c d e f"));
        // The line to who asks comes first.
        assert_eq!(family(db, "mrn/f", 9), whole("b d f c e"));
        assert_eq!(family(db, "mrn/f", 6), whole("b d f c e"));
        assert_eq!(family(db, "mrn/f", 5), ("b".to_owned(), "d f".to_owned(), true));
        assert_eq!(family(db, "mrn/a", 3), ("a".to_owned(), "b c".to_owned(), true));
        assert_eq!(family(db, "mrn/nichts", 9), ("nichts".to_owned(), String::new(), false));
    }

    fn a_family_deeper_than_the_bound_is_cut(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/n0", "1.0.0").unwrap();
        for n in 1..12 {
            fork(db.store(), &format!("mrn/n{}", n - 1), &format!("mrn/n{n}"));
        }
        assert_eq!(family(db, "mrn/n11", 6), ("n8".to_owned(), "n9 n10 n11".to_owned(), true));
        assert_eq!(family(db, "mrn/n0", 4), ("n0".to_owned(), "n1 n2 n3".to_owned(), true));
        assert!(!family(db, "mrn/n0", 12).2);
    }
}
