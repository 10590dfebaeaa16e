//! Attachments: bytes under their digest, uploaded before the document that names them.

use blueprint::Digest;
use store::{Blob, NewBlob, blob_get, blob_insert};

use crate::{Actor, Refused, Registry, Scope, Unknown};

/// Larger files belong into a document store of their own.
pub const MAX_BLOB_BYTES: usize = 16 << 20;

/// Keeps the bytes when they have the digest they claim. Doing it twice is harmless.
pub fn blob_put(
    registry: &Registry,
    actor: &Actor,
    digest: Digest,
    bytes: &[u8],
    (media_type, at): (&str, i64),
) -> Result<(), Refused> {
    actor.require_scope(Scope::Publish)?;
    if MAX_BLOB_BYTES < bytes.len() {
        return Err(Refused::TooLarge { limit: MAX_BLOB_BYTES, actual: bytes.len() });
    }
    let actual = Digest::of(bytes);
    if actual != digest {
        return Err(Refused::DigestDiffers { expected: digest, actual });
    }
    let blob = NewBlob {
        digest: &digest,
        media_type,
        uploaded_by: &actor.organisation,
        uploaded_at: at,
        bytes,
    };
    registry.store.write(|txn| {
        actor.confirm(txn, at)?;
        Ok(blob_insert(txn, &blob)?)
    })
}

pub fn blob(registry: &Registry, digest: Digest) -> Result<Blob, Refused> {
    let blob = registry.store.read(|conn| blob_get(conn, &digest))?;
    Ok(blob.ok_or(Unknown::Blob(digest))?)
}
