//! Opening what lies in the data folder: the store, and for administration a registry without its index.

use std::{fs, path::PathBuf};

use registry::Registry;
use store::{Store, Tables};
use tempfile::TempDir;

use crate::{config::Place, exit::Failure};

impl Place {
    /// The folder of the search index.
    pub(crate) fn index(&self) -> PathBuf {
        self.data.join("index")
    }

    /// Connects, and makes the data folder when it is missing.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        fs::create_dir_all(&self.data).map_err(|error| Failure::file(&self.data, &error))?;
        Ok(Store::open(&self.database)?)
    }

    /// The data folder, as it is called from everywhere.
    pub(crate) fn absolute_data(&self) -> PathBuf {
        std::path::absolute(&self.data).unwrap_or_else(|_unknown| self.data.clone())
    }

    /// A registry for administration, beside a running server or without one.
    ///
    /// It must be there already. A mistyped folder would otherwise get an empty database, and whoever made a token
    /// in it one that no server knows.
    ///
    /// Its index is an empty one of its own: administration looks up nothing there, and the server's is the
    /// server's alone to write.
    pub(crate) fn beside(&self) -> Result<(Registry, TempDir), Failure> {
        let store = self.existing()?;
        store.migrate()?;
        let folder =
            TempDir::new().map_err(|error| Failure::file(&std::env::temp_dir(), &error))?;
        let registry = Registry::open(store, folder.path())?;
        Ok((registry, folder))
    }

    /// Connects to what a server has made; makes nothing, neither folder nor file.
    pub(crate) fn existing(&self) -> Result<Store, Failure> {
        if self.database.file().is_some_and(|file| !file.exists()) {
            return Err(self.nothing_there());
        }
        let store = Store::open(&self.database)?;
        if store.tables()? == Tables::Absent {
            return Err(self.nothing_there());
        }
        Ok(store)
    }

    fn nothing_there(&self) -> Failure {
        if self.is_embedded {
            let folder = self.absolute_data();
            let folder = folder.display();
            Failure::usage(
                format!(
                    "{folder}: In diesem Ordner liegt kein Register. Prüfen Sie --data, oder legen Sie es mit „blaupause serve --data …“ an."
                ),
                format!(
                    "{folder}: there is no registry in this folder; check --data, or make it with “blaupause serve --data …”"
                ),
            )
        } else {
            Failure::usage(
                "Diese Datenbank hat keine Tabellen des Registers. Prüfen Sie DATABASE_URL, oder legen Sie die Tabellen mit „blaupause serve“ an.",
                "this database has no tables of the registry; check DATABASE_URL, or make the tables with “blaupause serve”",
            )
        }
    }
}
