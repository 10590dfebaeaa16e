//! Sessions and one's own account.

use actix_web::{HttpRequest, HttpResponse, web};
use registry::{
    Begun, Refused, SessionRandom, SignIn, own_account, password_change, person_remove, present,
    session_count, sign_in, sign_out, sign_out_everywhere,
};

use super::{credentials::SignedIn, parameters::Organisation};
use crate::{
    limits::SignIns,
    problem::Problem,
    session, shape,
    state::{State, blocking},
};

/// Signs in with a password. The session's secret comes as a cookie; programs rather take a token.
#[utoipa::path(
    post, path = "/api/v1/sessions", tag = "people",
    request_body = wire::SessionRequest,
    responses(
        (status = 201, body = wire::SessionResult),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json", description = "login or password is wrong"),
        (status = 429, body = wire::Problem, content_type = "application/problem+json", description = "tried too often"),
    )
)]
pub(super) async fn begin(
    request: HttpRequest,
    state: web::Data<State>,
    sign_ins: web::Data<SignIns>,
    body: web::Json<wire::SessionRequest>,
) -> Result<HttpResponse, Problem> {
    sign_ins.check(request.peer_addr().map(|address| address.ip()), &body.login)?;
    let now = state.now();
    let (begun, form_token) = signed_in(&state, body.into_inner(), now).await?;
    let result =
        wire::SessionResult { csrf_token: form_token, expires_at: shape::time(begun.expires_at) };
    Ok(HttpResponse::Created().cookie(session::cookie(&state, &begun, now)).json(result))
}

/// A new session and its form token.
async fn signed_in(
    state: &web::Data<State>,
    wanted: wire::SessionRequest,
    at: i64,
) -> Result<(Begun, String), Problem> {
    let (secret, id, unused) = (state.random()?, state.random()?, state.random()?);
    let registry = state.registry.clone();
    blocking(move || {
        let random = SessionRandom { secret: &secret, id: &id };
        let wire::SessionRequest { login, password } = &wanted;
        let begun = sign_in(&registry, SignIn { login, password: &password.0, random, at })?;
        let form_token = present(&registry, &begun.secret, &unused, at)?.form_token;
        Ok::<_, Refused>((begun, form_token))
    })
    .await
}

/// Ends this session.
#[utoipa::path(
    delete, path = "/api/v1/sessions/current", tag = "people",
    responses(
        (status = 204, description = "ended"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn end(state: web::Data<State>, who: SignedIn) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || sign_out(&registry, &actor, now)).await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&state)).finish())
}

/// Ends all of one's sessions, this one too.
#[utoipa::path(
    delete, path = "/api/v1/sessions", tag = "people",
    responses(
        (status = 204, description = "ended"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn end_all(
    state: web::Data<State>,
    who: SignedIn,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || sign_out_everywhere(&registry, &actor, now)).await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&state)).finish())
}

/// Who one is here, and the token that requests of this session send along.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "people",
    responses(
        (status = 200, body = wire::Me),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn me(state: web::Data<State>, who: SignedIn) -> Result<HttpResponse, Problem> {
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let (person, sessions) = blocking(move || {
        Ok::<_, Refused>((own_account(&registry, &actor)?, session_count(&registry, &actor)?))
    })
    .await?;
    let roles = who.0.actor.roles().map(|(organisation, role)| wire::OwnRole {
        organisation: organisation.to_string(),
        role: role.to_string(),
    });
    Ok(HttpResponse::Ok().json(wire::Me {
        id: person.id,
        name: person.name,
        login: person.login,
        is_operator: person.is_operator,
        roles: roles.collect(),
        sessions,
        csrf_token: who.0.form_token.clone(),
    }))
}

/// Deletes one's own account. What one did stays, under an id that says nothing.
#[utoipa::path(
    delete, path = "/api/v1/me", tag = "people",
    responses(
        (status = 204, description = "deleted"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "an organisation would be without an owner"),
    ),
    security(("session" = []))
)]
pub(super) async fn delete_me(
    state: web::Data<State>,
    who: SignedIn,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || {
        let id = actor.person().unwrap_or_default().to_owned();
        person_remove(&registry, &actor, &id, now)
    })
    .await?;
    Ok(HttpResponse::NoContent().cookie(session::removal(&state)).finish())
}

/// Changes one's own password; all other sessions end.
#[utoipa::path(
    put, path = "/api/v1/me/password", tag = "people",
    request_body = wire::PasswordRequest,
    responses(
        (status = 204, description = "changed"),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all faults"),
        (status = 429, body = wire::Problem, content_type = "application/problem+json", description = "tried too often"),
    ),
    security(("session" = []))
)]
pub(super) async fn password(
    request: HttpRequest,
    state: web::Data<State>,
    sign_ins: web::Data<SignIns>,
    who: SignedIn,
    body: web::Json<wire::PasswordRequest>,
) -> Result<HttpResponse, Problem> {
    let actor = who.0.actor.clone();
    let account = actor.person().unwrap_or_default();
    sign_ins.check(request.peer_addr().map(|address| address.ip()), account)?;
    let (registry, now, salt) = (state.registry.clone(), state.now(), state.random()?);
    blocking(move || {
        let wire::PasswordRequest { old_password, new_password } = body.into_inner();
        password_change(&registry, &actor, (&old_password.0, &new_password.0), (&salt, now))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Gives up one's own role in an organisation.
#[utoipa::path(
    delete, path = "/api/v1/me/roles/{organisation}", tag = "people",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 204, description = "given up"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation would be without an owner"),
    ),
    security(("session" = []))
)]
pub(super) async fn leave(
    state: web::Data<State>,
    who: SignedIn,
    organisation: Organisation,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::role_leave(&registry, &actor, &organisation.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
