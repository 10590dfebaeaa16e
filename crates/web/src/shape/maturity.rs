//! What a blueprint has earned, and reviews: by organisations, not by people.

use blueprint::{
    Lang,
    maturity::{Counted, Earned, Fact, Until, reason},
};
use jiff::civil::Date;
use registry::{MaturityView, Review};

use super::time;

fn day(until: Until) -> Option<String> {
    until.day().map(|day| day.to_string())
}

/// In short, on a day.
pub fn short(earned: &Earned, on: Date, lang: Lang) -> wire::Maturity {
    let level = earned.level(on);
    let until = earned.until(level);
    wire::Maturity {
        level: level.as_str().to_owned(),
        until: day(until),
        explanation: reason(level, until).get(lang).to_owned(),
    }
}

/// So many organisations are named for a rule; the rest are counted.
pub const MOST_NAMED: usize = 100;

/// Rule by rule.
pub fn view(view: &MaturityView, lang: Lang) -> wire::MaturityExplained {
    let MaturityView { on, blueprint, latest, assessment } = view;
    let next = assessment.missing(*on).map(|(level, missing)| wire::MaturityNext {
        level: level.as_str().to_owned(),
        missing: missing.iter().map(|counted| counted.rule.as_str().to_owned()).collect(),
    });
    wire::MaturityExplained {
        blueprint: blueprint.to_string(),
        on: on.to_string(),
        maturity: short(&assessment.earned, *on, lang),
        latest: latest.as_ref().map(ToString::to_string),
        next,
        rules: assessment.rules.iter().map(|counted| rule(counted, *on, lang)).collect(),
    }
}

fn rule(counted: &Counted, on: Date, lang: Lang) -> wire::MaturityRule {
    let fact = |fact: &Fact| wire::MaturityFact {
        organisation: fact.organisation.to_string(),
        until: day(fact.until),
    };
    wire::MaturityRule {
        code: counted.rule.as_str().to_owned(),
        level: counted.rule.level().as_str().to_owned(),
        message: counted.rule.asks().get(lang).to_owned(),
        needed: counted.needed,
        total: counted.on(on).count(),
        counted: counted.on(on).take(MOST_NAMED).map(fact).collect(),
        working_group: counted.working_group.as_ref().map(ToString::to_string),
        holds: counted.until.holds(on),
        until: day(counted.until),
    }
}

pub fn review(review: &Review) -> wire::Review {
    wire::Review {
        id: review.id.clone(),
        blueprint: review.blueprint.to_string(),
        version: review.version.to_string(),
        working_group: review.working_group.to_string(),
        organisation: review.organisation.to_string(),
        verdict: review.verdict.as_str().to_owned(),
        reason: review.reason.clone(),
        created_at: time(review.created_at),
        withdrawn: review
            .withdrawn
            .as_ref()
            .map(|end| wire::Withdrawn { at: time(end.stamp.at), reason: end.reason.clone() }),
        url: format!("/api/v1/reviews/{}", review.id),
    }
}

#[cfg(test)]
mod tests {
    use blueprint::maturity::Rule;

    use super::*;

    #[test]
    fn a_hundred_are_named_and_all_that_hold_are_counted() {
        let on: Date = "2026-11-26".parse().unwrap();
        let fact = |n: usize| Fact {
            organisation: format!("stadt-{n}").parse().unwrap(),
            until: if n == 0 { Until::Day(on.yesterday().unwrap()) } else { Until::Open },
        };
        let counted = Counted {
            rule: Rule::OtherAdoptions,
            needed: 2,
            facts: (0..=MOST_NAMED + 1).map(fact).collect(),
            working_group: None,
            until: Until::Open,
        };
        let told = rule(&counted, on, Lang::De);
        assert_eq!((told.total, told.counted.len()), (MOST_NAMED + 1, MOST_NAMED));
        assert_eq!(told.counted[0].organisation, "stadt-1", "what has ended is not told");
    }
}
