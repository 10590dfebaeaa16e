//! Attestations as everybody may see them.

use blueprint::{BlueprintId, Slug};
use semver::Version;
use store::{
    Attestation, AttestationFilter, AttestationState, AttestationsOf, EvidencePlace, StoreError,
    attestation_count, attestation_list, organisation_get,
};

use super::load;
use crate::{Refused, Registry, Unknown, day::day_of};

/// Of more that are current at once the newest are taken.
const MOST_CURRENT: u32 = 1000;

pub fn attestation(registry: &Registry, id: &str) -> Result<Attestation, Refused> {
    registry.store.read(|conn| load(conn, id))
}

/// Attestations for a blueprint behind `after`, the newest first, and how many there are in all. Where it has moved, those
/// of its earlier addresses are among them: what was tested there is what goes on here.
pub fn attestations(
    registry: &Registry,
    (id, filter): (&BlueprintId, &AttestationFilter),
    (after, limit): (Option<&EvidencePlace>, u32),
) -> Result<(Vec<Attestation>, i64), Refused> {
    let head = registry.head(id)?;
    let (mut items, total) = registry.store.read(|conn| {
        let (mut items, mut total) = (Vec::new(), 0_i64);
        for place in head.addresses() {
            let of = AttestationsOf::Blueprint(place);
            items.extend(attestation_list(conn, (of, filter), after, limit)?);
            total = total.saturating_add(attestation_count(conn, of, filter)?);
        }
        Ok::<_, StoreError>((items, total))
    })?;
    items.sort_by(|a, b| (b.created.at, &b.id).cmp(&(a.created.at, &a.id)));
    items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok((items, total))
}

/// What says something of a version: the current attestations against it and against those before it.
pub fn attestations_counting(
    registry: &Registry,
    (id, version): (&BlueprintId, &Version),
    at: i64,
) -> Result<Vec<Attestation>, Refused> {
    let (mut found, _) = attestations(registry, (id, &current(at)), (None, MOST_CURRENT))?;
    found.retain(|one| one.version <= *version);
    Ok(found)
}

/// An organisation's attestations behind `after`, the newest first, and how many there are in all.
pub fn attestations_of(
    registry: &Registry,
    (organisation, filter): (&Slug, &AttestationFilter),
    (after, limit): (Option<&EvidencePlace>, u32),
) -> Result<(Vec<Attestation>, i64), Refused> {
    registry.store.read(|conn| {
        organisation_get(conn, organisation)?
            .ok_or_else(|| Unknown::Organisation(organisation.clone()))?;
        let of = AttestationsOf::Organisation(organisation);
        let items = attestation_list(conn, (of, filter), after, limit)?;
        Ok((items, attestation_count(conn, of, filter)?))
    })
}

/// An organisation's current attestations, those first that end first.
pub fn attestations_ending(
    registry: &Registry,
    organisation: &Slug,
    at: i64,
) -> Result<Vec<Attestation>, Refused> {
    let filter = current(at);
    let (mut found, _) = attestations_of(registry, (organisation, &filter), (None, MOST_CURRENT))?;
    found.sort_by(|a, b| (a.expires_on, &a.id).cmp(&(b.expires_on, &b.id)));
    Ok(found)
}

fn current(at: i64) -> AttestationFilter {
    let state = Some((AttestationState::Current, day_of(at)));
    AttestationFilter { state, ..AttestationFilter::default() }
}
