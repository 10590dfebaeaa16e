//! Pages of organisations: the directory and one of them, for everybody; what one says of itself, for its owners; all of
//! them, for those who operate the registry.

mod administer;
mod directory;
mod one;
mod policy;
mod profile;
#[cfg(test)]
mod tests;

use crate::pages::pick::Pick;
use ::blueprint::document;
use actix_web::web;
use registry::{Organisation, OrganisationKind};

use super::{format, get, text::Text};

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    cfg.route("/organisationen", get().to(directory::page))
        .route("/organisationen/{organisation}", get().to(one::page))
        .service(
            web::resource("/meine/{organisation}/profil")
                .route(get().to(profile::page))
                .route(post().to(profile::described)),
        )
        .route("/meine/{organisation}/anforderungen", post().to(profile::demanded))
        .service(
            web::resource("/verwaltung/organisationen")
                .route(get().to(administer::list::page))
                .route(post().to(administer::list::add)),
        )
        .route("/verwaltung/organisationen/{organisation}", get().to(administer::one::page))
        .route(
            "/verwaltung/organisationen/{organisation}/angaben",
            post().to(administer::one::facts),
        )
        .route(
            "/verwaltung/organisationen/{organisation}/pruefung",
            post().to(administer::one::verdict),
        )
        .route(
            "/verwaltung/organisationen/{organisation}/nachfolge",
            post().to(administer::one::succession),
        );
}

fn kinds(t: Text, chosen: &str) -> Vec<Pick> {
    let kinds = OrganisationKind::ALL
        .into_iter()
        .map(|kind| Pick::new(kind.as_str(), t.code("kind", kind.as_str()), chosen));
    kinds.collect()
}

fn lands(t: Text, chosen: &str) -> Vec<Pick> {
    let lands = document::State::ALL
        .into_iter()
        .map(|land| Pick::new(land.as_str(), t.code("state", land.as_str()), chosen));
    lands.collect()
}

/// An organisation in a list.
#[derive(Clone, Debug)]
struct Row {
    slug: String,
    name: String,
    kind: String,
    land: String,
    population: String,
    is_verified: bool,
    /// Slug of the organisation in which it went up.
    successor: Option<String>,
}

impl Row {
    fn of(organisation: &Organisation, t: Text) -> Self {
        let standing = &organisation.standing;
        Self {
            slug: organisation.slug.to_string(),
            name: organisation.name.clone(),
            kind: t.code("kind", organisation.kind.as_str()),
            land: organisation
                .state
                .as_deref()
                .map(|land| t.code("state", land))
                .unwrap_or_default(),
            population: organisation
                .population
                .map(|n| format::number(n, t.lang))
                .unwrap_or_default(),
            is_verified: standing.verified.is_some(),
            successor: standing.succession.as_ref().map(|found| found.successor.to_string()),
        }
    }
}
