//! The event log and the work that follows from it.

use std::{collections::BTreeSet, thread};

use store::{
    EventKind, Seq, StoreError, event_last, events_after, outbox_claim, outbox_done, outbox_push,
    version_yank,
};
use testkit::TestDatabase;

use crate::given::{id, organisation, publish, slug, version};

fn claim(db: &TestDatabase, topic: &str, limit: u32, now: i64) -> Vec<i64> {
    let claimed = db.store().write(|txn| outbox_claim(txn, topic, limit, now, 10)).unwrap();
    claimed.into_iter().map(|seq| seq.0).collect()
}

on_each_database! {
    fn everything_that_happens_is_an_event(db: &TestDatabase) {
        assert_eq!(db.store().read(event_last).unwrap(), Seq::START);
        organisation(db.store(), "mrn");
        assert_eq!(publish(db.store(), "mrn/parken", "1.0.0").unwrap(), Seq(2));
        for reason in [Some("falsch"), None] {
            db.store()
                .write(|txn| version_yank(txn, (&id("mrn/parken"), &version("1.0.0")), reason, None, 500))
                .unwrap();
        }
        assert_eq!(db.store().read(event_last).unwrap(), Seq(4));

        let events = db.store().read(|conn| events_after(conn, Seq::START, 9)).unwrap();
        let kinds: Vec<_> = events.iter().map(|event| (event.seq.0, event.at, event.kind)).collect();
        assert_eq!(
            kinds,
            [
                (1, 1, EventKind::OrganisationCreated),
                (2, 100, EventKind::VersionPublished),
                (3, 500, EventKind::VersionYanked),
                (4, 500, EventKind::VersionUnyanked),
            ]
        );
        assert!(events.iter().all(|event| event.organisation == Some(slug("mrn"))));
        assert_eq!((&events[0].blueprint, &events[0].version), (&None, &None));
        assert_eq!(events[1].blueprint, Some(id("mrn/parken")));
        assert_eq!(events[1].version, Some(version("1.0.0")));

        let page = db.store().read(|conn| events_after(conn, Seq(1), 2)).unwrap();
        assert_eq!(page, events[1..3]);
        assert_eq!(db.store().read(|conn| events_after(conn, Seq(4), 2)).unwrap(), []);
    }

    fn work_is_held_by_one_worker_until_its_lease_runs_out(db: &TestDatabase) {
        organisation(db.store(), "a");
        organisation(db.store(), "b");
        for seq in [1, 2] {
            for _ in 0..2 {
                db.store().write(|txn| outbox_push(txn, Seq(seq), &["index", "notify"])).unwrap();
            }
        }
        assert_eq!(claim(db, "index", 1, 100), [1]);
        assert_eq!(claim(db, "index", 9, 100), [2]);
        assert!(claim(db, "index", 9, 109).is_empty());
        assert_eq!(claim(db, "notify", 9, 109), [1, 2]);
        let done = |seq, topic: &str| {
            db.store().write(|txn| outbox_done(txn, Seq(seq), topic)).unwrap();
        };
        done(1, "index");
        done(1, "index");
        assert_eq!(claim(db, "index", 9, 110), [2]);
        done(2, "index");
        assert!(claim(db, "index", 9, 1_000).is_empty());
        assert_eq!(claim(db, "notify", 9, 1_000), [1, 2]);
        assert!(claim(db, "other", 9, 1_000).is_empty());
    }

    fn two_workers_never_hold_the_same_work(db: &TestDatabase) {
        for n in 1..=40 {
            organisation(db.store(), &format!("o{n}"));
            db.store().write(|txn| outbox_push(txn, Seq(n), &["index"])).unwrap();
        }
        let work = || {
            let mut held = Vec::new();
            loop {
                let claimed = claim(db, "index", 3, 100);
                if claimed.is_empty() {
                    return held;
                }
                held.extend(claimed);
            }
        };
        let (a, b) = thread::scope(|scope| {
            let (a, b) = (scope.spawn(work), scope.spawn(work));
            (a.join().unwrap(), b.join().unwrap())
        });
        assert_eq!(a.len() + b.len(), 40);
        let all: BTreeSet<i64> = a.into_iter().chain(b).collect();
        assert_eq!(all, (1..=40).collect());
    }

    fn work_follows_from_an_event_that_happened(db: &TestDatabase) {
        let stray: Result<(), StoreError> =
            db.store().write(|txn| outbox_push(txn, Seq(1), &["index"]));
        assert!(matches!(stray, Err(StoreError::Unexpected(_))), "{stray:?}");
    }
}

#[test]
fn kinds_read_back_what_they_write() {
    for kind in EventKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert!("organisation".parse::<EventKind>().is_err());
}
