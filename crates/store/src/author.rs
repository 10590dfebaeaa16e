//! Who did something that is kept: somebody with a token, or a person who had signed in.

use crate::StoreError;

/// By the id of the token, or of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    Token(String),
    Person(String),
}

impl Author {
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Token(id) => Some(id),
            Self::Person(_) => None,
        }
    }

    pub fn person(&self) -> Option<&str> {
        match self {
            Self::Token(_) => None,
            Self::Person(id) => Some(id),
        }
    }

    /// From two columns of which exactly one is filled.
    pub(crate) fn of(token: Option<String>, person: Option<String>) -> Result<Self, StoreError> {
        match (token, person) {
            (Some(token), None) => Ok(Self::Token(token)),
            (None, Some(person)) => Ok(Self::Person(person)),
            (Some(_), Some(_)) | (None, None) => Err(StoreError::Corrupt { what: "author" }),
        }
    }
}
