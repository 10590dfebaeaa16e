//! Requests to move a blueprint, as the two organisations see them, and slugs that are kept.

use registry::{ReservedSlug, Transfer, TransferState};

use super::time;

/// The state by name; what nobody can decide any more has expired.
pub(crate) fn state(transfer: &Transfer, now: i64) -> &'static str {
    if transfer.state == TransferState::Open && !transfer.is_open(now) {
        "expired"
    } else {
        transfer.state.as_str()
    }
}

pub(crate) fn transfer(transfer: &Transfer, now: i64) -> wire::Transfer {
    wire::Transfer {
        from: transfer.from.to_string(),
        to: transfer.to.to_string(),
        reason: transfer.reason.clone(),
        state: state(transfer, now).to_owned(),
        answer: transfer.answer.clone(),
        version: transfer.version.as_ref().map(ToString::to_string),
        created_at: time(transfer.created.at),
        expires_at: time(transfer.expires_at),
        decided_at: transfer.decided.as_ref().map(|stamp| time(stamp.at)),
        url: format!("/api/v1/transfers/{}", transfer.id),
        id: transfer.id.clone(),
    }
}

pub(crate) fn reservation(kept: &ReservedSlug) -> wire::Reservation {
    wire::Reservation {
        slug: kept.slug.to_string(),
        reason: kept.reason.clone(),
        at: time(kept.at),
    }
}
