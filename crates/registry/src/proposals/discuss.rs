//! Talking about a proposal, and ending it without a draft.

use store::{
    NewComment, Proposal, ProposalComment, ProposalMove, Stamp, StoreError, Txn, proposal_comments,
    proposal_move,
};

use super::step::{ProposalStep, after, confirm, found, hold, note};
use crate::{Act, Actor, On, Refused, Registry, audit::Deed, reason};

/// The same words of the same author again within ten minutes are one comment.
const REPEATED_WITHIN: i64 = 10 * 60 * 1_000_000;

/// Says something about a proposal, and gives the comment's number; for whichever of the two organisations one acts for; the owner's comes first.
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
        if let Some(earlier) = repeated(txn, &new)? {
            return Ok(earlier);
        }
        let number = store::proposal_comment(txn, &new)?;
        note(txn, Deed::ProposalCommented, (organisation, id), &stamp)?;
        Ok(number)
    })
}

/// The latest comment, when this one says the same again: a form sent twice, a program that got no answer.
fn repeated(txn: &mut Txn<'_>, new: &NewComment<'_>) -> Result<Option<i64>, StoreError> {
    let is_same = |one: &ProposalComment| {
        one.stamp.by == new.stamp.by
            && one.organisation == *new.organisation
            && one.text == new.text
            && new.stamp.at.saturating_sub(one.stamp.at) < REPEATED_WITHIN
    };
    let latest = proposal_comments(txn, new.proposal, 1)?.pop();
    Ok(latest.filter(is_same).map(|one| one.number))
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
    let (deed, organisation) = match who.1 {
        Act::DecideProposal => (Deed::ProposalDeclined, &held.target.owner),
        _ => (Deed::ProposalWithdrawn, &held.organisation),
    };
    registry.store.write(|txn| {
        let stamp = confirm(txn, who, (held, at))?;
        proposal_move(txn, (&held.id, held.revision), step, &stamp)?;
        note(txn, deed, (organisation, &held.id), &stamp)?;
        after(txn, &held.id)
    })
}
