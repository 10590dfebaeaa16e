//! The registry's tables and transactions, and nothing else.
//!
//! The only crate that names `diesel`. Its functions take a connection and model types, and give back
//! model types; rows never leave this crate. It decides nothing about blueprints: whether a document is
//! valid, who may publish it and which version may follow which is settled before it gets here.
//!
//! Law: reading takes a [`Conn`], which [`Store::read`] lends and which cannot write; writing takes a
//! [`Txn`], which only [`Store::write`] hands out. All of a transaction's writes happen, or none. There is
//! one writer at a time, so a reader of the event log sees it grow in commit order and without gaps.

mod adoptions;
mod attestations;
mod audit;
mod author;
mod blobs;
mod blueprints;
mod conn;
mod departures;
mod documents;
mod drafts;
mod error;
mod events;
mod evidence;
mod idempotency;
mod invitations;
mod lifecycle;
mod lineage;
mod maturity;
mod memberships;
mod moves;
mod organisations;
mod outbox;
mod people;
mod precedence;
mod proposals;
mod reserved;
mod reviews;
mod row;
mod schema;
mod sessions;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tokens;
mod transfers;
mod trusted;
mod url;
mod versions;

// Named only to choose how they are built: with their C sources, so that no system package is needed.
use libsqlite3_sys as _;
use pq_sys as _;

pub use adoptions::{
    Adopter, Adoption, AdoptionCounts, NewAdoption, adoption_count_by_organisation,
    adoption_counts, adoption_get, adoption_list_by_blueprint, adoption_list_by_organisation,
    adoption_parameters, adoption_put, adoption_remove,
};
pub use attestations::{
    Attestation, AttestationFilter, AttestationState, AttestationsOf, EvidenceFile,
    UnknownAttestationState, attestation_count, attestation_ending, attestation_get,
    attestation_insert, attestation_list, attestation_withdraw,
};
pub use audit::{AuditEntry, AuditFilter, audit_append, audit_list};
pub use author::Author;
pub use blobs::{Blob, NewBlob, blob_get, blob_insert, blobs_missing};
pub use blueprints::{
    Blueprint, blueprint_count, blueprint_get, blueprint_list, blueprint_many, blueprint_names,
};
pub use conn::Conn;
pub use departures::{Departure, departure_forget, departure_insert, departure_take};
pub use documents::{StoredDocument, document_get};
pub use drafts::{
    Draft, DraftDecision, DraftDeed, DraftEvent, DraftFacts, DraftMove, DraftOrigin, DraftPlace,
    DraftState, Grounds, NewDraft, Stamp, UnknownPlace, UnknownState, Verdict, draft_authors,
    draft_count, draft_decide, draft_decisions, draft_event_count, draft_events, draft_get,
    draft_insert, draft_list, draft_move, draft_origin, draft_read, draft_save,
};
pub use error::{Cause, StoreError};
pub use events::{Event, EventKind, Seq, event_last, events_after};
pub use evidence::{EvidencePlace, UnknownEvidencePlace, Withdrawal};
pub use idempotency::{Remembered, idempotency_forget, idempotency_get, idempotency_put};
pub use invitations::{
    Invitation, invitation_by_hash, invitation_insert, invitation_list_open, invitation_use,
    invitation_withdraw,
};
pub use lifecycle::{Deprecation, Lifecycle, lifecycle_set};
pub use lineage::{
    Advance, Base, Dealt, Family, Lineage, LineageStep, Skip, lineage_advance, lineage_children,
    lineage_count, lineage_family, lineage_insert, lineage_merge_last, lineage_merges,
    lineage_owned, lineage_skip, lineage_skip_get, lineage_skipped, lineage_steps,
    lineage_upstream,
};
pub use maturity::{maturity_facts, maturity_touched};
pub use memberships::{
    Membership, Role, RoleSource, UnknownRole, member_count, member_list, membership_get,
    membership_list, membership_put, membership_remove, owner_count_beside,
};
pub use moves::{Move, move_from, move_insert, move_to};
pub use organisations::{
    Organisation, OrganisationDeed, OrganisationFilter, OrganisationKind, OrganisationStanding,
    OrganisationStep, OrganisationUpdate, Succession, UnknownKind, Verified, four_eyes_get,
    four_eyes_set, organisation_count, organisation_get, organisation_history, organisation_insert,
    organisation_list, organisation_names, organisation_update, policy_get, succession_get,
    succession_list,
};
pub use outbox::{outbox_claim, outbox_done, outbox_push};
pub use people::{
    Person, identity_insert, operator_count_beside, person_by_identity, person_by_login,
    person_count, person_delete, person_get, person_insert, person_list, person_update,
};
pub use precedence::precedence_key;
pub use proposals::{
    NewComment, NewProposal, Proposal, ProposalComment, ProposalMove, ProposalPlace, ProposalState,
    SettledProposal, UnknownProposalPlace, UnknownProposalState, proposal_comment,
    proposal_comment_count, proposal_comments, proposal_count, proposal_get, proposal_insert,
    proposal_list, proposal_list_waiting, proposal_move, proposal_of_draft, proposal_published,
    proposals_settled, version_coauthors,
};
pub use reserved::{ReservedSlug, reserved_get, reserved_list, reserved_put, reserved_remove};
pub use reviews::{
    NewReview, Review, ReviewFilter, ReviewVoice, review_count, review_get, review_insert,
    review_last, review_list, review_of_another, review_withdraw,
};
pub use sessions::{
    Session, session_by_hash, session_end, session_end_all, session_forget, session_insert,
    session_list, session_rotate,
};
pub use store::{Store, Tables, Txn};
pub use tokens::{
    Token, token_by_hash, token_forget, token_get, token_insert, token_list, token_revoke,
    token_revoke_exchanged, token_used,
};
pub use transfers::{
    Transfer, TransferEnd, TransferState, UnknownTransferState, transfer_end, transfer_get,
    transfer_insert, transfer_list, transfer_list_concerning, transfer_open,
};
pub use trusted::{
    TrustedPublisher, exchange_forget, exchange_remember, trusted_publisher_get,
    trusted_publisher_insert, trusted_publisher_list, trusted_publisher_remove,
    trusted_publishers_of_issuer,
};
pub use url::{Backend, DatabaseUrl, StoreOptions, UrlError};
pub use versions::{
    Dependency, NewVersion, Step, VersionFacts, VersionRecord, Yank, version_all,
    version_attachments, version_count, version_count_all, version_dependencies,
    version_dependencies_all, version_get, version_list, version_publish, version_yank,
};
