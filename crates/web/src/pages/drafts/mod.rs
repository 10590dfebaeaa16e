//! Pages of drafts: an organisation's list, and one draft with what is wrong with it, what changes, and the next steps.
//!
//! Law: what was typed is never lost. A draft that somebody else saved meanwhile comes back with one's own text in the
//! form, and with the other's behind a link.

mod list;
mod one;
mod resolver;
mod steps;

use actix_web::web;

use super::get;

/// A document of one MiB, of which a form makes up to three bytes of each.
const MAX_FORM_BYTES: usize = 4 << 20;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    let long = || web::FormConfig::default().limit(MAX_FORM_BYTES);
    let drafts = web::resource("/entwuerfe").app_data(long());
    let draft = web::resource("/entwuerfe/{id}").app_data(long());
    let decisions = web::resource("/entwuerfe/{id}/entscheidungen").app_data(long());
    cfg.service(drafts.route(get().to(list::page)).route(post().to(list::begin)))
        .service(draft.route(get().to(one::page)).route(post().to(steps::save)))
        .service(decisions.route(post().to(resolver::decide)))
        .route("/entwuerfe/{id}/einreichen", post().to(steps::submit))
        .route("/entwuerfe/{id}/zurueckgeben", post().to(steps::give_back))
        .route("/entwuerfe/{id}/freigeben", post().to(steps::approve))
        .route("/entwuerfe/{id}/veroeffentlichen", post().to(steps::publish))
        .route("/entwuerfe/{id}/verwerfen", post().to(steps::discard))
        .route("/meine/{organisation}/vier-augen", post().to(list::four_eyes));
}
