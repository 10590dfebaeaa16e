//! A fork and its upstream, and the three documents that say how they differ.

use std::sync::Arc;

use blueprint::{BlueprintId, Digest, following, proposal::settled};
use semver::Version;
use serde_json::Value;
use store::{Dealt, Lineage, SettledProposal, StoreError, lineage_merge_last, proposals_settled};

use crate::{
    Head, Refused, Registry, Unknown,
    moves::{self, whole},
};

/// Longest row of versions that is walked for renamed elements. Those from before it show as removed and added.
const LONGEST_LINE: usize = 100;

/// A fork and its upstream as they stand, each with its whole line.
#[derive(Debug)]
pub(crate) struct Kin {
    pub(crate) fork: Arc<Head>,
    pub(crate) lineage: Lineage,
    pub(crate) upstream: Arc<Head>,
}

/// A version on one of the two sides.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) version: Version,
    pub(crate) digest: Digest,
    /// As it was published.
    pub(crate) document: Value,
    /// The same as if it had followed on the base directly: its renames lead from there.
    pub(crate) from_base: Value,
}

/// A fork's latest version. While the one that took in the base is withdrawn, the highest: all lower ones are without what
/// was taken in.
pub(crate) fn own_version(
    registry: &Registry,
    fork: &Head,
    child: &BlueprintId,
) -> Result<Version, Refused> {
    let first = first_since_base(registry, fork, child)?;
    let is_since = |other: &&Version| first.as_ref().is_none_or(|first| first <= *other);
    let highest = || fork.versions.iter().map(|(version, ..)| version).max();
    let version = fork.shown().filter(is_since).or_else(highest);
    Ok(version.cloned().ok_or_else(|| Unknown::Blueprint(child.clone()))?)
}

/// The fork's version that took in the base; what it published before leads from another base.
fn first_since_base(
    registry: &Registry,
    fork: &Head,
    child: &BlueprintId,
) -> Result<Option<Version>, Refused> {
    // It may have done so at an earlier address.
    let merged = registry.store.read(|conn| {
        for place in std::iter::once(child).chain(&fork.earlier) {
            if let Some(step) = lineage_merge_last(conn, place)? {
                return Ok(Some(step));
            }
        }
        Ok::<_, StoreError>(None)
    })?;
    Ok(merged.and_then(|step| match step.dealt {
        Dealt::Merged { own_version, .. } => Some(own_version),
        Dealt::Skipped { .. } => None,
    }))
}

impl Kin {
    pub(crate) fn of(registry: &Registry, id: &BlueprintId) -> Result<Self, Refused> {
        let fork = whole(registry, registry.head(id)?)?;
        let lineage = fork.upstream.clone().ok_or_else(|| Unknown::Upstream(id.clone()))?;
        let upstream = moves::line(registry, &lineage.upstream)?;
        Ok(Self { fork, lineage, upstream })
    }

    /// What both sides started from. Its own renames lead from an earlier version and say nothing here.
    pub(crate) fn published_base(&self, registry: &Registry) -> Result<Value, Refused> {
        Ok(following(&registry.value(self.lineage.base.digest)?, &[]))
    }

    /// The same with what the upstream, up to `through`, took up of the fork's proposals: the fork's own change shall not
    /// stand against what became of it.
    pub(crate) fn base(&self, registry: &Registry, through: &Version) -> Result<Value, Refused> {
        let mut base = self.published_base(registry)?;
        let mut taken_up = registry.store.read(|conn| {
            let mut all = Vec::new();
            for place in self.fork.addresses() {
                all.extend(proposals_settled(conn, place)?);
            }
            Ok::<_, StoreError>(all)
        })?;
        let is_ahead = |one: &SettledProposal| {
            self.lineage.base.version < one.version && one.version <= *through
        };
        taken_up.retain(is_ahead);
        taken_up.sort_unstable_by(|a, b| a.version.cmp(&b.version));
        for one in taken_up {
            let from = following(&registry.value(one.base)?, &[]);
            let (offer, became) = (registry.value(one.offer)?, registry.value(one.became)?);
            base = settled(&base, (&from, &offer), &became);
        }
        Ok(base)
    }

    /// The fork's version that counts.
    pub(crate) fn own_version(&self, registry: &Registry) -> Result<Version, Refused> {
        own_version(registry, &self.fork, &self.lineage.child)
    }

    /// A version of the fork.
    pub(crate) fn ours(
        &self,
        registry: &Registry,
        (base, version): (&Value, &Version),
    ) -> Result<Side, Refused> {
        let first = first_since_base(registry, &self.fork, &self.lineage.child)?;
        let since = |other: &Version| first.as_ref().is_none_or(|first| first <= other);
        side(registry, &self.fork, (base, version), since)
    }

    /// The fork's version that counts, as if it had followed on this base.
    pub(crate) fn ours_from(&self, registry: &Registry, base: &Value) -> Result<Side, Refused> {
        self.ours(registry, (base, &self.own_version(registry)?))
    }

    /// A version of the upstream.
    pub(crate) fn theirs(
        &self,
        registry: &Registry,
        (base, version): (&Value, &Version),
    ) -> Result<Side, Refused> {
        let taken_in = &self.lineage.base.version;
        side(registry, &self.upstream, (base, version), |other| taken_in < other)
    }

    /// A version that the upstream is about to publish, as if it had followed on the base directly.
    pub(crate) fn theirs_to_be(
        &self,
        registry: &Registry,
        base: &Value,
        (version, document): (&Version, &Value),
    ) -> Result<Value, Refused> {
        let taken_in = &self.lineage.base.version;
        let is_between = |other: &Version| taken_in < other && other < version;
        let line = line(&self.upstream, version, is_between);
        let before = documents(registry, &line)?;
        let later: Vec<&Value> = before.iter().chain([document]).collect();
        Ok(following(base, &later))
    }
}

/// `since`: whether a version is one of those that came after the base.
pub(crate) fn side(
    registry: &Registry,
    head: &Head,
    (base, version): (&Value, &Version),
    since: impl Fn(&Version) -> bool,
) -> Result<Side, Refused> {
    let line = line(head, version, since);
    let documents = documents(registry, &line)?;
    let later: Vec<&Value> = documents.iter().collect();
    let from_base = following(base, &later);
    let missing = || Refused::Store(StoreError::Corrupt { what: "version" });
    let (_, digest) = line.last().copied().ok_or_else(missing)?;
    let document = documents.last().cloned().ok_or_else(missing)?;
    Ok(Side { version: version.clone(), digest, document, from_base })
}

/// The versions that lead up to one, in their order.
fn line<'h>(
    head: &'h Head,
    version: &Version,
    since: impl Fn(&Version) -> bool,
) -> Vec<(&'h Version, Digest)> {
    let is_between = |other: &Version| {
        since(other) && other <= version && (other.pre.is_empty() || other == version)
    };
    let all = head.versions.iter().filter(|(other, ..)| is_between(other));
    let mut line: Vec<(&Version, Digest)> =
        all.map(|(other, digest, _)| (other, *digest)).collect();
    line.sort_unstable();
    line.split_off(line.len().saturating_sub(LONGEST_LINE))
}

fn documents(registry: &Registry, line: &[(&Version, Digest)]) -> Result<Vec<Value>, Refused> {
    line.iter().map(|(_, digest)| registry.value(*digest)).collect()
}
