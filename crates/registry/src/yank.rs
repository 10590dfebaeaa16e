//! Yanking: a version that should no longer be chosen. Its bytes stay readable.

use blueprint::{BlueprintId, VersionRef};
use semver::Version;
use store::{StoreError, VersionRecord, version_get, version_yank};

use crate::{Act, Actor, On, Refused, Registry, Unknown, reason};

/// What shall become of a version.
#[derive(Clone, Copy, Debug)]
pub struct Yanking<'a> {
    pub id: &'a BlueprintId,
    pub version: &'a Version,
    /// Why it is yanked; `None` takes the yank back.
    pub reason: Option<&'a str>,
    /// When given, only the blueprint as of this revision is touched.
    pub seen_revision: Option<i64>,
    pub at: i64,
}

/// Yanks a version or takes that back, and gives its record. Doing it twice changes nothing.
pub fn yank(
    registry: &Registry,
    actor: &Actor,
    request: &Yanking<'_>,
) -> Result<VersionRecord, Refused> {
    actor.require(Act::Yank, On::Blueprint(request.id))?;
    let reason = request.reason.map(str::trim);
    if let Some(reason) = reason {
        reason::check("yank-reason", "/yanked/reason", reason)
            .map_err(|finding| Refused::Invalid(vec![finding]))?;
    }
    let record = registry.store.write(|txn| {
        actor.confirm(txn, (Act::Yank, On::Blueprint(request.id)), request.at)?;
        version_yank(
            txn,
            (request.id, request.version),
            reason,
            request.seen_revision,
            request.at,
        )?;
        let record = version_get(txn, request.id, request.version)?;
        record.ok_or_else(|| Refused::Store(StoreError::Missing { what: "version" }))
    });
    registry.cache.forget(request.id);
    match record {
        Err(Refused::Store(StoreError::Missing { .. })) => {
            let reference = VersionRef::Exact(request.version.clone());
            Err(Unknown::Version(request.id.clone(), reference).into())
        }
        other => other,
    }
}
