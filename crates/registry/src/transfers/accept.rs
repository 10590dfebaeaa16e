//! Accepting a transfer: the move is made.

use store::Transfer;

use super::{
    plan::Plan,
    step::{TransferStep, demands_two, found, load, still_meant, still_open, write_down},
};
use crate::{Act, Actor, On, Refused, Registry, TransferRefused, audit::Deed, reason};

/// Takes a blueprint over, on behalf of the organisation that gets it.
pub fn transfer_accept(
    registry: &Registry,
    actor: &Actor,
    step: TransferStep<'_>,
    answer: Option<&str>,
) -> Result<Transfer, Refused> {
    let transfer = found(registry, step.id)?;
    let on = On::Organisation(&transfer.to.owner);
    actor.require(Act::ReceiveBlueprint, on)?;
    still_open(&transfer, step.at)?;
    let answer = said(answer)?;
    let plan = Plan::of(registry, (&transfer.from, &transfer.to), step.at)?;
    plan.is_as_offered(&transfer)?;
    let written = registry.store.write(|txn| {
        actor.confirm(txn, (Act::ReceiveBlueprint, on), step.at)?;
        let transfer = load(txn, step.id)?;
        still_open(&transfer, step.at)?;
        still_meant(txn, &transfer)?;
        if transfer.created.by == actor.author()
            && let Some(organisation) = demands_two(txn, &transfer)?
        {
            return Err(TransferRefused::OwnRequest(organisation).into());
        }
        plan.carry_out(txn, (&transfer, answer), (&actor.author(), step.at))?;
        write_down(txn, (&transfer, Deed::TransferAccepted), (actor, step.at))?;
        load(txn, step.id)
    });
    plan.forget(registry);
    written
}

/// What is said to a decision; nothing need be.
pub(super) fn said(answer: Option<&str>) -> Result<Option<&str>, Refused> {
    let answer = answer.map(str::trim).filter(|answer| !answer.is_empty());
    match answer.map(|answer| reason::check_inside("transfer-answer", "/reason", answer)) {
        Some(Err(fault)) => Err(Refused::Invalid(vec![fault])),
        Some(Ok(())) | None => Ok(answer),
    }
}
