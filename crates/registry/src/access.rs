//! Who may do what: tokens, their scopes and the blueprints they reach.
//!
//! A token acts for one organisation. Only the organisation that owns a blueprint may write to it, so a token's
//! pattern can narrow that right and never widen it.

use std::{collections::BTreeSet, fmt, str::FromStr};

use blueprint::{BlueprintId, Digest, Slug};
use store::{Token, Txn, token_by_hash, token_insert};

use crate::{Refused, Registry, Unknown};

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Publish,
    Yank,
    Adopt,
    Attest,
    Review,
    Manage,
    Read,
}

/// Why somebody may not do what they asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Access {
    #[error("no token was given")]
    Anonymous,
    #[error("the token is unknown")]
    UnknownToken,
    #[error("the token has expired")]
    Expired,
    #[error("the token was revoked")]
    Revoked,
    #[error("the token lacks the scope `{}`", .0.as_str())]
    Scope(Scope),
    #[error("the token of `{organisation}` may not write to `{blueprint}`")]
    ForeignOwner { organisation: Slug, blueprint: BlueprintId },
    #[error("the token's pattern `{pattern}` does not match `{blueprint}`")]
    Pattern { pattern: Pattern, blueprint: BlueprintId },
}

/// Which blueprints a token reaches: `mrn/*` or `mrn/handwerkerparkausweis`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    owner: Slug,
    /// `None` is `*`: all of them.
    name: Option<Slug>,
}

/// A token's secret as its holder knows it: `blp_` and 32 characters of 5 random bits each.
///
/// Invariant: the prefix lets secret scanners recognise it; it is never logged, and stored only as a digest.
pub struct Secret(String);

/// Proof that a token was good when the request came in.
#[derive(Clone, Debug)]
pub struct Actor {
    pub organisation: Slug,
    pub token: String,
    hash: Digest,
    scopes: BTreeSet<Scope>,
    pattern: Pattern,
}

/// Finds out for whom a request acts.
pub fn authenticate(registry: &Registry, secret: &Secret, now: i64) -> Result<Actor, Refused> {
    let hash = secret.hash();
    let token = registry.store.read(|conn| token_by_hash(conn, &hash))?;
    Ok(Actor::of(token, now)?)
}

/// Makes a token for an organisation and gives its secret, this once.
pub fn token_create(registry: &Registry, token: &NewToken<'_>) -> Result<Secret, Refused> {
    let secret = Secret::of(token.random);
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    let row = Token {
        id: secret.hash().hex().chars().take(12).collect(),
        organisation: token.organisation.clone(),
        scopes: scopes.join(","),
        pattern: token.pattern.to_string(),
        hash: secret.hash(),
        label: token.label.to_owned(),
        created_at: token.at,
        expires_at: token.expires_at,
        revoked_at: None,
    };
    registry.store.write(|txn| token_insert(txn, &row)).map_err(|error| match error {
        store::StoreError::Missing { .. } => {
            Refused::Unknown(Unknown::Organisation(token.organisation.clone()))
        }
        error => error.into(),
    })?;
    Ok(secret)
}

/// What a new token shall be.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    pub organisation: &'a Slug,
    pub scopes: &'a [Scope],
    pub pattern: &'a Pattern,
    pub label: &'a str,
    pub at: i64,
    pub expires_at: Option<i64>,
    /// 32 random bytes; the edge makes them.
    pub random: &'a [u8; 32],
}

impl Actor {
    fn of(token: Option<Token>, now: i64) -> Result<Self, Access> {
        let token = token.ok_or(Access::UnknownToken)?;
        if token.revoked_at.is_some() {
            return Err(Access::Revoked);
        }
        if token.expires_at.is_some_and(|end| end <= now) {
            return Err(Access::Expired);
        }
        Ok(Self {
            scopes: token.scopes.split(',').filter_map(|scope| scope.parse().ok()).collect(),
            // A pattern that cannot be read reaches nothing.
            pattern: token.pattern.parse().map_err(|_unreadable| Access::UnknownToken)?,
            organisation: token.organisation,
            token: token.id,
            hash: token.hash,
        })
    }

    /// Whether the token covers this act on this blueprint. Default is no.
    pub fn require(&self, scope: Scope, blueprint: &BlueprintId) -> Result<(), Access> {
        self.require_scope(scope)?;
        if self.organisation != blueprint.owner {
            let organisation = self.organisation.clone();
            return Err(Access::ForeignOwner { organisation, blueprint: blueprint.clone() });
        }
        if !self.pattern.matches(blueprint) {
            let pattern = self.pattern.clone();
            return Err(Access::Pattern { pattern, blueprint: blueprint.clone() });
        }
        Ok(())
    }

    pub fn require_scope(&self, scope: Scope) -> Result<(), Access> {
        if self.scopes.contains(&scope) { Ok(()) } else { Err(Access::Scope(scope)) }
    }

    /// The same token, asked again inside the transaction that writes: a revocation in between counts.
    pub(crate) fn confirm(&self, txn: &mut Txn<'_>, now: i64) -> Result<(), Refused> {
        Self::of(token_by_hash(txn, &self.hash)?, now)?;
        Ok(())
    }
}

impl Scope {
    pub const ALL: [Self; 7] = [
        Self::Publish,
        Self::Yank,
        Self::Adopt,
        Self::Attest,
        Self::Review,
        Self::Manage,
        Self::Read,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Yank => "yank",
            Self::Adopt => "adopt",
            Self::Attest => "attest",
            Self::Review => "review",
            Self::Manage => "manage",
            Self::Read => "read",
        }
    }
}

/// Not the name of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scope is one of publish, yank, adopt, attest, review, manage, read")]
pub struct UnknownScope;

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

impl Secret {
    const PREFIX: &str = "blp_";

    fn of(random: &[u8; 32]) -> Self {
        const ALPHABET: [char; 32] = [
            'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't',
            'u', 'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
        ];
        let characters =
            random.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).copied());
        Self(Self::PREFIX.chars().chain(characters).collect())
    }

    /// Reads a secret as its holder sent it. Anything can be sent; only a known digest opens a door.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the one who made it, to show it once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
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

    #[test]
    fn a_secret_has_160_random_bits_and_does_not_show_itself() {
        let secret = Secret::of(&[255; 32]);
        assert_eq!(secret.reveal().len(), 36);
        assert!(secret.reveal().starts_with("blp_"));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
