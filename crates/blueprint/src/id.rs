//! Names: of organisations, of blueprints, of things inside a document.

use std::{fmt, str::FromStr};

/// The name of an organisation or of a blueprint within one: `handwerkerparkausweis`.
///
/// Invariant: 1 to 64 bytes, `^[a-z][a-z0-9-]{0,63}$`. Hence safe in a path, a file name and HTML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The name of a blueprint across the registry: `mrn/handwerkerparkausweis`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlueprintId {
    /// The organisation that publishes it.
    pub owner: Slug,
    /// Its name within that organisation.
    pub name: Slug,
}

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("a name has 1 to 64 characters")]
    Length,
    #[error("a name starts with a letter and has only a to z, 0 to 9 and hyphens")]
    Characters,
    #[error("a blueprint is named `owner/name`")]
    Parts,
}

impl Slug {
    const MAX_LEN: usize = 64;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = IdError;

    fn from_str(s: &str) -> Result<Self, IdError> {
        if s.is_empty() || Self::MAX_LEN < s.len() {
            return Err(IdError::Length);
        }
        let starts_with_letter = s.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        let well_formed =
            s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if starts_with_letter && well_formed {
            Ok(Self(s.to_owned()))
        } else {
            Err(IdError::Characters)
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl BlueprintId {
    pub fn new(owner: Slug, name: Slug) -> Self {
        Self { owner, name }
    }
}

impl FromStr for BlueprintId {
    type Err = IdError;

    fn from_str(s: &str) -> Result<Self, IdError> {
        let (owner, name) = s.split_once('/').ok_or(IdError::Parts)?;
        Ok(Self { owner: owner.parse()?, name: name.parse()? })
    }
}

impl fmt::Display for BlueprintId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_and_starts_with_a_letter() {
        assert_eq!("mrn".parse::<Slug>().unwrap().as_str(), "mrn");
        assert_eq!("a".repeat(64).parse::<Slug>().unwrap().as_str().len(), 64);
        assert_eq!("".parse::<Slug>(), Err(IdError::Length));
        assert_eq!("a".repeat(65).parse::<Slug>(), Err(IdError::Length));
        for bad in ["Mrn", "1a", "-a", "a_b", "a/b", "ä", "a b"] {
            assert_eq!(bad.parse::<Slug>(), Err(IdError::Characters), "{bad}");
        }
    }

    #[test]
    fn a_blueprint_is_named_by_owner_and_name() {
        let id: BlueprintId = "mrn/handwerkerparkausweis".parse().unwrap();
        assert_eq!(id.to_string(), "mrn/handwerkerparkausweis");
        assert_eq!("mrn".parse::<BlueprintId>(), Err(IdError::Parts));
        assert_eq!("mrn/a/b".parse::<BlueprintId>(), Err(IdError::Characters));
    }
}
