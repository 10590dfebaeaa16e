//! Says a problem in the reader's language and form: JSON below `/api`, a page elsewhere.

use std::num::NonZeroI64;

use actix_web::{
    HttpRequest, HttpResponse,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError},
    http::header,
    middleware::Next,
};
use blueprint::{Message, misread};

use super::{Problem, kinds};
use crate::pages;

/// Fills every refusal on its way out, also those of the framework.
pub(crate) async fn render(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    let response = next.call(request).await?;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response);
    }
    let problem = match response.response().error() {
        Some(error) => of_error(error, status.as_u16()),
        None if is_filled(&response) => return Ok(response),
        None => Problem::new(kinds::of_status(status.as_u16())),
    };
    let request = response.request().clone();
    let mut filled = fill(&request, &problem);
    // Which methods an address has, and that a session's cookie is worth nothing any more.
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in response.headers().get_all(&name) {
            filled.headers_mut().append(name.clone(), value.clone());
        }
    }
    Ok(response.into_response(filled))
}

fn is_filled(response: &ServiceResponse) -> bool {
    response.headers().contains_key(header::CONTENT_TYPE)
}

fn fill(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let mut response = if wants_json(request) {
        json(request, problem)
    } else {
        pages::error_page(request, problem)
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.append(header::VARY, header::HeaderValue::from_static("accept-language"));
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, header::HeaderValue::from(seconds.get()));
    }
    if problem.kind.status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    }
    response
}

fn wants_json(request: &HttpRequest) -> bool {
    let path = request.path();
    path.starts_with("/api/")
        || matches!(path, "/healthz" | "/readyz" | "/metrics" | "/openapi.json")
}

fn json(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let lang = pages::language(request);
    let kind = problem.kind;
    let detail =
        problem.detail.as_ref().map_or_else(|| kind.remedy.get(lang), |detail| detail.get(lang));
    let body = wire::Problem {
        r#type: format!("/problems/{}", kind.slug),
        title: kind.title.get(lang).to_owned(),
        status: kind.status,
        detail: Some(detail.to_owned()),
        instance: Some(request.path().to_owned()),
        findings: problem
            .findings
            .iter()
            .map(|finding| crate::shape::finding(finding, lang))
            .collect(),
        changes: problem.changes.iter().map(|change| crate::shape::change(change, lang)).collect(),
        revision: problem.revision.map(NonZeroI64::get),
    };
    let status = actix_web::ResponseError::status_code(problem);
    HttpResponse::build(status)
        .content_type("application/problem+json")
        .insert_header((header::CONTENT_LANGUAGE, lang.tag()))
        .json(body)
}

/// What the framework refused, in our words.
fn of_error(error: &actix_web::Error, status: u16) -> Problem {
    if let Some(problem) = error.as_error::<Problem>() {
        return problem.clone();
    }
    let is_overflow = matches!(error.as_error::<PayloadError>(), Some(PayloadError::Overflow))
        || matches!(
            error.as_error::<JsonPayloadError>(),
            Some(JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. })
        );
    if is_overflow {
        return Problem::new(&kinds::TOO_LARGE);
    }
    if let Some(JsonPayloadError::ContentType) = error.as_error::<JsonPayloadError>() {
        return Problem::new(&kinds::UNSUPPORTED_MEDIA_TYPE);
    }
    if let Some(JsonPayloadError::Deserialize(cause)) = error.as_error::<JsonPayloadError>() {
        return malformed_body(cause);
    }
    if error.as_error::<QueryPayloadError>().is_some() || error.as_error::<PathError>().is_some() {
        return malformed(Message::new(
            "Die Adresse lässt sich nicht lesen.",
            "The address cannot be read.",
        ));
    }
    if 500 <= status {
        tracing::error!(error = %error, "a request failed unexpectedly");
    }
    Problem::new(kinds::of_status(status))
}

fn malformed_body(cause: &serde_json::Error) -> Problem {
    let Message { de, en } = misread(cause);
    malformed(Message::new(
        format!("Der Inhalt der Anfrage lässt sich nicht lesen. {de}"),
        format!("The body of the request cannot be read. {en}"),
    ))
}

fn malformed(message: Message) -> Problem {
    Problem::at("request-malformed", "", message)
}
