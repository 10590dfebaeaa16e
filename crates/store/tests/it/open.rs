//! Opening, and servers that go away.

use std::error::Error as _;

use diesel::{prelude::*, sql_types::Integer};
use store::{
    Backend, Conn, DatabaseUrl, Store, StoreError, StoreOptions, Tables, event_last,
    organisation_insert,
};
use testkit::TestDatabase;

use crate::given::{an_organisation, organisation};

fn open(url: &str) -> Result<Store, StoreError> {
    let options =
        StoreOptions { wait: std::time::Duration::from_millis(200), ..StoreOptions::default() };
    Store::open_with(&url.parse::<DatabaseUrl>()?, options)
}

#[derive(QueryableByName)]
struct Process {
    #[diesel(sql_type = Integer)]
    id: i32,
}

/// The server's process that serves the connection.
fn process(conn: &mut Conn) -> Result<i32, StoreError> {
    let found: Process = diesel::sql_query("SELECT pg_backend_pid() AS id").get_result(conn)?;
    Ok(found.id)
}

/// Ends the process and returns when it is gone.
fn terminate(db: &TestDatabase, process: i32) {
    let mut server = PgConnection::establish(db.url()).unwrap();
    diesel::sql_query(format!("SELECT pg_terminate_backend({process}, 5000)"))
        .execute(&mut server)
        .unwrap();
}

/// Changes what the database remembers of its migrations.
fn remember(db: &TestDatabase, statement: &str) {
    db.store()
        .write(|txn| -> Result<(), StoreError> {
            diesel::sql_query(statement).execute(&mut **txn)?;
            Ok(())
        })
        .unwrap();
}

on_each_database! {
    fn a_store_answers_and_is_up_to_date(db: &TestDatabase) {
        db.store().ping().unwrap();
        assert_eq!(db.store().pending_migrations().unwrap(), 0);
        assert_eq!(db.store().migrate().unwrap(), 0);
        let url: DatabaseUrl = db.url().parse().unwrap();
        assert_eq!(db.store().backend(), url.backend());
    }

    fn how_the_tables_stand_is_told_without_making_any(db: &TestDatabase) {
        assert_eq!(db.store().tables().unwrap(), Tables::Fit);
        remember(db, "DELETE FROM __diesel_schema_migrations WHERE version <> '20260101000001'");
        assert_eq!(db.store().tables().unwrap(), Tables::Behind);
        remember(db, "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000001')");
        assert_eq!(db.store().tables().unwrap(), Tables::Newer);
        remember(db, "DROP TABLE __diesel_schema_migrations");
        for _ in 0..2 {
            assert_eq!(db.store().tables().unwrap(), Tables::Absent);
        }
    }

    fn a_store_shows_nothing_of_its_address(db: &TestDatabase) {
        let expected = match db.store().backend() {
            Backend::Sqlite => "Store(sqlite://…)",
            Backend::Postgres => "Store(postgres://…)",
        };
        assert_eq!(format!("{:?}", db.store()), expected);
    }

    fn what_was_committed_is_there_for_the_next_program(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        let next = open(db.url()).unwrap();
        assert_eq!(next.migrate().unwrap(), 0);
        assert_eq!(next.read(event_last).unwrap().0, 1);
    }

    fn a_clone_is_the_same_store(db: &TestDatabase) {
        organisation(&db.store().clone(), "mrn");
        assert_eq!(db.store().read(event_last).unwrap().0, 1);
    }
}

#[test]
fn what_cannot_be_reached_is_unavailable_and_says_why() {
    for url in ["sqlite:///nowhere/at/all.db", "postgres://user:secret@127.0.0.1:1/name"] {
        let error = open(url).unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
        assert!(error.source().is_some());
        assert!(!format!("{error:?}").contains("secret"));
    }
}

#[test]
fn what_is_no_database_is_corrupt() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.db");
    std::fs::write(&file, "Sehr geehrte Damen und Herren, ".repeat(100)).unwrap();
    let error = open(&format!("sqlite://{}", file.display())).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { what: "database" }), "{error:?}");
}

#[test]
fn what_is_no_address_makes_no_file() {
    for url in ["blaupause.db", "sqlite:blaupause.db", "mysql://host/name"] {
        assert!(matches!(open(url), Err(StoreError::Url(_))), "{url}");
    }
}

#[test]
fn a_file_may_have_any_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["file:a.db", "ä ö %20.db", "a&b=c.db"] {
        let store = open(&format!("sqlite://{}/{name}", folder.path().display())).unwrap();
        store.migrate().unwrap();
        organisation(&store, "mrn");
        assert!(folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn a_lost_connection_is_replaced() {
    let db = TestDatabase::postgres();
    organisation(db.store(), "mrn");
    for _ in 0..3 {
        let reader = db.store().read(process).unwrap();
        let writer = db.store().write(|txn| process(txn)).unwrap();
        terminate(&db, reader);
        terminate(&db, writer);
        db.store().ping().unwrap();
        assert_ne!(db.store().read(process).unwrap(), reader);
        assert_ne!(db.store().write(|txn| process(txn)).unwrap(), writer);
    }
    assert_eq!(db.store().read(event_last).unwrap().0, 1);
}

#[test]
fn a_connection_lost_in_the_middle_is_unavailable_and_leaves_nothing() {
    let db = TestDatabase::postgres();
    let lost = db.store().write(|txn| -> Result<(), StoreError> {
        organisation_insert(txn, &an_organisation("mrn"))?;
        let writer = process(txn)?;
        terminate(&db, writer);
        organisation_insert(txn, &an_organisation("other"))?;
        Ok(())
    });
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    let lost = db.store().read(|conn| {
        let reader = process(conn)?;
        terminate(&db, reader);
        event_last(conn)
    });
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
    assert_eq!(db.store().read(event_last).unwrap().0, 0);
    organisation(db.store(), "mrn");
    assert_eq!(db.store().read(event_last).unwrap().0, 1);
}

/// A transaction that was begun and then did not get the lock is closed, not left to the next writer.
#[test]
fn a_lock_that_was_not_got_costs_no_connection() {
    let db = TestDatabase::postgres();
    let impatient = open(db.url()).unwrap();
    let before = impatient.write(|txn| process(txn)).unwrap();
    db.store()
        .write(|_txn| -> Result<(), StoreError> {
            let refused = impatient.write(|txn| process(txn));
            assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
            Ok(())
        })
        .unwrap();
    assert_eq!(impatient.write(|txn| process(txn)).unwrap(), before);
}
