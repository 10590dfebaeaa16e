//! The audit trail: who did what that matters for security, in commit order.
//!
//! Law: entries are written in the transaction that does the act, and are never changed. They name people by an id
//! that outlives the person's data.

use blueprint::Slug;
use diesel::{dsl::max, prelude::*};

use crate::{Author, Conn, StoreError, Txn, error::or_missing, row, schema::audit};

/// An entry of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Dense, from 1 on.
    pub seq: i64,
    pub at: i64,
    /// A stable code, such as `role_granted`.
    pub act: String,
    /// `None`: the operator at the machine, or somebody who had not signed in.
    pub by: Option<Author>,
    /// The organisation that it concerns.
    pub organisation: Option<Slug>,
    /// What it was done to or with: an id, a role, a version. Never a secret, a name or an address.
    pub subject: Option<String>,
}

/// Which entries to read; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditFilter<'a> {
    pub organisation: Option<&'a Slug>,
    /// The id of the person who acted.
    pub person: Option<&'a str>,
}

/// Writes the entry; its number is given by the trail. [`StoreError::Missing`] without what it names.
pub fn audit_append(txn: &mut Txn<'_>, entry: &AuditEntry) -> Result<i64, StoreError> {
    let last: Option<i64> = audit::table.select(max(audit::seq)).get_result(&mut **txn)?;
    let seq = last.unwrap_or(0).saturating_add(1);
    diesel::insert_into(audit::table)
        .values((
            audit::seq.eq(seq),
            audit::at.eq(entry.at),
            audit::act.eq(&entry.act),
            audit::person.eq(entry.by.as_ref().and_then(Author::person)),
            audit::token.eq(entry.by.as_ref().and_then(Author::token)),
            audit::organisation.eq(entry.organisation.as_ref().map(Slug::as_str)),
            audit::subject.eq(entry.subject.as_deref()),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("author or organisation"))?;
    Ok(seq)
}

/// At most `limit` entries before `before`, the newest first.
pub fn audit_list(
    conn: &mut Conn,
    filter: AuditFilter<'_>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut query = audit::table.into_boxed();
    if let Some(organisation) = filter.organisation {
        query = query.filter(audit::organisation.eq(organisation.as_str()));
    }
    if let Some(person) = filter.person {
        query = query.filter(audit::person.eq(person));
    }
    if let Some(before) = before {
        query = query.filter(audit::seq.lt(before));
    }
    query
        .order(audit::seq.desc())
        .limit(limit.into())
        .select(AuditRow::as_select())
        .load(conn)?
        .into_iter()
        .map(AuditRow::into_entry)
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit)]
struct AuditRow {
    seq: i64,
    at: i64,
    act: String,
    person: Option<String>,
    token: Option<String>,
    organisation: Option<String>,
    subject: Option<String>,
}

impl AuditRow {
    fn into_entry(self) -> Result<AuditEntry, StoreError> {
        let by = match (self.token, self.person) {
            (None, None) => None,
            (token, person) => Some(Author::of(token, person)?),
        };
        Ok(AuditEntry {
            seq: self.seq,
            at: self.at,
            act: self.act,
            by,
            organisation: row::parse_option(self.organisation.as_deref(), "audit entry")?,
            subject: self.subject,
        })
    }
}
