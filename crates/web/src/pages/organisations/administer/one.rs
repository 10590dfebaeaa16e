//! `/verwaltung/organisationen/{organisation}`: what only those who operate the registry say of an organisation.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{
    Act, NewSuccession, On, OrganisationChange, OrganisationView, Verdict, organisation_view,
};

use super::super::{Row, kinds, profile::change_seen};
use crate::pages::pick::Pick;
use crate::{
    api::Organisation,
    pages::{
        Frame, Place, Visit, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "organisations/administer_one.html")]
struct AdministerOnePage {
    frame: Frame,
    t: Text,
    form_token: String,
    faults: Faults,
    typed: Fields,
    revision: String,
    row: Row,
    kinds: Vec<Pick>,
    ars: String,
    parent: String,
    successor: String,
}

/// `GET /verwaltung/organisationen/{organisation}`.
pub(in super::super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, &slug.0, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    slug: &Slug,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let visitor = visitor(visit)?.clone();
    let (registry, slug) = (state.registry.clone(), slug.clone());
    let view = blocking(move || {
        visitor.actor.require(Act::AdministerOrganisation, On::Organisation(&slug))?;
        organisation_view(&registry, &slug)
    })
    .await?;
    Ok(html(status, &made(visit, &view, visitor_token(visit)?, (faults, typed))))
}

fn visitor_token(visit: &Visit) -> Result<String, Problem> {
    Ok(visitor(visit)?.form_token.clone())
}

fn made(
    visit: &Visit,
    view: &OrganisationView,
    form_token: String,
    (faults, typed): (Faults, Fields),
) -> AdministerOnePage {
    let (t, of) = (visit.t, &view.organisation);
    let value = |name: &str, stored: Option<&str>| {
        let shown = if typed.has(name) { typed.get(name) } else { stored.unwrap_or_default() };
        shown.to_owned()
    };
    let succession = of.standing.succession.as_ref();
    AdministerOnePage {
        frame: Frame::new(visit, of.name.clone(), Place::Operator),
        t,
        form_token,
        revision: of.standing.revision.to_string(),
        row: Row::of(of, t),
        kinds: kinds(t, &value("kind", Some(of.kind.as_str()))),
        ars: value("ars", of.ars.as_deref()),
        parent: value("parent", of.parent.as_ref().map(Slug::as_str)),
        successor: value(
            "succession/successor",
            succession.map(|succession| succession.successor.as_str()),
        ),
        faults,
        typed,
    }
}

/// `POST …/angaben`: kind, key, and where it belongs.
pub(in super::super) async fn facts(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let ars = given(&form.fields, "ars");
    let change = OrganisationChange {
        kind: form.fields.get("kind").parse().ok(),
        ars: Some(ars),
        parent: Some(given(&form.fields, "parent")),
        ..OrganisationChange::default()
    };
    changed(visit, state, slug.0, (form, change)).await
}

/// `POST …/pruefung`: verified, or no longer.
pub(in super::super) async fn verdict(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let verdict = Verdict {
        verified: form.fields.get("verified") == "ja",
        reason: form.fields.get("verification/reason").to_owned(),
    };
    let change =
        OrganisationChange { verification: Some(verdict), ..OrganisationChange::default() };
    changed(visit, state, slug.0, (form, change)).await
}

/// `POST …/nachfolge`: in which organisation it went up, or, left empty, that it did not.
pub(in super::super) async fn succession(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let succession = NewSuccession {
        successor: given(&form.fields, "succession/successor"),
        reason: form.fields.get("succession/reason").to_owned(),
    };
    let change =
        OrganisationChange { succession: Some(succession), ..OrganisationChange::default() };
    changed(visit, state, slug.0, (form, change)).await
}

fn given(fields: &Fields, name: &str) -> Option<String> {
    let text = fields.get(name).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Back to the page when it worked, else the page with what is wrong and what was typed.
async fn changed(
    visit: Visit,
    state: web::Data<State>,
    slug: Slug,
    (form, change): (Signed, OrganisationChange),
) -> Result<HttpResponse, Problem> {
    let (registry, at, of) = (state.registry.clone(), state.now(), slug.clone());
    let fields = form.fields.clone();
    let done = blocking(move || change_seen(&registry, (&form, &of), &change, at)).await;
    match done {
        Ok(()) => {
            (state.written)();
            Ok(back_to(&format!("/verwaltung/organisationen/{slug}")))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, &slug, (faults, fields)).await
        }
    }
}
