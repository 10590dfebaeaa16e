//! All or nothing, one writer at a time, and no harm done to whoever comes next.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use diesel::prelude::*;
use store::{
    NewVersion, Seq, Store, StoreError, StoreOptions, blueprint_get, event_last, events_after,
    organisation_get, organisation_insert, version_all, version_publish,
};
use testkit::TestDatabase;

use crate::given::{
    an_organisation, by, document, id, organisation, publish, slug, some_facts, version,
};

/// A use case's own error.
#[derive(Debug)]
enum Refusal {
    Forbidden,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn another_store(db: &TestDatabase, wait: Duration) -> Store {
    let options = StoreOptions { wait, readers: 1, ..StoreOptions::default() };
    Store::open_with(&db.url().parse().unwrap(), options).unwrap()
}

fn is_there(db: &TestDatabase, name: &str) -> bool {
    db.store().read(|conn| organisation_get(conn, &slug(name))).unwrap().is_some()
}

/// Reads how many versions there are, then publishes the next: what two writers must not do at once.
fn publish_next(store: &Store) -> Result<Seq, StoreError> {
    let id = id("mrn/parken");
    store.write(|txn| {
        let n_versions = version_all(txn, &id)?.len();
        let number = format!("{}.0.0", n_versions + 1);
        let seen_revision = blueprint_get(txn, &id)?.map(|found| found.revision);
        version_publish(
            txn,
            &NewVersion {
                id: &id,
                version: &version(&number),
                document: &document("mrn/parken", &number),
                facts: &some_facts("Titel"),
                published_at: 100,
                published_by: &by("mrn-token"),
                step: &store::Step::default(),
                seen_revision,
            },
        )
    })
}

/// Follows the log while it grows: what is read never turns out to have had a gap.
fn follow(store: &Store, is_over: &AtomicBool) -> i64 {
    let mut seen = Seq::START;
    loop {
        let was_over = is_over.load(Ordering::SeqCst);
        for event in store.read(|conn| events_after(conn, seen, 100)).unwrap() {
            assert_eq!(event.seq.0, seen.0 + 1);
            seen = event.seq;
        }
        if was_over {
            return seen.0;
        }
        thread::yield_now();
    }
}

on_each_database! {
    fn concurrent_writers_lose_nothing_and_leave_no_gap(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        // Two stores, so that writers meet in the database and not only in the pool.
        let stores = [1, 2].map(|_| another_store(db, Duration::from_secs(30)));
        let is_over = AtomicBool::new(false);
        let n_followed = thread::scope(|scope| {
            let follower = scope.spawn(|| follow(db.store(), &is_over));
            let writers: Vec<_> = stores.iter().cycle().take(4)
                .map(|store| scope.spawn(move || {
                    (0..50).map(|_| publish_next(store).unwrap()).collect::<Vec<Seq>>()
                }))
                .collect();
            let ended: Vec<_> = writers.into_iter().map(thread::ScopedJoinHandle::join).collect();
            // Also when a writer has failed: the follower would wait for ever.
            is_over.store(true, Ordering::SeqCst);
            let mut published: Vec<Seq> = ended.into_iter().flat_map(Result::unwrap).collect();
            published.sort();
            assert_eq!(published, (2..=201).map(Seq).collect::<Vec<_>>());
            follower.join().unwrap()
        });
        assert_eq!(n_followed, 201);
        let events = db.store().read(|conn| events_after(conn, Seq(1), 999)).unwrap();
        let in_order = events.iter().map(|event| event.version.clone().unwrap());
        let expected: Vec<_> = (1..=200).map(|n| version(&format!("{n}.0.0"))).collect();
        assert_eq!(in_order.collect::<Vec<_>>(), expected);
        let found = db.store().read(|conn| blueprint_get(conn, &id("mrn/parken"))).unwrap().unwrap();
        assert_eq!((found.revision, found.latest), (200, Some(version("200.0.0"))));
    }

    fn an_error_leaves_nothing(db: &TestDatabase) {
        let refused: Result<(), Refusal> = db.store().write(|txn| {
            organisation_insert(txn, &an_organisation("mrn"))?;
            assert!(organisation_get(txn, &slug("mrn"))?.is_some());
            Err(Refusal::Forbidden)
        });
        assert!(matches!(refused, Err(Refusal::Forbidden)));
        assert!(!is_there(db, "mrn"));
        assert_eq!(db.store().read(event_last).unwrap(), Seq::START);
        organisation(db.store(), "mrn");
        assert_eq!(db.store().read(event_last).unwrap(), Seq(1));
    }

    fn a_refused_statement_leaves_nothing(db: &TestDatabase) {
        let refused: Result<(), Refusal> = db.store().write(|txn| {
            organisation_insert(txn, &an_organisation("mrn"))?;
            organisation_insert(txn, &an_organisation("mrn"))?;
            Ok(())
        });
        assert!(matches!(refused, Err(Refusal::Store(StoreError::Exists))), "{refused:?}");
        assert!(!is_there(db, "mrn"));
        organisation(db.store(), "mrn");
    }

    fn a_panic_leaves_nothing_and_harms_nobody(db: &TestDatabase) {
        for _ in 0..3 {
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                db.store().write(|txn| -> Result<(), StoreError> {
                    organisation_insert(txn, &an_organisation("mrn"))?;
                    panic!("on purpose");
                })
            }));
            assert!(panicked.is_err());
            assert!(!is_there(db, "mrn"));
        }
        organisation(db.store(), "mrn");
        assert!(is_there(db, "mrn"));
    }

    fn who_waits_too_long_for_the_lock_is_told(db: &TestDatabase) {
        let impatient = another_store(db, Duration::from_millis(100));
        db.store()
            .write(|txn| -> Result<(), StoreError> {
                organisation_insert(txn, &an_organisation("mrn"))?;
                let refused = impatient
                    .write(|txn| organisation_insert(txn, &an_organisation("other")));
                assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
                // Readers do not wait, and see what was committed.
                assert!(impatient.read(|conn| organisation_get(conn, &slug("mrn")))?.is_none());
                Ok(())
            })
            .unwrap();
        impatient.write(|txn| organisation_insert(txn, &an_organisation("other"))).unwrap();
        assert!(is_there(db, "mrn") && is_there(db, "other"));
    }

    fn who_waits_too_long_for_a_connection_is_told(db: &TestDatabase) {
        let small = another_store(db, Duration::from_millis(100));
        small
            .read(|_conn| -> Result<(), StoreError> {
                let refused = small.read(event_last);
                assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
                Ok(())
            })
            .unwrap();
        assert_eq!(small.read(event_last).unwrap(), Seq::START);
    }

    fn readers_cannot_write(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let refused = db.store().read(|conn| {
            Ok::<_, StoreError>(diesel::sql_query("DELETE FROM events").execute(conn)?)
        });
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        assert_eq!(db.store().read(event_last).unwrap(), Seq(1));
    }

    fn columns_are_strict_and_references_are_kept(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/parken", "1.0.0").unwrap();
        for statement in [
            "INSERT INTO events (seq, at, kind) VALUES (9, 'gestern', 'x')",
            "INSERT INTO events (seq, at, kind, owner) VALUES (9, 1, 'x', 'mrn')",
            "INSERT INTO events (seq, at) VALUES (9, 1)",
            "UPDATE versions SET yanked_at = 1",
            "UPDATE versions SET published_by = 'nobody'",
            "UPDATE organisations SET parent = 'nobody'",
            "DELETE FROM organisations",
            "DELETE FROM documents",
            "DELETE FROM blueprints",
        ] {
            let refused = db.store().write(|txn| {
                Ok::<_, StoreError>(diesel::sql_query(statement).execute(&mut **txn)?)
            });
            assert!(matches!(refused, Err(StoreError::Unexpected(_))), "{statement}: {refused:?}");
        }
        assert_eq!(db.store().read(event_last).unwrap(), Seq(2));
    }
}

