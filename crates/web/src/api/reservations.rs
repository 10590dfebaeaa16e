//! Slugs that the operator keeps from being an organisation's.

use actix_web::{HttpRequest, HttpResponse, web};
use blueprint::Slug;
use registry::Reservation;

use super::{
    credentials::SignedIn,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Parameters, Reserved},
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Slugs that are kept, in order.
#[utoipa::path(
    get, path = "/api/v1/reservations", tag = "organisations",
    params(
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::ReservationPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
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
    let (limit, after) = (limit(&parameters)?, cursor::<Slug>(&parameters, "reservations")?);
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let items = blocking(move || {
        registry::reservations(&registry, &actor, after.as_ref(), limit.saturating_add(1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more);
    let next = next.map(|last| next_cursor("reservations", last.slug.clone()));
    let items = items.iter().map(shape::transfers::reservation).collect();
    let page = wire::ReservationPage { items, next_cursor: next };
    Ok(answer(&request, &parameters, page.next_cursor.as_deref()).json(page))
}

/// Keeps a slug, or keeps it for another reason: no organisation gets it.
#[utoipa::path(
    put, path = "/api/v1/reservations/{slug}", tag = "organisations",
    params(("slug" = String, Path)),
    request_body = wire::ReservationRequest,
    responses(
        (status = 200, body = wire::Reservation),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "an organisation has it, or it is a word of the registry’s addresses"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn put(
    state: web::Data<State>,
    who: SignedIn,
    slug: Reserved,
    body: web::Json<wire::ReservationRequest>,
) -> Result<HttpResponse, Problem> {
    let (registry, at, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    let kept = blocking(move || {
        let new = Reservation { slug: &slug.0, reason: &body.reason, at };
        registry::reserve(&registry, &actor, new)
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape::transfers::reservation(&kept)))
}

/// Gives a slug free.
#[utoipa::path(
    delete, path = "/api/v1/reservations/{slug}", tag = "organisations",
    params(("slug" = String, Path)),
    responses(
        (status = 204, description = "free"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn release(
    state: web::Data<State>,
    who: SignedIn,
    slug: Reserved,
) -> Result<HttpResponse, Problem> {
    let (registry, at, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::release(&registry, &actor, &slug.0, at)).await?;
    Ok(HttpResponse::NoContent().finish())
}
