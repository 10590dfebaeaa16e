//! What changes mean, a file per area: its kinds of change, its rows of the table, its own functions.

pub(super) mod attachments;
pub(super) mod documents;
pub(super) mod flows;
pub(super) mod general;
pub(super) mod legal;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod personal_data;
pub(super) mod process;
pub(super) mod rollout;
pub(super) mod security;
pub(super) mod service;
pub(super) mod sovereignty;
pub(super) mod vendors;