#[test]
fn a_full_disk_is_unavailable_and_passes() {
    let db = TestDatabase::sqlite();
    let limit = |n_pages: i64| {
        db.store()
            .write(|txn| {
                let pragma = format!("PRAGMA max_page_count = {n_pages}");
                Ok::<_, StoreError>(diesel::sql_query(pragma).execute(&mut **txn)?)
            })
            .unwrap();
    };
    let mut large = an_organisation("mrn");
    large.name = "Rhein-Neckar ".repeat(10_000);
    // Less than there is already means: no more than that.
    limit(1);
    let refused = db.store().write(|txn| organisation_insert(txn, &large));
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    assert!(!is_there(&db, "mrn"));
    limit(1_000_000);
    db.store().write(|txn| organisation_insert(txn, &large)).unwrap();
    assert!(is_there(&db, "mrn"));
}

/// A stricter isolation would show a writer what there was before it queued.
#[test]
fn the_isolation_that_a_server_prefers_does_not_matter() {
    let db = TestDatabase::postgres();
    organisation(db.store(), "mrn");
    let url = format!("{}%20-cdefault_transaction_isolation%3Dserializable", db.url());
    let store = [(); 4].map(|()| Store::open(&url.parse().unwrap()).unwrap());
    thread::scope(|scope| {
        for store in &store {
            scope.spawn(move || {
                for _ in 0..20 {
                    publish_next(store).unwrap();
                }
            });
        }
    });
    assert_eq!(db.store().read(event_last).unwrap(), Seq(81));
}
