//! Organisations: making them and reading them.

use blueprint::Slug;
use store::{
    Organisation, OrganisationFilter, StoreError, Txn, organisation_count, organisation_get,
    organisation_insert, organisation_list,
};

use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    reserved::is_reserved,
};

/// Adds an organisation. Its slug must be free and its parent must exist. For the operator at the machine.
pub fn organisation_create(registry: &Registry, new: &Organisation) -> Result<(), Refused> {
    registry.store.write(|txn| insert(txn, new, None))
}

/// Adds an organisation, for those who operate the registry.
pub fn organisation_add(
    registry: &Registry,
    actor: &Actor,
    new: &Organisation,
) -> Result<(), Refused> {
    actor.require(Act::CreateOrganisation, On::Registry)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::CreateOrganisation, On::Registry), new.created_at)?;
        insert(txn, new, Some(actor))
    })
}

fn insert(txn: &mut Txn<'_>, new: &Organisation, actor: Option<&Actor>) -> Result<(), Refused> {
    if is_reserved(&new.slug) {
        return Err(Refused::NameReserved(new.slug.clone()));
    }
    match organisation_insert(txn, new) {
        Ok(_) => {}
        Err(StoreError::Exists) => return Err(Refused::NameTaken(new.slug.to_string())),
        Err(StoreError::Missing { .. }) => {
            let parent = new.parent.clone().unwrap_or_else(|| new.slug.clone());
            return Err(Unknown::Organisation(parent).into());
        }
        Err(error) => return Err(error.into()),
    }
    let concerning = Concerning { organisation: Some(&new.slug), subject: None };
    let by = actor.map(Actor::author);
    Ok(note(txn, Deed::OrganisationCreated, by, concerning, new.created_at)?)
}

pub fn organisation(registry: &Registry, slug: &Slug) -> Result<Organisation, Refused> {
    let found = registry.store.read(|conn| organisation_get(conn, slug))?;
    Ok(found.ok_or_else(|| Unknown::Organisation(slug.clone()))?)
}

/// Organisations by slug, and how many the filter finds in all.
pub fn organisations(
    registry: &Registry,
    filter: &OrganisationFilter,
    after: Option<&Slug>,
    limit: u32,
) -> Result<(Vec<Organisation>, i64), Refused> {
    registry.store.read(|conn| {
        let items = organisation_list(conn, filter, after, limit)?;
        Ok((items, organisation_count(conn, filter)?))
    })
}
