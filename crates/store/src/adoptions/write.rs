//! Recording adoptions, and taking back what was recorded by mistake.

use std::collections::BTreeMap;

use blueprint::{BlueprintId, Slug, evidence::ProductRef, maturity::AdoptionStage};
use diesel::prelude::*;
use semver::Version;

use super::{a, p};
use crate::{
    EventKind, Stamp, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    events::{NewEvent, event_append},
};

/// What shall be on record.
#[derive(Clone, Copy, Debug)]
pub struct NewAdoption<'a> {
    pub organisation: &'a Slug,
    /// The address at which the version is.
    pub id: &'a BlueprintId,
    pub version: &'a Version,
    pub stage: AdoptionStage,
    pub product: Option<&'a ProductRef>,
    pub effort_hours: Option<i64>,
    pub started_on: Option<&'a str>,
    pub note: Option<&'a str>,
    /// Each value as JSON, by parameter.
    pub parameters: &'a BTreeMap<String, String>,
}

/// Records an adoption, in place of the one that was seen: at its address, at its revision.
///
/// `told` is the blueprint of the event. [`StoreError::Stale`] when there is one that was not seen, or not the one that
/// was; [`StoreError::Missing`] without the version, the organisation or the author.
pub fn adoption_put(
    txn: &mut Txn<'_>,
    (new, told): (&NewAdoption<'_>, &BlueprintId),
    seen: Option<(&BlueprintId, i64)>,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let key = (
        a::organisation.eq(new.organisation.as_str()),
        a::owner.eq(new.id.owner.as_str()),
        a::name.eq(new.id.name.as_str()),
    );
    let values = (
        a::version.eq(new.version.to_string()),
        a::stage.eq(new.stage.as_str()),
        a::product.eq(new.product.map(ToString::to_string)),
        a::effort_hours.eq(new.effort_hours),
        a::started_on.eq(new.started_on),
        a::note.eq(new.note),
        a::updated_at.eq(stamp.at),
        a::updated_by.eq(stamp.by.token()),
        a::updated_by_person.eq(stamp.by.person()),
    );
    let missing = or_missing("version, organisation or author");
    let n_written = match seen {
        None => {
            let first = (a::revision.eq(1), a::created_at.eq(stamp.at));
            per_dialect!(&mut **txn, |c| diesel::insert_into(a::table)
                .values((key, values, first))
                .on_conflict_do_nothing()
                .execute(c))
            .map_err(missing)?
        }
        Some((place, revision)) => {
            // They refer to the record, whose address may change.
            parameters_remove(txn, new.organisation, place)?;
            let found = a::table.find((
                new.organisation.as_str(),
                place.owner.as_str(),
                place.name.as_str(),
            ));
            diesel::update(found.filter(a::revision.eq(revision)))
                .set((key, values, a::revision.eq(revision.saturating_add(1))))
                .execute(&mut **txn)
                .map_err(missing)?
        }
    };
    if n_written == 0 {
        return Err(StoreError::Stale);
    }
    for (parameter, value) in new.parameters {
        diesel::insert_into(p::table)
            .values((
                p::organisation.eq(new.organisation.as_str()),
                p::owner.eq(new.id.owner.as_str()),
                p::name.eq(new.id.name.as_str()),
                p::parameter.eq(parameter),
                p::value.eq(value),
            ))
            .execute(&mut **txn)?;
    }
    let recorded = (EventKind::AdoptionRecorded, Some(new.version));
    tell(txn, recorded, (new.organisation, told), stamp.at)
}

/// Removes what was recorded by mistake, at the revision that was seen; [`StoreError::Stale`] when it is not that.
pub fn adoption_remove(
    txn: &mut Txn<'_>,
    (organisation, place, revision): (&Slug, &BlueprintId, i64),
    told: &BlueprintId,
    at: i64,
) -> Result<(), StoreError> {
    parameters_remove(txn, organisation, place)?;
    let found = a::table.find((organisation.as_str(), place.owner.as_str(), place.name.as_str()));
    let n_removed = diesel::delete(found.filter(a::revision.eq(revision))).execute(&mut **txn)?;
    if n_removed == 0 {
        return Err(StoreError::Stale);
    }
    tell(txn, (EventKind::AdoptionRemoved, None), (organisation, told), at)
}

fn parameters_remove(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    place: &BlueprintId,
) -> Result<(), StoreError> {
    let own = p::table
        .filter(p::organisation.eq(organisation.as_str()))
        .filter(p::owner.eq(place.owner.as_str()))
        .filter(p::name.eq(place.name.as_str()));
    diesel::delete(own).execute(&mut **txn)?;
    Ok(())
}

fn tell(
    txn: &mut Txn<'_>,
    (kind, version): (EventKind, Option<&Version>),
    (organisation, told): (&Slug, &BlueprintId),
    at: i64,
) -> Result<(), StoreError> {
    let (organisation, blueprint) = (Some(organisation), Some(told));
    event_append(txn, &NewEvent { at, kind, organisation, blueprint, version }).map(|_| ())
}
