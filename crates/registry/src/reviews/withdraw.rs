//! Withdrawing a review, for a reason that everybody can read. It stays on record, with the reason.

use store::Review;

use super::read::load;
use crate::{
    Access, Act, Actor, On, Refused, Registry,
    audit::{Concerning, Deed, note},
    reason,
};

/// Takes a review back, once.
pub fn review_withdraw(
    registry: &Registry,
    actor: &Actor,
    (id, reason): (&str, &str),
    at: i64,
) -> Result<Review, Refused> {
    let found = registry.store.read(|conn| load(conn, id))?;
    let wanted = (Act::WithdrawReview, On::Organisation(&found.organisation));
    actor.require(wanted.0, wanted.1)?;
    let person = actor.person().ok_or(Access::PeopleOnly)?;
    still_stands(&found)?;
    let reason = reason.trim();
    reason::check("review-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.write(|txn| {
        actor.confirm(txn, wanted, at)?;
        still_stands(&load(txn, id)?)?;
        store::review_withdraw(txn, (id, reason), (person, at))?;
        let concerning = Concerning { organisation: Some(&found.organisation), subject: Some(id) };
        note(txn, Deed::ReviewWithdrawn, Some(actor.author()), concerning, at)?;
        load(txn, id)
    })
}

fn still_stands(found: &Review) -> Result<(), Refused> {
    match found.withdrawn {
        None => Ok(()),
        Some(_) => Err(Refused::ReviewWithdrawn(found.id.clone())),
    }
}
