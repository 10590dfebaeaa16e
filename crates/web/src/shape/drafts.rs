//! Drafts and their history.

use blueprint::{BlueprintId, Lang, Slug};
use registry::{
    Author, Draft, DraftEvent, DraftOrigin, DraftView, Grounds, Names, Stamp, VersionRecord,
};
use semver::Version;

use super::{change, finding, time, version_url};

pub fn url(id: &str) -> String {
    format!("/api/v1/drafts/{id}")
}

/// `names` are of those who did something to it, as far as they have one.
pub fn item(draft: &Draft, names: &Names) -> wire::DraftItem {
    let stamped = |stamp: &Stamp| wire::Stamp { at: time(stamp.at), by: author(&stamp.by, names) };
    wire::DraftItem {
        id: draft.id.clone(),
        url: url(&draft.id),
        organisation: draft.organisation.to_string(),
        name: draft.facts.name.as_ref().map(Slug::to_string),
        version: draft.facts.version.as_ref().map(Version::to_string),
        title: draft.facts.title.clone(),
        state: draft.state.to_string(),
        revision: draft.revision,
        created: stamped(&draft.created),
        updated_at: time(draft.updated_at),
        saved: stamped(&draft.saved),
        submitted: draft.submitted.as_ref().map(stamped),
        override_reason: draft.override_reason.clone(),
        approved: draft.approved.as_ref().map(stamped),
        published: draft.published.as_ref().map(Version::to_string),
    }
}

fn author(author: &Author, names: &Names) -> wire::Author {
    let (kind, id) = match author {
        Author::Person(id) => ("person", id),
        Author::Token(id) => ("token", id),
    };
    wire::Author { kind: kind.to_owned(), name: names.get(id).cloned(), id: id.clone() }
}

pub fn view(view: &DraftView, lang: Lang) -> wire::Draft {
    let outlook = &view.outlook;
    wire::Draft {
        draft: item(&view.draft, &view.names),
        document: view.document.clone(),
        findings: outlook.findings.iter().map(|one| finding(one, lang)).collect(),
        required_bump: outlook.required.map(|level| level.to_string()),
        baseline: outlook.baseline.as_ref().map(Version::to_string),
        changes: outlook.changes.iter().map(|one| change(one, lang)).collect(),
        history: view.history.iter().map(|one| event(one, &view.names)).collect(),
        history_total: view.n_events,
        origin: view.origin.as_ref().map(origin),
        merge: view.merge.as_ref().map(|merge| super::merge::state(merge, lang)),
        co_authors: view.authors.iter().map(Slug::to_string).collect(),
    }
}

fn event(event: &DraftEvent, names: &Names) -> wire::DraftEvent {
    wire::DraftEvent {
        seq: event.seq,
        kind: event.deed.as_str().to_owned(),
        since: time(event.since),
        at: time(event.at),
        by: author(&event.by, names),
        note: event.note.clone(),
    }
}

fn origin(origin: &DraftOrigin) -> wire::DraftOrigin {
    let (purpose, kind, reason) = match &origin.grounds {
        Grounds::Fork { kind, reason } => ("fork", Some(kind), Some(reason)),
        Grounds::Merge { .. } => ("merge", None, None),
        Grounds::Proposal { .. } => ("proposal", None, None),
    };
    wire::DraftOrigin {
        purpose: purpose.to_owned(),
        blueprint: origin.upstream.to_string(),
        version: origin.version.to_string(),
        digest: origin.digest.to_string(),
        kind: kind.cloned(),
        reason: reason.cloned(),
    }
}

pub fn published(draft: &Draft, names: &Names, record: &VersionRecord) -> wire::DraftPublished {
    wire::DraftPublished {
        draft: item(draft, names),
        blueprint: record.id.to_string(),
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        url: version_url(record),
    }
}

/// A fork that begins as a draft.
pub fn forked(
    id: &BlueprintId,
    (draft, origin): (&Draft, &DraftOrigin),
    behind: usize,
) -> wire::ForkResult {
    let kind = match &origin.grounds {
        Grounds::Fork { kind, .. } => kind.clone(),
        Grounds::Merge { .. } | Grounds::Proposal { .. } => String::new(),
    };
    wire::ForkResult {
        blueprint: id.to_string(),
        version: draft.facts.version.as_ref().map(Version::to_string).unwrap_or_default(),
        digest: None,
        url: url(&draft.id),
        upstream: wire::Upstream {
            blueprint: origin.upstream.to_string(),
            version: origin.version.to_string(),
            digest: origin.digest.to_string(),
            kind,
            merged_through: origin.version.to_string(),
            behind,
        },
        draft: Some(draft.id.clone()),
    }
}
