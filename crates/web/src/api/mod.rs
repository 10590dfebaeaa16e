//! The JSON API, version 1: a file for each thing it speaks of.

mod blobs;
mod blueprints;
mod check;
mod credentials;
mod diff;
mod document;
mod expected;
mod fit;
mod forks;
mod health;
mod lineage;
mod openapi;
mod organisations;
mod paging;
mod parameters;
mod reference;
mod schemas;
mod versions;

use actix_web::{guard, web};

/// Greatest body of a request that sends a document; one byte more would be refused anyway.
const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;

pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    let blueprint = "/api/v1/blueprints/{owner}/{name}";
    cfg.app_data(web::PayloadConfig::new(MAX_DOCUMENT_BYTES))
        .app_data(web::JsonConfig::default().limit(64 * 1024))
        .service(read("/api/v1/blueprints", web::to(blueprints::list)))
        .service(
            read(blueprint, web::to(blueprints::summary))
                .route(web::patch().to(blueprints::change)),
        )
        .service(read(&format!("{blueprint}/versions"), web::to(versions::list)))
        .service(
            read(&format!("{blueprint}/versions/{{reference}}"), web::to(versions::one))
                .route(web::put().to(versions::publish))
                .route(web::patch().to(versions::yank)),
        )
        .service(read(
            &format!("{blueprint}/versions/{{reference}}/document"),
            web::to(document::document),
        ))
        .service(
            read(&format!("{blueprint}/versions/{{reference}}/fit"), web::to(fit::of_organisation))
                .route(web::post().to(fit::of_profile)),
        )
        .service(
            read(&format!("{blueprint}/forks"), web::to(forks::list))
                .route(web::post().to(forks::create)),
        )
        .service(read(&format!("{blueprint}/lineage"), web::to(lineage::family)))
        .service(read(&format!("{blueprint}/upstream"), web::to(lineage::upstream)))
        .service(
            web::resource(format!("{blueprint}/upstream/skips"))
                .route(web::post().to(lineage::skip)),
        )
        .service(
            read("/api/v1/blobs/{digest}", web::to(blobs::read))
                .app_data(web::PayloadConfig::new(registry::MAX_BLOB_BYTES))
                .route(web::put().to(blobs::write)),
        )
        .service(web::resource("/api/v1/check").route(web::post().to(check::check)))
        .service(read("/api/v1/diff", web::to(diff::diff)))
        .service(read("/api/v1/organisations", web::to(organisations::list)))
        .service(read("/api/v1/organisations/{organisation}", web::to(organisations::one)))
        .service(read("/api/v1/schemas", web::to(schemas::list)))
        .service(read("/api/v1/schemas/blueprint/{format}.json", web::to(schemas::one)))
        .service(read("/healthz", web::to(health::alive)))
        .service(read("/readyz", web::to(health::ready)))
        .service(read("/openapi.json", web::to(openapi::document)))
        .service(read("/docs", web::to(reference::page)));
}

/// A resource that can be read; HEAD is GET without the body.
fn read(path: &str, route: actix_web::Route) -> actix_web::Resource {
    let is_read = guard::Any(guard::Get()).or(guard::Head());
    web::resource(path).route(route.guard(is_read))
}
