//! People: who signs in, and as whom identity providers know them.
//!
//! Law: a person who is deleted leaves an id that says nothing about them. What they did stays, as their organisation's.

use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    schema::{identities, memberships, people, sessions},
};

/// Somebody who signs in, or did once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Random.
    pub id: String,
    /// What they sign in with, in lower case: an address.
    pub login: Option<String>,
    pub name: Option<String>,
    /// As a PHC string; `None`: only an identity provider lets them in.
    pub password: Option<String>,
    pub is_operator: bool,
    pub created_at: i64,
    pub deleted_at: Option<i64>,
}

/// [`StoreError::Exists`] when id or login is taken.
pub fn person_insert(txn: &mut Txn<'_>, person: &Person) -> Result<(), StoreError> {
    let row = (
        people::id.eq(&person.id),
        people::login.eq(person.login.as_deref()),
        people::name.eq(person.name.as_deref()),
        people::password.eq(person.password.as_deref()),
        people::is_operator.eq(person.is_operator),
        people::created_at.eq(person.created_at),
        people::deleted_at.eq(person.deleted_at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(people::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Deleted ones too.
pub fn person_get(conn: &mut Conn, id: &str) -> Result<Option<Person>, StoreError> {
    let row = people::table.find(id).select(PersonRow::as_select()).get_result(conn).optional()?;
    Ok(row.map(PersonRow::into_person))
}

pub fn person_by_login(conn: &mut Conn, login: &str) -> Result<Option<Person>, StoreError> {
    let row = people::table
        .filter(people::login.eq(login))
        .select(PersonRow::as_select())
        .get_result(conn)
        .optional()?;
    Ok(row.map(PersonRow::into_person))
}

/// The person whom `issuer` knows as `subject`.
pub fn person_by_identity(
    conn: &mut Conn,
    issuer: &str,
    subject: &str,
) -> Result<Option<Person>, StoreError> {
    let id: Option<String> = identities::table
        .find((issuer, subject))
        .select(identities::person)
        .get_result(conn)
        .optional()?;
    id.map_or(Ok(None), |id| person_get(conn, &id))
}

/// At most `limit` people who follow `after`, by id; the deleted ones are left out.
pub fn person_list(
    conn: &mut Conn,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<Person>, StoreError> {
    let mut query = people::table.filter(people::deleted_at.is_null()).into_boxed();
    if let Some(after) = after {
        query = query.filter(people::id.gt(after));
    }
    let rows = query.order(people::id).limit(limit.into()).select(PersonRow::as_select());
    Ok(rows.load(conn)?.into_iter().map(PersonRow::into_person).collect())
}

/// How many others than `person` operate the registry.
pub fn operator_count_beside(conn: &mut Conn, person: &str) -> Result<i64, StoreError> {
    Ok(people::table
        .filter(people::is_operator.eq(true))
        .filter(people::id.ne(person))
        .count()
        .get_result(conn)?)
}

pub fn person_count(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(people::table.filter(people::deleted_at.is_null()).count().get_result(conn)?)
}

/// Replaces what may change: login, name, password, and whether they operate the registry.
/// [`StoreError::Missing`] without the person, [`StoreError::Exists`] when the login is another's.
pub fn person_update(txn: &mut Txn<'_>, person: &Person) -> Result<(), StoreError> {
    if let Some(login) = &person.login
        && person_by_login(txn, login)?.is_some_and(|other| other.id != person.id)
    {
        return Err(StoreError::Exists);
    }
    let n_updated =
        diesel::update(people::table.find(&person.id).filter(people::deleted_at.is_null()))
            .set((
                people::login.eq(person.login.as_deref()),
                people::name.eq(person.name.as_deref()),
                people::password.eq(person.password.as_deref()),
                people::is_operator.eq(person.is_operator),
            ))
            .execute(&mut **txn)?;
    if n_updated == 0 { Err(StoreError::Missing { what: "person" }) } else { Ok(()) }
}

/// Takes away everything that says who they are, their roles and their sessions.
/// [`StoreError::Missing`] when there is nobody to delete.
pub fn person_delete(txn: &mut Txn<'_>, id: &str, at: i64) -> Result<(), StoreError> {
    let n_updated = diesel::update(people::table.find(id).filter(people::deleted_at.is_null()))
        .set((
            people::login.eq(None::<String>),
            people::name.eq(None::<String>),
            people::password.eq(None::<String>),
            people::is_operator.eq(false),
            people::deleted_at.eq(at),
        ))
        .execute(&mut **txn)?;
    if n_updated == 0 {
        return Err(StoreError::Missing { what: "person" });
    }
    diesel::delete(identities::table.filter(identities::person.eq(id))).execute(&mut **txn)?;
    diesel::delete(memberships::table.filter(memberships::person.eq(id))).execute(&mut **txn)?;
    diesel::delete(sessions::table.filter(sessions::person.eq(id))).execute(&mut **txn)?;
    Ok(())
}

/// [`StoreError::Exists`] when the provider's account belongs to somebody already, [`StoreError::Missing`] without
/// the person.
pub fn identity_insert(
    txn: &mut Txn<'_>,
    (issuer, subject): (&str, &str),
    person: &str,
    at: i64,
) -> Result<(), StoreError> {
    let row = (
        identities::issuer.eq(issuer),
        identities::subject.eq(subject),
        identities::person.eq(person),
        identities::linked_at.eq(at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(identities::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("person"))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
pub(crate) struct PersonRow {
    id: String,
    login: Option<String>,
    name: Option<String>,
    password: Option<String>,
    is_operator: bool,
    created_at: i64,
    deleted_at: Option<i64>,
}

impl PersonRow {
    pub(crate) fn into_person(self) -> Person {
        let Self { id, login, name, password, is_operator, created_at, deleted_at } = self;
        Person { id, login, name, password, is_operator, created_at, deleted_at }
    }
}
