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
    document::{Certificate, CertificateScheme},
    evidence::{
        Country, Exposed, Exposure, ExposureFact, ObjectiveId, Seal, day, exposure, passed_test,
        reached,
    },
};

pub(super) fn judge<'d>(profile: &'d Profile, offer: &Offer<'d>, on: Date) -> Vec<Judgement<'d>> {
    let mut res: Vec<Judgement<'d>> = Vec::new();
    res.extend(profile.minimum_seal.iter().map(|(id, wanted)| seal(offer, *id, *wanted)));
    res.extend(profile.required_certificates.iter().map(|scheme| certificate(offer, *scheme, on)));
    if !profile.allowed_deployments.is_empty() {
        res.push(deployment(profile, offer));
    }
    if !profile.allowed_data_locations.is_empty() {
        res.push(data_location(profile, offer));
    }
    if profile.no_third_country_access {
        res.push(third_country(offer));
    }
    res
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

fn seal<'d>(offer: &Offer<'_>, objective: ObjectiveId, wanted: Seal) -> Judgement<'d> {
    let reached = reached(offer.product, objective);
    let status = match reached {
        None => CheckStatus::Unknown,
        Some(reached) if wanted <= reached => CheckStatus::Met,
        Some(_) => CheckStatus::Unmet,
    };
    let objectives = offer.at.join("assessment").join("objectives");
    let pointer = objectives.join(objective.as_str()).join("seal");
    let reason = Reason::Seal { objective, wanted, reached };
    Judgement { code: "fit-seal", status, pointer, reason }
}

fn certificate<'d>(offer: &Offer<'d>, scheme: CertificateScheme, on: Date) -> Judgement<'d> {
    let all = &offer.product.certificates;
    let of_scheme = all.iter().enumerate().filter(|(_, held)| held.scheme == scheme);
    let judged = of_scheme.map(|(index, held)| (found(held, on), Some(index)));
    let none = if all.is_empty() { CertificateFound::NoneNamed } else { CertificateFound::Others };
    let (found, index) = judged.min_by_key(|(found, _)| *found).unwrap_or((none, None));
    let status = match found {
        CertificateFound::Valid(_) => CheckStatus::Met,
        CertificateFound::Undated | CertificateFound::NoneNamed => CheckStatus::Unknown,
        CertificateFound::Expired(_) | CertificateFound::Others => CheckStatus::Unmet,
    };
    let list = offer.at.join("certificates");
    let pointer = index.map_or_else(|| list.clone(), |index| list.join(index));
    Judgement {
        code: "fit-certificate",
        status,
        pointer,
        reason: Reason::Certificate { scheme, found },
    }
}

/// A certificate still holds on its last day.
fn found(held: &Certificate, on: Date) -> CertificateFound {
    match day(held.valid_until.as_deref()) {
        None => CertificateFound::Undated,
        Some(last) if last < on => CertificateFound::Expired(last),
        Some(last) => CertificateFound::Valid(last),
    }
}

fn deployment<'d>(profile: &'d Profile, offer: &Offer<'d>) -> Judgement<'d> {
    let offered = offer.product.deployment.as_slice();
    let allowed = &profile.allowed_deployments;
    let status = match offered.iter().any(|way| allowed.contains(way)) {
        true => CheckStatus::Met,
        false if offered.is_empty() => CheckStatus::Unknown,
        false => CheckStatus::Unmet,
    };
    let reason = Reason::Deployment { offered, allowed, status };
    Judgement { code: "fit-deployment", status, pointer: offer.at.join("deployment"), reason }
}

fn data_location<'d>(profile: &'d Profile, offer: &Offer<'d>) -> Judgement<'d> {
    let stated = &offer.product.data_locations;
    let is_allowed = |code: &&String| {
        code.parse::<Country>().is_ok_and(|place| profile.allowed_data_locations.contains(&place))
    };
    let outside: Vec<&str> =
        stated.iter().filter(|code| !is_allowed(code)).map(String::as_str).collect();
    let status = match outside.is_empty() {
        _ if stated.is_empty() => CheckStatus::Unknown,
        true => CheckStatus::Met,
        false => CheckStatus::Unmet,
    };
    let reason = Reason::DataLocation { outside, allowed: &profile.allowed_data_locations, status };
    Judgement {
        code: "fit-data-location",
        status,
        pointer: offer.at.join("data_locations"),
        reason,
    }
}

fn third_country<'d>(offer: &Offer<'_>) -> Judgement<'d> {
    let exposure = exposure(offer.vendor, offer.product);
    let status = match exposure.exposed {
        Exposed::No => CheckStatus::Met,
        Exposed::Unknown => CheckStatus::Unknown,
        Exposed::Yes => CheckStatus::Unmet,
    };
    let pointer = place_of(&exposure, offer);
    Judgement { code: "fit-third-country", status, pointer, reason: Reason::ThirdCountry(exposure) }
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
