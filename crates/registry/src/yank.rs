//! Yanking: a version that should no longer be chosen. Its bytes stay readable.

use blueprint::{BlueprintId, Code, Finding, Message, Path, Pointer, Severity, VersionRef};
use semver::Version;
use store::{StoreError, VersionRecord, version_get, version_yank};

use crate::{Actor, Refused, Registry, Scope, Unknown};

/// What shall become of a version.
#[derive(Clone, Copy, Debug)]
pub struct Yanking<'a> {
    pub id: &'a BlueprintId,
    pub version: &'a Version,
    /// Why it is yanked; `None` takes the yank back.
    pub reason: Option<&'a str>,
    pub at: i64,
}

const MAX_REASON_CHARS: usize = 2000;

/// Yanks a version or takes that back, and gives its record. Doing it twice changes nothing.
pub fn yank(
    registry: &Registry,
    actor: &Actor,
    request: &Yanking<'_>,
) -> Result<VersionRecord, Refused> {
    actor.require(Scope::Yank, request.id)?;
    let reason = request.reason.map(str::trim);
    if let Some(reason) = reason {
        check_reason(reason)?;
    }
    let record = registry.store.write(|txn| {
        actor.confirm(txn, request.at)?;
        version_yank(txn, request.id, request.version, reason, request.at)?;
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

fn check_reason(reason: &str) -> Result<(), Refused> {
    let n_chars = reason.chars().count();
    if 0 < n_chars && n_chars <= MAX_REASON_CHARS {
        return Ok(());
    }
    Err(Refused::Invalid(vec![Finding {
        code: Code("yank-reason"),
        severity: Severity::Error,
        pointer: Pointer::new("/yanked/reason"),
        path: Path::from("/yanked/reason"),
        message: Message::new(
            format!(
                "Nennen Sie den Grund in 1 bis {MAX_REASON_CHARS} Zeichen. Er steht künftig bei der Version."
            ),
            format!(
                "Give the reason in 1 to {MAX_REASON_CHARS} characters. It will stand beside the version."
            ),
        ),
    }]))
}
