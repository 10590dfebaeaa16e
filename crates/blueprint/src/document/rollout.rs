//! Of the document: how a blueprint is run and introduced, and what it costs.
//!
//! Plain data as the schema has it; no rule is checked here.

use serde::Deserialize;

use super::{Deployment, Localised, Population, Responsible, read::null_as_default};

/// How the service is run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operations {
    /// Interfaces to other systems.
    #[serde(default, deserialize_with = "null_as_default")]
    pub interfaces: Vec<Interface>,
    /// Forms of operation that are suited.
    #[serde(default, deserialize_with = "null_as_default")]
    pub hosting: Vec<Deployment>,
    /// After what time the service must run again (RTO). ISO 8601 duration.
    pub rto: Option<String>,
    /// How much time of data may be lost at most (RPO). ISO 8601 duration.
    pub rpo: Option<String>,
}

/// A technical interface to other systems.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interface {
    /// The short name of this interface.
    pub id: String,
    /// The standard it follows.
    pub standard: Option<String>,
    /// Which way data flow, seen from the blueprint.
    pub direction: Option<Direction>,
}

/// How an administration introduces the blueprint.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rollout {
    /// What must be there before.
    #[serde(default, deserialize_with = "null_as_default")]
    pub prerequisites: Vec<Localised>,
    /// The steps of the rollout.
    #[serde(default, deserialize_with = "null_as_default")]
    pub steps: Vec<RolloutStep>,
    /// What it costs.
    #[serde(default, deserialize_with = "null_as_default")]
    pub cost: Vec<Cost>,
}

/// A step of the rollout.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolloutStep {
    /// The short name of this step.
    pub id: String,
    /// What is to be done.
    pub title: Localised,
    /// Who does it.
    pub responsible: Option<Responsible>,
    /// The effort in person days.
    pub effort_days: Option<f64>,
    /// Short names of the steps that must be done before.
    #[serde(default, deserialize_with = "null_as_default")]
    pub after: Vec<String>,
}

/// What adopting costs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// The short name of this item.
    pub id: String,
    /// How often the cost arises.
    pub kind: CostKind,
    /// For which size of municipality the amount holds.
    pub population: Option<Population>,
    /// A range of money.
    pub amount: Option<Amount>,
    /// The currency by its three-letter code.
    pub currency: Option<String>,
    /// Where the figure comes from.
    pub source: Option<Localised>,
}

/// A range of money.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The smallest amount.
    pub min: Option<f64>,
    /// The largest amount; empty means without limit.
    pub max: Option<f64>,
}

/// Which way data flow, seen from the blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
    Both,
}

impl Direction {
    pub const ALL: [Self; 3] = [Self::In, Self::Out, Self::Both];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Both => "both",
        }
    }
}

/// How often the cost arises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    OneOff,
    Yearly,
    PerCase,
}

impl CostKind {
    pub const ALL: [Self; 3] = [Self::OneOff, Self::Yearly, Self::PerCase];

    /// The code as it stands in the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneOff => "one_off",
            Self::Yearly => "yearly",
            Self::PerCase => "per_case",
        }
    }
}
