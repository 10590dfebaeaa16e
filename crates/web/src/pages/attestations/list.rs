//! `/blaupausen/{owner}/{name}/erprobungen` and `/organisationen/{organisation}/erprobungen`: all attestations, the newest
//! first, also those that count no longer.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{
    Attestation, AttestationFilter, EvidencePlace, Refused, Registry, attestations, attestations_of,
};

use super::Row;
use crate::{
    api::{Blueprint, Organisation},
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "attestations/list.html")]
struct ListPage {
    frame: Frame,
    t: Text,
    /// Whose they are, by name and address.
    of: (String, String),
    /// Where one is recorded.
    new: Option<String>,
    total: i64,
    rows: Vec<Row>,
    next: Option<String>,
}

/// Attestations on one page.
const SHOWN: u32 = 50;

type Wanted<'a> = (Option<&'a EvidencePlace>, u32);

/// `GET /blaupausen/{owner}/{name}/erprobungen`.
pub(super) async fn of_blueprint(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let (name, href) = (id.0.to_string(), format!("/blaupausen/{}", id.0));
    let new = Some(format!("{href}/erprobungen/neu"));
    shown(visit, &state, (Place::Blueprints, (name, href), new), move |registry, wanted| {
        attestations(registry, (&id.0, &AttestationFilter::default()), wanted)
    })
    .await
}

/// `GET /organisationen/{organisation}/erprobungen`.
pub(super) async fn of_organisation(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    let of = (slug.0.to_string(), format!("/organisationen/{}", slug.0));
    shown(visit, &state, (Place::Organisations, of, None), move |registry, wanted| {
        attestations_of(registry, (&slug.0, &AttestationFilter::default()), wanted)
    })
    .await
}

async fn shown<F>(
    visit: Visit,
    state: &web::Data<State>,
    (place, of, new): (Place, (String, String), Option<String>),
    read: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&Registry, Wanted<'_>) -> Result<(Vec<Attestation>, i64), Refused> + Send + 'static,
{
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || {
        let after: Option<EvidencePlace> =
            visit.parameter("nach").and_then(|after| after.parse().ok());
        let (mut found, total) = read(&registry, (after.as_ref(), SHOWN.saturating_add(1)))?;
        let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let has_more = shown < found.len();
        found.truncate(shown);
        let last = found.last().filter(|_| has_more).map(|last| last.place().to_string());
        let (t, today) = (visit.t, format::today(now));
        Ok::<_, Refused>(ListPage {
            frame: Frame::new(&visit, t.with("attestations-title", &of.0), place),
            t,
            of,
            new,
            total,
            rows: found.iter().map(|one| Row::new(t, one, today)).collect(),
            next: last.map(|last| visit.address(&[("nach", Some(&last))])),
        })
    })
    .await?;
    Ok(html(StatusCode::OK, &page))
}
