//! Giving a draft up.

use store::{Draft, DraftMove, draft_move};

use super::step::{DraftStep, DraftWish, hold};
use crate::{Actor, Refused, Registry, audit::Deed, proposals::reopen};

/// Discards a draft. It stays readable for the organisation, and nothing more is done with it.
pub fn draft_discard(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Discard)?;
    registry.store.write(|txn| {
        held.confirm(txn)?;
        draft_move(txn, held.seen(), DraftMove::Discard, &held.stamp())?;
        reopen(txn, &held.draft.id, &held.stamp())?;
        held.note(txn, Deed::DraftDiscarded)?;
        held.after(txn)
    })
}
