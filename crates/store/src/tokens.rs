//! Tokens: what an organisation shows to be let in. Only their hashes are kept.
//!
//! What scopes and patterns mean, and whether a token has expired, is not decided here.

use blueprint::{Digest, Slug};
use diesel::prelude::*;

use crate::{Conn, StoreError, Txn, conn::per_dialect, error::or_missing, row, schema::tokens};

/// A token, without the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub id: String,
    pub organisation: Slug,
    pub scopes: String,
    /// Which blueprints it is good for.
    pub pattern: String,
    /// Of the secret.
    pub hash: Digest,
    pub label: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub revoked_at: Option<i64>,
    /// The person's id; `None` when the operator made it at the machine.
    pub created_by: Option<String>,
    pub last_used_at: Option<i64>,
    /// The trusted publisher that it was given to in exchange; such a token is good for minutes.
    pub publisher: Option<String>,
}

/// [`StoreError::Missing`] without the organisation, [`StoreError::Exists`] when id or hash is taken.
pub fn token_insert(txn: &mut Txn<'_>, token: &Token) -> Result<(), StoreError> {
    let row = (
        tokens::id.eq(&token.id),
        tokens::organisation.eq(token.organisation.as_str()),
        tokens::scopes.eq(&token.scopes),
        tokens::pattern.eq(&token.pattern),
        tokens::hash.eq(token.hash.as_bytes().as_slice()),
        tokens::label.eq(&token.label),
        tokens::created_at.eq(token.created_at),
        tokens::expires_at.eq(token.expires_at),
        tokens::revoked_at.eq(token.revoked_at),
        tokens::created_by.eq(token.created_by.as_deref()),
        tokens::last_used_at.eq(token.last_used_at),
        tokens::publisher.eq(token.publisher.as_deref()),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(tokens::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("organisation"))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Expired and revoked ones too.
pub fn token_by_hash(conn: &mut Conn, hash: &Digest) -> Result<Option<Token>, StoreError> {
    tokens::table
        .filter(tokens::hash.eq(hash.as_bytes().as_slice()))
        .select(TokenRow::as_select())
        .get_result(conn)
        .optional()?
        .map(TokenRow::into_token)
        .transpose()
}

/// The organisation's tokens, by id. Those given in exchange are not among them: they end before anybody could tend them.
pub fn token_list(conn: &mut Conn, organisation: &Slug) -> Result<Vec<Token>, StoreError> {
    tokens::table
        .filter(tokens::organisation.eq(organisation.as_str()))
        .filter(tokens::publisher.is_null())
        .order(tokens::id)
        .select(TokenRow::as_select())
        .load(conn)?
        .into_iter()
        .map(TokenRow::into_token)
        .collect()
}

/// A token that was revoked before stays revoked as of then. [`StoreError::Missing`] without the token.
pub fn token_revoke(txn: &mut Txn<'_>, id: &str, at: i64) -> Result<(), StoreError> {
    let revoked_at: Option<i64> = tokens::table
        .find(id)
        .select(tokens::revoked_at)
        .get_result(&mut **txn)
        .optional()?
        .ok_or(StoreError::Missing { what: "token" })?;
    if revoked_at.is_none() {
        diesel::update(tokens::table.find(id))
            .set(tokens::revoked_at.eq(at))
            .execute(&mut **txn)?;
    }
    Ok(())
}

/// By its id, expired and revoked ones too.
pub fn token_get(conn: &mut Conn, id: &str) -> Result<Option<Token>, StoreError> {
    tokens::table
        .find(id)
        .select(TokenRow::as_select())
        .get_result(conn)
        .optional()?
        .map(TokenRow::into_token)
        .transpose()
}

/// Notes that the token was shown and good.
pub fn token_used(txn: &mut Txn<'_>, id: &str, at: i64) -> Result<(), StoreError> {
    diesel::update(tokens::table.find(id)).set(tokens::last_used_at.eq(at)).execute(&mut **txn)?;
    Ok(())
}

/// Makes what was given to a trusted publisher in exchange useless from now on.
pub fn token_revoke_exchanged(
    txn: &mut Txn<'_>,
    publisher: &str,
    at: i64,
) -> Result<usize, StoreError> {
    Ok(diesel::update(tokens::table.filter(tokens::publisher.eq(publisher)))
        .filter(tokens::revoked_at.is_null())
        .set(tokens::revoked_at.eq(at))
        .execute(&mut **txn)?)
}

/// Forgets what was given in exchange, ended before `before` and was never used. What was used stays: versions and
/// the audit trail name it.
pub fn token_forget(txn: &mut Txn<'_>, before: i64) -> Result<usize, StoreError> {
    let unused = tokens::table
        .filter(tokens::publisher.is_not_null())
        .filter(tokens::last_used_at.is_null())
        .filter(tokens::expires_at.lt(before));
    Ok(diesel::delete(unused).execute(&mut **txn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tokens)]
struct TokenRow {
    id: String,
    organisation: String,
    scopes: String,
    pattern: String,
    hash: Vec<u8>,
    label: String,
    created_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    created_by: Option<String>,
    last_used_at: Option<i64>,
    publisher: Option<String>,
}

impl TokenRow {
    fn into_token(self) -> Result<Token, StoreError> {
        Ok(Token {
            id: self.id,
            organisation: row::parse(&self.organisation, "token")?,
            scopes: self.scopes,
            pattern: self.pattern,
            hash: row::digest(&self.hash)?,
            label: self.label,
            created_at: self.created_at,
            expires_at: self.expires_at,
            revoked_at: self.revoked_at,
            created_by: self.created_by,
            last_used_at: self.last_used_at,
            publisher: self.publisher,
        })
    }
}
