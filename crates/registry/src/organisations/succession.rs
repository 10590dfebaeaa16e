//! Organisations that went up in another: they stay, with all that they published, and get nothing new.
//!
//! Law: whatever adds to such an organisation is refused inside the transaction that would write it ([`Actor::confirm`]
//! asks about every act; making tokens, trusting CI systems and exchanging their tokens ask themselves). Withdrawing and
//! deprecating stay possible: readers are still to be warned.
//!
//! [`Actor::confirm`]: crate::Actor

use blueprint::{Finding, Slug};
use store::{Conn, Organisation, StoreError, organisation_get, succession_get};

use super::change::NewSuccession;
use crate::{Refused, fault::fault};

/// Refuses what would add to an organisation that is no more.
pub(crate) fn refuse_ended(conn: &mut Conn, organisation: &Slug) -> Result<(), Refused> {
    match succession_get(conn, organisation)? {
        None => Ok(()),
        Some(succession) => Err(Refused::Succeeded {
            organisation: organisation.clone(),
            successor: succession.successor,
        }),
    }
}

/// In which organisation this one went up in the end, if it did.
pub(crate) fn succeeded_by(
    conn: &mut Conn,
    organisation: &Slug,
) -> Result<Option<Slug>, StoreError> {
    let mut last = None;
    while let Some(next) = succession_get(conn, last.as_ref().unwrap_or(organisation))? {
        last = Some(next.successor);
    }
    Ok(last)
}

/// The organisation that takes over: it is here, another one, and has not gone up in a third.
///
/// So nobody is led in a circle: whoever takes over is not succeeded at that time, and who is succeeded takes nobody over.
pub(super) fn successor(
    conn: &mut Conn,
    current: &Organisation,
    wanted: &NewSuccession,
    findings: &mut Vec<Finding>,
) -> Result<Option<Slug>, StoreError> {
    let Some(text) = &wanted.successor else { return Ok(None) };
    let known = match text.parse::<Slug>() {
        Ok(slug) => organisation_get(conn, &slug)?,
        Err(_no_slug) => None,
    };
    let (code, at) = ("organisation-successor", "/succession/successor");
    match known.filter(|known| known.slug != current.slug) {
        None => findings.push(fault(
            code,
            at,
            format!("„{text}“ ist keine andere Organisation dieses Registers. Nennen Sie das Kürzel der Nachfolgerin, zum Beispiel musterstadt."),
            format!("“{text}” is no other organisation of this registry. Give the successor’s slug, for example musterstadt."),
        )),
        Some(known) => match known.standing.succession {
            None => return Ok(Some(known.slug)),
            Some(next) => findings.push(fault(
                code,
                at,
                format!("{text} ist selbst in {} aufgegangen. Nennen Sie diese Organisation.", next.successor),
                format!("{text} has itself gone up in {}. Give that organisation.", next.successor),
            )),
        },
    }
    Ok(None)
}
