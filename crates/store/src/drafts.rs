//! Drafts: documents that are not published yet and may change, and be wrong, until they are.
//!
//! Law: whatever happens to a draft gives it the next revision and an entry in its history, in one transaction, and happens
//! only to the revision that was seen. What is published or discarded does not change any more; that is the caller's to
//! see to, as is who may do what.

mod history;
mod origin;
mod write;

use std::{fmt, str::FromStr};

use blueprint::{Digest, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, StoreError, StoredDocument,
    conn::MultiBackend,
    row,
    schema::{draft_authors, drafts},
};

pub use history::{DraftDeed, DraftEvent, draft_event_count, draft_events};
pub use origin::{
    DraftDecision, DraftOrigin, Grounds, Verdict, draft_decide, draft_decisions, draft_origin,
};
pub use write::{DraftMove, NewDraft, draft_insert, draft_move, draft_save};

/// A draft, without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Random.
    pub id: String,
    /// The owner of the blueprint that it will be a version of.
    pub organisation: Slug,
    pub facts: DraftFacts,
    pub state: DraftState,
    pub revision: i64,
    /// Of the document.
    pub digest: Digest,
    pub created: Stamp,
    /// The latest change of anything.
    pub updated_at: i64,
    /// The latest change of the document.
    pub saved: Stamp,
    pub submitted: Option<Stamp>,
    /// Why its number may say less than its changes ask for, as given with the submission.
    pub override_reason: Option<String>,
    /// By a person.
    pub approved: Option<Stamp>,
    /// The version that it became.
    pub published: Option<Version>,
}

/// What a draft's document says of itself, as far as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFacts {
    pub name: Option<Slug>,
    pub version: Option<Version>,
    /// In German.
    pub title: Option<String>,
}

/// By whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub at: i64,
    pub by: Author,
}

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftState {
    Open,
    Submitted,
    Approved,
    Published,
    Discarded,
}

/// Where a draft stands in its organisation's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    pub updated_at: i64,
    pub id: String,
}

/// The text is not a draft's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a draft is one of open, submitted, approved, published, discarded")]
pub struct UnknownState;

/// The text is not a place in a list of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a draft's place is its time and its id")]
pub struct UnknownPlace;

impl DraftState {
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Submitted, Self::Approved, Self::Published, Self::Discarded];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }
}

impl FromStr for DraftState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

impl fmt::Display for DraftState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Draft {
    pub fn place(&self) -> DraftPlace {
        DraftPlace { updated_at: self.updated_at, id: self.id.clone() }
    }
}

impl FromStr for DraftPlace {
    type Err = UnknownPlace;

    fn from_str(text: &str) -> Result<Self, UnknownPlace> {
        let (updated_at, id) = text.split_once(' ').ok_or(UnknownPlace)?;
        let updated_at = updated_at.parse().map_err(|_no_time| UnknownPlace)?;
        Ok(Self { updated_at, id: id.to_owned() })
    }
}

impl fmt::Display for DraftPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.updated_at, self.id)
    }
}

pub fn draft_get(conn: &mut Conn, id: &str) -> Result<Option<Draft>, StoreError> {
    drafts::table
        .find(id)
        .select(DraftRow::as_select())
        .get_result(conn)
        .optional()?
        .map(DraftRow::into_draft)
        .transpose()
}

/// The draft with its document, both as of one moment.
pub fn draft_read(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<(Draft, StoredDocument)>, StoreError> {
    let found: Option<(DraftRow, i64, Vec<u8>)> = drafts::table
        .find(id)
        .select((DraftRow::as_select(), drafts::size, drafts::zstd))
        .get_result(conn)
        .optional()?;
    found
        .map(|(row, size, zstd)| {
            let draft = row.into_draft()?;
            let document = StoredDocument { digest: draft.digest, size, zstd };
            Ok((draft, document))
        })
        .transpose()
}

/// At most `limit` drafts of an organisation behind `after`, those that changed last first.
pub fn draft_list(
    conn: &mut Conn,
    organisation: &Slug,
    state: Option<DraftState>,
    after: Option<&DraftPlace>,
    limit: u32,
) -> Result<Vec<Draft>, StoreError> {
    let mut query = filtered(organisation, state);
    if let Some(DraftPlace { updated_at, id }) = after {
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(drafts::updated_at.le(updated_at))
            .filter(drafts::updated_at.lt(updated_at).or(drafts::id.lt(id)));
    }
    query
        .order((drafts::updated_at.desc(), drafts::id.desc()))
        .limit(limit.into())
        .select(DraftRow::as_select())
        .load(conn)?
        .into_iter()
        .map(DraftRow::into_draft)
        .collect()
}

pub fn draft_count(
    conn: &mut Conn,
    organisation: &Slug,
    state: Option<DraftState>,
) -> Result<i64, StoreError> {
    Ok(filtered(organisation, state).count().get_result(conn)?)
}

fn filtered(
    organisation: &Slug,
    state: Option<DraftState>,
) -> drafts::BoxedQuery<'_, MultiBackend> {
    let query = drafts::table.filter(drafts::organisation.eq(organisation.as_str())).into_boxed();
    match state {
        Some(state) => query.filter(drafts::state.eq(state.as_str())),
        None => query,
    }
}

/// The organisations that have a share in a draft besides its own, by name.
pub fn draft_authors(conn: &mut Conn, id: &str) -> Result<Vec<Slug>, StoreError> {
    let slugs: Vec<String> = draft_authors::table
        .filter(draft_authors::draft.eq(id))
        .order(draft_authors::organisation)
        .select(draft_authors::organisation)
        .load(conn)?;
    slugs.iter().map(|slug| row::parse(slug, "draft")).collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = drafts)]
struct DraftRow {
    id: String,
    organisation: String,
    name: Option<String>,
    version: Option<String>,
    title: Option<String>,
    state: String,
    revision: i64,
    digest: Vec<u8>,
    created_at: i64,
    created_by: Option<String>,
    created_by_person: Option<String>,
    updated_at: i64,
    saved_at: i64,
    saved_by: Option<String>,
    saved_by_person: Option<String>,
    submitted_at: Option<i64>,
    submitted_by: Option<String>,
    submitted_by_person: Option<String>,
    override_reason: Option<String>,
    approved_at: Option<i64>,
    approved_by_person: Option<String>,
    published_version: Option<String>,
}

impl DraftRow {
    fn into_draft(self) -> Result<Draft, StoreError> {
        let stamp =
            |at, token, person| Ok::<_, StoreError>(Stamp { at, by: Author::of(token, person)? });
        let submitted = self.submitted_at;
        let submitted = submitted
            .map(|at| stamp(at, self.submitted_by, self.submitted_by_person))
            .transpose()?;
        let approved = self.approved_at;
        let approved = approved.map(|at| stamp(at, None, self.approved_by_person)).transpose()?;
        Ok(Draft {
            organisation: row::parse(&self.organisation, "draft")?,
            facts: DraftFacts {
                name: row::parse_option(self.name.as_deref(), "draft")?,
                version: row::parse_option(self.version.as_deref(), "draft")?,
                title: self.title,
            },
            state: row::parse(&self.state, "draft")?,
            revision: self.revision,
            digest: row::digest(&self.digest)?,
            created: stamp(self.created_at, self.created_by, self.created_by_person)?,
            updated_at: self.updated_at,
            saved: stamp(self.saved_at, self.saved_by, self.saved_by_person)?,
            submitted,
            override_reason: self.override_reason,
            approved,
            published: row::parse_option(self.published_version.as_deref(), "draft")?,
            id: self.id,
        })
    }
}
