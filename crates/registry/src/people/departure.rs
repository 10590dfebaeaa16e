//! Signing in at an identity provider: what is kept while somebody is there.
//!
//! The browser keeps a secret, the store what the answer must match. Both are good once and for ten minutes, so that
//! an answer that somebody else began, or that comes a second time, finds nothing.

use store::{Departure, departure_forget, departure_insert, departure_take};

use crate::{Refused, Registry, Secret, access::SecretKind};

/// Somebody who is sent to a provider.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'a> {
    /// Which provider, by its name here.
    pub provider: &'a str,
    /// What the answer must match.
    pub pending: &'a str,
    /// Where they wanted to go.
    pub next: &'a str,
    pub at: i64,
}

/// So long may somebody look for their password.
pub const DEPARTURE_LIFE: i64 = 10 * 60 * 1_000_000;

/// Remembers somebody who is sent away, and gives the secret by which they are known again.
pub fn depart(
    registry: &Registry,
    leaving: Leaving<'_>,
    random: &[u8; 32],
) -> Result<Secret, Refused> {
    let secret = Secret::of(SecretKind::Departure, random);
    let departure = Departure {
        hash: secret.hash(),
        provider: leaving.provider.to_owned(),
        pending: leaving.pending.to_owned(),
        next: leaving.next.to_owned(),
        expires_at: leaving.at.saturating_add(DEPARTURE_LIFE),
    };
    registry.store.write(|txn| {
        departure_forget(txn, leaving.at)?;
        departure_insert(txn, &departure)
    })?;
    Ok(secret)
}

/// Who comes back with this secret, once.
pub fn come_back(
    registry: &Registry,
    secret: &Secret,
    now: i64,
) -> Result<Option<Departure>, Refused> {
    Ok(registry.store.write(|txn| departure_take(txn, &secret.hash(), now))?)
}
