//! The pages: HTML for people, in German and in English.
//!
//! A handler reads through one use case, makes the page's own struct from it, and a template writes that. Templates
//! hold no rule and no text of their own; everything works without a script, and nothing is loaded from elsewhere.

mod assets;
mod attestations;
mod blueprint;
mod card;
mod changes;
mod compare;
mod drafts;
mod feeds;
mod format;
mod frame;
mod home;
mod legal;
mod markdown;
mod maturity;
mod organisations;
mod people;
mod phrase;
mod pick;
mod problems;
mod proposals;
mod radar;
mod results;
#[cfg(test)]
mod testing;
mod text;
mod transfers;
mod visit;

use ::blueprint::Lang;
use actix_web::{HttpRequest, Route, guard, http::Method, web};

pub(crate) use format::today;
pub(crate) use frame::{Frame, Place, html};
pub(crate) use problems::error_page;
pub(crate) use visit::{Visit, address};

pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/", get().to(home::home))
        .route("/blaupausen", get().to(results::results))
        .route("/vergleich", get().to(compare::compare))
        .configure(blueprint::configure)
        .configure(attestations::configure)
        .configure(maturity::configure)
        .configure(feeds::configure)
        .configure(drafts::configure)
        .configure(proposals::configure)
        .configure(transfers::configure)
        // Before those of people, whose addresses have a place for anything.
        .configure(organisations::configure)
        .configure(people::configure)
        .route("/problems/{slug}", get().to(problems::problem))
        .route("/probleme/{slug}", get().to(problems::problem))
        .route("/barrierefreiheit", get().to(legal::accessibility))
        .route("/datenschutz", get().to(legal::privacy))
        .route("/favicon.ico", get().to(assets::favicon))
        .route("/assets/{fingerprint}/{name}", get().to(assets::asset));
}

/// The language in which the request is answered.
pub(crate) fn language(request: &HttpRequest) -> Lang {
    visit::language(request)
}

/// Where to sign in, and to come back to this page afterwards.
pub(crate) fn sign_in_address(request: &HttpRequest) -> String {
    let here = match request.query_string() {
        "" => request.path().to_owned(),
        query => format!("{}?{query}", request.path()),
    };
    // A form that was sent cannot be sent again by coming back to it.
    let back = (*request.method() == Method::GET).then_some(("weiter", here.as_str()));
    address("/anmelden", back.into_iter())
}

/// Whoever may read may also ask for the head alone.
fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}
