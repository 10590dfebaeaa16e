//! The JSON API, version 1: a file for each thing it speaks of.

mod adoptions;
mod attestations;
mod blobs;
mod blueprints;
mod check;
mod credentials;
mod diff;
mod document;
mod drafts;
mod expected;
mod fit;
mod forks;
mod four_eyes;
mod health;
mod lineage;
mod members;
mod openapi;
mod organisations;
mod paging;
mod parameters;
mod people;
mod proposals;
mod reference;
mod reservations;
mod reviews;
mod schemas;
mod search;
mod sessions;
mod tokens;
pub(crate) mod transfers;
mod trusted;
pub(crate) mod value;
mod versions;

use actix_web::{guard, web};

pub(crate) use parameters::{Blueprint, Exact, Id, Organisation, Reserved, User};
pub(crate) use tokens::pattern;

#[cfg(test)]
pub(crate) use openapi::Api;

/// Greatest body of a request that sends a document; one byte more would be refused anyway.
const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;

pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.app_data(web::PayloadConfig::new(MAX_DOCUMENT_BYTES))
        .app_data(web::JsonConfig::default().limit(64 * 1024))
        .service(read("/api/v1/blueprints", web::to(blueprints::list)))
        .service(read("/api/v1/suggestions", web::to(search::suggestions)))
        .configure(blueprint_routes)
        .service(
            read("/api/v1/blobs/{digest}", web::to(blobs::read))
                .app_data(web::PayloadConfig::new(registry::MAX_BLOB_BYTES))
                .route(web::put().to(blobs::write)),
        )
        .service(web::resource("/api/v1/check").route(web::post().to(check::check)))
        .service(read("/api/v1/diff", web::to(diff::diff)))
        .service(
            read("/api/v1/organisations", web::to(organisations::list))
                .route(web::post().to(organisations::create)),
        )
        .service(
            read("/api/v1/organisations/{organisation}", web::to(organisations::one))
                .route(web::patch().to(organisations::change)),
        )
        .configure(adoption_routes)
        .configure(people_routes)
        .configure(draft_routes)
        .configure(proposal_routes)
        .configure(transfer_routes)
        .configure(attestation_routes)
        .configure(review_routes)
        .service(read("/api/v1/schemas", web::to(schemas::list)))
        .service(read("/api/v1/schemas/blueprint/{format}.json", web::to(schemas::one)))
        .service(read("/healthz", web::to(health::alive)))
        .service(read("/readyz", web::to(health::ready)))
        .service(read("/openapi.json", web::to(openapi::document)))
        .service(read("/docs", web::to(reference::page)));
}

