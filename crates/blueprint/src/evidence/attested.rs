//! An organisation's test of a product that a registry keeps beside the document, and when it counts.
//!
//! Law: what was withdrawn, has expired or comes from the vendor itself shows nothing. That is said here ([`TestTerms`]) and
//! nowhere else: the matrix asks it, and so does the law of [maturity](crate::maturity).

use std::collections::BTreeMap;

use jiff::civil::Date;
use semver::Version;

use super::{ProductRef, Standing};
use crate::document::{Document, Obligation, Requirement, RequirementStatus, TestResult};

/// A test, as far as it matters for what it shows.
#[derive(Clone, Copy, Debug)]
pub struct Attested<'a> {
    pub id: &'a str,
    pub product: &'a ProductRef,
    /// The version of the blueprint that it was made against.
    pub version: &'a Version,
    /// The organisation that tested.
    pub by: &'a str,
    pub on: Date,
    /// The last day on which it counts.
    pub expires: Date,
    pub result: TestResult,
    pub requirements: &'a BTreeMap<String, RequirementStatus>,
    pub is_withdrawn: bool,
}

/// What decides whether a kept test counts, and on which days.
#[derive(Clone, Copy, Debug)]
pub struct TestTerms<'a> {
    /// Whose product was tested.
    pub vendor: &'a str,
    /// The organisation that tested.
    pub by: &'a str,
    pub on: Date,
    /// The last day on which it counts.
    pub expires: Date,
    pub result: TestResult,
    pub is_withdrawn: bool,
}

/// How the result of a test as a whole contradicts what it says of single requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Passed, though a requirement that must or should be met is not, or in part only.
    PassedWithGaps,
    /// Passed with findings, though a requirement that must be met is not.
    MustUnmet,
    /// Failed, though everything that was tested is met.
    FailedWithoutGap,
}

impl Attested<'_> {
    /// As far as it decides whether the test counts.
    pub fn terms(&self) -> TestTerms<'_> {
        TestTerms {
            vendor: &self.product.vendor,
            by: self.by,
            on: self.on,
            expires: self.expires,
            result: self.result,
            is_withdrawn: self.is_withdrawn,
        }
    }

    /// What it is worth on a day.
    pub fn standing(&self, today: Date) -> Standing {
        self.terms().standing(today)
    }

    /// Whether it shows on a day that the product passed.
    pub fn passes(&self, today: Date) -> bool {
        self.terms().passes(today)
    }
}

impl TestTerms<'_> {
    /// What the test is worth on a day. It still counts on its last day.
    pub fn standing(&self, today: Date) -> Standing {
        if self.is_withdrawn {
            Standing::Withdrawn
        } else if self.by == self.vendor {
            Standing::Declared
        } else if today < self.on {
            Standing::Future
        } else if self.expires < today {
            Standing::Expired
        } else {
            Standing::Counts
        }
    }

    /// Whether it shows on a day that the product passed: it counts, and did not fail as a whole.
    pub fn passes(&self, today: Date) -> bool {
        self.standing(today) == Standing::Counts && self.result != TestResult::Failed
    }

    /// The last day on which it shows that, if there is any.
    pub fn passes_until(&self) -> Option<Date> {
        self.passes(self.expires).then_some(self.expires)
    }
}

/// How a result as a whole contradicts the outcomes. What was not tested contradicts nothing.
pub fn contradiction(
    document: &Document,
    result: TestResult,
    outcomes: &BTreeMap<String, RequirementStatus>,
) -> Option<Contradiction> {
    use RequirementStatus::{Partial, Unmet};

    let said = |requirement: &Requirement| outcomes.get(&requirement.id).copied();
    let has = |least: Obligation, statuses: &[RequirementStatus]| {
        // The most binding one is the least of its order.
        let requirements = document.security.requirements.iter();
        let mut bound = requirements.filter(|requirement| requirement.obligation <= least);
        bound.any(|requirement| said(requirement).is_some_and(|one| statuses.contains(&one)))
    };
    match result {
        TestResult::Passed if has(Obligation::Should, &[Partial, Unmet]) => {
            Some(Contradiction::PassedWithGaps)
        }
        TestResult::PassedWithFindings if has(Obligation::Must, &[Unmet]) => {
            Some(Contradiction::MustUnmet)
        }
        TestResult::Failed if !has(Obligation::May, &[Partial, Unmet]) => {
            Some(Contradiction::FailedWithoutGap)
        }
        TestResult::Passed | TestResult::PassedWithFindings | TestResult::Failed => None,
    }
}
