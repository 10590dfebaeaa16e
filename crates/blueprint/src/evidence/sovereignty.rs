//! The sovereignty profile of each product by the EU Cloud Sovereignty Framework.
//!
//! All of it is the vendor's own assessment. The overall level is the lowest of the eight, never a mean. Law: an objective
//! without a level is unknown, not zero, so the overall level is then only known not to be higher than the others; and
//! without the points of all eight there is no score.

use super::{Exposure, ObjectiveId, ProductRef, Seal, WeightSet, exposure};
use crate::document::{Document, Framework, Product, Vendor};

/// What a product's assessment amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductSovereignty {
    pub product: ProductRef,
    /// The version of the framework the vendor used.
    pub framework: Option<Framework>,
    /// All eight, in order.
    pub objectives: [ObjectiveStanding; 8],
    pub seal: OverallSeal,
    /// The weights of the score.
    pub weights: WeightSet,
    /// 0 to 100: weight × share of the points, over all objectives. None unless all eight have points.
    pub score: Option<f64>,
    pub exposure: Exposure,
}

/// One objective of one product.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveStanding {
    pub objective: ObjectiveId,
    /// The level reached, as the vendor says.
    pub seal: Option<Seal>,
    /// The lowest level the blueprint demands.
    pub demanded: Option<Seal>,
    pub demand: Demand,
    /// Of 1,000.
    pub points: Option<u16>,
    /// Of 100 over all objectives.
    pub weight: u32,
    /// What the points add to the score.
    pub contribution: Option<f64>,
}

/// Whether what is demanded is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Demand {
    NotDemanded,
    Met,
    Unmet,
    /// Demanded, and the product's level is not known.
    Unknown,
}

/// The lowest level over all objectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverallSeal {
    /// All eight are known.
    Level(Seal),
    /// Some are not known; the others allow this at most.
    AtMost(Seal),
    /// None is known.
    Unknown,
}

/// The profile of each product, in the document's order.
pub fn sovereignty(document: &Document, weights: WeightSet) -> Vec<ProductSovereignty> {
    let products = document.vendors.iter().flat_map(|vendor| {
        vendor.products.iter().map(move |product| of_product(document, weights, (vendor, product)))
    });
    products.collect()
}

fn of_product(
    document: &Document,
    weights: WeightSet,
    (vendor, product): (&Vendor, &Product),
) -> ProductSovereignty {
    let objectives =
        ObjectiveId::ALL.map(|objective| standing(document, weights, product, objective));
    ProductSovereignty {
        product: ProductRef::of(vendor, product),
        framework: product.assessment.as_ref().and_then(|assessment| assessment.framework),
        seal: overall(&objectives),
        weights,
        score: score(&objectives),
        exposure: exposure(vendor, product),
        objectives,
    }
}

fn standing(
    document: &Document,
    weights: WeightSet,
    product: &Product,
    objective: ObjectiveId,
) -> ObjectiveStanding {
    let assessed = product.assessment.as_ref();
    let assessed = assessed.and_then(|assessment| objective.of(&assessment.objectives));
    let seal = reached(product, objective);
    let demanded = objective.of(&document.sovereignty.minimum_seal);
    let demanded = demanded.and_then(|level| Seal::try_from(*level).ok());
    let points = assessed.and_then(|assessed| assessed.points).filter(|points| *points <= 1000);
    let weight = weights.weight(objective);
    ObjectiveStanding {
        objective,
        seal,
        demanded,
        demand: match (demanded, seal) {
            (None, _) => Demand::NotDemanded,
            (Some(_), None) => Demand::Unknown,
            (Some(demanded), Some(seal)) if demanded <= seal => Demand::Met,
            (Some(_), Some(_)) => Demand::Unmet,
        },
        points,
        weight,
        contribution: points.map(|points| of_hundred(weight * u32::from(points))),
    }
}

/// The level a product reaches for an objective, as its vendor says.
pub(crate) fn reached(product: &Product, objective: ObjectiveId) -> Option<Seal> {
    let objectives = &product.assessment.as_ref()?.objectives;
    Seal::try_from(objective.of(objectives)?.seal?).ok()
}

fn overall(objectives: &[ObjectiveStanding]) -> OverallSeal {
    let lowest = objectives.iter().filter_map(|standing| standing.seal).min();
    let is_complete = objectives.iter().all(|standing| standing.seal.is_some());
    match lowest {
        None => OverallSeal::Unknown,
        Some(seal) if is_complete => OverallSeal::Level(seal),
        Some(seal) => OverallSeal::AtMost(seal),
    }
}

/// Summed in whole numbers, so that the total is exact.
fn score(objectives: &[ObjectiveStanding]) -> Option<f64> {
    let weighted =
        objectives.iter().map(|standing| Some(standing.weight * u32::from(standing.points?)));
    weighted.sum::<Option<u32>>().map(of_hundred)
}

/// From weight × points, of which there are 100 × 1,000.
fn of_hundred(weighted: u32) -> f64 {
    f64::from(weighted) / 1000.0
}

impl Demand {
    pub const ALL: [Self; 4] = [Self::NotDemanded, Self::Met, Self::Unmet, Self::Unknown];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotDemanded => "not_demanded",
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}
