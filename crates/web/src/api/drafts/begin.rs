//! Beginning a draft.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Message, Slug};
use registry::{DraftStart, Named, NewDraft, draft_begin};
use serde_json::{Map, Value};

use super::{PRIVATE, named, tag::of_revision};
use crate::{
    api::{
        credentials::Credentials,
        value::{members, slug},
        versions::syntax,
    },
    problem::Problem,
    state::{State, blocking},
};

/// Begins a draft: with nothing, with a document, or with a version of the organisation's own.
#[utoipa::path(
    post, path = "/api/v1/drafts", tag = "drafts",
    params(("Idempotency-Key" = Option<String>, Header, description = "the same key with the same request gives the same draft again")),
    request_body(content((wire::DraftRequest = "application/json"), (wire::DraftRequest = "application/yaml")), description = "at most 1 MiB"),
    responses(
        (status = 201, body = wire::DraftItem, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json", description = "a member is missing, unknown or has no meaning"),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "the version to begin with does not exist"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "the request cannot be read, or its members disagree"),
    ),
    security(("token" = ["publish"]), ("session" = []))
)]
pub(crate) async fn create(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let syntax = syntax(&request)?;
    let key = request.headers().get("Idempotency-Key").and_then(|key| key.to_str().ok());
    let key = key.map(str::to_owned);
    let item = blocking(move || -> Result<_, Problem> {
        let (at, random) = (state.now(), state.random()?);
        let actor = credentials.actor(&state.registry, at)?;
        let known = ["organisation", "name", "from", "document"];
        let wanted = Wanted::read(members(&body, syntax, &known)?)?;
        let new = NewDraft {
            organisation: &wanted.organisation,
            name: wanted.name.as_ref(),
            start: wanted.start(),
            idempotency_key: key.as_deref(),
            random: &random,
            at,
        };
        let draft = draft_begin(&state.registry, &actor, &new)?;
        Ok(named(&state.registry, &draft)?)
    })
    .await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, item.url.clone()))
        .insert_header((header::ETAG, of_revision(item.revision)))
        .insert_header((header::CACHE_CONTROL, PRIVATE))
        .json(item))
}

struct Wanted {
    organisation: Slug,
    name: Option<Slug>,
    from: Option<Named>,
    document: Option<Value>,
}

impl Wanted {
    fn read(mut members: Map<String, Value>) -> Result<Self, Problem> {
        let mut text = |name: &str| match members.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(no_text(name)),
        };
        let organisation = text("organisation")?.ok_or_else(no_organisation)?;
        let (name, from) = (text("name")?, text("from")?);
        let document = members.remove("document").filter(|document| !document.is_null());
        if from.is_some() && document.is_some() {
            return Err(twice());
        }
        Ok(Self {
            organisation: slug(&organisation, "/organisation")?,
            name: name.map(|name| slug(&name, "/name")).transpose()?,
            from: from
                .map(|from| from.parse().map_err(|_unnamed| no_version(&from)))
                .transpose()?,
            document,
        })
    }

    fn start(&self) -> DraftStart<'_> {
        match (&self.from, &self.document) {
            (Some(from), _) => DraftStart::Version(from),
            (None, Some(document)) => DraftStart::Document(document.clone()),
            (None, None) => DraftStart::Empty,
        }
    }
}

fn no_text(name: &str) -> Problem {
    Problem::at(
        "member-type",
        &format!("/{name}"),
        Message::new(format!("„{name}“ ist ein Text."), format!("“{name}” is a text.")),
    )
}

fn no_organisation() -> Problem {
    Problem::at(
        "member-missing",
        "/organisation",
        Message::new(
            "Nennen Sie unter „organisation“ das Kürzel der Organisation, für die der Entwurf ist.",
            "Name the slug of the organisation that the draft is for under “organisation”.",
        ),
    )
}

fn twice() -> Problem {
    Problem::at(
        "draft-start",
        "/from",
        Message::new(
            "Ein Entwurf beginnt mit einem Dokument oder mit einer Version. Lassen Sie „document“ oder „from“ weg.",
            "A draft begins with a document or with a version. Leave “document” or “from” out.",
        ),
    )
}

fn no_version(text: &str) -> Problem {
    Problem::at(
        "version-named",
        "/from",
        Message::new(
            format!(
                "„from“ nennt eine Version als organisation/name@Version, zum Beispiel mrn/handwerkerparkausweis@2.0.0, nicht „{text}“."
            ),
            format!(
                "“from” names a version as owner/name@version, for example mrn/handwerkerparkausweis@2.0.0, not “{text}”."
            ),
        ),
    )
}
