//! What was answered to a request that carried a key, so that its repetition gets the same answer.

use blueprint::{Digest, Slug};
use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn, conn::per_dialect, error::or_missing, row, schema::idempotency,
};

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Of the request, as the same key must not serve for another one.
    pub request: Digest,
    pub status: i64,
    pub body: Vec<u8>,
    pub at: i64,
}

pub fn idempotency_get(
    conn: &mut Conn,
    organisation: &Slug,
    key: &str,
) -> Result<Option<Remembered>, StoreError> {
    let found: Option<(Vec<u8>, i64, Vec<u8>, i64)> = idempotency::table
        .find((organisation.as_str(), key))
        .select((idempotency::request, idempotency::status, idempotency::body, idempotency::at))
        .get_result(conn)
        .optional()?;
    found
        .map(|(request, status, body, at)| {
            Ok(Remembered { request: row::digest(&request)?, status, body, at })
        })
        .transpose()
}

/// [`StoreError::Exists`] when the key was used before, [`StoreError::Missing`] without the organisation.
pub fn idempotency_put(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    key: &str,
    answer: &Remembered,
) -> Result<(), StoreError> {
    let row = (
        idempotency::organisation.eq(organisation.as_str()),
        idempotency::key.eq(key),
        idempotency::request.eq(answer.request.as_bytes().as_slice()),
        idempotency::status.eq(answer.status),
        idempotency::body.eq(&answer.body),
        idempotency::at.eq(answer.at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(idempotency::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("organisation"))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Forgets the answers given before `before`, and says how many those were.
pub fn idempotency_forget(txn: &mut Txn<'_>, before: i64) -> Result<usize, StoreError> {
    Ok(diesel::delete(idempotency::table.filter(idempotency::at.lt(before))).execute(&mut **txn)?)
}
