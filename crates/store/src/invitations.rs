//! Invitations: links by which somebody gets a role. Only the hash of the secret is kept.

use blueprint::{Digest, Slug};
use diesel::prelude::*;

use crate::{Conn, Role, StoreError, Txn, error::or_missing, row, schema::invitations};

/// An invitation, without the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: String,
    pub organisation: Slug,
    pub role: Role,
    /// Of the secret.
    pub hash: Digest,
    /// For whom it is, as the one who invited noted it.
    pub note: String,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    /// The person's id.
    pub used_by: Option<String>,
    pub withdrawn_at: Option<i64>,
}

/// [`StoreError::Missing`] without the organisation.
pub fn invitation_insert(txn: &mut Txn<'_>, new: &Invitation) -> Result<(), StoreError> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(&new.id),
            invitations::organisation.eq(new.organisation.as_str()),
            invitations::role.eq(new.role.as_str()),
            invitations::hash.eq(new.hash.as_bytes().as_slice()),
            invitations::note.eq(&new.note),
            invitations::created_at.eq(new.created_at),
            invitations::expires_at.eq(new.expires_at),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("organisation"))?;
    Ok(())
}

/// Used, withdrawn and expired ones too.
pub fn invitation_by_hash(
    conn: &mut Conn,
    hash: &Digest,
) -> Result<Option<Invitation>, StoreError> {
    invitations::table
        .filter(invitations::hash.eq(hash.as_bytes().as_slice()))
        .select(InvitationRow::as_select())
        .get_result(conn)
        .optional()?
        .map(InvitationRow::into_invitation)
        .transpose()
}

/// The organisation's invitations that nobody has used and nobody has withdrawn, by id.
pub fn invitation_list_open(
    conn: &mut Conn,
    organisation: &Slug,
) -> Result<Vec<Invitation>, StoreError> {
    invitations::table
        .filter(invitations::organisation.eq(organisation.as_str()))
        .filter(invitations::used_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .order(invitations::id)
        .select(InvitationRow::as_select())
        .load(conn)?
        .into_iter()
        .map(InvitationRow::into_invitation)
        .collect()
}

/// [`StoreError::Stale`] when it was used or withdrawn meanwhile.
pub fn invitation_use(
    txn: &mut Txn<'_>,
    id: &str,
    person: &str,
    at: i64,
) -> Result<(), StoreError> {
    let n_updated = diesel::update(invitations::table.find(id))
        .filter(invitations::used_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .set((invitations::used_at.eq(at), invitations::used_by.eq(person)))
        .execute(&mut **txn)
        .map_err(or_missing("person"))?;
    if n_updated == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// [`StoreError::Missing`] when the organisation has no such invitation, or somebody has used it.
pub fn invitation_withdraw(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    id: &str,
    at: i64,
) -> Result<(), StoreError> {
    let n_updated = diesel::update(invitations::table.find(id))
        .filter(invitations::organisation.eq(organisation.as_str()))
        .filter(invitations::used_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .set(invitations::withdrawn_at.eq(at))
        .execute(&mut **txn)?;
    if n_updated == 0 { Err(StoreError::Missing { what: "invitation" }) } else { Ok(()) }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct InvitationRow {
    id: String,
    organisation: String,
    role: String,
    hash: Vec<u8>,
    note: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    used_by: Option<String>,
    withdrawn_at: Option<i64>,
}

impl InvitationRow {
    fn into_invitation(self) -> Result<Invitation, StoreError> {
        Ok(Invitation {
            id: self.id,
            organisation: row::parse(&self.organisation, "invitation")?,
            role: row::parse(&self.role, "invitation")?,
            hash: row::digest(&self.hash)?,
            note: self.note,
            created_at: self.created_at,
            expires_at: self.expires_at,
            used_at: self.used_at,
            used_by: self.used_by,
            withdrawn_at: self.withdrawn_at,
        })
    }
}
