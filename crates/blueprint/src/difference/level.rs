//! How much a change asks of those who use a blueprint.

use std::{fmt, str::FromStr};

/// The part of a version number that a change raises at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing to do: text, titles, order.
    Patch,
    /// Something more to use.
    Minor,
    /// Something to adapt.
    Major,
}

/// A text that names no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a level is `patch`, `minor` or `major`")]
pub struct LevelError;

impl Level {
    pub const ALL: [Self; 3] = [Self::Patch, Self::Minor, Self::Major];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        Self::ALL.into_iter().find(|level| level.as_str() == text).ok_or(LevelError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_read_back() {
        assert!(Level::Patch < Level::Minor && Level::Minor < Level::Major);
        for level in Level::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        assert_eq!("Major".parse::<Level>(), Err(LevelError));
    }
}
