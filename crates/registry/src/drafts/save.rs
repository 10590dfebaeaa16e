//! Saving a draft, by people and by their programs, often.

use blueprint::Syntax;
use store::{Draft, DraftDeed};

use super::{
    content::{Content, Target},
    step::{DraftStep, DraftWish, hold},
};
use crate::{Act, Actor, Refused, Registry};

/// Replaces a draft's document. A draft that was submitted or approved is open again; saving what is there already changes
/// nothing.
pub fn draft_save(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
    (body, syntax): (&[u8], Syntax),
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Save)?;
    let Content { stored, facts } = Content::read(body, syntax)?;
    // Under another name it may be one that the token does not reach.
    let target = Target::of(&held.draft.organisation, facts.name.as_ref());
    actor.require(Act::WriteDraft, target.on())?;
    if stored.digest == held.draft.digest {
        return Ok(held.draft);
    }
    registry.store.write(|txn| {
        held.confirm(txn)?;
        actor.confirm(txn, (Act::WriteDraft, target.on()), step.at)?;
        store::draft_save(txn, held.seen(), (&stored, &facts), (DraftDeed::Saved, &held.stamp()))?;
        held.after(txn)
    })
}
