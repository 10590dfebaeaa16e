//! Transfers: a blueprint goes on at another address, with the consent of both organisations, a use case a file.
//!
//! Law: nothing is renamed in place. The latest version's content is published at the new address, through the one door;
//! in the same transaction the old address is left ([`store::Move`]), deprecated, and the request accepted. Where one of
//! the two organisations demands four eyes, whoever asks is not the one who accepts.

mod accept;
mod end;
mod plan;
mod read;
mod request;
mod step;

pub use accept::transfer_accept;
pub use end::{transfer_decline, transfer_withdraw};
pub use read::{transfer, transfers, transfers_concerning};
pub use request::{NewTransfer, TRANSFER_LIFE, transfer_request};
pub use step::TransferStep;
