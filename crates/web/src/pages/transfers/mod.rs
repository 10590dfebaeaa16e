//! Pages of transfers: giving a blueprint to another organisation or name, and what an organisation is offered.
//!
//! Law: requests are seen by the two organisations alone, and name no people.

mod list;
mod offer;

use actix_web::web;
use registry::Transfer;

use super::{format, get, text::Text};
use crate::shape::transfers::state;

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    let post = web::post;
    cfg.service(
        web::resource("/blaupausen/{owner}/{name}/uebertragung")
            .route(get().to(offer::page))
            .route(post().to(offer::sent)),
    )
    .route("/meine/{organisation}/uebertragungen", get().to(list::page))
    .route("/meine/{organisation}/uebertragungen/{id}/entscheidung", post().to(list::decide))
    .route("/meine/{organisation}/uebertragungen/{id}/zuruecknehmen", post().to(list::withdraw));
}

/// A request as a page tells it.
#[derive(Debug)]
struct Row {
    id: String,
    from: String,
    to: String,
    reason: String,
    state: String,
    answer: Option<String>,
    made: String,
    made_iso: String,
    until: String,
    is_open: bool,
    may_decide: bool,
    may_withdraw: bool,
}

impl Row {
    fn of(transfer: &Transfer, (t, now): (Text, i64)) -> Self {
        Self {
            id: transfer.id.clone(),
            from: transfer.from.to_string(),
            to: transfer.to.to_string(),
            reason: transfer.reason.clone(),
            state: t.code("transfer-state", state(transfer, now)),
            answer: transfer.answer.clone(),
            made: format::day_of(transfer.created.at, t.lang),
            made_iso: format::iso_day_of(transfer.created.at),
            until: format::day_of(transfer.expires_at, t.lang),
            is_open: transfer.is_open(now),
            may_decide: false,
            may_withdraw: false,
        }
    }
}
