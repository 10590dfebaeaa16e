//! Proposals as everybody may see them.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{BlueprintId, Change, Path, Slug, difference, following};
use semver::Version;
use store::{
    Proposal, ProposalComment, ProposalPlace, ProposalState, StoreError, proposal_comment_count,
    proposal_comments, proposal_count, proposal_list, proposal_list_waiting, version_coauthors,
};

use super::{outcome::Outcome, step::found};
use crate::{Act, Actor, On, Refused, Registry};

/// A proposal with all that is to be said of it.
#[derive(Debug)]
pub struct ProposalView {
    pub proposal: Proposal,
    pub changes: Vec<Change>,
    /// How many releases the target has published since the base.
    pub behind: usize,
    /// Where an open one stands against what was published since.
    pub conflicts: Vec<Path>,
    /// The latest, in their order.
    pub comments: Vec<ProposalComment>,
    pub n_comments: i64,
}

/// More comments are on record, but not shown.
const COMMENTS_SHOWN: u32 = 200;

pub fn proposal(registry: &Registry, id: &str) -> Result<ProposalView, Refused> {
    let proposal = found(registry, id)?;
    let base = following(&registry.value(proposal.base.1)?, &[]);
    let changes = difference(&base, &registry.value(proposal.digest)?).changes;
    let head = registry.head(&proposal.target)?;
    let newer = head.versions.iter().filter(|(version, _, is_yanked)| {
        proposal.base.0 < *version && version.pre.is_empty() && !is_yanked
    });
    let behind = newer.count();
    let conflicts = match proposal.state {
        ProposalState::Open => Outcome::of(registry, &proposal)?.merged.conflicts,
        _ => Vec::new(),
    };
    let (comments, n_comments) = registry.store.read(|conn| {
        let comments = proposal_comments(conn, id, COMMENTS_SHOWN)?;
        Ok::<_, StoreError>((comments, proposal_comment_count(conn, id)?))
    })?;
    let conflicts = conflicts.into_iter().map(|conflict| conflict.path).collect();
    Ok(ProposalView { proposal, changes, behind, conflicts, comments, n_comments })
}

/// Proposals to a blueprint behind `after`, the newest first, and how many there are in all.
pub fn proposals(
    registry: &Registry,
    (target, state): (&BlueprintId, Option<ProposalState>),
    (after, limit): (Option<&ProposalPlace>, u32),
) -> Result<(Vec<Proposal>, i64), Refused> {
    registry.head(target)?;
    Ok(registry.store.read(|conn| {
        let items = proposal_list(conn, target, state, after, limit)?;
        Ok::<_, StoreError>((items, proposal_count(conn, target, state)?))
    })?)
}

/// The organisations besides the owner whose proposals became part of a blueprint's versions.
pub fn coauthors(
    registry: &Registry,
    id: &BlueprintId,
) -> Result<BTreeMap<Version, BTreeSet<Slug>>, Refused> {
    let mut authors = registry.store.read(|conn| version_coauthors(conn, id))?;
    for of_version in authors.values_mut() {
        of_version.remove(&id.owner);
    }
    Ok(authors)
}

/// Open proposals to an organisation's blueprints, the oldest first, for those who work there.
pub fn proposals_waiting(
    registry: &Registry,
    actor: &Actor,
    owner: &Slug,
    limit: u32,
) -> Result<Vec<Proposal>, Refused> {
    actor.require(Act::ReadDrafts, On::Organisation(owner))?;
    Ok(registry.store.read(|conn| proposal_list_waiting(conn, owner, limit))?)
}
