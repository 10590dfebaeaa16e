//! What a blueprint has earned by evidence, on which day, and why.
//!
//! Nobody types a level in: it follows from who uses the blueprint, who tested a product with it, and who approved it
//! ([`Facts`]). Law: more evidence never lowers a level, less never raises it, and without new evidence a later day never
//! raises it either. So three days say all there is to say of every day ([`Earned`]).

mod facts;
mod rule;
mod sentence;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use facts::{
    Adoption, AdoptionStage, Attestation, Facts, Review, ReviewVerdict, UnknownStage,
    UnknownVerdict,
};
pub use rule::{Counted, Fact, Rule};
pub use sentence::reason;

/// A level, from least to most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maturity {
    #[default]
    Unproven,
    Pilot,
    Proven,
    Standard,
}

/// The last day on which something holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Until {
    /// It does not hold at all.
    #[default]
    Never,
    Day(Date),
    /// Nothing that is known ends it.
    Open,
}

/// The last day of each level.
///
/// Invariant: `standard` is no later than `proven`. A blueprint can be proven without its owner using it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Earned {
    pub pilot: Until,
    pub proven: Until,
    pub standard: Until,
}

/// What was earned, and what was counted for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub earned: Earned,
    /// Every rule once, in the order of [`Rule::ALL`].
    pub rules: Vec<Counted>,
}

/// Holds the facts against the rules.
pub fn assess(facts: &Facts) -> Assessment {
    let rules: Vec<Counted> = Rule::ALL.into_iter().map(|rule| rule.count(facts)).collect();
    let until = |level: Maturity| {
        let asked = rules.iter().filter(|counted| counted.rule.is_asked_for(level));
        asked.map(|counted| counted.until).min().unwrap_or_default()
    };
    let earned = Earned {
        pilot: until(Maturity::Pilot),
        proven: until(Maturity::Proven),
        standard: until(Maturity::Standard),
    };
    Assessment { earned, rules }
}

impl Maturity {
    pub const ALL: [Self; 4] = [Self::Unproven, Self::Pilot, Self::Proven, Self::Standard];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unproven => "none",
            Self::Pilot => "pilot",
            Self::Proven => "proven",
            Self::Standard => "standard",
        }
    }

    /// The level above.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|level| self < *level)
    }
}

impl Until {
    /// Whether it still holds on a day; the last day counts.
    pub fn holds(self, on: Date) -> bool {
        match self {
            Self::Never => false,
            Self::Day(last) => on <= last,
            Self::Open => true,
        }
    }

    /// The day that ends it, where one does.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(last) => Some(last),
            Self::Never | Self::Open => None,
        }
    }
}

impl Earned {
    /// Of the law: an index made under another one is built anew. Whoever changes what counts, and for how long, raises it.
    pub const VERSION: u8 = 1;

    /// What holds at a level and stays so: for tests and made-up entries.
    pub fn forever(level: Maturity) -> Self {
        let reached = |wanted| if wanted <= level { Until::Open } else { Until::Never };
        Self {
            pilot: reached(Maturity::Pilot),
            proven: reached(Maturity::Proven),
            standard: reached(Maturity::Standard),
        }
    }

    pub fn until(&self, level: Maturity) -> Until {
        match level {
            Maturity::Unproven => Until::Open,
            Maturity::Pilot => self.pilot,
            Maturity::Proven => self.proven,
            Maturity::Standard => self.standard,
        }
    }

    /// The highest level that holds on a day.
    pub fn level(&self, on: Date) -> Maturity {
        let held = Maturity::ALL.into_iter().filter(|level| self.until(*level).holds(on));
        held.max().unwrap_or_default()
    }
}

impl Assessment {
    /// The next level, and which of its rules do not hold on a day; `None` at the top.
    pub fn missing(&self, on: Date) -> Option<(Maturity, Vec<&Counted>)> {
        let next = self.earned.level(on).next()?;
        let asked = self.rules.iter().filter(|counted| counted.rule.is_asked_for(next));
        Some((next, asked.filter(|counted| !counted.until.holds(on)).collect()))
    }
}
