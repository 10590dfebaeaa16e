//! Slugs that the operator keeps: of organisations that are to come, and of those that nobody should pass for.
//!
//! What keeps an organisation from being added is refused inside the transaction that would add it.

use blueprint::Slug;
use store::{
    ReservedSlug, StoreError, organisation_get, reserved_get, reserved_list, reserved_put,
    reserved_remove,
};

use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    audit::{Concerning, Deed, note},
    reason,
    reserved::is_reserved,
};

/// A slug to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Reservation<'a> {
    pub slug: &'a Slug,
    pub reason: &'a str,
    pub at: i64,
}

/// Keeps a slug, or keeps it for another reason. One that an organisation has is refused.
pub fn reserve(
    registry: &Registry,
    actor: &Actor,
    new: Reservation<'_>,
) -> Result<ReservedSlug, Refused> {
    let who = (Act::ReserveSlugs, On::Registry);
    actor.require(who.0, who.1)?;
    let Reservation { slug, at, .. } = new;
    let reason = new.reason.trim();
    reason::check_operating("reservation-reason", "/reason", reason)
        .map_err(|fault| Refused::Invalid(vec![fault]))?;
    if is_reserved(slug) {
        return Err(Refused::NameReserved(slug.clone()));
    }
    registry.store.write(|txn| {
        actor.confirm(txn, who, at)?;
        if organisation_get(txn, slug)?.is_some() {
            return Err(Refused::NameTaken(slug.to_string()));
        }
        let kept = ReservedSlug { slug: slug.clone(), reason: reason.to_owned(), at };
        reserved_put(txn, &kept)?;
        let concerning = Concerning { organisation: None, subject: Some(slug.as_str()) };
        note(txn, Deed::SlugReserved, Some(actor.author()), concerning, at)?;
        Ok(reserved_get(txn, slug)?.ok_or(StoreError::Corrupt { what: "reserved slug" })?)
    })
}

/// Gives a slug free.
pub fn release(registry: &Registry, actor: &Actor, slug: &Slug, at: i64) -> Result<(), Refused> {
    let who = (Act::ReserveSlugs, On::Registry);
    actor.require(who.0, who.1)?;
    registry.store.write(|txn| {
        actor.confirm(txn, who, at)?;
        match reserved_remove(txn, slug) {
            Err(StoreError::Missing { .. }) => {
                return Err(Unknown::Reservation(slug.clone()).into());
            }
            other => other?,
        }
        let concerning = Concerning { organisation: None, subject: Some(slug.as_str()) };
        Ok(note(txn, Deed::SlugReleased, Some(actor.author()), concerning, at)?)
    })
}

/// Slugs that are kept, after `after`, in order.
pub fn reservations(
    registry: &Registry,
    actor: &Actor,
    after: Option<&Slug>,
    limit: u32,
) -> Result<Vec<ReservedSlug>, Refused> {
    actor.require(Act::ReserveSlugs, On::Registry)?;
    Ok(registry.store.read(|conn| reserved_list(conn, after, limit))?)
}
