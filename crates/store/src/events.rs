//! The event log: everything that happened, in commit order.
//!
//! Law: the sequence begins at 1 and has no gaps. Index, caches, feeds and mirrors each remember how far
//! they have read, and need nothing else to stay complete.

use std::{fmt, str::FromStr};

use blueprint::{BlueprintId, Slug};
use diesel::{dsl::max, prelude::*};
use semver::Version;

use crate::{Conn, StoreError, Txn, row, schema::events};

/// A position in the event log. 0 is before the first event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(pub i64);

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    OrganisationCreated,
    /// What is said of the organisation changed.
    OrganisationUpdated,
    VersionPublished,
    VersionYanked,
    VersionUnyanked,
    /// What is said of the blueprint beside its versions changed.
    BlueprintUpdated,
    /// Understood, but not written: a fork's first `version_published` says as much.
    BlueprintForked,
    /// The fork took in its upstream's version, which is the event's version.
    ForkMerged,
    /// The fork skipped its upstream's version, which is the event's version.
    ForkSkipped,
    /// The organisation offers changes to the blueprint.
    ProposalMade,
    ProposalCommented,
    ProposalAccepted,
    ProposalDeclined,
    ProposalWithdrawn,
    /// Its draft came to nothing.
    ProposalReopened,
    /// The organisation uses the blueprint, or means to; the event's version is the one that it uses.
    AdoptionRecorded,
    /// What was recorded was a mistake.
    AdoptionRemoved,
    /// The organisation tested a product against the version.
    AttestationRecorded,
    AttestationWithdrawn,
    /// The organisation said for a working group what it thinks of the version.
    ReviewGiven,
    ReviewWithdrawn,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub seq: Seq,
    pub at: i64,
    pub kind: EventKind,
    pub organisation: Option<Slug>,
    pub blueprint: Option<BlueprintId>,
    pub version: Option<Version>,
}

/// An entry that has no place in the log yet.
pub(crate) struct NewEvent<'a> {
    pub(crate) at: i64,
    pub(crate) kind: EventKind,
    pub(crate) organisation: Option<&'a Slug>,
    pub(crate) blueprint: Option<&'a BlueprintId>,
    pub(crate) version: Option<&'a Version>,
}

/// The text is not an event's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of event")]
pub struct UnknownEvent;

impl Seq {
    pub const START: Self = Self(0);
}

impl EventKind {
    pub const ALL: [Self; 21] = [
        Self::OrganisationCreated,
        Self::OrganisationUpdated,
        Self::VersionPublished,
        Self::VersionYanked,
        Self::VersionUnyanked,
        Self::BlueprintUpdated,
        Self::BlueprintForked,
        Self::ForkMerged,
        Self::ForkSkipped,
        Self::ProposalMade,
        Self::ProposalCommented,
        Self::ProposalAccepted,
        Self::ProposalDeclined,
        Self::ProposalWithdrawn,
        Self::ProposalReopened,
        Self::AdoptionRecorded,
        Self::AdoptionRemoved,
        Self::AttestationRecorded,
        Self::AttestationWithdrawn,
        Self::ReviewGiven,
        Self::ReviewWithdrawn,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrganisationCreated => "organisation_created",
            Self::OrganisationUpdated => "organisation_updated",
            Self::VersionPublished => "version_published",
            Self::VersionYanked => "version_yanked",
            Self::VersionUnyanked => "version_unyanked",
            Self::BlueprintUpdated => "blueprint_updated",
            Self::BlueprintForked => "blueprint_forked",
            Self::ForkMerged => "fork_merged",
            Self::ForkSkipped => "fork_skipped",
            Self::ProposalMade => "proposal_made",
            Self::ProposalCommented => "proposal_commented",
            Self::ProposalAccepted => "proposal_accepted",
            Self::ProposalDeclined => "proposal_declined",
            Self::ProposalWithdrawn => "proposal_withdrawn",
            Self::ProposalReopened => "proposal_reopened",
            Self::AdoptionRecorded => "adoption_recorded",
            Self::AdoptionRemoved => "adoption_removed",
            Self::AttestationRecorded => "attestation_recorded",
            Self::AttestationWithdrawn => "attestation_withdrawn",
            Self::ReviewGiven => "review_given",
            Self::ReviewWithdrawn => "review_withdrawn",
        }
    }

    /// Whether it changes what counts as evidence: who uses, tested or reviewed the blueprint, and whether the version of
    /// which they speak stands.
    pub fn changes_evidence(self) -> bool {
        use EventKind as E;
        matches!(
            self,
            E::VersionYanked
                | E::VersionUnyanked
                | E::AdoptionRecorded
                | E::AdoptionRemoved
                | E::AttestationRecorded
                | E::AttestationWithdrawn
                | E::ReviewGiven
                | E::ReviewWithdrawn
        )
    }

    /// Whether it is about a proposal, which changes nothing of the blueprint that it names.
    pub fn is_of_proposal(self) -> bool {
        use EventKind as E;
        matches!(
            self,
            E::ProposalMade
                | E::ProposalCommented
                | E::ProposalAccepted
                | E::ProposalDeclined
                | E::ProposalWithdrawn
                | E::ProposalReopened
        )
    }
}

impl FromStr for EventKind {
    type Err = UnknownEvent;

    fn from_str(s: &str) -> Result<Self, UnknownEvent> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s).ok_or(UnknownEvent)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// At most `limit` events that follow `seq`.
pub fn events_after(conn: &mut Conn, seq: Seq, limit: u32) -> Result<Vec<Event>, StoreError> {
    events::table
        .filter(events::seq.gt(seq.0))
        .order(events::seq)
        .limit(limit.into())
        .select(EventRow::as_select())
        .load(conn)?
        .into_iter()
        .map(EventRow::into_event)
        .collect()
}

/// The newest event, or [`Seq::START`] when there is none.
pub fn event_last(conn: &mut Conn) -> Result<Seq, StoreError> {
    let last: Option<i64> = events::table.select(max(events::seq)).get_result(conn)?;
    Ok(last.map_or(Seq::START, Seq))
}

/// The number is computed inside the transaction, and not drawn from a sequence, as those leave gaps
/// behind transactions that were rolled back.
pub(crate) fn event_append(txn: &mut Txn<'_>, event: &NewEvent<'_>) -> Result<Seq, StoreError> {
    let seq = Seq(event_last(txn)?.0.saturating_add(1));
    diesel::insert_into(events::table)
        .values((
            events::seq.eq(seq.0),
            events::at.eq(event.at),
            events::kind.eq(event.kind.as_str()),
            events::organisation.eq(event.organisation.map(Slug::as_str)),
            events::owner.eq(event.blueprint.map(|id| id.owner.as_str())),
            events::name.eq(event.blueprint.map(|id| id.name.as_str())),
            events::version.eq(event.version.map(Version::to_string)),
        ))
        .execute(&mut **txn)?;
    Ok(seq)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
struct EventRow {
    seq: i64,
    at: i64,
    kind: String,
    organisation: Option<String>,
    owner: Option<String>,
    name: Option<String>,
    version: Option<String>,
}

impl EventRow {
    fn into_event(self) -> Result<Event, StoreError> {
        let blueprint = match (&self.owner, &self.name) {
            (Some(owner), Some(name)) => Some(row::blueprint_id(owner, name)?),
            (_, _) => None,
        };
        Ok(Event {
            seq: Seq(self.seq),
            at: self.at,
            kind: row::parse(&self.kind, "event")?,
            organisation: row::parse_option(self.organisation.as_deref(), "event")?,
            blueprint,
            version: row::parse_option(self.version.as_deref(), "event")?,
        })
    }
}
