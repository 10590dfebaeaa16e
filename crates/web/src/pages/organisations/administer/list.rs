//! `/verwaltung/organisationen`: which are to be looked at, which nobody owns, and adding one.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{
    Act, On, Organisation, OrganisationFilter, OrganisationKind, OrganisationStanding, Refused,
    Registry, organisation_add,
};

use super::super::{
    Row,
    directory::{SHOWN, turn, wanted},
    kinds, lands,
};
use crate::pages::pick::Pick;
use crate::{
    pages::{
        Frame, Place, Visit, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "organisations/administer.html")]
struct AdministerPage {
    frame: Frame,
    t: Text,
    form_token: String,
    faults: Faults,
    typed: Fields,
    query: String,
    shows: Vec<Pick>,
    found: String,
    rows: Vec<Row>,
    next: Option<String>,
    kinds: Vec<Pick>,
    lands: Vec<Pick>,
}

/// Which organisations are shown.
const SHOWS: [&str; 3] = ["ungeprueft", "ohne-leitung", "alle"];

/// `GET /verwaltung/organisationen`.
pub(in super::super) async fn page(
    visit: Visit,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let visitor = visitor(visit)?.clone();
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (t, chosen) = (visit.t, show(visit));
    let (registry, filter, after) = (state.registry.clone(), filter(visit), after(visit));
    let (mut rows, total) = blocking(move || {
        visitor.actor.require(Act::AdministerOrganisation, On::Registry)?;
        let (found, total) =
            registry::organisations(&registry, &filter, after.as_ref(), SHOWN + 1)?;
        Ok::<_, Refused>((found.iter().map(|one| Row::of(one, t)).collect::<Vec<_>>(), total))
    })
    .await?;
    let next = turn(visit, &mut rows);
    let none = Pick::none(t.get("organisation-by-key"), typed.get("state"));
    let page = AdministerPage {
        frame: Frame::new(visit, t.get("administer-title"), Place::Operator),
        t,
        form_token: visitor_token(visit)?,
        query: visit.parameter("q").unwrap_or_default().to_owned(),
        shows: SHOWS
            .map(|show| Pick {
                value: show.to_owned(),
                label: t.code("administer-show", show),
                is_chosen: show == chosen,
            })
            .to_vec(),
        found: t.n("organisations-count", &total),
        rows,
        next,
        kinds: kinds(t, typed.get("kind")),
        lands: std::iter::once(none).chain(lands(t, typed.get("state"))).collect(),
        faults,
        typed,
    };
    Ok(html(status, &page))
}

fn visitor_token(visit: &Visit) -> Result<String, Problem> {
    Ok(visitor(visit)?.form_token.clone())
}

fn show(visit: &Visit) -> &'static str {
    let asked = visit.parameter("zeige").unwrap_or_default();
    SHOWS.into_iter().find(|show| *show == asked).unwrap_or("ungeprueft")
}

fn after(visit: &Visit) -> Option<Slug> {
    visit.parameter("nach").and_then(|after| after.parse().ok())
}

fn filter(visit: &Visit) -> OrganisationFilter {
    let filter = wanted(visit);
    match show(visit) {
        "ungeprueft" => OrganisationFilter { is_verified: Some(false), ..filter },
        "ohne-leitung" => OrganisationFilter { lacks_owner: true, ..filter },
        _ => filter,
    }
}

/// `POST /verwaltung/organisationen`.
pub(in super::super) async fn add(
    visit: Visit,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, t) = (state.registry.clone(), state.now(), visit.t);
    let fields = form.fields.clone();
    let new = match new(&fields, t, at) {
        Ok(new) => new,
        Err(faults) => return shown(&visit, &state, (faults, fields)).await,
    };
    let added = blocking(move || added(&registry, &form, &new)).await;
    match added {
        Ok(slug) => {
            (state.written)();
            Ok(back_to(&format!("/verwaltung/organisationen/{slug}")))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, (faults, fields)).await
        }
    }
}

fn added(registry: &Registry, form: &Signed, new: &Organisation) -> Result<Slug, Refused> {
    Ok(organisation_add(registry, &form.actor, new)?.slug)
}

/// What was typed as an organisation; what the registry cannot be asked about is a fault here.
fn new(fields: &Fields, t: Text, at: i64) -> Result<Organisation, Faults> {
    let given = |name: &str| {
        let text = fields.get(name).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let mut faults = Faults::default();
    let slug = fields.get("slug").trim().parse::<Slug>();
    let parent = given("parent").map(|parent| parent.parse::<Slug>()).transpose();
    if slug.is_err() {
        faults.0.push(("slug".to_owned(), t.get("organisation-no-slug")));
    }
    if parent.is_err() {
        faults.0.push(("parent".to_owned(), t.get("organisation-no-slug")));
    }
    let (Ok(slug), Ok(parent)) = (slug, parent) else { return Err(faults) };
    Ok(Organisation {
        slug,
        kind: fields.get("kind").parse().unwrap_or(OrganisationKind::Other),
        name: fields.get("name").to_owned(),
        ars: given("ars"),
        state: given("state"),
        population: None,
        parent,
        created_at: at,
        standing: OrganisationStanding::default(),
    })
}
