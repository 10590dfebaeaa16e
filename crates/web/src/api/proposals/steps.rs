//! How a proposal is talked about and ends.

use actix_web::{HttpRequest, HttpResponse, web};
use registry::{
    ProposalStep, proposal_accept, proposal_comment, proposal_decline, proposal_withdraw,
};

use super::{decided, no_decision};
use crate::{
    api::{credentials::Credentials, drafts::Seen, parameters::Id},
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Says something about a proposal, for one of the two organisations; everybody can read it.
#[utoipa::path(
    post, path = "/api/v1/proposals/{id}/comments", tag = "proposals",
    params(("id" = String, Path)),
    request_body = wire::ProposalCommentRequest,
    responses(
        (status = 201, body = wire::ProposalComment),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn comment(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::ProposalCommentRequest>,
) -> Result<HttpResponse, Problem> {
    let lang = crate::pages::language(&request);
    let made = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let number = proposal_comment(&state.registry, &actor, (&id.0, &body.text), at)?;
        let view = registry::proposal(&state.registry, &id.0)?;
        let comments = shape::proposals::view(&view, lang).comments;
        Ok::<_, registry::Refused>(comments.into_iter().find(|one| one.number == number))
    })
    .await?;
    Ok(HttpResponse::Created().json(made))
}

/// Decides a proposal. Accepted, its changes become a draft of the owner's that names the proposing organisation.
#[utoipa::path(
    post, path = "/api/v1/proposals/{id}/decision", tag = "proposals",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the proposal as you know it"),
    ),
    request_body = wire::ProposalDecision,
    responses(
        (status = 200, body = wire::ProposalDecided),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not open, or it does not fit what was published since"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(crate) async fn decide(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::ProposalDecision>,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(&request).unwrap_or(Seen::Any);
    blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let step = ProposalStep { id: &id.0, seen: seen.revisions(), at };
        let wire::ProposalDecision { decision, reason } = body.into_inner();
        match decision.as_str() {
            "accepted" => {
                let (proposal, draft) =
                    proposal_accept(&state.registry, &actor, (step, &random), &reason)?;
                Ok((shape::proposals::item(&proposal), Some(draft.id)))
            }
            "declined" => {
                let proposal = proposal_decline(&state.registry, &actor, step, &reason)?;
                Ok((shape::proposals::item(&proposal), None))
            }
            other => Err(no_decision(other)),
        }
    })
    .await
    .map(|(item, draft)| decided(item, draft.as_deref()))
}

/// Takes a proposal back, by those who made it.
#[utoipa::path(
    post, path = "/api/v1/proposals/{id}/withdrawal", tag = "proposals",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the proposal as you know it"),
    ),
    responses(
        (status = 200, body = wire::ProposalDecided),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is not open"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn withdraw(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(&request).unwrap_or(Seen::Any);
    let item = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let step = ProposalStep { id: &id.0, seen: seen.revisions(), at };
        let proposal = proposal_withdraw(&state.registry, &actor, step)?;
        Ok::<_, registry::Refused>(shape::proposals::item(&proposal))
    })
    .await?;
    Ok(decided(item, None))
}
