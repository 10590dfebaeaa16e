//! One draft, with everything that is to be said of it.

use blueprint::Slug;
use serde_json::Value;
use store::{
    Draft, DraftEvent, DraftOrigin, DraftState, draft_authors, draft_event_count, draft_events,
    draft_read,
};

use super::{
    DraftMerge, Names, Outlook,
    content::unpack,
    merging::{Grown, Joined},
    names::{authors, names},
    outlook::judge,
    step::visible,
};
use crate::{Actor, Refused, Registry, Unknown};

/// A draft as those see it who work on it.
#[derive(Debug)]
pub struct DraftView {
    pub draft: Draft,
    pub document: Value,
    /// Empty when the draft is published or discarded: nothing more comes of it.
    pub outlook: Outlook,
    /// The latest entries, the newest first.
    pub history: Vec<DraftEvent>,
    /// How many there are in all.
    pub n_events: i64,
    pub origin: Option<DraftOrigin>,
    /// What is left to decide, when it came of a merge and is not done with.
    pub merge: Option<DraftMerge>,
    /// Organisations that have a share in it.
    pub authors: Vec<Slug>,
    pub names: Names,
}

/// More of a history is on record, but not shown.
const EVENTS_SHOWN: u32 = 50;

pub fn draft(registry: &Registry, actor: &Actor, id: &str, at: i64) -> Result<DraftView, Refused> {
    visible(registry, actor, id)?;
    let unknown = || Refused::from(Unknown::Draft(id.to_owned()));
    let (draft, stored) = registry.store.read(|conn| draft_read(conn, id))?.ok_or_else(unknown)?;
    let parsed = unpack(&stored)?;
    let document = parsed.value().clone();
    let grown = Grown::of(registry, &draft)?;
    let outlook = match draft.state {
        DraftState::Published | DraftState::Discarded => Outlook::default(),
        DraftState::Open | DraftState::Submitted | DraftState::Approved => {
            let reason = draft.override_reason.clone();
            judge(registry, (&draft, parsed, &grown), reason.as_deref(), at)?.outlook()
        }
    };
    let Grown { origin, joined } = grown;
    let merge = joined.map(Joined::shown);
    registry.store.read(|conn| {
        let history = draft_events(conn, id, EVENTS_SHOWN)?;
        let by = history.iter().map(|event| &event.by).chain(authors(&draft));
        let names = names(conn, by)?;
        Ok(DraftView {
            n_events: draft_event_count(conn, id)?,
            origin,
            merge,
            authors: draft_authors(conn, id)?,
            names,
            draft,
            document,
            outlook,
            history,
        })
    })
}
