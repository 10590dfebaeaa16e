//! Who did what to a draft.

use std::str::FromStr;

use diesel::{dsl::max, prelude::*};

use super::Stamp;
use crate::{Author, Conn, StoreError, Txn, error::or_missing, row, schema::draft_events};

/// An entry of a draft's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftEvent {
    /// Dense, from 1 on.
    pub seq: i64,
    pub deed: DraftDeed,
    /// The first of several saves that are one entry; else as `at`.
    pub since: i64,
    pub at: i64,
    pub by: Author,
    /// Why it was returned, or why the number may say less.
    pub note: Option<String>,
}

/// What was done to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftDeed {
    Created,
    /// Takes a submission and an approval back.
    Saved,
    /// Conflicts of a merge were decided.
    Resolved,
    Submitted,
    Returned,
    Approved,
    Published,
    Discarded,
}

/// The text is not a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing of that kind is done to a draft")]
pub struct UnknownDeed;

/// Saves of one author that follow each other within this time are one entry: programs save as people write.
const SAVES_TOGETHER: i64 = 60 * 60 * 1_000_000;

impl DraftDeed {
    const ALL: [Self; 8] = [
        Self::Created,
        Self::Saved,
        Self::Resolved,
        Self::Submitted,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Discarded,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Saved => "saved",
            Self::Resolved => "resolved",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }
}

impl FromStr for DraftDeed {
    type Err = UnknownDeed;

    fn from_str(text: &str) -> Result<Self, UnknownDeed> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text).ok_or(UnknownDeed)
    }
}

/// At most `limit` entries of a draft's history, the newest first.
pub fn draft_events(conn: &mut Conn, id: &str, limit: u32) -> Result<Vec<DraftEvent>, StoreError> {
    draft_events::table
        .filter(draft_events::draft.eq(id))
        .order(draft_events::seq.desc())
        .limit(limit.into())
        .select(EventRow::as_select())
        .load(conn)?
        .into_iter()
        .map(EventRow::into_event)
        .collect()
}

/// How long a draft's history is.
pub fn draft_event_count(conn: &mut Conn, id: &str) -> Result<i64, StoreError> {
    let query = draft_events::table.filter(draft_events::draft.eq(id));
    let last: Option<i64> = query.select(max(draft_events::seq)).get_result(conn)?;
    Ok(last.unwrap_or(0))
}

/// Writes an entry. A save that follows one of the same author soon prolongs that one.
pub(super) fn append(
    txn: &mut Txn<'_>,
    id: &str,
    (deed, note): (DraftDeed, Option<&str>),
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let last = draft_events(txn, id, 1)?.into_iter().next();
    if let Some(last) = last.as_ref().filter(|last| deed == DraftDeed::Saved && last.takes(stamp)) {
        diesel::update(draft_events::table.find((id, last.seq)))
            .set(draft_events::at.eq(stamp.at))
            .execute(&mut **txn)?;
        return Ok(());
    }
    let seq = last.map_or(0, |last| last.seq).saturating_add(1);
    diesel::insert_into(draft_events::table)
        .values((
            draft_events::draft.eq(id),
            draft_events::seq.eq(seq),
            draft_events::kind.eq(deed.as_str()),
            draft_events::since.eq(stamp.at),
            draft_events::at.eq(stamp.at),
            draft_events::token.eq(stamp.by.token()),
            draft_events::person.eq(stamp.by.person()),
            draft_events::note.eq(note),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("author"))?;
    Ok(())
}

impl DraftEvent {
    /// Whether a save with this stamp belongs to this entry.
    fn takes(&self, stamp: &Stamp) -> bool {
        self.deed == DraftDeed::Saved
            && self.by == stamp.by
            && stamp.at < self.since.saturating_add(SAVES_TOGETHER)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = draft_events)]
struct EventRow {
    seq: i64,
    kind: String,
    since: i64,
    at: i64,
    token: Option<String>,
    person: Option<String>,
    note: Option<String>,
}

impl EventRow {
    fn into_event(self) -> Result<DraftEvent, StoreError> {
        let Self { seq, kind, since, at, token, person, note } = self;
        let (deed, by) = (row::parse(&kind, "draft event")?, Author::of(token, person)?);
        Ok(DraftEvent { seq, deed, since, at, by, note })
    }
}
