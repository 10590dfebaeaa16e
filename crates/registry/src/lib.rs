//! The use cases of the registry, a file each: publish, yank, fork, read, find, drafts, people and their roles.
//!
//! Each reads as a story: read, decide, write. This crate knows no HTTP and no SQL, reads no clock and makes no
//! random numbers: time and secrets are arguments.
//!
//! Law: there is one door for publishing, [`publish()`]. Forks and seeds go through it too.

mod access;
mod adoptions;
mod attestations;
mod audit;
mod blobs;
mod check;
mod day;
mod diff;
mod drafts;
mod error;
mod family;
mod fault;
mod figures;
mod find;
mod fit;
mod follow;
mod fork;
mod four_eyes;
mod free_text;
mod head;
mod idempotency;
mod indices;
mod lifecycle;
mod maturity;
mod merge;
mod moves;
mod organisations;
mod people;
mod places;
mod proposals;
mod publish;
mod read;
mod readiness;
mod reason;
mod rebuild;
mod reservations;
mod reserved;
mod reviews;
mod skip;
mod tokens;
mod transfers;
mod trusted;
mod upstream;
mod yank;

use std::{path::Path, sync::atomic::AtomicBool};

use store::Store;

use indices::Indices;

pub use access::{
    Access, Act, Actor, On, Pattern, People, Rule, Scope, Secret, UnknownScope, authenticate,
};
pub use adoptions::{
    Adopters, AdoptionRequest, AdoptionView, AdoptionWish, FullAdoption, Newer, OwnAdoption,
    Recorded, Removal, adopt, adoptable, adopters, adoption, adoption_examine, adoption_remove,
    adoptions_behind, adoptions_of,
};
pub use attestations::{
    NewAttestation, attest, attestation, attestation_may_withdraw, attestation_withdraw,
    attestations, attestations_counting, attestations_ending, attestations_of,
};
pub use audit::audit;
pub use blobs::{MAX_BLOB_BYTES, Upload, blob, blob_put};
pub use check::{Against, Checked, check};
pub use diff::{Compared, Meant, Named, NamedError, diff, meant};
pub use drafts::{
    DraftMerge, DraftStart, DraftStep, DraftView, DraftWish, ForkOutcome, MergeFrom, Names,
    NewDraft, NewMerge, Outlook, draft, draft_approve, draft_begin, draft_discard, draft_names,
    draft_publish, draft_resolve, draft_return, draft_save, draft_submit, drafts, fork_or_draft,
    merge_begin,
};
pub use error::{FourEyes, Refused, TransferRefused, Unknown, UpstreamRefused};
pub use family::{FAMILY_SHOWN, Family, Relative, family};
pub use figures::{Figures, figures};
pub use find::{
    Find, FoundBlueprint, FoundPage, MOST_FILTERS, facet_values, find, similar, suggest,
};
pub use fit::{
    FitQuestion, fit_of_organisation, fit_of_profile, fitting_of_organisation, fitting_of_profile,
    profile_of_organisation,
};
pub use follow::follow;
pub use fork::{Fork, ForkKind, Forked, fork};
pub use four_eyes::{four_eyes, four_eyes_demand};
pub use head::{CachedDocument, Head};
pub use indices::Progress;
pub use lifecycle::{LifecycleChange, LifecycleRequest, NewDeprecation, lifecycle};
pub use maturity::{MaturityView, maturity};
pub use merge::{Candidate, MergePlan, MergeStep, merge_plan};
pub use organisations::{
    NewSuccession, OrganisationChange, OrganisationRequest, OrganisationView, Verdict,
    organisation, organisation_add, organisation_change, organisation_create, organisation_names,
    organisation_view, organisations,
};
pub use people::{
    Begun, DEPARTURE_LIFE, INVITATION_LIFE, Leaving, NewInvitation, NewPerson, Present,
    SESSION_LIFE, SessionRandom, SignIn, Vouched, come_back, depart, first_password, invitation,
    invitation_accept, invitation_enrol, invitations, invite, member, members, operator_set,
    own_account, password_change, password_reset, people, people_at_the_machine, person_create,
    person_erase, person_remove, present, role_grant, role_leave, role_set, role_take,
    session_count, sign_in, sign_in_vouched, sign_out, sign_out_everywhere, uninvite,
};
pub use places::settled as organisation_settled;
pub use proposals::{
    Offer, OfferFrom, ProposalStep, ProposalView, coauthors, proposal, proposal_accept,
    proposal_comment, proposal_decline, proposal_may, proposal_withdraw, proposals,
    proposals_waiting, propose,
};
pub use publish::{Address, Publish, Published, dry_run, publish};
pub use read::{
    Overview, VersionPage, document, document_at_hand, forks, head, moved_to, overview, parents,
    resolve, version, versions,
};
pub use readiness::Readiness;
pub use rebuild::{Rebuilt, rebuild};
pub use reservations::{Reservation, release, reservations, reserve};
pub use reserved::is_reserved;
pub use reviews::{
    NewReview, review, review_give, review_withdraw, reviewing, reviews, reviews_of,
};
pub use search::{
    Beginning, Counts, Explanation, Facet, Fitting, Highlight, How, Mark, NoMark, Remark, Section,
    Sort, Stop, Suggestion, WordWorth,
};
pub use skip::{Skipped, Skipping, skip};
pub use store::{
    Adopter, Adoption, AdoptionCounts, Attestation, AttestationFilter, AttestationState,
    AuditEntry, Author, Backend, Base, Blob, Blueprint, Dealt, Departure, Deprecation, Draft,
    DraftDeed, DraftEvent, DraftFacts, DraftOrigin, DraftPlace, DraftState, EvidenceFile,
    EvidencePlace, Grounds, Invitation, Lifecycle, Lineage, LineageStep, Membership, Move,
    Organisation, OrganisationDeed, OrganisationFilter, OrganisationKind, OrganisationStanding,
    OrganisationStep, Person, Proposal, ProposalComment, ProposalPlace, ProposalState,
    ReservedSlug, Review, Role, RoleSource, Seq, Stamp, Step, StoreError, Succession, Token,
    Transfer, TransferState, TrustedPublisher, UnknownRole, Verified, VersionRecord, Withdrawal,
    Yank,
};
pub use tokens::{
    NewToken, token_create, token_expires_soon, token_issue, token_revoke, token_withdraw, tokens,
    tokens_of,
};
pub use transfers::{
    NewTransfer, TRANSFER_LIFE, TransferStep, transfer, transfer_accept, transfer_decline,
    transfer_request, transfer_withdraw, transfers, transfers_concerning,
};
pub use trusted::{
    EXCHANGED_LIFE, ExchangeRefused, NewTrustedPublisher, Proof, TRUSTED_SCOPES, token_exchange,
    trusted_publisher_name, trusted_publisher_remove, trusted_publishers, trusting,
};
pub use upstream::{
    Incoming, NEWER_SHOWN, NewerVersion, Standing, UpstreamState, forks_behind, upstream,
};
pub use yank::{Yanking, yank};

/// The registry: what is true (the store), what is found (the index), what is at hand (the caches).
#[derive(Debug)]
pub struct Registry {
    store: Store,
    indices: Indices,
    cache: head::Cache,
    /// The index held, once since the start, all that had been published.
    has_caught_up: AtomicBool,
}

impl Registry {
    /// Opens the index in `index_dir`; the store must have been migrated.
    pub fn open(store: Store, index_dir: &Path) -> Result<Self, Refused> {
        let indices = Indices::open(index_dir)?;
        Ok(Self {
            store,
            indices,
            cache: head::Cache::new(),
            has_caught_up: AtomicBool::new(false),
        })
    }

    pub fn backend(&self) -> Backend {
        self.store.backend()
    }

    /// How far a new index is, while one is being built.
    pub fn progress(&self) -> Option<Progress> {
        self.indices.progress()
    }
}
