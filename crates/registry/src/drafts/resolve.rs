//! Deciding the conflicts of a merge in its draft.

use blueprint::merge::{Resolution, resolve};
use store::{Draft, DraftDeed, draft_decide, draft_save};

use super::{
    content::Content,
    merging::{Grown, decision},
    publish::document,
    step::{DraftStep, DraftWish, hold},
};
use crate::{Actor, Refused, Registry, UpstreamRefused, fault::fault};

/// Decides conflicts; those without a decision stay open. Refused as a whole, with every reason.
pub fn draft_resolve(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
    resolutions: &[Resolution],
) -> Result<Draft, Refused> {
    let held = hold(registry, actor, step, DraftWish::Resolve)?;
    let joined = Grown::of(registry, &held.draft)?.joined.ok_or(UpstreamRefused::NoMerge)?;
    if resolutions.is_empty() {
        return Err(nothing());
    }
    let parsed = document(registry, &held)?;
    let merging = joined.merging()?;
    let decided = resolve(&merging.merged, resolutions).map_err(Refused::Invalid)?;
    let Content { stored, facts } = Content::built(merging.carried(&decided, parsed.value()))?;
    let decisions: Vec<_> = resolutions.iter().map(decision).collect();
    registry.store.write(|txn| {
        held.confirm(txn)?;
        draft_decide(txn, &held.draft.id, &decisions)?;
        let deed = (DraftDeed::Resolved, &held.stamp());
        draft_save(txn, held.seen(), (&stored, &facts), deed)?;
        held.after(txn)
    })
}

fn nothing() -> Refused {
    Refused::Invalid(vec![fault(
        "merge-resolution-missing",
        "",
        "Es ist keine Entscheidung dabei. Wählen Sie zu mindestens einer Stelle, was gelten soll.",
        "There is no decision. Choose for at least one place what shall hold.",
    )])
}
