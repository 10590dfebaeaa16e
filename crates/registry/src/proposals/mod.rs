//! Proposals: an organisation offers changes to the owner of a blueprint, a use case a file.
//!
//! Law: a proposal is decided only at the revision that was seen, and its changes come into a version through a draft of
//! the owner's like any other. A draft that comes to nothing opens the proposal again: nobody has said no to it, and
//! whoever made it should not have to make it twice.

mod accept;
mod discuss;
mod outcome;
mod propose;
mod read;
mod settle;
mod step;

pub use accept::proposal_accept;
pub use discuss::{proposal_comment, proposal_decline, proposal_withdraw};
pub(crate) use outcome::Outcome;
pub use propose::{Offer, OfferFrom, propose};
pub use read::{ProposalView, coauthors, proposal, proposals, proposals_waiting};
pub(crate) use settle::{Settling, reopen};
pub use step::{ProposalStep, proposal_may};
