//! What is at hand without asking the store: heads of blueprints and documents by digest.
//!
//! Both caches may be thrown away at any time. A head is forgotten when its blueprint is written to here, and when
//! the event log says that somebody else wrote to it. Documents never change under their digest.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use blueprint::{BlueprintId, Digest, VersionRef, highest};
use bytes::Bytes;
use quick_cache::{Weighter, sync::Cache as BoundedCache};
use semver::Version;
use serde_json::Value;
use store::{
    Blueprint, Conn, Lineage, Move, StoreError, blueprint_get, document_get, lineage_upstream,
    move_from, move_to, version_all,
};

use crate::{Refused, Registry, Unknown};

/// A blueprint and all its versions' names, as of one reading.
#[derive(Clone, Debug)]
pub struct Head {
    pub blueprint: Blueprint,
    /// Every version with its digest and whether it is yanked, in no particular order.
    pub versions: Vec<(Version, Digest, bool)>,
    pub upstream: Option<Lineage>,
    /// Where it goes on, if it has moved.
    pub moved: Option<Move>,
    /// The addresses at which it was before, the last one first.
    pub earlier: Vec<BlueprintId>,
    /// In a whole line, the versions that are at an earlier address, each with that.
    pub elsewhere: Vec<(Version, BlueprintId)>,
}

/// A document's bytes, plain and compressed.
#[derive(Debug)]
pub struct CachedDocument {
    pub digest: Digest,
    pub canonical: Bytes,
    pub zstd: Bytes,
}

#[derive(Debug)]
pub(crate) struct Cache {
    heads: BoundedCache<BlueprintId, Arc<Head>, HeadBytes>,
    documents: BoundedCache<Digest, Arc<CachedDocument>, DocumentBytes>,
    /// Counts what was forgotten, so that a reading begun before is not kept after.
    forgotten: AtomicU64,
}

const HEADS_BYTES: u64 = 32 << 20;
const DOCUMENTS_BYTES: u64 = 96 << 20;

#[derive(Clone, Debug)]
struct HeadBytes;

#[derive(Clone, Debug)]
struct DocumentBytes;

impl Weighter<BlueprintId, Arc<Head>> for HeadBytes {
    fn weight(&self, _key: &BlueprintId, head: &Arc<Head>) -> u64 {
        let n_versions = u64::try_from(head.versions.len()).unwrap_or(u64::MAX);
        n_versions.saturating_mul(96).saturating_add(1024)
    }
}

impl Weighter<Digest, Arc<CachedDocument>> for DocumentBytes {
    fn weight(&self, _key: &Digest, document: &Arc<CachedDocument>) -> u64 {
        u64::try_from(document.canonical.len() + document.zstd.len() + 128).unwrap_or(u64::MAX)
    }
}

impl Cache {
    pub(crate) fn new() -> Self {
        Self {
            heads: BoundedCache::with_weighter(16_384, HEADS_BYTES, HeadBytes),
            documents: BoundedCache::with_weighter(4_096, DOCUMENTS_BYTES, DocumentBytes),
            forgotten: AtomicU64::new(0),
        }
    }

    /// Forgets every head: when it cannot be said which of them changed.
    pub(crate) fn forget_all(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.heads.clear();
    }

    pub(crate) fn forget(&self, id: &BlueprintId) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.heads.remove(id);
    }
}

impl Head {
    pub(crate) fn load(conn: &mut Conn, id: &BlueprintId) -> Result<Option<Self>, StoreError> {
        let Some(blueprint) = blueprint_get(conn, id)? else { return Ok(None) };
        let versions = version_all(conn, id)?;
        let upstream = lineage_upstream(conn, id)?;
        let moved = move_from(conn, id)?;
        let mut earlier: Vec<BlueprintId> = Vec::new();
        while let Some(before) = move_to(conn, earlier.last().unwrap_or(id))? {
            earlier.push(before.from);
        }
        Ok(Some(Self { blueprint, versions, upstream, moved, earlier, elsewhere: Vec::new() }))
    }

    /// The version meant and its digest.
    pub fn resolve(&self, reference: &VersionRef) -> Option<(&Version, Digest)> {
        let meant = highest(
            reference,
            self.versions.iter().map(|(version, _, yanked)| (version, *yanked)),
        )?;
        self.digest_of(meant).map(|digest| (meant, digest))
    }

    /// The version that represents the blueprint: `latest`, or the highest when all are yanked.
    pub(crate) fn shown(&self) -> Option<&Version> {
        let highest = || self.versions.iter().map(|(version, ..)| version).max();
        self.blueprint.latest.as_ref().or_else(highest)
    }

    /// Every version with whether it is yanked, as the law of versions wants them.
    pub(crate) fn existing(&self) -> Vec<(Version, bool)> {
        let all = self.versions.iter();
        all.map(|(version, _, is_yanked)| (version.clone(), *is_yanked)).collect()
    }

    pub(crate) fn is_yanked(&self, wanted: &Version) -> bool {
        self.versions.iter().any(|(version, _, is_yanked)| version == wanted && *is_yanked)
    }

    pub(crate) fn digest_of(&self, wanted: &Version) -> Option<Digest> {
        let found = self.versions.iter().find(|(version, ..)| version == wanted);
        found.map(|(_, digest, _)| *digest)
    }
}

impl Registry {
    pub(crate) fn head_at_hand(&self, id: &BlueprintId) -> Option<Arc<Head>> {
        self.cache.heads.get(id)
    }

    pub(crate) fn document_at_hand(&self, digest: Digest) -> Option<Arc<CachedDocument>> {
        self.cache.documents.get(&digest)
    }

    /// The head of a blueprint, from the cache or the store.
    pub(crate) fn head(&self, id: &BlueprintId) -> Result<Arc<Head>, Refused> {
        if let Some(head) = self.head_at_hand(id) {
            return Ok(head);
        }
        let forgotten = self.cache.forgotten.load(Ordering::SeqCst);
        let head = self.store.read(|conn| Head::load(conn, id))?;
        let head = Arc::new(head.ok_or_else(|| Unknown::Blueprint(id.clone()))?);
        if forgotten == self.cache.forgotten.load(Ordering::SeqCst) {
            self.cache.heads.insert(id.clone(), Arc::clone(&head));
        }
        Ok(head)
    }

    /// A document by its digest, from the cache or the store.
    pub(crate) fn document(&self, digest: Digest) -> Result<Arc<CachedDocument>, Refused> {
        if let Some(document) = self.document_at_hand(digest) {
            return Ok(document);
        }
        let stored = self.store.read(|conn| document_get(conn, &digest))?;
        let stored = stored.ok_or(StoreError::Corrupt { what: "document" })?;
        let document = Arc::new(CachedDocument {
            digest,
            canonical: stored.decompress()?.into(),
            zstd: stored.zstd.into(),
        });
        self.cache.documents.insert(digest, Arc::clone(&document));
        Ok(document)
    }

    /// The same, read.
    pub(crate) fn value(&self, digest: Digest) -> Result<Value, Refused> {
        let document = self.document(digest)?;
        Ok(serde_json::from_slice(&document.canonical)
            .map_err(|_unreadable| StoreError::Corrupt { what: "document" })?)
    }
}
