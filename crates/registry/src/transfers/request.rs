//! Asking for a move, by the organisation that gives.

use blueprint::{BlueprintId, Digest, Finding};
use store::{Stamp, Transfer, TransferState, transfer_insert, transfer_open};

use super::{
    plan::Plan,
    step::{demands_two, found, load, write_down},
};
use crate::{
    Act, Actor, On, Refused, Registry, TransferRefused,
    access::random_id,
    audit::Deed,
    fault::fault,
    idempotency::{self, Repeatable, recall, remember},
    reason,
};

/// How long a request waits, in microseconds: 30 days.
pub const TRANSFER_LIFE: i64 = 30 * 24 * 60 * 60 * 1_000_000;

/// A move that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct NewTransfer<'a> {
    pub from: &'a BlueprintId,
    pub to: &'a BlueprintId,
    pub reason: &'a str,
    /// The same key with the same request gives the same transfer again.
    pub idempotency_key: Option<&'a str>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// Asks for a move. Within one organisation it is made at once, unless that demands four eyes.
pub fn transfer_request(
    registry: &Registry,
    actor: &Actor,
    new: &NewTransfer<'_>,
) -> Result<Transfer, Refused> {
    let NewTransfer { from, to, at, .. } = *new;
    let on = On::Blueprint(from);
    actor.require(Act::MoveBlueprint, on)?;
    faults(new)?;
    let reason = new.reason.trim();
    let text = format!("transfer\n{from}\n{to}\n{reason}");
    let repeatable = Repeatable {
        organisation: &from.owner,
        key: new.idempotency_key,
        fingerprint: Digest::of(text.as_bytes()),
    };
    if let Some(earlier) = recall(registry, repeatable)? {
        return found(registry, &earlier);
    }
    // Everything that would stand against the move is said now, to those who can still choose another name.
    let plan = Plan::of(registry, (from, to), at)?;
    let transfer = Transfer {
        id: random_id(new.random),
        from: from.clone(),
        to: to.clone(),
        reason: reason.to_owned(),
        state: TransferState::Open,
        created: Stamp { at, by: actor.author() },
        expires_at: at.saturating_add(TRANSFER_LIFE),
        decided: None,
        answer: None,
        version: None,
    };
    let written = registry.store.write(|txn| {
        actor.confirm(txn, (Act::MoveBlueprint, on), at)?;
        if transfer_open(txn, from, at)?.is_some() {
            return Err(TransferRefused::Waiting(from.clone()).into());
        }
        transfer_insert(txn, &transfer)?;
        write_down(txn, (&transfer, Deed::TransferRequested), (actor, at))?;
        if from.owner == to.owner && demands_two(txn, &transfer)?.is_none() {
            plan.carry_out(txn, (&transfer, None), (&actor.author(), at))?;
            write_down(txn, (&transfer, Deed::TransferAccepted), (actor, at))?;
        }
        remember(txn, repeatable, (&transfer.id, at))?;
        load(txn, &transfer.id)
    });
    plan.forget(registry);
    written
}

fn faults(new: &NewTransfer<'_>) -> Result<(), Refused> {
    let mut findings: Vec<Finding> = idempotency::check(new.idempotency_key).into_iter().collect();
    findings.extend(reason::check("transfer-reason", "/reason", new.reason).err());
    if new.from == new.to {
        findings.push(fault(
            "transfer-address",
            "/to_name",
            "Unter dieser Adresse steht die Blaupause schon. Nennen Sie eine andere Organisation oder einen anderen Namen.",
            "The blueprint is at this address already. Give another organisation or another name.",
        ));
    }
    if findings.is_empty() { Ok(()) } else { Err(Refused::Invalid(findings)) }
}
