//! How many ways out there are: tested products of other vendors, and what is lost when a vendor is gone.
//!
//! Two products are independent when their vendors differ. The document names the country of a vendor's controlling
//! parent, not the parent, so two vendors of one parent cannot be told from two that have nothing in common.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Coverage, ProductCoverage, ProductRef, coverage};
use crate::document::{Document, Obligation, RequirementStatus};

/// More names than this help nobody; the number says it all.
const MOST_NAMES: usize = 20;

/// The ways out, product by product and vendor by vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternatives {
    pub products: Vec<ProductAlternatives>,
    pub vendors: Vec<VendorLoss>,
    /// How many products further down in the document are not part of all this.
    pub n_left_out: usize,
}

/// What could take a product's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductAlternatives {
    pub product: ProductRef,
    /// Products of other vendors that passed a test and meet all that must be met and that this one meets.
    pub n_alternatives: usize,
    /// The first twenty of them.
    pub alternatives: Vec<ProductRef>,
}

/// What would be missing without a vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorLoss {
    pub vendor: String,
    /// Requirements that are met today and that no product of another vendor meets.
    pub lost: Vec<Loss>,
}

/// A requirement that nobody else meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    pub requirement: String,
    pub obligation: Obligation,
}

/// The ways out of each product of a document `on` a day.
pub fn alternatives(document: &Document, on: Date) -> Alternatives {
    let coverage = coverage(document, on);
    let met: Vec<(&ProductCoverage, Vec<bool>)> =
        coverage.products.iter().map(|product| (product, must_met(&coverage, product))).collect();
    let products = met.iter().map(|(product, needed)| {
        let others = met.iter().filter(|(other, met)| {
            other.product.vendor != product.product.vendor && other.passed && covers(met, needed)
        });
        let names: Vec<&ProductRef> = others.map(|(other, _)| &other.product).collect();
        ProductAlternatives {
            product: product.product.clone(),
            n_alternatives: names.len(),
            alternatives: names.into_iter().take(MOST_NAMES).cloned().collect(),
        }
    });
    Alternatives {
        products: products.collect(),
        vendors: losses(&coverage),
        n_left_out: coverage.n_left_out,
    }
}

/// For each requirement whether it must be met and the product meets it.
fn must_met(coverage: &Coverage, product: &ProductCoverage) -> Vec<bool> {
    let pairs = coverage.requirements.iter().zip(&product.cells);
    pairs
        .map(|(requirement, cell)| {
            requirement.obligation == Obligation::Must && cell.status == RequirementStatus::Met
        })
        .collect()
}

fn covers(met: &[bool], needed: &[bool]) -> bool {
    met.iter().zip(needed).all(|(met, needed)| *met || !*needed)
}

fn losses(coverage: &Coverage) -> Vec<VendorLoss> {
    let mut lost: BTreeMap<&str, Vec<Loss>> = BTreeMap::new();
    for requirement in &coverage.requirements {
        let Some(first) = requirement.met_by.first() else { continue };
        if requirement.met_by.iter().all(|product| product.vendor == first.vendor) {
            let alone =
                Loss { requirement: requirement.id.clone(), obligation: requirement.obligation };
            lost.entry(&first.vendor).or_default().push(alone);
        }
    }
    let mut res: Vec<VendorLoss> = Vec::new();
    for product in &coverage.products {
        let vendor = &product.product.vendor;
        // Products stand vendor by vendor.
        if res.last().is_none_or(|last| last.vendor != *vendor) {
            let lost = lost.remove(vendor.as_str()).unwrap_or_default();
            res.push(VendorLoss { vendor: vendor.clone(), lost });
        }
    }
    res
}
