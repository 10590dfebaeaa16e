//! What results can be narrowed by.
//!
//! The names are those of the API's parameters. Nothing here knows how a value is found in a document (`document`) or
//! counted (`gather`). Law: [`Facet::ALL`] is in the order of the variants and names each of them once.

use std::{fmt, str::FromStr};

/// A property of a blueprint that results can be narrowed and counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Slug of the owning organisation.
    Owner,
    /// Land code, two digits.
    State,
    /// Leistungsschlüssel.
    Service,
    Keyword,
    /// What it has earned by evidence on the day of the question: `none`, `pilot`, `proven` or `standard`.
    Maturity,
    /// SPDX expression.
    License,
    /// Slug of a vendor.
    Vendor,
    /// The smallest SEAL among the objectives that the blueprint demands.
    MinSeal,
    /// The highest of the three protection needs.
    ProtectionNeed,
    TrustLevel,
    TargetGroup,
    /// `digital` or `breaks`.
    Channel,
    /// Slug of an organisation that uses it.
    AdoptedBy,
    /// Kind of the owning organisation.
    Kind,
    /// `true` or `false`.
    Deprecated,
}

/// A text that names no facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such facet")]
pub struct UnknownFacet;

impl Facet {
    pub const ALL: [Self; 15] = [
        Self::Owner,
        Self::State,
        Self::Service,
        Self::Keyword,
        Self::Maturity,
        Self::License,
        Self::Vendor,
        Self::MinSeal,
        Self::ProtectionNeed,
        Self::TrustLevel,
        Self::TargetGroup,
        Self::Channel,
        Self::AdoptedBy,
        Self::Kind,
        Self::Deprecated,
    ];

    /// The facets whose values are told of every hit: they help to choose among hits without opening each.
    pub const TOLD: [Self; 3] = [Self::Service, Self::Channel, Self::MinSeal];

    /// The facets whose values a blueprint has whatever the day, so that the index can hold them.
    pub(crate) fn held() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|facet| *facet != Self::Maturity)
    }

    /// The name of the API's parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::State => "state",
            Self::Service => "service",
            Self::Keyword => "keyword",
            Self::Maturity => "maturity",
            Self::License => "license",
            Self::Vendor => "vendor",
            Self::MinSeal => "min_seal",
            Self::ProtectionNeed => "protection_need",
            Self::TrustLevel => "trust_level",
            Self::TargetGroup => "target_group",
            Self::Channel => "channel",
            Self::AdoptedBy => "adopted_by",
            Self::Kind => "kind",
            Self::Deprecated => "deprecated",
        }
    }
}

impl FromStr for Facet {
    type Err = UnknownFacet;

    fn from_str(name: &str) -> Result<Self, UnknownFacet> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == name).ok_or(UnknownFacet)
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_reads_back_its_name_and_all_are_in_order() {
        for facet in Facet::ALL {
            assert_eq!(facet.as_str().parse(), Ok(facet));
        }
        assert!(Facet::ALL.is_sorted());
        assert_eq!("Owner".parse::<Facet>(), Err(UnknownFacet));
        assert_eq!("".parse::<Facet>(), Err(UnknownFacet));
    }
}
