//! How a fork stands to its upstream, what it skips, and the family it belongs to.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::VersionRef;
use registry::{Skipping, family as relatives, skip as skip_version, upstream as upstream_state};

use super::{credentials::Credentials, parameters::Blueprint};
use crate::{
    pages,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// The whole family of a blueprint as a graph: what it comes from, and everything that was derived.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/lineage", tag = "forks",
    params(("owner" = String, Path), ("name" = String, Path)),
    responses(
        (status = 200, body = wire::Lineage),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn family(
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let family = blocking(move || relatives(&state.registry, &id.0)).await?;
    Ok(HttpResponse::Ok().json(shape::family(&family)))
}

/// How a fork stands to its upstream: how far it is behind, its own changes, and what would come in; the sentences are
/// in the language asked for.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/upstream", tag = "forks",
    params(("owner" = String, Path), ("name" = String, Path)),
    responses(
        (status = 200, body = wire::UpstreamState),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "there is no such blueprint, or it is no fork"),
    )
)]
pub(super) async fn upstream(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let found = blocking(move || upstream_state(&state.registry, &id.0)).await?;
    let mut response = HttpResponse::Ok();
    response.append_header((header::VARY, "accept-language"));
    Ok(response.json(shape::upstream_state(&found, lang)))
}

/// Skips a version of the upstream on purpose; it then no longer counts as new. The same request again changes nothing.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/upstream/skips", tag = "forks",
    params(("owner" = String, Path), ("name" = String, Path)),
    request_body = wire::SkipRequest,
    responses(
        (status = 201, body = wire::LineageStep),
        (status = 200, body = wire::LineageStep, description = "it was skipped before, for the same reason"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the version does not qualify"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn skip(
    state: web::Data<State>,
    credentials: Credentials,
    id: Blueprint,
    body: web::Json<wire::SkipRequest>,
) -> Result<HttpResponse, Problem> {
    let wire::SkipRequest { version, reason } = body.into_inner();
    let version = VersionRef::exact(&version)
        .map_err(|error| Problem::at("version-reference", "/version", error.message(&version)))?;
    let written = state.written.clone();
    let skipped = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let wanted = Skipping { id: &id.0, version: &version, reason: &reason, at };
        skip_version(&state.registry, &actor, &wanted)
    })
    .await?;
    written();
    let step = shape::step(&skipped.step);
    let mut response = if skipped.is_new { HttpResponse::Created() } else { HttpResponse::Ok() };
    Ok(response.json(step))
}
