//! Departures: who has been sent to an identity provider, until they are back or it takes too long.

use blueprint::Digest;
use diesel::prelude::*;

use crate::{StoreError, Txn, schema::departures};

/// Somebody on their way to a provider and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Of the secret that the browser keeps meanwhile.
    pub hash: Digest,
    /// Which provider, by its name here.
    pub provider: String,
    /// What the answer must match.
    pub pending: String,
    /// Where they wanted to go.
    pub next: String,
    pub expires_at: i64,
}

pub fn departure_insert(txn: &mut Txn<'_>, new: &Departure) -> Result<(), StoreError> {
    diesel::insert_into(departures::table)
        .values((
            departures::hash.eq(new.hash.as_bytes().as_slice()),
            departures::provider.eq(&new.provider),
            departures::pending.eq(&new.pending),
            departures::next.eq(&new.next),
            departures::expires_at.eq(new.expires_at),
        ))
        .execute(&mut **txn)?;
    Ok(())
}

/// Takes the departure out: nobody comes back twice. `None` when there is none, or it took too long.
pub fn departure_take(
    txn: &mut Txn<'_>,
    hash: &Digest,
    now: i64,
) -> Result<Option<Departure>, StoreError> {
    let found: Option<(String, String, String, i64)> = departures::table
        .find(hash.as_bytes().as_slice())
        .select((
            departures::provider,
            departures::pending,
            departures::next,
            departures::expires_at,
        ))
        .get_result(&mut **txn)
        .optional()?;
    diesel::delete(departures::table.find(hash.as_bytes().as_slice())).execute(&mut **txn)?;
    let departure = found.map(|(provider, pending, next, expires_at)| Departure {
        hash: *hash,
        provider,
        pending,
        next,
        expires_at,
    });
    Ok(departure.filter(|departure| now < departure.expires_at))
}

/// Forgets who has not come back before `before`.
pub fn departure_forget(txn: &mut Txn<'_>, before: i64) -> Result<usize, StoreError> {
    Ok(diesel::delete(departures::table.filter(departures::expires_at.lt(before)))
        .execute(&mut **txn)?)
}
