//! Members of an organisation, and invitations to become one.

use actix_web::{HttpRequest, HttpResponse, web};
use registry::{NewInvitation, Role, Secret};

use super::{
    credentials::SignedIn,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Id, Organisation, Parameters, User},
    value,
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Members by id.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/members", tag = "people",
    params(
        ("organisation" = String, Path, description = "slug"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::MemberPage),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    who: SignedIn,
    (organisation, parameters): (Organisation, Parameters),
) -> Result<HttpResponse, Problem> {
    parameters.only(&["limit", "cursor"])?;
    let (limit, after) = (limit(&parameters)?, cursor::<String>(&parameters, "members")?);
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let (items, total) = blocking(move || {
        registry::members(&registry, &actor, &organisation.0, (after.as_deref(), limit + 1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|(last, _)| next_cursor("members", &last.id));
    let mut response = answer(&request, &parameters, next.as_deref());
    let items = items.into_iter().map(|(person, role)| shape::people::member(person, &role));
    Ok(response.json(wire::MemberPage { items: items.collect(), total, next_cursor: next }))
}

/// One member.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/members/{user}", tag = "people",
    params(("organisation" = String, Path, description = "slug"), ("user" = String, Path, description = "the person's id")),
    responses(
        (status = 200, body = wire::Member),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn one(
    state: web::Data<State>,
    who: SignedIn,
    (organisation, user): (Organisation, User),
) -> Result<HttpResponse, Problem> {
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let (person, membership) =
        blocking(move || registry::member(&registry, &actor, &organisation.0, &user.0)).await?;
    Ok(HttpResponse::Ok().json(shape::people::member(person, &membership)))
}

/// Gives a person a role, in place of the one they had.
#[utoipa::path(
    put, path = "/api/v1/organisations/{organisation}/members/{user}", tag = "people",
    params(("organisation" = String, Path, description = "slug"), ("user" = String, Path, description = "the person's id")),
    request_body = wire::RoleRequest,
    responses(
        (status = 200, body = wire::Member),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation would be without an owner"),
    ),
    security(("session" = []))
)]
pub(super) async fn grant(
    state: web::Data<State>,
    who: SignedIn,
    (organisation, user): (Organisation, User),
    body: web::Json<wire::RoleRequest>,
) -> Result<HttpResponse, Problem> {
    let role: Role = value::role(&body.role)?;
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    let (person, membership) = blocking(move || {
        let (organisation, user) = (organisation.0, user.0);
        registry::role_grant(&registry, &actor, (&organisation, &user, role), now)?;
        registry::member(&registry, &actor, &organisation, &user)
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape::people::member(person, &membership)))
}

/// Takes a person's role away. One's own is given up by `DELETE /me/roles/{organisation}`.
#[utoipa::path(
    delete, path = "/api/v1/organisations/{organisation}/members/{user}", tag = "people",
    params(("organisation" = String, Path, description = "slug"), ("user" = String, Path, description = "the person's id")),
    responses(
        (status = 204, description = "taken"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation would be without an owner"),
    ),
    security(("session" = []))
)]
pub(super) async fn take(
    state: web::Data<State>,
    who: SignedIn,
    (organisation, user): (Organisation, User),
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::role_take(&registry, &actor, (&organisation.0, &user.0), now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Invitations that nobody has taken yet.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/invitations", tag = "people",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 200, body = wire::InvitationList),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn invitations(
    state: web::Data<State>,
    who: SignedIn,
    organisation: Organisation,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    let open =
        blocking(move || registry::invitations(&registry, &actor, &organisation.0, now)).await?;
    let items = open.iter().map(shape::people::invitation).collect();
    Ok(HttpResponse::Ok().json(wire::InvitationList { items }))
}

/// Makes an invitation. Its secret is shown this once; hand it over on a safe way.
#[utoipa::path(
    post, path = "/api/v1/organisations/{organisation}/invitations", tag = "people",
    params(("organisation" = String, Path, description = "slug")),
    request_body = wire::InvitationRequest,
    responses(
        (status = 201, body = wire::InvitationResult),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn invite(
    state: web::Data<State>,
    who: SignedIn,
    organisation: Organisation,
    body: web::Json<wire::InvitationRequest>,
) -> Result<HttpResponse, Problem> {
    let role = value::role(&body.role)?;
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let actor = who.0.actor.clone();
    let (secret, invitation) = blocking(move || {
        let new = NewInvitation {
            organisation: &organisation.0,
            role,
            note: &body.note,
            random: &random,
            at,
        };
        registry::invite(&registry, &actor, new)
    })
    .await?;
    Ok(HttpResponse::Created().json(wire::InvitationResult {
        invitation: shape::people::invitation(&invitation),
        path: wire::Hidden(format!("/einladung?code={}", secret.reveal())),
        secret: wire::Hidden(secret.reveal().to_owned()),
    }))
}

/// Takes an invitation back.
#[utoipa::path(
    delete, path = "/api/v1/organisations/{organisation}/invitations/{id}", tag = "people",
    params(("organisation" = String, Path, description = "slug"), ("id" = String, Path, description = "the invitation's id")),
    responses(
        (status = 204, description = "taken back"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn uninvite(
    state: web::Data<State>,
    who: SignedIn,
    (organisation, id): (Organisation, Id),
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::uninvite(&registry, &actor, (&organisation.0, &id.0), now)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes an invitation, as the person who has signed in. New people take theirs on the page that it names.
#[utoipa::path(
    post, path = "/api/v1/invitations/acceptance", tag = "people",
    request_body = wire::InvitationAcceptance,
    responses(
        (status = 200, body = wire::OwnRole),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 410, body = wire::Problem, content_type = "application/problem+json", description = "used, taken back, expired or never made"),
    ),
    security(("session" = []))
)]
pub(super) async fn accept(
    state: web::Data<State>,
    who: SignedIn,
    body: web::Json<wire::InvitationAcceptance>,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    let accepted = blocking(move || {
        let secret = Secret::new(body.into_inner().secret.0);
        registry::invitation_accept(&registry, &actor, &secret, now)
    })
    .await?;
    Ok(HttpResponse::Ok().json(wire::OwnRole {
        organisation: accepted.organisation.to_string(),
        role: accepted.role.to_string(),
    }))
}
