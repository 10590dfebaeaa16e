//! Forks and where they come from.

use store::{
    Lineage, StoreError, lineage_children, lineage_count, lineage_insert, lineage_upstream,
};

use crate::given::{document, id, organisation, publish, version};

fn fork_to(child: &str) -> Lineage {
    Lineage {
        child: id(child),
        upstream: id("mrn/parken"),
        version: version("1.0.0"),
        digest: document("mrn/parken", "1.0.0").digest,
        kind: "variant".to_owned(),
        reason: "andere Satzung".to_owned(),
        forked_at: 300,
    }
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
}
