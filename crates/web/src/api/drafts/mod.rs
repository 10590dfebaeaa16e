//! Drafts: seeing, beginning, saving and discarding them. How they become versions is in [`steps`].

mod begin;
pub(super) mod merges;
pub(super) mod steps;
mod tag;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use registry::{Draft, DraftPlace, DraftState, DraftStep, Refused, Registry, draft_names};

use super::{
    credentials::Credentials,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Id, Parameters},
    versions::syntax,
};
use crate::{
    pages,
    problem::{Problem, kinds},
    shape,
    state::{State, blocking},
};

pub(super) use begin::{__path_create, create};
pub(super) use tag::{Seen, of_representation, of_revision};

/// What one organisation is writing is no other's business, and may be outdated at any moment.
const PRIVATE: &str = "private, no-cache";

/// Drafts of an organisation, those that changed last first.
#[utoipa::path(
    get, path = "/api/v1/drafts", tag = "drafts",
    params(
        ("organisation" = Option<String>, Query, description = "slug; may be left out by those who act for one organisation only"),
        ("state" = Option<String>, Query, description = "open, submitted, approved, published or discarded"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::DraftPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "no organisation is named, and there are several"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["organisation", "state", "limit", "cursor"])?;
    let organisation = parameters.parsed("organisation")?;
    let wanted: Option<DraftState> = parameters.parsed("state")?;
    let (limit, after) = (limit(&parameters)?, cursor::<DraftPlace>(&parameters, "drafts")?);
    let (items, total, names) = blocking(move || {
        let actor = credentials.actor(&state.registry, state.now())?;
        let which = (organisation.as_ref(), wanted);
        registry::drafts(&state.registry, &actor, which, (after.as_ref(), limit + 1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|last| next_cursor("drafts", last.place()));
    let mut response = answer(&request, &parameters, next.as_deref());
    response.insert_header((header::CACHE_CONTROL, PRIVATE));
    let items = items.iter().map(|draft| shape::drafts::item(draft, &names)).collect();
    Ok(response.json(wire::DraftPage { items, total, next_cursor: next }))
}

/// A draft with its document, and what a publication would be told now.
#[utoipa::path(
    get, path = "/api/v1/drafts/{id}", tag = "drafts",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Draft, headers(("ETag" = String, description = "the revision, and what tells this answer from others of the same revision; If-Match asks for the revision alone"))),
        (status = 304, description = "unchanged"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "there is none, or none that you may read"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn one(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let (revision, bytes) = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let view = registry::draft(&state.registry, &actor, &id.0, at)?;
        let bytes = serde_json::to_vec(&shape::drafts::view(&view, lang)).unwrap_or_default();
        Ok::<_, Refused>((view.draft.revision, bytes))
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::ETAG, of_representation(revision, &bytes)))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .append_header((header::VARY, "accept-language"))
        .body(bytes))
}

/// Saves a draft's document, JSON or YAML. It may be incomplete and wrong; what is wrong is said by GET. A draft that was
/// submitted or approved is open again.
#[utoipa::path(
    put, path = "/api/v1/drafts/{id}", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "ETag of the draft as you know it"),
    ),
    request_body(content((serde_json::Value = "application/json"), (String = "application/yaml")), description = "the document, at most 1 MiB"),
    responses(
        (status = 200, body = wire::DraftItem),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is published or discarded"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json", description = "somebody has changed it; `revision` says where it is now"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "the bytes are no document"),
        (status = 428, body = wire::Problem, content_type = "application/problem+json", description = "without If-Match"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn save(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(&request).ok_or_else(|| Problem::new(&kinds::PRECONDITION_REQUIRED))?;
    let syntax = syntax(&request)?;
    let item = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let step = DraftStep { id: &id.0, seen: seen.revisions(), at };
        let draft = registry::draft_save(&state.registry, &actor, step, (&body, syntax))?;
        named(&state.registry, &draft)
    })
    .await?;
    Ok(changed(&item))
}

/// Discards a draft. Its document stays readable for the organisation, and nothing more is done with it.
#[utoipa::path(
    delete, path = "/api/v1/drafts/{id}", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you know it"),
    ),
    responses(
        (status = 200, body = wire::DraftItem),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is published or discarded already"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn discard(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(&request).unwrap_or(Seen::Any);
    let item = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let step = DraftStep { id: &id.0, seen: seen.revisions(), at };
        let draft = registry::draft_discard(&state.registry, &actor, step)?;
        named(&state.registry, &draft)
    })
    .await?;
    Ok(changed(&item))
}

fn named(registry: &Registry, draft: &Draft) -> Result<wire::DraftItem, Refused> {
    Ok(shape::drafts::item(draft, &draft_names(registry, draft)?))
}

/// The draft as it is after it was changed.
fn changed(item: &wire::DraftItem) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, of_revision(item.revision)))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .json(item)
}
