//! Withdrawing a review, for a reason that everybody can read.

use store::{Review, ReviewWithdrawn};

use super::read::load;
use crate::{
    Access, Act, Actor, On, Refused, Registry,
    audit::{Concerning, Deed, note},
    reason,
};

/// Takes a review back. One that was taken back before stays as it is.
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
    let reason = reason.trim();
    reason::check("review-reason", "/reason", reason)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    registry.store.write(|txn| {
        actor.confirm(txn, wanted, at)?;
        if load(txn, id)?.withdrawn.is_none() {
            let withdrawn =
                ReviewWithdrawn { at, by: person.to_owned(), reason: reason.to_owned() };
            store::review_withdraw(txn, id, &withdrawn)?;
            let concerning =
                Concerning { organisation: Some(&found.organisation), subject: Some(id) };
            note(txn, Deed::ReviewWithdrawn, Some(actor.author()), concerning, at)?;
        }
        load(txn, id)
    })
}
