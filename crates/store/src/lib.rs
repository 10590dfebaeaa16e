//! The registry's tables and transactions, and nothing else.
//!
//! The only crate that names `diesel`. Its functions take a connection and model types, and give back
//! model types; rows never leave this crate. It decides nothing about blueprints: whether a document is
//! valid, who may publish it and which version may follow which is settled before it gets here.
//!
//! Law: reading takes a [`Conn`], which [`Store::read`] lends and which cannot write; writing takes a
//! [`Txn`], which only [`Store::write`] hands out. All of a transaction's writes happen, or none. There is
//! one writer at a time, so a reader of the event log sees it grow in commit order and without gaps.

mod blobs;
mod blueprints;
mod conn;
mod documents;
mod error;
mod events;
mod idempotency;
mod lifecycle;
mod lineage;
mod organisations;
mod outbox;
mod precedence;
mod row;
mod schema;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tokens;
mod url;
mod versions;

// Named only to choose how they are built: with their C sources, so that no system package is needed.
use libsqlite3_sys as _;
use pq_sys as _;

pub use blobs::{Blob, NewBlob, blob_get, blob_insert, blobs_missing};
pub use blueprints::{Blueprint, blueprint_count, blueprint_get, blueprint_list, blueprint_many};
pub use conn::Conn;
pub use documents::{StoredDocument, document_get};
pub use error::{Cause, StoreError};
pub use events::{Event, EventKind, Seq, event_last, events_after};
pub use idempotency::{Remembered, idempotency_forget, idempotency_get, idempotency_put};
pub use lifecycle::{Deprecation, Lifecycle, lifecycle_set};
pub use lineage::{
    Advance, Base, Dealt, Family, Lineage, LineageStep, Skip, lineage_advance, lineage_children,
    lineage_count, lineage_family, lineage_insert, lineage_merge_last, lineage_skip,
    lineage_skip_get, lineage_skipped, lineage_steps, lineage_upstream,
};
pub use organisations::{
    Organisation, OrganisationFilter, OrganisationKind, UnknownKind, organisation_count,
    organisation_get, organisation_insert, organisation_list,
};
pub use outbox::{outbox_claim, outbox_done, outbox_push};
pub use precedence::precedence_key;
pub use store::{Store, Txn};
pub use tokens::{Token, token_by_hash, token_insert, token_list, token_revoke};
pub use url::{Backend, DatabaseUrl, StoreOptions, UrlError};
pub use versions::{
    Dependency, NewVersion, Step, VersionFacts, VersionRecord, Yank, version_all,
    version_attachments, version_count, version_dependencies, version_dependencies_all,
    version_get, version_list, version_publish, version_yank,
};
