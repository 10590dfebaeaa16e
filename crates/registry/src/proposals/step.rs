//! What all steps of a proposal share.

use blueprint::Slug;
use store::{Proposal, ProposalState, Stamp, Txn, proposal_get};

use crate::{
    Access, Act, Actor, On, Refused, Registry, Unknown,
    audit::{self, Concerning, Deed},
};

/// With which proposal, and when.
#[derive(Clone, Copy, Debug)]
pub struct ProposalStep<'a> {
    pub id: &'a str,
    /// When given, the proposal is touched only at one of these revisions.
    pub seen: Option<&'a [i64]>,
    pub at: i64,
}

/// Whether a proposal may be talked about, decided or withdrawn; pages ask before they offer it.
pub fn proposal_may(actor: &Actor, act: Act, proposal: &Proposal) -> Result<(), Access> {
    match act {
        Act::CommentProposal => actor
            .require(act, On::Blueprint(&proposal.target))
            .or_else(|_| actor.require(act, On::Organisation(&proposal.organisation))),
        _ => actor.require(act, on(act, proposal)),
    }
}

/// Everything that can be asked before the write lock: may they, is it the revision seen, is it open.
pub(super) fn hold(
    registry: &Registry,
    (actor, act): (&Actor, Act),
    step: ProposalStep<'_>,
) -> Result<Proposal, Refused> {
    let found = found(registry, step.id)?;
    actor.require(act, on(act, &found))?;
    if step.seen.is_some_and(|seen| !seen.contains(&found.revision)) {
        return Err(Refused::ProposalMoved { revision: found.revision });
    }
    match found.state {
        ProposalState::Open => Ok(found),
        state => Err(Refused::ProposalState(state)),
    }
}

/// Writes down what an organisation's people did to a proposal.
pub(super) fn note(
    txn: &mut Txn<'_>,
    deed: Deed,
    (organisation, proposal): (&Slug, &str),
    stamp: &Stamp,
) -> Result<(), Refused> {
    let concerning = Concerning { organisation: Some(organisation), subject: Some(proposal) };
    Ok(audit::note(txn, deed, Some(stamp.by.clone()), concerning, stamp.at)?)
}

/// Asks for the permission again inside the transaction; that the revision is still the same is asked by the write.
pub(super) fn confirm(
    txn: &mut Txn<'_>,
    (actor, act): (&Actor, Act),
    (proposal, at): (&Proposal, i64),
) -> Result<Stamp, Refused> {
    actor.confirm(txn, (act, on(act, proposal)), at)?;
    Ok(Stamp { at, by: actor.author() })
}

pub(super) fn after(txn: &mut Txn<'_>, id: &str) -> Result<Proposal, Refused> {
    Ok(proposal_get(txn, id)?.ok_or_else(|| Unknown::Proposal(id.to_owned()))?)
}

pub(super) fn found(registry: &Registry, id: &str) -> Result<Proposal, Refused> {
    let found = registry.store.read(|conn| proposal_get(conn, id))?;
    Ok(found.ok_or_else(|| Unknown::Proposal(id.to_owned()))?)
}

/// Deciding is the owner's, withdrawing is theirs who made it.
fn on(act: Act, proposal: &Proposal) -> On<'_> {
    match (act, &proposal.fork) {
        (Act::DecideProposal, _) => On::Blueprint(&proposal.target),
        (_, Some((fork, _))) => On::Blueprint(fork),
        (_, None) => On::Organisation(&proposal.organisation),
    }
}
