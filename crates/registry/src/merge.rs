//! Taking a version of the upstream into a fork.
//!
//! A [`MergePlan`] says what would come of it and what is left to decide; publishing the outcome with its [`MergeStep`]
//! moves the fork's base. Law: the base moves in the transaction that publishes the outcome, and only if it is still the
//! one by which the merge was planned.

use blueprint::{
    BlueprintId, Digest, Level, VersionRef, difference,
    law::smallest,
    merge::{self, Merged},
};
use semver::Version;
use serde_json::{Value, json};
use store::{Base, Lineage};

use crate::{
    Head, Meant, Refused, Registry, Unknown, UpstreamRefused, moves,
    publish::{Taken, upstream_member},
    upstream::{Kin, Side, own_version},
};

/// What comes of taking a version of the upstream into a fork.
#[derive(Clone, Debug)]
pub struct MergePlan {
    /// The upstream's version that the fork took in last.
    pub base: Meant,
    /// The fork's latest version.
    pub ours: Meant,
    /// The upstream's version to be taken in.
    pub theirs: Meant,
    /// Made of the three, each with its renames as they lead from the base; places in `/renames` may be numbered
    /// differently from the published documents.
    pub merged: Merged,
    lineage: Lineage,
    /// The fork's versions, each with whether it is yanked.
    existing: Vec<(Version, bool)>,
}

/// What a publication takes in of the upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeStep {
    /// The base by which the merge was planned.
    pub seen: Version,
    /// The fork's version by which it was planned: one of the outcome's two parents.
    pub ours: Version,
    /// The upstream's version.
    pub version: Version,
}

/// An outcome as the fork can publish it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub document: Value,
    /// The smallest that the law of versions allows; the document has it too.
    pub version: Version,
    /// What the changes to the fork's latest version ask for at least.
    pub required: Option<Level>,
}

/// Plans to take the version meant into the fork.
pub fn merge_plan(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Result<MergePlan, Refused> {
    let kin = Kin::of(registry, id)?;
    let (version, _) = kin
        .upstream
        .resolve(reference)
        .ok_or_else(|| Unknown::Version(kin.lineage.upstream.clone(), reference.clone()))?;
    mergeable(&kin.upstream, &kin.lineage, version)?;
    let version = version.clone();
    let ours = kin.own_version(registry)?;
    MergePlan::of(registry, kin, (&ours, &version))
}

impl MergePlan {
    /// By these two versions, the fork's and the upstream's.
    pub(crate) fn of(
        registry: &Registry,
        kin: Kin,
        (ours, theirs): (&Version, &Version),
    ) -> Result<Self, Refused> {
        let base = kin.base(registry, theirs)?;
        let ours = kin.ours(registry, (&base, ours))?;
        let theirs = kin.theirs(registry, (&base, theirs))?;
        let merged = merge::merge(&base, &ours.from_base, &theirs.from_base);
        let place = kin.upstream.place(&theirs.version).clone();
        let published = &kin.lineage.base;
        Ok(Self {
            base: Meant {
                id: published.id.clone(),
                version: published.version.clone(),
                digest: published.digest,
                document: registry.value(published.digest)?,
            },
            ours: meant(&kin.lineage.child, ours),
            theirs: meant(&place, theirs),
            merged,
            existing: kin.fork.existing(),
            lineage: kin.lineage,
        })
    }

    /// With what the outcome is published.
    pub fn step(&self) -> MergeStep {
        MergeStep {
            seen: self.base.version.clone(),
            ours: self.ours.version.clone(),
            version: self.theirs.version.clone(),
        }
    }

    /// An outcome of this merge, with or without decisions, as it can be published: under the fork's name and next
    /// number, naming what was taken in. The release notes are a suggestion.
    pub fn candidate(&self, merged: &Merged) -> Candidate {
        let mut document = merged.merged.clone();
        let required = difference(&self.ours.document, &document).required_bump();
        let version = self.next(required.unwrap_or(Level::Patch));
        if let Some(members) = document.as_object_mut() {
            let MergePlan { ours, theirs, .. } = self;
            let taken = Base {
                id: theirs.id.clone(),
                version: theirs.version.clone(),
                digest: theirs.digest,
                at: 0,
            };
            let lineage = Lineage { base: taken, ..self.lineage.clone() };
            members.insert("owner".to_owned(), ours.id.owner.as_str().into());
            members.insert("name".to_owned(), ours.id.name.as_str().into());
            members.insert("version".to_owned(), version.to_string().into());
            members.insert("upstream".to_owned(), upstream_member(&lineage));
            members.insert("changes".to_owned(), release_notes(theirs));
        }
        Candidate { document, version, required }
    }

    fn next(&self, required: Level) -> Version {
        let highest = self.existing.iter().map(|(version, _)| version).max();
        let highest = highest.unwrap_or(&self.ours.version);
        // At the end of all numbers there is no next; publishing then says that this one exists.
        smallest(highest, required, &self.existing).unwrap_or_else(|| highest.clone())
    }
}

fn meant(id: &BlueprintId, side: Side) -> Meant {
    let Side { version, digest, document, .. } = side;
    Meant { id: id.clone(), version, digest, document }
}

fn release_notes(theirs: &Meant) -> Value {
    let Meant { id, version, .. } = theirs;
    json!({
        "de": format!("Version {version} des Ursprungs {id} übernommen."),
        "en": format!("Takes in version {version} of the upstream {id}."),
    })
}

/// The digest of a version of the upstream that may be taken in.
fn mergeable(upstream: &Head, lineage: &Lineage, version: &Version) -> Result<Digest, Refused> {
    let base = &lineage.base.version;
    if version <= base {
        let (version, base) = (version.clone(), base.clone());
        return Err(UpstreamRefused::NotNewer { version, base }.into());
    }
    if upstream.is_yanked(version) {
        return Err(UpstreamRefused::Yanked(version.clone()).into());
    }
    let digest = upstream.digest_of(version);
    let unknown = || Unknown::Version(lineage.upstream.clone(), VersionRef::Exact(version.clone()));
    Ok(digest.ok_or_else(unknown)?)
}

/// How the base of a fork moves with a publication. Read from the store, not from a cache: what is decided by it is
/// written.
pub(crate) fn taken(
    registry: &Registry,
    (id, head): (&BlueprintId, Option<&Head>),
    step: &MergeStep,
    at: i64,
) -> Result<Taken, Refused> {
    let fork = head.and_then(|head| head.upstream.as_ref().map(|lineage| (head, lineage)));
    let (head, lineage) = fork.ok_or_else(|| Unknown::Upstream(id.clone()))?;
    // A version that the fork published since would be undone by the outcome.
    if lineage.base.version != step.seen || own_version(registry, head, id)? != step.ours {
        return Err(Refused::Overtaken);
    }
    let upstream = registry.store.read(|conn| moves::line_load(conn, &lineage.upstream))?;
    let upstream = upstream.ok_or_else(|| Unknown::Blueprint(lineage.upstream.clone()))?;
    let digest = mergeable(&upstream, lineage, &step.version)?;
    let id = upstream.place(&step.version).clone();
    let base = Base { id, version: step.version.clone(), digest, at };
    Ok(Taken { seen: step.seen.clone(), own_parent: step.ours.clone(), base })
}
