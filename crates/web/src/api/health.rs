//! Whether the server runs, and whether it is ready to serve.

use actix_web::{HttpResponse, web};

use crate::{
    problem::{Problem, kinds},
    state::{State, blocking},
};

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = wire::Health)))]
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(wire::Health { status: "ok".into() })
}

/// The store answers and the index holds all that was published.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses((status = 200, body = wire::Health), (status = 503, body = wire::Problem, content_type = "application/problem+json", description = "the index is being built, or the store does not answer"))
)]
pub(super) async fn ready(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let is_ready = blocking(move || state.registry.is_ready()).await?;
    if is_ready {
        return Ok(HttpResponse::Ok().json(wire::Health { status: "ok".into() }));
    }
    let problem = Problem::saying(
        &kinds::UNAVAILABLE,
        "Der Suchindex wird noch aufgebaut.",
        "The index is still being built.",
    );
    Err(problem.retry_after(1))
}
