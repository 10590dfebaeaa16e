//! Reading: a blueprint, its versions, a document.

use std::{collections::BTreeMap, sync::Arc};

use blueprint::{BlueprintId, VersionRef};
use semver::Version;
use store::{
    AdoptionCounts, Conn, Dealt, Organisation, StoreError, VersionRecord, lineage_children,
    lineage_count, lineage_merges, organisation_get, version_count, version_get, version_list,
};

use crate::{
    CachedDocument, Head, Lineage, Refused, Registry, Standing, Unknown,
    adoptions::adoption_counts_of,
    moves::{current, line},
    upstream::behind,
};

/// A blueprint at a glance.
#[derive(Debug)]
pub struct Overview {
    pub head: Arc<Head>,
    pub owner: Organisation,
    /// The version that represents the blueprint: `latest`, or the highest when all are yanked or pre-releases.
    pub shown: VersionRecord,
    /// How a fork stands to its upstream.
    pub standing: Option<Standing>,
    pub forks: Vec<Lineage>,
    pub n_forks: i64,
    /// Who uses it, and how far they are.
    pub adoptions: AdoptionCounts,
    /// Where the blueprint is by now, if it has moved.
    pub moved_to: Option<BlueprintId>,
}

impl Overview {
    /// The day by which the content is checked again: as the owner said last, else as the version shown says.
    pub fn review_by(&self) -> Option<&str> {
        let said = self.head.blueprint.lifecycle.review_by.as_deref();
        said.or(self.shown.review_by.as_deref())
    }
}

/// Some versions of a blueprint, newest first.
#[derive(Debug)]
pub struct VersionPage {
    pub items: Vec<VersionRecord>,
    pub total: i64,
    /// Where the next page starts: after this version.
    pub next: Option<Version>,
}

/// More forks than these are on their own page.
const FORKS_SHOWN: u32 = 20;

pub fn overview(registry: &Registry, id: &BlueprintId) -> Result<Overview, Refused> {
    let head = registry.head(id)?;
    let shown = head.shown().cloned().ok_or_else(|| Unknown::Blueprint(id.clone()))?;
    let standing = Standing::of(registry, &head)?;
    let moved_to = moved_to(registry, id)?;
    let now = current(registry, id)?;
    registry.store.read(|conn| {
        let owner = organisation_get(conn, &id.owner)?
            .ok_or_else(|| Unknown::Organisation(id.owner.clone()))?;
        let record = version_get(conn, id, &shown)?
            .ok_or_else(|| Unknown::Version(id.clone(), VersionRef::Exact(shown.clone())))?;
        let (forks, n_forks) = forks_of(conn, &head, None, FORKS_SHOWN)?;
        let adoptions = adoption_counts_of(conn, &now)?;
        let head = Arc::clone(&head);
        Ok(Overview { head, owner, shown: record, standing, forks, n_forks, adoptions, moved_to })
    })
}

/// Where a blueprint is by now, if it has moved.
pub fn moved_to(registry: &Registry, id: &BlueprintId) -> Result<Option<BlueprintId>, Refused> {
    let head = registry.head(id)?;
    match &head.moved {
        Some(_) => Ok(Some(current(registry, id)?.blueprint.id.clone())),
        None => Ok(None),
    }
}

/// A blueprint and the names of all its versions.
pub fn head(registry: &Registry, id: &BlueprintId) -> Result<Arc<Head>, Refused> {
    registry.head(id)
}

/// Which version a reference means.
pub fn resolve(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Result<Version, Refused> {
    let head = registry.head(id)?;
    let meant = head.resolve(reference).map(|(version, _)| version.clone());
    Ok(meant.ok_or_else(|| Unknown::Version(id.clone(), reference.clone()))?)
}

/// One version's record.
pub fn version(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Result<VersionRecord, Refused> {
    let meant = resolve(registry, id, reference)?;
    let record = registry.store.read(|conn| version_get(conn, id, &meant))?;
    Ok(record.ok_or_else(|| Unknown::Version(id.clone(), reference.clone()))?)
}

/// The versions before `before`, newest first.
pub fn versions(
    registry: &Registry,
    id: &BlueprintId,
    before: Option<&Version>,
    limit: u32,
) -> Result<VersionPage, Refused> {
    registry.head(id)?;
    registry.store.read(|conn| {
        let total = version_count(conn, id)?;
        let mut items = version_list(conn, id, before, limit + 1)?;
        let has_more = usize::try_from(limit).is_ok_and(|limit| limit < items.len());
        if has_more {
            items.pop();
        }
        let next = items.last().filter(|_| has_more).map(|record| record.version.clone());
        Ok(VersionPage { items, total, next })
    })
}

/// What the versions of a fork were made of that took something in: the fork's own version before, and the upstream's.
pub fn parents(
    registry: &Registry,
    id: &BlueprintId,
) -> Result<BTreeMap<Version, Vec<(BlueprintId, Version)>>, Refused> {
    let head = registry.head(id)?;
    let Some(lineage) = &head.upstream else { return Ok(BTreeMap::new()) };
    let upstream = line(registry, &lineage.upstream)?;
    let merges = registry.store.read(|conn| lineage_merges(conn, id))?;
    let parents = merges.into_iter().filter_map(|step| match step.dealt {
        Dealt::Merged { own_version, own_parent } => {
            let upstream = (upstream.place(&step.version).clone(), step.version);
            Some((own_version, vec![(id.clone(), own_parent?), upstream]))
        }
        Dealt::Skipped { .. } => None,
    });
    Ok(parents.collect())
}

/// A version's document; the exact version comes with it.
pub fn document(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Result<(Version, Arc<CachedDocument>), Refused> {
    let head = registry.head(id)?;
    let (version, digest) =
        head.resolve(reference).ok_or_else(|| Unknown::Version(id.clone(), reference.clone()))?;
    Ok((version.clone(), registry.document(digest)?))
}

/// The same without asking the store: for callers that must not wait. `None` says nothing about whether it exists.
pub fn document_at_hand(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Option<(Version, Arc<CachedDocument>)> {
    let head = registry.head_at_hand(id)?;
    let (version, digest) = head.resolve(reference)?;
    Some((version.clone(), registry.document_at_hand(digest)?))
}

/// The forks of a blueprint and of its earlier addresses, by name.
fn forks_of(
    conn: &mut Conn,
    head: &Head,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<(Vec<Lineage>, i64), StoreError> {
    let (mut forks, mut total) = (Vec::new(), 0_i64);
    for place in head.addresses() {
        forks.extend(lineage_children(conn, place, after, limit)?);
        total = total.saturating_add(lineage_count(conn, place)?);
    }
    forks.sort_unstable_by(|a, b| a.child.cmp(&b.child));
    forks.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok((forks, total))
}

/// Forks of a blueprint by name, after `after`, each with how many versions it is behind; and how many there are in all.
pub fn forks(
    registry: &Registry,
    id: &BlueprintId,
    after: Option<&BlueprintId>,
    limit: u32,
) -> Result<(Vec<(Lineage, usize)>, i64), Refused> {
    let head = registry.head(id)?;
    let (children, total) = registry.store.read(|conn| forks_of(conn, &head, after, limit))?;
    let items = children.into_iter().map(|fork| {
        let behind = behind(registry, &fork)?;
        Ok((fork, behind))
    });
    Ok((items.collect::<Result<_, Refused>>()?, total))
}
