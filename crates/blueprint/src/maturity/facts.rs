//! What is known of a blueprint's use, tests and reviews.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use semver::Version;

use crate::{Slug, document::TestResult, evidence::TestTerms};

/// All that a level can rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub owner: Slug,
    /// The version that is offered now; without one nothing is published.
    pub latest: Option<Version>,
    /// Versions that the owner took back: what was said of them counts no more.
    pub yanked: BTreeSet<Version>,
    /// The day by which the owner wants to look at it again.
    pub review_by: Option<Date>,
    /// The vendors that the document names.
    pub vendors: BTreeSet<Slug>,
    /// Those of the organisations that are registered as vendors.
    pub sellers: BTreeSet<Slug>,
    /// In which organisation another one went up.
    pub successors: BTreeMap<Slug, Slug>,
    pub adoptions: Vec<Adoption>,
    pub attestations: Vec<Attestation>,
    /// In the order in which they were given.
    pub reviews: Vec<Review>,
}

/// That an organisation uses the blueprint, in whichever version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    pub organisation: Slug,
    pub stage: AdoptionStage,
}

/// How far an organisation is with a blueprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdoptionStage {
    Planned,
    Introducing,
    Productive,
    Ended,
}

/// The text is not a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stage is one of planned, introducing, productive, ended")]
pub struct UnknownStage;

/// An organisation's test of a vendor's product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    pub version: Version,
    pub vendor: Slug,
    pub organisation: Slug,
    pub result: TestResult,
    pub tested_on: Date,
    /// The last day on which it counts.
    pub expires_on: Date,
    pub is_withdrawn: bool,
}

/// What an organisation said of a version for a working group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub version: Version,
    pub working_group: Slug,
    pub organisation: Slug,
    pub verdict: ReviewVerdict,
    pub is_withdrawn: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewVerdict {
    Approved,
    Rejected,
}

impl Facts {
    /// The organisations that use it, by name.
    pub fn users(&self) -> BTreeSet<&Slug> {
        let used = self.adoptions.iter().filter(|adoption| adoption.stage.is_use());
        used.map(|adoption| &adoption.organisation).collect()
    }

    /// As whom an organisation counts: the one in which it went up in the end.
    pub(super) fn now<'a>(&'a self, organisation: &'a Slug) -> &'a Slug {
        let mut now = organisation;
        // As many steps as there are successions: no circle holds us.
        for _ in 0..self.successors.len() {
            let Some(next) = self.successors.get(now) else { break };
            now = next;
        }
        now
    }

    pub(super) fn is_owner(&self, organisation: &Slug) -> bool {
        self.now(organisation) == self.now(&self.owner)
    }

    /// Whether an organisation is, or went up in, one that sells. Whoever took over a vendor that the document names is that
    /// vendor.
    pub(super) fn is_vendor(&self, organisation: &Slug) -> bool {
        let now = self.now(organisation);
        self.sellers.contains(organisation)
            || self.sellers.contains(now)
            || self.vendors.iter().any(|vendor| self.now(vendor) == now)
    }

    /// Whether what was said of a version still speaks of what is offered now.
    pub(super) fn speaks_of_now(&self, version: &Version) -> bool {
        let is_same_line = self.latest.as_ref().is_some_and(|now| now.major == version.major);
        is_same_line && !self.yanked.contains(version)
    }
}

impl Attestation {
    /// As far as it decides whether the test counts.
    pub(super) fn terms(&self) -> TestTerms<'_> {
        TestTerms {
            vendor: self.vendor.as_str(),
            by: self.organisation.as_str(),
            on: self.tested_on,
            expires: self.expires_on,
            result: self.result,
            is_withdrawn: self.is_withdrawn,
        }
    }
}

impl AdoptionStage {
    pub const ALL: [Self; 4] = [Self::Planned, Self::Introducing, Self::Productive, Self::Ended];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Introducing => "introducing",
            Self::Productive => "productive",
            Self::Ended => "ended",
        }
    }

    /// Whether the blueprint is in use: a plan is not yet, and what has ended no longer.
    pub fn is_use(self) -> bool {
        matches!(self, Self::Introducing | Self::Productive)
    }
}

impl fmt::Display for AdoptionStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for AdoptionStage {
    type Err = UnknownStage;

    fn from_str(s: &str) -> Result<Self, UnknownStage> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == s).ok_or(UnknownStage)
    }
}

impl ReviewVerdict {
    pub const ALL: [Self; 2] = [Self::Approved, Self::Rejected];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

impl FromStr for ReviewVerdict {
    type Err = UnknownVerdict;

    fn from_str(s: &str) -> Result<Self, UnknownVerdict> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == s).ok_or(UnknownVerdict)
    }
}

/// The text is not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such verdict")]
pub struct UnknownVerdict;
