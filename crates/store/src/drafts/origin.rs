//! What a draft grows out of in another blueprint, and how the conflicts of a merge were decided.

use blueprint::{BlueprintId, Digest, Slug};
use diesel::prelude::*;
use semver::Version;

use crate::{
    Conn, StoreError, Txn,
    conn::per_dialect,
    error::or_missing,
    row,
    schema::{draft_decisions, draft_origins, drafts},
};

/// The version of another blueprint that a draft grows out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftOrigin {
    pub upstream: BlueprintId,
    pub version: Version,
    pub digest: Digest,
    pub grounds: Grounds,
}

/// What the draft makes of that version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// A blueprint of its own.
    Fork {
        /// `technical` or `variant`.
        kind: String,
        reason: String,
    },
    /// The next version of a fork that exists, planned by these two.
    Merge {
        /// The fork's name; its owner is the draft's organisation.
        fork: Slug,
        /// The upstream's version that the fork took in last.
        base: (Version, Digest),
        /// The fork's latest.
        ours: (Version, Digest),
    },
    /// The next version of the upstream itself, with a proposal that stands against what was published since. The origin's
    /// digest is that of the offered document, its version the one that the offer is counted from.
    Proposal {
        base: (Version, Digest),
        /// The latest when the proposal was accepted.
        ours: (Version, Digest),
    },
}

/// A decision about a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDecision {
    /// In the names of the merge as the rounds before left it.
    pub path: String,
    pub verdict: Verdict,
}

/// How a conflict was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// For `ours`, `theirs` or `base`.
    Side(String),
    /// For this value, as JSON.
    Value(Vec<u8>),
}

/// [`StoreError::Missing`] without the version.
pub(super) fn insert(
    txn: &mut Txn<'_>,
    draft: &str,
    origin: &DraftOrigin,
) -> Result<(), StoreError> {
    use draft_origins as o;
    let (kind, reason) = match &origin.grounds {
        Grounds::Fork { kind, reason } => (Some(kind), Some(reason)),
        Grounds::Merge { .. } | Grounds::Proposal { .. } => (None, None),
    };
    let (fork, base, ours) = match &origin.grounds {
        Grounds::Fork { .. } => (None, None, None),
        Grounds::Merge { fork, base, ours } => (Some(fork), Some(base), Some(ours)),
        Grounds::Proposal { base, ours } => (Some(&origin.upstream.name), Some(base), Some(ours)),
    };
    diesel::insert_into(o::table)
        .values((
            o::draft.eq(draft),
            o::upstream_owner.eq(origin.upstream.owner.as_str()),
            o::upstream_name.eq(origin.upstream.name.as_str()),
            o::version.eq(origin.version.to_string()),
            o::digest.eq(origin.digest.as_bytes().as_slice()),
            o::fork_kind.eq(kind),
            o::fork_reason.eq(reason),
            o::base_version.eq(base.map(|(version, _)| version.to_string())),
            o::base_digest.eq(base.map(|(_, digest)| digest.as_bytes().as_slice())),
            o::ours_version.eq(ours.map(|(version, _)| version.to_string())),
            o::ours_digest.eq(ours.map(|(_, digest)| digest.as_bytes().as_slice())),
            o::fork_name.eq(fork.map(Slug::as_str)),
        ))
        .execute(&mut **txn)
        .map_err(or_missing("blueprint version"))?;
    Ok(())
}

pub fn draft_origin(conn: &mut Conn, id: &str) -> Result<Option<DraftOrigin>, StoreError> {
    let row: Option<OriginRow> =
        draft_origins::table.find(id).select(OriginRow::as_select()).get_result(conn).optional()?;
    let Some(row) = row else { return Ok(None) };
    let organisation: String =
        drafts::table.find(id).select(drafts::organisation).get_result(conn)?;
    row.into_origin(&organisation).map(Some)
}

