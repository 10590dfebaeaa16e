//! Whether a version suits an organisation.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Message, Slug, evidence::ProductRef};
use registry::{FitQuestion, fit_of_organisation, fit_of_profile};

use super::parameters::{Blueprint, Parameters, Reference};
use crate::{
    pages,
    problem::Problem,
    shape,
    state::{State, blocking},
};

/// Says whether a version suits an organisation of this registry, by what is known of it.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}/fit", tag = "versions",
    params(
        ("owner" = String, Path), ("name" = String, Path), ("reference" = String, Path, description = "exact, latest or a SemVer requirement"),
        ("organisation" = String, Query, description = "slug of the organisation"),
        ("product" = Option<String>, Query, description = "judge this product, vendor/product; without it the best one decides"),
    ),
    responses(
        (status = 200, body = wire::FitResult),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn of_organisation(
    request: HttpRequest,
    state: web::Data<State>,
    (id, reference): (Blueprint, Reference),
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["organisation", "product"])?;
    let slug = organisation(parameters.get("organisation").unwrap_or_default())?;
    let product = parameters.get("product").map(product).transpose()?;
    let lang = pages::language(&request);
    let fit = blocking(move || {
        let question = FitQuestion {
            id: &id.0,
            reference: &reference.0,
            product: product.as_ref(),
            at: state.now(),
        };
        fit_of_organisation(&state.registry, question, &slug)
    })
    .await?;
    let mut response = HttpResponse::Ok();
    response.append_header((header::VARY, "accept-language"));
    Ok(response.json(shape::fit::result(&fit, lang)))
}

/// Says whether a version suits somebody with this profile. Nothing is kept.
#[utoipa::path(
    post, path = "/api/v1/blueprints/{owner}/{name}/versions/{reference}/fit", tag = "versions",
    params(("owner" = String, Path), ("name" = String, Path), ("reference" = String, Path, description = "exact, latest or a SemVer requirement")),
    request_body = wire::FitRequest,
    responses(
        (status = 200, body = wire::FitResult),
        (status = 400, body = wire::Problem, content_type = "application/problem+json", description = "a member is unknown or has no meaning"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn of_profile(
    request: HttpRequest,
    state: web::Data<State>,
    (id, reference): (Blueprint, Reference),
    body: web::Json<wire::FitRequest>,
) -> Result<HttpResponse, Problem> {
    let profile =
        shape::fit::profile(&body.profile).map_err(|fault| meaningless("profile", &fault))?;
    let product = body.product.as_deref().map(product).transpose()?;
    let lang = pages::language(&request);
    let fit = blocking(move || {
        let question = FitQuestion {
            id: &id.0,
            reference: &reference.0,
            product: product.as_ref(),
            at: state.now(),
        };
        fit_of_profile(&state.registry, question, &profile)
    })
    .await?;
    Ok(HttpResponse::Ok().json(shape::fit::result(&fit, lang)))
}

fn organisation(text: &str) -> Result<Slug, Problem> {
    text.parse().map_err(|_no_slug| {
        Problem::at(
            "parameter-value",
            "/organisation",
            Message::new(
                format!("„organisation“ ist das Kürzel einer Organisation, zum Beispiel mannheim, nicht „{text}“."),
                format!("“organisation” is the slug of an organisation, for example mannheim, not “{text}”."),
            ),
        )
    })
}

fn product(text: &str) -> Result<ProductRef, Problem> {
    text.parse().map_err(|_no_product| {
        Problem::at(
            "fit-product",
            "/product",
            Message::new(
                format!("Ein Produkt heißt anbieter/produkt, zum Beispiel beispiel-it/parkservice, nicht „{text}“."),
                format!("A product is named vendor/product, for example beispiel-it/parkservice, not “{text}”."),
            ),
        )
    })
}

/// What is wrong with a profile, or with a policy, which is a part of one; `place` is where it stands in the request.
pub(super) fn meaningless(place: &str, fault: &shape::fit::ProfileFault) -> Problem {
    let shape::fit::ProfileFault { member, why } = fault;
    Problem::at(
        "fit-profile",
        &format!("/{place}/{member}"),
        Message::new(
            format!("Die Angabe „{member}“ hat keinen gültigen Wert. {}", why.de),
            format!("The member “{member}” has no valid value. {}", why.en),
        ),
    )
}
