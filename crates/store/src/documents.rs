//! The canonical bytes of versions, compressed, once per digest.
//!
//! What was hashed is what is stored; nothing here looks into a document.

use blueprint::Digest;
use diesel::prelude::*;

use crate::{Conn, StoreError, Txn, conn::per_dialect, row, schema::documents};

/// A document as it lies in the store and travels to those who take it compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Of the canonical bytes.
    pub digest: Digest,
    /// How many canonical bytes there are.
    pub size: i64,
    /// The canonical bytes, as one zstd frame.
    pub zstd: Vec<u8>,
}

impl StoredDocument {
    /// Where zstd's curve bends for JSON of this size: higher levels cost much and save little.
    const LEVEL: i32 = 6;

    /// Belongs before the transaction, as it takes longer than the writing.
    pub fn compress(canonical: &[u8]) -> Result<Self, StoreError> {
        let zstd = zstd::bulk::compress(canonical, Self::LEVEL)
            .map_err(|error| StoreError::Unexpected(Box::new(error)))?;
        Ok(Self { digest: Digest::of(canonical), size: row::size(canonical), zstd })
    }

    /// The canonical bytes. Never more than `size`, and only those that the digest is of.
    pub fn decompress(&self) -> Result<Vec<u8>, StoreError> {
        const DAMAGED: StoreError = StoreError::Corrupt { what: "document" };

        let size = usize::try_from(self.size).or(Err(DAMAGED))?;
        let canonical = zstd::bulk::decompress(&self.zstd, size).or(Err(DAMAGED))?;
        if canonical.len() != size || Digest::of(&canonical) != self.digest {
            return Err(DAMAGED);
        }
        Ok(canonical)
    }
}

pub fn document_get(
    conn: &mut Conn,
    digest: &Digest,
) -> Result<Option<StoredDocument>, StoreError> {
    let found: Option<(i64, Vec<u8>)> = documents::table
        .find(digest.as_bytes().as_slice())
        .select((documents::size, documents::zstd))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(size, zstd)| StoredDocument { digest: *digest, size, zstd }))
}

/// Storing the same bytes again is harmless.
pub(crate) fn document_insert(
    txn: &mut Txn<'_>,
    document: &StoredDocument,
) -> Result<(), StoreError> {
    let row = (
        documents::digest.eq(document.digest.as_bytes().as_slice()),
        documents::size.eq(document.size),
        documents::zstd.eq(&document.zstd),
    );
    per_dialect!(&mut **txn, |c| {
        diesel::insert_into(documents::table).values(row).on_conflict_do_nothing().execute(c)?
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_as_it_was() {
        for canonical in [b"".as_slice(), b"{}", &b"{\"a\":\"\xc3\xa4\"}".repeat(10_000)] {
            let stored = StoredDocument::compress(canonical).unwrap();
            assert_eq!(stored.decompress().unwrap(), canonical);
        }
    }

    #[test]
    fn repetition_is_compressed() {
        let stored = StoredDocument::compress(&b"Parkausweis ".repeat(1_000)).unwrap();
        assert_eq!(stored.size, 12_000);
        assert!(stored.zstd.len() < 100, "{}", stored.zstd.len());
    }

    #[test]
    fn damage_is_noticed() {
        let whole = StoredDocument::compress(b"{\"title\":\"Hundesteuer\"}").unwrap();
        let other = Digest::of(b"other");
        for damaged in [
            StoredDocument { zstd: b"no frame".to_vec(), ..whole.clone() },
            StoredDocument { size: whole.size - 1, ..whole.clone() },
            StoredDocument { size: whole.size + 1, ..whole.clone() },
            StoredDocument { size: -1, ..whole.clone() },
            StoredDocument { digest: other, ..whole.clone() },
        ] {
            assert!(matches!(damaged.decompress(), Err(StoreError::Corrupt { what: "document" })));
        }
    }
}
