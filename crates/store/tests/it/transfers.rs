//! Moves, the requests that lead to them, and slugs that are kept.

use store::{
    Author, Move, Person, ReservedSlug, Stamp, StoreError, Transfer, TransferEnd, TransferState,
    move_from, move_insert, move_to, person_insert, reserved_get, reserved_list, reserved_put,
    reserved_remove, transfer_end, transfer_get, transfer_insert, transfer_list,
    transfer_list_concerning, transfer_open,
};
use testkit::TestDatabase;

use crate::given::{id, organisation, publish, slug, version};

fn stamp(at: i64) -> Stamp {
    Stamp { at, by: Author::Person("p".to_owned()) }
}

fn request(name: &str, at: i64) -> Transfer {
    Transfer {
        id: name.to_owned(),
        from: id("mrn/parken"),
        to: id("kreis/parken"),
        reason: "Zuständig ist der Kreis".to_owned(),
        state: TransferState::Open,
        created: stamp(at),
        expires_at: at + 30,
        decided: None,
        answer: None,
        version: None,
    }
}

fn ready(db: &TestDatabase) {
    organisation(db.store(), "mrn");
    organisation(db.store(), "kreis");
    publish(db.store(), "mrn/parken", "1.0.0").unwrap();
    publish(db.store(), "kreis/parken", "1.0.1").unwrap();
    let person = Person {
        id: "p".to_owned(),
        login: Some("p@mrn.example".to_owned()),
        name: None,
        password: None,
        is_operator: false,
        created_at: 1,
        deleted_at: None,
    };
    db.store().write(|txn| person_insert(txn, &person)).unwrap();
}

fn a_move(from: &str, to: &str) -> Move {
    Move {
        from: id(from),
        to: id(to),
        version: version("1.0.1"),
        at: 7,
        reason: "Darum".to_owned(),
    }
}

on_each_database! {
    fn a_request_ends_once(db: &TestDatabase) {
        ready(db);
        let made = request("a", 10);
        db.store().write(|txn| transfer_insert(txn, &made)).unwrap();
        let seen = |now| db.store().read(|conn| transfer_open(conn, &made.from, now)).unwrap();
        assert_eq!(seen(39), Some(made.clone()));
        assert_eq!(seen(40), None, "it has expired");
        assert!(made.is_open(39) && !made.is_open(40));
        let end = |end| db.store().write(|txn| transfer_end(txn, "a", (end, Some("Gern")), &stamp(20)));
        let unknown = version("9.0.0");
        assert!(matches!(end(TransferEnd::Accept(&unknown)), Err(StoreError::Missing { .. })));
        let first = version("1.0.1");
        end(TransferEnd::Accept(&first)).unwrap();
        assert!(matches!(end(TransferEnd::Withdraw), Err(StoreError::Stale)));
        let now = db.store().read(|conn| transfer_get(conn, "a")).unwrap().unwrap();
        assert_eq!((now.state, now.decided, now.answer.as_deref(), now.version), (TransferState::Accepted, Some(stamp(20)), Some("Gern"), Some(first)));
        assert_eq!(seen(21), None);
    }

    fn requests_are_listed_for_both_organisations(db: &TestDatabase) {
        ready(db);
        for (name, at) in [("a", 10), ("b", 11)] {
            db.store().write(|txn| transfer_insert(txn, &request(name, at))).unwrap();
        }
        db.store().write(|txn| transfer_end(txn, "a", (TransferEnd::Decline, None), &stamp(12))).unwrap();
        db.store().read(|conn| {
            let names = |found: Vec<Transfer>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
            assert_eq!(names(transfer_list(conn, &id("mrn/parken"), 9)?), ["b", "a"]);
            assert_eq!(names(transfer_list(conn, &id("kreis/parken"), 9)?), [""; 0]);
            for organisation in ["mrn", "kreis"] {
                assert_eq!(names(transfer_list_concerning(conn, &slug(organisation), 9)?), ["b", "a"]);
            }
            Ok::<_, StoreError>(())
        }).unwrap();
        let strange = Transfer { to: id("nirgends/parken"), ..request("c", 1) };
        let refused = db.store().write(|txn| transfer_insert(txn, &strange));
        assert!(matches!(refused, Err(StoreError::Missing { .. })));
    }

    fn an_address_is_left_once_and_reached_once(db: &TestDatabase) {
        ready(db);
        let made = a_move("mrn/parken", "kreis/parken");
        db.store().write(|txn| move_insert(txn, &made)).unwrap();
        publish(db.store(), "mrn/halten", "1.0.1").unwrap();
        for (from, to) in [("mrn/parken", "mrn/halten"), ("mrn/halten", "kreis/parken")] {
            let again = db.store().write(|txn| move_insert(txn, &a_move(from, to)));
            assert!(matches!(again, Err(StoreError::Exists)), "{from} {to}");
        }
        let nowhere = Move { version: version("3.0.0"), ..a_move("mrn/halten", "kreis/halten") };
        let refused = db.store().write(|txn| move_insert(txn, &nowhere));
        assert!(matches!(refused, Err(StoreError::Missing { .. })));
        db.store().read(|conn| {
            assert_eq!(move_from(conn, &made.from)?, Some(made.clone()));
            assert_eq!(move_to(conn, &made.to)?, Some(made.clone()));
            assert_eq!(move_from(conn, &made.to)?, None);
            Ok::<_, StoreError>(())
        }).unwrap();
    }

    fn slugs_are_kept_and_given_free(db: &TestDatabase) {
        let kept = |name: &str, reason: &str, at| ReservedSlug { slug: slug(name), reason: reason.to_owned(), at };
        for (name, reason, at) in [("b", "erst", 1), ("a", "auch", 2), ("b", "dann", 3)] {
            db.store().write(|txn| reserved_put(txn, &kept(name, reason, at))).unwrap();
        }
        db.store().read(|conn| {
            assert_eq!(reserved_list(conn, None, 9)?, [kept("a", "auch", 2), kept("b", "dann", 1)]);
            assert_eq!(reserved_list(conn, Some(&slug("a")), 9)?, [kept("b", "dann", 1)]);
            assert_eq!(reserved_get(conn, &slug("c"))?, None);
            Ok::<_, StoreError>(())
        }).unwrap();
        db.store().write(|txn| reserved_remove(txn, &slug("b"))).unwrap();
        let again = db.store().write(|txn| reserved_remove(txn, &slug("b")));
        assert!(matches!(again, Err(StoreError::Missing { .. })));
    }
}
