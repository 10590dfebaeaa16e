//! The upstream's newer versions, each with what people want to know before they take it in.

use blueprint::{
    Change, Level, difference,
    law::{baseline, declared_bump},
};
use semver::Version;
use store::{VersionRecord, version_get};

use super::NewerVersion;
use crate::{Head, Refused, Registry};

/// Tells of each of these versions, in the same order.
pub(super) fn listed(
    registry: &Registry,
    upstream: &Head,
    versions: &[Version],
) -> Result<Vec<NewerVersion>, Refused> {
    let records = registry.store.read(|conn| {
        let records =
            versions.iter().map(|version| version_get(conn, upstream.place(version), version));
        records.collect::<Result<Vec<_>, _>>()
    })?;
    let existing = upstream.existing();
    let told = records.into_iter().flatten().map(|record| {
        let before = baseline(&existing, &record.version);
        Ok(NewerVersion {
            level: level(&record, before),
            concerns_security: concerns_security(registry, upstream, (before, &record))?,
            record,
        })
    });
    told.collect()
}

/// What its changes ask for; when that is not known, what its number says.
fn level(record: &VersionRecord, before: Option<&Version>) -> Level {
    let declared = || before.map_or(Level::Major, |before| declared_bump(before, &record.version));
    record.step.required.unwrap_or_else(declared)
}

fn concerns_security(
    registry: &Registry,
    upstream: &Head,
    (before, record): (Option<&Version>, &VersionRecord),
) -> Result<bool, Refused> {
    let Some(before) = before.and_then(|before| upstream.digest_of(before)) else {
        return Ok(false);
    };
    let (before, after) = (registry.value(before)?, registry.value(record.digest)?);
    Ok(difference(&before, &after).changes.iter().any(Change::concerns_security))
}
