//! Attachments: bytes under their digest, uploaded before the document that names them.

use blueprint::{Digest, Slug};
use store::{Blob, NewBlob, blob_get, blob_insert};

use crate::{Act, Actor, On, Refused, Registry, Unknown, fault::fault};

/// Larger files belong into a document store of their own.
pub const MAX_BLOB_BYTES: usize = 16 << 20;

/// An attachment to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// What the bytes claim to be.
    pub digest: Digest,
    pub bytes: &'a [u8],
    pub media_type: &'a str,
    /// Who keeps it; may be left out by those who act for one organisation only.
    pub organisation: Option<&'a Slug>,
    pub at: i64,
}

/// Keeps the bytes when they have the digest they claim. Doing it twice is harmless.
pub fn blob_put(registry: &Registry, actor: &Actor, upload: Upload<'_>) -> Result<(), Refused> {
    let Upload { digest, bytes, media_type, at, .. } = upload;
    let organisation = keeper(actor, upload.organisation)?;
    let on = On::Organisation(&organisation);
    actor.require(Act::UploadBlob, on)?;
    if MAX_BLOB_BYTES < bytes.len() {
        return Err(Refused::TooLarge { limit: MAX_BLOB_BYTES, actual: bytes.len() });
    }
    let actual = Digest::of(bytes);
    if actual != digest {
        return Err(Refused::DigestDiffers { expected: digest, actual });
    }
    let blob =
        NewBlob { digest: &digest, media_type, uploaded_by: &organisation, uploaded_at: at, bytes };
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::UploadBlob, on), at)?;
        Ok(blob_insert(txn, &blob)?)
    })
}

/// The organisation that is named, or the only one for which it can be.
fn keeper(actor: &Actor, named: Option<&Slug>) -> Result<Slug, Refused> {
    if let Some(named) = named {
        return Ok(named.clone());
    }
    let candidates = actor
        .home()
        .map_or_else(|| actor.organisations(Act::UploadBlob), |home| vec![home.clone()]);
    match <[Slug; 1]>::try_from(candidates) {
        Ok([only]) => Ok(only),
        Err(_none_or_several) => Err(Refused::Invalid(vec![fault(
            "upload-organisation",
            "/organisation",
            "Nennen Sie die Organisation, für die Sie die Datei hochladen, zum Beispiel ?organisation=musterstadt.",
            "Name the organisation for which you upload the file, for example ?organisation=musterstadt.",
        )])),
    }
}

pub fn blob(registry: &Registry, digest: Digest) -> Result<Blob, Refused> {
    let blob = registry.store.read(|conn| blob_get(conn, &digest))?;
    Ok(blob.ok_or(Unknown::Blob(digest))?)
}
