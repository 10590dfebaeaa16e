//! What the index holds of a blueprint.
//!
//! An [`Entry`] is made from a document ([`Entry::of`]) or by hand in tests; `schema` turns it into what is written.
//! Law: an entry says nothing that the document and [`Known`] do not say.

use blueprint::{BlueprintId, Lang};

use crate::facet::Facet;

/// What the index holds of one blueprint: its latest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: BlueprintId,
    /// The version described, as written.
    pub version: String,
    /// Microseconds since the Unix epoch.
    pub updated_at: i64,
    pub title: Vec<(Lang, String)>,
    pub summary: Vec<(Lang, String)>,
    /// Everything else that is worth finding, in any language.
    pub text: String,
    pub keywords: Vec<String>,
    pub service_keys: Vec<String>,
    pub facets: Vec<(Facet, String)>,
}

/// What an entry says that is not in the document.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub owner_kind: &'a str,
    pub is_deprecated: bool,
    /// Microseconds since the Unix epoch.
    pub updated_at: i64,
}

/// One step of bringing the index up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexChange {
    /// Adds the blueprint, or replaces what is held of it.
    Put(Entry),
    Remove(BlueprintId),
}
