//! Organisations that went up in others, as municipalities do that are merged.

use blueprint::Slug;
use diesel::prelude::*;

use crate::{
    Conn, StoreError, Txn, conn::per_dialect, error::or_missing, row,
    schema::organisation_successions as successions,
};

/// Which organisation took over, since when, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    pub successor: Slug,
    pub at: i64,
    pub reason: String,
}

/// In which organisation this one went up.
pub fn succession_get(
    conn: &mut Conn,
    organisation: &Slug,
) -> Result<Option<Succession>, StoreError> {
    successions::table
        .find(organisation.as_str())
        .select(SuccessionRow::as_select())
        .get_result(conn)
        .optional()?
        .map(|row| row.into_succession().map(|(_, succession)| succession))
        .transpose()
}

/// The organisations that went up in this one, by slug; at most `limit`.
pub fn succession_list(
    conn: &mut Conn,
    successor: &Slug,
    limit: u32,
) -> Result<Vec<Slug>, StoreError> {
    let slugs: Vec<String> = successions::table
        .filter(successions::successor.eq(successor.as_str()))
        .order(successions::organisation)
        .limit(limit.into())
        .select(successions::organisation)
        .load(conn)?;
    slugs.iter().map(|slug| row::parse(slug, "organisation")).collect()
}

pub(super) fn successions_of(
    conn: &mut Conn,
    slugs: &[&str],
) -> Result<Vec<(Slug, Succession)>, StoreError> {
    let mut found = Vec::new();
    for page in slugs.chunks(row::PAGE) {
        let rows: Vec<SuccessionRow> = successions::table
            .filter(successions::organisation.eq_any(page))
            .select(SuccessionRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(row.into_succession()?);
        }
    }
    Ok(found)
}

pub(super) fn succession_set(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    succession: Option<&Succession>,
) -> Result<(), StoreError> {
    diesel::delete(successions::table.find(organisation.as_str())).execute(&mut **txn)?;
    let Some(succession) = succession else { return Ok(()) };
    let row = (
        successions::organisation.eq(organisation.as_str()),
        successions::successor.eq(succession.successor.as_str()),
        successions::at.eq(succession.at),
        successions::reason.eq(&succession.reason),
    );
    per_dialect!(&mut **txn, |c| diesel::insert_into(successions::table).values(row).execute(c))
        .map_err(or_missing("successor"))?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = successions)]
struct SuccessionRow {
    organisation: String,
    successor: String,
    at: i64,
    reason: String,
}

impl SuccessionRow {
    fn into_succession(self) -> Result<(Slug, Succession), StoreError> {
        let (at, reason) = (self.at, self.reason);
        let successor = row::parse(&self.successor, "organisation")?;
        Ok((row::parse(&self.organisation, "organisation")?, Succession { successor, at, reason }))
    }
}
