//! Organisations.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::Slug;
use registry::OrganisationFilter;

use super::{
    paging::{cursor, limit, next_cursor, next_link},
    parameters::{Organisation, Parameters},
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Organisations by slug.
#[utoipa::path(
    get, path = "/api/v1/organisations", tag = "organisations",
    params(
        ("kind" = Option<String>, Query, description = "kind of organisation"),
        ("state" = Option<String>, Query, description = "Land code, 01 to 16"),
        ("parent" = Option<String>, Query, description = "slug of the organisation it belongs to"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::OrganisationPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["kind", "state", "parent", "limit", "cursor"])?;
    let filter = OrganisationFilter {
        kind: parameters.parsed("kind")?,
        state: parameters.get("state").map(str::to_owned),
        parent: parameters.parsed("parent")?,
    };
    let (limit, after) = (limit(&parameters)?, cursor::<Slug>(&parameters, "organisations")?);
    let (mut items, total) = blocking(move || {
        registry::organisations(&state.registry, &filter, after.as_ref(), limit + 1)
    })
    .await?;
    let has_more = usize::try_from(limit).is_ok_and(|limit| limit < items.len());
    if has_more {
        items.pop();
    }
    let next =
        items.last().filter(|_| has_more).map(|last| next_cursor("organisations", &last.slug));
    let mut response = HttpResponse::Ok();
    if let Some(link) = next.as_ref().and_then(|next| next_link(request.path(), &parameters, next))
    {
        response.insert_header((header::LINK, link));
    }
    let items = items.into_iter().map(shape::organisation).collect();
    Ok(response.json(wire::OrganisationPage { items, total, next_cursor: next }))
}

/// One organisation.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}", tag = "organisations",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 200, body = wire::Organisation),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    let found = blocking(move || registry::organisation(&state.registry, &slug.0)).await?;
    Ok(HttpResponse::Ok().json(shape::organisation(found)))
}
