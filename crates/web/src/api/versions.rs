//! Versions: listing, publishing, yanking.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{BlueprintId, Syntax, VersionRef};
use registry::{
    Address, Head, Publish, Refused, Registry, Yanking, dry_run, publish as publish_version,
};
use semver::Version;

use super::{
    credentials::Credentials,
    expected::Expected,
    paging::{cursor, limit, next_cursor, next_link},
    parameters::{Blueprint, Exact, Parameters, Reference},
};
use crate::{
    pages,
    problem::{Problem, kinds},
    shape::{self, Made},
    state::{State, blocking},
};

/// All versions, newest first.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/versions", tag = "versions",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::VersionPage),
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
    let (limit, before) = (limit(&parameters)?, cursor::<Version>(&parameters, "versions")?);
    let (page, head, made) = blocking(move || {
        let page = registry::versions(&state.registry, &id.0, before.as_ref(), limit)?;
        let head = registry::head(&state.registry, &id.0)?;
        Ok::<_, Refused>((page, head, Made::of(&state.registry, &id.0)?))
    })
    .await?;
    let next = page.next.map(|version| next_cursor("versions", version));
    let mut response = HttpResponse::Ok();
    if let Some(link) = next.as_ref().and_then(|next| next_link(request.path(), &parameters, next))
    {
        response.insert_header((header::LINK, link));
    }
    let items = page
        .items
        .iter()
        .map(|record| shape::version(record, lower(&head, &record.version), &made));
    Ok(response.json(wire::VersionPage {
        items: items.collect(),
        total: page.total,
        next_cursor: next,
    }))
}

/// The version that this one follows: for a release the next lower release, for a pre-release whatever is next lower.
fn lower<'h>(head: &'h Head, version: &Version) -> Option<&'h Version> {
    let all = head.versions.iter().map(|(other, ..)| other);
    all.filter(|other| *other < version && (other.pre.is_empty() || !version.pre.is_empty())).max()
}

/// One version: exact, `latest`, or a requirement such as `^2.0`.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}", tag = "versions",
    params(("owner" = String, Path), ("name" = String, Path), ("reference" = String, Path, description = "exact, latest or a SemVer requirement")),
    responses(
        (status = 200, body = wire::VersionItem),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(
    state: web::Data<State>,
    id: Blueprint,
    reference: Reference,
) -> Result<HttpResponse, Problem> {
    let item = blocking(move || item(&state.registry, &id.0, &reference.0)).await?;
    Ok(HttpResponse::Ok().json(item))
}

fn item(
    registry: &Registry,
    id: &BlueprintId,
    reference: &VersionRef,
) -> Result<wire::VersionItem, Refused> {
    let record = registry::version(registry, id, reference)?;
    let head = registry::head(registry, id)?;
    let made = Made::of(registry, id)?;
    Ok(shape::version(&record, lower(&head, &record.version), &made))
}

/// Publishes a version. The identical bytes again are answered with the version that exists.
#[utoipa::path(
    put, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}", tag = "versions",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("reference" = String, Path, description = "the exact version, the same as in the document"),
        ("dry_run" = Option<bool>, Query, description = "run exactly the same checks and write nothing"),
        ("override_reason" = Option<String>, Query, description = "why the number says less than the changes ask for, 1 to 2,000 characters; it is logged and shown beside the version"),
    ),
    request_body(content((serde_json::Value = "application/json"), (String = "application/yaml")), description = "the blueprint document, at most 1 MiB"),
    responses(
        (status = 201, body = wire::PublishResult, description = "published"),
        (status = 200, body = wire::PublishResult, description = "the identical bytes were published before, or a dry run"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the version exists with other content; `changes` says where it differs"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all findings"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn publish(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (id, version, parameters): (Blueprint, Exact, Parameters),
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["dry_run", "override_reason"])?;
    let is_dry = parameters.flag("dry_run")?;
    let syntax = syntax(&request)?;
    let lang = pages::language(&request);
    let address = Address { id: id.0, version: version.0 };
    let written = state.written.clone();
    let result = blocking(move || {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let override_reason = parameters.get("override_reason");
        let wanted =
            Publish { address: &address, body: &body, syntax, override_reason, merge: None, at };
        let published = if is_dry {
            dry_run(&state.registry, &actor, wanted)
        } else {
            publish_version(&state.registry, &actor, wanted)
        }?;
        let Address { id, version } = &address;
        Ok::<_, Refused>(wire::PublishResult {
            blueprint: id.to_string(),
            version: version.to_string(),
            digest: published.digest.to_string(),
            url: format!("/api/v1/blueprints/{id}/versions/{version}"),
            created: published.is_new,
            dry_run: is_dry,
            baseline: published.baseline.as_ref().map(Version::to_string),
            required_bump: published.required.map(|level| level.to_string()),
            warnings: published
                .warnings
                .iter()
                .map(|warning| shape::finding(warning, lang))
                .collect(),
        })
    })
    .await?;
    let is_created = result.created && !is_dry;
    if !is_created {
        return Ok(HttpResponse::Ok().json(result));
    }
    written();
    Ok(HttpResponse::Created().insert_header((header::LOCATION, result.url.clone())).json(result))
}

/// The syntax that the sender says the document is written in.
pub(super) fn syntax(request: &HttpRequest) -> Result<Syntax, Problem> {
    let given = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = given
        .and_then(|value| value.split(';').next())
        .map(|value| value.trim().to_ascii_lowercase());
    match essence.as_deref() {
        Some("application/json") => Ok(Syntax::Json),
        Some("application/yaml" | "application/x-yaml" | "text/yaml") => Ok(Syntax::Yaml),
        _ => Err(Problem::new(&kinds::UNSUPPORTED_MEDIA_TYPE)),
    }
}

/// Yanks a version with a reason, or takes that back with null. Its document stays readable.
#[utoipa::path(
    patch, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}", tag = "versions",
    params(
        ("owner" = String, Path), ("name" = String, Path), ("reference" = String, Path, description = "the exact version"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version as you know it"),
    ),
    request_body = wire::YankRequest,
    responses(
        (status = 200, body = wire::VersionItem),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
    ),
    security(("token" = ["yank"]), ("session" = []))
)]
pub(super) async fn yank(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    (id, version): (Blueprint, Exact),
    body: web::Json<wire::YankRequest>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = (id.0, version.0);
    let expected = Expected::of(&request);
    let written = state.written.clone();
    let item = blocking(move || -> Result<_, Problem> {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let reference = VersionRef::Exact(version.clone());
        let seen_revision = expected.revision(|| {
            let revision = registry::head(&state.registry, &id)?.blueprint.revision;
            Ok((revision, item(&state.registry, &id, &reference)?))
        })?;
        let reason = body.yanked.as_ref().map(|yanked| yanked.reason.as_str());
        let yanking = Yanking { id: &id, version: &version, reason, seen_revision, at };
        registry::yank(&state.registry, &actor, &yanking)
            .map_err(|refused| expected.lost(refused))?;
        Ok(item(&state.registry, &id, &reference)?)
    })
    .await?;
    written();
    Ok(HttpResponse::Ok().json(item))
}
