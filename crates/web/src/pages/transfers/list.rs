//! `/meine/{organisation}/uebertragungen`: what an organisation wants to give, what it is offered, and how that ended.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{Lang, Message, Slug};
use registry::{
    Act, Actor, On, Refused, Registry, Transfer, TransferStep, transfer_withdraw,
    transfers_concerning,
};

use super::Row;
use crate::{
    api::{Id, Organisation, transfers::decided},
    pages::{
        Frame, Place, Visit, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "transfers/list.html")]
struct ListPage {
    frame: Frame,
    t: Text,
    form_token: String,
    slug: String,
    open: Vec<Row>,
    ended: Vec<Row>,
    faults: Faults,
    typed: Fields,
    /// Of which request the form was that came back.
    at: String,
}

/// `GET /meine/{organisation}/uebertragungen`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
) -> Result<HttpResponse, Problem> {
    let nothing = (Faults::default(), Fields::default(), String::new());
    shown(&visit, &state, organisation.0, nothing).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    slug: Slug,
    (faults, typed, at): (Faults, Fields, String),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, now, visit) = (state.registry.clone(), state.now(), visit.clone());
    let page = blocking(move || -> Result<_, Problem> {
        let (visitor, t) = (visitor(&visit)?, visit.t);
        let found = transfers_concerning(&registry, &visitor.actor, &slug)?;
        let rows = found.iter().map(|one| row(one, &visitor.actor, (t, now)));
        let (open, ended) = rows.partition(|row: &Row| row.is_open);
        Ok(ListPage {
            frame: Frame::new(&visit, t.get("transfers-title"), Place::Mine),
            t,
            form_token: visitor.form_token.clone(),
            slug: slug.to_string(),
            open,
            ended,
            faults,
            typed,
            at,
        })
    })
    .await?;
    Ok(html(status, &page))
}

fn row(transfer: &Transfer, actor: &Actor, known: (Text, i64)) -> Row {
    let receives = On::Organisation(&transfer.to.owner);
    Row {
        may_decide: actor.require(Act::ReceiveBlueprint, receives).is_ok(),
        may_withdraw: actor.require(Act::MoveBlueprint, On::Blueprint(&transfer.from)).is_ok(),
        ..Row::of(transfer, known)
    }
}

/// Takes a step, and leads back to the list; what was accepted, to the blueprint at its new address.
async fn step<F>(
    (visit, state, slug): (Visit, web::Data<State>, Slug),
    (id, form): (Id, Signed),
    take: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&Registry, &Signed, TransferStep<'_>) -> Result<Transfer, Problem> + Send + 'static,
{
    let (registry, at, typed, of) =
        (state.registry.clone(), state.now(), form.fields.clone(), id.0.clone());
    let done = blocking(move || take(&registry, &form, TransferStep { id: &of, at })).await;
    match done {
        Ok(transfer) if transfer.version.is_some() => {
            (state.written)();
            Ok(back_to(&format!("/blaupausen/{}", transfer.to)))
        }
        Ok(_ended) => Ok(back_to(&format!("/meine/{slug}/uebertragungen"))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, slug, (faults, typed, id.0)).await
        }
    }
}

/// `POST /meine/{organisation}/uebertragungen/{id}/entscheidung`.
pub(super) async fn decide(
    visit: Visit,
    state: web::Data<State>,
    (organisation, id): (Organisation, Id),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, organisation.0), (id, form), |registry, form, step| {
        let said = (form.fields.get("decision"), Some(form.fields.get("reason")));
        if said.0.is_empty() {
            let found = registry::transfer(registry, &form.actor, step.id)?;
            let on = On::Organisation(&found.to.owner);
            form.actor.require(Act::ReceiveBlueprint, on).map_err(Refused::Access)?;
            return Err(undecided(&found.id));
        }
        decided(registry, (&form.actor, step), said)
    })
    .await
}

fn undecided(id: &str) -> Problem {
    let said = |lang| Text::new(lang).get("transfer-decision-missing");
    let message = Message::new(said(Lang::De), said(Lang::En));
    Problem::at("transfer-decision", &format!("/decision-{id}"), message)
}

/// `POST /meine/{organisation}/uebertragungen/{id}/zuruecknehmen`.
pub(super) async fn withdraw(
    visit: Visit,
    state: web::Data<State>,
    (organisation, id): (Organisation, Id),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, organisation.0), (id, form), |registry, form, step| {
        Ok(transfer_withdraw(registry, &form.actor, step)?)
    })
    .await
}
