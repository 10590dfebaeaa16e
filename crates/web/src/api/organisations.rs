//! Organisations.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Message, Slug};
use registry::{
    NewSuccession, OrganisationChange, OrganisationFilter, OrganisationKind, OrganisationRequest,
    Verdict, organisation_change, organisation_view,
};

use super::{
    credentials::SignedIn,
    expected::Expected,
    fit,
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
        ("q" = Option<String>, Query, description = "stands in the name"),
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
    parameters.only(&["q", "kind", "state", "parent", "limit", "cursor"])?;
    let filter = OrganisationFilter {
        kind: parameters.parsed("kind")?,
        state: parameters.get("state").map(str::to_owned),
        parent: parameters.parsed("parent")?,
        text: parameters.get("q").map(str::to_owned),
        ..OrganisationFilter::default()
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
    let items = items.into_iter().map(shape::organisation::item).collect();
    Ok(response.json(wire::OrganisationPage { items, total, next_cursor: next }))
}

/// One organisation, with its policy and what became of it.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}", tag = "organisations",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 200, body = wire::OrganisationDetails),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    let found = blocking(move || organisation_view(&state.registry, &slug.0)).await?;
    Ok(HttpResponse::Ok().json(shape::organisation::details(found)))
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
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all findings, such as a key that the list of municipalities does not have"),
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
    let added = blocking(move || registry::organisation_add(&registry, &actor, &new)).await?;
    written();
    let location = format!("/api/v1/organisations/{}", added.slug);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .json(shape::organisation::item(added)))
}

/// Changes what is said of an organisation. Its owners say how it is called and what it asks for; those who operate the
/// registry say what it is, whether that was looked at, and in which other it went up.
#[utoipa::path(
    patch, path = "/api/v1/organisations/{organisation}", tag = "organisations",
    params(
        ("organisation" = String, Path, description = "slug"),
        ("If-Match" = Option<String>, Header, description = "ETag of the organisation as you know it"),
    ),
    request_body = wire::OrganisationChange,
    responses(
        (status = 200, body = wire::OrganisationDetails),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it went up in another organisation"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all findings"),
    ),
    security(("session" = []))
)]
pub(super) async fn change(
    request: HttpRequest,
    state: web::Data<State>,
    who: SignedIn,
    slug: Organisation,
    body: web::Json<wire::OrganisationChange>,
) -> Result<HttpResponse, Problem> {
    let expected = Expected::of(&request);
    let change = wanted_change(body.into_inner())?;
    let actor = who.0.actor.clone();
    let written = state.written.clone();
    let details = blocking(move || -> Result<_, Problem> {
        let view = || organisation_view(&state.registry, &slug.0);
        let seen_revision = expected.revision(|| {
            let view = view()?;
            Ok((view.organisation.standing.revision, shape::organisation::details(view)))
        })?;
        let wanted =
            OrganisationRequest { slug: &slug.0, change: &change, seen_revision, at: state.now() };
        organisation_change(&state.registry, &actor, wanted)
            .map_err(|refused| expected.lost(refused))?;
        Ok(shape::organisation::details(view()?))
    })
    .await?;
    written();
    Ok(HttpResponse::Ok().json(details))
}

fn wanted_change(body: wire::OrganisationChange) -> Result<OrganisationChange, Problem> {
    let policy = body.policy.map(shape::fit::policy).transpose();
    let verdict = |wanted: wire::VerificationRequest| Verdict {
        verified: wanted.verified,
        reason: wanted.reason,
    };
    let succession = |wanted: wire::SuccessionRequest| NewSuccession {
        successor: wanted.successor,
        reason: wanted.reason,
    };
    Ok(OrganisationChange {
        kind: body.kind.as_deref().map(kind).transpose()?,
        name: body.name,
        ars: body.ars,
        state: body.state,
        population: body.population,
        parent: body.parent,
        policy: policy.map_err(|fault| fit::meaningless("policy", &fault))?,
        verification: body.verification.map(verdict),
        succession: body.succession.map(succession),
    })
}

fn kind(text: &str) -> Result<OrganisationKind, Problem> {
    text.parse().map_err(|_unknown| {
        let known = OrganisationKind::ALL.map(OrganisationKind::as_str).join(", ");
        Problem::at(
            "organisation-kind",
            "/kind",
            Message::new(
                format!("„{text}“ ist keine Art von Organisation. Möglich sind: {known}."),
                format!("“{text}” is no kind of organisation. Possible are: {known}."),
            ),
        )
    })
}

fn wanted(
    body: wire::OrganisationRequest,
    created_at: i64,
) -> Result<registry::Organisation, Problem> {
    let kind = kind(&body.kind)?;
    let parent = body.parent.map(|parent| value::slug(&parent, "/parent")).transpose()?;
    Ok(registry::Organisation {
        slug: value::slug(&body.slug, "/slug")?,
        kind,
        name: body.name,
        ars: body.ars,
        state: body.state,
        population: body.population,
        parent,
        created_at,
        standing: registry::OrganisationStanding::default(),
    })
}
