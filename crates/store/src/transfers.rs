//! Transfers: what one organisation wants to give to another, or to itself under another name.
//!
//! Law: a request ends once ([`transfer_end`]), and is accepted only together with the version that came of it.

use std::{fmt, str::FromStr};

use blueprint::{BlueprintId, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, Stamp, StoreError, Txn, conn::MultiBackend, error::or_missing, row,
    schema::transfers as t,
};

/// A request to move a blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Random.
    pub id: String,
    pub from: BlueprintId,
    pub to: BlueprintId,
    pub reason: String,
    pub state: TransferState,
    /// By a person.
    pub created: Stamp,
    pub expires_at: i64,
    pub decided: Option<Stamp>,
    /// What was said to the decision.
    pub answer: Option<String>,
    /// The first version at the new address, of an accepted one.
    pub version: Option<Version>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferState {
    Open,
    Accepted,
    Declined,
    Withdrawn,
}

/// The text is not a transfer's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a transfer is one of open, accepted, declined, withdrawn")]
pub struct UnknownTransferState;

/// How a request ends.
#[derive(Clone, Copy, Debug)]
pub enum TransferEnd<'a> {
    /// With this version at the new address.
    Accept(&'a Version),
    Decline,
    Withdraw,
}

impl TransferState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Declined, Self::Withdrawn];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for TransferState {
    type Err = UnknownTransferState;

    fn from_str(text: &str) -> Result<Self, UnknownTransferState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownTransferState)
    }
}

impl fmt::Display for TransferState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Transfer {
    /// Whether it waits for a decision that can still be made.
    pub fn is_open(&self, now: i64) -> bool {
        self.state == TransferState::Open && now < self.expires_at
    }
}

/// Keeps an open request. [`StoreError::Missing`] without the blueprint, the organisation or the person.
pub fn transfer_insert(txn: &mut Txn<'_>, new: &Transfer) -> Result<(), StoreError> {
    let person = new.created.by.person().ok_or(StoreError::Missing { what: "person" })?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(&new.id),
            t::from_owner.eq(new.from.owner.as_str()),
            t::from_name.eq(new.from.name.as_str()),
            t::to_owner.eq(new.to.owner.as_str()),
            t::to_name.eq(new.to.name.as_str()),
            t::reason.eq(&new.reason),
            t::state.eq(TransferState::Open.as_str()),
            t::created_at.eq(new.created.at),
            t::created_by.eq(person),
            t::expires_at.eq(new.expires_at),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("blueprint, organisation or person"))?;
    Ok(())
}

/// Ends a request.
///
/// [`StoreError::Stale`] when it has ended already, [`StoreError::Missing`] without the version or the person.
pub fn transfer_end(
    txn: &mut Txn<'_>,
    id: &str,
    (end, answer): (TransferEnd<'_>, Option<&str>),
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let (state, version) = match end {
        TransferEnd::Accept(version) => (TransferState::Accepted, Some(version.to_string())),
        TransferEnd::Decline => (TransferState::Declined, None),
        TransferEnd::Withdraw => (TransferState::Withdrawn, None),
    };
    let is_open = t::state.eq(TransferState::Open.as_str());
    let n_updated = diesel::update(t::table.find(id).filter(is_open))
        .set((
            t::state.eq(state.as_str()),
            t::decided_at.eq(stamp.at),
            t::decided_by.eq(stamp.by.person()),
            t::answer.eq(answer),
            t::version.eq(version),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("version or person"))?;
    if n_updated == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

pub fn transfer_get(conn: &mut Conn, id: &str) -> Result<Option<Transfer>, StoreError> {
    Ok(rows(conn, t::table.filter(t::id.eq(id)).into_boxed(), 1)?.pop())
}

/// The request for this blueprint that waits for a decision.
pub fn transfer_open(
    conn: &mut Conn,
    from: &BlueprintId,
    now: i64,
) -> Result<Option<Transfer>, StoreError> {
    let query =
        of(from).filter(t::state.eq(TransferState::Open.as_str())).filter(t::expires_at.gt(now));
    Ok(rows(conn, query, 1)?.pop())
}

/// At most `limit` requests for a blueprint, the newest first.
pub fn transfer_list(
    conn: &mut Conn,
    from: &BlueprintId,
    limit: u32,
) -> Result<Vec<Transfer>, StoreError> {
    rows(conn, of(from), limit)
}

/// At most `limit` requests that an organisation made or got, the newest first.
pub fn transfer_list_concerning(
    conn: &mut Conn,
    organisation: &Slug,
    limit: u32,
) -> Result<Vec<Transfer>, StoreError> {
    let slug = organisation.as_str();
    // Asked for apart, so that each comes in its order out of an index.
    let mut requests = rows(conn, t::table.filter(t::from_owner.eq(slug)).into_boxed(), limit)?;
    let got = rows(conn, t::table.filter(t::to_owner.eq(slug)).into_boxed(), limit)?;
    // A renaming is made and got by the same.
    requests.extend(got.into_iter().filter(|request| request.from.owner != *organisation));
    requests.sort_by(|a, b| (b.created.at, &b.id).cmp(&(a.created.at, &a.id)));
    requests.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(requests)
}

type Query<'a> = t::BoxedQuery<'a, MultiBackend>;

fn of(from: &BlueprintId) -> Query<'_> {
    t::table
        .filter(t::from_owner.eq(from.owner.as_str()))
        .filter(t::from_name.eq(from.name.as_str()))
        .into_boxed()
}

fn rows(conn: &mut Conn, query: Query<'_>, limit: u32) -> Result<Vec<Transfer>, StoreError> {
    query
        .order((t::created_at.desc(), t::id.desc()))
        .limit(limit.into())
        .select(TransferRow::as_select())
        .load(conn)?
        .into_iter()
        .map(TransferRow::into_transfer)
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct TransferRow {
    id: String,
    from_owner: String,
    from_name: String,
    to_owner: String,
    to_name: String,
    reason: String,
    state: String,
    created_at: i64,
    created_by: String,
    expires_at: i64,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    answer: Option<String>,
    version: Option<String>,
}

impl TransferRow {
    fn into_transfer(self) -> Result<Transfer, StoreError> {
        const WHAT: &str = "transfer";

        let decided = self.decided_at.zip(self.decided_by);
        Ok(Transfer {
            id: self.id,
            from: row::blueprint_id(&self.from_owner, &self.from_name)?,
            to: row::blueprint_id(&self.to_owner, &self.to_name)?,
            reason: self.reason,
            state: row::parse(&self.state, WHAT)?,
            created: Stamp { at: self.created_at, by: Author::Person(self.created_by) },
            expires_at: self.expires_at,
            decided: decided.map(|(at, by)| Stamp { at, by: Author::Person(by) }),
            answer: self.answer,
            version: row::parse_option(self.version.as_deref(), WHAT)?,
        })
    }
}
