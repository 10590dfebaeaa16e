//! Of the document: vendors and their products.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;

use super::{Assessment, Certificate, Localised, ProductTest, read::null_as_default};

/// A vendor with its products.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The vendor's name in the registry; the same in every blueprint.
    pub id: String,
    /// The full name of the vendor.
    pub name: Option<String>,
    /// The country of its seat. Two letters.
    pub seat: Option<String>,
    /// The country of the controlling parent. Two letters.
    pub ultimate_owner: Option<String>,
    /// The vendor's products for this blueprint.
    #[serde(default, deserialize_with = "null_as_default")]
    pub products: Vec<Product>,
}

/// A product that can carry the blueprint.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The short name of this product.
    pub id: String,
    /// The name of the product.
    pub name: Option<String>,
    /// The vendor's version of the product.
    pub version: Option<String>,
    /// The SPDX licence expression, or proprietary.
    pub license: Option<String>,
    /// In which ways the product can be run.
    #[serde(default, deserialize_with = "null_as_default")]
    pub deployment: Vec<Deployment>,
    /// The countries in which the data lie. Two letters each.
    #[serde(default, deserialize_with = "null_as_default")]
    pub data_locations: Vec<String>,
    /// Who keeps the cryptographic keys.
    pub key_custody: Option<KeyCustody>,
    /// Whether laws of other countries may force access to the data.
    pub third_country_access: Option<ThirdCountryAccess>,
    /// How the product can be bought.
    pub procurement: Option<Procurement>,
    /// Certificates and attestations.
    #[serde(default, deserialize_with = "null_as_default")]
    pub certificates: Vec<Certificate>,
    /// A self-assessment by the EU Cloud Sovereignty Framework.
    pub assessment: Option<Assessment>,
    /// Tests against this blueprint.
    #[serde(default, deserialize_with = "null_as_default")]
    pub tests: Vec<ProductTest>,
}

/// Whether laws of other countries may force access to the data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThirdCountryAccess {
    /// Whether such access is possible.
    pub exposed: Option<bool>,
    /// The laws in question.
    #[serde(default, deserialize_with = "null_as_default")]
    pub laws: Vec<String>,
    /// An explanation.
    pub note: Option<Localised>,
}

/// How the product can be bought.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procurement {
    /// The contract model.
    pub contract: Option<Contract>,
    /// Where and how to order.
    #[serde(default, deserialize_with = "null_as_default")]
    pub via: Vec<Localised>,
}

/// Where software runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deployment {
    OnPremises,
    PublicProvider,
    PrivateCloud,
    PublicCloud,
}

impl Deployment {
    pub const ALL: [Self; 4] =
        [Self::OnPremises, Self::PublicProvider, Self::PrivateCloud, Self::PublicCloud];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnPremises => "on_premises",
            Self::PublicProvider => "public_provider",
            Self::PrivateCloud => "private_cloud",
            Self::PublicCloud => "public_cloud",
        }
    }
}

/// Who keeps the cryptographic keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyCustody {
    Provider,
    Byok,
    Hyok,
    Customer,
}

impl KeyCustody {
    pub const ALL: [Self; 4] = [Self::Provider, Self::Byok, Self::Hyok, Self::Customer];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Byok => "byok",
            Self::Hyok => "hyok",
            Self::Customer => "customer",
        }
    }
}

/// The contract model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Contract {
    #[serde(rename = "evb-it-cloud")]
    EvbItCloud,
    #[serde(rename = "evb-it-service")]
    EvbItService,
    #[serde(rename = "evb-it-system")]
    EvbItSystem,
    #[serde(rename = "evb-it-dienstvertrag")]
    EvbItDienstvertrag,
    #[serde(rename = "evb-it-ueberlassung-a")]
    EvbItUeberlassungA,
    #[serde(rename = "evb-it-ueberlassung-b")]
    EvbItUeberlassungB,
    #[serde(rename = "evb-it-pflege-s")]
    EvbItPflegeS,
    #[serde(rename = "in_house")]
    InHouse,
    #[serde(rename = "municipal_cooperation")]
    MunicipalCooperation,
    #[serde(rename = "other")]
    Other,
}

impl Contract {
    pub const ALL: [Self; 10] = [
        Self::EvbItCloud,
        Self::EvbItService,
        Self::EvbItSystem,
        Self::EvbItDienstvertrag,
        Self::EvbItUeberlassungA,
        Self::EvbItUeberlassungB,
        Self::EvbItPflegeS,
        Self::InHouse,
        Self::MunicipalCooperation,
        Self::Other,
    ];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EvbItCloud => "evb-it-cloud",
            Self::EvbItService => "evb-it-service",
            Self::EvbItSystem => "evb-it-system",
            Self::EvbItDienstvertrag => "evb-it-dienstvertrag",
            Self::EvbItUeberlassungA => "evb-it-ueberlassung-a",
            Self::EvbItUeberlassungB => "evb-it-ueberlassung-b",
            Self::EvbItPflegeS => "evb-it-pflege-s",
            Self::InHouse => "in_house",
            Self::MunicipalCooperation => "municipal_cooperation",
            Self::Other => "other",
        }
    }
}
