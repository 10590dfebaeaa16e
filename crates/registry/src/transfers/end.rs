//! Ending a transfer without a move.

use store::{Stamp, Transfer, TransferEnd, transfer_end};

use super::{
    accept::said,
    step::{TransferStep, found, load, still_open, write_down},
};
use crate::{Act, Actor, On, Refused, Registry, audit::Deed};

/// Says no, on behalf of the organisation that would get the blueprint.
pub fn transfer_decline(
    registry: &Registry,
    actor: &Actor,
    step: TransferStep<'_>,
    answer: Option<&str>,
) -> Result<Transfer, Refused> {
    let transfer = found(registry, step.id)?;
    let who = (Act::ReceiveBlueprint, On::Organisation(&transfer.to.owner));
    end(registry, (actor, who), (&transfer, step.at), (TransferEnd::Decline, answer))
}

/// Takes a request back, on behalf of the organisation that made it.
pub fn transfer_withdraw(
    registry: &Registry,
    actor: &Actor,
    step: TransferStep<'_>,
) -> Result<Transfer, Refused> {
    let transfer = found(registry, step.id)?;
    let who = (Act::MoveBlueprint, On::Blueprint(&transfer.from));
    end(registry, (actor, who), (&transfer, step.at), (TransferEnd::Withdraw, None))
}

fn end(
    registry: &Registry,
    (actor, who): (&Actor, (Act, On<'_>)),
    (transfer, at): (&Transfer, i64),
    (end, answer): (TransferEnd<'_>, Option<&str>),
) -> Result<Transfer, Refused> {
    actor.require(who.0, who.1)?;
    still_open(transfer, at)?;
    let answer = said(answer)?;
    let deed = match end {
        TransferEnd::Withdraw => Deed::TransferWithdrawn,
        TransferEnd::Accept(_) | TransferEnd::Decline => Deed::TransferDeclined,
    };
    registry.store.write(|txn| {
        actor.confirm(txn, who, at)?;
        still_open(&load(txn, &transfer.id)?, at)?;
        transfer_end(txn, &transfer.id, (end, answer), &Stamp { at, by: actor.author() })?;
        write_down(txn, (transfer, deed), (actor, at))?;
        load(txn, &transfer.id)
    })
}
