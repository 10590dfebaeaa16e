//! A version's document: the bytes as they were hashed, already compressed. Nothing is parsed on the way out.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use blueprint::VersionRef;
use registry::CachedDocument;
use semver::Version;

use super::parameters::{Blueprint, Reference};
use crate::{
    conditional,
    problem::Problem,
    state::{State, blocking},
};

const FOREVER: &str = "public, max-age=31536000, immutable";

/// The canonical document's bytes; their SHA-256 is the version's identity.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}/document", tag = "versions",
    params(("owner" = String, Path), ("name" = String, Path), ("reference" = String, Path, description = "exact, latest or a SemVer requirement")),
    responses(
        (status = 200, content_type = "application/json", body = serde_json::Value, headers(
            ("ETag" = String, description = "the SHA-256 in hexadecimal digits"),
            ("Digest" = String, description = "sha-256 in base64, where the bytes are sent as they are"),
            ("Blaupause-Digest" = String, description = "sha256: and 64 hexadecimal digits"),
            ("Blaupause-Version" = String, description = "the exact version"),
        )),
        (status = 304, description = "unchanged"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn document(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    reference: Reference,
) -> Result<HttpResponse, Problem> {
    let (id, reference) = (id.0, reference.0);
    // What is in memory is answered here: the hop to another thread would cost more than the answer.
    let at_hand = registry::document_at_hand(&state.registry, &id, &reference);
    let (version, document) = if let Some(found) = at_hand {
        found
    } else {
        let (id, reference) = (id.clone(), reference.clone());
        blocking(move || registry::document(&state.registry, &id, &reference)).await?
    };
    let is_exact = matches!(reference, VersionRef::Exact(_));
    let location = format!("/api/v1/blueprints/{id}/versions/{version}/document");
    Ok(answer(&request, &document, (&version, location, is_exact)))
}

fn answer(
    request: &HttpRequest,
    document: &Arc<CachedDocument>,
    (version, location, is_exact): (&Version, String, bool),
) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/json")
        .insert_header((header::ETAG, conditional::tag(document.digest)))
        .insert_header((header::CACHE_CONTROL, if is_exact { FOREVER } else { "public, no-cache" }))
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header((header::CONTENT_LOCATION, location))
        .insert_header(("Blaupause-Digest", document.digest.to_string()))
        .insert_header(("Blaupause-Version", version.to_string()));
    match coding(request) {
        Coding::Zstd => {
            response.insert_header((header::CONTENT_ENCODING, "zstd")).body(document.zstd.clone())
        }
        Coding::Other => response.body(document.canonical.clone()),
        Coding::Identity => {
            let digest = STANDARD.encode(document.digest.as_bytes());
            response
                .insert_header(("Digest", format!("sha-256={digest}")))
                .insert_header(("Repr-Digest", format!("sha-256=:{digest}:")))
                .body(document.canonical.clone())
        }
    }
}

/// How the bytes will go out.
enum Coding {
    /// As they lie in the store.
    Zstd,
    /// The middleware compresses them.
    Other,
    Identity,
}

/// The outer layer has settled the coding already.
fn coding(request: &HttpRequest) -> Coding {
    match request.headers().get(header::ACCEPT_ENCODING).map(header::HeaderValue::as_bytes) {
        Some(b"zstd") => Coding::Zstd,
        Some(b"br" | b"gzip") => Coding::Other,
        _ => Coding::Identity,
    }
}
