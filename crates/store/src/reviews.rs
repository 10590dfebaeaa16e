//! Reviews: what organisations say of a version on behalf of a working group.
//!
//! Law: a review is never changed, only withdrawn, and that once.

use blueprint::{BlueprintId, Slug, maturity::ReviewVerdict};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Author, Conn, EventKind, EvidencePlace, Stamp, StoreError, Txn, Withdrawal,
    conn::MultiBackend,
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::evidence::reviews,
};

/// A review. It is public but for who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Random.
    pub id: String,
    pub blueprint: BlueprintId,
    pub version: Version,
    pub working_group: Slug,
    /// On whose behalf.
    pub organisation: Slug,
    pub verdict: ReviewVerdict,
    pub reason: String,
    pub created_at: i64,
    /// A person's id.
    pub created_by: String,
    pub withdrawn: Option<Withdrawal>,
}

/// A review to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewReview<'a> {
    pub id: &'a str,
    pub blueprint: &'a BlueprintId,
    pub version: &'a Version,
    pub working_group: &'a Slug,
    pub organisation: &'a Slug,
    pub verdict: ReviewVerdict,
    pub reason: &'a str,
    pub created_at: i64,
    pub created_by: &'a str,
}

/// Whose or of what.
#[derive(Clone, Copy, Debug)]
pub enum ReviewFilter<'a> {
    Blueprint(&'a BlueprintId),
    Organisation(&'a Slug),
}

/// Who speaks of a blueprint, at one of its addresses: a person, in a working group, for an organisation.
#[derive(Clone, Copy, Debug)]
pub struct ReviewVoice<'a> {
    pub blueprint: &'a BlueprintId,
    /// A person's id.
    pub person: &'a str,
    pub working_group: &'a Slug,
    pub organisation: &'a Slug,
}

impl Review {
    pub fn place(&self) -> EvidencePlace {
        EvidencePlace { created_at: self.created_at, id: self.id.clone() }
    }
}

/// Keeps a review. [`StoreError::Missing`] without the version, an organisation or the person.
pub fn review_insert(txn: &mut Txn<'_>, new: &NewReview<'_>) -> Result<(), StoreError> {
    diesel::insert_into(reviews::table)
        .values((
            reviews::id.eq(new.id),
            reviews::owner.eq(new.blueprint.owner.as_str()),
            reviews::name.eq(new.blueprint.name.as_str()),
            reviews::version.eq(new.version.to_string()),
            reviews::working_group.eq(new.working_group.as_str()),
            reviews::organisation.eq(new.organisation.as_str()),
            reviews::verdict.eq(new.verdict.as_str()),
            reviews::reason.eq(new.reason),
            reviews::created_at.eq(new.created_at),
            reviews::created_by.eq(new.created_by),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("version, organisation or person"))?;
    let of = (new.organisation, new.blueprint, new.version);
    told(txn, EventKind::ReviewGiven, of, new.created_at)
}

/// Takes a review back, which takes a person.
///
/// [`StoreError::Stale`] when it was withdrawn already, [`StoreError::Missing`] without the person.
pub fn review_withdraw(
    txn: &mut Txn<'_>,
    (id, reason): (&str, &str),
    (person, at): (&str, i64),
) -> Result<(), StoreError> {
    let n_updated = diesel::update(reviews::table.find(id).filter(reviews::withdrawn_at.is_null()))
        .set((
            reviews::withdrawn_at.eq(at),
            reviews::withdrawn_by.eq(person),
            reviews::withdrawn_reason.eq(reason),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("person"))?;
    if n_updated == 0 {
        return Err(StoreError::Stale);
    }
    let review = review_get(txn, id)?.ok_or(StoreError::Corrupt { what: "review" })?;
    let of = (&review.organisation, &review.blueprint, &review.version);
    told(txn, EventKind::ReviewWithdrawn, of, at)
}

fn told(
    txn: &mut Txn<'_>,
    kind: EventKind,
    (organisation, blueprint, version): (&Slug, &BlueprintId, &Version),
    at: i64,
) -> Result<(), StoreError> {
    let event = NewEvent {
        at,
        kind,
        organisation: Some(organisation),
        blueprint: Some(blueprint),
        version: Some(version),
    };
    event_append(txn, &event).map(|_| ())
}

pub fn review_get(conn: &mut Conn, id: &str) -> Result<Option<Review>, StoreError> {
    reviews::table
        .find(id)
        .select(ReviewRow::as_select())
        .get_result(conn)
        .optional()?
        .map(ReviewRow::into_review)
        .transpose()
}

/// At most `limit` reviews behind `after`, the newest first.
pub fn review_list(
    conn: &mut Conn,
    filter: ReviewFilter<'_>,
    after: Option<&EvidencePlace>,
    limit: u32,
) -> Result<Vec<Review>, StoreError> {
    let mut query = filtered(filter);
    if let Some(EvidencePlace { created_at, id }) = after {
        // The first condition says nothing new, but lets the database begin in the right place.
        query = query
            .filter(reviews::created_at.le(created_at))
            .filter(reviews::created_at.lt(created_at).or(reviews::id.lt(id)));
    }
    query
        .order((reviews::created_at.desc(), reviews::id.desc()))
        .limit(limit.into())
        .select(ReviewRow::as_select())
        .load(conn)?
        .into_iter()
        .map(ReviewRow::into_review)
        .collect()
}

pub fn review_count(conn: &mut Conn, filter: ReviewFilter<'_>) -> Result<i64, StoreError> {
    Ok(filtered(filter).count().get_result(conn)?)
}

/// The newest review that the person gave for the organisation, unless it was withdrawn.
pub fn review_last(conn: &mut Conn, voice: &ReviewVoice<'_>) -> Result<Option<Review>, StoreError> {
    newest(conn, spoken(voice).filter(reviews::organisation.eq(voice.organisation.as_str())))
}

/// The newest review of a major version that the person gave for another organisation, unless it was withdrawn.
pub fn review_of_another(
    conn: &mut Conn,
    voice: &ReviewVoice<'_>,
    major: u64,
) -> Result<Option<Review>, StoreError> {
    let for_another = spoken(voice)
        .filter(reviews::organisation.ne(voice.organisation.as_str()))
        .filter(reviews::version.like(format!("{major}.%")));
    newest(conn, for_another)
}

/// All that the person says in the working group.
fn spoken<'a>(voice: &ReviewVoice<'a>) -> reviews::BoxedQuery<'a, MultiBackend> {
    reviews::table
        .filter(reviews::created_by.eq(voice.person))
        .filter(reviews::owner.eq(voice.blueprint.owner.as_str()))
        .filter(reviews::name.eq(voice.blueprint.name.as_str()))
        .filter(reviews::working_group.eq(voice.working_group.as_str()))
        .filter(reviews::withdrawn_at.is_null())
        .into_boxed()
}

