//! What makes and withdraws an attestation.

use blueprint::BlueprintId;
use diesel::prelude::*;
use semver::Version;

use super::{Attestation, attestation_get};
use crate::{
    EventKind, Stamp, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::evidence::{
        attestation_evidence as e, attestation_requirements as r, attestations as a,
    },
};

/// Keeps an attestation, which is not withdrawn yet.
///
/// [`StoreError::Missing`] without the version, the organisation, the author or the bytes of a file.
pub fn attestation_insert(txn: &mut Txn<'_>, new: &Attestation) -> Result<(), StoreError> {
    let Stamp { at, by } = &new.created;
    diesel::insert_into(a::table)
        .values((
            a::id.eq(&new.id),
            (
                a::owner.eq(new.blueprint.owner.as_str()),
                a::name.eq(new.blueprint.name.as_str()),
                a::version.eq(new.version.to_string()),
            ),
            (
                a::vendor.eq(&new.product.vendor),
                a::product.eq(&new.product.product),
                a::product_version.eq(new.product_version.as_deref()),
            ),
            a::organisation.eq(new.organisation.as_str()),
            a::environment.eq(new.environment.as_str()),
            a::tested_on.eq(new.tested_on.to_string()),
            a::expires_on.eq(new.expires_on.to_string()),
            a::result.eq(new.result.as_str()),
            a::note.eq(new.note.as_deref()),
            a::created_at.eq(at),
            a::created_by.eq(by.token()),
            a::created_by_person.eq(by.person()),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("version, organisation or author"))?;
    requirements(txn, new)?;
    evidence(txn, new)?;
    told(txn, EventKind::AttestationRecorded, new, *at)
}

fn requirements(txn: &mut Txn<'_>, new: &Attestation) -> Result<(), StoreError> {
    let rows: Vec<_> = new
        .requirements
        .iter()
        .map(|(requirement, outcome)| {
            (
                r::attestation.eq(&new.id),
                r::requirement.eq(requirement),
                r::outcome.eq(outcome.as_str()),
            )
        })
        .collect();
    for page in rows.chunks(row::PAGE) {
        let page = page.to_vec();
        per_dialect!(&mut **txn, |c| diesel::insert_into(r::table).values(&page).execute(c))?;
    }
    Ok(())
}

fn evidence(txn: &mut Txn<'_>, new: &Attestation) -> Result<(), StoreError> {
    for (number, file) in (1_i64..).zip(&new.evidence) {
        diesel::insert_into(e::table)
            .values((
                e::attestation.eq(&new.id),
                e::number.eq(number),
                e::title.eq(&file.title),
                e::digest.eq(file.digest.as_bytes().as_slice()),
            ))
            .execute(&mut **txn)
            .map_err(or_missing("blob"))?;
    }
    Ok(())
}

/// Takes an attestation back.
///
/// [`StoreError::Stale`] when it was withdrawn already, [`StoreError::Missing`] without the author.
pub fn attestation_withdraw(
    txn: &mut Txn<'_>,
    (id, reason): (&str, &str),
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let n_updated = diesel::update(a::table.find(id).filter(a::withdrawn_at.is_null()))
        .set((
            a::withdrawn_at.eq(stamp.at),
            a::withdrawn_by.eq(stamp.by.token()),
            a::withdrawn_by_person.eq(stamp.by.person()),
            a::withdrawn_reason.eq(reason),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("author"))?;
    if n_updated == 0 {
        return Err(StoreError::Stale);
    }
    let ended = attestation_get(txn, id)?.ok_or(StoreError::Corrupt { what: "attestation" })?;
    told(txn, EventKind::AttestationWithdrawn, &ended, stamp.at)
}

/// Enters into the log what became of the evidence for a version.
fn told(
    txn: &mut Txn<'_>,
    kind: EventKind,
    Attestation { organisation, blueprint, version, .. }: &Attestation,
    at: i64,
) -> Result<(), StoreError> {
    let (blueprint, version): (&BlueprintId, &Version) = (blueprint, version);
    let event = NewEvent {
        at,
        kind,
        organisation: Some(organisation),
        blueprint: Some(blueprint),
        version: Some(version),
    };
    event_append(txn, &event).map(|_| ())
}
