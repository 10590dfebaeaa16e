//! Checking a document without publishing it.

use actix_web::{HttpRequest, HttpResponse, web};
use blueprint::Message;
use registry::{Against, check as check_document};
use serde_json::{Map, Value};

use super::{value::members, versions::syntax};
use crate::{
    pages,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Says what a publish would find in the document itself; needs no token and writes nothing.
#[utoipa::path(
    post, path = "/api/v1/check", tag = "versions",
    request_body(content((wire::CheckRequest = "application/json"), (wire::CheckRequest = "application/yaml")), description = "at most 1 MiB"),
    responses(
        (status = 200, body = wire::CheckResult, description = "the check was made; `valid` says how it ended"),
        (status = 400, body = wire::Problem, content_type = "application/problem+json", description = "a member is missing or unknown"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json", description = "what to compare with does not exist"),
        (status = 413, body = wire::Problem, content_type = "application/problem+json"),
        (status = 415, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "the request cannot be read"),
    )
)]
pub(super) async fn check(
    request: HttpRequest,
    state: web::Data<State>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let (syntax, lang) = (syntax(&request)?, pages::language(&request));
    let result = blocking(move || {
        let (document, against) = wanted(members(&body, syntax, &["document", "against"])?)?;
        let against = against.map(Against::read).transpose()?;
        let checked = check_document(&state.registry, document, against, state.now())?;
        Ok::<_, Problem>(shape::checked(&checked, lang))
    })
    .await?;
    Ok(HttpResponse::Ok().json(result))
}

fn wanted(mut members: Map<String, Value>) -> Result<(Value, Option<Value>), Problem> {
    let document = members.remove("document");
    let against = members.remove("against").filter(|against| !against.is_null());
    let document = document.ok_or_else(|| {
        Problem::at(
            "member-missing",
            "/document",
            Message::new(
                "Das Dokument fehlt. Senden Sie es unter „document“.",
                "The document is missing. Send it under “document”.",
            ),
        )
    })?;
    Ok((document, against))
}
