//! `/erprobungen/{id}`: one attestation, and the form by which it is withdrawn.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{Document, VersionRef};
use registry::{
    Refused, Registry, StoreError, attestation, attestation_may_withdraw, attestation_withdraw,
    document,
};

use super::{facts::facts, row::ended};
use crate::{
    api::Id,
    pages::{
        Frame, Place, Visit, address,
        blueprint::{facts::Fact, offers},
        format, html,
        people::form::{Faults, Fields, Signed, back_to},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "attestations/one.html")]
struct AttestationPage {
    frame: Frame,
    t: Text,
    id: String,
    blueprint: String,
    /// The blueprint's page for vendors, at the version that was tested against.
    vendors: String,
    product: String,
    organisation: String,
    result: String,
    recorded: String,
    recorded_iso: String,
    ended: Option<String>,
    withdrawn: Option<Ended>,
    facts: Vec<Fact>,
    /// For those who may withdraw it.
    form_token: Option<String>,
    faults: Faults,
    typed: Fields,
}

#[derive(Debug)]
struct Ended {
    day: String,
    iso: String,
    reason: String,
}

/// `GET /erprobungen/{id}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, id.0, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    id: String,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, now, visit) = (state.registry.clone(), state.now(), visit.clone());
    let page = blocking(move || load(&registry, (&visit, now), &id, (faults, typed))).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    (visit, now): (&Visit, i64),
    id: &str,
    (faults, typed): (Faults, Fields),
) -> Result<AttestationPage, Refused> {
    let t = visit.t;
    let one = attestation(registry, id)?;
    let today = format::today(now);
    let exact = VersionRef::Exact(one.version.clone());
    let (_, bytes) = document(registry, &one.blueprint, &exact)?;
    let corrupt = || Refused::Store(StoreError::Corrupt { what: "document" });
    let tree: serde_json::Value =
        serde_json::from_slice(&bytes.canonical).map_err(|_unreadable| corrupt())?;
    let document = Document::try_from(&tree).map_err(|_unreadable| corrupt())?;
    let product = offers::called(&document, &one.product);
    let version = one.version.to_string();
    let vendors = format!("/blaupausen/{}/anbieter", one.blueprint);
    let visitor = visit.visitor.as_ref();
    let may_withdraw = visitor.filter(|who| attestation_may_withdraw(&who.actor, &one).is_ok());
    Ok(AttestationPage {
        frame: Frame::new(visit, t.with("attestation-title", &product), Place::Blueprints),
        t,
        vendors: address(&vendors, [("version", version.as_str())].into_iter()),
        product,
        organisation: one.organisation.to_string(),
        result: t.code("result", one.result.as_str()),
        recorded: format::day_of(one.created.at, t.lang),
        recorded_iso: format::iso_day_of(one.created.at),
        ended: ended(t, &one, today),
        withdrawn: one.withdrawn.as_ref().map(|end| Ended {
            day: format::day_of(end.stamp.at, t.lang),
            iso: format::iso_day_of(end.stamp.at),
            reason: end.reason.clone(),
        }),
        facts: facts(t, &one, (&document, today)),
        form_token: may_withdraw
            .filter(|_| one.withdrawn.is_none())
            .map(|who| who.form_token.clone()),
        blueprint: one.blueprint.to_string(),
        id: one.id,
        faults,
        typed,
    })
}

/// `POST /erprobungen/{id}/zuruecknehmen`.
pub(super) async fn withdraw(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, typed) = (state.registry.clone(), state.now(), form.fields.clone());
    let of = id.0.clone();
    let done = blocking(move || {
        attestation_withdraw(&registry, &form.actor, (&of, form.fields.get("reason")), at)
    })
    .await;
    match done {
        Ok(_) => {
            (state.written)();
            Ok(back_to(&format!("/erprobungen/{}", id.0)))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, id.0, (faults, typed)).await
        }
    }
}
