//! Requirement × product: what tests by others show, what vendors declare, what is missing.
//!
//! Law: a cell is the best result of all tests that count ([`Standing::Counts`]), so taking a test away never makes a
//! cell better. A test that failed as a whole still counts requirement by requirement: its tester answered each one
//! separately, and its `unmet` must not be lost. Whether a product passed at all stands beside ([`ProductCoverage::passed`]).

use std::collections::BTreeMap;

use jiff::civil::Date;
use semver::Version;

use super::{
    Attested, ProductRef,
    standing::{Standing, day},
};
use crate::document::{
    Document, Obligation, Product, ProductTest, Requirement, RequirementStatus, TestResult, Vendor,
};

/// A larger matrix helps nobody, and a small document could ask for millions of cells.
const MOST_CELLS: usize = 50_000;
const MOST_PRODUCTS: usize = 1_000;

/// Which product meets which requirement on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The requirements, in the document's order.
    pub requirements: Vec<RequirementCoverage>,
    /// The products, in the document's order.
    pub products: Vec<ProductCoverage>,
    pub totals: Totals,
    /// How many products further down in the document are not part of all this.
    pub n_left_out: usize,
}

/// One requirement over all products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementCoverage {
    pub id: String,
    pub obligation: Obligation,
    pub met_by: Vec<ProductRef>,
}

/// One product over all requirements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCoverage {
    pub product: ProductRef,
    /// A cell for each requirement, in the document's order.
    pub cells: Vec<Cell>,
    /// What must be met and is not: unmet, untested, or met in part only.
    pub gaps: Vec<Gap>,
    /// How many tests count.
    pub n_tests: usize,
    /// Whether a test that counts did not fail as a whole.
    pub passed: bool,
    /// The tests that do not count, each with the reason.
    pub set_aside: Vec<SetAside>,
}

/// What is known of one product and one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub requirement: String,
    pub status: RequirementStatus,
    /// The test that says so; none where nothing was tested.
    pub decided_by: Option<Evidence>,
    /// The best that the vendor says of itself. Never part of `status`.
    pub declared: Option<Evidence>,
}

/// What one test says of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub status: RequirementStatus,
    pub test: String,
    pub by: Option<String>,
    pub on: Date,
    /// The result of the test as a whole.
    pub result: Option<TestResult>,
    /// Of a test that a registry keeps: the version of the blueprint that it was made against. None where the document
    /// names the test.
    pub attested: Option<Version>,
}

/// A requirement that must be met and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub requirement: String,
    pub status: RequirementStatus,
}

/// A test that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    pub test: String,
    pub why: Standing,
}

/// The matrix in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub n_requirements: usize,
    pub n_must: usize,
    pub n_products: usize,
    /// Products with a test that counts.
    pub n_tested_products: usize,
    /// Products that meet all that must be met.
    pub n_complete_products: usize,
    pub n_met: usize,
    pub n_partial: usize,
    pub n_unmet: usize,
    pub n_untested: usize,
    /// Requirements that must be met and that no product meets.
    pub n_must_unmet_by_all: usize,
}

/// The matrix of a document `on` a day, by the tests that it names itself.
pub fn coverage(document: &Document, on: Date) -> Coverage {
    coverage_with(document, &[], on)
}

