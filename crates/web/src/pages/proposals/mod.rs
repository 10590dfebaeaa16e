//! Pages of proposals: what an organisation offers to the owner of a blueprint, what is said of it, and how it ends.
//!
//! Law: a proposal is public and speaks of organisations, never of people. What was typed is not lost when a step is
//! refused.

mod list;
mod one;
mod steps;

use actix_web::web;

pub(super) use list::Row as ProposalRow;

use super::get;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    cfg.route("/blaupausen/{owner}/{name}/vorschlaege", get().to(list::page))
        .route("/vorschlaege/{id}", get().to(one::page))
        .route("/vorschlaege/{id}/kommentare", post().to(steps::comment))
        .route("/vorschlaege/{id}/entscheidung", post().to(steps::decide))
        .route("/vorschlaege/{id}/zuruecknehmen", post().to(steps::withdraw));
}
