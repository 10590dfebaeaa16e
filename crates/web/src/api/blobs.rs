//! Attachments by their digest.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderValue},
    web,
};

use registry::Upload;

use super::{
    credentials::Credentials,
    parameters::{BlobDigest, Parameters},
};
use crate::{
    conditional,
    problem::Problem,
    state::{State, blocking},
};

/// An attachment's bytes.
#[utoipa::path(
    get, path = "/api/v1/blobs/{digest}", tag = "blobs",
    params(("digest" = String, Path, description = "SHA-256, 64 hexadecimal digits")),
    responses(
        (status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn read(
    state: web::Data<State>,
    digest: BlobDigest,
) -> Result<HttpResponse, Problem> {
    let blob = blocking(move || registry::blob(&state.registry, digest.0)).await?;
    // Somebody else's bytes: saved, never shown as a page of ours.
    Ok(HttpResponse::Ok()
        .content_type(
            HeaderValue::try_from(blob.media_type).unwrap_or(HeaderValue::from_static(UNKNOWN)),
        )
        .insert_header((header::ETAG, conditional::tag(blob.digest)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(blob.bytes))
}

const UNKNOWN: &str = "application/octet-stream";

/// Uploads an attachment, before the document that names it. Doing it twice is harmless.
#[utoipa::path(
    put, path = "/api/v1/blobs/{digest}", tag = "blobs",
    params(
        ("digest" = String, Path, description = "SHA-256, 64 hexadecimal digits"),
        ("organisation" = Option<String>, Query, description = "who keeps it; people who act for several organisations must say"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "at most 16 MiB; the Content-Type is kept"),
    responses(
        (status = 204, description = "kept"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "the bytes have another digest"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn write(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (digest, parameters): (BlobDigest, Parameters),
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["organisation"])?;
    let organisation = parameters.parsed("organisation")?;
    let media_type =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or(UNKNOWN).to_owned();
    blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let upload = Upload {
            digest: digest.0,
            bytes: &body,
            media_type: &media_type,
            organisation: organisation.as_ref(),
            at,
        };
        registry::blob_put(&state.registry, &actor, upload)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
