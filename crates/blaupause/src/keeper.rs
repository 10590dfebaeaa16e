//! Who keeps the search index of a data folder, and the wish that it be built anew.
//!
//! One program at a time keeps an index: a server, or `admin reindex` where no server runs. The wish is a file beside the
//! index, so that it reaches a server without a way into it, and outlives one that ends before it has done it.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::PathBuf,
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::{
    config::Place,
    exit::{Exit, Failure},
};

/// The right to write a data folder's index, given back when dropped, also by a crash.
#[derive(Debug)]
pub(crate) struct Keeper(#[expect(dead_code, reason = "held for its lock")] File);

/// How often whoever starts asks again: somebody may only be looking whether there is a keeper.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);

impl Keeper {
    /// `None`: somebody else keeps it.
    pub(crate) fn try_take(place: &Place) -> Result<Option<Self>, Failure> {
        let path = place.data.join("index.lock");
        let of_file = |error: io::Error| Failure::file(&path, &error);
        fs::create_dir_all(&place.data).map_err(|error| Failure::file(&place.data, &error))?;
        let file = File::options().write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(of_file)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(of_file(error)),
        }
    }

    pub(crate) fn take(place: &Place) -> Result<Self, Failure> {
        for _ in 0..TRIES {
            if let Some(keeper) = Self::try_take(place)? {
                return Ok(keeper);
            }
            thread::sleep(BETWEEN);
        }
        let folder = place.absolute_data();
        let folder = folder.display();
        Err(Failure::new(
            Exit::Unavailable,
            format!(
                "{folder}: Auf diesem Ordner läuft schon ein Server, oder „blaupause admin reindex“ baut seinen Suchindex neu auf. Beenden Sie den anderen, oder nennen Sie mit --data einen anderen Ordner."
            ),
            format!(
                "{folder}: a server runs on this folder already, or “blaupause admin reindex” builds its search index; end the other one, or name another folder with --data"
            ),
        ))
    }
}

/// The wish that the index of a data folder be built anew, and how far that is.
#[derive(Clone, Debug)]
pub(crate) struct Wish(PathBuf);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub(crate) enum Standing {
    Wanted,
    Building {
        /// Events that the new index holds.
        through: i64,
        /// Events that there are.
        last: i64,
    },
    /// The server's log says why.
    Failed,
}

impl Wish {
    pub(crate) fn of(place: &Place) -> Self {
        Self(place.data.join("reindex.json"))
    }

    /// Leaves a wish, or joins the one that is there.
    pub(crate) fn leave(&self) -> io::Result<()> {
        match self.standing()? {
            None | Some(Standing::Failed) => self.say(Standing::Wanted),
            Some(Standing::Wanted | Standing::Building { .. }) => Ok(()),
        }
    }

    /// `None`: there is none, or it has been done.
    pub(crate) fn standing(&self) -> io::Result<Option<Standing>> {
        match fs::read(&self.0) {
            // Whatever else lies there, somebody wanted something.
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).unwrap_or(Standing::Wanted))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A reader sees the old standing or the new one, never half of it.
    pub(crate) fn say(&self, standing: Standing) -> io::Result<()> {
        let draft = self.0.with_extension("new");
        let mut file = File::create(&draft)?;
        file.write_all(&serde_json::to_vec(&standing)?)?;
        fs::rename(&draft, &self.0)
    }

    pub(crate) fn done(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::file(&self.0, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &tempfile::TempDir) -> Place {
        Place {
            data: folder.path().to_owned(),
            database: "sqlite:///nirgends".parse().unwrap(),
            is_embedded: true,
        }
    }

    #[test]
    fn one_keeps_an_index_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::try_take(&place(&folder)).unwrap().unwrap();
        assert!(Keeper::try_take(&place(&folder)).unwrap().is_none());
        drop(keeper);
        assert!(Keeper::try_take(&place(&folder)).unwrap().is_some());
    }

    #[test]
    fn a_second_wish_joins_the_first_and_a_failed_one_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let wish = Wish::of(&place(&folder));
        assert_eq!(wish.standing().unwrap(), None);
        wish.leave().unwrap();
        assert_eq!(wish.standing().unwrap(), Some(Standing::Wanted));
        let building = Standing::Building { through: 500, last: 900 };
        wish.say(building).unwrap();
        wish.leave().unwrap();
        assert_eq!(wish.standing().unwrap(), Some(building));
        wish.say(Standing::Failed).unwrap();
        wish.leave().unwrap();
        assert_eq!(wish.standing().unwrap(), Some(Standing::Wanted));
        wish.done().unwrap();
        wish.done().unwrap();
        assert_eq!(wish.standing().unwrap(), None);
    }

    #[test]
    fn a_wish_that_cannot_be_read_is_one_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let wish = Wish::of(&place(&folder));
        fs::write(&wish.0, "").unwrap();
        assert_eq!(wish.standing().unwrap(), Some(Standing::Wanted));
    }
}
