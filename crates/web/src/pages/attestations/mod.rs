//! Pages of attestations: what an organisation found when it tested a product, all of a blueprint's or of an organisation's,
//! and the form that records one.
//!
//! Law: an attestation is public and speaks of organisations, never of people. What was withdrawn or has expired is marked,
//! and never looks as if it counted.

pub(super) mod facts;
mod list;
mod new;
mod one;
mod row;

use actix_web::web;

pub(super) use row::Row;

use super::get;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/blaupausen/{owner}/{name}/erprobungen", get().to(list::of_blueprint))
        .service(
            web::resource("/blaupausen/{owner}/{name}/erprobungen/neu")
                .app_data(web::FormConfig::default().limit(new::MAX_FORM_BYTES))
                .route(get().to(new::page))
                .route(web::post().to(new::sent)),
        )
        .route("/organisationen/{organisation}/erprobungen", get().to(list::of_organisation))
        .route("/erprobungen/{id}", get().to(one::page))
        .route("/erprobungen/{id}/zuruecknehmen", web::post().to(one::withdraw));
}
