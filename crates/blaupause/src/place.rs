//! Opening what lies in the data folder: the store, and for administration a registry without its index.

use std::fs;

use registry::Registry;
use store::Store;
use tempfile::TempDir;

use crate::{config::Place, exit::Failure};

impl Place {
    /// The folder of the search index.
    pub(crate) fn index(&self) -> std::path::PathBuf {
        self.data.join("index")
    }

    /// Connects, and makes the data folder when it is missing.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        fs::create_dir_all(&self.data).map_err(|error| Failure::file(&self.data, &error))?;
        Ok(Store::open(&self.database)?)
    }

    /// A registry for administration, beside a running server or without one.
    ///
    /// Its index is an empty one of its own: administration looks up nothing there, and the server's is the
    /// server's alone to write.
    pub(crate) fn beside(&self) -> Result<(Registry, TempDir), Failure> {
        let store = self.store()?;
        store.migrate()?;
        let folder =
            TempDir::new().map_err(|error| Failure::file(&std::env::temp_dir(), &error))?;
        let registry = Registry::open(store, folder.path())?;
        Ok((registry, folder))
    }
}
