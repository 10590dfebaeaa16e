//! Pages of people: signing in, invitations, one's own account, one's organisation, and the operator's.
//!
//! Law: whatever is sent from a page is a [`form::Signed`] where somebody has signed in, and shows that it comes from our
//! own pages. A form that is refused comes back with what was typed, the faults at its head and at their fields.

mod account;
pub(super) mod form;
mod invitation;
mod kept;
mod mine;
mod operator;
mod organisation;
mod provider;
mod roles;
mod sign_in;
mod trust;

use actix_web::web;

use super::get;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    cfg.service(
        web::resource("/anmelden").route(get().to(sign_in::page)).route(post().to(sign_in::sent)),
    )
    .route("/anmelden/{provider}", get().to(provider::leave))
    .route("/anmelden/{provider}/zurueck", get().to(provider::back))
    .route("/abmelden", post().to(sign_in::leave))
    .service(
        web::resource("/einladung")
            .route(get().to(invitation::page))
            .route(post().to(invitation::sent)),
    )
    .route("/meine", get().to(mine::page))
    .route("/meine/konto", get().to(account::page))
    .route("/meine/konto/passwort", post().to(account::password))
    .route("/meine/konto/abmelden", post().to(account::leave_everywhere))
    .route("/meine/konto/loeschen", post().to(account::delete))
    .route("/meine/{organisation}", get().to(organisation::page))
    .route("/meine/{organisation}/rollen", post().to(organisation::role))
    .route("/meine/{organisation}/einladungen", post().to(organisation::invite))
    .route(
        "/meine/{organisation}/einladungen/{id}/zuruecknehmen",
        post().to(organisation::uninvite),
    )
    .route("/meine/{organisation}/token", post().to(organisation::token))
    .route("/meine/{organisation}/token/{id}/sperren", post().to(organisation::revoke))
    .route("/meine/{organisation}/vertrauen", post().to(trust::name))
    .route("/meine/{organisation}/vertrauen/{id}/entfernen", post().to(trust::remove))
    .route("/verwaltung", get().to(operator::page))
    .service(
        web::resource("/verwaltung/kuerzel")
            .route(get().to(kept::page))
            .route(post().to(kept::keep)),
    )
    .route("/verwaltung/kuerzel/{slug}/freigeben", post().to(kept::give_free))
    .route("/verwaltung/personen/{user}/loeschen", post().to(operator::delete));
}
