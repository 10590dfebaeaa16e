//! What an organisation is, and what it asks of blueprints and products.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, de::Error};

use super::policy::Ask;
use crate::{
    document::{AdministrationKind, CertificateScheme, Deployment, State},
    evidence::{Country, ObjectiveId, ProductRef, Seal},
};

/// An organisation's facts and policy. What is left out is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The Land.
    pub state: Option<State>,
    pub kind: Option<AdministrationKind>,
    /// The number of inhabitants.
    pub population: Option<u64>,
    /// The lowest level a product must reach, by objective.
    pub minimum_seal: BTreeMap<ObjectiveId, Seal>,
    /// Certificates that a product must have, all of them. `other` names none and is refused.
    #[serde(deserialize_with = "named_schemes")]
    pub required_certificates: BTreeSet<CertificateScheme>,
    /// The ways in which a product may run; a product must offer one of them. Empty allows all.
    pub allowed_deployments: BTreeSet<Deployment>,
    /// The countries in which a product's data may lie. Empty allows all.
    pub allowed_data_locations: BTreeSet<Country>,
    /// Whether countries outside the EU and the EEA must have no way to the data.
    pub no_third_country_access: bool,
    /// Products the organisation uses already.
    pub products_in_use: BTreeSet<ProductRef>,
}

impl Profile {
    /// Whether anything is asked that only a product can meet.
    pub(super) fn asks_of_products(&self) -> bool {
        self.asks().next().is_some()
    }

    /// What is asked that only a product can meet, in the order in which it is judged.
    pub(super) fn asks(&self) -> impl Iterator<Item = Ask> {
        let seals = self.minimum_seal.iter().map(|(id, wanted)| Ask::Seal(*id, *wanted));
        let certificates = self.required_certificates.iter().copied().map(Ask::Certificate);
        let others = [
            (!self.allowed_deployments.is_empty()).then_some(Ask::Deployment),
            (!self.allowed_data_locations.is_empty()).then_some(Ask::DataLocation),
            self.no_third_country_access.then_some(Ask::ThirdCountry),
        ];
        seals.chain(certificates).chain(others.into_iter().flatten())
    }
}

/// "Another certificate" would be met by any.
fn named_schemes<'de, D: Deserializer<'de>>(
    reader: D,
) -> Result<BTreeSet<CertificateScheme>, D::Error> {
    let schemes = BTreeSet::deserialize(reader)?;
    if schemes.contains(&CertificateScheme::Other) {
        return Err(D::Error::custom("a required certificate cannot be `other`"));
    }
    Ok(schemes)
}
