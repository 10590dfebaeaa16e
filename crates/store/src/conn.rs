//! The two kinds of connection, and all that truly differs between them: connecting, beginning to
//! write, migrating.
//!
//! Law: no `match` on [`Conn`] outside this file. What one database words differently in the library's
//! types, though not in SQL, goes through [`per_dialect!`].

use diesel::{
    backend::Backend,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    dsl::sql,
    migration::{Migration, MigrationSource},
    pg::Pg,
    prelude::*,
    r2d2::{ManageConnection, R2D2Connection},
    sql_types::{BigInt, Text},
    sqlite::Sqlite,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{StoreError, StoreOptions, Tables, url::DatabaseUrl, url::Location};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// A connection to either database. Public because its name is in signatures; a caller can do no more
/// with it than hand it to the functions of this crate.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Expands `$body` once per dialect, with `$c` bound to the concrete connection.
macro_rules! per_dialect {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::Conn::Sqlite($c) => $body,
            $crate::Conn::Postgres($c) => $body,
        }
    };
}
pub(crate) use per_dialect;

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// Makes connections for a pool, and tells which of them are past use.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    pub(crate) url: DatabaseUrl,
    pub(crate) access: Access,
    pub(crate) options: StoreOptions,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        match &self.url.0 {
            Location::Sqlite(path) => self.open(path).map(Conn::Sqlite),
            Location::Postgres(url) => self.dial(url).map(Conn::Postgres),
        }
    }

    /// A file does not go away. A server does, and the library notices only when it next talks to it:
    /// hence one short question before a connection is lent.
    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(c) => c.ping().map_err(diesel::r2d2::Error::QueryError),
        }
    }

    /// Also true of a connection that comes back inside a transaction, as after a panic: it is closed,
    /// and the database rolls back.
    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}

impl Manager {
    fn open(&self, path: &str) -> Result<SqliteConnection, diesel::r2d2::Error> {
        // Without a directory in front, `file:a` would be read as a URI.
        let path = if path.starts_with('/') { path.to_owned() } else { format!("./{path}") };
        let mut conn =
            SqliteConnection::establish(&path).map_err(diesel::r2d2::Error::ConnectionError)?;
        // The patience first, as switching to WAL takes a lock. One statement per call: a later one
        // in a batch would run although an earlier one had failed on a lock.
        let patience = format!("PRAGMA busy_timeout = {}", self.options.wait.as_millis());
        let pragmas: &[&str] = match self.access {
            Access::Read => &[&patience, "PRAGMA query_only = ON"],
            Access::Write => &[
                &patience,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
            ],
        };
        for pragma in pragmas {
            conn.batch_execute(pragma).map_err(diesel::r2d2::Error::QueryError)?;
        }
        Ok(conn)
    }

    fn dial(&self, url: &str) -> Result<PgConnection, diesel::r2d2::Error> {
        let url = with_connect_timeout(url, self.options.wait.as_secs().max(1));
        let mut conn =
            PgConnection::establish(&url).map_err(diesel::r2d2::Error::ConnectionError)?;
        let (wait, statement) = (self.options.wait.as_millis(), self.options.statement.as_millis());
        // A writer that hangs would keep all others waiting: the server ends its transaction.
        conn.batch_execute(&format!(
            "SET lock_timeout = {wait}; SET statement_timeout = {statement}; \
             SET idle_in_transaction_session_timeout = {statement}; \
             SET default_transaction_read_only = {}",
            if self.access == Access::Read { "on" } else { "off" }
        ))
        .map_err(diesel::r2d2::Error::QueryError)?;
        Ok(conn)
    }
}

/// The client library would wait for an unreachable host for minutes.
fn with_connect_timeout(url: &str, seconds: u64) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}connect_timeout={seconds}")
}

/// Begins a transaction that is sure to be the only one that writes.
///
/// SQLite's plain `BEGIN` takes the write lock at the first write. If another writer got there since our
/// first read, that fails at once with "database is locked", whatever the busy timeout. `BEGIN IMMEDIATE`
/// queues instead. PostgreSQL would let two writers draw the same event number; the advisory lock queues
/// them, and whoever comes out of the queue must see what the others wrote meanwhile, whatever isolation the
/// server prefers. It is per schema, so that two registries in one database do not wait for each other.
pub(crate) fn begin_write(conn: &mut Conn) -> Result<(), StoreError> {
    const LOCKED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; \
        SELECT pg_advisory_xact_lock(20260101, hashtext(coalesce(current_schema()::text, '')))";
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        Conn::Postgres(c) => {
            if let Err(error) = AnsiTransactionManager::begin_transaction_sql(c, LOCKED) {
                // `BEGIN` has succeeded when the lock has not. Should this fail too, the
                // connection is lost, which the pool finds out by itself.
                c.batch_execute("ROLLBACK").ok();
                // Nothing but waiting can have failed, and the server may say so in any language.
                return Err(StoreError::Unavailable(Box::new(error)));
            }
        }
    }
    Ok(())
}

