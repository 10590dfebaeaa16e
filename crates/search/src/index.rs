//! The index itself: open, apply changes.
//!
//! It follows the event log from outside: the caller hands over changes with the sequence they reach, and asks
//! [`Index::taken`] where to go on. Not here: answering (`answer`). Law: what `commit` returned from is found by the next
//! search, and survives a crash.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexReader, IndexWriter, Searcher, SegmentReader, TantivyError};

use crate::columns::{Columns, Warm};
use crate::entry::IndexChange;
use crate::error::SearchError;
use crate::folder;
use crate::schema::Fields;
use crate::workbench::Workbenches;

/// Bytes that changes may take in memory before they are written out. A few changes take little of it; a whole log makes
/// few and large segments.
const WRITER_MEMORY: usize = 96_000_000;

/// Segments of about a size that stand beside each other before they are merged.
const SEGMENTS_OF_A_SIZE: usize = 4;

/// A search index on disk. Clones are the same index; all may search while one applies changes.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    warm: Arc<Warm>,
    workbenches: Workbenches,
    /// Made when first needed and then kept, since it takes the folder's lock.
    writer: Mutex<Option<IndexWriter>>,
    /// The sequence that the changes reach which can be found.
    through: AtomicI64,
    /// The sequence that those reach which were handed over.
    taken: AtomicI64,
    /// Whether something was handed over that is not committed.
    is_staged: AtomicBool,
}

impl Index {
    /// Opens the index in `dir` and makes one when there is none. An index that is damaged, or that another analysis wrote,
    /// starts anew and empty: see [`Index::through`].
    ///
    /// Another program, or a second `open` of the same folder, may read beside the one that writes, but sees what was
    /// committed when it was opened.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        let (schema, fields) = Fields::declare();
        let opened = folder::open(dir, &schema)?;
        Ok(Self(Arc::new(Inner {
            index: opened.index,
            reader: opened.reader,
            fields,
            warm: opened.warm,
            workbenches: Workbenches::default(),
            writer: Mutex::new(None),
            through: AtomicI64::new(opened.through),
            taken: AtomicI64::new(opened.through),
            is_staged: AtomicBool::new(false),
        })))
    }

    /// The event sequence up to which the index holds everything; 0 when it is new.
    pub fn through(&self) -> i64 {
        self.0.through.load(Ordering::Acquire)
    }

    /// The event sequence up to which changes were handed over: where to go on. What is not committed may be lost, and
    /// this goes back.
    pub fn taken(&self) -> i64 {
        self.0.taken.load(Ordering::Acquire)
    }

    /// Applies changes in their order, all or none, and remembers `through`.
    pub fn apply(&self, changes: Vec<IndexChange>, through: i64) -> Result<(), SearchError> {
        self.stage(changes, through)?;
        self.commit()
    }

    /// Takes changes over without anybody finding them yet: many together cost less than each alone.
    pub fn stage(&self, changes: Vec<IndexChange>, through: i64) -> Result<(), SearchError> {
        self.with_writer(|writer| {
            self.0.is_staged.store(true, Ordering::Release);
            self.write(writer, changes)?;
            self.0.taken.store(through, Ordering::Release);
            Ok(())
        })
    }

    /// Lets everything be found that was taken over, all or none.
    pub fn commit(&self) -> Result<(), SearchError> {
        if !self.0.is_staged.load(Ordering::Acquire) && self.taken() == self.through() {
            return Ok(());
        }
        let taken = self.with_writer(|writer| {
            let taken = self.taken();
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&taken.to_string());
            commit.commit()?;
            self.0.is_staged.store(false, Ordering::Release);
            Ok(taken)
        })?;
        self.0.reader.reload().map_err(SearchError::unexpected)?;
        // Only what can be found counts as taken in: else nobody would look again.
        self.0.through.store(taken, Ordering::Release);
        Ok(())
    }

    /// Lends the writer. One that failed is dropped, and with it what it did not commit.
    fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut IndexWriter) -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let mut slot = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let done = match slot.take().map_or_else(|| self.writer(), Ok) {
            Ok(mut writer) => {
                let done = work(&mut writer).map_err(SearchError::unexpected);
                if done.is_ok() {
                    *slot = Some(writer);
                }
                done
            }
            Err(reason) => Err(reason),
        };
        if done.is_err() {
            self.forget_staged();
        }
        done
    }

    /// What was taken over and not committed is gone with its writer.
    fn forget_staged(&self) {
        self.0.taken.store(self.through(), Ordering::Release);
        self.0.is_staged.store(false, Ordering::Release);
    }

    /// How many blueprints are in the index.
    pub fn n_blueprints(&self) -> u64 {
        self.searcher().num_docs()
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.0.reader.searcher()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.0.fields
    }

    pub(crate) fn workbenches(&self) -> &Workbenches {
        &self.0.workbenches
    }

    pub(crate) fn columns(&self, segment: &SegmentReader) -> Result<Arc<Columns>, SearchError> {
        self.0.warm.columns(segment).map_err(SearchError::unexpected)
    }

    /// Ends writing: what is merged in the background ends first, then another may write. Searching goes on.
    pub fn close(&self) -> Result<(), SearchError> {
        let mut slot = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.forget_staged();
        let writer = slot.take();
        writer.map_or(Ok(()), IndexWriter::wait_merging_threads).map_err(SearchError::unexpected)
    }

    /// Removes the index in `dir`, which nobody writes; whoever has it open may go on searching. Files of others stay, and
    /// the folder with them.
    pub fn remove(dir: &Path) -> Result<(), SearchError> {
        folder::remove(dir)
    }

    fn writer(&self) -> Result<IndexWriter, SearchError> {
        let writer =
            self.0.index.writer_with_num_threads(1, WRITER_MEMORY).map_err(
                |reason| match reason {
                    TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy,
                    other => SearchError::unexpected(other),
                },
            )?;
        // Each segment costs every query something.
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(SEGMENTS_OF_A_SIZE);
        writer.set_merge_policy(Box::new(merging));
        Ok(writer)
    }

    fn write(&self, writer: &mut IndexWriter, changes: Vec<IndexChange>) -> tantivy::Result<()> {
        let fields = &self.0.fields;
        for change in changes {
            match change {
                IndexChange::Put(entry) => {
                    writer.delete_term(fields.key(&entry.id));
                    let document = self
                        .0
                        .workbenches
                        .with(|bench| fields.document(&mut bench.analysis, &entry));
                    writer.add_document(document)?;
                }
                IndexChange::Remove(id) => {
                    writer.delete_term(fields.key(&id));
                }
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("through", &self.through()).finish_non_exhaustive()
    }
}
