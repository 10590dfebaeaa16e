//! What comes of a proposal in its target as that is now.

use blueprint::{
    Level, difference, following,
    law::smallest,
    merge::{self, Merged},
};
use semver::Version;
use serde_json::json;
use store::{DraftOrigin, Grounds, Proposal};

use crate::{
    Candidate, Head, Refused, Registry, Unknown,
    upstream::{Side, side},
};

/// A proposal's changes together with what the target published since.
pub(crate) struct Outcome {
    pub(crate) latest: Side,
    pub(crate) merged: Merged,
    existing: Vec<(Version, bool)>,
}

impl Outcome {
    pub(crate) fn of(registry: &Registry, proposal: &Proposal) -> Result<Self, Refused> {
        let target = &proposal.target;
        let head = registry.store.read(|conn| Head::load(conn, target))?;
        let head = head.ok_or_else(|| Unknown::Blueprint(target.clone()))?;
        let (base_version, base_digest) = &proposal.base;
        let base = following(&registry.value(*base_digest)?, &[]);
        // While everything newer is withdrawn, the base itself.
        let shown = head.shown().filter(|shown| base_version < *shown);
        let latest = match shown {
            Some(version) => side(registry, &head, (&base, version), |other| base_version < other)?,
            None => Side {
                version: base_version.clone(),
                digest: *base_digest,
                document: registry.value(*base_digest)?,
                from_base: base.clone(),
            },
        };
        let offer = following(&base, &[&registry.value(proposal.digest)?]);
        let merged = merge::merge(&base, &latest.from_base, &offer);
        Ok(Self { latest, merged, existing: head.existing() })
    }

    /// The target's next version with this outcome, with or without decisions. The release notes are a suggestion.
    pub(crate) fn candidate(&self, merged: &Merged, proposal: &Proposal) -> Candidate {
        let Self { latest, existing, .. } = self;
        let mut document = following(&latest.document, &[&merged.merged]);
        let required = difference(&latest.document, &document).required_bump();
        let highest = existing.iter().map(|(version, _)| version).max().unwrap_or(&latest.version);
        let next = smallest(highest, required.unwrap_or(Level::Patch), existing);
        let version = next.unwrap_or_else(|| highest.clone());
        if let Some(members) = document.as_object_mut() {
            members.remove("upstream");
            members.insert("version".to_owned(), version.to_string().into());
            let Proposal { title, organisation, .. } = proposal;
            let notes = json!({
                "de": format!("Änderungsvorschlag von {organisation} übernommen: {title}"),
                "en": format!("Takes up the proposal of {organisation}: {title}"),
            });
            members.insert("changes".to_owned(), notes);
        }
        Candidate { document, version, required }
    }

    /// From what the merge is planned again, where both sides changed the same places: nobody but people can say what is
    /// meant there.
    pub(super) fn origin(&self, proposal: &Proposal) -> Option<DraftOrigin> {
        let ours = (self.latest.version.clone(), self.latest.digest);
        (!self.merged.conflicts.is_empty()).then(|| DraftOrigin {
            upstream: proposal.target.clone(),
            version: proposal.base.0.clone(),
            digest: proposal.digest,
            grounds: Grounds::Proposal { base: proposal.base.clone(), ours },
        })
    }
}
