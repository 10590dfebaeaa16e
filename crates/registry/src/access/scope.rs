//! What a token allows, and which blueprints it reaches.

use std::{fmt, str::FromStr};

use blueprint::{BlueprintId, Slug};

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Publish,
    Yank,
    Adopt,
    Attest,
    Manage,
    Read,
}

/// Not the name of a scope. There is none for reviews: people give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a scope is one of publish, yank, adopt, attest, manage, read; reviews are given by people"
)]
pub struct UnknownScope;

/// Which blueprints a token reaches: `mrn/*` or `mrn/handwerkerparkausweis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    owner: Slug,
    /// `None` is `*`: all of them.
    name: Option<Slug>,
}

impl Scope {
    pub const ALL: [Self; 6] =
        [Self::Publish, Self::Yank, Self::Adopt, Self::Attest, Self::Manage, Self::Read];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Yank => "yank",
            Self::Adopt => "adopt",
            Self::Attest => "attest",
            Self::Manage => "manage",
            Self::Read => "read",
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(UnknownScope)
    }
}

impl Pattern {
    pub fn matches(&self, blueprint: &BlueprintId) -> bool {
        self.owner == blueprint.owner
            && self.name.as_ref().is_none_or(|name| *name == blueprint.name)
    }

    /// The organisation whose blueprints it names.
    pub fn owner(&self) -> &Slug {
        &self.owner
    }
}

impl FromStr for Pattern {
    type Err = blueprint::IdError;

    fn from_str(text: &str) -> Result<Self, blueprint::IdError> {
        if let Some(owner) = text.strip_suffix("/*") {
            return Ok(Self { owner: owner.parse()?, name: None });
        }
        let BlueprintId { owner, name } = text.parse()?;
        Ok(Self { owner, name: Some(name) })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{}/{name}", self.owner),
            None => write!(f, "{}/*", self.owner),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reaches_what_it_names() {
        let all: Pattern = "mrn/*".parse().unwrap();
        let one: Pattern = "mrn/hundesteuer".parse().unwrap();
        let (hund, gewerbe) = ("mrn/hundesteuer".parse().unwrap(), "mrn/gewerbe".parse().unwrap());
        assert!(all.matches(&hund) && all.matches(&gewerbe));
        assert!(one.matches(&hund) && !one.matches(&gewerbe));
        assert!(!all.matches(&"mannheim/gewerbe".parse().unwrap()));
        assert!("*".parse::<Pattern>().is_err() && "*/*".parse::<Pattern>().is_err());
    }
}
