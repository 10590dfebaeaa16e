//! Requirement × product: what tests by others show, and what is missing.
//!
//! Law: what a vendor says of itself never looks like the result of a test.

use std::collections::BTreeMap;

use blueprint::document::{Document, Product, ProductTest, RequirementStatus};
use blueprint::evidence::{
    Attested, Cell, Coverage, Evidence, ProductCoverage, SetAside, Standing, coverage_with,
};
use registry::Attestation;
use semver::Version;

use crate::pages::{
    blueprint::{Kept, Reading, offers},
    format,
    phrase::Phrase,
    text::Text,
};

/// The matrix, and below it each product by itself.
#[derive(Debug)]
pub(super) struct Matrix {
    pub(super) n_complete: usize,
    pub(super) n_must_unmet: usize,
    pub(super) n_left_out: usize,
    pub(super) rows: Vec<Row>,
    pub(super) products: Vec<Column>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) title: Phrase,
    pub(super) obligation: String,
    pub(super) cells: Vec<Known>,
}

/// What is known of one product and one requirement.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) word: String,
    /// How the word looks; the word alone says all.
    pub(super) look: &'static str,
    /// Who says so, and when.
    pub(super) said: Vec<String>,
    /// Of a test: who put it on record. What an organisation attests is a link to that.
    pub(super) source: Option<Phrase>,
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) vendor: String,
    pub(super) href: String,
    /// What must be met and is not, each with its status.
    pub(super) gaps: Vec<(Phrase, String)>,
    /// What is wrong with the tests as a whole.
    pub(super) warning: Option<String>,
    /// The tests that do not count, each with the reason.
    pub(super) set_aside: Vec<String>,
}

/// None where there is nothing to hold against each other.
pub(super) fn of(
    t: Text,
    (reading, kept): (&Reading, &Kept),
    vendors_href: &str,
) -> Option<Matrix> {
    let document = &reading.document;
    let attested: Vec<Attested<'_>> = kept.counting.iter().map(Attestation::attested).collect();
    let coverage = coverage_with(document, &attested, reading.today());
    if coverage.requirements.is_empty() || coverage.products.is_empty() {
        return None;
    }
    Some(Matrix {
        n_complete: coverage.totals.n_complete_products,
        n_must_unmet: coverage.totals.n_must_unmet_by_all,
        n_left_out: coverage.n_left_out,
        rows: rows(t, (document, &reading.record.version), &coverage),
        products: columns(t, document, &coverage, vendors_href),
    })
}

fn rows(t: Text, (document, shown): (&Document, &Version), coverage: &Coverage) -> Vec<Row> {
    let requirements = document.security.requirements.iter().enumerate();
    let row = |(number, requirement): (usize, &blueprint::document::Requirement)| Row {
        title: Phrase::of(&requirement.title, t.lang),
        obligation: t.code("obligation", requirement.obligation.as_str()),
        cells: coverage
            .products
            .iter()
            .filter_map(|product| product.cells.get(number))
            .map(|cell| known(t, cell, shown))
            .collect(),
    };
    requirements.map(row).collect()
}

fn known(t: Text, cell: &Cell, shown: &Version) -> Known {
    match (&cell.decided_by, &cell.declared) {
        (Some(tested), _) => Known {
            word: t.code("covered", tested.status.as_str()),
            look: look(tested.status),
            said: tested
                .by
                .iter()
                .map(|by| t.with("test-by", by))
                .chain([day(t, tested)])
                .chain(earlier(t, tested, shown))
                .collect(),
            source: Some(source(t, tested)),
        },
        (None, Some(declared)) => Known {
            word: t.get("covered-declared"),
            look: look(RequirementStatus::Untested),
            said: vec![
                t.with("covered-claimed", &t.code("covered", declared.status.as_str())),
                day(t, declared),
            ],
            source: None,
        },
        (None, None) => Known {
            word: t.code("covered", cell.status.as_str()),
            look: look(cell.status),
            said: Vec::new(),
            source: None,
        },
    }
}

/// That it was another version that was tested.
fn earlier(t: Text, tested: &Evidence, shown: &Version) -> Option<String> {
    let version = tested.attested.as_ref().filter(|version| *version != shown)?;
    Some(t.with("matrix-earlier", &version.to_string()))
}

fn source(t: Text, tested: &Evidence) -> Phrase {
    match tested.attested {
        Some(_) => {
            Phrase::plain(t.get("matrix-attested")).to(format!("/erprobungen/{}", tested.test))
        }
        None => Phrase::plain(t.get("matrix-named")),
    }
}

fn look(status: RequirementStatus) -> &'static str {
    match status {
        RequirementStatus::Met => "met",
        RequirementStatus::Partial => "partial",
        RequirementStatus::Unmet => "unmet",
        RequirementStatus::Untested => "untested",
    }
}

fn day(t: Text, evidence: &Evidence) -> String {
    format::day(&evidence.on.to_string(), t.lang)
}

fn columns(t: Text, document: &Document, coverage: &Coverage, vendors_href: &str) -> Vec<Column> {
    let requirements = document.security.requirements.iter();
    let titles: BTreeMap<&str, Phrase> = requirements
        .map(|requirement| (requirement.id.as_str(), Phrase::of(&requirement.title, t.lang)))
        .collect();
    let column = |((vendor, product), covered): (_, &ProductCoverage)| {
        let gap = |gap: &blueprint::evidence::Gap| {
            let title = titles.get(gap.requirement.as_str()).cloned();
            let title = title.unwrap_or_else(|| Phrase::code(&gap.requirement));
            (title, t.code("covered", gap.status.as_str()))
        };
        Column {
            name: offers::name(product),
            vendor: offers::vendor_name(vendor),
            href: format!("{vendors_href}#{}", offers::anchor(&covered.product)),
            gaps: covered.gaps.iter().map(gap).collect(),
            warning: warning(t, covered),
            set_aside: set_aside(t, product, &covered.set_aside),
        }
    };
    offers::of(document).zip(&coverage.products).map(column).collect()
}

fn warning(t: Text, covered: &ProductCoverage) -> Option<String> {
    if covered.n_tests == 0 {
        return Some(t.get("matrix-no-test"));
    }
    (!covered.passed).then(|| t.get("matrix-not-passed"))
}

fn set_aside(t: Text, product: &Product, tests: &[SetAside]) -> Vec<String> {
    let by_id: BTreeMap<&str, &ProductTest> =
        product.tests.iter().map(|test| (test.id.as_str(), test)).collect();
    let said = |SetAside { test, why }: &SetAside| {
        let found = by_id.get(test.as_str());
        let by = found.and_then(|test| test.by.as_deref()).unwrap_or(test);
        let on = found.and_then(|test| test.on.as_deref());
        let expires = found.and_then(|test| test.expires.as_deref());
        let reason = match (why, expires) {
            (Standing::Expired, Some(day)) => {
                t.with("standing-expired-on", &format::day(day, t.lang))
            }
            _ => t.code("standing", why.as_str()),
        };
        let parts = [Some(by.to_owned()), on.map(|on| format::day(on, t.lang)), Some(reason)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    tests.iter().map(said).collect()
}
