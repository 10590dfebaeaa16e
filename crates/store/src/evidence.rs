//! What attestations and reviews have in common: where one stands in a list, and that it was taken back.

use std::{fmt, str::FromStr};

use crate::Stamp;

/// Why and when something was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub stamp: Stamp,
    pub reason: String,
}

/// Where something stands in a list of its kind, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidencePlace {
    pub created_at: i64,
    pub id: String,
}

/// The text is not a place in such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a place among evidence is a time and an id")]
pub struct UnknownEvidencePlace;

impl FromStr for EvidencePlace {
    type Err = UnknownEvidencePlace;

    fn from_str(text: &str) -> Result<Self, UnknownEvidencePlace> {
        let (created_at, id) = text.split_once(' ').ok_or(UnknownEvidencePlace)?;
        let created_at = created_at.parse().map_err(|_no_time| UnknownEvidencePlace)?;
        Ok(Self { created_at, id: id.to_owned() })
    }
}

impl fmt::Display for EvidencePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.created_at, self.id)
    }
}
