//! The merge that a draft is the outcome of: planned again from its origin, as far as it is decided.

use blueprint::{
    BlueprintId, Finding, Message, Path, Pointer,
    merge::{By, Conflict, Merged, Resolution, Take, merge, resolve},
};
use semver::Version;
use serde_json::Value;
use store::{
    Draft, DraftDecision, DraftOrigin, DraftState, Grounds, StoreError, Verdict, draft_decisions,
};

use crate::{
    Head, MergePlan, MergeStep, Refused, Registry, UpstreamRefused,
    merge::taken,
    publish::{Taken, error_at},
    upstream::Kin,
};

/// What is left to decide in a draft, and between which versions.
#[derive(Debug)]
pub struct DraftMerge {
    pub fork: BlueprintId,
    pub upstream: BlueprintId,
    /// The upstream's version that the fork took in last.
    pub base: Version,
    /// The fork's version that the merge starts from.
    pub ours: Version,
    /// The upstream's version to be taken in.
    pub theirs: Version,
    pub conflicts: Vec<Conflict>,
    pub n_decided: usize,
    /// The fork has moved on since: nothing comes of this draft any more.
    pub is_outdated: bool,
}

/// A merge as far as it is decided.
pub(super) struct Merging {
    pub(super) plan: MergePlan,
    pub(super) merged: Merged,
    pub(super) n_decided: usize,
}

/// Which fork takes in what with a draft; `None` when it is no merge's.
pub(super) fn step_of(draft: &Draft, origin: &DraftOrigin) -> Option<(BlueprintId, MergeStep)> {
    let Grounds::Merge { fork, base, ours } = &origin.grounds else { return None };
    let fork = BlueprintId { owner: draft.organisation.clone(), name: fork.clone() };
    let step =
        MergeStep { seen: base.0.clone(), ours: ours.0.clone(), version: origin.version.clone() };
    Some((fork, step))
}

impl Merging {
    /// Plans the merge again and decides what was decided.
    ///
    /// [`UpstreamRefused::Outdated`] when the fork's base is another one by now.
    pub(super) fn again(
        registry: &Registry,
        draft: &str,
        (fork, step): (&BlueprintId, &MergeStep),
    ) -> Result<Self, Refused> {
        let kin = Kin::of(registry, fork)?;
        if kin.lineage.base.version != step.seen {
            return Err(UpstreamRefused::Outdated(fork.clone()).into());
        }
        let plan = MergePlan::of(registry, kin, (&step.ours, &step.version))?;
        let rounds = registry.store.read(|conn| draft_decisions(conn, draft))?;
        let n_decided = rounds.iter().map(Vec::len).sum();
        let mut merged = plan.merged.clone();
        for round in rounds {
            let round =
                round.into_iter().map(resolution).collect::<Result<Vec<_>, StoreError>>()?;
            let corrupt = |_unfit| StoreError::Corrupt { what: "draft decision" };
            merged = resolve(&merged, &round).map_err(corrupt)?;
        }
        Ok(Self { plan, merged, n_decided })
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

/// The merge of a draft, for those who work on it. Nothing more comes of what is published or discarded.
pub(super) fn shown(
    registry: &Registry,
    draft: &Draft,
    origin: Option<&DraftOrigin>,
) -> Result<Option<DraftMerge>, Refused> {
    let is_over = matches!(draft.state, DraftState::Published | DraftState::Discarded);
    let Some((origin, (fork, step))) = origin
        .filter(|_| !is_over)
        .and_then(|origin| step_of(draft, origin).map(|step| (origin, step)))
    else {
        return Ok(None);
    };
    let merging = match Merging::again(registry, &draft.id, (&fork, &step)) {
        Ok(merging) => Some(merging),
        Err(Refused::Upstream(UpstreamRefused::Outdated(_))) => None,
        Err(error) => return Err(error),
    };
    Ok(Some(DraftMerge {
        fork,
        upstream: origin.upstream.clone(),
        base: step.seen,
        ours: step.ours,
        theirs: step.version,
        is_outdated: merging.is_none(),
        n_decided: merging.as_ref().map_or(0, |merging| merging.n_decided),
        conflicts: merging.map(|merging| merging.merged.conflicts).unwrap_or_default(),
    }))
}

/// How the fork's base would move, and what keeps the draft from becoming that version: open conflicts, a fork or an
/// upstream that moved on.
pub(super) fn judged(
    registry: &Registry,
    (draft, document): (&str, &Value),
    (fork, step, head): (&BlueprintId, &MergeStep, Option<&Head>),
    at: i64,
) -> Result<(Option<Taken>, Vec<Finding>), Refused> {
    let merging = match Merging::again(registry, draft, (fork, step)) {
        Ok(merging) => merging,
        Err(Refused::Upstream(UpstreamRefused::Outdated(_))) => {
            return Ok((None, vec![outdated(fork, document)]));
        }
        Err(error) => return Err(error),
    };
    let mut findings: Vec<Finding> =
        merging.merged.conflicts.iter().map(|open| undecided(open, document)).collect();
    let taken = match taken(registry, (fork, head), step, at) {
        Ok(taken) => Some(taken),
        Err(Refused::Overtaken) => {
            findings.push(outdated(fork, document));
            None
        }
        Err(Refused::Upstream(UpstreamRefused::Yanked(version))) => {
            findings.push(withdrawn(&version, document));
            None
        }
        Err(error) => return Err(error),
    };
    Ok((taken, findings))
}

/// The draft was begun for one blueprint and names another.
pub(super) fn other_name(fork: &BlueprintId, document: &Value) -> Finding {
    let name = &fork.name;
    error_at(
        "merge-name",
        document,
        Pointer::new("/name"),
        Message::new(
            format!(
                "Dieser Entwurf gleicht {fork} mit dem Ursprung ab. Schreiben Sie unter „name“ wieder „{name}“."
            ),
            format!(
                "This draft takes a version of the upstream into {fork}. Write “{name}” under “name” again."
            ),
        ),
    )
}

fn outdated(fork: &BlueprintId, document: &Value) -> Finding {
    error_at(
        "merge-outdated",
        document,
        Pointer::root(),
        Message::new(
            format!(
                "{fork} hat sich geändert, seit dieser Abgleich begonnen wurde. Beginnen Sie ihn neu; dieser Entwurf bleibt lesbar."
            ),
            format!(
                "{fork} has changed since this merge was begun. Begin it anew; this draft stays readable."
            ),
        ),
    )
}

fn withdrawn(version: &Version, document: &Value) -> Finding {
    error_at(
        "merge-yanked",
        document,
        Pointer::root(),
        Message::new(
            format!(
                "Version {version} des Ursprungs wurde inzwischen zurückgezogen. Beginnen Sie den Abgleich mit einer anderen Version neu."
            ),
            format!(
                "Version {version} of the upstream was withdrawn meanwhile. Begin the merge anew with another version."
            ),
        ),
    )
}

fn undecided(open: &Conflict, document: &Value) -> Finding {
    let pointer = open.path.pointer(document).unwrap_or_else(Pointer::root);
    let (de, en) = (&open.message.de, &open.message.en);
    Finding {
        path: open.path.clone(),
        ..error_at(
            "merge-conflict",
            document,
            pointer,
            Message::new(
                format!("{de} Entscheiden Sie, was gelten soll."),
                format!("{en} Decide what shall hold."),
            ),
        )
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
