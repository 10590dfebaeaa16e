//! What comes of a move: the version that is published at the new address.

use blueprint::{
    BlueprintId, Finding, Level, Parsed, Path, Pointer, VersionRef, difference, law::smallest,
};
use semver::{Prerelease, Version};
use serde_json::{Value, json};
use store::{
    Author, Deprecation, Lifecycle, Lineage, Move, Stamp, StoreError, Transfer, TransferEnd, Txn,
    blueprint_get, lifecycle_set, lineage_insert, move_insert, organisation_get, transfer_end,
    version_get,
};

use crate::{
    Head, Refused, Registry, TransferRefused, Unknown,
    organisations::refuse_ended,
    publish::{Address, Known, Release, Terms, prepare, release_insert, upstream_member},
};

/// A move that may be made.
pub(super) struct Plan {
    from: BlueprintId,
    /// The old address's revision by which it was planned.
    seen_revision: i64,
    lifecycle: Lifecycle,
    /// The version that goes on, and since when it is there.
    source: (Version, i64),
    /// The new address's first version.
    release: Release,
    /// Of a fork: its origin, which goes along.
    lineage: Option<Lineage>,
}

impl Plan {
    /// Everything that can be decided before the write lock.
    pub(super) fn of(
        registry: &Registry,
        (from, to): (&BlueprintId, &BlueprintId),
        at: i64,
    ) -> Result<Self, Refused> {
        let head = registry.store.read(|conn| {
            let head = Head::load(conn, from)?.ok_or_else(|| Unknown::Blueprint(from.clone()))?;
            crate::moves::refuse_moved(conn, from)?;
            organisation_get(conn, &to.owner)?
                .ok_or_else(|| Unknown::Organisation(to.owner.clone()))?;
            refuse_ended(conn, &to.owner)?;
            match blueprint_get(conn, to)? {
                Some(_) => Err(Refused::NameTaken(to.to_string())),
                None => Ok(head),
            }
        })?;
        let lineage = head.upstream.clone().map(|origin| Lineage { child: to.clone(), ..origin });
        let (version, copy) = moved(registry, &head, to, lineage.as_ref())?;
        let known = Known {
            upstream: lineage.as_ref(),
            versions: &head.versions,
            revision: None,
            leaves: Some(from),
        };
        let address = Address { id: to.clone(), version };
        let release = prepare(registry, &address, copy, Terms { known, at, ..Terms::default() })
            .map_err(at_the_request)?;
        let source = source(registry, &head)?;
        let (seen_revision, lifecycle) = (head.blueprint.revision, head.blueprint.lifecycle);
        Ok(Self { from: from.clone(), seen_revision, lifecycle, source, release, lineage })
    }

    /// Whether it takes over what there was when it was asked for, and nothing that nobody has seen there.
    pub(super) fn is_as_offered(&self, transfer: &Transfer) -> Result<(), TransferRefused> {
        let (version, since) = &self.source;
        if transfer.created.at < *since {
            return Err(TransferRefused::PublishedSince(version.clone()));
        }
        Ok(())
    }

    /// Makes the move: all of it, or nothing.
    pub(super) fn carry_out(
        &self,
        txn: &mut Txn<'_>,
        (transfer, answer): (&Transfer, Option<&str>),
        (by, at): (&Author, i64),
    ) -> Result<(), Refused> {
        let to = self.release.id();
        refuse_ended(txn, &to.owner)?;
        if blueprint_get(txn, to)?.is_some() {
            return Err(Refused::NameTaken(to.to_string()));
        }
        let record = release_insert(txn, &self.release, (by, at))?;
        if let Some(lineage) = &self.lineage {
            lineage_insert(txn, lineage)?;
        }
        let made = Move {
            from: self.from.clone(),
            to: to.clone(),
            version: record.version.clone(),
            at,
            reason: transfer.reason.clone(),
        };
        move_insert(txn, &made)?;
        // Conditional on the revision: what was published since would be left behind.
        let left = Lifecycle {
            deprecation: Some(Deprecation { at, reason: made.reason, successor: Some(made.to) }),
            review_by: None,
            follow_up_owner: self.lifecycle.follow_up_owner.clone(),
        };
        lifecycle_set(txn, &self.from, (&left, self.seen_revision), at)?;
        if self.lifecycle != Lifecycle::default() {
            let now = blueprint_get(txn, to)?.ok_or(StoreError::Corrupt { what: "blueprint" })?;
            lifecycle_set(txn, to, (&self.lifecycle, now.revision), at)?;
        }
        let stamp = Stamp { at, by: by.clone() };
        let end = TransferEnd::Accept(&record.version);
        transfer_end(txn, &transfer.id, (end, answer), &stamp)?;
        tracing::info!(blueprint.id = %self.from, moved.to = %to, release.version = %record.version, "moved `{}` to `{to}`", self.from);
        Ok(())
    }

