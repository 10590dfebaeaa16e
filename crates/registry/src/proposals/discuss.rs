//! Talking about a proposal, and ending it without a draft.

use store::{NewComment, Proposal, ProposalMove, Stamp, proposal_move};

use super::step::{ProposalStep, after, confirm, found, hold};
use crate::{Act, Actor, On, Refused, Registry, reason};

/// Says something about a proposal, for whichever of the two organisations one acts for; the owner's comes first.
pub fn proposal_comment(
    registry: &Registry,
    actor: &Actor,
    (id, text): (&str, &str),
    at: i64,
) -> Result<i64, Refused> {
    let proposal = found(registry, id)?;
    let owner = On::Blueprint(&proposal.target);
    let other = On::Organisation(&proposal.organisation);
    let may_for_owner = actor.require(Act::CommentProposal, owner);
    let on = match (&may_for_owner, actor.require(Act::CommentProposal, other)) {
        (Err(_), Ok(())) => other,
        _ => owner,
    };
    if matches!(on, On::Blueprint(_)) {
        may_for_owner?;
    }
    let text = text.trim();
    reason::check("proposal-comment", "/text", text)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    let organisation = on.organisation().unwrap_or(&proposal.organisation);
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::CommentProposal, on), at)?;
        let stamp = Stamp { at, by: actor.author() };
        let new = NewComment { proposal: id, organisation, text, stamp: &stamp };
        Ok(store::proposal_comment(txn, &new)?)
    })
}

/// Says no, and why.
pub fn proposal_decline(
    registry: &Registry,
    actor: &Actor,
    step: ProposalStep<'_>,
    reason: &str,
) -> Result<Proposal, Refused> {
    let held = hold(registry, (actor, Act::DecideProposal), step)?;
    let reason = reason.trim();
    reason::check("proposal-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    end(registry, (actor, Act::DecideProposal), (&held, step.at), ProposalMove::Decline { reason })
}

/// Takes a proposal back.
pub fn proposal_withdraw(
    registry: &Registry,
    actor: &Actor,
    step: ProposalStep<'_>,
) -> Result<Proposal, Refused> {
    let held = hold(registry, (actor, Act::Propose), step)?;
    end(registry, (actor, Act::Propose), (&held, step.at), ProposalMove::Withdraw)
}

fn end(
    registry: &Registry,
    who: (&Actor, Act),
    (held, at): (&Proposal, i64),
    step: ProposalMove<'_>,
) -> Result<Proposal, Refused> {
    registry.store.write(|txn| {
        let stamp = confirm(txn, who, (held, at))?;
        proposal_move(txn, (&held.id, held.revision), step, &stamp)?;
        after(txn, &held.id)
    })
}
