//! Who uses a blueprint, and what an organisation uses.

use blueprint::{BlueprintId, Change, Slug, difference, maturity::AdoptionStage};
use semver::Version;
use store::{
    Adopter, Adoption, AdoptionCounts, Conn, StoreError, adoption_count_by_organisation,
    adoption_counts, adoption_list_by_blueprint, adoption_list_by_organisation, organisation_get,
};

use super::{FullAdoption, load};
use crate::{
    Act, Actor, Head, On, Refused, Registry, Unknown,
    moves::{current, line},
};

/// Records of an organisation among which those are looked for that are behind.
const LOOKED_THROUGH: u32 = 500;

/// More of them than these are not told.
const TOLD: usize = 20;

/// Some of those who use a blueprint, by organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopters {
    pub items: Vec<Adopter>,
    pub counts: AdoptionCounts,
}

/// An organisation's own record of a blueprint.
#[derive(Clone, Debug)]
pub struct AdoptionView {
    pub full: FullAdoption,
    /// The address that the blueprint has by now.
    pub current: BlueprintId,
}

/// What an organisation uses, and what there is since.
#[derive(Clone, Debug)]
pub struct OwnAdoption {
    pub adoption: Adoption,
    /// The address that the blueprint has by now.
    pub current: BlueprintId,
    pub title_de: String,
    pub title_en: Option<String>,
    /// Newer releases that were not withdrawn.
    pub newer: Newer,
    /// Whether the version in use was withdrawn.
    pub is_yanked: bool,
}

/// The releases after a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newer {
    pub n_versions: usize,
    /// The last of them, with its address.
    pub latest: Option<(BlueprintId, Version)>,
}

/// The organisation's own record, for those who work there.
pub fn adoption(
    registry: &Registry,
    actor: &Actor,
    (organisation, id): (&Slug, &BlueprintId),
) -> Result<AdoptionView, Refused> {
    actor.require(Act::ReadAdoption, On::said(organisation, id))?;
    let head = current(registry, id)?;
    // What a token does not reach, it does not reach by an address that was left.
    actor.require(Act::ReadAdoption, On::said(organisation, &head.blueprint.id))?;
    registry.store.read(|conn| {
        let unknown = || Unknown::Adoption(organisation.clone(), id.clone());
        let full = load(conn, organisation, &head)?.ok_or_else(unknown)?;
        Ok(AdoptionView { full, current: head.blueprint.id.clone() })
    })
}

/// Those who use a blueprint behind `after`, at whichever of its addresses; at one stage where one is named.
pub fn adopters(
    registry: &Registry,
    id: &BlueprintId,
    stage: Option<AdoptionStage>,
    (after, limit): (Option<&Slug>, u32),
) -> Result<Adopters, Refused> {
    let head = current(registry, id)?;
    registry.store.read(|conn| {
        let mut items = Vec::new();
        for place in head.addresses() {
            items.extend(adoption_list_by_blueprint(conn, place, stage, (after, limit))?);
        }
        items.sort_by(|a, b| a.adoption.organisation.cmp(&b.adoption.organisation));
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(Adopters { items, counts: adoption_counts_of(conn, &head)? })
    })
}

/// What an organisation uses, or used, by blueprint behind `after`; and how many records it has.
pub fn adoptions_of(
    registry: &Registry,
    organisation: &Slug,
    (after, limit): (Option<&BlueprintId>, u32),
) -> Result<(Vec<OwnAdoption>, i64), Refused> {
    let (found, total) = registry.store.read(|conn| {
        organisation_get(conn, organisation)?
            .ok_or_else(|| Unknown::Organisation(organisation.clone()))?;
        let found = adoption_list_by_organisation(conn, organisation, after, limit)?;
        Ok::<_, Refused>((found, adoption_count_by_organisation(conn, organisation)?))
    })?;
    let own = found.into_iter().map(|adoption| own(registry, adoption));
    Ok((own.collect::<Result<_, _>>()?, total))
}

/// What an organisation uses or means to, though there is a newer release or the version was withdrawn; each with whether
/// something that changed since concerns security.
pub fn adoptions_behind(
    registry: &Registry,
    organisation: &Slug,
) -> Result<Vec<(OwnAdoption, bool)>, Refused> {
    let (own, _) = adoptions_of(registry, organisation, (None, LOOKED_THROUGH))?;
    let late = own.into_iter().filter(|own| {
        own.adoption.stage != AdoptionStage::Ended && (own.is_yanked || own.newer.latest.is_some())
    });
    let told = late.take(TOLD).map(|own| {
        let concerns = concerns_security(registry, &own)?;
        Ok((own, concerns))
    });
    told.collect()
}

/// A withdrawn version is reason enough to look.
fn concerns_security(registry: &Registry, own: &OwnAdoption) -> Result<bool, Refused> {
    let Some((place, latest)) = &own.newer.latest else { return Ok(own.is_yanked) };
    let value = |place: &BlueprintId, version: &Version| {
        let digest = registry.head(place)?.digest_of(version);
        registry.value(digest.ok_or(StoreError::Corrupt { what: "version" })?)
    };
    let (before, after) = (value(&own.adoption.id, &own.adoption.version)?, value(place, latest)?);
    let changes = difference(&before, &after).changes;
    Ok(own.is_yanked || changes.iter().any(Change::concerns_security))
}

/// The versions that can be adopted, the highest first, each with its address. One that was withdrawn is among them only for
/// the organisation that uses it.
pub fn adoptable(
    registry: &Registry,
    id: &BlueprintId,
    kept: Option<&Adoption>,
) -> Result<Vec<(Version, BlueprintId)>, Refused> {
    let line = line(registry, id)?;
    let mut versions: Vec<(Version, BlueprintId)> = line
        .versions
        .iter()
        .map(|(version, _, is_yanked)| (version, line.place(version), is_yanked))
        .filter(|(version, place, is_yanked)| {
            !**is_yanked || kept.is_some_and(|one| one.version == **version && one.id == **place)
        })
        .map(|(version, place, _)| (version.clone(), place.clone()))
        .collect();
    versions.sort_unstable_by(|a, b| b.0.cmp(&a.0));
    Ok(versions)
}

fn own(registry: &Registry, adoption: Adoption) -> Result<OwnAdoption, Refused> {
    let line = line(registry, &adoption.id)?;
    let blueprint = &line.blueprint;
    Ok(OwnAdoption {
        current: blueprint.id.clone(),
        title_de: blueprint.title_de.clone(),
        title_en: blueprint.title_en.clone(),
        newer: newer(&line, &adoption.version),
        is_yanked: line.is_yanked(&adoption.version),
        adoption,
    })
}

fn newer(line: &Head, than: &Version) -> Newer {
    let later = line
        .versions
        .iter()
        .filter(|(version, _, is_yanked)| !is_yanked && version.pre.is_empty() && than < version);
    let latest = later.clone().map(|(version, ..)| version).max();
    Newer {
        n_versions: later.count(),
        latest: latest.map(|version| (line.place(version).clone(), version.clone())),
    }
}

/// How many organisations are how far with a blueprint, at this address and those before.
pub(crate) fn adoption_counts_of(
    conn: &mut Conn,
    head: &Head,
) -> Result<AdoptionCounts, StoreError> {
    let mut counts = AdoptionCounts::default();
    for place in head.addresses() {
        counts = counts.and(adoption_counts(conn, place)?);
    }
    Ok(counts)
}
