//! Trusted publishing: the CI systems that an organisation trusts, and the exchange of their tokens.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use blueprint::{Message, Slug};
use oidc::{CiToken, OidcError, claimed_issuer};
use registry::{ExchangeRefused, NewTrustedPublisher, Proof, Refused, TrustedPublisher};

use super::{
    credentials::SignedIn,
    parameters::{Id, Organisation},
    tokens, value,
};
use crate::{
    problem::{Problem, exchange},
    shape,
    state::{State, blocking},
    trust::NoIssuer,
};

/// The CI systems that an organisation trusts.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/trusted-publishers", tag = "people",
    params(("organisation" = String, Path, description = "slug")),
    responses(
        (status = 200, body = wire::TrustedPublisherList),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn list(
    state: web::Data<State>,
    who: SignedIn,
    organisation: Organisation,
) -> Result<HttpResponse, Problem> {
    let (registry, actor) = (state.registry.clone(), who.0.actor.clone());
    let found =
        blocking(move || registry::trusted_publishers(&registry, &actor, &organisation.0)).await?;
    let items = found.iter().map(shape::people::trusted_publisher).collect();
    Ok(HttpResponse::Ok().json(wire::TrustedPublisherList { items }))
}

/// Trusts a CI system: whoever shows its token, with these claims, gets one of ours for a quarter of an hour.
#[utoipa::path(
    post, path = "/api/v1/organisations/{organisation}/trusted-publishers", tag = "people",
    params(("organisation" = String, Path, description = "slug")),
    request_body = wire::TrustedPublisherRequest,
    responses(
        (status = 201, body = wire::TrustedPublisher),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation went up in another"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all faults"),
    ),
    security(("session" = []))
)]
pub(super) async fn name(
    state: web::Data<State>,
    who: SignedIn,
    organisation: Organisation,
    body: web::Json<wire::TrustedPublisherRequest>,
) -> Result<HttpResponse, Problem> {
    let (scopes, pattern) = (tokens::scopes(&body.scopes)?, tokens::pattern(&body.pattern)?);
    let findings: Vec<_> = state.issuers.fault(&body.issuer).into_iter().collect();
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let actor = who.0.actor.clone();
    let publisher = blocking(move || {
        let new = NewTrustedPublisher {
            organisation: &organisation.0,
            issuer: &body.issuer,
            audience: &body.audience,
            claims: &body.claims,
            scopes: &scopes,
            pattern: &pattern,
            label: &body.label,
            findings: &findings,
            random: &random,
            at,
        };
        registry::trusted_publisher_name(&registry, &actor, &new)
    })
    .await?;
    Ok(HttpResponse::Created().json(shape::people::trusted_publisher(&publisher)))
}

/// Takes the trust back. Tokens that were given in exchange are good no longer.
#[utoipa::path(
    delete, path = "/api/v1/organisations/{organisation}/trusted-publishers/{id}", tag = "people",
    params(("organisation" = String, Path, description = "slug"), ("id" = String, Path, description = "the trusted publisher's id")),
    responses(
        (status = 204, description = "taken back"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn remove(
    state: web::Data<State>,
    who: SignedIn,
    (organisation, id): (Organisation, Id),
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || {
        registry::trusted_publisher_remove(&registry, &actor, (&organisation.0, &id.0), now)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Exchanges a CI system's own token for one of ours, once. It is good for a quarter of an hour, and for what the
/// organisation said when it named the CI system.
#[utoipa::path(
    post, path = "/api/v1/tokens/exchange", tag = "people",
    request_body = wire::TokenExchange,
    responses(
        (status = 201, body = wire::TokenExchanged),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json", description = "not trusted, not genuine, expired, for others, or shown before"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation went up in another"),
        (status = 503, body = wire::Problem, content_type = "application/problem+json", description = "the issuer does not answer"),
    ),
)]
pub(super) async fn exchange_token(
    state: web::Data<State>,
    body: web::Json<wire::TokenExchange>,
) -> Result<HttpResponse, Problem> {
    let wanted = body.organisation.as_deref();
    let organisation = wanted.map(|slug| value::slug(slug, "/organisation")).transpose()?;
    let (shared, random, at) = (state.clone(), state.random()?, state.now());
    let (secret, token) =
        blocking(move || exchanged(&shared, &body.token.0, organisation.as_ref(), (&random, at)))
            .await?;
    let expires_at = token.expires_at.map(shape::time).unwrap_or_default();
    Ok(HttpResponse::Created().json(wire::TokenExchanged {
        token: wire::Hidden(secret.reveal().to_owned()),
        expires_at,
        organisation: token.organisation.to_string(),
        scopes: token.scopes.split(',').map(str::to_owned).collect(),
        pattern: token.pattern,
    }))
}

fn exchanged(
    state: &State,
    token: &str,
    organisation: Option<&Slug>,
    (random, at): (&[u8; 32], i64),
) -> Result<(registry::Secret, registry::Token), Problem> {
    let issuer = claimed_issuer(token).map_err(|error| match error {
        OidcError::Malformed { .. } => no_token(),
        other => exchange::failed(&other),
    })?;
    let trusting = registry::trusting(&state.registry, &issuer, organisation)?;
    let (proven, audiences) = proven(state, token, (&issuer, &trusting), at)?;
    let proof = Proof {
        issuer: &issuer,
        audiences: &audiences,
        subject: &proven.subject,
        claims: &proven.claims,
        id: &proven.id,
        expires_at: proven.expires_at,
    };
    Ok(registry::token_exchange(&state.registry, &proof, organisation, (random, at))?)
}

/// What the token proves, and for which of those that are asked for it was made.
fn proven(
    state: &State,
    token: &str,
    (issuer, trusting): (&str, &[TrustedPublisher]),
    at: i64,
) -> Result<(CiToken, BTreeSet<String>), Problem> {
    let known = state.issuers.get(issuer, at).map_err(|reason| match reason {
        NoIssuer::NotAllowed => Refused::from(ExchangeRefused::Issuer).into(),
        NoIssuer::Failed(error) => exchange::failed(&error),
        NoIssuer::Silent => exchange::silent(),
    })?;
    let (mut found, mut audiences) = (None, BTreeSet::new());
    let asked: BTreeSet<&String> = trusting.iter().map(|publisher| &publisher.audience).collect();
    for audience in asked {
        match known.verify(token, audience, at) {
            Ok(proven) => {
                found = Some(proven);
                audiences.insert(audience.clone());
            }
            Err(OidcError::WrongAudience { .. }) => {}
            Err(error) => return Err(exchange::failed(&error)),
        }
    }
    let proven = found.ok_or_else(exchange::for_others)?;
    Ok((proven, audiences))
}

fn no_token() -> Problem {
    Problem::at(
        "exchange-token",
        "/token",
        Message::new(
            "Das ist kein Token eines CI-Systems. Senden Sie das ID-Token unverändert: drei Teile, durch Punkte getrennt.",
            "This is no token of a CI system. Send the ID token as it is: three parts, separated by dots.",
        ),
    )
}
