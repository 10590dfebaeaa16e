//! Changing what is said of an organisation.

use blueprint::{Slug, fit::Profile};
use diesel::prelude::*;

use super::{
    Organisation, demands::policy_set, history::OrganisationStep, history::history_append,
    succession::succession_set,
};
use crate::{
    EventKind, Seq, StoreError, Txn,
    error::or_missing,
    events::{NewEvent, event_append},
    schema::organisations,
};

/// An organisation as it shall be from now on.
#[derive(Clone, Copy, Debug)]
pub struct OrganisationUpdate<'a> {
    /// All of it but the revision, which is the one that was seen.
    pub organisation: &'a Organisation,
    /// In place of the one before; `None` leaves that.
    pub policy: Option<&'a Profile>,
    /// What is put down in its history.
    pub steps: &'a [OrganisationStep],
}

/// Changes an organisation, which gets its next revision and an event.
///
/// [`StoreError::Stale`] when it is not at the revision seen, [`StoreError::Missing`] without it, its parent or its
/// successor.
pub fn organisation_update(
    txn: &mut Txn<'_>,
    update: OrganisationUpdate<'_>,
    at: i64,
) -> Result<Seq, StoreError> {
    let OrganisationUpdate { organisation, policy, steps } = update;
    let slug = &organisation.slug;
    let revision: Option<i64> = organisations::table
        .find(slug.as_str())
        .select(organisations::revision)
        .get_result(&mut **txn)
        .optional()?;
    let revision = revision.ok_or(StoreError::Missing { what: "organisation" })?;
    if revision != organisation.standing.revision {
        return Err(StoreError::Stale);
    }
    let verified = organisation.standing.verified.as_ref();
    diesel::update(organisations::table.find(slug.as_str()))
        .set((
            organisations::kind.eq(organisation.kind.as_str()),
            organisations::name.eq(&organisation.name),
            organisations::ars.eq(organisation.ars.as_deref()),
            organisations::state.eq(organisation.state.as_deref()),
            organisations::population.eq(organisation.population),
            organisations::parent.eq(organisation.parent.as_ref().map(Slug::as_str)),
            organisations::revision.eq(organisations::revision + 1),
            organisations::verified_at.eq(verified.map(|verified| verified.at)),
            organisations::verified_reason.eq(verified.map(|verified| verified.reason.as_str())),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("parent organisation"))?;
    succession_set(txn, slug, organisation.standing.succession.as_ref())?;
    if let Some(policy) = policy {
        policy_set(txn, slug, policy)?;
    }
    history_append(txn, slug, steps)?;
    event_append(
        txn,
        &NewEvent {
            at,
            kind: EventKind::OrganisationUpdated,
            organisation: Some(slug),
            blueprint: None,
            version: None,
        },
    )
}
