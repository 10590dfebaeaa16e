//! Merges of forks, as they are sent.

use blueprint::{BlueprintId, Lang, merge::Conflict};
use registry::{DraftMerge, DraftView, MergeFrom};
use semver::Version;

use super::drafts;

pub fn state(merge: &DraftMerge, lang: Lang) -> wire::MergeState {
    let (upstream, theirs, proposal) = match &merge.from {
        MergeFrom::Upstream(upstream, theirs) => (Some(upstream), Some(theirs), None),
        MergeFrom::Proposal(id, _) => (None, None, Some(id)),
    };
    wire::MergeState {
        fork: merge.into.to_string(),
        upstream: upstream.map(ToString::to_string),
        base: merge.base.to_string(),
        ours: merge.ours.to_string(),
        theirs: theirs.map(ToString::to_string),
        proposal: proposal.cloned(),
        conflicts: merge.conflicts.iter().map(|open| conflict(open, lang)).collect(),
        decided: merge.n_decided,
        outdated: merge.is_outdated,
    }
}

/// `None` when the draft is of no merge.
pub fn draft(view: &DraftView, lang: Lang) -> Option<wire::MergeDraft> {
    Some(wire::MergeDraft {
        id: view.draft.id.clone(),
        url: drafts::url(&view.draft.id),
        revision: view.draft.revision,
        merged: view.document.clone(),
        state: state(view.merge.as_ref()?, lang),
    })
}

pub fn parent((blueprint, version): &(BlueprintId, Version)) -> wire::VersionParent {
    wire::VersionParent { blueprint: blueprint.to_string(), version: version.to_string() }
}

fn conflict(open: &Conflict, lang: Lang) -> wire::MergeConflict {
    wire::MergeConflict {
        path: open.path.to_string(),
        kind: open.kind.as_str().to_owned(),
        base: open.base.clone(),
        ours: open.ours.clone(),
        theirs: open.theirs.clone(),
        message: open.message.get(lang).to_owned(),
    }
}
