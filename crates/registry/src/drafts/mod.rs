//! Drafts: an organisation writes a version together before it is published, a use case a file.
//!
//! A draft may be incomplete and wrong as long as it is a JSON object within the limits of a document. It is saved as
//! often as one likes; what is to be said of it is computed when somebody reads it.
//!
//! Law: a draft is changed only at the revision that was seen, and published through the same checks and the same write as
//! anything else. To those who may not read it, it does not exist.

mod approve;
mod begin;
mod content;
mod discard;
mod fork;
mod list;
mod merge;
mod merging;
mod names;
mod outlook;
mod publish;
mod read;
mod resolve;
mod save;
mod step;
mod submit;

pub use approve::draft_approve;
pub(crate) use begin::begin_for_proposal;
pub use begin::{DraftStart, NewDraft, draft_begin};
pub use discard::draft_discard;
pub use fork::{ForkOutcome, fork_or_draft};
pub use list::drafts;
pub use merge::{NewMerge, merge_begin};
pub use merging::{DraftMerge, MergeFrom};
pub use names::{Names, draft_names};
pub use outlook::Outlook;
pub use publish::draft_publish;
pub use read::{DraftView, draft};
pub use resolve::draft_resolve;
pub use save::draft_save;
pub use step::{DraftStep, DraftWish};
pub use submit::{draft_return, draft_submit};
