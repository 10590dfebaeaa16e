//! Sessions: somebody who has signed in, until they sign out or are forgotten. Only hashes of the secrets are kept.

use blueprint::Digest;
use diesel::prelude::*;

use crate::{Conn, StoreError, Txn, error::or_missing, row, schema::sessions};

/// A session, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Random, and as secret as the secret: tokens against forged requests are made from it.
    pub id: String,
    /// The person's id.
    pub person: String,
    /// Of the secret.
    pub hash: Digest,
    /// Of the secret before this one.
    pub previous: Option<Digest>,
    pub created_at: i64,
    /// Since when the secret is the one it is.
    pub rotated_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
}

/// [`StoreError::Missing`] without the person.
pub fn session_insert(txn: &mut Txn<'_>, new: &Session) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(&new.id),
            sessions::person.eq(&new.person),
            sessions::hash.eq(new.hash.as_bytes().as_slice()),
            sessions::created_at.eq(new.created_at),
            sessions::rotated_at.eq(new.rotated_at),
            sessions::seen_at.eq(new.seen_at),
            sessions::expires_at.eq(new.expires_at),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("person"))?;
    Ok(())
}

/// The session whose secret, or secret before the last change, has this hash. Expired ones too.
pub fn session_by_hash(conn: &mut Conn, hash: &Digest) -> Result<Option<Session>, StoreError> {
    let bytes = hash.as_bytes().as_slice();
    sessions::table
        .filter(sessions::hash.eq(bytes).or(sessions::previous.eq(bytes)))
        .select(SessionRow::as_select())
        .get_result(conn)
        .optional()?
        .map(SessionRow::into_session)
        .transpose()
}

/// All sessions of a person, by id.
pub fn session_list(conn: &mut Conn, person: &str) -> Result<Vec<Session>, StoreError> {
    sessions::table
        .filter(sessions::person.eq(person))
        .order(sessions::id)
        .select(SessionRow::as_select())
        .load(conn)?
        .into_iter()
        .map(SessionRow::into_session)
        .collect()
}

/// Gives the session a new secret. [`StoreError::Stale`] when it has changed, or gone, since `seen` was read.
pub fn session_rotate(
    txn: &mut Txn<'_>,
    seen: &Session,
    hash: &Digest,
    at: i64,
) -> Result<(), StoreError> {
    let (old, new) = (seen.hash.as_bytes().as_slice(), hash.as_bytes().as_slice());
    let n_updated = diesel::update(sessions::table.find(&seen.id).filter(sessions::hash.eq(old)))
        .set((
            sessions::hash.eq(new),
            sessions::previous.eq(old),
            sessions::rotated_at.eq(at),
            sessions::seen_at.eq(at),
        ))
        .execute(&mut **txn)?;
    if n_updated == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Ending a session that has ended already is harmless.
pub fn session_end(txn: &mut Txn<'_>, id: &str) -> Result<(), StoreError> {
    diesel::delete(sessions::table.find(id)).execute(&mut **txn)?;
    Ok(())
}

/// Ends all sessions of a person, but for `except`, and says how many those were.
pub fn session_end_all(
    txn: &mut Txn<'_>,
    person: &str,
    except: Option<&str>,
) -> Result<usize, StoreError> {
    let of_person = sessions::table.filter(sessions::person.eq(person));
    let n_ended = match except {
        None => diesel::delete(of_person).execute(&mut **txn)?,
        Some(kept) => {
            diesel::delete(of_person.filter(sessions::id.ne(kept))).execute(&mut **txn)?
        }
    };
    Ok(n_ended)
}

/// Forgets what ended by itself before `before`, and says how many sessions those were.
pub fn session_forget(txn: &mut Txn<'_>, before: i64) -> Result<usize, StoreError> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.lt(before)))
        .execute(&mut **txn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: String,
    person: String,
    hash: Vec<u8>,
    previous: Option<Vec<u8>>,
    created_at: i64,
    rotated_at: i64,
    seen_at: i64,
    expires_at: i64,
}

impl SessionRow {
    fn into_session(self) -> Result<Session, StoreError> {
        Ok(Session {
            id: self.id,
            person: self.person,
            hash: row::digest(&self.hash)?,
            previous: self.previous.as_deref().map(row::digest).transpose()?,
            created_at: self.created_at,
            rotated_at: self.rotated_at,
            seen_at: self.seen_at,
            expires_at: self.expires_at,
        })
    }
}
