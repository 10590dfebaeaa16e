//! A draft becomes a version, through the door that all versions come through.

use blueprint::Parsed;
use store::{
    Conn, Draft, DraftMove, DraftState, VersionRecord, draft_move, draft_read, four_eyes_get,
    lineage_insert,
};

use super::{
    content::unpack,
    merging::Grown,
    outlook::{Ready, judge},
    step::{DraftStep, DraftWish, Held, hold},
};
use crate::{
    Actor, FourEyes, Refused, Registry, audit::Deed, four_eyes::second_person, proposals::Settling,
    publish::release_insert,
};

/// Publishes a draft. Where four eyes are demanded, it must have been submitted, and whoever publishes is somebody else.
pub fn draft_publish(
    registry: &Registry,
    actor: &Actor,
    step: DraftStep<'_>,
    override_reason: Option<&str>,
) -> Result<(Draft, VersionRecord), Refused> {
    let held = hold(registry, actor, step, DraftWish::Publish)?;
    registry.store.read(|conn| seen_by_two(conn, actor, &held.draft))?;
    let parsed = document(registry, &held)?;
    let kept = held.draft.override_reason.clone();
    let reason = override_reason.or(kept.as_deref());
    let grown = Grown::of(registry, &held.draft)?;
    let judged = judge(registry, (&held.draft, parsed, &grown), reason, step.at)?;
    let Ready { release, lineage } = judged.ready()?;
    let settling = Settling::of(registry, &held.draft, release.content())?;
    let written = registry.store.write(|txn| {
        held.confirm(txn)?;
        // Four eyes may have been demanded since.
        seen_by_two(txn, actor, &held.draft)?;
        let record = release_insert(txn, &release, (&actor.author(), step.at))?;
        if let Some(lineage) = &lineage {
            lineage_insert(txn, lineage)?;
        }
        if let Some(settling) = &settling {
            settling.write(txn, &record, &held.stamp())?;
        }
        let publish = DraftMove::Publish { version: &record.version };
        draft_move(txn, held.seen(), publish, &held.stamp())?;
        held.note(txn, Deed::DraftPublished)?;
        Ok::<_, Refused>((held.after(txn)?, record))
    });
    registry.cache.forget(release.id());
    if let Some(settling) = &settling {
        settling.forget(registry);
    }
    let (draft, record) = written?;
    tracing::info!(blueprint.id = %record.id, release.version = %record.version, release.digest = %record.digest, draft.id = draft.id, "published `{}` {} from a draft", record.id, record.version);
    Ok((draft, record))
}

/// Whether enough people have looked at a draft for its organisation.
fn seen_by_two(conn: &mut Conn, actor: &Actor, draft: &Draft) -> Result<(), Refused> {
    if !four_eyes_get(conn, &draft.organisation)? {
        return Ok(());
    }
    match second_person(actor, draft) {
        Err(program @ FourEyes::Token(_)) => Err(program.into()),
        // Before it is asked who may: nobody has said yet that it is finished.
        _ if draft.state == DraftState::Open => {
            Err(Refused::DraftState { state: draft.state, wish: DraftWish::Publish })
        }
        second => Ok(second?),
    }
}

/// The document of a draft that is held, as of the same revision.
pub(super) fn document(registry: &Registry, held: &Held<'_>) -> Result<Parsed, Refused> {
    match registry.store.read(|conn| draft_read(conn, &held.draft.id))? {
        Some((draft, stored)) if draft.revision == held.draft.revision => unpack(&stored),
        Some((draft, _)) => Err(held.lost(draft.revision)),
        None => Err(Refused::Overtaken),
    }
}
