//! What changed between two versions.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::Message;
use registry::Named;

use super::parameters::Parameters;
use crate::{
    pages,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// What changed between two versions, of one blueprint or of two; the sentences are in the language asked for.
#[utoipa::path(
    get, path = "/api/v1/diff", tag = "versions",
    params(
        ("from" = String, Query, description = "the earlier version: owner/name@1.0.0, also @latest or a requirement such as @^2.0", example = "mrn/handwerkerparkausweis@1.0.0"),
        ("to" = String, Query, description = "the later version, likewise", example = "mrn/handwerkerparkausweis@2.0.0"),
    ),
    responses(
        (status = 200, body = wire::Difference),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn diff(
    request: HttpRequest,
    state: web::Data<State>,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["from", "to"])?;
    let (from, to) = (named(&parameters, "from")?, named(&parameters, "to")?);
    let lang = pages::language(&request);
    let compared = blocking(move || registry::diff(&state.registry, &from, &to)).await?;
    let mut response = HttpResponse::Ok();
    response.append_header((header::VARY, "accept-language"));
    Ok(response.json(shape::compared(&compared, lang)))
}

fn named(parameters: &Parameters, name: &str) -> Result<Named, Problem> {
    let text = parameters.get(name).unwrap_or_default();
    text.parse().map_err(|_unnamed| {
        Problem::at(
            "version-named",
            &format!("/{name}"),
            Message::new(
                format!("„{name}“ nennt eine Version als organisation/name@Version, zum Beispiel mrn/handwerkerparkausweis@2.0.0, nicht „{text}“."),
                format!("“{name}” names a version as owner/name@version, for example mrn/handwerkerparkausweis@2.0.0, not “{text}”."),
            ),
        )
    })
}