fn newest(
    conn: &mut Conn,
    query: reviews::BoxedQuery<'_, MultiBackend>,
) -> Result<Option<Review>, StoreError> {
    query
        .order((reviews::created_at.desc(), reviews::id.desc()))
        .select(ReviewRow::as_select())
        .first(conn)
        .optional()?
        .map(ReviewRow::into_review)
        .transpose()
}

fn filtered(filter: ReviewFilter<'_>) -> reviews::BoxedQuery<'_, MultiBackend> {
    match filter {
        ReviewFilter::Blueprint(id) => reviews::table
            .filter(reviews::owner.eq(id.owner.as_str()))
            .filter(reviews::name.eq(id.name.as_str()))
            .into_boxed(),
        ReviewFilter::Organisation(slug) => {
            reviews::table.filter(reviews::organisation.eq(slug.as_str())).into_boxed()
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reviews)]
struct ReviewRow {
    id: String,
    owner: String,
    name: String,
    version: String,
    working_group: String,
    organisation: String,
    verdict: String,
    reason: String,
    created_at: i64,
    created_by: String,
    withdrawn_at: Option<i64>,
    withdrawn_by: Option<String>,
    withdrawn_reason: Option<String>,
}

impl ReviewRow {
    fn into_review(self) -> Result<Review, StoreError> {
        const WHAT: &str = "review";

        let withdrawn = match (self.withdrawn_at, self.withdrawn_by, self.withdrawn_reason) {
            (None, None, None) => None,
            (Some(at), Some(by), Some(reason)) => {
                Some(Withdrawal { stamp: Stamp { at, by: Author::Person(by) }, reason })
            }
            _ => return Err(StoreError::Corrupt { what: WHAT }),
        };
        Ok(Review {
            id: self.id,
            blueprint: row::blueprint_id(&self.owner, &self.name)?,
            version: row::parse(&self.version, WHAT)?,
            working_group: row::parse(&self.working_group, WHAT)?,
            organisation: row::parse(&self.organisation, WHAT)?,
            verdict: row::parse(&self.verdict, WHAT)?,
            reason: self.reason,
            created_at: self.created_at,
            created_by: self.created_by,
            withdrawn,
        })
    }
}
