//! Proposals: changes that an organisation offers to the owner of a blueprint.
//!
//! Law: whatever happens to a proposal gives it the next revision, and happens only to the revision that was seen. Accepted
//! is one exactly as long as there is a draft that may become a version, or became one.

mod comments;
mod write;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use blueprint::{BlueprintId, Digest, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, Stamp, StoreError,
    conn::MultiBackend,
    row,
    schema::{proposals, versions},
};

pub use comments::{
    NewComment, ProposalComment, proposal_comment, proposal_comment_count, proposal_comments,
};
pub use write::{NewProposal, ProposalMove, proposal_insert, proposal_move, proposal_published};

/// A proposal, without its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Random.
    pub id: String,
    /// The blueprint that is to change.
    pub target: BlueprintId,
    /// The version that the changes are counted from.
    pub base: (Version, Digest),
    /// On whose behalf it is made.
    pub organisation: Slug,
    /// The fork's version that it was made from.
    pub fork: Option<(BlueprintId, Version)>,
    /// Of the offered document: the base with the changes.
    pub digest: Digest,
    pub title: String,
    pub message: String,
    pub state: ProposalState,
    pub revision: i64,
    pub created: Stamp,
    pub updated_at: i64,
    /// Who decided it, or withdrew it.
    pub decided: Option<Stamp>,
    /// Of the decision.
    pub reason: Option<String>,
    /// The draft of an accepted one.
    pub draft: Option<String>,
    /// The version that an accepted one became part of.
    pub published: Option<Version>,
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposalState {
    Open,
    Accepted,
    Declined,
    Withdrawn,
}

/// Where a proposal stands in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalPlace {
    pub created_at: i64,
    pub id: String,
}

/// A fork's proposal that became part of a version of its upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledProposal {
    /// The version that the proposal was counted from.
    pub base: Digest,
    /// The offered document.
    pub offer: Digest,
    /// The version that it became part of.
    pub version: Version,
    pub became: Digest,
}

/// The text is not a proposal's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a proposal is one of open, accepted, declined, withdrawn")]
pub struct UnknownProposalState;

/// The text is not a place in a list of proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a proposal's place is its time and its id")]
pub struct UnknownProposalPlace;

impl ProposalState {
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

impl FromStr for ProposalState {
    type Err = UnknownProposalState;

    fn from_str(text: &str) -> Result<Self, UnknownProposalState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownProposalState)
    }
}

impl fmt::Display for ProposalState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Proposal {
    pub fn place(&self) -> ProposalPlace {
        ProposalPlace { created_at: self.created.at, id: self.id.clone() }
    }
}

impl FromStr for ProposalPlace {
    type Err = UnknownProposalPlace;

    fn from_str(text: &str) -> Result<Self, UnknownProposalPlace> {
        let (created_at, id) = text.split_once(' ').ok_or(UnknownProposalPlace)?;
        let created_at = created_at.parse().map_err(|_no_time| UnknownProposalPlace)?;
        Ok(Self { created_at, id: id.to_owned() })
    }
}

impl fmt::Display for ProposalPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.created_at, self.id)
    }
}

pub fn proposal_get(conn: &mut Conn, id: &str) -> Result<Option<Proposal>, StoreError> {
    one(conn, proposals::table.filter(proposals::id.eq(id)).into_boxed())
}

/// The proposal that a draft was begun for.
pub fn proposal_of_draft(conn: &mut Conn, draft: &str) -> Result<Option<Proposal>, StoreError> {
    one(conn, proposals::table.filter(proposals::draft.eq(draft)).into_boxed())
}

fn one(
    conn: &mut Conn,
    query: proposals::BoxedQuery<'_, MultiBackend>,
) -> Result<Option<Proposal>, StoreError> {
    query
        .select(ProposalRow::as_select())
        .get_result(conn)
        .optional()?
        .map(ProposalRow::into_proposal)
        .transpose()
}

/// At most `limit` proposals to a blueprint behind `after`, the newest first.
pub fn proposal_list(
    conn: &mut Conn,
    target: &BlueprintId,
    state: Option<ProposalState>,
    after: Option<&ProposalPlace>,
    limit: u32,
) -> Result<Vec<Proposal>, StoreError> {
    let mut query = filtered(target, state);
    if let Some(ProposalPlace { created_at, id }) = after {
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(proposals::created_at.le(created_at))
            .filter(proposals::created_at.lt(created_at).or(proposals::id.lt(id)));
    }
    rows(
        conn,
        query.order((proposals::created_at.desc(), proposals::id.desc())).limit(limit.into()),
    )
}

pub fn proposal_count(
    conn: &mut Conn,
    target: &BlueprintId,
    state: Option<ProposalState>,
) -> Result<i64, StoreError> {
    Ok(filtered(target, state).count().get_result(conn)?)
}

/// At most `limit` open proposals to an organisation's blueprints, the oldest first.
pub fn proposal_list_waiting(
    conn: &mut Conn,
    owner: &Slug,
    limit: u32,
) -> Result<Vec<Proposal>, StoreError> {
    let query = proposals::table
        .filter(proposals::owner.eq(owner.as_str()))
        .filter(proposals::state.eq(ProposalState::Open.as_str()))
        .into_boxed();
    rows(conn, query.order((proposals::created_at, proposals::id)).limit(limit.into()))
}

