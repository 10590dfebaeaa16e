//! Skipping: a fork leaves out a version of its upstream on purpose, and says why.
//!
//! A later version holds the changes of the skipped one too; who takes that in meets them again.

use blueprint::{BlueprintId, VersionRef};
use semver::Version;
use store::{
    Dealt, Lineage, LineageStep, Skip, StoreError, Txn, blueprint_get, lineage_skip,
    lineage_skip_get, lineage_upstream, version_get,
};

use crate::{
    Act, Actor, On, Refused, Registry, Unknown, UpstreamRefused,
    moves::{line_load, refuse_moved},
    reason,
};

/// A request to leave out a version of the upstream.
#[derive(Clone, Copy, Debug)]
pub struct Skipping<'a> {
    /// The fork.
    pub id: &'a BlueprintId,
    /// The upstream's version.
    pub version: &'a Version,
    pub reason: &'a str,
    pub at: i64,
}

/// What became of it.
#[derive(Debug)]
pub struct Skipped {
    pub step: LineageStep,
    /// Whether this request made the step, rather than finding it on record with the same reason.
    pub is_new: bool,
}

/// Leaves out a version. The same request again changes nothing.
pub fn skip(
    registry: &Registry,
    actor: &Actor,
    request: &Skipping<'_>,
) -> Result<Skipped, Refused> {
    actor.require(Act::Skip, On::Blueprint(request.id))?;
    let reason = request.reason.trim();
    reason::check("skip-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::Skip, On::Blueprint(request.id)), request.at)?;
        refuse_moved(txn, request.id)?;
        let lineage = lineage(txn, request.id)?;
        skippable(txn, &lineage, request, reason)
    })
}

fn lineage(txn: &mut Txn<'_>, id: &BlueprintId) -> Result<Lineage, Refused> {
    if let Some(lineage) = lineage_upstream(txn, id)? {
        return Ok(lineage);
    }
    let is_there = blueprint_get(txn, id)?.is_some();
    let id = id.clone();
    Err(if is_there { Unknown::Upstream(id) } else { Unknown::Blueprint(id) }.into())
}

fn skippable(
    txn: &mut Txn<'_>,
    lineage: &Lineage,
    request: &Skipping<'_>,
    reason: &str,
) -> Result<Skipped, Refused> {
    let Skipping { id, version, at, .. } = *request;
    let upstream = line_load(txn, &lineage.upstream)?;
    let place = upstream.as_ref().map_or(&lineage.upstream, |line| line.place(version));
    let record = version_get(txn, place, version)?;
    let unknown = || Unknown::Version(lineage.upstream.clone(), VersionRef::Exact(version.clone()));
    let record = record.ok_or_else(unknown)?;
    if let Some(step) = lineage_skip_get(txn, id, version)? {
        let is_same = matches!(&step.dealt, Dealt::Skipped { reason: given } if given == reason);
        let earlier = || UpstreamRefused::Skipped(version.clone()).into();
        return is_same.then_some(Skipped { step, is_new: false }).ok_or_else(earlier);
    }
    let base = &lineage.base.version;
    if version <= base {
        let (version, base) = (version.clone(), base.clone());
        return Err(UpstreamRefused::NotNewer { version, base }.into());
    }
    if record.yanked.is_some() {
        return Err(UpstreamRefused::Yanked(version.clone()).into());
    }
    if !version.pre.is_empty() {
        return Err(UpstreamRefused::Prerelease(version.clone()).into());
    }
    lineage_skip(txn, &Skip { child: id, version, digest: &record.digest, reason, at })?;
    let step = lineage_skip_get(txn, id, version)?;
    let step = step.ok_or(StoreError::Corrupt { what: "fork's step" })?;
    tracing::info!(blueprint.id = %id, upstream.id = %lineage.upstream, upstream.version = %version, "skipped `{}` {version}", lineage.upstream);
    Ok(Skipped { step, is_new: true })
}