/// The same by these tests as well, which a registry keeps. Of products and requirements that the document does not have
/// they say nothing.
pub fn coverage_with(document: &Document, attested: &[Attested<'_>], on: Date) -> Coverage {
    let mut beside: BTreeMap<&ProductRef, Vec<&Attested<'_>>> = BTreeMap::new();
    for test in attested {
        beside.entry(test.product).or_default().push(test);
    }
    let requirements = &document.security.requirements;
    let most = MOST_PRODUCTS.min(MOST_CELLS / requirements.len().max(1)).max(1);
    let offers = || {
        let products = document.vendors.iter();
        products.flat_map(|vendor| vendor.products.iter().map(move |product| (vendor, product)))
    };
    let products: Vec<ProductCoverage> = offers()
        .take(most)
        .map(|(vendor, product)| {
            let attested = beside.get(&ProductRef::of(vendor, product));
            product_coverage(
                requirements,
                (vendor, product),
                attested.map_or(&[], Vec::as_slice),
                on,
            )
        })
        .collect();
    let requirements = requirements_over(requirements, &products);
    Coverage {
        totals: totals(&requirements, &products),
        requirements,
        products,
        n_left_out: offers().skip(most).count(),
    }
}

fn product_coverage(
    requirements: &[Requirement],
    (vendor, product): (&Vendor, &Product),
    attested: &[&Attested<'_>],
    on: Date,
) -> ProductCoverage {
    let (mut tested, mut declared) = (Best::default(), Best::default());
    let (mut n_tests, mut passed, mut set_aside) = (0, false, Vec::new());
    let named =
        product.tests.iter().map(|test| (Test::named(test), Standing::of(test, &vendor.id, on)));
    let kept = attested.iter().map(|test| (Test::attested(test), test.standing(on)));
    for (test, standing) in named.chain(kept) {
        match standing {
            Standing::Counts => {
                n_tests += 1;
                passed |= test.result != Some(TestResult::Failed);
                tested.take(test);
            }
            why => {
                if why == Standing::Declared {
                    declared.take(test);
                }
                set_aside.push(SetAside { test: test.id.to_owned(), why });
            }
        }
    }
    let cell = |requirement: &Requirement| {
        let decided_by = tested.evidence(&requirement.id);
        let status = decided_by.as_ref().map_or(RequirementStatus::Untested, |best| best.status);
        let declared = declared.evidence(&requirement.id);
        Cell { requirement: requirement.id.clone(), status, decided_by, declared }
    };
    let cells: Vec<Cell> = requirements.iter().map(cell).collect();
    let gaps = gaps(requirements, &cells);
    let product = ProductRef::of(vendor, product);
    ProductCoverage { product, cells, gaps, n_tests, passed, set_aside }
}

/// A test, wherever it is kept.
#[derive(Clone, Copy, Debug)]
struct Test<'d> {
    id: &'d str,
    by: Option<&'d str>,
    on: Option<Date>,
    result: Option<TestResult>,
    requirements: &'d BTreeMap<String, RequirementStatus>,
    attested: Option<&'d Version>,
}

impl<'d> Test<'d> {
    fn named(test: &'d ProductTest) -> Self {
        Self {
            id: &test.id,
            by: test.by.as_deref(),
            on: day(test.on.as_deref()),
            result: test.result,
            requirements: &test.requirements,
            attested: None,
        }
    }

    fn attested(test: &Attested<'d>) -> Self {
        Self {
            id: test.id,
            by: Some(test.by),
            on: Some(test.on),
            result: Some(test.result),
            requirements: test.requirements,
            attested: Some(test.version),
        }
    }
}

/// The best result for each requirement; of equally good ones the newest.
#[derive(Debug, Default)]
struct Best<'d>(BTreeMap<&'d str, (RequirementStatus, Date, Test<'d>)>);

impl<'d> Best<'d> {
    fn take(&mut self, test: Test<'d>) {
        let Some(on) = test.on else { return };
        for (requirement, status) in test.requirements {
            // "Untested" is no result.
            if *status == RequirementStatus::Untested {
                continue;
            }
            let known = self.0.entry(requirement).or_insert((*status, on, test));
            let is_better = rank(*status) < rank(known.0);
            let is_newer = *status == known.0 && known.1 < on;
            if is_better || is_newer {
                *known = (*status, on, test);
            }
        }
    }

    fn evidence(&self, requirement: &str) -> Option<Evidence> {
        let (status, on, test) = self.0.get(requirement)?;
        Some(Evidence {
            status: *status,
            test: test.id.to_owned(),
            by: test.by.map(str::to_owned),
            on: *on,
            result: test.result,
            attested: test.attested.cloned(),
        })
    }
}

/// The best comes first.
fn rank(status: RequirementStatus) -> u8 {
    match status {
        RequirementStatus::Met => 0,
        RequirementStatus::Partial => 1,
        RequirementStatus::Unmet => 2,
        RequirementStatus::Untested => 3,
    }
}

fn gaps(requirements: &[Requirement], cells: &[Cell]) -> Vec<Gap> {
    let must = requirements.iter().zip(cells).filter(|(requirement, cell)| {
        requirement.obligation == Obligation::Must && cell.status != RequirementStatus::Met
    });
    must.map(|(_, cell)| Gap { requirement: cell.requirement.clone(), status: cell.status })
        .collect()
}

fn requirements_over(
    requirements: &[Requirement],
    products: &[ProductCoverage],
) -> Vec<RequirementCoverage> {
    let without_products = |requirement: &Requirement| RequirementCoverage {
        id: requirement.id.clone(),
        obligation: requirement.obligation,
        met_by: Vec::new(),
    };
    let mut res: Vec<RequirementCoverage> = requirements.iter().map(without_products).collect();
    for product in products {
        for (requirement, cell) in res.iter_mut().zip(&product.cells) {
            if cell.status == RequirementStatus::Met {
                requirement.met_by.push(product.product.clone());
            }
        }
    }
    res
}

fn totals(requirements: &[RequirementCoverage], products: &[ProductCoverage]) -> Totals {
    let is_must = |requirement: &&RequirementCoverage| requirement.obligation == Obligation::Must;
    let must = || requirements.iter().filter(is_must);
    let cells = |status| {
        products
            .iter()
            .flat_map(|product| &product.cells)
            .filter(|cell| cell.status == status)
            .count()
    };
    Totals {
        n_requirements: requirements.len(),
        n_must: must().count(),
        n_products: products.len(),
        n_tested_products: products.iter().filter(|product| 0 < product.n_tests).count(),
        n_complete_products: products
            .iter()
            .filter(|product| product.passed && product.gaps.is_empty())
            .count(),
        n_met: cells(RequirementStatus::Met),
        n_partial: cells(RequirementStatus::Partial),
        n_unmet: cells(RequirementStatus::Unmet),
        n_untested: cells(RequirementStatus::Untested),
        n_must_unmet_by_all: must().filter(|requirement| requirement.met_by.is_empty()).count(),
    }
}