    pub(super) fn forget(&self, registry: &Registry) {
        registry.cache.forget(&self.from);
        registry.cache.forget(self.release.id());
    }
}

/// The version that goes on, and since when it is there.
fn source(registry: &Registry, head: &Head) -> Result<(Version, i64), Refused> {
    let id = &head.blueprint.id;
    let latest = head.blueprint.latest.as_ref();
    let latest = latest.ok_or_else(|| TransferRefused::Withdrawn(id.clone()))?;
    let record = registry.store.read(|conn| version_get(conn, id, latest))?;
    let unknown = || Unknown::Version(id.clone(), VersionRef::Exact(latest.clone()));
    Ok((latest.clone(), record.ok_or_else(unknown)?.published_at))
}

/// The latest version's content under the new address, with the smallest number that may follow in the line.
fn moved(
    registry: &Registry,
    head: &Head,
    to: &BlueprintId,
    lineage: Option<&Lineage>,
) -> Result<(Version, Parsed), Refused> {
    let from = &head.blueprint.id;
    let latest = head.blueprint.latest.as_ref();
    let latest = latest.ok_or_else(|| TransferRefused::Withdrawn(from.clone()))?;
    let unknown = || Unknown::Version(from.clone(), VersionRef::Exact(latest.clone()));
    let before = registry.value(head.digest_of(latest).ok_or_else(unknown)?)?;
    let mut value = before.clone();
    let members = value.as_object_mut().ok_or(StoreError::Corrupt { what: "document" })?;
    members.insert("owner".into(), to.owner.as_str().into());
    members.insert("name".into(), to.name.as_str().into());
    members.insert("changes".into(), release_notes(from, latest));
    // They led to the version before.
    members.remove("renames");
    if let Some(lineage) = lineage {
        members.insert("upstream".into(), upstream_member(lineage));
    }
    let required = difference(&before, &value).required_bump().unwrap_or(Level::Patch);
    let version = next(latest, required, &head.existing());
    if let Some(members) = value.as_object_mut() {
        members.insert("version".into(), version.to_string().into());
    }
    let parsed = Parsed::of(value).map_err(|error| Refused::Invalid(vec![error.finding()]))?;
    Ok((version, parsed))
}

/// A release moves as the next release, a pre-release as a pre-release of the same: a move promises nothing new.
fn next(latest: &Version, required: Level, existing: &[(Version, bool)]) -> Version {
    if latest.pre.is_empty() {
        // At the end of all numbers the same one serves: nothing at the new address has it yet.
        return smallest(latest, required, existing).unwrap_or_else(|| latest.clone());
    }
    let core = |version: &Version| (version.major, version.minor, version.patch);
    let same = existing.iter().map(|(version, _)| version).filter(|one| core(one) == core(latest));
    let highest = same.filter(|one| !one.pre.is_empty()).max().unwrap_or(latest);
    let pre = Prerelease::new(&format!("{}.1", highest.pre)).unwrap_or_else(|_| latest.pre.clone());
    Version { pre, ..latest.clone() }
}

fn release_notes(from: &BlueprintId, version: &Version) -> Value {
    json!({
        "de": format!("Umgezogen von {from}. Der Inhalt ist der von Version {version}."),
        "en": format!("Moved from {from}. The content is that of version {version}."),
    })
}

/// What is wrong with the new name belongs to the request's member.
fn at_the_request(refused: Refused) -> Refused {
    let Refused::Invalid(findings) = refused else { return refused };
    let placed = findings.into_iter().map(|finding| match finding.pointer.as_str() {
        "/name" => {
            Finding { pointer: Pointer::new("/to_name"), path: Path::from("/to_name"), ..finding }
        }
        _ => finding,
    });
    Refused::Invalid(placed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(latest: &str, existing: &str) -> String {
        let all: Vec<(Version, bool)> =
            existing.split(' ').map(|one| (one.parse().unwrap(), false)).collect();
        next(&latest.parse().unwrap(), Level::Patch, &all).to_string()
    }

    #[test]
    fn the_number_goes_on() {
        assert_eq!(next_of("2.1.0", "1.0.0 2.0.0 2.1.0"), "2.1.1");
        assert_eq!(next_of("0.1.0", "0.1.0"), "0.1.1");
        assert_eq!(next_of("1.0.0", "1.0.0 2.0.0-rc.1"), "1.0.1");
        assert_eq!(next_of("1.0.0-beta", "1.0.0-alpha 1.0.0-beta"), "1.0.0-beta.1");
        assert_eq!(next_of("1.0.0-rc.1", "1.0.0-rc.1 1.0.0-rc.2"), "1.0.0-rc.2.1");
    }
}
