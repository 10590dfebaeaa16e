//! Organisations: making them, reading them, changing what is said of them.

mod change;
mod succession;

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{Slug, fit::Profile};
use store::{
    Organisation, OrganisationFilter, OrganisationStep, StoreError, Txn, organisation_count,
    organisation_get, organisation_history, organisation_insert, organisation_list, policy_get,
    reserved_get, succession_list,
};

use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    places::settled,
    reserved::is_reserved,
};

pub use change::{
    NewSuccession, OrganisationChange, OrganisationRequest, Verdict, organisation_change,
};
pub(crate) use succession::{refuse_ended, succeeded_by};

/// An organisation with all that is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationView {
    pub organisation: Organisation,
    /// What it asks of products and which it uses; the facts of the profile are left out.
    pub policy: Profile,
    /// Newest first.
    pub history: Vec<OrganisationStep>,
    /// The organisations that went up in it.
    pub predecessors: Vec<Slug>,
}

/// More steps and predecessors than these are not told.
const TOLD: u32 = 200;

/// What organisations are called; one that is not here has no name.
pub fn organisation_names(
    registry: &Registry,
    of: &BTreeSet<&Slug>,
) -> Result<BTreeMap<Slug, String>, Refused> {
    Ok(registry.store.read(|conn| store::organisation_names(conn, of))?)
}

/// Adds an organisation and gives it as it was added. Its slug must be free and its parent must exist. For the operator
/// at the machine.
pub fn organisation_create(
    registry: &Registry,
    given: &Organisation,
) -> Result<Organisation, Refused> {
    let new = settled(given).map_err(Refused::Invalid)?;
    registry.store.write(|txn| insert(txn, &new, None))?;
    Ok(new)
}

/// Adds an organisation, for those who operate the registry, and gives it as it was added.
pub fn organisation_add(
    registry: &Registry,
    actor: &Actor,
    given: &Organisation,
) -> Result<Organisation, Refused> {
    actor.require(Act::CreateOrganisation, On::Registry)?;
    let new = settled(given).map_err(Refused::Invalid)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::CreateOrganisation, On::Registry), new.created_at)?;
        insert(txn, &new, Some(actor))
    })?;
    Ok(new)
}

fn insert(txn: &mut Txn<'_>, new: &Organisation, actor: Option<&Actor>) -> Result<(), Refused> {
    if is_reserved(&new.slug) {
        return Err(Refused::NameReserved(new.slug.clone()));
    }
    if let Some(kept) = reserved_get(txn, &new.slug)? {
        return Err(Refused::NameKept { slug: kept.slug, reason: kept.reason });
    }
    // A row may refer to itself, and then its parent would seem to be there.
    if new.parent.as_ref() == Some(&new.slug) {
        return Err(Unknown::Organisation(new.slug.clone()).into());
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

/// One organisation with its policy and its history.
pub fn organisation_view(registry: &Registry, slug: &Slug) -> Result<OrganisationView, Refused> {
    registry.store.read(|conn| {
        let found = organisation_get(conn, slug)?;
        Ok(OrganisationView {
            organisation: found.ok_or_else(|| Unknown::Organisation(slug.clone()))?,
            policy: policy_get(conn, slug)?,
            history: organisation_history(conn, slug, TOLD)?,
            predecessors: succession_list(conn, slug, TOLD)?,
        })
    })
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
