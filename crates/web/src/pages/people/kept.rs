//! `/verwaltung/kuerzel`: slugs that no organisation gets, for those who operate the registry.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{Refused, Reservation, release, reservations, reserve};

use super::form::{Faults, Fields, Signed, back_to, visitor};
use crate::{
    api::Reserved,
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/kept.html")]
struct KeptPage {
    frame: Frame,
    t: Text,
    form_token: String,
    rows: Vec<Row>,
    has_more: bool,
    faults: Faults,
    typed: Fields,
}

#[derive(Debug)]
struct Row {
    slug: String,
    reason: String,
    since: String,
    since_iso: String,
}

const SHOWN: u32 = 200;
const HERE: &str = "/verwaltung/kuerzel";

/// `GET /verwaltung/kuerzel`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, who, t) = (state.registry.clone(), visitor(visit)?.clone(), visit.t);
    let actor = who.actor;
    let mut kept =
        blocking(move || reservations(&registry, &actor, None, SHOWN.saturating_add(1))).await?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let has_more = shown < kept.len();
    kept.truncate(shown);
    let rows = kept.into_iter().map(|one| Row {
        slug: one.slug.to_string(),
        reason: one.reason,
        since: format::day_of(one.at, t.lang),
        since_iso: format::iso_day_of(one.at),
    });
    let page = KeptPage {
        frame: Frame::new(visit, t.get("kept-title"), Place::Operator),
        t,
        form_token: who.form_token,
        rows: rows.collect(),
        has_more,
        faults,
        typed,
    };
    Ok(html(status, &page))
}

/// `POST /verwaltung/kuerzel`.
pub(super) async fn keep(
    visit: Visit,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, fields) = (state.registry.clone(), state.now(), form.fields.clone());
    let Ok(slug) = fields.get("slug").trim().parse::<Slug>() else {
        let faults = Faults::one("slug", visit.t.get("organisation-no-slug"));
        return shown(&visit, &state, (faults, fields)).await;
    };
    let done = blocking(move || {
        let reason = form.fields.get("reason");
        reserve(&registry, &form.actor, Reservation { slug: &slug, reason, at })
    })
    .await;
    done_or_faults(&visit, &state, (done.map(|_| ()), fields)).await
}

/// `POST /verwaltung/kuerzel/{slug}/freigeben`.
pub(super) async fn give_free(
    visit: Visit,
    state: web::Data<State>,
    slug: Reserved,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at) = (state.registry.clone(), state.now());
    let done =
        blocking(move || -> Result<_, Refused> { release(&registry, &form.actor, &slug.0, at) })
            .await;
    done_or_faults(&visit, &state, (done, Fields::default())).await
}

async fn done_or_faults(
    visit: &Visit,
    state: &web::Data<State>,
    (done, typed): (Result<(), Problem>, Fields),
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => Ok(back_to(HERE)),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(visit, state, (faults, typed)).await
        }
    }
}
