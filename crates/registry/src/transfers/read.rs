//! Transfers, for the two organisations that they concern.

use blueprint::{BlueprintId, Slug};
use store::{Transfer, transfer_list, transfer_list_concerning};

use super::step::found;
use crate::{Act, Actor, On, Refused, Registry};

/// More requests than these are on record, but not listed.
const LISTED: u32 = 100;

/// A request, for members of either organisation.
pub fn transfer(registry: &Registry, actor: &Actor, id: &str) -> Result<Transfer, Refused> {
    let found = found(registry, id)?;
    actor
        .require(Act::ReadTransfers, On::Organisation(&found.to.owner))
        .or_else(|_| actor.require(Act::ReadTransfers, On::Blueprint(&found.from)))?;
    Ok(found)
}

/// The requests to move a blueprint, the newest first, for those who work for its owner.
pub fn transfers(
    registry: &Registry,
    actor: &Actor,
    id: &BlueprintId,
) -> Result<Vec<Transfer>, Refused> {
    actor.require(Act::ReadTransfers, On::Blueprint(id))?;
    registry.head(id)?;
    Ok(registry.store.read(|conn| transfer_list(conn, id, LISTED))?)
}

/// The requests that an organisation made or got, the newest first, for those who work there.
pub fn transfers_concerning(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
) -> Result<Vec<Transfer>, Refused> {
    actor.require(Act::ReadTransfers, On::Organisation(organisation))?;
    Ok(registry.store.read(|conn| transfer_list_concerning(conn, organisation, LISTED))?)
}
