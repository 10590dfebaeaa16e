//! Organisations.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Message, Slug};
use registry::{OrganisationFilter, OrganisationKind};

use super::{
    credentials::SignedIn,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Organisation, Parameters},
    value,
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
    let (items, total) = blocking(move || {
        registry::organisations(&state.registry, &filter, after.as_ref(), limit + 1)
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next =
        items.last().filter(|_| has_more).map(|last| next_cursor("organisations", &last.slug));
    let mut response = answer(&request, &parameters, next.as_deref());
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

/// Adds an organisation, for those who operate the registry.
#[utoipa::path(
    post, path = "/api/v1/organisations", tag = "organisations",
    request_body = wire::OrganisationRequest,
    responses(
        (status = 201, body = wire::Organisation),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "the organisation it belongs to is not there"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn create(
    state: web::Data<State>,
    who: SignedIn,
    body: web::Json<wire::OrganisationRequest>,
) -> Result<HttpResponse, Problem> {
    let new = wanted(body.into_inner(), state.now())?;
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let written = state.written.clone();
    let added = blocking(move || {
        registry::organisation_add(&registry, &actor, &new)?;
        Ok::<_, registry::Refused>(new)
    })
    .await?;
    written();
    let location = format!("/api/v1/organisations/{}", added.slug);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(shape::organisation(added)))
}

fn wanted(
    body: wire::OrganisationRequest,
    created_at: i64,
) -> Result<registry::Organisation, Problem> {
    let kind: OrganisationKind = body.kind.parse().map_err(|_unknown| {
        let known = OrganisationKind::ALL.map(OrganisationKind::as_str).join(", ");
        Problem::at(
            "organisation-kind",
            "/kind",
            Message::new(
                format!("„{}“ ist keine Art von Organisation. Möglich sind: {known}.", body.kind),
                format!("“{}” is no kind of organisation. Possible are: {known}.", body.kind),
            ),
        )
    })?;
    if body.name.trim().is_empty() {
        return Err(Problem::at(
            "organisation-name",
            "/name",
            Message::new(
                "Geben Sie den Namen der Organisation an.",
                "Give the organisation’s name.",
            ),
        ));
    }
    let parent = body.parent.map(|parent| value::slug(&parent, "/parent")).transpose()?;
    Ok(registry::Organisation {
        slug: value::slug(&body.slug, "/slug")?,
        kind,
        name: body.name.trim().to_owned(),
        ars: body.ars,
        state: body.state,
        population: body.population,
        parent,
        created_at,
    })
}
