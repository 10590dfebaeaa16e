//! Adoptions and attestations as bare rows, for tests of what follows from them.

use blueprint::{BlueprintId, Slug, document::TestResult, maturity::Stage};
use diesel::prelude::*;
use semver::Version;

use crate::{
    EventKind, StoreError, Txn,
    conn::per_dialect,
    events::{NewEvent, event_append},
    schema::evidence::{adoptions as a, attestations as t},
};

/// A test of a product, by a person.
#[derive(Clone, Copy, Debug)]
pub struct TestAttestation<'a> {
    pub id: &'a str,
    pub version: &'a Version,
    pub vendor: &'a str,
    pub organisation: &'a Slug,
    pub result: TestResult,
    /// `YYYY-MM-DD`.
    pub expires_on: &'a str,
}

/// Says that an organisation uses a blueprint, or how far it is by now.
pub fn adoption_record(
    txn: &mut Txn<'_>,
    (id, version): (&BlueprintId, &Version),
    (organisation, stage): (&Slug, Stage),
    (person, at): (&str, i64),
) -> Result<(), StoreError> {
    let row = (
        a::organisation.eq(organisation.as_str()),
        a::owner.eq(id.owner.as_str()),
        a::name.eq(id.name.as_str()),
        a::version.eq(version.to_string()),
        a::stage.eq(stage.as_str()),
        a::revision.eq(1),
        a::created_at.eq(at),
        a::updated_at.eq(at),
        a::updated_by_person.eq(person),
    );
    let key = (organisation.as_str(), id.owner.as_str(), id.name.as_str());
    diesel::delete(a::table.find(key)).execute(&mut **txn)?;
    per_dialect!(&mut **txn, |c| diesel::insert_into(a::table).values(row).execute(c))?;
    told(txn, (id, organisation), at)
}

/// Says that an organisation tested a product with a blueprint.
pub fn attestation_record(
    txn: &mut Txn<'_>,
    id: &BlueprintId,
    new: &TestAttestation<'_>,
    (person, at): (&str, i64),
) -> Result<(), StoreError> {
    let row = (
        t::id.eq(new.id),
        t::owner.eq(id.owner.as_str()),
        t::name.eq(id.name.as_str()),
        t::version.eq(new.version.to_string()),
        t::vendor.eq(new.vendor),
        t::product.eq("produkt"),
        t::organisation.eq(new.organisation.as_str()),
        t::environment.eq("production"),
        t::tested_on.eq("2026-01-01"),
        t::expires_on.eq(new.expires_on),
        t::result.eq(new.result.as_str()),
        t::created_at.eq(at),
        t::created_by_person.eq(person),
    );
    per_dialect!(&mut **txn, |c| diesel::insert_into(t::table).values(row).execute(c))?;
    told(txn, (id, new.organisation), at)
}

/// Takes a test back.
pub fn attestation_take_back(
    txn: &mut Txn<'_>,
    (id, organisation): (&BlueprintId, &Slug),
    attestation: &str,
    (person, at): (&str, i64),
) -> Result<(), StoreError> {
    diesel::update(t::table.find(attestation))
        .set((
            t::withdrawn_at.eq(at),
            t::withdrawn_by_person.eq(person),
            t::withdrawn_reason.eq("Probe"),
        ))
        .execute(&mut **txn)?;
    told(txn, (id, organisation), at)
}

/// An event that names the blueprint, as every record of evidence leaves one.
fn told(
    txn: &mut Txn<'_>,
    (id, organisation): (&BlueprintId, &Slug),
    at: i64,
) -> Result<(), StoreError> {
    let event = NewEvent {
        at,
        kind: EventKind::BlueprintUpdated,
        organisation: Some(organisation),
        blueprint: Some(id),
        version: None,
    };
    event_append(txn, &event).map(|_| ())
}