/// Brings the tables up to date and says how many migrations that took.
///
/// Wants a connection of its own, to be closed afterwards: that gives back the lock which keeps several
/// programs from migrating at once, and rolls back what did not succeed. SQLite checks foreign keys
/// afterwards, as a migration can only rebuild a table while they are off, and turning them off has no
/// effect inside a transaction.
pub(crate) fn migrate(conn: &mut Conn) -> Result<usize, StoreError> {
    const LOCKED: &str = "SET lock_timeout = 0; SET statement_timeout = 0; \
        SELECT pg_advisory_lock(20260102, hashtext(coalesce(current_schema()::text, '')))";
    match conn {
        Conn::Sqlite(c) => {
            c.batch_execute("PRAGMA foreign_keys = OFF")?;
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
            let n_run = run_pending(c, &SQLITE)?;
            let n_broken: i64 =
                sql::<BigInt>("SELECT count(*) FROM pragma_foreign_key_check").get_result(c)?;
            if n_broken != 0 {
                return Err(StoreError::Corrupt { what: "reference" });
            }
            AnsiTransactionManager::commit_transaction(c)?;
            Ok(n_run)
        }
        Conn::Postgres(c) => {
            c.batch_execute(LOCKED)?;
            run_pending(c, &POSTGRES)
        }
    }
}

/// How many migrations are still to be run.
pub(crate) fn pending_count(conn: &mut Conn) -> Result<usize, StoreError> {
    match conn {
        Conn::Sqlite(c) => pending(c, &SQLITE).map(|migrations| migrations.len()),
        Conn::Postgres(c) => pending(c, &POSTGRES).map(|migrations| migrations.len()),
    }
}

/// How the tables stand to this program. Asks a connection that cannot write, and so makes nothing: what the
/// library asks with would make its own table first.
pub(crate) fn tables(conn: &mut Conn) -> Result<Tables, StoreError> {
    let (known, are_there) = match conn {
        Conn::Sqlite(_) => (
            versions::<Sqlite>(&SQLITE)?,
            "SELECT count(*) FROM sqlite_master WHERE name = '__diesel_schema_migrations'",
        ),
        Conn::Postgres(_) => {
            (versions::<Pg>(&POSTGRES)?, "SELECT count(to_regclass('__diesel_schema_migrations'))")
        }
    };
    let n_found: i64 = sql::<BigInt>(are_there).get_result(conn)?;
    if n_found == 0 {
        return Ok(Tables::Absent);
    }
    let applied: Vec<String> =
        sql::<Text>("SELECT version FROM __diesel_schema_migrations").load(conn)?;
    Ok(if !applied.iter().all(|version| known.contains(version)) {
        Tables::Newer
    } else if applied.len() < known.len() {
        Tables::Behind
    } else {
        Tables::Fit
    })
}

fn versions<DB: Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, StoreError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known = source.migrations().map_err(StoreError::from_cause)?;
    Ok(known.iter().map(|migration| migration.name().version().to_string()).collect())
}

fn run_pending<DB: Backend, C: MigrationHarness<DB>>(
    conn: &mut C,
    source: &EmbeddedMigrations,
) -> Result<usize, StoreError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations = pending(conn, source)?;
    conn.run_migrations(&migrations).map_err(StoreError::from_cause)?;
    Ok(migrations.len())
}

fn pending<DB: Backend, C: MigrationHarness<DB>>(
    conn: &mut C,
    source: &EmbeddedMigrations,
) -> Result<Vec<Box<dyn Migration<DB>>>, StoreError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let mut known = source.migrations().map_err(StoreError::from_cause)?;
    let applied = conn.applied_migrations().map_err(StoreError::from_cause)?;
    let is_known = |version| known.iter().any(|migration| &migration.name().version() == version);
    if !applied.iter().all(is_known) {
        return Err(StoreError::Newer);
    }
    known.retain(|migration| !applied.contains(&migration.name().version()));
    known.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
    Ok(known)
}
