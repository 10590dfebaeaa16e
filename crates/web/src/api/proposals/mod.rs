//! Proposals: seeing and making them. How they end is in [`steps`].

pub(super) mod steps;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{BlueprintId, Message, Path, Slug, VersionRef};
use registry::{Offer, OfferFrom, ProposalPlace, ProposalState, Refused, propose};
use serde_json::{Map, Value};

use super::{
    credentials::Credentials,
    drafts::{of_representation, of_revision},
    paging::{answer, cursor, limit, next_cursor, page},
    parameters::{Blueprint, Id, Parameters},
    value::{members, slug},
    versions::syntax,
};
use crate::{
    pages,
    problem::{Problem, kinds},
    shape,
    state::{State, blocking},
};

/// Proposals to a blueprint, the newest first.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/proposals", tag = "proposals",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("state" = Option<String>, Query, description = "open, accepted, declined or withdrawn"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::ProposalPage),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["state", "limit", "cursor"])?;
    let wanted: Option<ProposalState> = parameters.parsed("state")?;
    let (limit, after) = (limit(&parameters)?, cursor::<ProposalPlace>(&parameters, "proposals")?);
    let (items, total) = blocking(move || {
        registry::proposals(&state.registry, (&id.0, wanted), (after.as_ref(), limit + 1))
    })
    .await?;
    let (items, has_more) = page(items, limit);
    let next = items.last().filter(|_| has_more).map(|last| next_cursor("proposals", last.place()));
    let items = items.iter().map(shape::proposals::item).collect();
    let page = wire::ProposalPage { items, total, next_cursor: next };
    Ok(answer(&request, &parameters, page.next_cursor.as_deref()).json(page))
}

/// A proposal with its changes, its comments, and whether it still fits; the sentences are in the language asked for.
#[utoipa::path(
    get, path = "/api/v1/proposals/{id}", tag = "proposals",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = wire::Proposal, headers(("ETag" = String, description = "the revision, and what tells this answer from others of the same revision"))),
        (status = 304, description = "unchanged"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn one(
    request: HttpRequest,
    state: web::Data<State>,
    id: Id,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let (revision, bytes) = blocking(move || {
        let view = registry::proposal(&state.registry, &id.0)?;
        let bytes = serde_json::to_vec(&shape::proposals::view(&view, lang)).unwrap_or_default();
        Ok::<_, Refused>((view.proposal.revision, bytes))
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::ETAG, of_representation(revision, &bytes)))
        .append_header((header::VARY, "accept-language"))
        .body(bytes))
}

/// Offers changes to the owner of a blueprint: from a fork, or as a changed document. What the schema leaves to each owner
/// (contacts, maintenance, suggested values) is never offered.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/proposals", tag = "proposals",
    params(
        ("owner" = String, Path), ("name" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same proposal again"),
    ),
    request_body(content((wire::ProposalRequest = "application/json"), (wire::ProposalRequest = "application/yaml")), description = "at most 1 MiB"),
    responses(
        (status = 201, body = wire::ProposalItem, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json", description = "a member is missing, unknown or has no meaning"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "nothing would change, a path has no change that can be offered, or the outcome has errors"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(super) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    target: Blueprint,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let syntax = syntax(&request)?;
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let item = blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let known = ["title", "message", "fork", "organisation", "base", "document", "select"];
        let wanted = Wanted::read(members(&body, syntax, &known)?)?;
        let offer = Offer {
            target: &target.0,
            from: wanted.from.borrowed(),
            select: wanted.select.as_deref(),
            title: &wanted.title,
            message: &wanted.message,
            idempotency_key: key.as_deref(),
            random: &random,
            at,
        };
        Ok(shape::proposals::item(&propose(&state.registry, &actor, &offer)?))
    })
    .await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, item.url.clone()))
        .insert_header((header::ETAG, of_revision(item.revision)))
        .json(item))
}

struct Wanted {
    title: String,
    message: String,
    from: From,
    select: Option<Vec<Path>>,
}

enum From {
    Fork(BlueprintId),
    Document(Slug, VersionRef, Value),
}

impl From {
    fn borrowed(&self) -> OfferFrom<'_> {
        match self {
            Self::Fork(fork) => OfferFrom::Fork(fork),
            Self::Document(organisation, base, document) => {
                OfferFrom::Document { organisation, base, document }
            }
        }
    }
}

impl Wanted {
    fn read(mut members: Map<String, Value>) -> Result<Self, Problem> {
        let select = match members.remove("select") {
            None | Some(Value::Null) => None,
            Some(Value::Array(paths)) => Some(
                paths
                    .iter()
                    .map(|path| path.as_str().map(Path::from).ok_or_else(|| malformed("select")))
                    .collect::<Result<Vec<Path>, Problem>>()?,
            ),
            Some(_) => return Err(malformed("select")),
        };
        let document = members.remove("document").filter(|document| !document.is_null());
        let mut text = |name: &str| match members.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(malformed(name)),
        };
        let (title, message) = (text("title")?, text("message")?);
        let (fork, organisation, base) = (text("fork")?, text("organisation")?, text("base")?);
        let from = match (fork, organisation, document) {
            (Some(fork), None, None) if base.is_none() => {
                From::Fork(fork.parse().map_err(|_unnamed| malformed("fork"))?)
            }
            (None, Some(organisation), Some(document)) => {
                let base = base.unwrap_or_else(|| "latest".to_owned());
                let reference = base.parse::<VersionRef>().map_err(|error| {
                    Problem::at("version-reference", "/base", error.message(&base))
                })?;
                From::Document(slug(&organisation, "/organisation")?, reference, document)
            }
            _ => return Err(no_source()),
        };
        Ok(Self {
            title: title.unwrap_or_default(),
            message: message.unwrap_or_default(),
            from,
            select,
        })
    }
}

fn malformed(name: &str) -> Problem {
    Problem::at(
        "member-type",
        &format!("/{name}"),
        Message::new(
            format!(
                "Die Angabe „{name}“ hat nicht die richtige Form. „fork“ ist organisation/name, „select“ eine Liste von Pfaden, alles andere ein Text."
            ),
            format!(
                "The member “{name}” has not the right form. “fork” is owner/name, “select” a list of paths, everything else a text."
            ),
        ),
    )
}

fn no_source() -> Problem {
    Problem::at(
        "proposal-source",
        "/fork",
        Message::new(
            "Nennen Sie entweder die Ableitung („fork“), aus der die Änderungen kommen, oder die Organisation („organisation“) und das geänderte Dokument („document“).",
            "Name either the fork (“fork”) that the changes come from, or the organisation (“organisation”) and the changed document (“document”).",
        ),
    )
}

fn decided(item: wire::ProposalItem, draft: Option<&str>) -> HttpResponse {
    let tag = of_revision(item.revision);
    let draft = draft.map(|id| format!("/api/v1/drafts/{id}"));
    HttpResponse::Ok()
        .insert_header((header::ETAG, tag))
        .json(wire::ProposalDecided { proposal: item, draft })
}

fn no_decision(given: &str) -> Problem {
    Problem {
        findings: Problem::at(
            "proposal-decision",
            "/decision",
            Message::new(
                format!("Die Entscheidung ist accepted oder declined, nicht „{given}“."),
                format!("The decision is accepted or declined, not “{given}”."),
            ),
        )
        .findings,
        ..Problem::new(&kinds::INVALID_REQUEST)
    }
}
