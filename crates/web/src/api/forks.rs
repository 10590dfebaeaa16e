//! Forks of a blueprint.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{BlueprintId, Message, Slug, VersionRef};
use registry::{Fork, ForkKind, ForkOutcome, Forked, fork_or_draft};

use super::{
    credentials::Credentials,
    paging::{cursor, limit, next_cursor, next_link},
    parameters::{Blueprint, Parameters},
};
use crate::{
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Forks, by name.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/forks", tag = "forks",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::ForkPage),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["limit", "cursor"])?;
    let (limit, after) = (limit(&parameters)?, cursor::<BlueprintId>(&parameters, "forks")?);
    let (mut items, total) =
        blocking(move || registry::forks(&state.registry, &id.0, after.as_ref(), limit + 1))
            .await?;
    let has_more = usize::try_from(limit).is_ok_and(|limit| limit < items.len());
    if has_more {
        items.pop();
    }
    let next = items.last().filter(|_| has_more).map(|(fork, _)| next_cursor("forks", &fork.child));
    let mut response = HttpResponse::Ok();
    if let Some(link) = next.as_ref().and_then(|next| next_link(request.path(), &parameters, next))
    {
        response.insert_header((header::LINK, link));
    }
    let items = items.iter().map(|(fork, behind)| shape::fork(fork, *behind)).collect();
    Ok(response.json(wire::ForkPage { items, total, next_cursor: next }))
}

/// Forks a blueprint: publishes the fork's version 1.0.0 as a copy that remembers where it comes from. Where the organisation
/// demands four eyes, the answer is a draft of that version.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/forks", tag = "forks",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same answer again"),
    ),
    request_body = wire::ForkRequest,
    responses(
        (status = 201, body = wire::ForkResult, headers(("Location" = String, description = "of the version, or of the draft"))),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    upstream: Blueprint,
    body: web::Json<wire::ForkRequest>,
) -> Result<HttpResponse, Problem> {
    let wanted = Wanted::read(body.into_inner())?;
    let key = request
        .headers()
        .get("Idempotency-Key")
        .and_then(|key| key.to_str().ok())
        .map(str::to_owned);
    let written = state.written.clone();
    let result = blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let fork = Fork {
            upstream: &upstream.0,
            reference: &wanted.reference,
            id: &wanted.id,
            kind: wanted.kind,
            reason: &wanted.reason,
            idempotency_key: key.as_deref(),
            at,
        };
        Ok(match fork_or_draft(&state.registry, &actor, &fork, &random)? {
            ForkOutcome::Published(forked) => published(&forked),
            ForkOutcome::Drafted(draft, origin, behind) => {
                shape::drafts::forked(&wanted.id, (&draft, &origin), behind)
            }
        })
    })
    .await?;
    if result.draft.is_none() {
        written();
    }
    Ok(HttpResponse::Created().insert_header((header::LOCATION, result.url.clone())).json(result))
}

fn published(forked: &Forked) -> wire::ForkResult {
    wire::ForkResult {
        blueprint: forked.record.id.to_string(),
        version: forked.record.version.to_string(),
        digest: Some(forked.record.digest.to_string()),
        url: shape::version_url(&forked.record),
        upstream: shape::upstream(&forked.lineage, forked.behind),
        draft: None,
    }
}

struct Wanted {
    id: BlueprintId,
    reference: VersionRef,
    kind: ForkKind,
    reason: String,
}

impl Wanted {
    fn read(body: wire::ForkRequest) -> Result<Self, Problem> {
        let name = |text: &str, place: &str| {
            text.parse::<Slug>().map_err(|_malformed| {
                Problem::at(
                    "name",
                    place,
                    Message::new(
                        format!("„{text}“ ist kein Name. Namen beginnen mit einem Buchstaben und bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen."),
                        format!("“{text}” is not a name. Names start with a letter and have lower-case letters, digits and hyphens."),
                    ),
                )
            })
        };
        let kind = match body.kind.as_str() {
            "technical" => ForkKind::Technical,
            "variant" => ForkKind::Variant,
            other => {
                return Err(Problem::at(
                    "fork-kind",
                    "/kind",
                    Message::new(
                        format!(
                            "Die Art der Ableitung ist technical oder variant, nicht „{other}“."
                        ),
                        format!("The kind of a fork is technical or variant, not “{other}”."),
                    ),
                ));
            }
        };
        let reference = body.version.parse::<VersionRef>().map_err(|error| {
            Problem::at("version-reference", "/version", error.message(&body.version))
        })?;
        let id = BlueprintId::new(name(&body.owner, "/owner")?, name(&body.name, "/name")?);
        Ok(Self { id, reference, kind, reason: body.reason })
    }
}
