//! How a fork deals with its upstream's versions: it takes one in, or skips one for a reason.

use blueprint::{BlueprintId, Digest};
use diesel::{dsl::max, prelude::*};
use semver::Version;

use crate::{
    Conn, EventKind, Seq, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    events::{NewEvent, event_append},
    row,
    schema::{lineage, lineage_steps as steps},
};

/// A step that a fork took towards, or past, a version of its upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineageStep {
    /// From 1, without gaps.
    pub number: i64,
    /// The upstream's version.
    pub version: Version,
    /// Of that version's document.
    pub digest: Digest,
    pub at: i64,
    pub dealt: Dealt,
}

/// What became of a version of the upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dealt {
    /// It was taken in; the outcome is a version of the fork.
    Merged {
        own_version: Version,
        /// The fork's version that the merge started from.
        own_parent: Option<Version>,
    },
    /// It was left out on purpose.
    Skipped { reason: String },
}

/// A fork takes in a version of its upstream.
#[derive(Clone, Copy, Debug)]
pub struct Advance<'a> {
    pub child: &'a BlueprintId,
    /// The base by which the merge was decided.
    pub seen: &'a Version,
    /// Where the version is that is taken in.
    pub upstream: &'a BlueprintId,
    pub version: &'a Version,
    pub digest: &'a Digest,
    /// The fork's version that holds the outcome.
    pub own_version: &'a Version,
    /// The fork's version that the merge started from.
    pub own_parent: Option<&'a Version>,
    pub at: i64,
}

/// A fork leaves out a version of its upstream.
#[derive(Clone, Copy, Debug)]
pub struct Skip<'a> {
    pub child: &'a BlueprintId,
    pub version: &'a Version,
    pub digest: &'a Digest,
    pub reason: &'a str,
    pub at: i64,
}

