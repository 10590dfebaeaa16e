//! `/blaupausen/{owner}/{name}/uebertragung`: asking to move a blueprint, and what was asked before.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{BlueprintId, Slug};
use registry::{Act, NewTransfer, On, Refused, Registry, transfer_request, transfers};

use super::Row;
use crate::{
    api::Blueprint,
    pages::{
        Frame, Place, Visit, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "transfers/offer.html")]
struct OfferPage {
    frame: Frame,
    t: Text,
    form_token: String,
    id: String,
    owner: String,
    to_owner: String,
    to_name: String,
    /// Where it is by now; then there is nothing to ask for.
    moved_to: Option<String>,
    rows: Vec<Row>,
    faults: Faults,
    typed: Fields,
}

/// `GET /blaupausen/{owner}/{name}/uebertragung`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, id.0, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    id: BlueprintId,
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
    id: &BlueprintId,
    (faults, typed): (Faults, Fields),
) -> Result<OfferPage, Problem> {
    let (visitor, t) = (visitor(visit)?, visit.t);
    visitor.actor.require(Act::MoveBlueprint, On::Blueprint(id)).map_err(Refused::Access)?;
    let found = transfers(registry, &visitor.actor, id)?;
    let overview = registry::overview(registry, id)?;
    let given = |field: &str, else_: &Slug| {
        if typed.has(field) { typed.get(field).to_owned() } else { else_.to_string() }
    };
    Ok(OfferPage {
        frame: Frame::new(visit, t.with("transfer-title", &id.to_string()), Place::Blueprints),
        t,
        form_token: visitor.form_token.clone(),
        id: id.to_string(),
        owner: id.owner.to_string(),
        to_owner: given("to_owner", &id.owner),
        to_name: given("to_name", &id.name),
        moved_to: overview.moved_to.as_ref().map(BlueprintId::to_string),
        rows: found.iter().map(|one| Row::of(one, (t, now))).collect(),
        faults,
        typed,
    })
}

/// `POST /blaupausen/{owner}/{name}/uebertragung`. A new name that is given at once leads to the new address.
pub(super) async fn sent(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (t, fields, from) = (visit.t, form.fields.clone(), id.0.clone());
    let done = blocking(move || {
        let wanted = |field: &str| form.fields.get(field).trim().parse::<Slug>();
        let (Ok(owner), Ok(name)) = (wanted("to_owner"), wanted("to_name")) else {
            form.actor
                .require(Act::MoveBlueprint, On::Blueprint(&from))
                .map_err(Refused::Access)?;
            return Ok(Err(no_names(&form.fields, t)));
        };
        let new = NewTransfer {
            from: &from,
            to: &BlueprintId::new(owner, name),
            reason: form.fields.get("reason"),
            idempotency_key: None,
            random: &random,
            at,
        };
        transfer_request(&registry, &form.actor, &new).map(Ok)
    })
    .await;
    match done {
        Ok(Ok(transfer)) if transfer.version.is_some() => {
            (state.written)();
            Ok(back_to(&format!("/blaupausen/{}", transfer.to)))
        }
        Ok(Ok(_waits)) => Ok(back_to(&format!("/meine/{}/uebertragungen", id.0.owner))),
        Ok(Err(faults)) => shown(&visit, &state, id.0, (faults, fields)).await,
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, id.0, (faults, fields)).await
        }
    }
}

fn no_names(fields: &Fields, t: Text) -> Faults {
    let wrong = ["to_owner", "to_name"]
        .into_iter()
        .filter(|field| fields.get(field).trim().parse::<Slug>().is_err());
    Faults(wrong.map(|field| (field.to_owned(), t.get("transfer-no-name"))).collect())
}
