//! The start page: search first, then what is new and how much there is.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Find, OrganisationFilter, Refused, Registry, Sort};

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

const NEWEST: usize = 6;

#[derive(Debug, Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    t: Text,
    figures: Vec<Figure>,
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
    let newest = Find {
        text: None,
        filters: Vec::new(),
        sort: Sort::Updated,
        lang: visit.lang(),
        limit: NEWEST,
        at: Some(now),
        ..Find::default()
    };
    let found = registry::find(registry, &newest)?;
    let (_, n_organisations) =
        registry::organisations(registry, &OrganisationFilter::default(), None, 1)?;
    let n_blueprints = i64::try_from(found.total).unwrap_or(i64::MAX);
    let figure = |label, n| Figure { label, number: format::number(n, t.lang) };
    Ok(HomePage {
        frame: Frame::new(visit, t.get("home-heading"), Place::Home),
        t,
        figures: vec![
            figure(t.get("figure-blueprints"), n_blueprints),
            figure(t.get("figure-organisations"), n_organisations),
        ],
        cards: found.items.iter().map(|found| Card::new(found, (t, now))).collect(),
    })
}
