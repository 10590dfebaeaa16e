//! Pages of maturity: why a blueprint has its level, what waits for the review of working groups, and reviewing.
//!
//! Law: all of it is public but for the forms, and names organisations and never people.

mod badge;
mod one;
mod queue;
mod review;

use std::collections::BTreeMap;

use actix_web::web;
use blueprint::Slug;

use super::get;
pub(super) use badge::Badge;

/// What organisations are called.
type Names = BTreeMap<Slug, String>;

/// What to call an organisation; by its slug where nothing else is known.
fn named(names: &Names, slug: &Slug) -> String {
    names.get(slug).cloned().unwrap_or_else(|| slug.to_string())
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    cfg.route("/blaupausen/{owner}/{name}/reifegrad", get().to(one::page))
        .route("/pruefung", get().to(queue::page))
        .service(
            web::resource("/pruefung/{owner}/{name}/{reference}")
                .route(get().to(review::page))
                .route(post().to(review::sent)),
        )
        .route("/pruefung/{id}/zuruecknehmen", post().to(review::withdraw));
}
