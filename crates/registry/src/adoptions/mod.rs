//! Adoptions: the record that an organisation uses a blueprint, or means to, a use case a file.
//!
//! Law: an organisation has one record for a blueprint, at whichever address its version is ([`crate::moves`]); a record is
//! made and changed at the address that the blueprint has by now. Who uses what is public; the values that were set and the
//! note are the organisation's own.

mod checks;
mod put;
mod read;
mod remove;

use std::collections::BTreeMap;

use blueprint::Slug;
use serde_json::Value;
use store::{Adoption, Conn, StoreError, adoption_get, adoption_parameters};

use crate::{Head, Refused};

pub use put::{AdoptionRequest, AdoptionWish, Recorded, adopt, adoption_examine};
pub(crate) use read::adoption_counts_of;
pub use read::{
    Adopters, AdoptionView, Newer, OwnAdoption, adoptable, adopters, adoption, adoptions_behind,
    adoptions_of,
};
pub use remove::{Removal, adoption_remove};

/// An adoption with all that the organisation said.
#[derive(Clone, Debug, PartialEq)]
pub struct FullAdoption {
    pub adoption: Adoption,
    /// By parameter.
    pub parameters: BTreeMap<String, Value>,
}

/// The organisation's record of a blueprint, at whichever of its addresses.
fn load(
    conn: &mut Conn,
    organisation: &Slug,
    head: &Head,
) -> Result<Option<FullAdoption>, Refused> {
    for place in head.addresses() {
        let Some(adoption) = adoption_get(conn, organisation, place)? else { continue };
        let set = adoption_parameters(conn, organisation, place)?;
        let read = |(id, json): (String, String)| {
            let value = serde_json::from_str(&json);
            Ok((id, value.map_err(|_unreadable| StoreError::Corrupt { what: "adoption" })?))
        };
        let parameters = set.into_iter().map(read).collect::<Result<_, StoreError>>()?;
        return Ok(Some(FullAdoption { adoption, parameters }));
    }
    Ok(None)
}
