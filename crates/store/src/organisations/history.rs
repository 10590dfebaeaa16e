//! What became of organisations: their earlier names, and what those who operate the registry said of them, with reasons.

use std::str::FromStr;

use blueprint::Slug;
use diesel::{dsl::max, prelude::*};

use crate::{Conn, StoreError, Txn, row, schema::organisation_history as history};

/// A step in an organisation's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationStep {
    pub at: i64,
    pub deed: OrganisationDeed,
    /// The name until then where it was renamed, else the reason.
    pub text: String,
}

/// What was done to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationDeed {
    Renamed,
    Verified,
    /// The verification was taken back.
    Unverified,
    /// It went up in another.
    Succeeded,
    /// That was taken back.
    Continued,
}

/// The text is no deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing like that is done to an organisation")]
pub struct UnknownOrganisationDeed;

impl OrganisationDeed {
    pub const ALL: [Self; 5] =
        [Self::Renamed, Self::Verified, Self::Unverified, Self::Succeeded, Self::Continued];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Verified => "verified",
            Self::Unverified => "unverified",
            Self::Succeeded => "succeeded",
            Self::Continued => "continued",
        }
    }
}

impl FromStr for OrganisationDeed {
    type Err = UnknownOrganisationDeed;

    fn from_str(s: &str) -> Result<Self, UnknownOrganisationDeed> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == s).ok_or(UnknownOrganisationDeed)
    }
}

/// What became of an organisation, newest first; at most `limit` steps.
pub fn organisation_history(
    conn: &mut Conn,
    organisation: &Slug,
    limit: u32,
) -> Result<Vec<OrganisationStep>, StoreError> {
    history::table
        .filter(history::organisation.eq(organisation.as_str()))
        .order(history::number.desc())
        .limit(limit.into())
        .select(StepRow::as_select())
        .load(conn)?
        .into_iter()
        .map(StepRow::into_step)
        .collect()
}

pub(super) fn history_append(
    txn: &mut Txn<'_>,
    organisation: &Slug,
    steps: &[OrganisationStep],
) -> Result<(), StoreError> {
    let last: Option<i64> = history::table
        .filter(history::organisation.eq(organisation.as_str()))
        .select(max(history::number))
        .get_result(&mut **txn)?;
    for (number, step) in (last.unwrap_or(0).saturating_add(1)..).zip(steps) {
        diesel::insert_into(history::table)
            .values((
                history::organisation.eq(organisation.as_str()),
                history::number.eq(number),
                history::at.eq(step.at),
                history::kind.eq(step.deed.as_str()),
                history::text.eq(&step.text),
            ))
            .execute(&mut **txn)?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = history)]
struct StepRow {
    at: i64,
    kind: String,
    text: String,
}

impl StepRow {
    fn into_step(self) -> Result<OrganisationStep, StoreError> {
        let deed = row::parse(&self.kind, "organisation's history")?;
        Ok(OrganisationStep { at: self.at, deed, text: self.text })
    }
}