fn rows(
    conn: &mut Conn,
    query: proposals::BoxedQuery<'_, MultiBackend>,
) -> Result<Vec<Proposal>, StoreError> {
    query
        .select(ProposalRow::as_select())
        .load(conn)?
        .into_iter()
        .map(ProposalRow::into_proposal)
        .collect()
}

fn filtered(
    target: &BlueprintId,
    state: Option<ProposalState>,
) -> proposals::BoxedQuery<'_, MultiBackend> {
    let query = proposals::table
        .filter(proposals::owner.eq(target.owner.as_str()))
        .filter(proposals::name.eq(target.name.as_str()))
        .into_boxed();
    match state {
        Some(state) => query.filter(proposals::state.eq(state.as_str())),
        None => query,
    }
}

/// The organisations whose proposals became part of a blueprint's versions, by version and name.
pub fn version_coauthors(
    conn: &mut Conn,
    id: &BlueprintId,
) -> Result<BTreeMap<Version, BTreeSet<Slug>>, StoreError> {
    let found: Vec<(Option<String>, String)> = proposals::table
        .filter(proposals::owner.eq(id.owner.as_str()))
        .filter(proposals::name.eq(id.name.as_str()))
        .filter(proposals::published_version.is_not_null())
        .select((proposals::published_version, proposals::organisation))
        .load(conn)?;
    let mut authors: BTreeMap<Version, BTreeSet<Slug>> = BTreeMap::new();
    for (version, slug) in found {
        let version = version.ok_or(StoreError::Corrupt { what: "proposal" })?;
        let of_version = authors.entry(row::parse(&version, "proposal")?).or_default();
        of_version.insert(row::parse(&slug, "proposal")?);
    }
    Ok(authors)
}

/// A fork's proposals that became part of versions of its upstream, in no particular order.
pub fn proposals_settled(
    conn: &mut Conn,
    fork: &BlueprintId,
) -> Result<Vec<SettledProposal>, StoreError> {
    let found: Vec<SettledRow> = proposals::table
        .inner_join(
            versions::table.on(versions::owner
                .eq(proposals::owner)
                .and(versions::name.eq(proposals::name))
                .and(proposals::published_version.eq(versions::version.nullable()))),
        )
        .filter(proposals::fork_owner.eq(fork.owner.as_str()))
        .filter(proposals::fork_name.eq(fork.name.as_str()))
        .select((proposals::base_digest, proposals::digest, versions::version, versions::digest))
        .load(conn)?;
    found
        .into_iter()
        .map(|(base, offer, version, became)| {
            Ok(SettledProposal {
                base: row::digest(&base)?,
                offer: row::digest(&offer)?,
                version: row::parse(&version, "proposal")?,
                became: row::digest(&became)?,
            })
        })
        .collect()
}

/// Digest of the base and of the offer, the version and its digest.
type SettledRow = (Vec<u8>, Vec<u8>, String, Vec<u8>);

#[derive(Queryable, Selectable)]
#[diesel(table_name = proposals)]
struct ProposalRow {
    id: String,
    owner: String,
    name: String,
    base_version: String,
    base_digest: Vec<u8>,
    organisation: String,
    fork_owner: Option<String>,
    fork_name: Option<String>,
    fork_version: Option<String>,
    digest: Vec<u8>,
    title: String,
    message: String,
    state: String,
    revision: i64,
    created_at: i64,
    created_by: Option<String>,
    created_by_person: Option<String>,
    updated_at: i64,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    decided_by_person: Option<String>,
    reason: Option<String>,
    draft: Option<String>,
    published_version: Option<String>,
}

impl ProposalRow {
    fn into_proposal(self) -> Result<Proposal, StoreError> {
        const WHAT: &str = "proposal";

        let fork = match (self.fork_owner, self.fork_name, self.fork_version) {
            (None, None, None) => None,
            (Some(owner), Some(name), Some(version)) => {
                Some((row::blueprint_id(&owner, &name)?, row::parse(&version, WHAT)?))
            }
            _ => return Err(StoreError::Corrupt { what: WHAT }),
        };
        let (token, person) = (self.decided_by, self.decided_by_person);
        let decided =
            self.decided_at.map(|at| Author::of(token, person).map(|by| Stamp { at, by }));
        let created = Author::of(self.created_by, self.created_by_person)?;
        Ok(Proposal {
            id: self.id,
            target: row::blueprint_id(&self.owner, &self.name)?,
            base: (row::parse(&self.base_version, WHAT)?, row::digest(&self.base_digest)?),
            organisation: row::parse(&self.organisation, WHAT)?,
            fork,
            digest: row::digest(&self.digest)?,
            title: self.title,
            message: self.message,
            state: row::parse(&self.state, WHAT)?,
            revision: self.revision,
            created: Stamp { at: self.created_at, by: created },
            updated_at: self.updated_at,
            decided: decided.transpose()?,
            reason: self.reason,
            draft: self.draft,
            published: row::parse_option(self.published_version.as_deref(), WHAT)?,
        })
    }
}
