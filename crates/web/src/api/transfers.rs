//! Moving a blueprint to another organisation or name: asking, seeing, deciding, taking back.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use blueprint::{BlueprintId, Message};
use registry::{
    NewTransfer, Transfer, TransferStep, transfer_accept, transfer_decline, transfer_request,
    transfer_withdraw,
};

use super::{
    credentials::Credentials,
    parameters::{Blueprint, Id},
    value,
};
use crate::{
    problem::{Problem, kinds},
    shape,
    state::{State, blocking},
};

/// The requests to move a blueprint, for those who work for its owner.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/transfers", tag = "transfers",
    params(("owner" = String, Path), ("name" = String, Path)),
    responses(
        (status = 200, body = wire::TransferList),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn list(
    state: web::Data<State>,
    credentials: Credentials,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let items = blocking(move || {
        let now = state.now();
        let actor = credentials.actor(&state.registry, now)?;
        let found = registry::transfers(&state.registry, &actor, &id.0)?;
        let items = found.iter().map(|one| shape::transfers::transfer(one, now));
        Ok::<_, registry::Refused>(items.collect())
    })
    .await?;
    let private = (header::CACHE_CONTROL, "private, no-cache");
    Ok(HttpResponse::Ok().insert_header(private).json(wire::TransferList { items }))
}

/// Asks to move a blueprint. Another organisation has to accept that within 30 days; a new name in the same organisation
/// is given at once, unless it demands four eyes.
///
/// The latest version's content is then published at the new address, under the next number. The old address stays for
/// reading and gets nothing new.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/transfers", tag = "transfers",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same answer again"),
    ),
    request_body = wire::TransferRequest,
    responses(
        (status = 201, body = wire::Transfer, headers(("Location" = String))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the name is taken, the blueprint has moved, or another request waits"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all faults"),
    ),
    security(("session" = []))
)]
pub(super) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    from: Blueprint,
    body: web::Json<wire::TransferRequest>,
) -> Result<HttpResponse, Problem> {
    let body = body.into_inner();
    let owner = value::slug(&body.to_owner, "/to_owner")?;
    let name = match &body.to_name {
        Some(name) => value::slug(name, "/to_name")?,
        None => from.0.name.clone(),
    };
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let made = change(&state, move |state, at| {
        let random = state.random()?;
        let actor = credentials.actor(&state.registry, at)?;
        let new = NewTransfer {
            from: &from.0,
            to: &BlueprintId::new(owner, name),
            reason: &body.reason,
            idempotency_key: key.as_deref(),
            random: &random,
            at,
        };
        Ok(transfer_request(&state.registry, &actor, &new)?)
    })
    .await?;
    Ok(answer(StatusCode::CREATED, made))
}

/// A request to move a blueprint, for members of either organisation.
#[utoipa::path(
    get, path = "/api/v1/transfers/{id}", tag = "transfers",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Transfer),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn one(
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let found = blocking(move || {
        let now = state.now();
        let actor = credentials.actor(&state.registry, now)?;
        let found = registry::transfer(&state.registry, &actor, &id.0)?;
        Ok::<_, registry::Refused>(shape::transfers::transfer(&found, now))
    })
    .await?;
    Ok(answer(StatusCode::OK, found))
}

/// Takes a blueprint over, or declines to, for the organisation that would get it.
#[utoipa::path(
    post, path = "/api/v1/transfers/{id}/decision", tag = "transfers",
    params(("id" = String, Path)),
    request_body = wire::TransferDecision,
    responses(
        (status = 200, body = wire::Transfer),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json", description = "not an owner there, or four eyes are demanded and it is the caller’s own request"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it has ended, the name was taken since, or somebody published meanwhile"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn decide(
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::TransferDecision>,
) -> Result<HttpResponse, Problem> {
    let wire::TransferDecision { decision, reason } = body.into_inner();
    let done = change(&state, move |state, at| {
        let actor = credentials.actor(&state.registry, at)?;
        let step = TransferStep { id: &id.0, at };
        decided(&state.registry, (&actor, step), (&decision, reason.as_deref()))
    })
    .await?;
    Ok(answer(StatusCode::OK, done))
}

/// Takes a request back, by the organisation that made it.
#[utoipa::path(
    delete, path = "/api/v1/transfers/{id}", tag = "transfers",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Transfer, description = "as it is afterwards; it stays on record"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it has ended"),
    ),
    security(("session" = []))
)]
pub(super) async fn withdraw(
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let done = change(&state, move |state, at| {
        let actor = credentials.actor(&state.registry, at)?;
        Ok(transfer_withdraw(&state.registry, &actor, TransferStep { id: &id.0, at })?)
    })
    .await?;
    Ok(answer(StatusCode::OK, done))
}

/// Decides as it is said: `accepted` or `declined`.
pub(crate) fn decided(
    registry: &registry::Registry,
    (actor, step): (&registry::Actor, TransferStep<'_>),
    (decision, reason): (&str, Option<&str>),
) -> Result<Transfer, Problem> {
    match decision {
        "accepted" => Ok(transfer_accept(registry, actor, step, reason)?),
        "declined" => Ok(transfer_decline(registry, actor, step, reason)?),
        other => Err(Problem {
            findings: Problem::at(
                "transfer-decision",
                "/decision",
                Message::new(
                    format!("Die Entscheidung ist accepted oder declined, nicht „{other}“."),
                    format!("The decision is accepted or declined, not “{other}”."),
                ),
            )
            .findings,
            ..Problem::new(&kinds::INVALID_REQUEST)
        }),
    }
}

/// Does something with a transfer. What moved is there for searches soon after.
async fn change(
    state: &web::Data<State>,
    act: impl FnOnce(&State, i64) -> Result<Transfer, Problem> + Send + 'static,
) -> Result<wire::Transfer, Problem> {
    let shared = state.clone();
    let (done, at) = blocking(move || {
        let at = shared.now();
        act(&shared, at).map(|done| (done, at))
    })
    .await?;
    if done.version.is_some() {
        (state.written)();
    }
    Ok(shape::transfers::transfer(&done, at))
}

fn answer(status: StatusCode, transfer: wire::Transfer) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if status == StatusCode::CREATED {
        response.insert_header((header::LOCATION, transfer.url.clone()));
    }
    response.json(transfer)
}
