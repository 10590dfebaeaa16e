//! Handing a draft to a second person, and getting it back.

use store::{Draft, DraftMove, draft_move};

use super::{
    merging::Grown,
    outlook::judge,
    publish::document,
    step::{DraftStep, DraftWish, hold},
};
use crate::{Actor, Refused, Registry, audit::Deed, reason};

/// Says that a draft is finished. It must be without errors; a number that says less than the changes ask for needs its
/// reason now, so that the second person sees it.
pub fn draft_submit(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
    override_reason: Option<&str>,
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Submit)?;
    let parsed = document(registry, &held)?;
    let grown = Grown::of(registry, &held.draft)?;
    let judged = judge(registry, (&held.draft, parsed, &grown), override_reason, step.at)?;
    judged.is_finished()?;
    let submit = DraftMove::Submit { override_reason: judged.override_reason() };
    registry.store.write(|txn| {
        held.confirm(txn)?;
        draft_move(txn, held.seen(), submit, &held.stamp())?;
        held.note(txn, Deed::DraftSubmitted)?;
        held.after(txn)
    })
}

/// Sends a draft back to those who write it, with what is missing.
pub fn draft_return(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
    reason: &str,
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Return)?;
    let reason = reason.trim();
    reason::check_inside("draft-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.write(|txn| {
        held.confirm(txn)?;
        draft_move(txn, held.seen(), DraftMove::Return { reason }, &held.stamp())?;
        held.note(txn, Deed::DraftReturned)?;
        held.after(txn)
    })
}
