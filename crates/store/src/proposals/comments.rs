//! What is said of a proposal.

use blueprint::Slug;
use diesel::{dsl::max, prelude::*};

use super::{proposal_get, write::told};
use crate::{
    Author, Conn, EventKind, Stamp, StoreError, Txn, error::or_missing, row,
    schema::proposal_comments as c,
};

/// A comment on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalComment {
    /// Dense, from 1 on.
    pub number: i64,
    /// On whose behalf.
    pub organisation: Slug,
    pub stamp: Stamp,
    pub text: String,
}

/// A comment to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewComment<'a> {
    pub proposal: &'a str,
    pub organisation: &'a Slug,
    pub text: &'a str,
    pub stamp: &'a Stamp,
}

/// Keeps a comment, and gives its number. [`StoreError::Missing`] without the proposal, the organisation or the author.
pub fn proposal_comment(txn: &mut Txn<'_>, new: &NewComment<'_>) -> Result<i64, StoreError> {
    let number = proposal_comment_count(txn, new.proposal)?.saturating_add(1);
    diesel::insert_into(c::table)
        .values((
            c::proposal.eq(new.proposal),
            c::number.eq(number),
            c::organisation.eq(new.organisation.as_str()),
            c::at.eq(new.stamp.at),
            c::token.eq(new.stamp.by.token()),
            c::person.eq(new.stamp.by.person()),
            c::text.eq(new.text),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("proposal or author"))?;
    let commented = proposal_get(txn, new.proposal)?;
    let commented = commented.ok_or(StoreError::Missing { what: "proposal" })?;
    let concerned = (new.organisation, &commented.target);
    told(txn, EventKind::ProposalCommented, concerned, new.stamp.at)?;
    Ok(number)
}

/// The last `limit` comments, in the order in which they were made.
pub fn proposal_comments(
    conn: &mut Conn,
    proposal: &str,
    limit: u32,
) -> Result<Vec<ProposalComment>, StoreError> {
    let rows: Vec<CommentRow> = c::table
        .filter(c::proposal.eq(proposal))
        .order(c::number.desc())
        .limit(limit.into())
        .select(CommentRow::as_select())
        .load(conn)?;
    rows.into_iter().rev().map(CommentRow::into_comment).collect()
}

/// How many comments there are.
pub fn proposal_comment_count(conn: &mut Conn, proposal: &str) -> Result<i64, StoreError> {
    let last: Option<i64> =
        c::table.filter(c::proposal.eq(proposal)).select(max(c::number)).get_result(conn)?;
    Ok(last.unwrap_or(0))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = c)]
struct CommentRow {
    number: i64,
    organisation: String,
    at: i64,
    token: Option<String>,
    person: Option<String>,
    text: String,
}

impl CommentRow {
    fn into_comment(self) -> Result<ProposalComment, StoreError> {
        Ok(ProposalComment {
            number: self.number,
            organisation: row::parse(&self.organisation, "proposal comment")?,
            stamp: Stamp { at: self.at, by: Author::of(self.token, self.person)? },
            text: self.text,
        })
    }
}
