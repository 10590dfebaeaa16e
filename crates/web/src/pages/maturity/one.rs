//! `/blaupausen/{owner}/{name}/reifegrad`: the level rule by rule, with what was counted and what is missing.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{
    BlueprintId,
    maturity::{Counted, Until},
};
use jiff::civil::Date;
use registry::{MaturityView, Refused, organisation_names};

use super::{Badge, Names, named};
use crate::{
    api::Blueprint,
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
    shape::maturity::MOST_NAMED,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "maturity/one.html")]
struct MaturityPage {
    frame: Frame,
    t: Text,
    id: String,
    badge: Badge,
    day: String,
    day_iso: String,
    /// The major version that tests and reviews count for.
    line: Option<String>,
    rules: Vec<Row>,
    /// The next level, and what is missing for it.
    next: Option<(String, Vec<String>)>,
    /// Where the latest version is reviewed.
    review: Option<String>,
}

#[derive(Debug)]
struct Row {
    asks: String,
    level: String,
    counted: Vec<Counting>,
    /// How many more count than are named.
    n_more: usize,
    /// How many of how many, where organisations are counted.
    share: Option<String>,
    group: Option<(String, String)>,
    holds: bool,
    until: Option<(String, String)>,
}

#[derive(Debug)]
struct Counting {
    slug: String,
    name: String,
    until: Option<String>,
}

/// `GET /blaupausen/{owner}/{name}/reifegrad`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    let id = id.0;
    let wanted = id.clone();
    let (view, names) = blocking(move || {
        let view = registry::maturity(&registry, &wanted, now)?;
        let rules = view.assessment.rules.iter();
        let shown = rules.flat_map(|counted| {
            let facts = counted.on(view.on).take(MOST_NAMED);
            facts.map(|fact| &fact.organisation).chain(&counted.working_group)
        });
        let names = organisation_names(&registry, &shown.collect())?;
        Ok::<_, Refused>((view, names))
    })
    .await?;
    Ok(html(StatusCode::OK, &shown(&visit, &id, (&view, &names))))
}

fn shown(visit: &Visit, id: &BlueprintId, (view, names): (&MaturityView, &Names)) -> MaturityPage {
    let t = visit.t;
    let MaturityView { on, blueprint, latest, assessment } = view;
    let next = assessment.missing(*on).map(|(level, missing)| {
        let asks = missing.iter().map(|counted| counted.rule.asks().get(t.lang).to_owned());
        (level.label().get(t.lang).to_owned(), asks.collect())
    });
    MaturityPage {
        frame: Frame::new(visit, t.with("grade-title", &id.to_string()), Place::Blueprints),
        t,
        id: id.to_string(),
        badge: Badge::of(&assessment.earned, (t, *on)),
        day: format::day(&on.to_string(), t.lang),
        day_iso: on.to_string(),
        line: latest.as_ref().map(|latest| latest.major.to_string()),
        rules: assessment.rules.iter().map(|counted| row(counted, (*on, names), t)).collect(),
        next,
        review: latest.as_ref().map(|latest| format!("/pruefung/{blueprint}/{latest}")),
    }
}

fn row(counted: &Counted, (on, names): (Date, &Names), t: Text) -> Row {
    let last = |until: Until| {
        until.day().map(|day| (format::day(&day.to_string(), t.lang), day.to_string()))
    };
    let total = counted.on(on).count();
    let counting: Vec<Counting> = counted
        .on(on)
        .take(MOST_NAMED)
        .map(|fact| Counting {
            slug: fact.organisation.to_string(),
            name: named(names, &fact.organisation),
            until: last(fact.until).map(|(day, _)| day),
        })
        .collect();
    let number = |n: usize| t.n("plain-number", &n);
    Row {
        asks: counted.rule.asks().get(t.lang).to_owned(),
        level: counted.rule.level().label().get(t.lang).to_owned(),
        share: (0 < counted.needed)
            .then(|| format!("{} / {}", number(total), number(counted.needed))),
        n_more: total.saturating_sub(counting.len()),
        counted: counting,
        group: counted.working_group.as_ref().map(|slug| (slug.to_string(), named(names, slug))),
        holds: counted.until.holds(on),
        until: last(counted.until),
    }
}

#[cfg(test)]
mod tests {
    use blueprint::{
        Lang,
        maturity::{Fact, Rule},
    };

    use super::*;

    #[test]
    fn a_hundred_are_named_and_the_rest_is_counted() {
        let fact = |n: usize| Fact {
            organisation: format!("stadt-{n:03}").parse().unwrap(),
            until: Until::Open,
        };
        let counted = Counted {
            rule: Rule::OtherAdoptions,
            needed: 2,
            facts: (0..=MOST_NAMED).map(fact).collect(),
            working_group: None,
            until: Until::Open,
        };
        let names = [("stadt-000".parse().unwrap(), "Musterstadt".to_owned())].into();
        let row = row(&counted, (Date::MAX, &names), Text::new(Lang::De));
        assert_eq!((row.share.as_deref(), row.n_more), (Some("101 / 2"), 1));
        let shown: Vec<&str> = row.counted.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((shown.len(), &shown[..2]), (MOST_NAMED, &["Musterstadt", "stadt-001"][..]));
    }
}
