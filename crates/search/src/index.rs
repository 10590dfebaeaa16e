//! The index itself: open, apply changes, search.
//!
//! It follows the event log from outside: the caller hands over changes with the sequence they reach, and asks
//! [`Index::through`] where to go on. Law: what `apply` returned from is found by the next search, and survives a crash.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use blueprint::{BlueprintId, Lang};
use tantivy::directory::error::LockError;
use tantivy::query::AllQuery;
use tantivy::schema::{Field, Value as _};
use tantivy::{IndexReader, IndexWriter, Searcher, TantivyDocument, TantivyError};

use crate::analysis::Analysis;
use crate::collect::{Gather, Gathered, Order, Ranked};
use crate::entry::IndexChange;
use crate::error::SearchError;
use crate::facet::Facet;
use crate::folder;
use crate::highlight::{Highlight, snippet, whole};
use crate::plan::Plan;
use crate::query::{Query, Sort, parse};
use crate::schema::{Fields, name_column};

/// Bytes that changes may take in memory before they are written out.
const WRITER_MEMORY: usize = 32_000_000;

/// A search index on disk. Clones are the same index; all may search while one applies changes.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    /// Made when first needed and then kept, since it takes the folder's lock.
    writer: Mutex<Option<IndexWriter>>,
    through: AtomicI64,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Blueprints that match, not only those shown.
    pub total: u64,
    /// Nothing matched all words, so these match some.
    pub partial: bool,
    pub hits: Vec<Hit>,
    /// Values with their counts, most frequent first; empty unless asked for.
    pub facets: BTreeMap<Facet, Vec<(String, u64)>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: BlueprintId,
    /// Comparable within one answer; 0 when it is not sorted by relevance.
    pub score: f32,
    pub highlights: Vec<Highlight>,
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
            writer: Mutex::new(None),
            through: AtomicI64::new(opened.through),
        })))
    }

    /// The event sequence up to which the index holds everything; 0 when it is new.
    pub fn through(&self) -> i64 {
        self.0.through.load(Ordering::Acquire)
    }

    /// Applies changes in their order, all or none, and remembers `through`.
    pub fn apply(&self, changes: Vec<IndexChange>, through: i64) -> Result<(), SearchError> {
        let mut slot = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self.writer()?,
        };
        // A writer that failed is dropped, and with it what it did not commit.
        self.write(&mut writer, changes, through).map_err(SearchError::unexpected)?;
        *slot = Some(writer);
        self.0.through.store(through, Ordering::Release);
        self.0.reader.reload().map_err(SearchError::unexpected)
    }

    /// How many blueprints it holds.
    pub fn documents(&self) -> u64 {
        self.0.reader.searcher().num_docs()
    }

    /// Ends writing: what is merged in the background ends first, then another may write. Searching goes on.
    pub fn close(&self) -> Result<(), SearchError> {
        let writer = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        writer.map_or(Ok(()), IndexWriter::wait_merging_threads).map_err(SearchError::unexpected)
    }

    /// Removes the index in `dir`, which nobody writes; whoever has it open may go on searching. Files of others stay, and
    /// the folder with them.
    pub fn remove(dir: &Path) -> Result<(), SearchError> {
        folder::remove(dir)
    }

    /// Answers a query.
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        let searcher = self.0.reader.searcher();
        let text = query.text.as_deref().unwrap_or_default();
        let chunks = parse(text);
        let gather = gather(query, !chunks.is_empty());
        if chunks.is_empty() {
            let gathered = run(&searcher, &AllQuery, &gather)?;
            return Self::found(query, gathered, |_| Ok(Vec::new()));
        }
        let mut analysis = Analysis::new();
        let plan = Plan::new(&self.0.fields, &mut analysis, text, chunks);
        let mut gathered = run(&searcher, &plan.complete(), &gather)?;
        let partial = gathered.matched == 0;
        if partial {
            gathered = run(&searcher, &plan.partial(), &gather)?;
        }
        let terms = Lang::ALL.map(|lang| (lang, plan.terms(lang)));
        let mut marker =
            Marker { fields: &self.0.fields, analysis, terms: terms.into(), lang: query.lang };
        let found = Self::found(query, gathered, |hit| {
            let document = searcher.doc(hit.address).map_err(SearchError::unexpected)?;
            Ok(marker.highlights(&document))
        })?;
        Ok(Found { partial: partial && 0 < found.total, ..found })
    }

    fn writer(&self) -> Result<IndexWriter, SearchError> {
        self.0.index.writer_with_num_threads(1, WRITER_MEMORY).map_err(|reason| match reason {
            TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy,
            other => SearchError::unexpected(other),
        })
    }

    fn write(
        &self,
        writer: &mut IndexWriter,
        changes: Vec<IndexChange>,
        through: i64,
    ) -> tantivy::Result<()> {
        let fields = &self.0.fields;
        for change in changes {
            match change {
                IndexChange::Put(entry) => {
                    writer.delete_term(fields.key(&entry.id));
                    writer.add_document(fields.document(&entry))?;
                }
                IndexChange::Remove(id) => {
                    writer.delete_term(fields.key(&id));
                }
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&through.to_string());
        commit.commit()?;
        Ok(())
    }

    fn found(
        query: &Query,
        gathered: Gathered,
        mut highlights: impl FnMut(&Ranked) -> Result<Vec<Highlight>, SearchError>,
    ) -> Result<Found, SearchError> {
        let mut hits = Vec::new();
        let scored = query.sort == Sort::Relevance;
        for ranked in gathered.best.iter().skip(query.offset) {
            let id = ranked.id.parse().map_err(SearchError::unexpected)?;
            let score = if scored { ranked.score } else { 0.0 };
            hits.push(Hit { id, score, highlights: highlights(ranked)? });
        }
        Ok(Found { total: gathered.total, partial: false, hits, facets: gathered.counts })
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("through", &self.through()).finish_non_exhaustive()
    }
}

