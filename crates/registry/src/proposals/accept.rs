//! Accepting a proposal: its changes become a draft of the owner's, with whoever made them as co-author.

use blueprint::{
    Level, Path, Slug, difference, following,
    law::smallest,
    merge::{self, Merged},
};
use semver::Version;
use serde_json::{Value, json};
use store::{Draft, Proposal, ProposalMove, proposal_move};

use super::step::{ProposalStep, after, confirm, hold};
use crate::{
    Act, Actor, Head, Refused, Registry, Unknown,
    drafts::begin_for_proposal,
    moves::refuse_moved,
    reason,
    upstream::{Side, side},
};

/// What comes of a proposal's changes in the target as it is now.
pub(super) struct Outcome {
    pub(super) latest: Side,
    pub(super) merged: Merged,
    existing: Vec<(Version, bool)>,
}

/// Accepts a proposal. The draft is changed and published like any other.
pub fn proposal_accept(
    registry: &Registry,
    actor: &Actor,
    (step, random): (ProposalStep<'_>, &[u8; 32]),
    reason: &str,
) -> Result<(Proposal, Draft), Refused> {
    let held = hold(registry, (actor, Act::DecideProposal), step)?;
    let reason = reason.trim();
    reason::check("proposal-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.read(|conn| refuse_moved(conn, &held.target))?;
    let document = decided(outcome(registry, &held)?, &held)?;
    let authors: Vec<Slug> = Some(&held.organisation)
        .filter(|one| **one != held.target.owner)
        .cloned()
        .into_iter()
        .collect();
    let beginning =
        begin_for_proposal((&held.target.owner, &authors), document, (actor, random), step.at)?;
    registry.store.write(|txn| {
        let stamp = confirm(txn, (actor, Act::DecideProposal), (&held, step.at))?;
        refuse_moved(txn, &held.target)?;
        let draft = beginning.insert(txn)?;
        let accept = ProposalMove::Accept { reason, draft: &draft.id };
        proposal_move(txn, (&held.id, held.revision), accept, &stamp)?;
        Ok((after(txn, &held.id)?, draft))
    })
}

/// Brings the changes together with what the target published since.
pub(super) fn outcome(registry: &Registry, proposal: &Proposal) -> Result<Outcome, Refused> {
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
    Ok(Outcome { latest, merged, existing: head.existing() })
}

/// The draft's document. Where both sides changed the same place, nobody but people can say what is meant.
fn decided(outcome: Outcome, proposal: &Proposal) -> Result<Value, Refused> {
    let Outcome { latest, merged, existing } = outcome;
    if !merged.conflicts.is_empty() {
        let paths: Vec<Path> = merged.conflicts.into_iter().map(|conflict| conflict.path).collect();
        return Err(Refused::ProposalConflicts { paths, latest: latest.version });
    }
    let mut document = following(&latest.document, &[&merged.merged]);
    let required = difference(&latest.document, &document).required_bump().unwrap_or(Level::Patch);
    let highest = existing.iter().map(|(version, _)| version).max().unwrap_or(&latest.version);
    let version = smallest(highest, required, &existing).unwrap_or_else(|| highest.clone());
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
    Ok(document)
}
