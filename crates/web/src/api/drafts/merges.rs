//! Taking a version of the upstream into a fork: the draft in which that happens, and deciding its conflicts.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{
    Lang, Message, Path, Syntax, VersionRef,
    merge::{By, Resolution, Take},
};
use registry::{Actor, DraftStep, NewMerge, Refused, Registry, StoreError, merge_begin};
use serde_json::{Map, Value};

use super::{
    PRIVATE,
    tag::{Seen, of_revision},
};
use crate::{
    api::{
        credentials::Credentials,
        parameters::{Blueprint, Id},
    },
    pages,
    problem::{Problem, kinds},
    shape,
    state::{State, blocking},
};

/// Begins to take a version of the upstream into a fork. The answer is a draft of the fork's next version; nothing is decided
/// silently, and it can be published when no conflict is open.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/merges", tag = "forks",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same draft again"),
    ),
    request_body = wire::MergeRequest,
    responses(
        (status = 201, body = wire::MergeDraft, headers(("Location" = String, description = "of the draft"), ("ETag" = String))),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "there is no such blueprint or version, or it is no fork"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the version does not qualify"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn begin(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    fork: Blueprint,
    body: web::Json<wire::MergeRequest>,
) -> Result<HttpResponse, Problem> {
    let wanted = body.into_inner().upstream_version;
    let reference: VersionRef = wanted.parse().map_err(|error: blueprint::VersionRefError| {
        Problem::at("version-reference", "/upstream_version", error.message(&wanted))
    })?;
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let lang = pages::language(&request);
    let draft = blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let idempotency_key = key.as_deref();
        let new =
            NewMerge { id: &fork.0, reference: &reference, idempotency_key, random: &random, at };
        let draft = merge_begin(&state.registry, &actor, &new)?;
        Ok(shown(&state.registry, &actor, (&draft.id, at), lang)?)
    })
    .await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, draft.url.clone()))
        .insert_header((header::ETAG, of_revision(draft.revision)))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .json(draft))
}

/// Decides conflicts of a merge in its draft: one decision, or several as `{"resolutions": […]}`. What its authors wrote stays, except at the
/// places decided about.
#[utoipa::path(
    post, path = "/api/v1/drafts/{id}/resolutions", tag = "drafts",
    params(
        ("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "ETag of the draft as you know it"),
    ),
    request_body(content = wire::ResolutionsRequest),
    responses(
        (status = 200, body = wire::MergeDraft, headers(("ETag" = String))),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "it is published or discarded, or the fork has moved on"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "a decision fits no open conflict; none is kept"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn resolve(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Id,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let seen = Seen::of(&request).unwrap_or(Seen::Any);
    let lang = pages::language(&request);
    let draft = blocking(move || -> Result<_, Problem> {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let resolutions = resolutions(&body)?;
        let step = DraftStep { id: &id.0, seen: seen.revisions(), at };
        registry::draft_resolve(&state.registry, &actor, step, &resolutions)?;
        Ok(shown(&state.registry, &actor, (&id.0, at), lang)?)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, of_revision(draft.revision)))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .json(draft))
}

fn shown(
    registry: &Registry,
    actor: &Actor,
    (draft, at): (&str, i64),
    lang: Lang,
) -> Result<wire::MergeDraft, Refused> {
    let view = registry::draft(registry, actor, draft, at)?;
    shape::merge::draft(&view, lang)
        .ok_or(Refused::Store(StoreError::Corrupt { what: "draft origin" }))
}

/// One decision, or several under `resolutions`; read by the reader of documents, which refuses a key that stands twice.
fn resolutions(body: &[u8]) -> Result<Vec<Resolution>, Problem> {
    let parsed = blueprint::parse(body, Syntax::Json)
        .map_err(|error| Refused::Invalid(vec![error.finding()]))?;
    match parsed.into_value() {
        Value::Object(mut members) if members.contains_key("resolutions") => {
            let several = members.remove("resolutions");
            if let Some(other) = members.keys().next() {
                return Err(unknown(other, "", "resolutions"));
            }
            let Some(Value::Array(items)) = several else {
                return Err(Problem::new(&kinds::INVALID_REQUEST));
            };
            let read = |(number, item)| resolution(item, &format!("/resolutions/{number}"));
            items.into_iter().enumerate().map(read).collect()
        }
        one => Ok(vec![resolution(one, "")?]),
    }
}

fn resolution(value: Value, place: &str) -> Result<Resolution, Problem> {
    let Value::Object(mut members) = value else {
        return Err(Problem::new(&kinds::INVALID_REQUEST));
    };
    let Some(Value::String(path)) = members.remove("path") else {
        return Err(Problem::at(
            "member-missing",
            &format!("{place}/path"),
            Message::new(
                "Nennen Sie unter „path“ die Stelle, über die entschieden wird.",
                "Name the place that is decided about under “path”.",
            ),
        ));
    };
    let by = by(&mut members, place)?;
    match members.keys().next() {
        None => Ok(Resolution { path: Path::from(path.as_str()), by }),
        Some(other) => Err(unknown(other, place, "path, take, value")),
    }
}

fn unknown(member: &str, place: &str, possible: &str) -> Problem {
    Problem::at(
        "member-unknown",
        &format!("{place}/{member}"),
        Message::new(
            format!("Die Angabe „{member}“ gibt es hier nicht. Möglich sind: {possible}."),
            format!("There is no member “{member}” here. Possible are: {possible}."),
        ),
    )
}

/// What shall hold: a side's state or a value, and not both.
fn by(members: &mut Map<String, Value>, place: &str) -> Result<By, Problem> {
    let take = members.remove("take");
    match (take.as_ref().map(|take| take.as_str()), members.remove("value")) {
        (None, Some(value)) => Ok(By::Value(value)),
        (Some(Some("ours")), None) => Ok(By::Take(Take::Ours)),
        (Some(Some("theirs")), None) => Ok(By::Take(Take::Theirs)),
        (Some(Some("base")), None) => Ok(By::Take(Take::Base)),
        (Some(_), _) | (None, None) => Err(Problem::at(
            "resolution",
            &format!("{place}/take"),
            Message::new(
                "Wählen Sie mit „take“ ours, theirs oder base, oder nennen Sie unter „value“, was gelten soll.",
                "Choose ours, theirs or base with “take”, or say under “value” what shall hold.",
            ),
        )),
    }
}
