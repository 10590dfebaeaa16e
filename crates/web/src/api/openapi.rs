//! The OpenAPI 3.1 document, made of the handlers' own descriptions.

use actix_web::HttpResponse;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
};

use super::{
    adoptions, attestations, blobs, blueprints, check as checks, diff, document as documents,
    drafts::{self, merges, steps},
    fit, forks, four_eyes, health, lineage, members, organisations, people, proposals,
    reservations, reviews, schemas, search, sessions, tokens, transfers, trusted, versions,
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
        blueprints::list, blueprints::summary, blueprints::change, search::suggestions, search::alike,
        versions::list, versions::one, versions::publish, versions::yank, documents::document, checks::check, diff::diff,
        fit::of_organisation, fit::of_profile,
        forks::list, forks::create, lineage::family, lineage::upstream, lineage::skip, merges::begin,
        drafts::list, drafts::create, drafts::one, drafts::save, drafts::discard, merges::resolve,
        steps::submit, steps::send_back, steps::approve, steps::publish,
        proposals::list, proposals::create, proposals::one,
        proposals::steps::comment, proposals::steps::decide, proposals::steps::withdraw,
        reviews::maturity, reviews::of_blueprint, reviews::of_organisation, reviews::one,
        reviews::create, reviews::withdraw,
        transfers::list, transfers::create, transfers::one, transfers::decide, transfers::withdraw,
        adoptions::adopters, adoptions::list, adoptions::one, adoptions::put, adoptions::remove,
        reservations::list, reservations::put, reservations::release,
        attestations::of_blueprint, attestations::of_organisation, attestations::one,
        attestations::create, attestations::withdraw,
        four_eyes::one, four_eyes::demand,
        blobs::read, blobs::write,
        organisations::list, organisations::one, organisations::create, organisations::change,
        members::list, members::one, members::grant, members::take,
        members::invitations, members::invite, members::uninvite, members::accept,
        sessions::begin, sessions::end, sessions::end_all, sessions::me, sessions::delete_me, sessions::password, sessions::leave,
        tokens::list, tokens::create, tokens::revoke,
        trusted::list, trusted::name, trusted::remove, trusted::exchange_token,
        people::list, people::delete, people::audit,
        schemas::list, schemas::one,
        health::alive, health::ready, crate::metrics::metrics,
    ),
    components(schemas(wire::Problem, wire::Finding, wire::Change)),
    tags(
        (name = "blueprints", description = "Finding blueprints"),
        (name = "versions", description = "Publishing and reading versions"),
        (name = "forks", description = "Deriving a blueprint from another"),
        (name = "drafts", description = "Writing a version together, and having a second person see it"),
        (name = "proposals", description = "Offering changes to whoever owns a blueprint"),
        (name = "adoptions", description = "Who uses a blueprint, and how far they are"),
        (name = "reviews", description = "What working groups say of versions"),
        (name = "transfers", description = "Moving a blueprint to another organisation or name"),
        (name = "attestations", description = "What organisations found when they tested products"),
        (name = "blobs", description = "Attachments"),
        (name = "organisations", description = "Who publishes"),
        (name = "people", description = "Who acts for an organisation, and with what: roles, sessions, tokens"),
        (name = "schemas", description = "JSON Schemas of the document"),
        (name = "health", description = "For operators"),
    ),
    modifiers(&Token, &Names),
)]
pub(crate) struct Api;

/// `Authorization: Bearer blp_…`, or the cookie of a session.
struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("token", scheme);
        let cookie = "__Host-session";
        let described = "`POST /sessions` begins one; over plain http its cookie is called `session`. Whatever changes something also takes the header `X-CSRF-Token`, which `GET /me` tells.";
        let session = ApiKey::Cookie(ApiKeyValue::with_description(cookie, described));
        components.add_security_scheme("session", SecurityScheme::ApiKey(session));
    }
}

/// Each operation has a name of its own, from which generated clients make their functions: its method and its path.
struct Names;

impl Modify for Names {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut openapi.paths.paths {
            let path = path.trim_start_matches("/api/v1/");
            let words: Vec<&str> = path
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            let operations = [
                ("get", &mut item.get),
                ("put", &mut item.put),
                ("post", &mut item.post),
                ("patch", &mut item.patch),
                ("delete", &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    operation.operation_id = Some(format!("{method}_{}", words.join("_")));
                }
            }
        }
    }
}

/// The document as JSON.
pub(super) async fn document() -> HttpResponse {
    HttpResponse::Ok().json(Api::openapi())
}
