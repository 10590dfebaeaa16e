//! Adoptions and attestations without their use cases, for tests of what follows from them.

use std::collections::BTreeMap;

use blueprint::{
    BlueprintId, Slug,
    document::{Environment, TestResult},
    maturity::AdoptionStage,
};
use semver::Version;
use store::{
    Attestation, Author, NewAdoption, Stamp, StoreError, Txn, adoption_get, adoption_put,
    attestation_insert, attestation_withdraw,
};

/// A test of a product.
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
    (organisation, stage): (&Slug, AdoptionStage),
    by: (&str, i64),
) -> Result<(), StoreError> {
    let seen = adoption_get(txn, organisation, id)?.map(|adoption| adoption.revision);
    let new = NewAdoption {
        organisation,
        id,
        version,
        stage,
        product: None,
        effort_hours: None,
        started_on: None,
        note: None,
        parameters: &BTreeMap::new(),
    };
    adoption_put(txn, (&new, id), seen.map(|revision| (id, revision)), &stamp(by))
}

/// Says that an organisation tested a product with a blueprint.
pub fn attestation_record(
    txn: &mut Txn<'_>,
    id: &BlueprintId,
    new: &TestAttestation<'_>,
    by: (&str, i64),
) -> Result<(), StoreError> {
    let product = format!("{}/produkt", new.vendor);
    let read = |what| move |_| StoreError::Corrupt { what };
    let attestation = Attestation {
        id: new.id.to_owned(),
        blueprint: id.clone(),
        version: new.version.clone(),
        product: product.parse().map_err(|_no_product| StoreError::Corrupt { what: "product" })?,
        product_version: None,
        organisation: new.organisation.clone(),
        environment: Environment::Production,
        tested_on: "2026-01-01".parse().map_err(read("day"))?,
        expires_on: new.expires_on.parse().map_err(read("day"))?,
        result: new.result,
        requirements: BTreeMap::new(),
        evidence: Vec::new(),
        note: None,
        created: stamp(by),
        withdrawn: None,
    };
    attestation_insert(txn, &attestation)
}

/// Takes a test back.
pub fn attestation_take_back(
    txn: &mut Txn<'_>,
    attestation: &str,
    by: (&str, i64),
) -> Result<(), StoreError> {
    attestation_withdraw(txn, (attestation, "Probe"), &stamp(by))
}

fn stamp((person, at): (&str, i64)) -> Stamp {
    Stamp { at, by: Author::Person(person.to_owned()) }
}
