//! Trusted publishers: CI systems whose tokens an organisation takes for its own, and which of those have been shown.
//!
//! What their claims must say to count is not decided here.

use std::collections::BTreeMap;

use blueprint::Slug;
use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    row,
    schema::{exchanged_tokens, trusted_publisher_claims as claims, trusted_publishers},
};

/// Whose tokens may be exchanged, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedPublisher {
    pub id: String,
    pub organisation: Slug,
    /// The address by which the issuer of the tokens calls itself.
    pub issuer: String,
    /// For whom they were made.
    pub audience: String,
    /// What they must say, by name.
    pub claims: BTreeMap<String, String>,
    pub scopes: String,
    pub pattern: String,
    pub label: String,
    pub created_at: i64,
    /// The person's id.
    pub created_by: String,
}

/// [`StoreError::Missing`] without the organisation or the person.
pub fn trusted_publisher_insert(
    txn: &mut Txn<'_>,
    new: &TrustedPublisher,
) -> Result<(), StoreError> {
    diesel::insert_into(trusted_publishers::table)
        .values((
            trusted_publishers::id.eq(&new.id),
            trusted_publishers::organisation.eq(new.organisation.as_str()),
            trusted_publishers::issuer.eq(&new.issuer),
            trusted_publishers::audience.eq(&new.audience),
            trusted_publishers::scopes.eq(&new.scopes),
            trusted_publishers::pattern.eq(&new.pattern),
            trusted_publishers::label.eq(&new.label),
            trusted_publishers::created_at.eq(new.created_at),
            trusted_publishers::created_by.eq(&new.created_by),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("organisation"))?;
    for (name, value) in &new.claims {
        diesel::insert_into(claims::table)
            .values((claims::publisher.eq(&new.id), claims::name.eq(name), claims::value.eq(value)))
            .execute(&mut **txn)?;
    }
    Ok(())
}

pub fn trusted_publisher_get(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<TrustedPublisher>, StoreError> {
    let row = trusted_publishers::table
        .find(id)
        .select(PublisherRow::as_select())
        .get_result(conn)
        .optional()?;
    Ok(with_claims(conn, row.into_iter().collect())?.pop())
}

/// Those of an organisation, by age.
pub fn trusted_publisher_list(
    conn: &mut Conn,
    organisation: &Slug,
) -> Result<Vec<TrustedPublisher>, StoreError> {
    let rows = trusted_publishers::table
        .filter(trusted_publishers::organisation.eq(organisation.as_str()))
        .order((trusted_publishers::created_at, trusted_publishers::id))
        .select(PublisherRow::as_select())
        .load(conn)?;
    with_claims(conn, rows)
}

/// Everybody's who trust this issuer, by age.
pub fn trusted_publishers_of_issuer(
    conn: &mut Conn,
    issuer: &str,
) -> Result<Vec<TrustedPublisher>, StoreError> {
    let rows = trusted_publishers::table
        .filter(trusted_publishers::issuer.eq(issuer))
        .order((trusted_publishers::created_at, trusted_publishers::id))
        .select(PublisherRow::as_select())
        .load(conn)?;
    with_claims(conn, rows)
}

/// [`StoreError::Missing`] when the organisation has none of this id.
pub fn trusted_publisher_remove(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    id: &str,
) -> Result<(), StoreError> {
    let is_there: i64 = trusted_publishers::table
        .filter(trusted_publishers::id.eq(id))
        .filter(trusted_publishers::organisation.eq(organisation.as_str()))
        .count()
        .get_result(&mut **txn)?;
    if is_there == 0 {
        return Err(StoreError::Missing { what: "trusted publisher" });
    }
    diesel::delete(claims::table.filter(claims::publisher.eq(id))).execute(&mut **txn)?;
    diesel::delete(trusted_publishers::table.find(id)).execute(&mut **txn)?;
    Ok(())
}

/// Remembers that a token was exchanged. [`StoreError::Exists`] when it has been before.
pub fn exchange_remember(
    txn: &mut Txn<'_>,
    id: &[u8; 32],
    expires_at: i64,
) -> Result<(), StoreError> {
    let row = (exchanged_tokens::id.eq(id.as_slice()), exchanged_tokens::expires_at.eq(expires_at));
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(exchanged_tokens::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Forgets the tokens that have expired before `before`: nobody takes them any more.
pub fn exchange_forget(txn: &mut Txn<'_>, before: i64) -> Result<usize, StoreError> {
    let past = exchanged_tokens::table.filter(exchanged_tokens::expires_at.lt(before));
    Ok(diesel::delete(past).execute(&mut **txn)?)
}

fn with_claims(
    conn: &mut Conn,
    rows: Vec<PublisherRow>,
) -> Result<Vec<TrustedPublisher>, StoreError> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for page in rows.chunks(row::PAGE) {
        let ids: Vec<&str> = page.iter().map(|row| row.id.as_str()).collect();
        let all: Vec<(String, String, String)> = claims::table
            .filter(claims::publisher.eq_any(ids))
            .select((claims::publisher, claims::name, claims::value))
            .load(conn)?;
        for (publisher, name, value) in all {
            found.entry(publisher).or_default().insert(name, value);
        }
    }
    rows.into_iter()
        .map(|row| {
            let claims = found.remove(&row.id).unwrap_or_default();
            row.into_publisher(claims)
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = trusted_publishers)]
struct PublisherRow {
    id: String,
    organisation: String,
    issuer: String,
    audience: String,
    scopes: String,
    pattern: String,
    label: String,
    created_at: i64,
    created_by: String,
}

impl PublisherRow {
    fn into_publisher(
        self,
        claims: BTreeMap<String, String>,
    ) -> Result<TrustedPublisher, StoreError> {
        Ok(TrustedPublisher {
            id: self.id,
            organisation: row::parse(&self.organisation, "trusted publisher")?,
            issuer: self.issuer,
            audience: self.audience,
            claims,
            scopes: self.scopes,
            pattern: self.pattern,
            label: self.label,
            created_at: self.created_at,
            created_by: self.created_by,
        })
    }
}
