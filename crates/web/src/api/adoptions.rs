//! Who uses a blueprint: recording it, changing it, seeing it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use blueprint::{BlueprintId, Digest, Slug, maturity::AdoptionStage};
use registry::{AdoptionRequest, AdoptionWish, Removal};

use super::{
    credentials::Credentials,
    expected::Expected,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Blueprint, Organisation, Parameters},
};
use crate::{
    conditional::tag,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Who uses a blueprint, or means to, by organisation; at whichever address the blueprint was meanwhile.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/adoptions", tag = "adoptions",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("stage" = Option<String>, Query, description = "only planned, introducing, productive or ended"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::AdopterPage, headers(("Link" = String, description = "rel=\"next\", with every filter kept"))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn adopters(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["stage", "limit", "cursor"])?;
    let wanted: Option<AdoptionStage> = parameters.parsed("stage")?;
    let (limit, after) = (limit(&parameters)?, cursor::<Slug>(&parameters, "adopters")?);
    let found = blocking(move || {
        registry::adopters(&state.registry, &id.0, wanted, (after.as_ref(), limit + 1))
    })
    .await?;
    let (items, has_more) = page(found.items, limit);
    let last = items.last().filter(|_| has_more);
    let next = last.map(|last| next_cursor("adopters", &last.adoption.organisation));
    let total = wanted.map_or_else(|| found.counts.recorded(), |stage| found.counts.at(stage));
    let mut response = answer(&request, &parameters, next.as_deref());
    let items = items.into_iter().map(shape::adoptions::adopter).collect();
    Ok(response.json(wire::AdopterPage { items, total, next_cursor: next }))
}

/// What an organisation uses or has used, and how many newer versions there are.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/adoptions", tag = "adoptions",
    params(
        ("organisation" = String, Path, description = "slug"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::AdoptionPage, headers(("Link" = String, description = "rel=\"next\""))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    organisation: Organisation,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["limit", "cursor"])?;
    let (limit, after) = (limit(&parameters)?, cursor::<BlueprintId>(&parameters, "adoptions")?);
    let (items, total) = blocking(move || {
        registry::adoptions_of(&state.registry, &organisation.0, (after.as_ref(), limit + 1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let last = items.last().filter(|_| has_more);
    let next = last.map(|last| next_cursor("adoptions", &last.adoption.id));
    let mut response = answer(&request, &parameters, next.as_deref());
    let items = items.into_iter().map(shape::adoptions::own).collect();
    Ok(response.json(wire::AdoptionPage { items, total, next_cursor: next }))
}

/// An organisation's own record of a blueprint, with the values it set and its note, for those who work there.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", tag = "adoptions",
    params(("organisation" = String, Path, description = "slug"), ("owner" = String, Path), ("name" = String, Path)),
    responses(
        (status = 200, body = wire::Adoption),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["adopt"]), ("session" = []))
)]
pub(super) async fn one(
    state: web::Data<State>,
    credentials: Credentials,
    (organisation, id): (Organisation, Blueprint),
) -> Result<HttpResponse, Problem> {
    let found = blocking(move || {
        let actor = credentials.actor(&state.registry, state.now())?;
        let found = registry::adoption(&state.registry, &actor, (&organisation.0, &id.0))?;
        Ok::<_, registry::Refused>(shape::adoptions::adoption(found))
    })
    .await?;
    Ok(private(StatusCode::OK, &found))
}

/// Says that an organisation uses a blueprint or means to, how far it is, and with which values. What was said before is
/// replaced; the stages may follow each other in any order.
///
/// Everybody can read who uses which version at which stage, with which product, since when and with what effort. The values
/// and the note are the organisation's own.
#[utoipa::path(
    put, path = "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", tag = "adoptions",
    params(
        ("organisation" = String, Path, description = "slug"), ("owner" = String, Path), ("name" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as you know it"),
    ),
    request_body = wire::AdoptionRequest,
    responses(
        (status = 200, body = wire::Adoption),
        (status = 201, body = wire::Adoption, description = "there was none before"),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the blueprint has moved, the organisation went up in another, or somebody else was first"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all findings, such as a value that its parameter does not allow"),
    ),
    security(("token" = ["adopt"]), ("session" = []))
)]
pub(super) async fn put(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (organisation, id): (Organisation, Blueprint),
    body: web::Json<wire::AdoptionRequest>,
) -> Result<HttpResponse, Problem> {
    let expected = Expected::of(&request);
    let wish = wish(body.into_inner());
    let written = state.written.clone();
    let (is_new, adoption) = blocking(move || -> Result<_, Problem> {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let (organisation, id) = (&organisation.0, &id.0);
        let seen_revision = expected.revision(|| seen(&state, &actor, (organisation, id)))?;
        let wanted = AdoptionRequest { organisation, id, wish: &wish, seen_revision, at };
        let done = registry::adopt(&state.registry, &actor, &wanted)
            .map_err(|refused| expected.lost(refused))?;
        let view = registry::AdoptionView { full: done.full, current: id.clone() };
        Ok((done.is_new, shape::adoptions::adoption(view)))
    })
    .await?;
    written();
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(private(status, &adoption))
}

/// Removes what was recorded by mistake. Whoever has used a blueprint and does no longer says so with the stage `ended`.
#[utoipa::path(
    delete, path = "/api/v1/organisations/{organisation}/adoptions/{owner}/{name}", tag = "adoptions",
    params(
        ("organisation" = String, Path, description = "slug"), ("owner" = String, Path), ("name" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the record as you know it"),
    ),
    responses(
        (status = 204, description = "removed"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["adopt"]), ("session" = []))
)]
pub(super) async fn remove(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (organisation, id): (Organisation, Blueprint),
) -> Result<HttpResponse, Problem> {
    let expected = Expected::of(&request);
    let written = state.written.clone();
    blocking(move || -> Result<_, Problem> {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let (organisation, id) = (&organisation.0, &id.0);
        let seen_revision = expected.revision(|| seen(&state, &actor, (organisation, id)))?;
        let removal = Removal { organisation, id, seen_revision, at };
        registry::adoption_remove(&state.registry, &actor, removal)
            .map_err(|refused| expected.lost(refused))
    })
    .await?;
    written();
    Ok(HttpResponse::NoContent().finish())
}

/// The record's revision, and how it is shown.
fn seen(
    state: &State,
    actor: &registry::Actor,
    of: (&Slug, &BlueprintId),
) -> Result<(i64, wire::Adoption), registry::Refused> {
    let found = registry::adoption(&state.registry, actor, of)?;
    Ok((found.full.adoption.revision, shape::adoptions::adoption(found)))
}

fn wish(body: wire::AdoptionRequest) -> AdoptionWish {
    AdoptionWish {
        version: body.version,
        stage: body.stage,
        parameters: body.parameters,
        product: body.product,
        effort_hours: body.effort_hours,
        started_on: body.started_on,
        note: body.note,
    }
}

/// With its tag after a change too, so that the next one can name it.
fn private(status: StatusCode, adoption: &wire::Adoption) -> HttpResponse {
    let bytes = serde_json::to_vec(adoption).unwrap_or_default();
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::ETAG, tag(Digest::of(&bytes))));
    response.json(adoption)
}
