//! What a draft holds: a JSON object within the limits of a document, and what it says of itself.

use blueprint::{BlueprintId, Parsed, Slug, Syntax, VersionRef, parse};
use semver::Version;
use serde_json::Value;
use store::{Draft, DraftFacts, StoredDocument};

use crate::{On, Refused};

/// Lists show no more of a title.
const TITLE_CHARS: usize = 200;

/// A draft's document, ready to be kept.
pub(super) struct Content {
    pub(super) stored: StoredDocument,
    pub(super) facts: DraftFacts,
}

impl Content {
    /// From what an author sent.
    pub(super) fn read(body: &[u8], syntax: Syntax) -> Result<Self, Refused> {
        Self::of(&parse(body, syntax).map_err(|error| Refused::Invalid(vec![error.finding()]))?)
    }

    /// From a value that somebody put together; it is held to the same limits.
    pub(super) fn built(value: Value) -> Result<Self, Refused> {
        let parsed = Parsed::of(value).map_err(|error| Refused::Invalid(vec![error.finding()]))?;
        Self::read(parsed.canonical(), Syntax::Json)
    }

    fn of(parsed: &Parsed) -> Result<Self, Refused> {
        let stored = StoredDocument::compress(parsed.canonical())?;
        Ok(Self { stored, facts: facts(parsed.value()) })
    }
}

/// The document of a draft as it is kept.
pub(super) fn unpack(stored: &StoredDocument) -> Result<Parsed, Refused> {
    let canonical = stored.decompress()?;
    parse(&canonical, Syntax::Json).map_err(|error| Refused::Invalid(vec![error.finding()]))
}

fn facts(document: &Value) -> DraftFacts {
    let title = document.pointer("/title/de").and_then(Value::as_str).map(str::trim);
    DraftFacts {
        name: text(document, "name").and_then(|name| name.parse().ok()),
        version: version(document),
        title: title
            .filter(|title| !title.is_empty())
            .map(|title| title.chars().take(TITLE_CHARS).collect()),
    }
}

pub(super) fn text<'d>(document: &'d Value, member: &str) -> Option<&'d str> {
    document.get(member).and_then(Value::as_str)
}

pub(super) fn version(document: &Value) -> Option<Version> {
    text(document, "version").and_then(|text| VersionRef::exact(text).ok())
}

/// What a draft is for, as far as it is known: whose permission to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Organisation(Slug),
    Blueprint(BlueprintId),
}

impl Target {
    pub(super) fn of(organisation: &Slug, name: Option<&Slug>) -> Self {
        match name {
            None => Self::Organisation(organisation.clone()),
            Some(name) => {
                Self::Blueprint(BlueprintId { owner: organisation.clone(), name: name.clone() })
            }
        }
    }

    pub(super) fn of_draft(draft: &Draft) -> Self {
        Self::of(&draft.organisation, draft.facts.name.as_ref())
    }

    pub(super) fn on(&self) -> On<'_> {
        match self {
            Self::Organisation(organisation) => On::Organisation(organisation),
            Self::Blueprint(id) => On::Blueprint(id),
        }
    }
}
