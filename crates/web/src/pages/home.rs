//! The start page: search first, then how much there is, what others proved, and what is new.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::maturity::Maturity;
use registry::{Facet, Find, OrganisationFilter, Refused, Registry, Sort};

use super::{
    card::Card,
    format,
    frame::{self, Frame, Place},
    text::Text,
    visit::Visit,
};
use crate::{
    problem::Problem,
    state::{State, blocking},
};

/// How many are shown: of all, and of those that are proven.
const NEWEST: usize = 6;
const PROVEN: usize = 4;

#[derive(Debug, Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    t: Text,
    figures: Vec<Figure>,
    /// The newest that others proved; none, and the page says nothing of them.
    proven: Vec<Card>,
    cards: Vec<Card>,
}

#[derive(Debug)]
struct Figure {
    label: String,
    number: String,
}

/// `GET /`.
pub(super) async fn home(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || load(&registry, &visit, now)).await?;
    Ok(frame::html(StatusCode::OK, &page))
}

fn load(registry: &Registry, visit: &Visit, now: i64) -> Result<HomePage, Refused> {
    let t = visit.t;
    let newest = |filters, limit| {
        let lang = visit.lang();
        let sort = Sort::Updated;
        registry::find(
            registry,
            &Find { filters, sort, lang, limit, at: Some(now), ..Find::default() },
        )
    };
    let found = newest(Vec::new(), NEWEST)?;
    let levels = [Maturity::Proven, Maturity::Standard];
    let proven = levels.map(|level| (Facet::Maturity, level.as_str().to_owned()));
    let proven = newest(proven.into(), PROVEN)?;
    let (_, n_organisations) =
        registry::organisations(registry, &OrganisationFilter::default(), None, 1)?;
    let n_blueprints = i64::try_from(found.total).unwrap_or(i64::MAX);
    let figure = |label, n| Figure { label, number: format::number(n, t.lang) };
    Ok(HomePage {
        frame: Frame::new(visit, t.get("home-heading"), Place::Home),
        t,
        figures: vec![
            figure(t.get("figure-blueprints"), n_blueprints),
            figure(t.get("figure-proven"), i64::try_from(proven.total).unwrap_or(i64::MAX)),
            figure(t.get("figure-organisations"), n_organisations),
        ],
        proven: proven.items.iter().map(|found| Card::new(found, (t, now))).collect(),
        cards: found.items.iter().map(|found| Card::new(found, (t, now))).collect(),
    })
}
