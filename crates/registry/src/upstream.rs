//! How a fork stands to its upstream: what is new there, what is its own, and what people should know.
//!
//! Dealt with is every version up to the fork's base, and what it skipped on purpose. Only releases that are not yanked
//! count as new. A change at a place that the schema leaves to the fork (`x-owner: local`: owner, version, contacts,
//! maintenance, suggested values) is none of its own changes: no merge touches such a place, and nobody would propose it.

mod kin;
mod versions;

use std::sync::Arc;

use blueprint::{BlueprintId, Change, Level, Slug, difference, is_local};
use semver::Version;
use store::{
    Conn, Deprecation, Lineage, LineageStep, StoreError, VersionRecord, Yank, lineage_owned,
    lineage_skipped, lineage_steps, version_get,
};

use crate::{Head, Refused, Registry, moves::line};

pub(crate) use kin::{Kin, Side, own_version, side};

/// Everything about a fork and its upstream.
#[derive(Debug)]
pub struct UpstreamState {
    pub lineage: Lineage,
    /// The upstream as it is now.
    pub upstream: Arc<Head>,
    /// The fork's version that was compared: its latest.
    pub own_version: Version,
    pub standing: Standing,
    /// The newest of the versions that the fork is behind, the newest first.
    pub newer: Vec<NewerVersion>,
    /// What the fork changed of what it has taken in.
    pub own_changes: Vec<Change>,
    /// How many places differ besides, which are the fork's own affair.
    pub n_local: usize,
    /// What the newest version brings; none when the fork is even.
    pub incoming: Option<Incoming>,
    /// The latest steps, the latest first.
    pub steps: Vec<LineageStep>,
}

/// What whoever looks at a fork should know of its upstream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many versions the fork is behind.
    pub behind: usize,
    /// Set when the upstream should no longer be chosen.
    pub deprecation: Option<Deprecation>,
    /// Set when the version that the fork took in last was withdrawn.
    pub yanked: Option<Yank>,
}

/// A version of the upstream that the fork has not dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewerVersion {
    pub record: VersionRecord,
    /// How large a step it is from the version before.
    pub level: Level,
    /// Whether something in it concerns security.
    pub concerns_security: bool,
}

/// What a merge would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    pub version: Version,
    /// Without what the fork keeps as it has it.
    pub changes: Vec<Change>,
}

/// More newer versions than these are counted, but not listed.
pub const NEWER_SHOWN: usize = 20;
/// Of an organisation with more forks than these, the first ones by name are asked.
const FORKS_ASKED: u32 = 100;
/// More steps than these are on record, but not listed.
const STEPS_SHOWN: u32 = 20;

/// How a fork stands to its upstream.
pub fn upstream(registry: &Registry, id: &BlueprintId) -> Result<UpstreamState, Refused> {
    let kin = Kin::of(registry, id)?;
    let (steps, skipped) = registry.store.read(|conn| {
        let mut steps = Vec::new();
        for place in kin.fork.addresses() {
            steps.extend(lineage_steps(conn, place, None, STEPS_SHOWN)?);
        }
        Ok::<_, Refused>((steps, skipped(conn, &kin.fork)?))
    })?;
    let newer = newer(&kin.upstream, &kin.lineage.base.version, &skipped);
    let base = kin.base(registry, newer.first().unwrap_or(&kin.lineage.base.version))?;
    let ours = kin.ours_from(registry, &base)?;
    let own = difference(&base, &ours.from_base).changes;
    let (local, own_changes): (Vec<Change>, _) = own.into_iter().partition(is_left_to_the_fork);
    let incoming = match newer.first() {
        None => None,
        Some(version) => {
            let theirs = kin.theirs(registry, (&base, version))?;
            let mut changes = difference(&base, &theirs.from_base).changes;
            changes.retain(|change| !is_left_to_the_fork(change));
            Some(Incoming { version: version.clone(), changes })
        }
    };
    let listed = newer.get(..NEWER_SHOWN.min(newer.len())).unwrap_or_default();
    Ok(UpstreamState {
        standing: Standing::with(registry, &kin.lineage, &kin.upstream, newer.len())?,
        newer: versions::listed(registry, &kin.upstream, listed)?,
        own_version: ours.version,
        own_changes,
        n_local: local.len(),
        incoming,
        steps,
        upstream: kin.upstream,
        lineage: kin.lineage,
    })
}

