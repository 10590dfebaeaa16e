//! What changes a proposal.

use blueprint::{BlueprintId, Digest, Slug};
use diesel::prelude::*;
use semver::Version;

use super::{ProposalState, proposal_get};
use crate::{
    EventKind, Stamp, StoreError, StoredDocument, Txn,
    documents::document_insert,
    error::or_missing,
    events::{NewEvent, event_append},
    schema::proposals as p,
};

/// A proposal to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewProposal<'a> {
    pub id: &'a str,
    pub target: &'a BlueprintId,
    pub base: (&'a Version, &'a Digest),
    pub organisation: &'a Slug,
    pub fork: Option<(&'a BlueprintId, &'a Version)>,
    pub document: &'a StoredDocument,
    pub title: &'a str,
    pub message: &'a str,
    pub created: &'a Stamp,
}

/// A step of a proposal's.
#[derive(Clone, Copy, Debug)]
pub enum ProposalMove<'a> {
    /// This draft is to bring it into a version.
    Accept {
        reason: &'a str,
        draft: &'a str,
    },
    Decline {
        reason: &'a str,
    },
    Withdraw,
    /// Its draft came to nothing.
    Reopen,
}

/// [`StoreError::Missing`] without the version, the organisation or the author.
pub fn proposal_insert(txn: &mut Txn<'_>, new: &NewProposal<'_>) -> Result<(), StoreError> {
    document_insert(txn, new.document)?;
    let Stamp { at, by } = new.created;
    diesel::insert_into(p::table)
        .values((
            p::id.eq(new.id),
            p::owner.eq(new.target.owner.as_str()),
            p::name.eq(new.target.name.as_str()),
            p::base_version.eq(new.base.0.to_string()),
            p::base_digest.eq(new.base.1.as_bytes().as_slice()),
            p::organisation.eq(new.organisation.as_str()),
            (
                p::fork_owner.eq(new.fork.map(|(id, _)| id.owner.as_str())),
                p::fork_name.eq(new.fork.map(|(id, _)| id.name.as_str())),
                p::fork_version.eq(new.fork.map(|(_, version)| version.to_string())),
            ),
            p::digest.eq(new.document.digest.as_bytes().as_slice()),
            p::title.eq(new.title),
            p::message.eq(new.message),
            p::state.eq(ProposalState::Open.as_str()),
            p::revision.eq(1),
            (
                p::created_at.eq(at),
                p::created_by.eq(by.token()),
                p::created_by_person.eq(by.person()),
                p::updated_at.eq(at),
            ),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("version, organisation or author"))?;
    told(txn, EventKind::ProposalMade, (new.organisation, new.target), *at)
}

/// Enters into the log what an organisation did to a proposal.
pub(super) fn told(
    txn: &mut Txn<'_>,
    kind: EventKind,
    (organisation, target): (&Slug, &BlueprintId),
    at: i64,
) -> Result<(), StoreError> {
    let (organisation, blueprint) = (Some(organisation), Some(target));
    let event = NewEvent { at, kind, organisation, blueprint, version: None };
    event_append(txn, &event).map(|_| ())
}

/// Takes a proposal a step further, or back.
///
/// [`StoreError::Stale`] when it is not at the revision seen, [`StoreError::Missing`] without the draft or the author.
pub fn proposal_move(
    txn: &mut Txn<'_>,
    (id, seen_revision): (&str, i64),
    step: ProposalMove<'_>,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let (state, reason, draft) = match step {
        ProposalMove::Accept { reason, draft } => {
            (ProposalState::Accepted, Some(reason), Some(draft))
        }
        ProposalMove::Decline { reason } => (ProposalState::Declined, Some(reason), None),
        ProposalMove::Withdraw => (ProposalState::Withdrawn, None, None),
        ProposalMove::Reopen => (ProposalState::Open, None, None),
    };
    let by = Some(stamp).filter(|_| state != ProposalState::Open);
    let n_updated = diesel::update(p::table.find(id).filter(p::revision.eq(seen_revision)))
        .set((
            p::revision.eq(seen_revision.saturating_add(1)),
            p::updated_at.eq(stamp.at),
            p::state.eq(state.as_str()),
            p::decided_at.eq(by.map(|stamp| stamp.at)),
            p::decided_by.eq(by.and_then(|stamp| stamp.by.token())),
            p::decided_by_person.eq(by.and_then(|stamp| stamp.by.person())),
            p::reason.eq(reason),
            p::draft.eq(draft),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("draft or author"))?;
    if n_updated == 0 {
        return Err(StoreError::Stale);
    }
    let moved = proposal_get(txn, id)?.ok_or(StoreError::Corrupt { what: "proposal" })?;
    let (kind, by) = match step {
        ProposalMove::Accept { .. } => (EventKind::ProposalAccepted, &moved.target.owner),
        ProposalMove::Decline { .. } => (EventKind::ProposalDeclined, &moved.target.owner),
        ProposalMove::Withdraw => (EventKind::ProposalWithdrawn, &moved.organisation),
        ProposalMove::Reopen => (EventKind::ProposalReopened, &moved.target.owner),
    };
    told(txn, kind, (by, &moved.target), stamp.at)
}

/// The draft of an accepted proposal became a version.
///
/// [`StoreError::Stale`] when it is not at the revision seen, [`StoreError::Missing`] without the version.
pub fn proposal_published(
    txn: &mut Txn<'_>,
    (id, seen_revision): (&str, i64),
    version: &Version,
    at: i64,
) -> Result<(), StoreError> {
    let n_updated = diesel::update(p::table.find(id).filter(p::revision.eq(seen_revision)))
        .set((
            p::revision.eq(seen_revision.saturating_add(1)),
            p::updated_at.eq(at),
            p::published_version.eq(version.to_string()),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("version"))?;
    if n_updated == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
