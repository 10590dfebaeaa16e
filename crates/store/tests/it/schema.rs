//! The migrations: the same tables on both databases, there and back.

use std::{collections::BTreeMap, thread};

use diesel::{migration::MigrationSource, prelude::*, sql_types::Text};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use store::{
    Backend, Base, Lineage, Skip, StoreError, lineage_insert, lineage_skip, lineage_steps,
    lineage_upstream,
};
use testkit::TestDatabase;

use crate::given::{document, id, organisation, publish, version};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// `table.column` with its type, whether it must be there, and its place in the primary key; then every
/// other index and every reference with its columns.
type Schema = BTreeMap<String, Vec<String>>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    item: String,
    #[diesel(sql_type = Text)]
    part: String,
}

const SQLITE_LINES: [&str; 3] = [
    r#"SELECT t.name || '.' || c.name AS item, c.type || ' ' || c."notnull" || ' ' || c.pk AS part
       FROM sqlite_master t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE '\_\_%' ESCAPE '\'"#,
    r#"SELECT t.name || ' index ' || CASE i.origin WHEN 'c' THEN i.name ELSE group_concat(c.name) END
           || ' unique ' || i."unique" AS item, group_concat(c.name) AS part
       FROM sqlite_master t, pragma_index_list(t.name) i,
           (SELECT * FROM sqlite_master) m, pragma_index_info(i.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE '\_\_%' ESCAPE '\' AND m.name = i.name
           AND i.origin <> 'pk'
       GROUP BY t.name, i.name"#,
    r#"SELECT t.name || ' refers to ' || f."table" || ' by ' || group_concat(f."from") AS item,
           group_concat(f."to") AS part
       FROM sqlite_master t, pragma_foreign_key_list(t.name) f
       WHERE t.type = 'table' GROUP BY t.name, f.id"#,
];

const POSTGRES_LINES: [&str; 3] = [
    "SELECT c.relname || '.' || a.attname AS item,
            CASE format_type(a.atttypid, a.atttypmod) WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB'
                WHEN 'bigint' THEN 'INTEGER' WHEN 'boolean' THEN 'INTEGER' ELSE '?' END
            || ' ' || a.attnotnull::int || ' ' || coalesce(array_position(k.conkey, a.attnum), 0) AS part
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
         AND c.relname NOT LIKE '\\_\\_%'",
    "SELECT t.relname || ' index ' || CASE WHEN u.oid IS NULL THEN i.relname
                ELSE string_agg(a.attname, ',' ORDER BY o.n) END
            || ' unique ' || x.indisunique::int AS item,
            string_agg(a.attname, ',' ORDER BY o.n) AS part
     FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     LEFT JOIN pg_constraint u ON u.conindid = i.oid AND u.contype = 'u'
     CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS o(attnum, n)
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.attnum
     WHERE t.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary
     GROUP BY t.relname, i.relname, x.indisunique, u.oid",
    "SELECT t.relname || ' refers to ' || r.relname || ' by ' || string_agg(f.attname, ',' ORDER BY o.n)
            AS item, string_agg(g.attname, ',' ORDER BY o.n) AS part
     FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
     CROSS JOIN unnest(k.conkey, k.confkey) WITH ORDINALITY AS o(here, there, n)
     JOIN pg_attribute f ON f.attrelid = t.oid AND f.attnum = o.here
     JOIN pg_attribute g ON g.attrelid = r.oid AND g.attnum = o.there
     WHERE t.relnamespace = current_schema()::regnamespace AND k.contype = 'f'
     GROUP BY k.oid, t.relname, r.relname",
];

fn schema(db: &TestDatabase) -> Schema {
    let queries = match db.store().backend() {
        Backend::Sqlite => SQLITE_LINES,
        Backend::Postgres => POSTGRES_LINES,
    };
    let mut schema = Schema::new();
    for query in queries {
        let lines: Vec<Line> = db
            .store()
            .read(|conn| Ok::<_, StoreError>(diesel::sql_query(query).load(conn)?))
            .unwrap();
        for line in lines {
            schema.entry(line.item).or_default().push(line.part);
        }
    }
    schema
}

/// Undoes the migrations from the one with this version on, beside the store.
fn revert_from(db: &TestDatabase, version: &str) {
    fn each<DB: diesel::backend::Backend>(
        conn: &mut impl MigrationHarness<DB>,
        source: fn() -> EmbeddedMigrations,
        version: &str,
    ) where
        EmbeddedMigrations: MigrationSource<DB>,
    {
        while conn.revert_last_migration(source()).unwrap().to_string() != version {}
    }
    match db.store().backend() {
        Backend::Sqlite => {
            let path = db.url().strip_prefix("sqlite://").unwrap();
            each(&mut SqliteConnection::establish(path).unwrap(), || SQLITE, version);
        }
        Backend::Postgres => {
            each(&mut PgConnection::establish(db.url()).unwrap(), || POSTGRES, version);
        }
    }
}

/// Undoes every migration, beside the store.
fn revert(db: &TestDatabase) -> usize {
    match db.store().backend() {
        Backend::Sqlite => {
            let path = db.url().strip_prefix("sqlite://").unwrap();
            let mut conn = SqliteConnection::establish(path).unwrap();
            conn.revert_all_migrations(SQLITE).unwrap().len()
        }
        Backend::Postgres => {
            let mut conn = PgConnection::establish(db.url()).unwrap();
            conn.revert_all_migrations(POSTGRES).unwrap().len()
        }
    }
}

on_each_database! {
    fn migrations_can_be_undone_and_done_again(db: &TestDatabase) {
        let before = schema(db);
        assert!(before.contains_key("versions.precedence"));
        let n_migrations = revert(db);
        assert_eq!(schema(db), Schema::new());
        assert_eq!(db.store().pending_migrations().unwrap(), n_migrations);
        assert_eq!(db.store().migrate().unwrap(), n_migrations);
        assert_eq!(schema(db), before);
        organisation(db.store(), "mrn");
    }

    fn several_programs_may_migrate_at_once(db: &TestDatabase) {
        let n_migrations = revert(db);
        let n_run: usize = thread::scope(|scope| {
            let programs: Vec<_> =
                (0..4).map(|_| scope.spawn(|| db.store().migrate().unwrap())).collect();
            programs.into_iter().map(|program| program.join().unwrap()).sum()
        });
        assert_eq!(n_run, n_migrations);
        organisation(db.store(), "mrn");
    }

    /// Forks from before start at the version they were forked from.
    fn forks_get_their_base(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        publish(db.store(), "mrn/parken", "1.0.0").unwrap();
        publish(db.store(), "mrn/halten", "1.0.0").unwrap();
        let digest = document("mrn/parken", "1.0.0").digest;
        let fork = Lineage {
            child: id("mrn/halten"),
            upstream: id("mrn/parken"),
            version: version("1.0.0"),
            digest,
            kind: "technical".to_owned(),
            reason: "Vorschlag".to_owned(),
            forked_at: 300,
            base: Base { id: id("mrn/parken"), version: version("1.0.0"), digest, at: 300 },
        };
        db.store().write(|txn| lineage_insert(txn, &fork)).unwrap();
        revert_from(db, "20261125000002");
        assert!(!schema(db).contains_key("lineage.merged_version"));
        db.store().migrate().unwrap();
        let found = db.store().read(|conn| lineage_upstream(conn, &fork.child)).unwrap();
        assert_eq!(found, Some(fork));
    }

    /// The tables of forks are made anew on one of the databases; what is in them stays.
    fn steps_of_forks_stay_when_their_base_gets_an_address(db: &TestDatabase) {
        organisation(db.store(), "mrn");
        for (blueprint, number) in [("mrn/parken", "1.0.0"), ("mrn/parken", "1.0.1"), ("mrn/halten", "1.0.0")] {
            publish(db.store(), blueprint, number).unwrap();
        }
        let digest = document("mrn/parken", "1.0.0").digest;
        let child = id("mrn/halten");
        let fork = Lineage {
            child: child.clone(),
            upstream: id("mrn/parken"),
            version: version("1.0.0"),
            digest,
            kind: "variant".to_owned(),
            reason: "Satzung".to_owned(),
            forked_at: 300,
            base: Base { id: id("mrn/parken"), version: version("1.0.0"), digest, at: 300 },
        };
        db.store().write(|txn| {
            lineage_insert(txn, &fork)?;
            let left = document("mrn/parken", "1.0.1").digest;
            lineage_skip(txn, &Skip { child: &child, version: &version("1.0.1"), digest: &left, reason: "Nein", at: 301 })
        }).unwrap();
        let read = || db.store().read(|conn| {
            Ok::<_, StoreError>((lineage_upstream(conn, &child)?, lineage_steps(conn, &child, None, 9)?))
        }).unwrap();
        let before = read();
        assert_eq!((before.0.as_ref(), before.1.len()), (Some(&fork), 1));
        revert_from(db, "20261126000010");
        assert!(!schema(db).contains_key("lineage.merged_owner"));
        db.store().migrate().unwrap();
        assert_eq!(read(), before);
    }

    fn newer_tables_are_refused(db: &TestDatabase) {
        db.store()
            .write(|txn| {
                let statement = "INSERT INTO __diesel_schema_migrations (version) \
                    VALUES ('29991231000001')";
                Ok::<_, StoreError>(diesel::sql_query(statement).execute(&mut **txn)?)
            })
            .unwrap();
        assert!(matches!(db.store().migrate(), Err(StoreError::Newer)));
        assert!(matches!(db.store().pending_migrations(), Err(StoreError::Newer)));
    }
}

#[test]
fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (TestDatabase::sqlite(), TestDatabase::postgres());
    assert_eq!(schema(&sqlite), schema(&postgres));
}

