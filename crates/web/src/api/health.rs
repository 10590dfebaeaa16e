//! Whether the server runs, and whether it is ready to serve.

use actix_web::{HttpResponse, web};
use registry::Readiness;

use crate::{
    problem::{Problem, kinds},
    state::{State, blocking},
};

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = wire::Health)))]
pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(wire::Health { status: "ok".into() })
}

/// The store answers, its tables fit, and the index has caught up once since the start. After that, an index that
/// is a moment behind a publish is no reason to go elsewhere; how far it is behind stands in the answer.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses((status = 200, body = wire::Readiness), (status = 503, body = wire::Problem, content_type = "application/problem+json", description = "the store does not answer, its tables belong to another release, or the index is being built after the start"))
)]
pub(super) async fn ready(state: web::Data<State>) -> Result<HttpResponse, Problem> {
    match blocking(move || state.registry.readiness()).await? {
        Readiness::Ready { index_behind } => {
            Ok(HttpResponse::Ok().json(wire::Readiness { status: "ok".into(), index_behind }))
        }
        Readiness::Building { index_behind } => Err(not_yet(
            format!("Der Suchindex wird noch aufgebaut; {index_behind} Ereignisse fehlen ihm."),
            format!("The index is still being built; it lacks {index_behind} events."),
        )),
        Readiness::OtherTables => Err(not_yet(
            "Die Tabellen der Datenbank passen nicht zu dieser Version des Programms.",
            "The tables of the database do not fit this version of the program.",
        )),
    }
}

fn not_yet(de: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::saying(&kinds::UNAVAILABLE, de, en).retry_after(1)
}
