//! Organisations, for those who operate the registry.

pub(super) mod list;
pub(super) mod one;
