//! Tokens: made, seen and revoked by those who own the organisation.

use actix_web::{HttpResponse, web};
use blueprint::{Message, Slug};
use registry::{NewToken, Pattern, Scope};

use super::{
    credentials::SignedIn,
    parameters::{Id, Parameters},
    value,
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// An organisation's tokens, without their secrets.
#[utoipa::path(
    get, path = "/api/v1/tokens", tag = "people",
    params(("organisation" = String, Query, description = "slug")),
    responses(
        (status = 200, body = wire::TokenList),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn list(
    state: web::Data<State>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["organisation"])?;
    let organisation: Slug = parameters.parsed("organisation")?.ok_or_else(|| {
        Problem::at(
            "parameter-missing",
            "/organisation",
            Message::new(
                "Nennen Sie die Organisation, zum Beispiel ?organisation=musterstadt.",
                "Name the organisation, for example ?organisation=musterstadt.",
            ),
        )
    })?;
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    let found = blocking(move || registry::tokens_of(&registry, &actor, &organisation)).await?;
    let items = found.iter().map(|token| shape::people::token(token, now)).collect();
    Ok(HttpResponse::Ok().json(wire::TokenList { items }))
}

/// Makes a token. Its secret is shown this once.
#[utoipa::path(
    post, path = "/api/v1/tokens", tag = "people",
    request_body = wire::TokenRequest,
    responses(
        (status = 201, body = wire::TokenResult),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the organisation went up in another"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all faults"),
    ),
    security(("session" = []))
)]
pub(super) async fn create(
    state: web::Data<State>,
    who: SignedIn,
    body: web::Json<wire::TokenRequest>,
) -> Result<HttpResponse, Problem> {
    let wanted = Wanted::read(&body)?;
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let actor = who.0.actor.clone();
    let (secret, token) = blocking(move || {
        let Wanted { organisation, scopes, pattern } = &wanted;
        let new = NewToken {
            organisation,
            scopes,
            pattern,
            label: &body.label,
            at,
            expires_at: Some(
                at.saturating_add(i64::from(body.expires_in_days).saturating_mul(DAY)),
            ),
            random: &random,
        };
        registry::token_issue(&registry, &actor, &new)
    })
    .await?;
    Ok(HttpResponse::Created().json(wire::TokenResult {
        token: shape::people::token(&token, at),
        secret: wire::Hidden(secret.reveal().to_owned()),
    }))
}

struct Wanted {
    organisation: Slug,
    scopes: Vec<Scope>,
    pattern: Pattern,
}

impl Wanted {
    fn read(body: &wire::TokenRequest) -> Result<Self, Problem> {
        let pattern = pattern(&body.pattern)?;
        Ok(Self {
            organisation: value::slug(&body.organisation, "/organisation")?,
            scopes: scopes(&body.scopes)?,
            pattern,
        })
    }
}

pub(super) fn scopes(given: &[String]) -> Result<Vec<Scope>, Problem> {
    let scope = |text: &String| {
        text.parse::<Scope>().map_err(|error| {
            Problem::at(
                "token-scope",
                "/scopes",
                Message::new(
                    format!("„{text}“ ist kein Recht. Möglich sind publish, yank, adopt, attest, manage, read; Prüfungen geben Menschen ab."),
                    format!("“{text}”: {error}."),
                ),
            )
        })
    };
    given.iter().map(scope).collect()
}

pub(crate) fn pattern(given: &str) -> Result<Pattern, Problem> {
    given.parse().map_err(|_malformed| {
        Problem::at(
            "token-pattern",
            "/pattern",
            Message::new(
                "Schreiben Sie das Muster als organisation/* oder organisation/name.",
                "Write the pattern as organisation/* or organisation/name.",
            ),
        )
    })
}

/// Makes a token useless from now on.
#[utoipa::path(
    delete, path = "/api/v1/tokens/{id}", tag = "people",
    params(("id" = String, Path, description = "the token's id")),
    responses(
        (status = 204, description = "revoked"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn revoke(
    state: web::Data<State>,
    who: SignedIn,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let (registry, now, actor) = (state.registry.clone(), state.now(), who.0.actor.clone());
    blocking(move || registry::token_withdraw(&registry, &actor, &id.0, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
