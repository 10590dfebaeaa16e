//! What a draft's end means for the proposal that it was begun for, and for the fork that this came from.

use blueprint::{BlueprintId, merge, proposal::agree};
use semver::Version;
use serde_json::Value;
use store::{
    Advance, Draft, Proposal, ProposalMove, Stamp, Txn, VersionRecord, lineage_advance,
    proposal_move, proposal_of_draft, proposal_published,
};

use crate::{Refused, Registry, upstream::Kin};

/// What is written beside the version that a proposal becomes part of.
pub(crate) struct Settling {
    proposal: Proposal,
    /// The fork that holds all of that version already, with the base by which that was seen, and its own version.
    even: Option<(BlueprintId, Version, Version)>,
}

impl Settling {
    /// Asked before the write lock: does the fork hold all that the version brings?
    pub(crate) fn of(
        registry: &Registry,
        draft: &Draft,
        (id, version, document): (&BlueprintId, &Version, &Value),
    ) -> Result<Option<Self>, Refused> {
        let Some(proposal) = registry.store.read(|conn| proposal_of_draft(conn, &draft.id))? else {
            return Ok(None);
        };
        let mut even = None;
        if let Some((fork, _)) = proposal.fork.as_ref().filter(|_| *id == proposal.target) {
            even = holds(registry, fork, (version, document))?;
        }
        Ok(Some(Self { proposal, even }))
    }

    /// Goes after the publication, in the same transaction. A draft that became something else opens its proposal again.
    pub(crate) fn write(
        &self,
        txn: &mut Txn<'_>,
        record: &VersionRecord,
        stamp: &Stamp,
    ) -> Result<(), Refused> {
        let Proposal { id, revision, target, .. } = &self.proposal;
        if record.id != *target {
            return Ok(proposal_move(txn, (id, *revision), ProposalMove::Reopen, stamp)?);
        }
        proposal_published(txn, (id, *revision), &record.version, stamp.at)?;
        if let Some((child, seen, own_version)) = &self.even {
            let (version, digest) = (&record.version, &record.digest);
            let advance = Advance {
                child,
                seen,
                upstream: &record.id,
                version,
                digest,
                own_version,
                own_parent: None,
                at: stamp.at,
            };
            lineage_advance(txn, &advance)?;
        }
        Ok(())
    }

    pub(crate) fn forget(&self, registry: &Registry) {
        if let Some((fork, ..)) = &self.even {
            registry.cache.forget(fork);
        }
    }
}

/// Whether taking the version in would change nothing of the fork; then its base may move without a version of its own.
fn holds(
    registry: &Registry,
    fork: &BlueprintId,
    (version, document): (&Version, &Value),
) -> Result<Option<(BlueprintId, Version, Version)>, Refused> {
    registry.cache.forget(fork);
    let kin = Kin::of(registry, fork)?;
    let seen = &kin.lineage.base.version;
    if version <= seen || !version.pre.is_empty() {
        return Ok(None);
    }
    let base = kin.base(registry, version)?;
    let ours = kin.ours_from(registry, &base)?;
    let theirs = kin.theirs_to_be(registry, &base, (version, document))?;
    let merged = merge(&base, &ours.from_base, &theirs);
    let is_even = merged.conflicts.is_empty() && agree(&ours.from_base, &merged.merged);
    Ok(is_even.then(|| (fork.clone(), seen.clone(), ours.version)))
}

/// The draft of a proposal came to nothing.
pub(crate) fn reopen(txn: &mut Txn<'_>, draft: &str, stamp: &Stamp) -> Result<(), Refused> {
    if let Some(proposal) = proposal_of_draft(txn, draft)? {
        let seen = (proposal.id.as_str(), proposal.revision);
        proposal_move(txn, seen, ProposalMove::Reopen, stamp)?;
    }
    Ok(())
}
