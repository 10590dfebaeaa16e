//! Withdrawing an attestation, by the organisation that tested. It stays readable, with the reason.

use store::{Attestation, Stamp, attestation_withdraw as withdraw};

use super::{attestation, load};
use crate::{
    Access, Act, Actor, On, Refused, Registry,
    audit::{Concerning, Deed, note},
    reason,
};

/// Takes an attestation back. Whoever went up in another organisation may still do that: readers are to be warned.
pub fn attestation_withdraw(
    registry: &Registry,
    actor: &Actor,
    (id, reason): (&str, &str),
    at: i64,
) -> Result<Attestation, Refused> {
    let found = attestation(registry, id)?;
    let organisation = &found.organisation;
    let on = On::said(organisation, &found.blueprint);
    actor.require(Act::WithdrawAttestation, on)?;
    still_stands(&found)?;
    reason::check("attestation-reason", "/reason", reason)
        .map_err(|fault| Refused::Invalid(vec![fault]))?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::WithdrawAttestation, on), at)?;
        still_stands(&load(txn, id)?)?;
        withdraw(txn, (id, reason.trim()), &Stamp { at, by: actor.author() })?;
        let concerning = Concerning { organisation: Some(organisation), subject: Some(id) };
        note(txn, Deed::AttestationWithdrawn, Some(actor.author()), concerning, at)?;
        load(txn, id)
    })
}

/// Whether somebody may withdraw it; pages ask before they offer it.
pub fn attestation_may_withdraw(actor: &Actor, found: &Attestation) -> Result<(), Access> {
    actor.require(Act::WithdrawAttestation, On::said(&found.organisation, &found.blueprint))
}

fn still_stands(found: &Attestation) -> Result<(), Refused> {
    match found.withdrawn {
        None => Ok(()),
        Some(_) => Err(Refused::AttestationWithdrawn(found.id.clone())),
    }
}
