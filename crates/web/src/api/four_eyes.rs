//! Whether an organisation demands that a second person sees what it publishes.

use actix_web::{HttpResponse, http::header, web};

use super::{credentials::Credentials, parameters::Organisation};
use crate::{
    problem::Problem,
    state::{State, blocking},
};

/// Whether the organisation's drafts need a second person.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/four-eyes", tag = "drafts",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 200, body = wire::FourEyes),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn one(
    state: web::Data<State>,
    credentials: Credentials,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    let required = blocking(move || {
        let actor = credentials.actor(&state.registry, state.now())?;
        registry::four_eyes(&state.registry, &actor, &slug.0)
    })
    .await?;
    Ok(answer(required))
}

/// Demands four eyes from now on, or no longer. While they are demanded, direct publications are refused, and nobody approves
/// or publishes what they have submitted or saved last.
#[utoipa::path(
    put, path = "/api/v1/organisations/{organisation}/four-eyes", tag = "drafts",
    params(("organisation" = String, Path, description = "slug")),
    request_body = wire::FourEyes,
    responses(
        (status = 200, body = wire::FourEyes),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn demand(
    state: web::Data<State>,
    credentials: Credentials,
    slug: Organisation,
    body: web::Json<wire::FourEyes>,
) -> Result<HttpResponse, Problem> {
    let required = body.required;
    blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        registry::four_eyes_demand(&state.registry, &actor, (&slug.0, required), at)
    })
    .await?;
    Ok(answer(required))
}

fn answer(required: bool) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .json(wire::FourEyes { required })
}
