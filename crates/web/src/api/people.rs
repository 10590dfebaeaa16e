//! Everybody's accounts and the audit trail.

use actix_web::{HttpRequest, HttpResponse, web};
use blueprint::Slug;

use super::{
    credentials::SignedIn,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Parameters, User},
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Everybody with an account, by id.
#[utoipa::path(
    get, path = "/api/v1/people", tag = "people",
    params(
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::PersonPage),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["limit", "cursor"])?;
    let (limit, after) = (limit(&parameters)?, cursor::<String>(&parameters, "people")?);
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let (items, total) =
        blocking(move || registry::people(&registry, &actor, (after.as_deref(), limit + 1)))
            .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|last| next_cursor("people", &last.id));
    let mut response = answer(&request, &parameters, next.as_deref());
    let items = items.into_iter().map(shape::people::person).collect();
    Ok(response.json(wire::PersonPage { items, total, next_cursor: next }))
}

/// Deletes somebody's account. What they did stays, under an id that says nothing.
#[utoipa::path(
    delete, path = "/api/v1/people/{user}", tag = "people",
    params(("user" = String, Path, description = "the person's id")),
    responses(
        (status = 204, description = "deleted"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "an organisation would be without an owner"),
    ),
    security(("session" = []))
)]
pub(super) async fn delete(
    state: web::Data<State>,
    who: SignedIn,
    user: User,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::person_remove(&registry, &actor, &user.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What was done that matters for security, newest first: in an organisation, for those who own it, or everywhere.
#[utoipa::path(
    get, path = "/api/v1/audit", tag = "people",
    params(
        ("organisation" = Option<String>, Query, description = "slug; without it everything, for those who operate the registry"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::AuditPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn audit(
    request: HttpRequest,
    state: web::Data<State>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["organisation", "limit", "cursor"])?;
    let organisation: Option<Slug> = parameters.parsed("organisation")?;
    let (limit, before) = (limit(&parameters)?, cursor::<i64>(&parameters, "audit")?);
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let items = blocking(move || {
        registry::audit(&registry, &actor, organisation.as_ref(), (before, limit + 1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|last| next_cursor("audit", last.seq));
    let mut response = answer(&request, &parameters, next.as_deref());
    let items = items.into_iter().map(shape::people::audit).collect();
    Ok(response.json(wire::AuditPage { items, next_cursor: next }))
}
