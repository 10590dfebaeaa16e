//! The drafts of an organisation.

use blueprint::Slug;
use store::{Draft, DraftPlace, DraftState, StoreError, draft_count, draft_list};

use super::{
    Names,
    names::{authors, names},
};
use crate::{Act, Actor, On, Refused, Registry, fault::fault};

/// An organisation's drafts behind `after`, those that changed last first, how many there are in all, and the names of
/// those who worked on them.
pub fn drafts(
    registry: &Registry,
    actor: &Actor,
    (organisation, state): (Option<&Slug>, Option<DraftState>),
    (after, limit): (Option<&DraftPlace>, u32),
) -> Result<(Vec<Draft>, i64, Names), Refused> {
    let organisation = meant(actor, organisation)?;
    actor.require(Act::ReadDrafts, On::Organisation(&organisation))?;
    Ok(registry.store.read(|conn| {
        let items = draft_list(conn, &organisation, state, after, limit)?;
        let names = names(conn, items.iter().flat_map(authors))?;
        Ok::<_, StoreError>((items, draft_count(conn, &organisation, state)?, names))
    })?)
}

/// The organisation that is named, or the only one whose drafts the actor may read.
fn meant(actor: &Actor, named: Option<&Slug>) -> Result<Slug, Refused> {
    if let Some(named) = named {
        return Ok(named.clone());
    }
    match <[Slug; 1]>::try_from(actor.organisations(Act::ReadDrafts)) {
        Ok([only]) => Ok(only),
        Err(_none_or_several) => Err(Refused::Invalid(vec![fault(
            "draft-organisation",
            "/organisation",
            "Nennen Sie die Organisation, deren Entwürfe Sie sehen wollen, zum Beispiel ?organisation=musterstadt.",
            "Name the organisation whose drafts you want to see, for example ?organisation=musterstadt.",
        )])),
    }
}
