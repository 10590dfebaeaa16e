//! Whether a country outside the EU and the EEA may reach the data.
//!
//! Law: "no" needs every fact; one fact that speaks for it is enough for "yes"; everything else is unknown. Who keeps
//! the keys stands beside and decides nothing, because a law may reach the provider in other ways too.

use std::str::FromStr;

use serde::Deserialize;

use crate::document::{KeyCustody, Product, ThirdCountryAccess, Vendor};

/// How a product stands to laws of third countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    pub exposed: Exposed,
    /// The facts that speak for it.
    pub reasons: Vec<ExposureFact>,
    /// The facts that would be needed and are not stated.
    pub missing: Vec<ExposureFact>,
    /// What the vendor says itself.
    pub declared: Option<bool>,
    pub laws: Vec<String>,
    /// Where the vendor has its seat.
    pub seat: Option<Country>,
    /// Where the vendor's controlling parent sits.
    pub ultimate_owner: Option<Country>,
    pub data_locations: Vec<Country>,
    pub key_custody: Option<KeyCustody>,
    /// Whether the provider holds keys to the data.
    pub provider_holds_keys: Option<bool>,
}

/// Whether third countries may reach the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exposed {
    No,
    Unknown,
    Yes,
}

/// A fact that exposes, or whose absence leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExposureFact {
    /// The vendor says so itself.
    Declaration,
    /// Laws are named.
    Laws,
    Seat,
    UltimateOwner,
    DataLocations,
}

/// An ISO 3166-1 country.
///
/// Invariant: two capital letters that name a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Country(String);

/// Why a text is no country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a country is two capital letters of ISO 3166-1, such as DE")]
pub struct CountryError;

/// Where a country stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    Eu,
    /// In the European Economic Area and not in the EU.
    Eea,
    ThirdCountry,
}

/// The member states; <https://european-union.europa.eu/principles-countries-history/eu-countries_en>.
/// Territories with a code of their own are not among them; their data lie in the state they belong to.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
const EEA_BEYOND_EU: [&str; 3] = ["IS", "LI", "NO"];

/// How a product of a vendor stands to laws of third countries.
pub(crate) fn exposure(vendor: &Vendor, product: &Product) -> Exposure {
    let access = product.third_country_access.as_ref();
    let declared = access.and_then(|access| access.exposed);
    let laws = access.map(|access: &ThirdCountryAccess| access.laws.clone()).unwrap_or_default();
    let country = |code: &Option<String>| code.as_deref().and_then(|code| code.parse().ok());
    let seat: Option<Country> = country(&vendor.seat);
    let ultimate_owner: Option<Country> = country(&vendor.ultimate_owner);
    let data_locations: Vec<Country> =
        product.data_locations.iter().filter_map(|code| code.parse().ok()).collect();

    let facts = [
        (ExposureFact::Declaration, declared),
        // Laws need not be named where there are none.
        (ExposureFact::Laws, Some(!laws.is_empty())),
        (ExposureFact::Seat, seat.as_ref().map(is_foreign)),
        (ExposureFact::UltimateOwner, ultimate_owner.as_ref().map(is_foreign)),
        (ExposureFact::DataLocations, lies_abroad(&product.data_locations, &data_locations)),
    ];
    let those = |wanted| {
        let facts = facts.iter().filter(move |(_, speaks)| *speaks == wanted);
        facts.map(|(fact, _)| *fact).collect::<Vec<_>>()
    };
    let (reasons, missing) = (those(Some(true)), those(None));
    Exposure {
        exposed: match (reasons.is_empty(), missing.is_empty()) {
            (false, _) => Exposed::Yes,
            (true, false) => Exposed::Unknown,
            (true, true) => Exposed::No,
        },
        reasons,
        missing,
        declared,
        laws,
        seat,
        ultimate_owner,
        data_locations,
        key_custody: product.key_custody,
        provider_holds_keys: product.key_custody.map(provider_holds_keys),
    }
}

fn is_foreign(country: &Country) -> bool {
    country.zone() == Zone::ThirdCountry
}

/// Not known while no place is stated, or one that is no country.
fn lies_abroad(stated: &[String], known: &[Country]) -> Option<bool> {
    let is_whole = !stated.is_empty() && stated.len() == known.len();
    if known.iter().any(is_foreign) { Some(true) } else { is_whole.then_some(false) }
}

/// Own keys at the provider are keys at the provider.
fn provider_holds_keys(custody: KeyCustody) -> bool {
    match custody {
        KeyCustody::Provider | KeyCustody::Byok => true,
        KeyCustody::Hyok | KeyCustody::Customer => false,
    }
}

impl Country {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn zone(&self) -> Zone {
        let code = self.0.as_str();
        if EU.contains(&code) {
            Zone::Eu
        } else if EEA_BEYOND_EU.contains(&code) {
            Zone::Eea
        } else {
            Zone::ThirdCountry
        }
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(code: &str) -> Result<Self, CountryError> {
        let country = celes::Country::from_alpha2(code).ok().ok_or(CountryError)?;
        // The lookup ignores case, the document does not.
        if country.alpha2 == code { Ok(Self(code.to_owned())) } else { Err(CountryError) }
    }
}

impl TryFrom<String> for Country {
    type Error = CountryError;

    fn try_from(code: String) -> Result<Self, CountryError> {
        code.parse()
    }
}

impl Exposed {
    pub const ALL: [Self; 3] = [Self::No, Self::Unknown, Self::Yes];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

impl ExposureFact {
    pub const ALL: [Self; 5] =
        [Self::Declaration, Self::Laws, Self::Seat, Self::UltimateOwner, Self::DataLocations];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declaration => "declaration",
            Self::Laws => "laws",
            Self::Seat => "seat",
            Self::UltimateOwner => "ultimate_owner",
            Self::DataLocations => "data_locations",
        }
    }
}

impl Zone {
    pub const ALL: [Self; 3] = [Self::Eu, Self::Eea, Self::ThirdCountry];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Eea => "eea",
            Self::ThirdCountry => "third_country",
        }
    }
}
