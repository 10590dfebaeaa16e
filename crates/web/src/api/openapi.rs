//! The OpenAPI 3.1 document, made of the handlers' own descriptions.

use actix_web::HttpResponse;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

use super::{
    blobs, blueprints, check as checks, diff, document as documents, fit, forks, health, lineage,
    organisations, schemas, versions,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Blaupausen-Register",
        description = "An intermunicipal registry of reusable blueprints of administrative services.",
        version = "1",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    paths(
        blueprints::list, blueprints::summary, blueprints::change,
        versions::list, versions::one, versions::publish, versions::yank, documents::document, checks::check, diff::diff,
        fit::of_organisation, fit::of_profile,
        forks::list, forks::create, lineage::family, lineage::upstream, lineage::skip,
        blobs::read, blobs::write,
        organisations::list, organisations::one,
        schemas::list, schemas::one,
        health::alive, health::ready,
    ),
    components(schemas(wire::Problem, wire::Finding, wire::Change)),
    tags(
        (name = "blueprints", description = "Finding blueprints"),
        (name = "versions", description = "Publishing and reading versions"),
        (name = "forks", description = "Deriving a blueprint from another"),
        (name = "blobs", description = "Attachments"),
        (name = "organisations", description = "Who publishes"),
        (name = "schemas", description = "JSON Schemas of the document"),
        (name = "health", description = "For operators"),
    ),
    modifiers(&Token),
)]
pub(super) struct Api;

/// `Authorization: Bearer blp_…`.
struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("token", scheme);
    }
}

/// The document as JSON.
pub(super) async fn document() -> HttpResponse {
    HttpResponse::Ok().json(Api::openapi())
}
