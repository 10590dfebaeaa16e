//! Accepting a proposal: its changes become a draft of the owner's, with whoever made them as co-author.

use blueprint::Slug;
use store::{Draft, Proposal, ProposalMove, proposal_move};

use super::{
    outcome::Outcome,
    step::{ProposalStep, after, confirm, hold, note},
};
use crate::{
    Act, Actor, Refused, Registry, audit::Deed, drafts::begin_for_proposal, moves::refuse_moved,
    reason,
};

/// Accepts a proposal. The draft is changed and published like any other. Where the target changed the same places since, it
/// has what the target has, and cannot be published before all of them are decided.
pub fn proposal_accept(
    registry: &Registry,
    actor: &Actor,
    (step, random): (ProposalStep<'_>, &[u8; 32]),
    reason: &str,
) -> Result<(Proposal, Draft), Refused> {
    let held = hold(registry, (actor, Act::DecideProposal), step)?;
    let reason = reason.trim();
    reason::check("proposal-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.read(|conn| refuse_moved(conn, &held.target))?;
    let outcome = Outcome::of(registry, &held)?;
    let content = (outcome.candidate(&outcome.merged, &held).document, outcome.origin(&held));
    let authors: Vec<Slug> = Some(&held.organisation)
        .filter(|one| **one != held.target.owner)
        .cloned()
        .into_iter()
        .collect();
    let beginning =
        begin_for_proposal((&held.target.owner, &authors), content, (actor, random), step.at)?;
    registry.store.write(|txn| {
        let stamp = confirm(txn, (actor, Act::DecideProposal), (&held, step.at))?;
        refuse_moved(txn, &held.target)?;
        let draft = beginning.insert(txn)?;
        let accept = ProposalMove::Accept { reason, draft: &draft.id };
        proposal_move(txn, (&held.id, held.revision), accept, &stamp)?;
        note(txn, Deed::ProposalAccepted, (&held.target.owner, &held.id), &stamp)?;
        Ok((after(txn, &held.id)?, draft))
    })
}
