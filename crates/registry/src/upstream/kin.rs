//! A fork and its upstream, and the three documents that say how they differ.

use std::sync::Arc;

use blueprint::{BlueprintId, Digest, following};
use semver::Version;
use serde_json::Value;
use store::{Dealt, Lineage, StoreError, lineage_merge_last};

use crate::{Head, Refused, Registry, Unknown};

/// Longest row of versions that is walked for renamed elements. Those from before it show as removed and added.
const LONGEST_LINE: usize = 100;

/// A fork and its upstream as they stand.
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
    let first = first_since_base(registry, child)?;
    let is_since = |other: &&Version| first.as_ref().is_none_or(|first| first <= *other);
    let highest = || fork.versions.iter().map(|(version, ..)| version).max();
    let version = fork.shown().filter(is_since).or_else(highest);
    Ok(version.cloned().ok_or_else(|| Unknown::Blueprint(child.clone()))?)
}

/// The fork's version that took in the base; what it published before leads from another base.
fn first_since_base(registry: &Registry, child: &BlueprintId) -> Result<Option<Version>, Refused> {
    let merged = registry.store.read(|conn| lineage_merge_last(conn, child))?;
    Ok(merged.and_then(|step| match step.dealt {
        Dealt::Merged { own_version, .. } => Some(own_version),
        Dealt::Skipped { .. } => None,
    }))
}

impl Kin {
    pub(crate) fn of(registry: &Registry, id: &BlueprintId) -> Result<Self, Refused> {
        let fork = registry.head(id)?;
        let lineage = fork.upstream.clone().ok_or_else(|| Unknown::Upstream(id.clone()))?;
        let upstream = registry.head(&lineage.upstream)?;
        Ok(Self { fork, lineage, upstream })
    }

    /// What both sides started from. Its own renames lead from an earlier version and say nothing here.
    pub(crate) fn base(&self, registry: &Registry) -> Result<Value, Refused> {
        Ok(following(&registry.value(self.lineage.base.digest)?, &[]))
    }

    /// The fork's version that counts.
    pub(crate) fn own_version(&self, registry: &Registry) -> Result<Version, Refused> {
        own_version(registry, &self.fork, &self.lineage.child)
    }

    /// A version of the fork.
    pub(crate) fn ours(&self, registry: &Registry, version: &Version) -> Result<Side, Refused> {
        let first = first_since_base(registry, &self.lineage.child)?;
        let since = |other: &Version| first.as_ref().is_none_or(|first| first <= other);
        self.side(registry, &self.fork, version, since)
    }

    /// A version of the upstream.
    pub(crate) fn theirs(&self, registry: &Registry, version: &Version) -> Result<Side, Refused> {
        let base = &self.lineage.base.version;
        self.side(registry, &self.upstream, version, |other| base < other)
    }

    /// `since`: whether a version is one of those that came after the base.
    fn side(
        &self,
        registry: &Registry,
        head: &Head,
        version: &Version,
        since: impl Fn(&Version) -> bool,
    ) -> Result<Side, Refused> {
        let is_between = |other: &Version| {
            since(other) && other <= version && (other.pre.is_empty() || other == version)
        };
        let all = head.versions.iter().filter(|(other, ..)| is_between(other));
        let mut line: Vec<(&Version, Digest)> =
            all.map(|(other, digest, _)| (other, *digest)).collect();
        line.sort_unstable();
        let start = line.len().saturating_sub(LONGEST_LINE);
        let line = line.split_off(start);
        let base = registry.value(self.lineage.base.digest)?;
        let documents: Vec<Value> = line
            .iter()
            .map(|(_, digest)| registry.value(*digest))
            .collect::<Result<_, Refused>>()?;
        let later: Vec<&Value> = documents.iter().collect();
        let from_base = following(&base, &later);
        let missing = || Refused::Store(StoreError::Corrupt { what: "version" });
        let (_, digest) = line.last().copied().ok_or_else(missing)?;
        let document = documents.last().cloned().ok_or_else(missing)?;
        Ok(Side { version: version.clone(), digest, document, from_base })
    }
}