/// An organisation's forks that are behind their upstreams, each with how many versions.
pub fn forks_behind(
    registry: &Registry,
    owner: &Slug,
) -> Result<Vec<(BlueprintId, usize)>, Refused> {
    let forks = registry.store.read(|conn| lineage_owned(conn, owner, FORKS_ASKED))?;
    let mut late = Vec::new();
    for fork in forks {
        let n_behind = behind(registry, &fork)?;
        if n_behind != 0 {
            late.push((fork.child, n_behind));
        }
    }
    Ok(late)
}

/// How many versions of its upstream a fork has not dealt with.
pub(crate) fn behind(registry: &Registry, lineage: &Lineage) -> Result<usize, Refused> {
    let upstream = line(registry, &lineage.upstream)?;
    match registry.head(&lineage.child) {
        Ok(fork) => behind_of(registry, (lineage, &fork), &upstream),
        // A fork that is a draft has skipped nothing.
        Err(Refused::Unknown(_)) => Ok(newer(&upstream, &lineage.base.version, &[]).len()),
        Err(failed) => Err(failed),
    }
}

fn behind_of(
    registry: &Registry,
    (lineage, fork): (&Lineage, &Head),
    upstream: &Head,
) -> Result<usize, Refused> {
    let n_newer = newer(upstream, &lineage.base.version, &[]).len();
    if n_newer == 0 {
        return Ok(0);
    }
    let skipped = registry.store.read(|conn| skipped(conn, fork))?;
    Ok(newer(upstream, &lineage.base.version, &skipped).len())
}

/// What a fork skipped, at whichever address it was.
fn skipped(conn: &mut Conn, fork: &Head) -> Result<Vec<Version>, StoreError> {
    let mut all = Vec::new();
    for place in fork.addresses() {
        all.extend(lineage_skipped(conn, place)?);
    }
    Ok(all)
}

impl UpstreamState {
    /// The incoming changes that concern security.
    pub fn security_changes(&self) -> impl Iterator<Item = &Change> {
        let incoming = self.incoming.iter().flat_map(|incoming| &incoming.changes);
        incoming.filter(|change| change.concerns_security())
    }

    /// Whether to follow the upstream soon: for what comes in, or for the version taken in that was withdrawn.
    pub fn is_security_relevant(&self) -> bool {
        self.standing.yanked.is_some() || self.security_changes().next().is_some()
    }
}

impl Incoming {
    /// What the changes ask of those who use the fork.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }
}

impl Standing {
    /// `None` for what is no fork.
    pub(crate) fn of(registry: &Registry, head: &Head) -> Result<Option<Self>, Refused> {
        let Some(lineage) = &head.upstream else { return Ok(None) };
        let upstream = line(registry, &lineage.upstream)?;
        let behind = behind_of(registry, (lineage, head), &upstream)?;
        Self::with(registry, lineage, &upstream, behind).map(Some)
    }

    fn with(
        registry: &Registry,
        lineage: &Lineage,
        upstream: &Head,
        behind: usize,
    ) -> Result<Self, Refused> {
        let base = &lineage.base.version;
        let yanked = if upstream.is_yanked(base) {
            let record = registry.store.read(|conn| version_get(conn, &lineage.base.id, base))?;
            record.and_then(|record| record.yanked)
        } else {
            None
        };
        let deprecation = upstream.blueprint.lifecycle.deprecation.clone();
        Ok(Self { behind, deprecation, yanked })
    }
}

/// The upstream's versions that a fork with this base has not dealt with, the newest first.
fn newer(upstream: &Head, base: &Version, skipped: &[Version]) -> Vec<Version> {
    let is_new = |version: &Version, is_yanked: bool| {
        base < version && version.pre.is_empty() && !is_yanked && !skipped.contains(version)
    };
    let all = upstream.versions.iter().filter(|(version, _, yanked)| is_new(version, *yanked));
    let mut newer: Vec<Version> = all.map(|(version, ..)| version.clone()).collect();
    newer.sort_unstable_by(|a, b| b.cmp(a));
    newer
}

fn is_left_to_the_fork(change: &Change) -> bool {
    let place = change.pointer_after.as_ref().or(change.pointer_before.as_ref());
    place.is_some_and(is_local)
}
