//! A fork of an organisation that demands four eyes begins as a draft.

use store::{Draft, DraftOrigin, Grounds, Lineage, Stamp, StoreError, draft_origin, four_eyes_get};

use super::{
    begin::{Beginning, existing},
    content::Content,
    outlook::forked,
};
use crate::{
    Act, Actor, Fork, Forked, On, Refused, Registry,
    access::random_id,
    fork::{self, Plan},
    idempotency::{recall, remember},
    upstream::behind,
};

/// What became of a request to fork.
#[derive(Debug)]
pub enum ForkOutcome {
    Published(Forked),
    /// The draft of the fork's first version, where that comes from, and how many versions it is behind already.
    Drafted(Draft, DraftOrigin, usize),
}

/// What is remembered of a fork that began as a draft begins with this; no blueprint's name does.
const DRAFTED: &str = "draft ";

/// Forks a blueprint: at once, or, where four eyes are demanded, as a draft. `random` is for the draft's id.
pub fn fork_or_draft(
    registry: &Registry,
    actor: &Actor,
    request: &Fork<'_>,
    random: &[u8; 32],
) -> Result<ForkOutcome, Refused> {
    actor.require(Act::Fork, On::Blueprint(request.id))?;
    let repeatable = fork::repeatable(request);
    if let Some(earlier) = recall(registry, repeatable)? {
        return match earlier.strip_prefix(DRAFTED) {
            Some(id) => again(registry, request, id),
            None => fork::fork(registry, actor, request).map(ForkOutcome::Published),
        };
    }
    if !registry.store.read(|conn| four_eyes_get(conn, &request.id.owner))? {
        return fork::fork(registry, actor, request).map(ForkOutcome::Published);
    }
    let Plan { lineage, copy, .. } = fork::plan(registry, request)?;
    let origin = origin(lineage);
    let beginning = Beginning {
        id: random_id(random),
        organisation: &request.id.owner,
        content: Content::built(copy.into_value())?,
        origin: Some(origin.clone()),
        authors: &[],
        stamp: Stamp { at: request.at, by: actor.author() },
    };
    let draft = registry.store.write(|txn| {
        actor.confirm(txn, (Act::Fork, On::Blueprint(request.id)), request.at)?;
        let draft = beginning.insert(txn)?;
        remember(txn, repeatable, (&format!("{DRAFTED}{}", draft.id), request.at))?;
        Ok::<_, Refused>(draft)
    })?;
    drafted(registry, request, (draft, origin))
}

/// What an earlier request with the same key began.
fn again(registry: &Registry, request: &Fork<'_>, id: &str) -> Result<ForkOutcome, Refused> {
    let origin = registry.store.read(|conn| draft_origin(conn, id))?;
    let origin = origin.ok_or(StoreError::Corrupt { what: "draft origin" })?;
    drafted(registry, request, (existing(registry, id)?, origin))
}

fn drafted(
    registry: &Registry,
    request: &Fork<'_>,
    (draft, origin): (Draft, DraftOrigin),
) -> Result<ForkOutcome, Refused> {
    let behind = match forked(&origin, request.id, request.at) {
        Some(lineage) => behind(registry, &lineage)?,
        None => 0,
    };
    Ok(ForkOutcome::Drafted(draft, origin, behind))
}

fn origin(lineage: Lineage) -> DraftOrigin {
    DraftOrigin {
        upstream: lineage.upstream,
        version: lineage.version,
        digest: lineage.digest,
        grounds: Grounds::Fork { kind: lineage.kind, reason: lineage.reason },
    }
}