/// Makes the highlights of one answer.
struct Marker<'a> {
    fields: &'a Fields,
    analysis: Analysis,
    terms: BTreeMap<Lang, BTreeSet<String>>,
    lang: Lang,
}

impl Marker<'_> {
    fn highlights(&mut self, document: &TantivyDocument) -> Vec<Highlight> {
        let fields = self.fields;
        let mut highlights = Vec::new();
        for (field, bilingual) in [("title", fields.title), ("summary", fields.summary)] {
            let shown = [self.lang, Lang::De, Lang::En]
                .into_iter()
                .find_map(|lang| Some((lang, stored(document, bilingual.get(lang))?)));
            let html = shown.and_then(|(lang, text)| {
                whole(self.analysis.chain(lang), text, self.terms.get(&lang)?)
            });
            highlights.extend(html.map(|html| Highlight { field, html }));
        }
        let html = stored(document, fields.excerpt).and_then(|text| {
            snippet(self.analysis.chain(Lang::De), text, self.terms.get(&Lang::De)?)
        });
        highlights.extend(html.map(|html| Highlight { field: "text", html }));
        highlights
    }
}

fn stored(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}

fn run(
    searcher: &Searcher,
    query: &dyn tantivy::query::Query,
    gather: &Gather,
) -> Result<Gathered, SearchError> {
    searcher.search(query, gather).map_err(SearchError::unexpected)
}

fn gather(query: &Query, has_text: bool) -> Gather {
    let mut selected: BTreeMap<Facet, BTreeSet<String>> = BTreeMap::new();
    for (facet, value) in &query.filters {
        selected.entry(*facet).or_default().insert(value.clone());
    }
    let order = match query.sort {
        Sort::Relevance if has_text => Order::Score,
        Sort::Relevance | Sort::Updated => Order::Updated,
        Sort::Name => Order::Name(name_column(query.lang)),
    };
    let limit = query.limit.min(Query::MOST_HITS);
    // Nothing is wanted, so nothing is kept, however far on.
    let window = if limit == 0 { 0 } else { query.offset.saturating_add(limit) };
    Gather { selected, order, window, facets: query.facets }
}
