//! Beginning to take a version of the upstream into a fork: the outcome is a draft of the fork's next version.

use blueprint::{BlueprintId, Digest, VersionRef};
use store::{Draft, DraftOrigin, Grounds, Stamp};

use super::{
    begin::{Beginning, existing},
    content::Content,
};
use crate::{
    Act, Actor, On, Refused, Registry,
    access::random_id,
    idempotency::{self, Repeatable, recall, remember},
    merge_plan,
    moves::refuse_moved,
};

/// A merge to be begun.
#[derive(Clone, Copy, Debug)]
pub struct NewMerge<'a> {
    /// The fork.
    pub id: &'a BlueprintId,
    /// The upstream's version.
    pub reference: &'a VersionRef,
    /// The same key with the same request gives the same draft again.
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// Begins to take a version of the upstream in. Nothing is decided: at each conflict the draft has what the fork has, and
/// it cannot be published before all are decided.
pub fn merge_begin(
    registry: &Registry,
    actor: &Actor,
    new: &NewMerge<'_>,
) -> Result<Draft, Refused> {
    let NewMerge { id, reference, at, .. } = *new;
    actor.require(Act::WriteDraft, On::Blueprint(id))?;
    if let Some(fault) = idempotency::check(new.idempotency_key) {
        return Err(Refused::Invalid(vec![fault]));
    }
    let repeatable = Repeatable {
        organisation: &id.owner,
        key: new.idempotency_key,
        fingerprint: Digest::of(format!("merge\n{id}\n{reference:?}").as_bytes()),
    };
    if let Some(earlier) = recall(registry, repeatable)? {
        return existing(registry, &earlier);
    }
    registry.store.read(|conn| refuse_moved(conn, id))?;
    let plan = merge_plan(registry, id, reference)?;
    let origin = DraftOrigin {
        upstream: plan.theirs.id.clone(),
        version: plan.theirs.version.clone(),
        digest: plan.theirs.digest,
        grounds: Grounds::Merge {
            fork: id.name.clone(),
            base: (plan.base.version.clone(), plan.base.digest),
            ours: (plan.ours.version.clone(), plan.ours.digest),
        },
    };
    let beginning = Beginning {
        id: random_id(new.random),
        organisation: &id.owner,
        content: Content::built(plan.candidate(&plan.merged).document)?,
        origin: Some(origin),
        authors: &[],
        stamp: Stamp { at, by: actor.author() },
    };
    let draft = registry.store.write(|txn| {
        actor.confirm(txn, (Act::WriteDraft, On::Blueprint(id)), at)?;
        let draft = beginning.insert(txn)?;
        remember(txn, repeatable, (&draft.id, at))?;
        Ok::<_, Refused>(draft)
    })?;
    tracing::info!(blueprint.id = %id, upstream.id = %plan.theirs.id, upstream.version = %plan.theirs.version, draft.id = draft.id, "began to take `{}` {} into `{id}`", plan.theirs.id, plan.theirs.version);
    Ok(draft)
}
