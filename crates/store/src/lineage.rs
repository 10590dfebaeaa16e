//! Lineage: which blueprint was forked from which version of which other, and how far it has followed since.
//!
//! Kept for good, though the upstream may be yanked: a fork's origin is a fact.
//!
//! Law: the base moves only onto a version that one of the fork's own holds ([`lineage_advance`]), and every move leaves
//! a step behind.

mod family;
mod steps;

use blueprint::{BlueprintId, Digest, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Conn, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    row,
    schema::{lineage, moves},
};

pub use family::{Family, lineage_family};
pub use steps::{
    Advance, Dealt, LineageStep, Skip, lineage_advance, lineage_merge_last, lineage_merges,
    lineage_skip, lineage_skip_get, lineage_skipped, lineage_steps,
};

/// A fork's origin, and what it has taken in of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    pub child: BlueprintId,
    pub upstream: BlueprintId,
    /// The upstream's version that was forked.
    pub version: Version,
    /// Of that version's document.
    pub digest: Digest,
    /// `technical` or `variant`.
    pub kind: String,
    pub reason: String,
    pub forked_at: i64,
    pub base: Base,
}

/// The upstream's version that a fork took in last: what its next merge starts from. At first the version forked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Where that version is: the upstream, or the address to which it has moved since.
    pub id: BlueprintId,
    pub version: Version,
    pub digest: Digest,
    /// When it was taken in.
    pub at: i64,
}

/// Goes after the publication of the fork's first version, in the same transaction; that one's event
/// tells of the fork too. [`StoreError::Exists`] when the child has an origin already,
/// [`StoreError::Missing`] when one of the two blueprints, or the version, is not there.
pub fn lineage_insert(txn: &mut Txn<'_>, fork: &Lineage) -> Result<(), StoreError> {
    let row = (
        lineage::child_owner.eq(fork.child.owner.as_str()),
        lineage::child_name.eq(fork.child.name.as_str()),
        lineage::upstream_owner.eq(fork.upstream.owner.as_str()),
        lineage::upstream_name.eq(fork.upstream.name.as_str()),
        lineage::version.eq(fork.version.to_string()),
        lineage::digest.eq(fork.digest.as_bytes().as_slice()),
        lineage::kind.eq(&fork.kind),
        lineage::reason.eq(&fork.reason),
        lineage::forked_at.eq(fork.forked_at),
        lineage::merged_owner.eq(fork.base.id.owner.as_str()),
        lineage::merged_name.eq(fork.base.id.name.as_str()),
        lineage::merged_version.eq(fork.base.version.to_string()),
        lineage::merged_digest.eq(fork.base.digest.as_bytes().as_slice()),
        lineage::merged_at.eq(fork.base.at),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(lineage::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("blueprint version"))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Where the blueprint was forked from.
pub fn lineage_upstream(conn: &mut Conn, id: &BlueprintId) -> Result<Option<Lineage>, StoreError> {
    lineage::table
        .find((id.owner.as_str(), id.name.as_str()))
        .select(LineageRow::as_select())
        .get_result(conn)
        .optional()?
        .map(LineageRow::into_lineage)
        .transpose()
}

/// Whether a fork is still at its address; one that has moved counts at the new one.
macro_rules! stays {
    () => {
        diesel::dsl::not(diesel::dsl::exists(
            moves::table
                .filter(moves::from_owner.eq(lineage::child_owner))
                .filter(moves::from_name.eq(lineage::child_name)),
        ))
    };
}

/// At most `limit` forks of the blueprint that follow `after`, by owner and name.
pub fn lineage_children(
    conn: &mut Conn,
    id: &BlueprintId,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<Vec<Lineage>, StoreError> {
    let mut query = lineage::table
        .filter(lineage::upstream_owner.eq(id.owner.as_str()))
        .filter(lineage::upstream_name.eq(id.name.as_str()))
        .filter(stays!())
        .into_boxed();
    if let Some(BlueprintId { owner, name }) = after {
        let (owner, name) = (owner.as_str(), name.as_str());
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(lineage::child_owner.ge(owner))
            .filter(lineage::child_owner.gt(owner).or(lineage::child_name.gt(name)));
    }
    query
        .order((lineage::child_owner, lineage::child_name))
        .limit(limit.into())
        .select(LineageRow::as_select())
        .load(conn)?
        .into_iter()
        .map(LineageRow::into_lineage)
        .collect()
}

/// At most `limit` forks that an organisation owns, by name.
pub fn lineage_owned(
    conn: &mut Conn,
    owner: &Slug,
    limit: u32,
) -> Result<Vec<Lineage>, StoreError> {
    lineage::table
        .filter(lineage::child_owner.eq(owner.as_str()))
        .filter(stays!())
        .order(lineage::child_name)
        .limit(limit.into())
        .select(LineageRow::as_select())
        .load(conn)?
        .into_iter()
        .map(LineageRow::into_lineage)
        .collect()
}

/// How many forks the blueprint has.
pub fn lineage_count(conn: &mut Conn, id: &BlueprintId) -> Result<i64, StoreError> {
    Ok(lineage::table
        .filter(lineage::upstream_owner.eq(id.owner.as_str()))
        .filter(lineage::upstream_name.eq(id.name.as_str()))
        .filter(stays!())
        .count()
        .get_result(conn)?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lineage)]
struct LineageRow {
    child_owner: String,
    child_name: String,
    upstream_owner: String,
    upstream_name: String,
    version: String,
    digest: Vec<u8>,
    kind: String,
    reason: String,
    forked_at: i64,
    merged_owner: String,
    merged_name: String,
    merged_version: String,
    merged_digest: Vec<u8>,
    merged_at: i64,
}

impl LineageRow {
    fn into_lineage(self) -> Result<Lineage, StoreError> {
        Ok(Lineage {
            child: row::blueprint_id(&self.child_owner, &self.child_name)?,
            upstream: row::blueprint_id(&self.upstream_owner, &self.upstream_name)?,
            version: row::parse(&self.version, "version")?,
            digest: row::digest(&self.digest)?,
            kind: self.kind,
            reason: self.reason,
            forked_at: self.forked_at,
            base: Base {
                id: row::blueprint_id(&self.merged_owner, &self.merged_name)?,
                version: row::parse(&self.merged_version, "version")?,
                digest: row::digest(&self.merged_digest)?,
                at: self.merged_at,
            },
        })
    }
}
