//! Maturity, and the reviews of working groups that a standard takes.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Message, maturity::ReviewVerdict};
use registry::{EvidencePlace, NewReview, Refused, Review, review_give, review_withdraw};

use super::{
    credentials::Credentials,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Blueprint, Exact, Id, Organisation, Parameters},
    value::slug,
};
use crate::{
    pages,
    problem::{Problem, kinds},
    shape,
    state::{State, blocking},
};

/// What a blueprint has earned by evidence: the level on the day of the question, each rule with what was counted, until
/// when it holds, and what is missing for the next level.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/maturity", tag = "blueprints",
    params(("owner" = String, Path, description = "slug of the organisation"), ("name" = String, Path, description = "name of the blueprint")),
    responses(
        (status = 200, body = wire::MaturityExplained),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn maturity(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let explained = blocking(move || {
        let view = registry::maturity(&state.registry, &id.0, state.now())?;
        Ok::<_, Refused>(shape::maturity::view(&view, lang))
    })
    .await?;
    Ok(HttpResponse::Ok().append_header((header::VARY, "accept-language")).json(explained))
}

/// What working groups say of a blueprint's versions, at all its addresses, the newest first, withdrawn reviews too.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/reviews", tag = "reviews",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::ReviewPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn of_blueprint(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    list(&request, &parameters, move |wanted| registry::reviews(&state.registry, &id.0, wanted))
        .await
}

/// The reviews that an organisation gave, the newest first, withdrawn ones too.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/reviews", tag = "reviews",
    params(
        ("organisation" = String, Path),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::ReviewPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn of_organisation(
    request: HttpRequest,
    state: web::Data<State>,
    organisation: Organisation,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    list(&request, &parameters, move |wanted| {
        registry::reviews_of(&state.registry, &organisation.0, wanted)
    })
    .await
}

async fn list<F>(
    request: &HttpRequest,
    parameters: &Parameters,
    read: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce((Option<&EvidencePlace>, u32)) -> Result<(Vec<Review>, i64), Refused>
        + Send
        + 'static,
{
    parameters.only(&["limit", "cursor"])?;
    let (limit, after) = (limit(parameters)?, cursor::<EvidencePlace>(parameters, "reviews")?);
    let (items, total) = blocking(move || read((after.as_ref(), limit + 1))).await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|last| next_cursor("reviews", last.place()));
    let items = items.iter().map(shape::maturity::review).collect();
    let page = wire::ReviewPage { items, total, next_cursor: next };
    Ok(answer(request, parameters, page.next_cursor.as_deref()).json(page))
}

/// A review. Withdrawn ones stay readable.
#[utoipa::path(
    get, path = "/api/v1/reviews/{id}", tag = "reviews",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Review),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(state: web::Data<State>, id: Id) -> Result<HttpResponse, Problem> {
    let found = blocking(move || registry::review(&state.registry, &id.0)).await?;
    Ok(HttpResponse::Ok().json(shape::maturity::review(&found)))
}

/// Says for an organisation, in a working group, what it thinks of a version. Two approvals by different organisations of one
/// working group make a proven blueprint a standard.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}/reviews", tag = "reviews",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("reference" = String, Path, description = "an exact version"),
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same review again"),
    ),
    request_body = wire::ReviewRequest,
    responses(
        (status = 201, body = wire::Review, headers(("Location" = String))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the blueprint has moved, or the organisation went up in another"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "the organisation publishes the blueprint, or sells; the working group is none that is verified; the version was withdrawn; one spoke for another organisation before"),
    ),
    security(("session" = []))
)]
pub(super) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (id, version): (Blueprint, Exact),
    body: web::Json<wire::ReviewRequest>,
) -> Result<HttpResponse, Problem> {
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let written = state.written.clone();
    let made = blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let wire::ReviewRequest { working_group, organisation, verdict, reason } =
            body.into_inner();
        let new = NewReview {
            blueprint: &id.0,
            version: &version.0,
            working_group: &slug(&working_group, "/working_group")?,
            organisation: &slug(&organisation, "/organisation")?,
            verdict: verdict.parse().map_err(|_unknown| no_verdict(&verdict))?,
            reason: &reason,
            idempotency_key: key.as_deref(),
            random: &random,
            at,
        };
        Ok(shape::maturity::review(&review_give(&state.registry, &actor, &new)?))
    })
    .await?;
    written();
    Ok(HttpResponse::Created().insert_header((header::LOCATION, made.url.clone())).json(made))
}

fn no_verdict(given: &str) -> Problem {
    let known = ReviewVerdict::ALL.map(ReviewVerdict::as_str);
    let [approved, rejected] = known;
    Problem {
        findings: Problem::at(
            "review-verdict",
            "/verdict",
            Message::new(
                format!("Das Urteil ist {approved} oder {rejected}, nicht „{given}“."),
                format!("The verdict is {approved} or {rejected}, not “{given}”."),
            ),
        )
        .findings,
        ..Problem::new(&kinds::INVALID_REQUEST)
    }
}

/// Withdraws a review, by the organisation that gave it. It stays on record and counts no more.
#[utoipa::path(
    post, path = "/api/v1/reviews/{id}/withdrawal", tag = "reviews",
    params(("id" = String, Path)),
    request_body = wire::WithdrawalRequest,
    responses(
        (status = 200, body = wire::Review),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is withdrawn already"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("session" = []))
)]
pub(super) async fn withdraw(
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::WithdrawalRequest>,
) -> Result<HttpResponse, Problem> {
    let written = state.written.clone();
    let done = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let done = review_withdraw(&state.registry, &actor, (&id.0, &body.reason), at)?;
        Ok::<_, Refused>(shape::maturity::review(&done))
    })
    .await?;
    written();
    Ok(HttpResponse::Ok().json(done))
}
