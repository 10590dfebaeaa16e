//! Which of the folders below the index's is in use, and how another takes its place.
//!
//! An index lies in the folder itself or, once it has been built anew, in a numbered one below; the file `current` says in
//! which. Law: renaming that file is the swap. Before it the old index is whole and in use, after it the new one; whatever
//! else lies there is half built or replaced, and is removed when the folder is opened next.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock, TryLockError},
};

use search::{Index, SearchError};

/// Names the numbered folder in use.
const CURRENT: &str = "current";

/// How far a new index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The last event that it holds.
    pub through: i64,
    /// The last event that there is.
    pub last: i64,
}

/// The index in use, and a new one that is being built.
#[derive(Debug)]
pub(crate) struct Indices {
    home: PathBuf,
    in_use: RwLock<InUse>,
    /// Held by whoever takes events into the index in use, and by the swap.
    following: Mutex<()>,
    /// Held while a new index is built.
    building: Mutex<()>,
    progress: Mutex<Option<Progress>>,
}

#[derive(Clone, Debug)]
struct InUse {
    index: Index,
    /// `None`: the folder itself.
    number: Option<u32>,
}

impl Indices {
    pub(crate) fn open(home: &Path) -> Result<Self, SearchError> {
        let number = read_current(home);
        let index = Index::open(&folder(home, number))?;
        if let Err(error) = tidy(home, number) {
            let cause: &dyn std::error::Error = &error;
            tracing::warn!(error = cause, "what is left of other search indices stays for now");
        }
        Ok(Self {
            home: home.to_owned(),
            in_use: RwLock::new(InUse { index, number }),
            following: Mutex::default(),
            building: Mutex::default(),
            progress: Mutex::default(),
        })
    }

    /// The index in use.
    pub(crate) fn index(&self) -> Index {
        self.in_use().index
    }

    pub(crate) fn following(&self) -> MutexGuard<'_, ()> {
        self.following.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None`: somebody builds already.
    pub(crate) fn building(&self) -> Option<MutexGuard<'_, ()>> {
        match self.building.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// How far the new index is, while one is being built.
    pub(crate) fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_progress(&self, progress: Option<Progress>) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    /// An empty index beside the one in use, and its number.
    pub(crate) fn beside(&self) -> Result<(Index, u32), SearchError> {
        let number = self.in_use().number.map_or(1, |number| number.wrapping_add(1));
        let folder = folder(&self.home, Some(number));
        Index::remove(&folder)?;
        Ok((Index::open(&folder)?, number))
    }

    /// Takes the new index for the one in use. The caller holds [`Self::following`].
    pub(crate) fn adopt(&self, index: Index, number: u32) -> Result<(), SearchError> {
        write_current(&self.home, number).map_err(SearchError::Folder)?;
        let new = InUse { index, number: Some(number) };
        let mut in_use = self.in_use.write().unwrap_or_else(PoisonError::into_inner);
        *in_use = new;
        Ok(())
    }

    /// Removes a new index that will not be used. What cannot be removed stays until the folder is opened next.
    pub(crate) fn discard(&self, index: &Index, number: u32) {
        if let Err(error) =
            index.close().and_then(|()| Index::remove(&folder(&self.home, Some(number))))
        {
            let cause: &dyn std::error::Error = &error;
            tracing::warn!(error = cause, "a half-built search index stays until the next start");
        }
    }

    /// Removes every index but the one in use. `replaced` was it until a moment ago; whoever still searches it may go on.
    pub(crate) fn tidy(&self, replaced: &Index) -> Result<(), SearchError> {
        replaced.close()?;
        tidy(&self.home, self.in_use().number)
    }

    fn in_use(&self) -> InUse {
        self.in_use.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn folder(home: &Path, number: Option<u32>) -> PathBuf {
    number.map_or_else(|| home.to_owned(), |number| home.join(number.to_string()))
}

/// What cannot be read names nothing: then the index starts anew in the folder itself.
fn read_current(home: &Path) -> Option<u32> {
    fs::read_to_string(home.join(CURRENT)).ok()?.trim().parse().ok()
}

fn write_current(home: &Path, number: u32) -> io::Result<()> {
    let draft = home.join("current.new");
    let mut file = File::create(&draft)?;
    file.write_all(number.to_string().as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, home.join(CURRENT))?;
    File::open(home)?.sync_all()
}

fn tidy(home: &Path, in_use: Option<u32>) -> Result<(), SearchError> {
    for entry in fs::read_dir(home).map_err(SearchError::Folder)? {
        let entry = entry.map_err(SearchError::Folder)?;
        let number: Option<u32> = entry.file_name().to_str().and_then(|name| name.parse().ok());
        if number.is_some() && number != in_use {
            Index::remove(&entry.path())?;
        }
    }
    if in_use.is_some() { Index::remove(home) } else { Ok(()) }
}
