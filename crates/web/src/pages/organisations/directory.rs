//! `/organisationen`: the directory.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{OrganisationFilter, Refused, Registry};

use super::{Row, kinds, lands};
use crate::pages::pick::Pick;
use crate::{
    pages::{Frame, Place, Visit, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "organisations/directory.html")]
pub(super) struct DirectoryPage {
    frame: Frame,
    t: Text,
    query: String,
    kinds: Vec<Pick>,
    lands: Vec<Pick>,
    /// The organisation to which all that are shown belong, by name.
    parent: Option<(String, String)>,
    found: String,
    rows: Vec<Row>,
    next: Option<String>,
}

/// Organisations on one page.
pub(super) const SHOWN: u32 = 50;

/// `GET /organisationen`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let registry = state.registry.clone();
    let page = blocking(move || load(&registry, &visit)).await?;
    Ok(html(StatusCode::OK, &page))
}

fn load(registry: &Registry, visit: &Visit) -> Result<DirectoryPage, Refused> {
    let filter = wanted(visit);
    let after: Option<Slug> = visit.parameter("nach").and_then(|after| after.parse().ok());
    let (found, total) = registry::organisations(registry, &filter, after.as_ref(), SHOWN + 1)?;
    let parent = match &filter.parent {
        Some(slug) => Some((slug.to_string(), registry::organisation(registry, slug)?.name)),
        None => None,
    };
    let rows: Vec<Row> = found.iter().map(|one| Row::of(one, visit.t)).collect();
    Ok(shown(visit, rows, (total, parent)))
}

/// Parameters that mean nothing here are ignored: a link from elsewhere may carry anything.
pub(super) fn wanted(visit: &Visit) -> OrganisationFilter {
    OrganisationFilter {
        kind: visit.parameter("kind").and_then(|kind| kind.parse().ok()),
        state: visit.parameter("state").map(str::to_owned),
        parent: visit.parameter("parent").and_then(|parent| parent.parse().ok()),
        text: visit.parameter("q").map(str::to_owned),
        ..OrganisationFilter::default()
    }
}

pub(super) fn shown(
    visit: &Visit,
    mut rows: Vec<Row>,
    (total, parent): (i64, Option<(String, String)>),
) -> DirectoryPage {
    let t = visit.t;
    let chosen = |name: &str| visit.parameter(name).unwrap_or_default();
    let next = turn(visit, &mut rows);
    let any = |picks: Vec<Pick>, chosen: &str| {
        let none = Pick::none(t.get("organisations-any"), chosen);
        std::iter::once(none).chain(picks).collect()
    };
    DirectoryPage {
        frame: Frame::new(visit, t.get("organisations-title"), Place::Organisations),
        t,
        query: chosen("q").to_owned(),
        kinds: any(kinds(t, chosen("kind")), chosen("kind")),
        lands: any(lands(t, chosen("state")), chosen("state")),
        parent,
        found: t.n("organisations-count", &total),
        rows,
        next,
    }
}

/// Cuts off the row that only shows that there are more, and gives the address that shows them.
pub(super) fn turn(visit: &Visit, rows: &mut Vec<Row>) -> Option<String> {
    let n_shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let has_more = n_shown < rows.len();
    rows.truncate(n_shown);
    let last = rows.last().filter(|_| has_more)?;
    Some(visit.address(&[("nach", Some(&last.slug))]))
}
