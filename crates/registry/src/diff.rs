//! Comparing two published versions, of one blueprint or of two.

use blueprint::{BlueprintId, Difference, Digest, VersionRef, difference};
use semver::Version;
use serde_json::Value;

use crate::{Refused, Registry};

/// A version as somebody names it: `mrn/handwerkerparkausweis@^2.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: BlueprintId,
    pub reference: VersionRef,
}

/// The exact version that was meant, and its document.
#[derive(Clone, Debug)]
pub struct Meant {
    pub id: BlueprintId,
    pub version: Version,
    pub digest: Digest,
    pub document: Value,
}

/// Two versions and what changed from the one to the other.
#[derive(Debug)]
pub struct Compared {
    pub from: Meant,
    pub to: Meant,
    pub difference: Difference,
}

/// The text does not name a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version is named `owner/name@1.0.0`, `owner/name@latest` or `owner/name@^2.0`")]
pub struct NamedError;

impl std::str::FromStr for Named {
    type Err = NamedError;

    fn from_str(text: &str) -> Result<Self, NamedError> {
        let (id, reference) = text.split_once('@').ok_or(NamedError)?;
        let id = id.parse().map_err(|_no_id| NamedError)?;
        let reference = reference.parse().map_err(|_no_reference| NamedError)?;
        Ok(Self { id, reference })
    }
}

/// What changed between two versions.
pub fn diff(registry: &Registry, from: &Named, to: &Named) -> Result<Compared, Refused> {
    Ok(Compared::of(meant(registry, from)?, meant(registry, to)?))
}

impl Compared {
    pub fn of(from: Meant, to: Meant) -> Self {
        let difference = difference(&from.document, &to.document);
        Self { from, to, difference }
    }
}

/// The exact version that is meant, with its document.
pub fn meant(registry: &Registry, named: &Named) -> Result<Meant, Refused> {
    let (version, cached) = crate::document(registry, &named.id, &named.reference)?;
    let document = registry.value(cached.digest)?;
    Ok(Meant { id: named.id.clone(), version, digest: cached.digest, document })
}
