//! The pools and the two doors: reading and writing.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use diesel::{
    connection::TransactionManager,
    prelude::*,
    r2d2::{ManageConnection, NopErrorHandler, Pool, R2D2Connection},
};

use crate::{
    Backend, Conn, DatabaseUrl, StoreError, StoreOptions,
    conn::{Access, Manager, begin_write, migrate, pending_count, tables},
};

/// The registry's tables. A clone shares the connections.
#[derive(Clone)]
pub struct Store {
    readers: Pool<Manager>,
    /// One connection: writers queue here, before they queue at the database.
    writer: Pool<Manager>,
    /// For the rare connection beside the pools.
    manager: Manager,
}

/// How the tables stand to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// Nobody has made any yet: an empty database, or not the registry's.
    Absent,
    /// [`Store::migrate`] brings them up to date.
    Behind,
    Fit,
    /// A later release has changed them.
    Newer,
}

/// A connection inside a write transaction. Proof that its holder may write.
pub struct Txn<'a>(&'a mut Conn);

impl Store {
    /// Connects, once and at once, so that a wrong address is reported with its cause.
    pub fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        Self::open_with(url, StoreOptions::default())
    }

    pub fn open_with(url: &DatabaseUrl, options: StoreOptions) -> Result<Self, StoreError> {
        let manager = Manager { url: url.clone(), access: Access::Write, options };
        // The writer first: it makes the file, and readers cannot.
        drop(manager.connect()?);
        let reader = Manager { access: Access::Read, ..manager.clone() };
        Ok(Self {
            readers: pool(reader, options.readers.max(1)),
            writer: pool(manager.clone(), 1),
            manager,
        })
    }

    pub fn backend(&self) -> Backend {
        self.manager.url.backend()
    }

    /// Brings the tables up to date and says how many steps that took. Refuses tables that are newer
    /// than this program. Several programs may do this at the same time.
    pub fn migrate(&self) -> Result<usize, StoreError> {
        migrate(&mut self.manager.connect()?)
    }

    /// How many steps [`Store::migrate`] would take. Refuses newer tables in the same way.
    pub fn pending_migrations(&self) -> Result<usize, StoreError> {
        pending_count(&mut self.manager.connect()?)
    }

    /// How the tables stand to this program, without changing anything.
    pub fn tables(&self) -> Result<Tables, StoreError> {
        self.read(tables)
    }

    /// Whether the database answers.
    pub fn ping(&self) -> Result<(), StoreError> {
        self.read(|conn| Ok(conn.ping()?))
    }

    /// Lends a connection that cannot write.
    pub fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.readers.get().map_err(StoreError::from)?;
        f(&mut conn)
    }

    /// Runs `f` in one transaction: all of its writes happen, or none. One writer at a time.
    ///
    /// An error must leave `f`. On one of the two databases a transaction is over after its first failed
    /// statement, so catching an error and going on is not possible.
    pub fn write<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Txn<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        type Transactions = <Conn as Connection>::TransactionManager;

        let mut conn = self.writer.get().map_err(StoreError::from)?;
        begin_write(&mut conn)?;
        match f(&mut Txn(&mut conn)) {
            Ok(done) => {
                Transactions::commit_transaction(&mut *conn).map_err(StoreError::from)?;
                Ok(done)
            }
            Err(refused) => {
                if let Err(error) = Transactions::rollback_transaction(&mut *conn) {
                    // The pool sees the open transaction and closes the connection.
                    tracing::warn!(error = %error, "a transaction was given up with its connection");
                }
                Err(refused)
            }
        }
    }
}

fn pool(manager: Manager, size: u32) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(manager.options.wait)
        .test_on_check_out(true)
        // The cause comes with the error; saying it twice would only fill the log.
        .error_handler(Box::new(NopErrorHandler))
        .build_unchecked(manager)
}

impl Deref for Txn<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.0
    }
}

impl DerefMut for Txn<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.0
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.manager.url).finish()
    }
}

impl fmt::Debug for Txn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Txn")
    }
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Conn")
    }
}
