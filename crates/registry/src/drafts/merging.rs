//! The merge that a draft is the outcome of: planned again from its origin, as far as it is decided. What keeps such a draft
//! from becoming a version is in [`faults`].

mod faults;

use blueprint::{
    BlueprintId, Finding, Path, Slug,
    merge::{By, Conflict, Merged, Resolution, Take, merge, resolve},
};
use semver::Version;
use serde_json::Value;
use store::{
    Draft, DraftDecision, DraftOrigin, DraftState, Grounds, Proposal, StoreError, Verdict,
    draft_decisions, draft_origin, proposal_of_draft,
};

use crate::{
    Candidate, Head, MergePlan, MergeStep, Refused, Registry, UpstreamRefused, merge::taken,
    proposals::Outcome, publish::Taken, upstream::Kin,
};

/// What is left to decide in a draft, and between what.
#[derive(Debug)]
pub struct DraftMerge {
    /// The blueprint that the draft is a version of.
    pub into: BlueprintId,
    pub from: MergeFrom,
    /// What both sides started from: a version of the upstream, or of the proposal's target.
    pub base: Version,
    /// The version of the blueprint that the merge starts from.
    pub ours: Version,
    pub conflicts: Vec<Conflict>,
    pub n_decided: usize,
    /// The blueprint has moved on since: nothing comes of this draft any more.
    pub is_outdated: bool,
}

/// What comes in with a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeFrom {
    /// This version of the upstream, into a fork.
    Upstream(BlueprintId, Version),
    /// This proposal, made by this organisation.
    Proposal(String, Slug),
}

/// Where a draft comes from; planned once, whoever asks.
pub(super) struct Grown {
    pub(super) origin: Option<DraftOrigin>,
    /// `None` when it is no merge's, and when nothing more comes of it.
    pub(super) joined: Option<Joined>,
}

/// The merge of a draft as it stands.
pub(super) struct Joined {
    source: Source,
    /// `None` when the blueprint has moved on.
    merging: Option<Merging>,
}

enum Source {
    Upstream { fork: BlueprintId, upstream: BlueprintId, step: MergeStep },
    Proposal { proposal: Box<Proposal>, ours: Version },
}

/// A merge as far as it is decided.
pub(super) struct Merging {
    plan: Plan,
    pub(super) merged: Merged,
    n_decided: usize,
}

enum Plan {
    Upstream(Box<MergePlan>),
    Proposal(Box<(Outcome, Proposal)>),
}

impl Grown {
    pub(super) fn of(registry: &Registry, draft: &Draft) -> Result<Self, Refused> {
        let origin = registry.store.read(|conn| draft_origin(conn, &draft.id))?;
        let is_over = matches!(draft.state, DraftState::Published | DraftState::Discarded);
        let source = match origin.as_ref().filter(|_| !is_over) {
            Some(origin) => Source::of(registry, draft, origin)?,
            None => None,
        };
        let joined = match source {
            Some(source) => {
                let merging = Merging::again(registry, &draft.id, &source)?;
                Some(Joined { source, merging })
            }
            None => None,
        };
        Ok(Self { origin, joined })
    }
}

impl Source {
    fn of(
        registry: &Registry,
        draft: &Draft,
        origin: &DraftOrigin,
    ) -> Result<Option<Self>, Refused> {
        match &origin.grounds {
            Grounds::Fork { .. } => Ok(None),
            Grounds::Merge { fork, base, ours } => Ok(Some(Self::Upstream {
                fork: BlueprintId { owner: draft.organisation.clone(), name: fork.clone() },
                upstream: origin.upstream.clone(),
                step: MergeStep {
                    seen: base.0.clone(),
                    ours: ours.0.clone(),
                    version: origin.version.clone(),
                },
            })),
            Grounds::Proposal { ours, .. } => {
                let proposal = registry.store.read(|conn| proposal_of_draft(conn, &draft.id))?;
                let ours = ours.0.clone();
                Ok(proposal.map(|proposal| Self::Proposal { proposal: Box::new(proposal), ours }))
            }
        }
    }

    fn target(&self) -> &BlueprintId {
        match self {
            Self::Upstream { fork, .. } => fork,
            Self::Proposal { proposal, .. } => &proposal.target,
        }
    }
}

impl Plan {
    fn merged(&self) -> &Merged {
        match self {
            Self::Upstream(plan) => &plan.merged,
            Self::Proposal(plan) => &plan.0.merged,
        }
    }

    fn candidate(&self, merged: &Merged) -> Candidate {
        match self {
            Self::Upstream(plan) => plan.candidate(merged),
            Self::Proposal(plan) => plan.0.candidate(merged, &plan.1),
        }
    }
}

impl Merging {
    /// Plans the merge again and decides what was decided; `None` when the blueprint has moved on.
    fn again(registry: &Registry, draft: &str, source: &Source) -> Result<Option<Self>, Refused> {
        let plan = match source {
            Source::Upstream { fork, step, .. } => {
                let kin = Kin::of(registry, fork)?;
                if kin.lineage.base.version != step.seen {
                    return Ok(None);
                }
                let plan = MergePlan::of(registry, kin, (&step.ours, &step.version))?;
                Plan::Upstream(Box::new(plan))
            }
            Source::Proposal { proposal, ours } => {
                let outcome = Outcome::of(registry, proposal)?;
                if outcome.latest.version != *ours {
                    return Ok(None);
                }
                Plan::Proposal(Box::new((outcome, (**proposal).clone())))
            }
        };
        let rounds = registry.store.read(|conn| draft_decisions(conn, draft))?;
        let n_decided = rounds.iter().map(Vec::len).sum();
        let rounds = rounds.into_iter().map(|round| round.into_iter().map(resolution).collect());
        let rounds = rounds.collect::<Result<Vec<Vec<Resolution>>, StoreError>>()?;
        let merged = decided(plan.merged(), &rounds)?;
        Ok(Some(Self { plan, merged, n_decided }))
    }

