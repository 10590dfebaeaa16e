//! Moves: blueprints that go on at another address.
//!
//! Law: an address is left once and reached once. What is published there stays there; the move only says where it goes on.

use blueprint::BlueprintId;
use diesel::prelude::*;
use semver::Version;

use crate::{Conn, StoreError, Txn, conn::per_dialect, error::or_missing, row, schema::moves};

/// Where a blueprint goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: BlueprintId,
    pub to: BlueprintId,
    /// The first version there.
    pub version: Version,
    pub at: i64,
    pub reason: String,
}

/// Goes after the publication of the first version at the new address, in the same transaction.
///
/// [`StoreError::Exists`] when the old address is left already or the new one was reached from another,
/// [`StoreError::Missing`] without the blueprint or the version.
pub fn move_insert(txn: &mut Txn<'_>, new: &Move) -> Result<(), StoreError> {
    let row = (
        moves::from_owner.eq(new.from.owner.as_str()),
        moves::from_name.eq(new.from.name.as_str()),
        moves::to_owner.eq(new.to.owner.as_str()),
        moves::to_name.eq(new.to.name.as_str()),
        moves::version.eq(new.version.to_string()),
        moves::at.eq(new.at),
        moves::reason.eq(&new.reason),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(moves::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("blueprint or version"))?;
    if n_inserted == 0 { Err(StoreError::Exists) } else { Ok(()) }
}

/// Where the blueprint of this address goes on.
pub fn move_from(conn: &mut Conn, from: &BlueprintId) -> Result<Option<Move>, StoreError> {
    moves::table
        .find((from.owner.as_str(), from.name.as_str()))
        .select(MoveRow::as_select())
        .get_result(conn)
        .optional()?
        .map(MoveRow::into_move)
        .transpose()
}

/// Where the blueprint of this address was before.
pub fn move_to(conn: &mut Conn, to: &BlueprintId) -> Result<Option<Move>, StoreError> {
    moves::table
        .filter(moves::to_owner.eq(to.owner.as_str()))
        .filter(moves::to_name.eq(to.name.as_str()))
        .select(MoveRow::as_select())
        .get_result(conn)
        .optional()?
        .map(MoveRow::into_move)
        .transpose()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = moves)]
struct MoveRow {
    from_owner: String,
    from_name: String,
    to_owner: String,
    to_name: String,
    version: String,
    at: i64,
    reason: String,
}

impl MoveRow {
    fn into_move(self) -> Result<Move, StoreError> {
        Ok(Move {
            from: row::blueprint_id(&self.from_owner, &self.from_name)?,
            to: row::blueprint_id(&self.to_owner, &self.to_name)?,
            version: row::parse(&self.version, "move")?,
            at: self.at,
            reason: self.reason,
        })
    }
}
