//! Slugs that the operator keeps: no organisation gets them.

use blueprint::Slug;
use diesel::prelude::*;

use crate::{Conn, StoreError, Txn, conn::per_dialect, row, schema::reserved_slugs as r};

/// A slug that nobody gets, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReservedSlug {
    pub slug: Slug,
    pub reason: String,
    pub at: i64,
}

/// Keeps a slug, or keeps it for another reason; the time is that of the first.
pub fn reserved_put(txn: &mut Txn<'_>, new: &ReservedSlug) -> Result<(), StoreError> {
    let row = (r::slug.eq(new.slug.as_str()), r::reason.eq(&new.reason), r::at.eq(new.at));
    per_dialect!(&mut **txn, |c| diesel::insert_into(r::table)
        .values(row)
        .on_conflict(r::slug)
        .do_update()
        .set(r::reason.eq(&new.reason))
        .execute(c))?;
    Ok(())
}

pub fn reserved_get(conn: &mut Conn, slug: &Slug) -> Result<Option<ReservedSlug>, StoreError> {
    r::table
        .find(slug.as_str())
        .select((r::slug, r::reason, r::at))
        .get_result(conn)
        .optional()?
        .map(into_reserved)
        .transpose()
}

/// At most `limit` slugs that follow `after`, in order.
pub fn reserved_list(
    conn: &mut Conn,
    after: Option<&Slug>,
    limit: u32,
) -> Result<Vec<ReservedSlug>, StoreError> {
    let mut query = r::table.select((r::slug, r::reason, r::at)).into_boxed();
    if let Some(after) = after {
        query = query.filter(r::slug.gt(after.as_str()));
    }
    let rows: Vec<Row> = query.order(r::slug).limit(limit.into()).load(conn)?;
    rows.into_iter().map(into_reserved).collect()
}

/// Gives a slug free. [`StoreError::Missing`] when it is not kept.
pub fn reserved_remove(txn: &mut Txn<'_>, slug: &Slug) -> Result<(), StoreError> {
    let n_removed = diesel::delete(r::table.find(slug.as_str())).execute(&mut **txn)?;
    if n_removed == 0 { Err(StoreError::Missing { what: "reserved slug" }) } else { Ok(()) }
}

type Row = (String, String, i64);

fn into_reserved((slug, reason, at): Row) -> Result<ReservedSlug, StoreError> {
    Ok(ReservedSlug { slug: row::parse(&slug, "reserved slug")?, reason, at })
}