    /// The draft's document after more was decided: what its authors wrote stays, except at the places decided about.
    pub(super) fn carried(&self, next: &Merged, document: &Value) -> Value {
        let before = self.plan.candidate(&self.merged);
        let after = self.plan.candidate(next);
        let mut carried = merge(&before.document, document, &after.document);
        // Each round may open what lies below what it decided, so there are no more of them than places.
        while !carried.conflicts.is_empty() {
            let decided: Vec<Resolution> = carried
                .conflicts
                .iter()
                .map(|open| Resolution { path: open.path.clone(), by: By::Take(Take::Theirs) })
                .collect();
            match resolve(&carried, &decided) {
                Ok(further) => carried = further,
                Err(_unfit) => return after.document,
            }
        }
        let mut document = carried.merged;
        let number = before.version.to_string();
        if document.get("version").and_then(Value::as_str) == Some(&number)
            && let Some(members) = document.as_object_mut()
        {
            members.insert("version".to_owned(), after.version.to_string().into());
        }
        document
    }
}

/// The merge with all that was decided. Each round was read in the names and with the conflicts that the rounds before left,
/// and costs a merge of its own; all are decided at once where that says the same.
fn decided(merged: &Merged, rounds: &[Vec<Resolution>]) -> Result<Merged, StoreError> {
    let gives_names = |one: &Resolution| one.path.as_str().starts_with("/renames");
    if 1 < rounds.len() && !rounds.iter().flatten().any(gives_names) {
        // Where a conflict opened only after a decision, it is not there to be decided yet.
        if let Ok(decided) = resolve(merged, &rounds.concat()) {
            return Ok(decided);
        }
    }
    let corrupt = |_unfit| StoreError::Corrupt { what: "draft decision" };
    let first = merged.clone();
    rounds.iter().try_fold(first, |merged, round| resolve(&merged, round).map_err(corrupt))
}

impl Joined {
    /// The merge to be decided about.
    pub(super) fn merging(&self) -> Result<&Merging, Refused> {
        self.merging.as_ref().ok_or_else(|| match &self.source {
            Source::Upstream { fork, .. } => UpstreamRefused::Outdated(fork.clone()).into(),
            Source::Proposal { proposal, .. } => Refused::ProposalOutdated(proposal.target.clone()),
        })
    }

    /// The merge for those who work on it.
    pub(super) fn shown(self) -> DraftMerge {
        let (into, is_outdated) = (self.source.target().clone(), self.merging.is_none());
        let (from, base, ours) = match self.source {
            Source::Upstream { upstream, step, .. } => {
                (MergeFrom::Upstream(upstream, step.version), step.seen, step.ours)
            }
            Source::Proposal { proposal, ours } => {
                let Proposal { id, organisation, base, .. } = *proposal;
                (MergeFrom::Proposal(id, organisation), base.0, ours)
            }
        };
        let (n_decided, conflicts) = self
            .merging
            .map(|merging| (merging.n_decided, merging.merged.conflicts))
            .unwrap_or_default();
        DraftMerge { into, from, base, ours, conflicts, n_decided, is_outdated }
    }

    /// How a fork's base would move, and what keeps the draft from becoming that version: another name, open conflicts, a
    /// blueprint or an upstream that moved on.
    pub(super) fn judged(
        &self,
        registry: &Registry,
        document: &Value,
        (id, head): (&BlueprintId, Option<&Head>),
        at: i64,
    ) -> Result<(Option<Taken>, Vec<Finding>), Refused> {
        if self.source.target() != id {
            return Ok((None, vec![faults::other_name(&self.source, document)]));
        }
        let Some(merging) = &self.merging else {
            return Ok((None, vec![faults::outdated(&self.source, document)]));
        };
        let open = merging.merged.conflicts.iter();
        let mut findings: Vec<Finding> =
            open.map(|open| faults::undecided(open, document)).collect();
        let Source::Upstream { step, .. } = &self.source else { return Ok((None, findings)) };
        let taken = match taken(registry, (id, head), step, at) {
            Ok(taken) => Some(taken),
            Err(Refused::Overtaken) => {
                findings.push(faults::outdated(&self.source, document));
                None
            }
            Err(Refused::Upstream(UpstreamRefused::Yanked(version))) => {
                findings.push(faults::withdrawn(&version, document));
                None
            }
            Err(error) => return Err(error),
        };
        Ok((taken, findings))
    }
}

/// A decision as it is kept.
pub(super) fn decision(resolution: &Resolution) -> DraftDecision {
    let side = |side: &str| Verdict::Side(side.to_owned());
    let verdict = match &resolution.by {
        By::Take(Take::Ours) => side("ours"),
        By::Take(Take::Theirs) => side("theirs"),
        By::Take(Take::Base) => side("base"),
        By::Value(value) => Verdict::Value(value.to_string().into_bytes()),
    };
    DraftDecision { path: resolution.path.to_string(), verdict }
}

fn resolution(kept: DraftDecision) -> Result<Resolution, StoreError> {
    let corrupt = || StoreError::Corrupt { what: "draft decision" };
    let by = match kept.verdict {
        Verdict::Side(side) => By::Take(match side.as_str() {
            "ours" => Take::Ours,
            "theirs" => Take::Theirs,
            "base" => Take::Base,
            _ => return Err(corrupt()),
        }),
        Verdict::Value(json) => {
            By::Value(serde_json::from_slice(&json).map_err(|_unreadable| corrupt())?)
        }
    };
    Ok(Resolution { path: Path::from(kept.path.as_str()), by })
}