#[test]
fn both_databases_have_the_same_migrations() {
    fn names<DB: diesel::backend::Backend>(source: &impl MigrationSource<DB>) -> Vec<String> {
        let migrations = source.migrations().unwrap();
        migrations.iter().map(|migration| migration.name().to_string()).collect()
    }
    assert_eq!(names::<diesel::sqlite::Sqlite>(&SQLITE), names::<diesel::pg::Pg>(&POSTGRES));
}

/// Otherwise lists would be sorted by the server's language.
#[test]
fn every_text_is_compared_by_bytes() {
    let db = TestDatabase::postgres();
    let query =
        "SELECT table_name || '.' || column_name AS item, coalesce(collation_name, '') AS part
        FROM information_schema.columns WHERE table_schema = current_schema()
        AND data_type = 'text' AND table_name NOT LIKE '\\_\\_%'";
    let columns: Vec<Line> =
        db.store().read(|conn| Ok::<_, StoreError>(diesel::sql_query(query).load(conn)?)).unwrap();
    assert!(30 < columns.len());
    for column in columns {
        assert_eq!(column.part, "C", "{}", column.item);
    }
}

#[test]
fn every_table_is_strict() {
    let db = TestDatabase::sqlite();
    let query = "SELECT name AS item, CAST(strict AS TEXT) AS part FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table'
        AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'";
    let tables: Vec<Line> =
        db.store().read(|conn| Ok::<_, StoreError>(diesel::sql_query(query).load(conn)?)).unwrap();
    assert!(10 < tables.len());
    for table in tables {
        assert_eq!(table.part, "1", "{}", table.item);
    }
}
