//! An organisation's policy: what it asks of products, and which it uses.
//!
//! A row for each demand instead of a text of its own format: who asks for what can be asked of the database, and a demand
//! that the model no longer knows is found where it is read.

use blueprint::{
    Slug,
    document::{CertificateScheme, Deployment},
    evidence::{ObjectiveId, Seal},
    fit::Profile,
};
use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn, row,
    schema::{organisation_demands as demands, organisations},
};

const SEAL: &str = "seal";
const CERTIFICATE: &str = "certificate";
const DEPLOYMENT: &str = "deployment";
const DATA_LOCATION: &str = "data_location";
const PRODUCT: &str = "product";

/// The organisation's policy; the facts of the profile are left out. The empty one without the organisation.
pub fn policy_get(conn: &mut Conn, organisation: &Slug) -> Result<Profile, StoreError> {
    let no_access: Option<bool> = organisations::table
        .find(organisation.as_str())
        .select(organisations::no_third_country_access)
        .get_result(conn)
        .optional()?;
    let rows: Vec<(String, String, Option<i64>)> = demands::table
        .filter(demands::organisation.eq(organisation.as_str()))
        .order((demands::kind, demands::value))
        .select((demands::kind, demands::value, demands::level))
        .load(conn)?;
    let mut policy =
        Profile { no_third_country_access: no_access.unwrap_or(false), ..Profile::default() };
    for (kind, value, level) in rows {
        take(&mut policy, &kind, &value, level).ok_or(CORRUPT)?;
    }
    Ok(policy)
}

const CORRUPT: StoreError = StoreError::Corrupt { what: "organisation's policy" };

fn take(policy: &mut Profile, kind: &str, value: &str, level: Option<i64>) -> Option<()> {
    match kind {
        SEAL => {
            let objective = ObjectiveId::ALL.into_iter().find(|id| id.as_str() == value)?;
            let seal = Seal::try_from(u8::try_from(level?).ok()?).ok()?;
            policy.minimum_seal.insert(objective, seal);
        }
        CERTIFICATE => {
            let mut known = CertificateScheme::ALL.into_iter();
            policy.required_certificates.insert(known.find(|it| it.as_str() == value)?);
        }
        DEPLOYMENT => {
            let mut known = Deployment::ALL.into_iter();
            policy.allowed_deployments.insert(known.find(|it| it.as_str() == value)?);
        }
        DATA_LOCATION => {
            policy.allowed_data_locations.insert(row::parse(value, "country").ok()?);
        }
        PRODUCT => {
            policy.products_in_use.insert(row::parse(value, "product").ok()?);
        }
        _ => return None,
    }
    Some(())
}

/// Puts this policy in the place of the one before; that the organisation is there, the caller has seen.
pub(super) fn policy_set(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    policy: &Profile,
) -> Result<(), StoreError> {
    diesel::update(organisations::table.find(organisation.as_str()))
        .set(organisations::no_third_country_access.eq(policy.no_third_country_access))
        .execute(&mut **txn)?;
    diesel::delete(demands::table.filter(demands::organisation.eq(organisation.as_str())))
        .execute(&mut **txn)?;
    for (kind, value, level) in rows(policy) {
        diesel::insert_into(demands::table)
            .values((
                demands::organisation.eq(organisation.as_str()),
                demands::kind.eq(kind),
                demands::value.eq(value),
                demands::level.eq(level),
            ))
            .execute(&mut **txn)?;
    }
    Ok(())
}

fn rows(policy: &Profile) -> Vec<(&'static str, String, Option<i64>)> {
    let seals = policy
        .minimum_seal
        .iter()
        .map(|(id, seal)| (SEAL, id.as_str().to_owned(), Some(i64::from(seal.level()))));
    let certificates = policy
        .required_certificates
        .iter()
        .map(|scheme| (CERTIFICATE, scheme.as_str().to_owned(), None));
    let deployments =
        policy.allowed_deployments.iter().map(|way| (DEPLOYMENT, way.as_str().to_owned(), None));
    let locations = policy
        .allowed_data_locations
        .iter()
        .map(|country| (DATA_LOCATION, country.as_str().to_owned(), None));
    let products =
        policy.products_in_use.iter().map(|product| (PRODUCT, product.to_string(), None));
    seals.chain(certificates).chain(deployments).chain(locations).chain(products).collect()
}