/// Moves the base. Goes after the publication of the version that is new, the upstream's or the fork's, in the same
/// transaction.
///
/// [`StoreError::Stale`] when the base is not the one seen, or the blueprint is no fork; [`StoreError::Missing`] when one
/// of the two versions is not there.
pub fn lineage_advance(txn: &mut Txn<'_>, advance: &Advance<'_>) -> Result<Seq, StoreError> {
    let Advance { child, seen, upstream, version, digest, own_version, own_parent, at } = *advance;
    let n_moved = diesel::update(lineage::table.find((child.owner.as_str(), child.name.as_str())))
        .filter(lineage::merged_version.eq(seen.to_string()))
        .set((
            lineage::merged_owner.eq(upstream.owner.as_str()),
            lineage::merged_name.eq(upstream.name.as_str()),
            lineage::merged_version.eq(version.to_string()),
            lineage::merged_digest.eq(digest.as_bytes().as_slice()),
            lineage::merged_at.eq(at),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("blueprint version"))?;
    if n_moved == 0 {
        return Err(StoreError::Stale);
    }
    let (own_version, own_parent) = (own_version.clone(), own_parent.cloned());
    let dealt = Dealt::Merged { own_version, own_parent };
    step_append(txn, child, (version, digest, at), &dealt)
}

/// Records that a version is left out.
///
/// [`StoreError::Exists`] when it is left out already, [`StoreError::Missing`] when the blueprint is no fork.
pub fn lineage_skip(txn: &mut Txn<'_>, skip: &Skip<'_>) -> Result<Seq, StoreError> {
    let Skip { child, version, digest, reason, at } = *skip;
    let dealt = Dealt::Skipped { reason: reason.to_owned() };
    step_append(txn, child, (version, digest, at), &dealt)
}

/// At most `limit` steps of a fork before the one numbered `before`, the latest first.
pub fn lineage_steps(
    conn: &mut Conn,
    child: &BlueprintId,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<LineageStep>, StoreError> {
    let mut query = steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(steps::number.lt(before));
    }
    query
        .order(steps::number.desc())
        .limit(limit.into())
        .select(StepRow::as_select())
        .load(conn)?
        .into_iter()
        .map(StepRow::into_step)
        .collect()
}

/// The step by which a version was left out.
pub fn lineage_skip_get(
    conn: &mut Conn,
    child: &BlueprintId,
    version: &Version,
) -> Result<Option<LineageStep>, StoreError> {
    steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .filter(steps::kind.eq(SKIPPED))
        .filter(steps::version.eq(version.to_string()))
        .select(StepRow::as_select())
        .get_result(conn)
        .optional()?
        .map(StepRow::into_step)
        .transpose()
}

/// The step that moved the base to where it is; none while it is the version forked.
pub fn lineage_merge_last(
    conn: &mut Conn,
    child: &BlueprintId,
) -> Result<Option<LineageStep>, StoreError> {
    steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .filter(steps::kind.eq(MERGED))
        .order(steps::number.desc())
        .limit(1)
        .select(StepRow::as_select())
        .get_result(conn)
        .optional()?
        .map(StepRow::into_step)
        .transpose()
}

/// Every step by which a fork took a version in, the latest first.
pub fn lineage_merges(
    conn: &mut Conn,
    child: &BlueprintId,
) -> Result<Vec<LineageStep>, StoreError> {
    steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .filter(steps::kind.eq(MERGED))
        .order(steps::number.desc())
        .select(StepRow::as_select())
        .load(conn)?
        .into_iter()
        .map(StepRow::into_step)
        .collect()
}

/// The upstream's versions that a fork left out, in no particular order.
pub fn lineage_skipped(conn: &mut Conn, child: &BlueprintId) -> Result<Vec<Version>, StoreError> {
    let versions: Vec<String> = steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .filter(steps::kind.eq(SKIPPED))
        .select(steps::version)
        .load(conn)?;
    versions.iter().map(|version| row::parse(version, "version")).collect()
}

const MERGED: &str = "merged";
const SKIPPED: &str = "skipped";

fn step_append(
    txn: &mut Txn<'_>,
    child: &BlueprintId,
    (version, digest, at): (&Version, &Digest, i64),
    dealt: &Dealt,
) -> Result<Seq, StoreError> {
    let last: Option<i64> = steps::table
        .filter(steps::child_owner.eq(child.owner.as_str()))
        .filter(steps::child_name.eq(child.name.as_str()))
        .select(max(steps::number))
        .get_result(&mut **txn)?;
    let (name, event) = match dealt {
        Dealt::Merged { .. } => (MERGED, EventKind::ForkMerged),
        Dealt::Skipped { .. } => (SKIPPED, EventKind::ForkSkipped),
    };
    let (own, reason) = match dealt {
        Dealt::Merged { own_version, own_parent } => (Some((own_version, own_parent)), None),
        Dealt::Skipped { reason } => (None, Some(reason)),
    };
    let row = (
        steps::child_owner.eq(child.owner.as_str()),
        steps::child_name.eq(child.name.as_str()),
        steps::number.eq(last.unwrap_or(0).saturating_add(1)),
        steps::kind.eq(name),
        steps::version.eq(version.to_string()),
        steps::digest.eq(digest.as_bytes().as_slice()),
        steps::at.eq(at),
        steps::own_version.eq(own.map(|(version, _)| version.to_string())),
        steps::own_parent.eq(own.and_then(|(_, parent)| parent.as_ref().map(Version::to_string))),
        steps::reason.eq(reason),
    );
    let n_inserted = per_dialect!(&mut **txn, |c| diesel::insert_into(steps::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("fork or version"))?;
    if n_inserted == 0 {
        return Err(StoreError::Exists);
    }
    event_append(
        txn,
        &NewEvent {
            at,
            kind: event,
            organisation: Some(&child.owner),
            blueprint: Some(child),
            version: Some(version),
        },
    )
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = steps)]
struct StepRow {
    number: i64,
    kind: String,
    version: String,
    digest: Vec<u8>,
    at: i64,
    own_version: Option<String>,
    reason: Option<String>,
    own_parent: Option<String>,
}

impl StepRow {
    fn into_step(self) -> Result<LineageStep, StoreError> {
        let dealt = match (self.kind.as_str(), self.own_version, self.reason) {
            (MERGED, Some(version), None) => Dealt::Merged {
                own_version: row::parse(&version, "version")?,
                own_parent: row::parse_option(self.own_parent.as_deref(), "version")?,
            },
            (SKIPPED, None, Some(reason)) => Dealt::Skipped { reason },
            _ => return Err(StoreError::Corrupt { what: "fork's step" }),
        };
        Ok(LineageStep {
            number: self.number,
            version: row::parse(&self.version, "version")?,
            digest: row::digest(&self.digest)?,
            at: self.at,
            dealt,
        })
    }
}
