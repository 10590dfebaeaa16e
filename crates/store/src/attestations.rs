//! Attestations: what organisations found when they tested a product against a version's requirements.
//!
//! Law: one is never changed, only withdrawn, once ([`attestation_withdraw`]). Whether it counts on a day is
//! [`blueprint::evidence::Attested`]'s to say.

mod read;
mod write;

use std::{collections::BTreeMap, str::FromStr};

use blueprint::{
    BlueprintId, Digest, Slug,
    document::{Environment, RequirementStatus, TestResult},
    evidence::{Attested, ProductRef},
};
use jiff::civil::Date;
use semver::Version;

use crate::{EvidencePlace, Stamp, Withdrawal};

pub use read::{attestation_count, attestation_ending, attestation_get, attestation_list};
pub use write::{attestation_insert, attestation_withdraw};

/// An organisation's test of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// Random.
    pub id: String,
    pub blueprint: BlueprintId,
    /// The version whose requirements it was made against.
    pub version: Version,
    pub product: ProductRef,
    /// The vendor's version of the product.
    pub product_version: Option<String>,
    /// Who tested.
    pub organisation: Slug,
    pub environment: Environment,
    pub tested_on: Date,
    /// The last day on which it counts.
    pub expires_on: Date,
    pub result: TestResult,
    /// The outcome for each requirement that it speaks of.
    pub requirements: BTreeMap<String, RequirementStatus>,
    pub evidence: Vec<EvidenceFile>,
    pub note: Option<String>,
    pub created: Stamp,
    pub withdrawn: Option<Withdrawal>,
}

/// A file that shows what was found; its bytes are an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    pub title: String,
    pub digest: Digest,
}

/// How an attestation stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttestationState {
    /// Neither of the others, whatever its result.
    Current,
    /// Its last day has passed.
    Expired,
    Withdrawn,
}

/// Whose attestations are wanted.
#[derive(Clone, Copy, Debug)]
pub enum AttestationsOf<'a> {
    Blueprint(&'a BlueprintId),
    Organisation(&'a Slug),
}

/// Which of them; nothing that is left out narrows.
#[derive(Clone, Debug, Default)]
pub struct AttestationFilter {
    pub version: Option<Version>,
    pub product: Option<ProductRef>,
    /// As of this day.
    pub state: Option<(AttestationState, Date)>,
}

/// The text is not an attestation's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an attestation is one of current, expired, withdrawn")]
pub struct UnknownAttestationState;

impl Attestation {
    pub fn state(&self, today: Date) -> AttestationState {
        if self.withdrawn.is_some() {
            AttestationState::Withdrawn
        } else if self.expires_on < today {
            AttestationState::Expired
        } else {
            AttestationState::Current
        }
    }

    /// As far as it matters for what it shows.
    pub fn attested(&self) -> Attested<'_> {
        Attested {
            id: &self.id,
            product: &self.product,
            version: &self.version,
            by: self.organisation.as_str(),
            on: self.tested_on,
            expires: self.expires_on,
            result: self.result,
            requirements: &self.requirements,
            is_withdrawn: self.withdrawn.is_some(),
        }
    }

    pub fn place(&self) -> EvidencePlace {
        EvidencePlace { created_at: self.created.at, id: self.id.clone() }
    }
}

impl AttestationState {
    pub const ALL: [Self; 3] = [Self::Current, Self::Expired, Self::Withdrawn];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for AttestationState {
    type Err = UnknownAttestationState;

    fn from_str(text: &str) -> Result<Self, UnknownAttestationState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownAttestationState)
    }
}
