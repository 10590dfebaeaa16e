//! The use cases of the registry, a file each: publish, yank, fork, read, find.
//!
//! Each reads as a story: read, decide, write. This crate knows no HTTP and no SQL, reads no clock and makes no
//! random numbers: time and secrets are arguments.
//!
//! Law: there is one door for publishing, [`publish()`]. Forks and seeds go through it too.

mod access;
mod admin;
mod blobs;
mod check;
mod day;
mod diff;
mod error;
mod family;
mod find;
mod fit;
mod follow;
mod fork;
mod head;
mod lifecycle;
mod merge;
mod publish;
mod read;
mod reason;
mod skip;
mod upstream;
mod yank;

use std::path::Path;

use search::Index;
use store::Store;

pub use access::{
    Access, Actor, NewToken, Pattern, Scope, Secret, UnknownScope, authenticate, token_create,
};
pub use admin::{organisation, organisation_create, organisations, token_revoke, tokens};
pub use blobs::{MAX_BLOB_BYTES, blob, blob_put};
pub use check::{Against, Checked, check};
pub use diff::{Compared, Meant, Named, NamedError, diff, meant};
pub use error::{Refused, Unknown, UpstreamRefused};
pub use family::{FAMILY_SHOWN, Family, Relative, family};
pub use find::{Find, FoundBlueprint, FoundPage, find};
pub use fit::{FitQuestion, fit_of_organisation, fit_of_profile};
pub use follow::follow;
pub use fork::{Fork, ForkKind, Forked, fork};
pub use head::{CachedDocument, Head};
pub use lifecycle::{LifecycleChange, LifecycleRequest, NewDeprecation, lifecycle};
pub use merge::{Candidate, MergePlan, MergeStep, merge_plan};
pub use publish::{Address, Publish, Published, dry_run, publish};
pub use read::{
    Overview, VersionPage, document, document_at_hand, forks, head, overview, resolve, version,
    versions,
};
pub use search::{Facet, Highlight, Sort};
pub use skip::{Skipped, Skipping, skip};
pub use store::{
    Backend, Base, Blob, Blueprint, Dealt, Deprecation, Lifecycle, Lineage, LineageStep,
    Organisation, OrganisationFilter, OrganisationKind, Seq, Step, StoreError, Token,
    VersionRecord, Yank,
};
pub use upstream::{Incoming, NEWER_SHOWN, NewerVersion, Standing, UpstreamState, upstream};
pub use yank::{Yanking, yank};

/// The registry: what is true (the store), what is found (the index), what is at hand (the caches).
#[derive(Debug)]
pub struct Registry {
    store: Store,
    index: Index,
    cache: head::Cache,
}

impl Registry {
    /// Opens the index in `index_dir`; the store must have been migrated.
    pub fn open(store: Store, index_dir: &Path) -> Result<Self, Refused> {
        let index = Index::open(index_dir)?;
        Ok(Self { store, index, cache: head::Cache::new() })
    }

    /// Whether the store answers and the index holds all that it should: ready to serve.
    pub fn is_ready(&self) -> Result<bool, Refused> {
        let last = self.store.read(store::event_last)?;
        Ok(last.0 <= self.index.through())
    }

    pub fn backend(&self) -> Backend {
        self.store.backend()
    }
}
