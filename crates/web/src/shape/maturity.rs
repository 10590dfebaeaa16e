//! What a blueprint has earned, and reviews: by organisations, not by people.

use blueprint::{
    BlueprintId, Lang,
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

/// Rule by rule.
pub fn view(id: &BlueprintId, view: &MaturityView, lang: Lang) -> wire::MaturityExplained {
    let MaturityView { on, latest, assessment, .. } = view;
    let next = assessment.missing(*on).map(|(level, missing)| wire::MaturityNext {
        level: level.as_str().to_owned(),
        missing: missing.iter().map(|counted| counted.rule.as_str().to_owned()).collect(),
    });
    wire::MaturityExplained {
        blueprint: id.to_string(),
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
    let counting = counted.facts.iter().filter(|fact| fact.until.holds(on));
    wire::MaturityRule {
        code: counted.rule.as_str().to_owned(),
        level: counted.rule.level().as_str().to_owned(),
        message: counted.rule.asks().get(lang).to_owned(),
        needed: counted.needed,
        counted: counting.map(fact).collect(),
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
