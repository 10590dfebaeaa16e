//! Attachments, by digest. They are uploaded before the version that names them.

use std::collections::BTreeSet;

use blueprint::{Digest, Slug};
use diesel::prelude::*;

use crate::{Conn, StoreError, Txn, conn::per_dialect, error::or_missing, row, schema::blobs};

/// An attachment's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    pub digest: Digest,
    pub media_type: String,
    pub uploaded_by: Slug,
    pub uploaded_at: i64,
    pub bytes: Vec<u8>,
}

/// An attachment to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewBlob<'a> {
    /// Of `bytes`; the caller has made sure.
    pub digest: &'a Digest,
    pub bytes: &'a [u8],
    pub media_type: &'a str,
    pub uploaded_by: &'a Slug,
    pub uploaded_at: i64,
}

/// Who uploads the same bytes again changes nothing, not even the media type.
/// [`StoreError::Missing`] without the organisation.
pub fn blob_insert(txn: &mut Txn<'_>, blob: &NewBlob<'_>) -> Result<(), StoreError> {
    let row = (
        blobs::digest.eq(blob.digest.as_bytes().as_slice()),
        blobs::size.eq(row::size(blob.bytes)),
        blobs::media_type.eq(blob.media_type),
        blobs::uploaded_by.eq(blob.uploaded_by.as_str()),
        blobs::uploaded_at.eq(blob.uploaded_at),
        blobs::bytes.eq(blob.bytes),
    );
    per_dialect!(&mut **txn, |c| diesel::insert_into(blobs::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map_err(or_missing("organisation"))?;
    Ok(())
}

pub fn blob_get(conn: &mut Conn, digest: &Digest) -> Result<Option<Blob>, StoreError> {
    let found: Option<(String, String, i64, Vec<u8>)> = blobs::table
        .find(digest.as_bytes().as_slice())
        .select((blobs::media_type, blobs::uploaded_by, blobs::uploaded_at, blobs::bytes))
        .get_result(conn)
        .optional()?;
    found
        .map(|(media_type, by, uploaded_at, bytes)| {
            let uploaded_by = row::parse(&by, "organisation")?;
            Ok(Blob { digest: *digest, media_type, uploaded_by, uploaded_at, bytes })
        })
        .transpose()
}

/// Those of `digests` that have not been uploaded, in the order given, each once.
pub fn blobs_missing(conn: &mut Conn, digests: &[Digest]) -> Result<Vec<Digest>, StoreError> {
    let mut settled = BTreeSet::new();
    for page in digests.chunks(row::PAGE) {
        let page = page.iter().map(|digest| digest.as_bytes().as_slice());
        let found: Vec<Vec<u8>> =
            blobs::table.filter(blobs::digest.eq_any(page)).select(blobs::digest).load(conn)?;
        for digest in found {
            settled.insert(row::digest(&digest)?);
        }
    }
    Ok(digests.iter().copied().filter(|digest| settled.insert(*digest)).collect())
}
