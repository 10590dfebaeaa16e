//! Attestations as everybody may see them.

use blueprint::{BlueprintId, Slug};
use semver::Version;
use store::{
    Attestation, AttestationFilter, AttestationState, AttestationsOf, EvidencePlace, StoreError,
    attestation_count, attestation_ending, attestation_list, organisation_get,
};

use super::load;
use crate::{Refused, Registry, Unknown, day::day_of, moves};

/// Of more that are current at once the newest are taken.
const MOST_CURRENT: u32 = 1000;

pub fn attestation(registry: &Registry, id: &str) -> Result<Attestation, Refused> {
    registry.store.read(|conn| load(conn, id))
}

/// Attestations for a blueprint behind `after`, the newest first, and how many there are in all, at whichever of its
/// addresses: what was tested at an earlier one is what goes on at the next.
pub fn attestations(
    registry: &Registry,
    (id, filter): (&BlueprintId, &AttestationFilter),
    (after, limit): (Option<&EvidencePlace>, u32),
) -> Result<(Vec<Attestation>, i64), Refused> {
    let head = moves::current(registry, id)?;
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

/// At most `limit` of an organisation's current attestations, those first that end first; and how many are current.
pub fn attestations_ending(
    registry: &Registry,
    organisation: &Slug,
    (at, limit): (i64, u32),
) -> Result<(Vec<Attestation>, i64), Refused> {
    Ok(registry.store.read(|conn| {
        let items = attestation_ending(conn, organisation, (day_of(at), limit))?;
        let of = AttestationsOf::Organisation(organisation);
        Ok::<_, StoreError>((items, attestation_count(conn, of, &current(at))?))
    })?)
}

fn current(at: i64) -> AttestationFilter {
    let state = Some((AttestationState::Current, day_of(at)));
    AttestationFilter { state, ..AttestationFilter::default() }
}
