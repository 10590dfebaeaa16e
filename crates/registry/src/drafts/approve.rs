//! A second person approves a draft.

use store::{Draft, DraftMove, draft_move};

use super::step::{DraftStep, DraftWish, hold};
use crate::{Actor, Refused, Registry, audit::Deed, four_eyes::second_person};

/// Says that a draft is good. Nobody says so of what they submitted or saved last themselves.
pub fn draft_approve(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Approve)?;
    second_person(actor, &held.draft)?;
    registry.store.write(|txn| {
        held.confirm(txn)?;
        draft_move(txn, held.seen(), DraftMove::Approve, &held.stamp())?;
        held.note(txn, Deed::DraftApproved)?;
        held.after(txn)
    })
}
