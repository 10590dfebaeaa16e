//! A database for one test: made empty, brought up to date, and gone with the test.

#![expect(clippy::expect_used, clippy::panic, reason = "a test without its database has failed")]

use std::sync::atomic::{AtomicU32, Ordering};

use store::{DatabaseUrl, Store, testing};
use tempfile::TempDir;

/// The variable that names the PostgreSQL server for tests.
const SERVER: &str = "BLAUPAUSE_TEST_POSTGRES";

/// A migrated store of the test's own. Dropping it removes the database.
#[derive(Debug)]
pub struct TestDatabase {
    store: Store,
    url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    /// Held, because the folder goes with it.
    Folder(#[expect(dead_code, reason = "its drop removes the folder")] TempDir),
    Schema {
        server: String,
        name: String,
    },
}

impl TestDatabase {
    /// In a file, as databases in memory are separate for each connection.
    pub fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let url = format!("sqlite://{}/blaupause.db", folder.path().display());
        Self::at(url, Home::Folder(folder))
    }

    /// In a schema of the server that `BLAUPAUSE_TEST_POSTGRES` names. Without the variable this fails,
    /// as a test that skips itself proves nothing.
    pub fn postgres() -> Self {
        static N_MADE: AtomicU32 = AtomicU32::new(0);

        let server = postgres_server();
        // Tests run in processes of their own, and several in each.
        let n_made = N_MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{n_made}", std::process::id());
        testing::schema_create(&server, &name).expect("a schema on the test server");
        let separator = if server.contains('?') { '&' } else { '?' };
        let url =
            format!("{server}{separator}application_name={name}&options=-csearch_path%3D{name}");
        Self::at(url, Home::Schema { server, name })
    }

    fn at(url: String, home: Home) -> Self {
        let location: DatabaseUrl = url.parse().expect("the URL of a database");
        let store = Store::open(&location).expect("a connection to the test database");
        store.migrate().expect("tables in the test database");
        Self { store, url, home }
    }

    /// The store, with its tables and nothing in them.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes every connection away, as a failing network or a restart of the server would. Nothing happens to a file.
    pub fn terminate_connections(&self) {
        if let Home::Schema { server, name } = &self.home {
            testing::connections_terminate(server, name).expect("the test server");
        }
    }

    /// Takes the tables away under those who are connected. Only on PostgreSQL.
    pub fn drop_tables(&self) {
        match &self.home {
            Home::Schema { server, name } => {
                testing::schema_create(server, name).expect("the test server");
            }
            Home::Folder(_) => panic!("the tables go with the file"),
        }
    }

    /// For a second store or another process on the same database.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Schema { server, name } = &self.home {
            // A schema that stays is no reason to hide why the test ends.
            testing::schema_drop(server, name).ok();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no other configuration")]
fn postgres_server() -> String {
    std::env::var(SERVER).unwrap_or_else(|error| {
        panic!("{SERVER}: {error}; docs/testing.md tells how to get a PostgreSQL to test on")
    })
}
