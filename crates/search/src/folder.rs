//! The index's folder: opened when it is whole and ours, else emptied and started anew.
//!
//! The index is a reader of the event log and can always be rebuilt, so damage is no error here. Law: only files that the index
//! wrote are ever removed, and only while nobody else writes the index.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Weak};
use std::{fs, io};

use blueprint::Digest;
use blueprint::fit::Facts;
use blueprint::maturity::Earned;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK, META_LOCK, MmapDirectory};
use tantivy::schema::Schema;
use tantivy::{IndexReader, ReloadPolicy, Warmer};

use crate::analysis::{ANALYSIS, WORDS};
use crate::columns::Warm;
use crate::error::SearchError;
use crate::schema::tokenizers;

/// Names the analysis, dictionary, schema and coding of facts that wrote the folder.
const STAMP: &str = "blaupause.stamp";

/// Endings of the other files in the folder.
const ENDINGS: [&str; 9] =
    ["json", "idx", "pos", "term", "store", "fast", "fieldnorm", "del", "temp"];

/// An open folder.
pub(crate) struct Opened {
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) warm: Arc<Warm>,
    /// The event sequence covered.
    pub(crate) through: i64,
}

/// Opens the index in `dir`, or makes a new one there.
pub(crate) fn open(dir: &Path, schema: &Schema) -> Result<Opened, SearchError> {
    fs::create_dir_all(dir).map_err(SearchError::Folder)?;
    let stamp = stamp(schema)?;
    if is_stamped(dir, &stamp) {
        // Reading damaged files may panic inside the index library; that is damage like any other.
        match catch_unwind(AssertUnwindSafe(|| reopen(dir))) {
            Ok(Ok(opened)) => return Ok(opened),
            Ok(Err(reason)) => tracing::warn!(%reason, "search index is damaged and starts anew"),
            Err(_panic) => tracing::warn!("search index cannot be read and starts anew"),
        }
    }
    create(dir, schema, &stamp)
}

/// What the folder depends on, in one line.
fn stamp(schema: &Schema) -> Result<String, SearchError> {
    let fields = serde_json::to_string(schema).map_err(SearchError::unexpected)?;
    let (facts, earned) = (Facts::VERSION, Earned::VERSION);
    Ok(Digest::of(format!("{ANALYSIS}\n{WORDS}\n{facts}\n{earned}\n{fields}").as_bytes())
        .to_string())
}

fn is_stamped(dir: &Path, stamp: &str) -> bool {
    fs::read_to_string(dir.join(STAMP)).is_ok_and(|found| found == stamp)
}

fn reopen(dir: &Path) -> Result<Opened, SearchError> {
    let mut index = tantivy::Index::open_in_dir(dir).map_err(SearchError::unexpected)?;
    if !index.validate_checksum().map_err(SearchError::unexpected)?.is_empty() {
        return Err(SearchError::Damaged);
    }
    let payload = index.load_metas().map_err(SearchError::unexpected)?.payload;
    let through = match payload {
        None => 0,
        Some(payload) => payload.parse().map_err(SearchError::unexpected)?,
    };
    index.set_tokenizers(tokenizers());
    let (reader, warm) = reader(&index)?;
    Ok(Opened { index, reader, warm, through })
}

fn create(dir: &Path, schema: &Schema, stamp: &str) -> Result<Opened, SearchError> {
    // Held until the new index stands, so that two programs do not empty the folder under each other.
    let _writing = writing(dir)?;
    empty(dir).map_err(SearchError::Folder)?;
    let mut index =
        tantivy::Index::create_in_dir(dir, schema.clone()).map_err(SearchError::unexpected)?;
    index.set_tokenizers(tokenizers());
    let (reader, warm) = reader(&index)?;
    // Written last: a folder without it is not whole.
    fs::write(dir.join(STAMP), stamp).map_err(SearchError::Folder)?;
    Ok(Opened { index, reader, warm, through: 0 })
}

/// Removes an index, and its folder when nothing else lies in it.
pub(crate) fn remove(dir: &Path) -> Result<(), SearchError> {
    if !dir.try_exists().map_err(SearchError::Folder)? {
        return Ok(());
    }
    let writing = writing(dir)?;
    empty(dir).map_err(SearchError::Folder)?;
    drop(writing);
    for lock in [&*INDEX_WRITER_LOCK, &*META_LOCK] {
        unless(fs::remove_file(dir.join(&lock.filepath)), io::ErrorKind::NotFound)?;
    }
    unless(fs::remove_dir(dir), io::ErrorKind::DirectoryNotEmpty)
}

fn unless(done: io::Result<()>, kind: io::ErrorKind) -> Result<(), SearchError> {
    match done {
        Err(reason) if reason.kind() != kind => Err(SearchError::Folder(reason)),
        _ => Ok(()),
    }
}

/// The right to write in the folder, which one program has at a time.
fn writing(dir: &Path) -> Result<DirectoryLock, SearchError> {
    let directory = MmapDirectory::open(dir).map_err(SearchError::unexpected)?;
    directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|reason| match reason {
        LockError::LockBusy => SearchError::Busy,
        other @ LockError::IoError(_) => SearchError::unexpected(other),
    })
}

/// The reader sees a commit when it is told to, so that an entry is found as soon as `apply` returns.
fn reader(index: &tantivy::Index) -> Result<(IndexReader, Arc<Warm>), SearchError> {
    let warm = Arc::new(Warm::default());
    let weak: Weak<dyn Warmer> = Arc::<Warm>::downgrade(&warm);
    let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual).warmers(vec![weak]);
    Ok((builder.try_into().map_err(SearchError::unexpected)?, warm))
}

/// Removes the index's own files, the stamp first.
fn empty(dir: &Path) -> io::Result<()> {
    match fs::remove_file(dir.join(STAMP)) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => return Err(reason),
        _ => {}
    }
    for file in fs::read_dir(dir)? {
        let file = file?;
        let path = file.path();
        let ours =
            path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known));
        if ours && file.file_type()?.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
