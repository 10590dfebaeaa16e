//! The same request with the same key is answered the same again, and done once.

use blueprint::{Digest, Finding, Slug};
use store::{Remembered, Txn, idempotency_get, idempotency_put};

use crate::{Refused, Registry, fault::fault};

const MAX_KEY_BYTES: usize = 255;

/// A request that may come again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeatable<'a> {
    pub(crate) organisation: &'a Slug,
    /// `None`: the sender will not know it again.
    pub(crate) key: Option<&'a str>,
    /// What makes two requests the same.
    pub(crate) fingerprint: Digest,
}

pub(crate) fn check(key: Option<&str>) -> Option<Finding> {
    let is_fit = key.is_none_or(|key| !key.is_empty() && key.len() <= MAX_KEY_BYTES);
    (!is_fit).then(|| {
        fault(
            "idempotency-key",
            "",
            format!("Der Idempotency-Key hat 1 bis {MAX_KEY_BYTES} Zeichen."),
            format!("The Idempotency-Key has 1 to {MAX_KEY_BYTES} characters."),
        )
    })
}

/// What came of the request the first time.
pub(crate) fn recall(
    registry: &Registry,
    request: Repeatable<'_>,
) -> Result<Option<String>, Refused> {
    let Some(key) = request.key else { return Ok(None) };
    let earlier = registry.store.read(|conn| idempotency_get(conn, request.organisation, key))?;
    match earlier {
        None => Ok(None),
        Some(earlier) if earlier.request != request.fingerprint => Err(Refused::KeyReused),
        Some(earlier) => Ok(Some(String::from_utf8_lossy(&earlier.body).into_owned())),
    }
}

/// Keeps what came of it, in the transaction that does it.
pub(crate) fn remember(
    txn: &mut Txn<'_>,
    request: Repeatable<'_>,
    (outcome, at): (&str, i64),
) -> Result<(), Refused> {
    let Some(key) = request.key else { return Ok(()) };
    let (request_digest, body) = (request.fingerprint, outcome.as_bytes().to_vec());
    let answer = Remembered { request: request_digest, status: 201, body, at };
    Ok(idempotency_put(txn, request.organisation, key, &answer)?)
}
