//! Memberships: which person has which role in which organisation.

use std::{fmt, str::FromStr};

use blueprint::Slug;
use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    people::{Person, PersonRow},
    row,
    schema::{memberships, people},
};

/// What somebody may do in an organisation. Each role may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Reader,
    Contributor,
    Publisher,
    Owner,
}

/// Who gave a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleSource {
    /// An owner or the operator.
    Granted,
    /// The identity provider, by the groups that it names.
    Provider,
}

/// A person's role in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub organisation: Slug,
    /// The person's id.
    pub person: String,
    pub role: Role,
    pub source: RoleSource,
    pub since: i64,
}

/// The text is not the name of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of reader, contributor, publisher, owner")]
pub struct UnknownRole;

impl Role {
    pub const ALL: [Self; 4] = [Self::Reader, Self::Contributor, Self::Publisher, Self::Owner];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::Publisher => "publisher",
            Self::Owner => "owner",
        }
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl RoleSource {
    fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Provider => "provider",
        }
    }
}

impl FromStr for RoleSource {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        [Self::Granted, Self::Provider]
            .into_iter()
            .find(|source| source.as_str() == text)
            .ok_or(UnknownRole)
    }
}

/// Gives the role, in place of one that the person had there. [`StoreError::Missing`] without the organisation or
/// the person.
pub fn membership_put(txn: &mut Txn<'_>, membership: &Membership) -> Result<(), StoreError> {
    let key = (
        memberships::organisation.eq(membership.organisation.as_str()),
        memberships::person.eq(&membership.person),
    );
    let values = (
        memberships::role.eq(membership.role.as_str()),
        memberships::source.eq(membership.source.as_str()),
        memberships::since.eq(membership.since),
    );
    per_dialect!(&mut **txn, |c| diesel::insert_into(memberships::table)
        .values((key, values))
        .on_conflict((memberships::organisation, memberships::person))
        .do_update()
        .set(values)
        .execute(c))
    .map_err(or_missing("organisation or person"))?;
    Ok(())
}

/// [`StoreError::Missing`] when the person has no role there.
pub fn membership_remove(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    person: &str,
) -> Result<(), StoreError> {
    let n_deleted = diesel::delete(memberships::table.find((organisation.as_str(), person)))
        .execute(&mut **txn)?;
    if n_deleted == 0 { Err(StoreError::Missing { what: "membership" }) } else { Ok(()) }
}

pub fn membership_get(
    conn: &mut Conn,
    organisation: &Slug,
    person: &str,
) -> Result<Option<Membership>, StoreError> {
    memberships::table
        .find((organisation.as_str(), person))
        .select(MembershipRow::as_select())
        .get_result(conn)
        .optional()?
        .map(MembershipRow::into_membership)
        .transpose()
}

/// All roles of a person, by organisation.
pub fn membership_list(conn: &mut Conn, person: &str) -> Result<Vec<Membership>, StoreError> {
    memberships::table
        .filter(memberships::person.eq(person))
        .order(memberships::organisation)
        .select(MembershipRow::as_select())
        .load(conn)?
        .into_iter()
        .map(MembershipRow::into_membership)
        .collect()
}

/// At most `limit` members of an organisation who follow `after`, by the person's id.
pub fn member_list(
    conn: &mut Conn,
    organisation: &Slug,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<(Person, Membership)>, StoreError> {
    let mut query = memberships::table
        .inner_join(people::table)
        .filter(memberships::organisation.eq(organisation.as_str()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(memberships::person.gt(after));
    }
    let rows: Vec<(PersonRow, MembershipRow)> = query
        .order(memberships::person)
        .limit(limit.into())
        .select((PersonRow::as_select(), MembershipRow::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(person, membership)| Ok((person.into_person(), membership.into_membership()?)))
        .collect()
}

pub fn member_count(conn: &mut Conn, organisation: &Slug) -> Result<i64, StoreError> {
    Ok(memberships::table
        .filter(memberships::organisation.eq(organisation.as_str()))
        .count()
        .get_result(conn)?)
}

/// How many others than `person` own the organisation.
pub fn owner_count_beside(
    conn: &mut Conn,
    organisation: &Slug,
    person: &str,
) -> Result<i64, StoreError> {
    Ok(memberships::table
        .filter(memberships::organisation.eq(organisation.as_str()))
        .filter(memberships::role.eq(Role::Owner.as_str()))
        .filter(memberships::person.ne(person))
        .count()
        .get_result(conn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = memberships)]
struct MembershipRow {
    organisation: String,
    person: String,
    role: String,
    source: String,
    since: i64,
}

impl MembershipRow {
    fn into_membership(self) -> Result<Membership, StoreError> {
        Ok(Membership {
            organisation: row::parse(&self.organisation, "membership")?,
            person: self.person,
            role: row::parse(&self.role, "membership")?,
            source: row::parse(&self.source, "membership")?,
            since: self.since,
        })
    }
}
