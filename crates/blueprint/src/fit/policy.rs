//! Whether one product meets what an organisation asks of products.
//!
//! Law: a product that does not say something is not ruled out for it, and does not meet it either.

use jiff::civil::Date;

use super::{
    CheckStatus, Judgement, Offer, Profile,
    sentence::{CertificateFound, Reason},
};
use crate::{
    Pointer,
    document::CertificateScheme,
    evidence::{
        Country, Exposure, ExposureFact, ObjectiveId, Seal, day, exposure, passed_test, reached,
    },
};

/// One thing that is asked of products.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ask {
    Seal(ObjectiveId, Seal),
    Certificate(CertificateScheme),
    Deployment,
    DataLocation,
    ThirdCountry,
}

pub(super) fn judge<'d>(profile: &'d Profile, offer: &Offer<'d>, on: Date) -> Vec<Judgement<'d>> {
    let judge = |ask| {
        let status = offer.facts.status(ask, profile, on);
        let (code, pointer, reason) = match ask {
            Ask::Seal(objective, wanted) => seal(offer, objective, wanted),
            Ask::Certificate(scheme) => certificate(offer, scheme, on),
            Ask::Deployment => deployment(profile, offer, status),
            Ask::DataLocation => data_location(profile, offer, status),
            Ask::ThirdCountry => third_country(offer),
        };
        Judgement { code, status, pointer, reason }
    };
    profile.asks().map(judge).collect()
}

/// A note where the organisation uses the product already and others tested it with this blueprint.
pub(super) fn in_use<'d>(profile: &Profile, offer: &Offer<'d>, on: Date) -> Option<Judgement<'d>> {
    if !profile.products_in_use.contains(&offer.name()) {
        return None;
    }
    let (test, on) = passed_test(offer.vendor, offer.product, on)?;
    let index = offer.product.tests.iter().position(|other| other.id == test.id)?;
    let reason = Reason::InUse { by: test.by.as_deref().unwrap_or_default(), on };
    let pointer = offer.at.join("tests").join(index);
    Some(Judgement { code: "fit-product-in-use", status: CheckStatus::Met, pointer, reason })
}

/// The code of a check, the place that decides, and why.
type Told<'d> = (&'static str, Pointer, Reason<'d>);

fn seal<'d>(offer: &Offer<'_>, objective: ObjectiveId, wanted: Seal) -> Told<'d> {
    let reached = reached(offer.product, objective);
    let objectives = offer.at.join("assessment").join("objectives");
    let pointer = objectives.join(objective.as_str()).join("seal");
    ("fit-seal", pointer, Reason::Seal { objective, wanted, reached })
}

fn certificate<'d>(offer: &Offer<'d>, scheme: CertificateScheme, on: Date) -> Told<'d> {
    let held = offer.product.certificates.iter();
    let held = held.map(|held| (held.scheme, day(held.valid_until.as_deref())));
    let (found, index) = best_certificate(held, scheme, on);
    let list = offer.at.join("certificates");
    let pointer = index.map_or_else(|| list.clone(), |index| list.join(index));
    ("fit-certificate", pointer, Reason::Certificate { scheme, found })
}

/// The best that is known of a scheme among what is held, with its place there.
pub(super) fn best_certificate(
    held: impl Iterator<Item = (CertificateScheme, Option<Date>)> + Clone,
    scheme: CertificateScheme,
    on: Date,
) -> (CertificateFound, Option<usize>) {
    let has_none = held.clone().next().is_none();
    let none = if has_none { CertificateFound::NoneNamed } else { CertificateFound::Others };
    let of_scheme = held.enumerate().filter(|(_, (held, _))| *held == scheme);
    let judged = of_scheme.map(|(index, (_, last))| (found(last, on), Some(index)));
    judged.min_by_key(|(found, _)| *found).unwrap_or((none, None))
}

/// A certificate still holds on its last day.
fn found(last: Option<Date>, on: Date) -> CertificateFound {
    match last {
        None => CertificateFound::Undated,
        Some(last) if last < on => CertificateFound::Expired(last),
        Some(last) => CertificateFound::Valid(last),
    }
}

impl CertificateFound {
    pub(super) fn status(self) -> CheckStatus {
        match self {
            Self::Valid(_) => CheckStatus::Met,
            Self::Undated | Self::NoneNamed => CheckStatus::Unknown,
            Self::Expired(_) | Self::Others => CheckStatus::Unmet,
        }
    }
}

fn deployment<'d>(profile: &'d Profile, offer: &Offer<'d>, status: CheckStatus) -> Told<'d> {
    let offered = offer.product.deployment.as_slice();
    let reason = Reason::Deployment { offered, allowed: &profile.allowed_deployments, status };
    ("fit-deployment", offer.at.join("deployment"), reason)
}

fn data_location<'d>(profile: &'d Profile, offer: &Offer<'d>, status: CheckStatus) -> Told<'d> {
    let allowed = &profile.allowed_data_locations;
    let is_allowed =
        |code: &&String| code.parse::<Country>().is_ok_and(|place| allowed.contains(&place));
    let stated = offer.product.data_locations.iter();
    let outside = stated.filter(|code| !is_allowed(code)).map(String::as_str).collect();
    let reason = Reason::DataLocation { outside, allowed, status };
    ("fit-data-location", offer.at.join("data_locations"), reason)
}

fn third_country<'d>(offer: &Offer<'_>) -> Told<'d> {
    let exposure = exposure(offer.vendor, offer.product);
    let pointer = place_of(&exposure, offer);
    ("fit-third-country", pointer, Reason::ThirdCountry(exposure))
}

/// Where the first fact stands that decides, or that is missing.
fn place_of(exposure: &Exposure, offer: &Offer<'_>) -> Pointer {
    let access = offer.at.join("third_country_access");
    match exposure.reasons.first().or(exposure.missing.first()) {
        Some(ExposureFact::Declaration) | None => access.join("exposed"),
        Some(ExposureFact::Laws) => access.join("laws"),
        Some(ExposureFact::Seat) => offer.vendor_at.join("seat"),
        Some(ExposureFact::UltimateOwner) => offer.vendor_at.join("ultimate_owner"),
        Some(ExposureFact::DataLocations) => offer.at.join("data_locations"),
    }
}
