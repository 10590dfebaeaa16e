//! Checking a document without publishing it.

use actix_web::{HttpRequest, HttpResponse, web};
use blueprint::{Message, ParseError, parse};
use registry::{Against, Refused, check as check_document};
use serde_json::Value;

use super::versions::syntax;
use crate::{
    pages,
    problem::{Problem, kinds},
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
        let parsed = parse(&body, syntax).map_err(|error| unreadable(&error))?;
        let (document, against) = members(parsed.into_value())?;
        let against = against.map(Against::read).transpose()?;
        let checked = check_document(&state.registry, document, against, state.now())?;
        Ok::<_, Problem>(shape::checked(&checked, lang))
    })
    .await?;
    Ok(HttpResponse::Ok().json(result))
}

fn unreadable(error: &ParseError) -> Problem {
    Refused::Invalid(vec![error.finding()]).into()
}

/// The members of the request, read by the same reader as documents: a key twice is refused here too.
fn members(request: Value) -> Result<(Value, Option<Value>), Problem> {
    let Value::Object(mut members) = request else {
        return Err(Problem::new(&kinds::INVALID_REQUEST));
    };
    let document = members.remove("document");
    let against = members.remove("against").filter(|against| !against.is_null());
    if let Some(name) = members.keys().next() {
        return Err(Problem::at(
            "member-unknown",
            &format!("/{name}"),
            Message::new(
                format!("Die Angabe „{name}“ gibt es hier nicht. Möglich sind: document, against."),
                format!("There is no member “{name}” here. Possible are: document, against."),
            ),
        ));
    }
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
