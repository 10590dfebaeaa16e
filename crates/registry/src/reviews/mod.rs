//! Reviews: what reviewers of a working group say of a version, each for an organisation.
//!
//! Law: nobody reviews what is their organisation's own, no vendor reviews, and no person speaks for two organisations of
//! one working group. A review is never changed; whoever changes their mind gives another one or withdraws it.

mod give;
mod read;
mod withdraw;

pub use give::{NewReview, review_give, reviewing};
pub use read::{review, reviews, reviews_of};
pub use withdraw::review_withdraw;