fn blueprint_routes(cfg: &mut web::ServiceConfig) {
    let blueprint = "/api/v1/blueprints/{owner}/{name}";
    cfg.service(
        read(blueprint, web::to(blueprints::summary)).route(web::patch().to(blueprints::change)),
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
    .service(read(&format!("{blueprint}/similar"), web::to(search::alike)))
    .service(read(&format!("{blueprint}/upstream"), web::to(lineage::upstream)))
    .service(
        web::resource(format!("{blueprint}/upstream/skips")).route(web::post().to(lineage::skip)),
    );
}

fn adoption_routes(cfg: &mut web::ServiceConfig) {
    let own = "/api/v1/organisations/{organisation}/adoptions";
    let blueprint = "/api/v1/blueprints/{owner}/{name}";
    cfg.service(read(&format!("{blueprint}/adoptions"), web::to(adoptions::adopters)))
        .service(read(own, web::to(adoptions::list)))
        .service(
            read(&format!("{own}/{{owner}}/{{name}}"), web::to(adoptions::one))
                .route(web::put().to(adoptions::put))
                .route(web::delete().to(adoptions::remove)),
        );
}

fn people_routes(cfg: &mut web::ServiceConfig) {
    let organisation = "/api/v1/organisations/{organisation}";
    cfg.service(read(&format!("{organisation}/members"), web::to(members::list)))
        .service(
            read(&format!("{organisation}/members/{{user}}"), web::to(members::one))
                .route(web::put().to(members::grant))
                .route(web::delete().to(members::take)),
        )
        .service(
            read(&format!("{organisation}/invitations"), web::to(members::invitations))
                .route(web::post().to(members::invite)),
        )
        .service(
            web::resource(format!("{organisation}/invitations/{{id}}"))
                .route(web::delete().to(members::uninvite)),
        )
        .service(
            web::resource("/api/v1/invitations/acceptance").route(web::post().to(members::accept)),
        )
        .service(
            web::resource("/api/v1/sessions")
                .route(web::post().to(sessions::begin))
                .route(web::delete().to(sessions::end_all)),
        )
        .service(web::resource("/api/v1/sessions/current").route(web::delete().to(sessions::end)))
        .service(
            read("/api/v1/me", web::to(sessions::me)).route(web::delete().to(sessions::delete_me)),
        )
        .service(
            web::resource("/api/v1/me/roles/{organisation}")
                .route(web::delete().to(sessions::leave)),
        )
        .service(web::resource("/api/v1/me/password").route(web::put().to(sessions::password)))
        .service(
            read("/api/v1/tokens", web::to(tokens::list)).route(web::post().to(tokens::create)),
        )
        // Before the next, which would take `exchange` for an id.
        .service(
            web::resource("/api/v1/tokens/exchange").route(web::post().to(trusted::exchange_token)),
        )
        .service(
            read(&format!("{organisation}/trusted-publishers"), web::to(trusted::list))
                .route(web::post().to(trusted::name)),
        )
        .service(
            web::resource(format!("{organisation}/trusted-publishers/{{id}}"))
                .route(web::delete().to(trusted::remove)),
        )
        .service(web::resource("/api/v1/tokens/{id}").route(web::delete().to(tokens::revoke)))
        .service(read("/api/v1/people", web::to(people::list)))
        .service(web::resource("/api/v1/people/{user}").route(web::delete().to(people::delete)))
        .service(read("/api/v1/audit", web::to(people::audit)));
}

fn draft_routes(cfg: &mut web::ServiceConfig) {
    use drafts::{merges, steps};

    let draft = "/api/v1/drafts/{id}";
    cfg.service(
        read("/api/v1/drafts", web::to(drafts::list)).route(web::post().to(drafts::create)),
    )
    .service(
        read(draft, web::to(drafts::one))
            .route(web::put().to(drafts::save))
            .route(web::delete().to(drafts::discard)),
    )
    .service(
        web::resource("/api/v1/blueprints/{owner}/{name}/merges")
            .route(web::post().to(merges::begin)),
    )
    .service(web::resource(format!("{draft}/resolutions")).route(web::post().to(merges::resolve)))
    .service(web::resource(format!("{draft}/submit")).route(web::post().to(steps::submit)))
    .service(web::resource(format!("{draft}/return")).route(web::post().to(steps::send_back)))
    .service(web::resource(format!("{draft}/approve")).route(web::post().to(steps::approve)))
    .service(web::resource(format!("{draft}/publish")).route(web::post().to(steps::publish)))
    .service(
        read("/api/v1/organisations/{organisation}/four-eyes", web::to(four_eyes::one))
            .route(web::put().to(four_eyes::demand)),
    );
}

fn proposal_routes(cfg: &mut web::ServiceConfig) {
    use proposals::steps;

    let proposal = "/api/v1/proposals/{id}";
    cfg.service(
        read("/api/v1/blueprints/{owner}/{name}/proposals", web::to(proposals::list))
            .route(web::post().to(proposals::create)),
    )
    .service(read(proposal, web::to(proposals::one)))
    .service(web::resource(format!("{proposal}/comments")).route(web::post().to(steps::comment)))
    .service(web::resource(format!("{proposal}/decision")).route(web::post().to(steps::decide)))
    .service(
        web::resource(format!("{proposal}/withdrawal")).route(web::post().to(steps::withdraw)),
    );
}

fn review_routes(cfg: &mut web::ServiceConfig) {
    let blueprint = "/api/v1/blueprints/{owner}/{name}";
    let review = "/api/v1/reviews/{id}";
    cfg.service(read(&format!("{blueprint}/maturity"), web::to(reviews::maturity)))
        .service(read(&format!("{blueprint}/reviews"), web::to(reviews::of_blueprint)))
        .service(read(
            "/api/v1/organisations/{organisation}/reviews",
            web::to(reviews::of_organisation),
        ))
        .service(read(review, web::to(reviews::one)))
        .service(
            web::resource(format!("{blueprint}/versions/{{reference}}/reviews"))
                .route(web::post().to(reviews::create)),
        )
        .service(
            web::resource(format!("{review}/withdrawal")).route(web::post().to(reviews::withdraw)),
        );
}

fn transfer_routes(cfg: &mut web::ServiceConfig) {
    let transfer = "/api/v1/transfers/{id}";
    cfg.service(
        read("/api/v1/blueprints/{owner}/{name}/transfers", web::to(transfers::list))
            .route(web::post().to(transfers::create)),
    )
    .service(read(transfer, web::to(transfers::one)).route(web::delete().to(transfers::withdraw)))
    .service(web::resource(format!("{transfer}/decision")).route(web::post().to(transfers::decide)))
    .service(read("/api/v1/reservations", web::to(reservations::list)))
    .service(
        web::resource("/api/v1/reservations/{slug}")
            .route(web::put().to(reservations::put))
            .route(web::delete().to(reservations::release)),
    );
}

fn attestation_routes(cfg: &mut web::ServiceConfig) {
    let attestation = "/api/v1/attestations/{id}";
    cfg.service(web::resource("/api/v1/attestations").route(web::post().to(attestations::create)))
        .service(read(attestation, web::to(attestations::one)))
        .service(
            web::resource(format!("{attestation}/withdrawal"))
                .route(web::post().to(attestations::withdraw)),
        )
        .service(read(
            "/api/v1/blueprints/{owner}/{name}/attestations",
            web::to(attestations::of_blueprint),
        ))
        .service(read(
            "/api/v1/organisations/{organisation}/attestations",
            web::to(attestations::of_organisation),
        ));
}

/// A resource that can be read; HEAD is GET without the body.
pub(crate) fn read(path: &str, route: actix_web::Route) -> actix_web::Resource {
    let is_read = guard::Any(guard::Get()).or(guard::Head());
    web::resource(path).route(route.guard(is_read))
}
