//! What all steps of a transfer share: who may take them, and whether there is still something to decide.

use blueprint::Slug;
use store::{
    Author, Conn, Role, Transfer, TransferState, Txn, four_eyes_get, membership_get, transfer_get,
};

use crate::{
    Actor, Refused, Registry, TransferRefused, Unknown,
    audit::{Concerning, Deed, note},
};

/// With which request, and when.
#[derive(Clone, Copy, Debug)]
pub struct TransferStep<'a> {
    pub id: &'a str,
    pub at: i64,
}

pub(super) fn found(registry: &Registry, id: &str) -> Result<Transfer, Refused> {
    registry.store.read(|conn| load(conn, id))
}

pub(super) fn load(conn: &mut Conn, id: &str) -> Result<Transfer, Refused> {
    Ok(transfer_get(conn, id)?.ok_or_else(|| Unknown::Transfer(id.to_owned()))?)
}

/// Whether there is still something to decide.
pub(super) fn still_open(transfer: &Transfer, at: i64) -> Result<(), TransferRefused> {
    match transfer.state {
        TransferState::Open if transfer.is_open(at) => Ok(()),
        TransferState::Open => Err(TransferRefused::Expired),
        ended => Err(TransferRefused::Ended(ended)),
    }
}

/// Whether whoever asked still leads the organisation that gives the blueprint away: else nobody there wants it any more.
pub(super) fn still_meant(conn: &mut Conn, transfer: &Transfer) -> Result<(), Refused> {
    let giver = &transfer.from.owner;
    let role = match &transfer.created.by {
        Author::Person(person) => membership_get(conn, giver, person)?.map(|member| member.role),
        Author::Token(_) => None,
    };
    if role < Some(Role::Owner) {
        return Err(TransferRefused::AskerLeft(giver.clone()).into());
    }
    Ok(())
}

/// The organisation that wants a second person, if one of the two does.
pub(super) fn demands_two(conn: &mut Conn, transfer: &Transfer) -> Result<Option<Slug>, Refused> {
    for organisation in [&transfer.to.owner, &transfer.from.owner] {
        if four_eyes_get(conn, organisation)? {
            return Ok(Some(organisation.clone()));
        }
    }
    Ok(None)
}

/// Writes it down for both organisations.
pub(super) fn write_down(
    txn: &mut Txn<'_>,
    (transfer, deed): (&Transfer, Deed),
    (actor, at): (&Actor, i64),
) -> Result<(), Refused> {
    let (from, to) = (&transfer.from.owner, &transfer.to.owner);
    for organisation in std::iter::once(from).chain(Some(to).filter(|to| *to != from)) {
        let concerning =
            Concerning { organisation: Some(organisation), subject: Some(&transfer.id) };
        note(txn, deed, Some(actor.author()), concerning, at)?;
    }
    Ok(())
}
