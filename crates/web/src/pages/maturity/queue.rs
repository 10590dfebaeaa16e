//! `/pruefung`: proven blueprints that no working group has approved yet.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{
    Slug,
    maturity::{Maturity, Rule},
};
use registry::{Facet, Find, Refused, Registry, Sort, Stop};

use super::named;
use crate::{
    pages::{Frame, Place, Visit, html, phrase::Phrase, text::Text},
    problem::Problem,
    searches::search,
    state::State,
};

const PER_PAGE: usize = 20;
/// Pages beyond are not offered: whoever is that far behind begins at the front.
const MOST_PAGES: usize = 500;

#[derive(Debug, Template)]
#[template(path = "maturity/queue.html")]
struct QueuePage {
    frame: Frame,
    t: Text,
    found: String,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug)]
struct Row {
    id: String,
    title: Phrase,
    version: String,
    href: String,
    /// Names of those who approved it already.
    approved: Vec<String>,
}

/// `GET /pruefung`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    let page = search(&state.searches, move |stop| load(&registry, &visit, (now, stop))).await?;
    Ok(html(StatusCode::OK, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    (now, stop): (i64, Stop),
) -> Result<QueuePage, Refused> {
    let t = visit.t;
    let page = visit.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1_usize);
    let page = page.clamp(1, MOST_PAGES);
    let wanted = Find {
        filters: vec![(Facet::Maturity, Maturity::Proven.as_str().to_owned())],
        sort: Sort::Name,
        lang: visit.lang(),
        offset: (page - 1) * PER_PAGE,
        limit: PER_PAGE,
        at: Some(now),
        stop,
        ..Find::default()
    };
    let found = registry::find(registry, &wanted)?;
    let (mut rows, mut approved) = (Vec::new(), Vec::<Vec<Slug>>::new());
    for blueprint in found.items.iter().map(|found| &found.blueprint) {
        let Some(latest) = &blueprint.latest else { continue };
        let rules = registry::maturity(registry, &blueprint.id, now)?.assessment.rules;
        let approvals = rules.into_iter().filter(|counted| counted.rule == Rule::Approvals);
        let by = approvals.flat_map(|counted| counted.facts).map(|fact| fact.organisation);
        approved.push(by.collect());
        rows.push(Row {
            id: blueprint.id.to_string(),
            title: Phrase::either(&blueprint.title_de, blueprint.title_en.as_deref(), t.lang),
            version: latest.to_string(),
            href: format!("/pruefung/{}/{latest}", blueprint.id),
            approved: Vec::new(),
        });
    }
    let names = registry::organisation_names(registry, &approved.iter().flatten().collect())?;
    for (row, by) in rows.iter_mut().zip(&approved) {
        row.approved = by.iter().map(|slug| named(&names, slug)).collect();
    }
    let turn = |page: usize| visit.address(&[("page", Some(&page.to_string()))]);
    Ok(QueuePage {
        frame: Frame::new(visit, t.get("queue-title"), Place::Blueprints),
        t,
        found: t.n("results-count", &found.total),
        rows,
        previous: (1 < page).then(|| turn(page - 1)),
        next: found.next.filter(|_| page < MOST_PAGES).map(|_| turn(page + 1)),
    })
}
