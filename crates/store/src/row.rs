//! From columns back to the model. A value that the model does not know is [`StoreError::Corrupt`].

use std::str::FromStr;

use blueprint::{BlueprintId, Digest};

use crate::StoreError;

/// How many ids or digests one statement names: databases limit the values bound to it.
pub(crate) const PAGE: usize = 100;

pub(crate) fn parse<T: FromStr>(text: &str, what: &'static str) -> Result<T, StoreError> {
    text.parse().or(Err(StoreError::Corrupt { what }))
}

pub(crate) fn parse_option<T: FromStr>(
    text: Option<&str>,
    what: &'static str,
) -> Result<Option<T>, StoreError> {
    text.map(|text| parse(text, what)).transpose()
}

pub(crate) fn blueprint_id(owner: &str, name: &str) -> Result<BlueprintId, StoreError> {
    Ok(BlueprintId { owner: parse(owner, "blueprint name")?, name: parse(name, "blueprint name")? })
}

pub(crate) fn digest(bytes: &[u8]) -> Result<Digest, StoreError> {
    Digest::try_from(bytes).or(Err(StoreError::Corrupt { what: "digest" }))
}

/// The size of something held in memory, which no address space lets exceed an `i64`.
pub(crate) fn size(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}
