//! What the operator does: organisations and tokens.

use blueprint::Slug;
use store::{
    Organisation, OrganisationFilter, StoreError, Token, organisation_count, organisation_get,
    organisation_insert, organisation_list, token_list,
};

use crate::{Refused, Registry, Unknown};

/// Adds an organisation. Its slug must be free and its parent must exist.
pub fn organisation_create(registry: &Registry, new: &Organisation) -> Result<(), Refused> {
    let inserted = registry.store.write(|txn| organisation_insert(txn, new));
    match inserted {
        Ok(_) => Ok(()),
        Err(StoreError::Exists) => Err(Refused::NameTaken(new.slug.to_string())),
        Err(StoreError::Missing { .. }) => {
            let parent = new.parent.clone().unwrap_or_else(|| new.slug.clone());
            Err(Unknown::Organisation(parent).into())
        }
        Err(error) => Err(error.into()),
    }
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

pub fn tokens(registry: &Registry, organisation: &Slug) -> Result<Vec<Token>, Refused> {
    Ok(registry.store.read(|conn| token_list(conn, organisation))?)
}

/// Makes a token useless from now on.
pub fn token_revoke(registry: &Registry, id: &str, at: i64) -> Result<(), Refused> {
    match registry.store.write(|txn| store::token_revoke(txn, id, at)) {
        Err(StoreError::Missing { .. }) => Err(Unknown::Token(id.to_owned()).into()),
        other => Ok(other?),
    }
}
