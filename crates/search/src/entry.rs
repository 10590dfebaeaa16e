//! What the index holds of a blueprint.
//!
//! An [`Entry`] is made from a document ([`Entry::of`]) or by hand in tests; `schema` turns it into what is written.
//! Law: an entry says nothing that the document and [`Known`] do not say.

use blueprint::fit::Facts;
use blueprint::maturity::Earned;
use blueprint::{BlueprintId, Lang, Slug};

use crate::facet::Facet;
use crate::section::Section;

/// What the index holds of one blueprint: its latest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: BlueprintId,
    /// The version described, as written.
    pub version: String,
    /// Microseconds since the Unix epoch.
    pub updated_at: i64,
    /// All that is worth finding, in the order in which a match should be shown.
    pub passages: Vec<Passage>,
    pub service_keys: Vec<String>,
    pub facets: Vec<(Facet, String)>,
    pub standing: Standing,
    pub population: Population,
    /// What the verdict on its fit depends on.
    pub facts: Box<Facts>,
}

/// A stretch of text that belongs together: a title, a step's name, a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub section: Section,
    pub lang: Lang,
    pub text: String,
}

/// What raises or lowers a blueprint among others that say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub maturity: Earned,
    /// Organisations that use it.
    pub adoptions: u32,
    pub is_deprecated: bool,
    /// The day by which it is to be reviewed, in days since the Unix epoch.
    pub review_by: Option<i64>,
}

/// The sizes of towns that a blueprint is made for; what is absent is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Population {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

/// What an entry says that is not in the document.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub owner_name: &'a str,
    pub owner_kind: &'a str,
    pub is_deprecated: bool,
    /// The day of the next review as the owner said it last, `YYYY-MM-DD`; otherwise the document's counts.
    pub review_by: Option<&'a str>,
    /// Microseconds since the Unix epoch.
    pub updated_at: i64,
    pub maturity: Earned,
    /// The organisations that use it, each once.
    pub adopters: &'a [Slug],
}

/// One step of bringing the index up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexChange {
    /// Adds the blueprint, or replaces what is held of it.
    Put(Entry),
    Remove(BlueprintId),
}

impl Entry {
    /// The texts of a section, each with its language.
    pub(crate) fn texts(&self, section: Section) -> impl Iterator<Item = (Lang, &str)> {
        let of_section = self.passages.iter().filter(move |passage| passage.section == section);
        of_section.map(|passage| (passage.lang, passage.text.as_str()))
    }
}
