//! Proposals, as everybody may see them: by organisations, not by people.

use blueprint::Lang;
use registry::{Proposal, ProposalView};

use super::{change, time};

pub(crate) fn item(proposal: &Proposal) -> wire::ProposalItem {
    let fork = proposal.fork.as_ref();
    wire::ProposalItem {
        blueprint: proposal.target.to_string(),
        base: proposal.base.0.to_string(),
        base_digest: proposal.base.1.to_string(),
        organisation: proposal.organisation.to_string(),
        fork: fork.map(|(id, version)| format!("{id}@{version}")),
        title: proposal.title.clone(),
        message: proposal.message.clone(),
        state: proposal.state.to_string(),
        revision: proposal.revision,
        reason: proposal.reason.clone(),
        published: proposal.published.as_ref().map(ToString::to_string),
        created_at: time(proposal.created.at),
        updated_at: time(proposal.updated_at),
        url: format!("/api/v1/proposals/{}", proposal.id),
        id: proposal.id.clone(),
    }
}

pub(crate) fn view(view: &ProposalView, lang: Lang) -> wire::Proposal {
    let comments = view.comments.iter().map(|comment| wire::ProposalComment {
        number: comment.number,
        organisation: comment.organisation.to_string(),
        text: comment.text.clone(),
        at: time(comment.stamp.at),
    });
    wire::Proposal {
        proposal: item(&view.proposal),
        changes: view.changes.iter().map(|one| change(one, lang)).collect(),
        behind: view.behind,
        conflicts: view.conflicts.iter().map(ToString::to_string).collect(),
        comments: comments.collect(),
        n_comments: view.n_comments,
    }
}
