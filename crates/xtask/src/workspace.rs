//! The repository as the checks see it: its root, its crates, its files.
//!
//! Reads only; decides nothing.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use cargo_metadata::{Metadata, MetadataCommand};

/// Why a check could not look.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    #[error("`cargo metadata` gave no answer")]
    Metadata(#[source] cargo_metadata::Error),
    #[error("cannot read {}", path.display())]
    File { path: PathBuf, source: io::Error },
}

#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) metadata: Metadata,
}

impl Workspace {
    pub(crate) fn read() -> Result<Self, ReadError> {
        let metadata = MetadataCommand::new().no_deps().exec().map_err(ReadError::Metadata)?;
        Ok(Self { metadata })
    }

    fn path(&self, path: &str) -> PathBuf {
        self.metadata.workspace_root.as_std_path().join(path)
    }

    /// The text of a file, or `None` where there is no such file.
    pub(crate) fn text(&self, path: &str) -> Result<Option<String>, ReadError> {
        let path = self.path(path);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(ReadError::File { path, source }),
        }
    }

    /// The names in a folder; none where there is no such folder.
    pub(crate) fn names(&self, folder: &str) -> Result<BTreeSet<String>, ReadError> {
        let path = self.path(folder);
        names_in(&path).or_else(|source| match source.kind() {
            io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            _ => Err(ReadError::File { path, source }),
        })
    }
}

fn names_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    let name =
        |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    fs::read_dir(folder)?.map(name).collect()
}
