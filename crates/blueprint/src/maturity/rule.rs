//! The rules, and what is counted for each.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AdoptionStage, Facts, Maturity, ReviewVerdict, Until};
use crate::Slug;

/// What a level asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A version is published and was not taken back.
    Published,
    /// The day of the next review has not passed.
    ReviewDue,
    /// The owner introduces it or uses it.
    OwnAdoption,
    /// Two others use it productively.
    OtherAdoptions,
    /// Somebody other than the vendor tested a product with it.
    Attestation,
    /// Two organisations of a working group approved it.
    Approvals,
}

/// What was counted for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub rule: Rule,
    /// How many organisations it takes; none for rules that count none.
    pub needed: usize,
    /// Each organisation once, by slug; one that went up in another as that one.
    pub facts: Vec<Fact>,
    /// For which working group, where that was counted.
    pub working_group: Option<Slug>,
    pub until: Until,
}

/// An organisation, and until when what it did counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub organisation: Slug,
    pub until: Until,
}

impl Counted {
    /// Those that count on a day.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.until.holds(day))
    }
}

impl Rule {
    pub const ALL: [Self; 6] = [
        Self::Published,
        Self::ReviewDue,
        Self::OwnAdoption,
        Self::OtherAdoptions,
        Self::Attestation,
        Self::Approvals,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::ReviewDue => "review-due",
            Self::OwnAdoption => "own-adoption",
            Self::OtherAdoptions => "other-adoptions",
            Self::Attestation => "attestation",
            Self::Approvals => "approvals",
        }
    }

    /// How many organisations it takes.
    pub fn needed(self) -> usize {
        match self {
            Self::Published | Self::ReviewDue => 0,
            Self::OwnAdoption | Self::Attestation => 1,
            Self::OtherAdoptions | Self::Approvals => 2,
        }
    }

    /// The level that first asks for it.
    pub fn level(self) -> Maturity {
        match self {
            Self::Published | Self::ReviewDue | Self::OwnAdoption => Maturity::Pilot,
            Self::OtherAdoptions | Self::Attestation => Maturity::Proven,
            Self::Approvals => Maturity::Standard,
        }
    }

    pub fn is_asked_for(self, level: Maturity) -> bool {
        match self {
            Self::Published | Self::ReviewDue => Maturity::Pilot <= level,
            Self::OwnAdoption => level == Maturity::Pilot,
            Self::OtherAdoptions | Self::Attestation => Maturity::Proven <= level,
            Self::Approvals => level == Maturity::Standard,
        }
    }

    pub(super) fn count(self, facts: &Facts) -> Counted {
        match self {
            Self::Published => {
                self.plainly(if facts.latest.is_some() { Until::Open } else { Until::Never })
            }
            Self::ReviewDue => self.plainly(facts.review_by.map_or(Until::Open, Until::Day)),
            Self::OwnAdoption => self.of(own_adoptions(facts), None),
            Self::OtherAdoptions => self.of(other_adoptions(facts), None),
            Self::Attestation => self.of(attestations(facts), None),
            Self::Approvals => {
                let (group, approvals) = approvals(facts);
                self.of(approvals, group)
            }
        }
    }

    fn plainly(self, until: Until) -> Counted {
        Counted { rule: self, needed: 0, facts: Vec::new(), working_group: None, until }
    }

    /// It holds as long as enough organisations are left.
    fn of(self, counted: BTreeMap<Slug, Until>, working_group: Option<Slug>) -> Counted {
        let needed = self.needed();
        let mut untils: Vec<Until> = counted.values().copied().collect();
        untils.sort_unstable_by(|a, b| b.cmp(a));
        let until = untils.get(needed.saturating_sub(1)).copied().unwrap_or_default();
        let fact = |(organisation, until)| Fact { organisation, until };
        Counted {
            rule: self,
            needed,
            facts: counted.into_iter().map(fact).collect(),
            working_group,
            until,
        }
    }
}

fn own_adoptions(facts: &Facts) -> BTreeMap<Slug, Until> {
    let mut counted = BTreeMap::new();
    for adoption in &facts.adoptions {
        let is_used = adoption.stage.is_use();
        if is_used && facts.is_owner(&adoption.organisation) {
            counted.insert(facts.now(&adoption.organisation).clone(), Until::Open);
        }
    }
    counted
}

fn other_adoptions(facts: &Facts) -> BTreeMap<Slug, Until> {
    let mut counted = BTreeMap::new();
    for adoption in &facts.adoptions {
        let by = &adoption.organisation;
        if adoption.stage == AdoptionStage::Productive
            && !facts.is_owner(by)
            && !facts.is_vendor(by)
        {
            counted.insert(facts.now(by).clone(), Until::Open);
        }
    }
    counted
}

/// By anybody but a vendor, the owner too: whoever runs a pilot tests it. When a test counts, [`TestTerms`] says; who is a
/// vendor by registration, by the document or as a successor, and which versions are meant, is known here alone.
///
/// No test is recorded before it was made, so its last day says all.
///
/// [`TestTerms`]: crate::evidence::TestTerms
fn attestations(facts: &Facts) -> BTreeMap<Slug, Until> {
    let mut counted: BTreeMap<Slug, Until> = BTreeMap::new();
    for attestation in &facts.attestations {
        let by = &attestation.organisation;
        let sells = facts.is_vendor(by) || facts.now(by) == facts.now(&attestation.vendor);
        if sells || !facts.speaks_of_now(&attestation.version) {
            continue;
        }
        if let Some(last) = attestation.terms().passes_until() {
            let until = counted.entry(facts.now(by).clone()).or_default();
            *until = (*until).max(Until::Day(last));
        }
    }
    counted
}

/// Those of the working group that has most. Of an organisation's reviews for a group the last one counts.
fn approvals(facts: &Facts) -> (Option<Slug>, BTreeMap<Slug, Until>) {
    let mut last: BTreeMap<(Slug, Slug), ReviewVerdict> = BTreeMap::new();
    for review in &facts.reviews {
        let by = &review.organisation;
        let counts = !review.is_withdrawn
            && facts.speaks_of_now(&review.version)
            && !facts.is_owner(by)
            && !facts.is_vendor(by);
        if counts {
            let group = facts.now(&review.working_group).clone();
            last.insert((group, facts.now(by).clone()), review.verdict);
        }
    }
    let mut groups: BTreeMap<Slug, BTreeMap<Slug, Until>> = BTreeMap::new();
    for ((group, by), verdict) in last {
        if verdict == ReviewVerdict::Approved {
            groups.entry(group).or_default().insert(by, Until::Open);
        }
    }
    let mut most: (Option<Slug>, BTreeMap<Slug, Until>) = (None, BTreeMap::new());
    for (group, counted) in groups {
        if most.1.len() < counted.len() {
            most = (Some(group), counted);
        }
    }
    most
}
