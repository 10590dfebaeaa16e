//! The API's reference as a page: read from the OpenAPI document, so that both always say the same.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use serde_json::Value;
use utoipa::OpenApi as _;

use super::openapi::Api;
use crate::pages::{Frame, Place, Visit, html};

/// `/docs`.
#[derive(Debug, Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    frame: Frame,
    is_german: bool,
    operations: Vec<Operation>,
}

#[derive(Debug)]
struct Operation {
    method: String,
    path: String,
    summary: String,
    /// Name, where it stands, what it means.
    parameters: Vec<[String; 3]>,
    bodies: Vec<String>,
    /// Status, description, shape.
    responses: Vec<[String; 3]>,
    needs_token: bool,
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let is_german = visit.lang() == blueprint::Lang::De;
    let title = if is_german { "Schnittstelle" } else { "API" };
    let document = serde_json::to_value(Api::openapi()).unwrap_or_default();
    let frame = Frame::new(&visit, title, Place::Reference);
    html(StatusCode::OK, &ReferencePage { frame, is_german, operations: operations(&document) })
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document.get("paths").and_then(Value::as_object);
    let all = paths.into_iter().flatten().flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| read(path, method, operation))
    });
    all.collect()
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let bodies = operation.pointer("/requestBody/content").and_then(Value::as_object);
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(operation, "summary"),
        parameters: parameters
            .map(|parameter| {
                [text(parameter, "name"), text(parameter, "in"), text(parameter, "description")]
            })
            .collect(),
        bodies: bodies.into_iter().flatten().map(|(kind, content)| shape(kind, content)).collect(),
        responses: responses
            .map(|(status, response)| {
                let contents =
                    response.get("content").and_then(Value::as_object).into_iter().flatten();
                let shapes: Vec<String> =
                    contents.map(|(kind, content)| shape(kind, content)).collect();
                [status.clone(), text(response, "description"), shapes.join(", ")]
            })
            .collect(),
        needs_token: operation.get("security").is_some(),
    }
}

/// `BlueprintPage (application/json)`.
fn shape(kind: &str, content: &Value) -> String {
    let reference = content.pointer("/schema/$ref").and_then(Value::as_str);
    match reference.and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => format!("{name} ({kind})"),
        None => kind.to_owned(),
    }
}

fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}
