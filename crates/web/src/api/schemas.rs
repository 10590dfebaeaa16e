//! The JSON Schemas of the document.

use actix_web::{HttpResponse, web};
use blueprint::{LATEST_FORMAT, schema_source};

use crate::problem::{Problem, kinds};

/// All formats of the document and where their schemas are.
#[utoipa::path(get, path = "/api/v1/schemas", tag = "schemas", responses((status = 200, body = wire::SchemaList)))]
pub(super) async fn list() -> HttpResponse {
    let item = |format| wire::SchemaItem {
        format,
        url: format!("/api/v1/schemas/blueprint/{format}.json"),
    };
    HttpResponse::Ok().json(wire::SchemaList { items: (1..=LATEST_FORMAT).map(item).collect() })
}

/// The JSON Schema of one format, 2020-12.
#[utoipa::path(
    get, path = "/api/v1/schemas/blueprint/{format}.json", tag = "schemas",
    params(("format" = u32, Path, description = "number of the format")),
    responses(
        (status = 200, content_type = "application/schema+json", body = serde_json::Value),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(format: web::Path<String>) -> Result<HttpResponse, Problem> {
    let source = format.parse().ok().and_then(schema_source);
    let source = source.ok_or_else(|| {
        Problem::saying(
            &kinds::NOT_FOUND,
            format!("Dieses Register kennt die Formate 1 bis {LATEST_FORMAT}."),
            format!("This registry knows the formats 1 to {LATEST_FORMAT}."),
        )
    })?;
    Ok(HttpResponse::Ok().content_type("application/schema+json").body(source))
}
