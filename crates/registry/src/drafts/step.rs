//! What all steps of a draft share: who may take them, at which revision, in which state.

use std::fmt;

use blueprint::Slug;
use store::{Draft, DraftState, Stamp, Txn, draft_get};

use super::content::Target;
use crate::{
    Act, Actor, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
};

/// With which draft, and when.
#[derive(Clone, Copy, Debug)]
pub struct DraftStep<'a> {
    pub id: &'a str,
    /// When given, the draft is touched only at one of these revisions.
    pub seen: Option<&'a [i64]>,
    pub at: i64,
}

/// What somebody wants to do with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftWish {
    Save,
    /// Deciding conflicts of the merge that it came of.
    Resolve,
    Submit,
    Return,
    Approve,
    Publish,
    Discard,
}

impl DraftWish {
    pub const ALL: [Self; 7] = [
        Self::Save,
        Self::Resolve,
        Self::Submit,
        Self::Return,
        Self::Approve,
        Self::Publish,
        Self::Discard,
    ];

    /// Whether a draft in this state can be so.
    pub fn is_possible(self, state: DraftState) -> bool {
        use DraftState::{Approved, Open, Submitted};
        let states: &[DraftState] = match self {
            Self::Save | Self::Resolve | Self::Publish | Self::Discard => {
                &[Open, Submitted, Approved]
            }
            Self::Submit => &[Open],
            Self::Return => &[Submitted, Approved],
            Self::Approve => &[Submitted],
        };
        states.contains(&state)
    }

    fn act(self) -> Act {
        match self {
            Self::Save | Self::Resolve | Self::Discard => Act::WriteDraft,
            Self::Submit => Act::SubmitDraft,
            Self::Return | Self::Approve => Act::ReviewDraft,
            Self::Publish => Act::PublishDraft,
        }
    }
}

impl fmt::Display for DraftWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Save => "saved",
            Self::Resolve => "resolved",
            Self::Submit => "submitted",
            Self::Return => "returned",
            Self::Approve => "approved",
            Self::Publish => "published",
            Self::Discard => "discarded",
        })
    }
}

/// A draft with which the step may be taken, as far as could be seen.
pub(super) struct Held<'a> {
    pub(super) draft: Draft,
    pub(super) target: Target,
    actor: &'a Actor,
    step: DraftStep<'a>,
    wish: DraftWish,
}

/// The draft, for those who may read it; for all others there is none.
pub(super) fn visible(registry: &Registry, actor: &Actor, id: &str) -> Result<Draft, Refused> {
    let unknown = || Refused::from(Unknown::Draft(id.to_owned()));
    let draft = registry.store.read(|conn| draft_get(conn, id))?.ok_or_else(unknown)?;
    let target = Target::of_draft(&draft);
    actor.require(Act::ReadDrafts, target.on()).map_err(|_denied| unknown())?;
    Ok(draft)
}

/// Asks everything that can be asked before the write lock.
pub(super) fn hold<'a>(
    registry: &Registry,
    actor: &'a Actor,
    step: DraftStep<'a>,
    wish: DraftWish,
) -> Result<Held<'a>, Refused> {
    let draft = visible(registry, actor, step.id)?;
    let target = Target::of_draft(&draft);
    actor.require(wish.act(), target.on())?;
    if step.seen.is_some_and(|seen| !seen.contains(&draft.revision)) {
        return Err(Refused::DraftMoved { revision: draft.revision });
    }
    if !wish.is_possible(draft.state) {
        return Err(Refused::DraftState { state: draft.state, wish });
    }
    Ok(Held { draft, target, actor, step, wish })
}

impl Held<'_> {
    /// Asks again inside the transaction: for the permission, and whether the draft is still the same.
    pub(super) fn confirm(&self, txn: &mut Txn<'_>) -> Result<(), Refused> {
        self.actor.confirm(txn, (self.wish.act(), self.target.on()), self.step.at)?;
        let now = draft_get(txn, self.step.id)?;
        let now = now.ok_or_else(|| Unknown::Draft(self.step.id.to_owned()))?;
        if now.revision == self.draft.revision { Ok(()) } else { Err(self.lost(now.revision)) }
    }

    /// A lost race, in the terms of the one who lost it.
    pub(super) fn lost(&self, revision: i64) -> Refused {
        match self.step.seen {
            Some(_) => Refused::DraftMoved { revision },
            None => Refused::Overtaken,
        }
    }

    /// The draft and the revision that the write is conditional on.
    pub(super) fn seen(&self) -> (&str, i64) {
        (&self.draft.id, self.draft.revision)
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp { at: self.step.at, by: self.actor.author() }
    }

    pub(super) fn note(&self, txn: &mut Txn<'_>, deed: Deed) -> Result<(), Refused> {
        let organisation: &Slug = &self.draft.organisation;
        let concerning =
            Concerning { organisation: Some(organisation), subject: Some(&self.draft.id) };
        Ok(note(txn, deed, Some(self.actor.author()), concerning, self.step.at)?)
    }

    /// The draft as it is after the step.
    pub(super) fn after(&self, txn: &mut Txn<'_>) -> Result<Draft, Refused> {
        let now = draft_get(txn, self.step.id)?;
        Ok(now.ok_or_else(|| Unknown::Draft(self.step.id.to_owned()))?)
    }
}
