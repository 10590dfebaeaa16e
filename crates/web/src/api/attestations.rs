//! What organisations found when they tested products: recording, seeing, withdrawing.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{BlueprintId, Message, VersionRef, evidence::ProductRef};
use jiff::civil::Date;
use registry::{
    Attestation, AttestationFilter, AttestationState, EvidencePlace, NewAttestation, Refused,
    attest, attestation, attestation_withdraw, attestations, attestations_of,
};

use super::{
    credentials::Credentials,
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Blueprint, Id, Organisation, Parameters},
    value::{self, slug},
    versions::syntax,
};
use crate::{
    pages::today,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Attestations for a blueprint, the newest first; where it has moved, those of its earlier addresses are among them.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/attestations", tag = "attestations",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("version" = Option<String>, Query, description = "an exact version"),
        ("product" = Option<String>, Query, description = "vendor/product"),
        ("state" = Option<String>, Query, description = "current, expired, withdrawn or all (default)"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::AttestationPage),
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
    list(&request, &state, &parameters, move |state, filter, wanted| {
        attestations(&state.registry, (&id.0, filter), wanted)
    })
    .await
}

/// What an organisation attests, the newest first.
#[utoipa::path(
    get, path = "/api/v1/organisations/{organisation}/attestations", tag = "attestations",
    params(
        ("organisation" = String, Path),
        ("version" = Option<String>, Query, description = "an exact version"),
        ("product" = Option<String>, Query, description = "vendor/product"),
        ("state" = Option<String>, Query, description = "current, expired, withdrawn or all (default)"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::AttestationPage),
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
    list(&request, &state, &parameters, move |state, filter, wanted| {
        attestations_of(&state.registry, (&organisation.0, filter), wanted)
    })
    .await
}

type Wanted<'a> = (Option<&'a EvidencePlace>, u32);

async fn list<F>(
    request: &HttpRequest,
    state: &web::Data<State>,
    parameters: &Parameters,
    read: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&State, &AttestationFilter, Wanted<'_>) -> Result<(Vec<Attestation>, i64), Refused>
        + Send
        + 'static,
{
    parameters.only(&["version", "product", "state", "limit", "cursor"])?;
    let today = today(state.now());
    let filter = filter(parameters, today)?;
    let limit = limit(parameters)?;
    let after = cursor::<EvidencePlace>(parameters, "attestations")?;
    let shared = state.clone();
    let (items, total) =
        blocking(move || read(&shared, &filter, (after.as_ref(), limit + 1))).await?;
    let (items, has_more) = page(items, limit);
    let last = items.last().filter(|_| has_more);
    let next = last.map(|last| next_cursor("attestations", last.place()));
    let items = items.iter().map(|one| shape::attestations::attestation(one, today)).collect();
    let page = wire::AttestationPage { items, total, next_cursor: next };
    Ok(answer(request, parameters, page.next_cursor.as_deref()).json(page))
}

fn filter(parameters: &Parameters, today: Date) -> Result<AttestationFilter, Problem> {
    let version = parameters.get("version").map(|text| {
        VersionRef::exact(text)
            .map_err(|error| Problem::at("version-reference", "/version", error.message(text)))
    });
    let state: Option<AttestationState> = match parameters.get("state") {
        Some("all") => None,
        _ => parameters.parsed("state")?,
    };
    Ok(AttestationFilter {
        version: version.transpose()?,
        product: parameters.parsed::<ProductRef>("product")?,
        state: state.map(|state| (state, today)),
    })
}

/// An attestation. Withdrawn and expired ones stay readable.
#[utoipa::path(
    get, path = "/api/v1/attestations/{id}", tag = "attestations",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Attestation),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(state: web::Data<State>, id: Id) -> Result<HttpResponse, Problem> {
    let today = today(state.now());
    let found = blocking(move || attestation(&state.registry, &id.0)).await?;
    Ok(HttpResponse::Ok().json(shape::attestations::attestation(&found, today)))
}

/// Puts an organisation's own test of a product on record. What vendors say of their products is no attestation but a
/// declaration, and stands in the document.
#[utoipa::path(
    post, path = "/api/v1/attestations", tag = "attestations",
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same attestation again"),
    ),
    request_body(content((wire::AttestationRequest = "application/json"), (wire::AttestationRequest = "application/yaml"))),
    responses(
        (status = 201, body = wire::Attestation, headers(("Location" = String))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json", description = "a member is missing, unknown or has no meaning"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the blueprint has moved, or the organisation went up in another"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all faults"),
    ),
    security(("token" = ["attest"]), ("session" = []))
)]
pub(super) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let syntax = syntax(&request)?;
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let shared = state.clone();
    let (made, at) = blocking(move || -> Result<_, Problem> {
        let (at, random) = (shared.now(), shared.random()?);
        let actor = credentials.actor(&shared.registry, at)?;
        let wanted: wire::AttestationRequest = value::strict(&body, syntax)?;
        let (organisation, blueprint) = places(&wanted)?;
        let requirements: Vec<_> = wanted.requirements.into_iter().collect();
        let evidence: Vec<_> =
            wanted.evidence.into_iter().map(|file| (file.title, file.digest)).collect();
        let new = NewAttestation {
            organisation: &organisation,
            blueprint: &blueprint,
            version: &wanted.version,
            product: &wanted.product,
            product_version: wanted.product_version.as_deref(),
            environment: &wanted.environment,
            tested_on: &wanted.tested_on,
            expires_on: wanted.expires_on.as_deref(),
            result: &wanted.result,
            requirements: &requirements,
            evidence: &evidence,
            note: wanted.note.as_deref(),
            idempotency_key: key.as_deref(),
            random: &random,
            at,
        };
        Ok((attest(&shared.registry, &actor, &new)?, at))
    })
    .await?;
    (state.written)();
    let today = today(at);
    let made = shape::attestations::attestation(&made, today);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, made.url.clone())).json(made))
}

fn places(wanted: &wire::AttestationRequest) -> Result<(blueprint::Slug, BlueprintId), Problem> {
    let text = &wanted.blueprint;
    let blueprint = text.parse().map_err(|_unnamed| {
        Problem::at(
            "blueprint-name",
            "/blueprint",
            Message::new(
                format!("„{text}“ ist keine Blaupause. Sie heißt organisation/name, zum Beispiel mrn/handwerkerparkausweis."),
                format!("“{text}” is no blueprint. It is called owner/name, for example mrn/handwerkerparkausweis."),
            ),
        )
    })?;
    Ok((slug(&wanted.organisation, "/organisation")?, blueprint))
}

/// Takes an attestation back, by the organisation that tested. It stays readable, with the reason.
#[utoipa::path(
    post, path = "/api/v1/attestations/{id}/withdrawal", tag = "attestations",
    params(("id" = String, Path)),
    request_body = wire::WithdrawalRequest,
    responses(
        (status = 200, body = wire::Attestation),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is withdrawn already"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["attest"]), ("session" = []))
)]
pub(super) async fn withdraw(
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Json<wire::WithdrawalRequest>,
) -> Result<HttpResponse, Problem> {
    let shared = state.clone();
    let (done, at) = blocking(move || {
        let at = shared.now();
        let actor = credentials.actor(&shared.registry, at)?;
        let wanted = (id.0.as_str(), body.reason.as_str());
        Ok::<_, Refused>((attestation_withdraw(&shared.registry, &actor, wanted, at)?, at))
    })
    .await?;
    (state.written)();
    let today = today(at);
    Ok(HttpResponse::Ok().json(shape::attestations::attestation(&done, today)))
}
