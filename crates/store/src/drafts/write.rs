//! What changes a draft.

use blueprint::Slug;
use diesel::prelude::*;
use semver::Version;

use super::{DraftDeed, DraftFacts, DraftOrigin, DraftState, Stamp, history, origin};
use crate::{
    StoreError, StoredDocument, Txn,
    conn::per_dialect,
    error::or_missing,
    schema::{draft_authors, drafts},
};

/// A draft to be begun.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft<'a> {
    pub id: &'a str,
    pub organisation: &'a Slug,
    pub document: &'a StoredDocument,
    pub facts: &'a DraftFacts,
    pub origin: Option<&'a DraftOrigin>,
    /// Organisations that have a share in it.
    pub authors: &'a [Slug],
    pub created: &'a Stamp,
}

/// A step of a draft's that leaves its document as it is.
#[derive(Clone, Copy, Debug)]
pub enum DraftMove<'a> {
    Submit {
        override_reason: Option<&'a str>,
    },
    Return {
        reason: &'a str,
    },
    /// By a person.
    Approve,
    Publish {
        version: &'a Version,
    },
    Discard,
}

/// [`StoreError::Exists`] when the id is taken, [`StoreError::Missing`] without the organisation, the author or the
/// version that it grows out of.
pub fn draft_insert(txn: &mut Txn<'_>, new: &NewDraft<'_>) -> Result<(), StoreError> {
    let Stamp { at, by } = new.created;
    let row = (
        drafts::id.eq(new.id),
        drafts::organisation.eq(new.organisation.as_str()),
        (
            drafts::state.eq(DraftState::Open.as_str()),
            drafts::revision.eq(1),
            drafts::updated_at.eq(at),
        ),
        (
            drafts::created_at.eq(at),
            drafts::created_by.eq(by.token()),
            drafts::created_by_person.eq(by.person()),
        ),
        (
            drafts::saved_at.eq(at),
            drafts::saved_by.eq(by.token()),
            drafts::saved_by_person.eq(by.person()),
        ),
        (
            drafts::name.eq(new.facts.name.as_ref().map(Slug::as_str)),
            drafts::version.eq(new.facts.version.as_ref().map(Version::to_string)),
            drafts::title.eq(new.facts.title.as_deref()),
        ),
        (
            drafts::digest.eq(new.document.digest.as_bytes().as_slice()),
            drafts::size.eq(new.document.size),
            drafts::zstd.eq(&new.document.zstd),
        ),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(drafts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("organisation or author"))?;
    if n_inserted == 0 {
        return Err(StoreError::Exists);
    }
    if let Some(origin) = new.origin {
        origin::insert(txn, new.id, origin)?;
    }
    for organisation in new.authors {
        diesel::insert_into(draft_authors::table)
            .values((
                draft_authors::draft.eq(new.id),
                draft_authors::organisation.eq(organisation.as_str()),
            ))
            .execute(&mut **txn)
            .map_err(or_missing("organisation"))?;
    }
    history::append(txn, new.id, (DraftDeed::Created, None), new.created)
}

/// Replaces the document; the draft is open again, whatever it was. Gives the new revision.
///
/// [`StoreError::Stale`] when the draft is not at the revision seen, [`StoreError::Missing`] without the author.
pub fn draft_save(
    txn: &mut Txn<'_>,
    (id, seen_revision): (&str, i64),
    (document, facts): (&StoredDocument, &DraftFacts),
    (deed, stamp): (DraftDeed, &Stamp),
) -> Result<i64, StoreError> {
    let Stamp { at, by } = stamp;
    let revision = seen_revision.saturating_add(1);
    let n_updated =
        diesel::update(drafts::table.find(id).filter(drafts::revision.eq(seen_revision)))
            .set((
                drafts::revision.eq(revision),
                drafts::state.eq(DraftState::Open.as_str()),
                drafts::updated_at.eq(at),
                (
                    drafts::saved_at.eq(at),
                    drafts::saved_by.eq(by.token()),
                    drafts::saved_by_person.eq(by.person()),
                ),
                (
                    drafts::name.eq(facts.name.as_ref().map(Slug::as_str)),
                    drafts::version.eq(facts.version.as_ref().map(Version::to_string)),
                    drafts::title.eq(facts.title.as_deref()),
                ),
                (
                    drafts::digest.eq(document.digest.as_bytes().as_slice()),
                    drafts::size.eq(document.size),
                    drafts::zstd.eq(&document.zstd),
                ),
                Unsubmitted::default(),
            ))
            .execute(&mut **txn)
            .map_err(or_missing("author"))?;
    if n_updated == 0 {
        return Err(StoreError::Stale);
    }
    history::append(txn, id, (deed, None), stamp)?;
    Ok(revision)
}

/// Takes the draft a step further, or back. Gives the new revision.
///
/// [`StoreError::Stale`] when the draft is not at the revision seen, [`StoreError::Missing`] without the author.
pub fn draft_move(
    txn: &mut Txn<'_>,
    (id, seen_revision): (&str, i64),
    step: DraftMove<'_>,
    stamp: &Stamp,
) -> Result<i64, StoreError> {
    let revision = seen_revision.saturating_add(1);
    let (state, entry) = outcome(step);
    let target = drafts::table.find(id).filter(drafts::revision.eq(seen_revision));
    let common = (
        drafts::revision.eq(revision),
        drafts::state.eq(state.as_str()),
        drafts::updated_at.eq(stamp.at),
    );
    let update = diesel::update(target);
    let n_updated = match step {
        DraftMove::Submit { override_reason } => update
            .set((
                common,
                drafts::submitted_at.eq(stamp.at),
                drafts::submitted_by.eq(stamp.by.token()),
                drafts::submitted_by_person.eq(stamp.by.person()),
                drafts::override_reason.eq(override_reason),
            ))
            .execute(&mut **txn),
        DraftMove::Return { .. } => {
            update.set((common, Unsubmitted::default())).execute(&mut **txn)
        }
        DraftMove::Approve => update
            .set((
                common,
                drafts::approved_at.eq(stamp.at),
                drafts::approved_by_person.eq(stamp.by.person()),
            ))
            .execute(&mut **txn),
        DraftMove::Publish { version } => update
            .set((common, drafts::published_version.eq(version.to_string())))
            .execute(&mut **txn),
        DraftMove::Discard => update.set(common).execute(&mut **txn),
    }
    .map_err(or_missing("author"))?;
    if n_updated == 0 {
        return Err(StoreError::Stale);
    }
    history::append(txn, id, entry, stamp)?;
    Ok(revision)
}

/// In which state a step ends, and how the history tells it.
fn outcome(step: DraftMove<'_>) -> (DraftState, (DraftDeed, Option<&str>)) {
    match step {
        DraftMove::Submit { override_reason } => {
            (DraftState::Submitted, (DraftDeed::Submitted, override_reason))
        }
        DraftMove::Return { reason } => (DraftState::Open, (DraftDeed::Returned, Some(reason))),
        DraftMove::Approve => (DraftState::Approved, (DraftDeed::Approved, None)),
        DraftMove::Publish { .. } => (DraftState::Published, (DraftDeed::Published, None)),
        DraftMove::Discard => (DraftState::Discarded, (DraftDeed::Discarded, None)),
    }
}

/// Neither submitted nor approved.
#[derive(AsChangeset, Default)]
#[diesel(table_name = drafts, treat_none_as_null = true)]
struct Unsubmitted {
    submitted_at: Option<i64>,
    submitted_by: Option<String>,
    submitted_by_person: Option<String>,
    override_reason: Option<String>,
    approved_at: Option<i64>,
    approved_by_person: Option<String>,
}
