//! `/blaupausen/{owner}/{name}/reifegrad`: the level rule by rule, with what was counted and what is missing.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{
    BlueprintId,
    maturity::{Counted, Until},
};
use registry::MaturityView;

use super::Badge;
use crate::{
    api::Blueprint,
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
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
    let view = blocking(move || registry::maturity(&registry, &wanted, now)).await?;
    Ok(html(StatusCode::OK, &shown(&visit, &id, (&view, now))))
}

fn shown(visit: &Visit, id: &BlueprintId, (view, now): (&MaturityView, i64)) -> MaturityPage {
    let t = visit.t;
    let MaturityView { on, latest, assessment, .. } = view;
    let next = assessment.missing(*on).map(|(level, missing)| {
        let asks = missing.iter().map(|counted| counted.rule.asks().get(t.lang).to_owned());
        (level.label().get(t.lang).to_owned(), asks.collect())
    });
    MaturityPage {
        frame: Frame::new(visit, t.with("grade-title", &id.to_string()), Place::Blueprints),
        t,
        id: id.to_string(),
        badge: Badge::of(&assessment.earned, (t, now)),
        day: format::day(&on.to_string(), t.lang),
        day_iso: on.to_string(),
        line: latest.as_ref().map(|latest| latest.major.to_string()),
        rules: assessment.rules.iter().map(|counted| row(counted, view, t)).collect(),
        next,
        review: latest.as_ref().map(|latest| format!("/pruefung/{id}/{latest}")),
    }
}

fn row(counted: &Counted, view: &MaturityView, t: Text) -> Row {
    let name =
        |slug: &blueprint::Slug| view.names.get(slug).cloned().unwrap_or_else(|| slug.to_string());
    let last = |until: Until| {
        until.day().map(|day| (format::day(&day.to_string(), t.lang), day.to_string()))
    };
    let facts = counted.facts.iter().filter(|fact| fact.until.holds(view.on));
    let counting: Vec<Counting> = facts
        .map(|fact| Counting {
            slug: fact.organisation.to_string(),
            name: name(&fact.organisation),
            until: last(fact.until).map(|(day, _)| day),
        })
        .collect();
    let number = |n: usize| t.n("plain-number", &n);
    Row {
        asks: counted.rule.asks().get(t.lang).to_owned(),
        level: counted.rule.level().label().get(t.lang).to_owned(),
        share: (0 < counted.needed)
            .then(|| format!("{} / {}", number(counting.len()), number(counted.needed))),
        counted: counting,
        group: counted.working_group.as_ref().map(|slug| (slug.to_string(), name(slug))),
        holds: counted.until.holds(view.on),
        until: last(counted.until),
    }
}
