//! Whether a version suits an organisation, and which blueprints do.

use std::collections::BTreeSet;

use blueprint::{
    BlueprintId, Document, Slug, VersionRef,
    document::{AdministrationKind, State},
    evidence::ProductRef,
    fit::{Fit, Profile, Verdict, fit},
};
use search::Fitting;
use serde_json::Value;
use store::{Organisation, StoreError, organisation_get, policy_get};

use crate::{Refused, Registry, Unknown, day::day_of};

/// What is to be judged.
#[derive(Clone, Copy, Debug)]
pub struct FitQuestion<'a> {
    pub id: &'a BlueprintId,
    pub reference: &'a VersionRef,
    /// With this product; without one the best of the blueprint's products decides.
    pub product: Option<&'a ProductRef>,
    /// Tests and certificates count as of this moment.
    pub at: i64,
}

/// Whether a version suits somebody with this profile.
pub fn fit_of_profile(
    registry: &Registry,
    question: FitQuestion<'_>,
    profile: &Profile,
) -> Result<Fit, Refused> {
    let (_, cached) = crate::document(registry, question.id, question.reference)?;
    let corrupt = || StoreError::Corrupt { what: "document" };
    let value: Value =
        serde_json::from_slice(&cached.canonical).map_err(|_unreadable| corrupt())?;
    let document = Document::try_from(&value).map_err(|_unreadable| corrupt())?;
    Ok(fit(&document, &value, profile, question.product, day_of(question.at)))
}

/// Whether a version suits an organisation, by what the registry knows of it and what it asks for.
pub fn fit_of_organisation(
    registry: &Registry,
    question: FitQuestion<'_>,
    slug: &Slug,
) -> Result<Fit, Refused> {
    let (_, profile) = profile_of_organisation(registry, slug)?;
    fit_of_profile(registry, question, &profile)
}

/// A search for what suits an organisation, by what the registry knows of it and what it asks for now.
pub fn fitting_of_organisation(
    registry: &Registry,
    slug: &Slug,
    (wanted, at): (BTreeSet<Verdict>, i64),
) -> Result<Fitting, Refused> {
    let (_, profile) = profile_of_organisation(registry, slug)?;
    Ok(fitting_of_profile(profile, wanted, at))
}

/// A search for what suits somebody. Who names no verdicts is shown all that is not ruled out.
pub fn fitting_of_profile(profile: Profile, mut wanted: BTreeSet<Verdict>, at: i64) -> Fitting {
    if wanted.is_empty() {
        wanted.extend([Verdict::Fits, Verdict::Gaps]);
    }
    Fitting { profile, on: day_of(at), wanted }
}

/// An organisation, with what the registry knows of it and what it asks for as a profile.
pub fn profile_of_organisation(
    registry: &Registry,
    slug: &Slug,
) -> Result<(Organisation, Profile), Refused> {
    registry.store.read(|conn| {
        let found = organisation_get(conn, slug)?;
        let found = found.ok_or_else(|| Unknown::Organisation(slug.clone()))?;
        let profile = profile(&found, policy_get(conn, slug)?);
        Ok((found, profile))
    })
}

/// The facts that are known; what is no administration has no kind that a blueprint could name.
fn profile(organisation: &Organisation, policy: Profile) -> Profile {
    let kind = organisation.kind.as_str();
    let state = organisation.state.as_deref();
    Profile {
        state: State::ALL.into_iter().find(|known| Some(known.as_str()) == state),
        kind: AdministrationKind::ALL.into_iter().find(|known| known.as_str() == kind),
        population: organisation.population.and_then(|population| population.try_into().ok()),
        ..policy
    }
}
