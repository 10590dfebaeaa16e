//! Taking back what was recorded by mistake. Who has used a blueprint and does no longer says so with the stage `ended`.

use blueprint::{BlueprintId, Slug};

use super::load;
use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    moves,
};

/// Which record, and when.
#[derive(Clone, Copy, Debug)]
pub struct Removal<'a> {
    pub organisation: &'a Slug,
    pub id: &'a BlueprintId,
    /// When given, only the record as of this revision is removed.
    pub seen_revision: Option<i64>,
    pub at: i64,
}

/// Removes an adoption, as if it had never been recorded.
pub fn adoption_remove(
    registry: &Registry,
    actor: &Actor,
    removal: Removal<'_>,
) -> Result<(), Refused> {
    let Removal { organisation, id, seen_revision, at } = removal;
    let on = On::said(organisation, id);
    actor.require(Act::EndAdoption, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::EndAdoption, on), at)?;
        let line = moves::line_load(txn, id)?.ok_or_else(|| Unknown::Blueprint(id.clone()))?;
        // What a token does not reach, it does not reach by an address that was left.
        actor.require(Act::EndAdoption, On::said(organisation, &line.blueprint.id))?;
        let unknown = || Unknown::Adoption(organisation.clone(), id.clone());
        let found = load(txn, organisation, &line)?.ok_or_else(unknown)?.adoption;
        if seen_revision.is_some_and(|seen| seen != found.revision) {
            return Err(Refused::Overtaken);
        }
        let (now, record) = (&line.blueprint.id, (organisation, &found.id, found.revision));
        store::adoption_remove(txn, record, now, at)?;
        let subject = now.to_string();
        let concerning = Concerning { organisation: Some(organisation), subject: Some(&subject) };
        note(txn, Deed::AdoptionRemoved, Some(actor.author()), concerning, at)?;
        Ok(())
    })
}
