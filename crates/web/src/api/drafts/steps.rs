//! From a draft to a version: submit, return, approve, publish.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use registry::{Actor, Draft, DraftStep, Refused, Registry, draft_names};

use super::{PRIVATE, changed, named, tag::Seen};
use crate::{
    api::{credentials::Credentials, parameters::Id, value::optional},
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Submits a draft: says that it is finished. It must be without errors; in an organisation that demands four eyes a second
/// person can then approve or publish it.
#[utoipa::path(
    post, path = "/api/v1/drafts/{id}/submit", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you know it"),
    ),
    request_body(content = Option<wire::DraftFinish>, description = "may be left out"),
    responses(
        (status = 200, body = wire::DraftItem),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not open"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "it has errors; all findings"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn submit(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let wanted: wire::DraftFinish = optional(&body)?;
    step(&request, state, credentials, id, move |registry, actor, step| {
        registry::draft_submit(registry, actor, step, wanted.override_reason.as_deref())
    })
    .await
}

/// Sends a submitted or approved draft back to those who write it.
#[utoipa::path(
    post, path = "/api/v1/drafts/{id}/return", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you know it"),
    ),
    request_body = wire::DraftReturn,
    responses(
        (status = 200, body = wire::DraftItem),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not submitted"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "there is no reason, or too long a one"),
    ),
    security(("session" = []))
)]
pub(crate) async fn send_back(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::DraftReturn>,
) -> Result<HttpResponse, Problem> {
    step(&request, state, credentials, id, move |registry, actor, step| {
        registry::draft_return(registry, actor, step, &body.reason)
    })
    .await
}

/// Approves a submitted draft. Nobody approves what they have submitted or saved last themselves.
#[utoipa::path(
    post, path = "/api/v1/drafts/{id}/approve", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you have read it"),
    ),
    responses(
        (status = 200, body = wire::DraftItem),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not submitted"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(crate) async fn approve(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    step(&request, state, credentials, id, registry::draft_approve).await
}

/// Publishes a draft: the same checks as a direct publication. In an organisation that demands four eyes it must have been
/// submitted, and whoever publishes has neither submitted it nor saved it last.
#[utoipa::path(
    post, path = "/api/v1/drafts/{id}/publish", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you have read it"),
    ),
    request_body(content = Option<wire::DraftFinish>, description = "may be left out"),
    responses(
        (status = 201, body = wire::DraftPublished, headers(("Location" = String, description = "of the version"))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json", description = "also: a second person is needed"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not that far, or the version exists"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "it has errors; all findings"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn publish(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let wanted: wire::DraftFinish = optional(&body)?;
    let seen = Seen::of(&request).unwrap_or(Seen::Any);
    let written = state.written.clone();
    let published = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let step = DraftStep { id: &id.0, seen: seen.revisions(), at };
        let reason = wanted.override_reason.as_deref();
        let (draft, record) = registry::draft_publish(&state.registry, &actor, step, reason)?;
        let names = draft_names(&state.registry, &draft)?;
        Ok::<_, Refused>(shape::drafts::published(&draft, &names, &record))
    })
    .await?;
    written();
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, published.url.clone()))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .json(published))
}

/// One step of a draft's, and the draft after it.
async fn step(
    request: &HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    take: impl FnOnce(&Registry, &Actor, DraftStep<'_>) -> Result<Draft, Refused> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(request).unwrap_or(Seen::Any);
    let item = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let step = DraftStep { id: &id.0, seen: seen.revisions(), at };
        named(&state.registry, &take(&state.registry, &actor, step)?)
    })
    .await?;
    Ok(changed(&item))
}
