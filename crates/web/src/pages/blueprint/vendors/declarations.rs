//! What a vendor says of itself and of its product. None of it counts as tested.

use blueprint::{
    document::{Certificate, Product, Vendor},
    evidence::Exposure,
};

use super::{countries, trials};
use crate::pages::{
    blueprint::facts::{Fact, Facts},
    format,
    phrase::Phrase,
    text::Text,
};

pub(super) fn all(
    t: Text,
    vendor: &Vendor,
    product: &Product,
    exposure: Option<&Exposure>,
) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    facts.plain(t.get("product-license"), product.license.clone());
    facts.plain(t.get("vendor-seat"), vendor.seat.clone());
    facts.plain(t.get("vendor-parent"), vendor.ultimate_owner.clone());
    facts.codes(
        t.get("product-deployment"),
        "deployment",
        product.deployment.iter().map(|way| way.as_str()),
    );
    facts.plain(t.get("product-locations"), countries(&product.data_locations));
    facts.codes(
        t.get("product-keys"),
        "keys",
        product.key_custody.iter().map(|keys| keys.as_str()),
    );
    if let Some(access) = &product.third_country_access {
        let mut said = Vec::new();
        match access.exposed {
            Some(true) => said.push(Phrase::plain(t.get("product-exposed"))),
            Some(false) => said.push(Phrase::plain(t.get("product-not-exposed"))),
            None => {}
        }
        said.extend(access.laws.iter().map(Phrase::plain));
        said.extend(Phrase::maybe(access.note.as_ref(), t.lang));
        facts.all(t.get("product-third-country"), said);
    }
    if let Some(exposure) = exposure {
        facts.all(t.get("exposure"), exposed(t, exposure));
    }
    if let Some(procurement) = &product.procurement {
        let mut said: Vec<Phrase> = Vec::new();
        said.extend(
            procurement
                .contract
                .map(|contract| Phrase::plain(t.code("contract", contract.as_str()))),
        );
        said.extend(Phrase::all(&procurement.via, t.lang));
        facts.all(t.get("product-procurement"), said);
    }
    for certificate in &product.certificates {
        facts.all(t.get("product-certificate"), certified(t, certificate));
    }
    let own =
        product.tests.iter().filter(|test| test.by.as_ref().is_none_or(|by| *by == vendor.id));
    facts.all(
        t.get("product-own-tests"),
        own.map(|test| Phrase::plain(trials::result(t, test))).collect(),
    );
    facts.done()
}

/// Whether laws of third countries may reach the data by all that is said, and what speaks for it.
fn exposed(t: Text, exposure: &Exposure) -> Vec<Phrase> {
    let verdict = Phrase::plain(t.code("exposure", exposure.exposed.as_str()));
    let reasons = exposure.reasons.iter();
    let reasons = reasons.map(|fact| t.with("exposure-reason", &t.code("fact", fact.as_str())));
    let missing = exposure.missing.iter();
    let missing = missing.map(|fact| t.with("exposure-missing", &t.code("fact", fact.as_str())));
    std::iter::once(verdict).chain(reasons.chain(missing).map(Phrase::plain)).collect()
}

fn certified(t: Text, certificate: &Certificate) -> Vec<Phrase> {
    let scheme =
        certificate.name.clone().unwrap_or_else(|| t.code("scheme", certificate.scheme.as_str()));
    let scheme = match &certificate.r#type {
        Some(kind) => format!("{scheme}, {}", t.with("certificate-type", kind)),
        None => scheme,
    };
    let mut said = vec![Phrase::plain(scheme)];
    said.extend(Phrase::maybe(certificate.scope.as_ref(), t.lang));
    if let Some(until) = &certificate.valid_until {
        said.push(Phrase::plain(t.with("certificate-until", &format::day(until, t.lang))));
    }
    said
}
