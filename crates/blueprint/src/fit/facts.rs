//! What a verdict depends on, and nothing else, so that many blueprints can be judged without their documents.
//!
//! Law: `Facts::of(document).verdict(profile, on)` is the verdict of `fit` without a product. Both ask the same functions
//! for the status of each check; here without a place and a sentence. What cannot change a verdict (order, repetition, a
//! certificate that another of its scheme outlives) is left out, so that blueprints alike in this have equal facts.

mod coding;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    CheckStatus, Profile, Verdict, applies,
    policy::{self, Ask},
};
use crate::{
    document::{
        AdministrationKind, CertificateScheme, Deployment, Document, Product, State, Vendor,
    },
    evidence::{Country, Exposed, ObjectiveId, Seal, day, exposure, reached},
};

pub use coding::FactsError;

/// What the verdict on a blueprint depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    states: Box<[State]>,
    kinds: Box<[AdministrationKind]>,
    bounds: applies::Bounds,
    products: Box<[ProductFacts]>,
}

/// What the verdict on a product depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ProductFacts {
    /// In the order of [`ObjectiveId::ALL`].
    seals: [Option<Seal>; ObjectiveId::ALL.len()],
    /// Of each scheme the one that lasts longest, and one without a date where there is one.
    certificates: Box<[(CertificateScheme, Option<Date>)]>,
    deployments: Box<[Deployment]>,
    /// The two letters of each country.
    places: Box<[[u8; 2]]>,
    /// Whether a place is stated that is no country.
    has_odd_place: bool,
    exposed: Exposed,
}

impl Facts {
    /// What the verdict on a document depends on.
    pub fn of(document: &Document) -> Self {
        let applicability = document.applicability.as_ref();
        let vendors = document.vendors.iter();
        let products = vendors.flat_map(|vendor| {
            vendor.products.iter().map(|product| ProductFacts::of(vendor, product))
        });
        Self {
            states: set(applicability.iter().flat_map(|given| given.states.iter().copied())),
            kinds: set(applicability.iter().flat_map(|given| given.kinds.iter().copied())),
            bounds: applies::Bounds::of(document),
            products: set(products),
        }
    }

    /// What [`fit`](super::fit()) says without a product given.
    pub fn verdict(&self, profile: &Profile, on: Date) -> Verdict {
        let own = [
            applies::state(&self.states, profile.state).0,
            applies::kind(&self.kinds, profile.kind).0,
            applies::size(self.bounds, profile.population).0,
        ];
        let own = Verdict::of(own);
        // Nothing can be worse.
        if own == Verdict::Unfit || !profile.asks_of_products() {
            return own;
        }
        let best = self.products.iter().map(|product| product.verdict(profile, on)).min();
        own.max(best.unwrap_or(Verdict::Gaps))
    }
}

impl ProductFacts {
    pub(super) fn of(vendor: &Vendor, product: &Product) -> Self {
        let mut certificates: BTreeMap<(CertificateScheme, bool), Option<Date>> = BTreeMap::new();
        for held in &product.certificates {
            let last = day(held.valid_until.as_deref());
            let longest = certificates.entry((held.scheme, last.is_some())).or_insert(last);
            *longest = (*longest).max(last);
        }
        let places =
            product.data_locations.iter().map(|code| code.parse().ok().as_ref().and_then(letters));
        let places: BTreeSet<Option<[u8; 2]>> = places.collect();
        Self {
            seals: ObjectiveId::ALL.map(|objective| reached(product, objective)),
            certificates: certificates
                .into_iter()
                .map(|((scheme, _), last)| (scheme, last))
                .collect(),
            deployments: set(product.deployment.iter().copied()),
            has_odd_place: places.contains(&None),
            places: places.into_iter().flatten().collect(),
            exposed: exposure(vendor, product).exposed,
        }
    }

    fn verdict(&self, profile: &Profile, on: Date) -> Verdict {
        Verdict::of(profile.asks().map(|ask| self.status(ask, profile, on)))
    }

    /// Whether the product meets one thing that is asked. What it does not say is unknown.
    pub(super) fn status(&self, ask: Ask, profile: &Profile, on: Date) -> CheckStatus {
        match ask {
            Ask::Seal(objective, wanted) => match self.reached(objective) {
                None => CheckStatus::Unknown,
                Some(reached) if wanted <= reached => CheckStatus::Met,
                Some(_) => CheckStatus::Unmet,
            },
            Ask::Certificate(scheme) => {
                let held = self.certificates.iter().copied();
                policy::best_certificate(held, scheme, on).0.status()
            }
            Ask::Deployment => {
                let is_allowed = |way: &Deployment| profile.allowed_deployments.contains(way);
                match &*self.deployments {
                    [] => CheckStatus::Unknown,
                    ways if ways.iter().any(is_allowed) => CheckStatus::Met,
                    _ => CheckStatus::Unmet,
                }
            }
            Ask::DataLocation => self.data_location(&profile.allowed_data_locations),
            Ask::ThirdCountry => match self.exposed {
                Exposed::No => CheckStatus::Met,
                Exposed::Unknown => CheckStatus::Unknown,
                Exposed::Yes => CheckStatus::Unmet,
            },
        }
    }

    fn reached(&self, objective: ObjectiveId) -> Option<Seal> {
        let mut of_each = ObjectiveId::ALL.into_iter().zip(self.seals);
        of_each.find(|(other, _)| *other == objective).and_then(|(_, reached)| reached)
    }

    fn data_location(&self, allowed: &BTreeSet<Country>) -> CheckStatus {
        let is_allowed =
            |place: &[u8; 2]| allowed.iter().any(|country| country.as_str().as_bytes() == place);
        match &*self.places {
            _ if self.has_odd_place => CheckStatus::Unmet,
            [] => CheckStatus::Unknown,
            places if places.iter().all(is_allowed) => CheckStatus::Met,
            _ => CheckStatus::Unmet,
        }
    }
}

fn letters(country: &Country) -> Option<[u8; 2]> {
    country.as_str().as_bytes().try_into().ok()
}

/// Each once, in order.
fn set<T: Ord>(items: impl Iterator<Item = T>) -> Box<[T]> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}