/// Keeps one more round of decisions. [`StoreError::Missing`] when the draft has no origin.
pub fn draft_decide(
    txn: &mut Txn<'_>,
    id: &str,
    decisions: &[DraftDecision],
) -> Result<(), StoreError> {
    use draft_decisions as d;
    let last: Option<i64> = d::table
        .filter(d::draft.eq(id))
        .select(diesel::dsl::max(d::round))
        .get_result(&mut **txn)?;
    let round = last.unwrap_or(0).saturating_add(1);
    let row = |decision: &DraftDecision| {
        let (side, value) = match &decision.verdict {
            Verdict::Side(side) => (Some(side.clone()), None),
            Verdict::Value(value) => (None, Some(value.clone())),
        };
        (
            d::draft.eq(id.to_owned()),
            d::round.eq(round),
            d::path.eq(decision.path.clone()),
            d::side.eq(side),
            d::value.eq(value),
        )
    };
    for page in decisions.chunks(row::PAGE) {
        let rows: Vec<_> = page.iter().map(row).collect();
        per_dialect!(&mut **txn, |c| diesel::insert_into(d::table).values(&rows).execute(c))
            .map_err(or_missing("draft"))?;
    }
    Ok(())
}

/// All decisions, round by round.
pub fn draft_decisions(conn: &mut Conn, id: &str) -> Result<Vec<Vec<DraftDecision>>, StoreError> {
    use draft_decisions as d;
    let rows: Vec<DecisionRow> = d::table
        .filter(d::draft.eq(id))
        .order((d::round, d::path))
        .select(DecisionRow::as_select())
        .load(conn)?;
    let mut rounds: Vec<(i64, Vec<DraftDecision>)> = Vec::new();
    for row in rows {
        let round = row.round;
        let decision = row.into_decision()?;
        match rounds.last_mut() {
            Some((last, decisions)) if *last == round => decisions.push(decision),
            _ => rounds.push((round, vec![decision])),
        }
    }
    Ok(rounds.into_iter().map(|(_, decisions)| decisions).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = draft_origins)]
struct OriginRow {
    upstream_owner: String,
    upstream_name: String,
    version: String,
    digest: Vec<u8>,
    fork_kind: Option<String>,
    fork_reason: Option<String>,
    base_version: Option<String>,
    base_digest: Option<Vec<u8>>,
    ours_version: Option<String>,
    ours_digest: Option<Vec<u8>>,
    fork_name: Option<String>,
}

impl OriginRow {
    fn into_origin(self, organisation: &str) -> Result<DraftOrigin, StoreError> {
        let named = |version: Option<String>, digest: Option<Vec<u8>>| {
            let corrupt = || StoreError::Corrupt { what: "draft origin" };
            let (version, digest) = version.zip(digest).ok_or_else(corrupt)?;
            Ok::<_, StoreError>((row::parse(&version, "draft origin")?, row::digest(&digest)?))
        };
        // No blueprint is a fork of itself.
        let is_own = organisation == self.upstream_owner
            && self.fork_name.as_deref() == Some(&self.upstream_name);
        let grounds = match self.fork_kind.zip(self.fork_reason) {
            Some((kind, reason)) => Grounds::Fork { kind, reason },
            None if is_own => Grounds::Proposal {
                base: named(self.base_version, self.base_digest)?,
                ours: named(self.ours_version, self.ours_digest)?,
            },
            None => Grounds::Merge {
                fork: row::parse(&self.fork_name.unwrap_or_default(), "draft origin")?,
                base: named(self.base_version, self.base_digest)?,
                ours: named(self.ours_version, self.ours_digest)?,
            },
        };
        Ok(DraftOrigin {
            upstream: row::blueprint_id(&self.upstream_owner, &self.upstream_name)?,
            version: row::parse(&self.version, "draft origin")?,
            digest: row::digest(&self.digest)?,
            grounds,
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = draft_decisions)]
struct DecisionRow {
    round: i64,
    path: String,
    side: Option<String>,
    value: Option<Vec<u8>>,
}

impl DecisionRow {
    fn into_decision(self) -> Result<DraftDecision, StoreError> {
        let verdict = match (self.side, self.value) {
            (Some(side), None) => Verdict::Side(side),
            (None, Some(value)) => Verdict::Value(value),
            (Some(_), Some(_)) | (None, None) => {
                return Err(StoreError::Corrupt { what: "draft decision" });
            }
        };
        Ok(DraftDecision { path: self.path, verdict })
    }
}
