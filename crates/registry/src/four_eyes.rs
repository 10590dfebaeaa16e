//! Four eyes: an organisation may demand that a second person sees everything before it is published.
//!
//! Law: then there is no way beside a draft that somebody else submitted and somebody else saved last. Only people count:
//! a program may save and submit, and can neither approve nor publish. Whoever made a program's token is not taken for the
//! author of what it saves: what a pipeline sends was written by others.

use blueprint::Slug;
use store::{Author, Conn, Draft, StoreError, four_eyes_get, four_eyes_set};

use crate::{
    Act, Actor, FourEyes, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
};

/// Whether an organisation demands four eyes, for those who see its drafts.
pub fn four_eyes(registry: &Registry, actor: &Actor, organisation: &Slug) -> Result<bool, Refused> {
    actor.require(Act::ReadDrafts, On::Organisation(organisation))?;
    Ok(registry.store.read(|conn| four_eyes_get(conn, organisation))?)
}

/// Demands four eyes from now on, or no longer. Saying again what is so already changes nothing.
pub fn four_eyes_demand(
    registry: &Registry,
    actor: &Actor,
    (organisation, demanded): (&Slug, bool),
    at: i64,
) -> Result<(), Refused> {
    let on = On::Organisation(organisation);
    actor.require(Act::SetFourEyes, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::SetFourEyes, on), at)?;
        if four_eyes_get(txn, organisation)? == demanded {
            return Ok(());
        }
        match four_eyes_set(txn, organisation, demanded) {
            Err(StoreError::Missing { .. }) => {
                return Err(Unknown::Organisation(organisation.clone()).into());
            }
            other => other?,
        }
        let deed = if demanded { Deed::FourEyesDemanded } else { Deed::FourEyesWaived };
        let concerning = Concerning { organisation: Some(organisation), subject: None };
        Ok(note(txn, deed, Some(actor.author()), concerning, at)?)
    })
}

/// Publishing without a draft is for organisations that do not demand four eyes.
pub(crate) fn refuse_direct(conn: &mut Conn, owner: &Slug) -> Result<(), Refused> {
    if four_eyes_get(conn, owner)? { Err(FourEyes::Direct(owner.clone()).into()) } else { Ok(()) }
}

/// Whether this actor may be the second to look at a draft.
pub(crate) fn second_person(actor: &Actor, draft: &Draft) -> Result<(), FourEyes> {
    let Some(person) = actor.person() else {
        return Err(FourEyes::Token(draft.organisation.clone()));
    };
    let is_theirs = |by: &Author| by.person() == Some(person);
    let has_submitted = draft.submitted.as_ref().is_some_and(|stamp| is_theirs(&stamp.by));
    if has_submitted || is_theirs(&draft.saved.by) {
        return Err(FourEyes::Own(draft.organisation.clone()));
    }
    Ok(())
}
