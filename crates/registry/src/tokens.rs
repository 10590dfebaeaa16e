//! Tokens: what programs show to act for an organisation. People who own the organisation make them, or the operator at
//! the machine.

use blueprint::{Finding, Slug};
use store::{StoreError, Token, Txn, token_get, token_insert, token_list};

use crate::{
    Act, Actor, On, Pattern, Refused, Registry, Scope, Secret, Unknown,
    access::SecretKind,
    audit::{Concerning, Deed, note},
    fault::fault,
    organisations::refuse_ended,
};

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

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// A token that people make for themselves ends after this long at most.
const MAX_LIFE: i64 = 366 * DAY;

/// From this long before its end on, a token is said to expire soon.
const NOTICE: i64 = 30 * DAY;

const MAX_LABEL_CHARS: usize = 200;

/// Makes a token for an organisation and gives its secret, this once. For the operator at the machine.
pub fn token_create(registry: &Registry, new: &NewToken<'_>) -> Result<Secret, Refused> {
    let (secret, row) = made(new, None);
    let inserted = registry.store.write(|txn| insert(txn, &row, new.at, None));
    match inserted {
        Err(Refused::Store(StoreError::Missing { .. })) => {
            Err(Unknown::Organisation(new.organisation.clone()).into())
        }
        other => other.map(|()| secret),
    }
}

/// Makes a token for an organisation that the actor owns, and gives its secret, this once.
pub fn token_issue(
    registry: &Registry,
    actor: &Actor,
    new: &NewToken<'_>,
) -> Result<(Secret, Token), Refused> {
    let on = On::Organisation(new.organisation);
    actor.require(Act::ManageTokens, on)?;
    let findings = faults(new);
    if !findings.is_empty() {
        return Err(Refused::Invalid(findings));
    }
    let (secret, row) = made(new, actor.person());
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageTokens, on), new.at)?;
        insert(txn, &row, new.at, Some(actor))
    })?;
    Ok((secret, row))
}

/// An organisation's tokens. For the operator at the machine.
pub fn tokens(registry: &Registry, organisation: &Slug) -> Result<Vec<Token>, Refused> {
    Ok(registry.store.read(|conn| token_list(conn, organisation))?)
}

/// An organisation's tokens, for those who may see them.
pub fn tokens_of(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
) -> Result<Vec<Token>, Refused> {
    actor.require(Act::ManageTokens, On::Organisation(organisation))?;
    tokens(registry, organisation)
}

/// Makes a token useless from now on. For the operator at the machine.
pub fn token_revoke(registry: &Registry, id: &str, at: i64) -> Result<(), Refused> {
    registry.store.write(|txn| {
        let token = token_get(txn, id)?.ok_or_else(|| Unknown::Token(id.to_owned()))?;
        revoke(txn, &token, at, None)
    })
}

/// Makes a token of an organisation that the actor owns useless from now on.
pub fn token_withdraw(
    registry: &Registry,
    actor: &Actor,
    id: &str,
    at: i64,
) -> Result<(), Refused> {
    let unknown = || Refused::from(Unknown::Token(id.to_owned()));
    let token = registry.store.read(|conn| token_get(conn, id))?.ok_or_else(unknown)?;
    let on = On::Organisation(&token.organisation);
    // Whose token it is, is nobody else's business.
    actor.require(Act::ManageTokens, on).map_err(|_denied| unknown())?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageTokens, on), at)?;
        revoke(txn, &token, at, Some(actor))
    })
}

/// Whether a token that is still good will soon no longer be.
pub fn token_expires_soon(token: &Token, now: i64) -> bool {
    token.revoked_at.is_none()
        // Such a one is never renewed.
        && token.publisher.is_none()
        && token.expires_at.is_some_and(|end| now < end && end < now.saturating_add(NOTICE))
}

fn made(new: &NewToken<'_>, created_by: Option<&str>) -> (Secret, Token) {
    let secret = Secret::of(SecretKind::Token, new.random);
    let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
    let row = Token {
        id: secret.hash().hex().chars().take(12).collect(),
        organisation: new.organisation.clone(),
        scopes: scopes.join(","),
        pattern: new.pattern.to_string(),
        hash: secret.hash(),
        label: new.label.trim().to_owned(),
        created_at: new.at,
        expires_at: new.expires_at,
        revoked_at: None,
        created_by: created_by.map(str::to_owned),
        last_used_at: None,
        publisher: None,
    };
    (secret, row)
}

fn insert(txn: &mut Txn<'_>, row: &Token, at: i64, actor: Option<&Actor>) -> Result<(), Refused> {
    refuse_ended(txn, &row.organisation)?;
    token_insert(txn, row)?;
    let concerning =
        Concerning { organisation: Some(&row.organisation), subject: Some(row.id.as_str()) };
    Ok(note(txn, Deed::TokenCreated, actor.map(Actor::author), concerning, at)?)
}

fn revoke(txn: &mut Txn<'_>, token: &Token, at: i64, actor: Option<&Actor>) -> Result<(), Refused> {
    store::token_revoke(txn, &token.id, at)?;
    let concerning =
        Concerning { organisation: Some(&token.organisation), subject: Some(token.id.as_str()) };
    Ok(note(txn, Deed::TokenRevoked, actor.map(Actor::author), concerning, at)?)
}

/// Everything that is wrong with what a person asks for.
fn faults(new: &NewToken<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if new.scopes.is_empty() {
        found.push(fault(
            "token-scopes",
            "/scopes",
            "Wählen Sie mindestens ein Recht, zum Beispiel publish.",
            "Choose at least one scope, for example publish.",
        ));
    }
    if new.pattern.owner() != new.organisation {
        let organisation = new.organisation;
        found.push(fault(
            "token-pattern",
            "/pattern",
                format!("Ein Token erreicht nur Blaupausen der eigenen Organisation. Das Muster beginnt mit „{organisation}/“."),
                format!("A token reaches only blueprints of its own organisation. The pattern begins with “{organisation}/”."),
            ));
    }
    let is_bounded =
        new.expires_at.is_some_and(|end| new.at < end && end <= new.at.saturating_add(MAX_LIFE));
    if !is_bounded {
        found.push(fault(
            "token-expiry",
            "/expires_in_days",
            "Ein Token gilt 1 bis 366 Tage.",
            "A token is good for 1 to 366 days.",
        ));
    }
    if MAX_LABEL_CHARS < new.label.chars().count() {
        found.push(fault(
            "token-label",
            "/label",
            format!("Die Bezeichnung hat höchstens {MAX_LABEL_CHARS} Zeichen."),
            format!("The label has at most {MAX_LABEL_CHARS} characters."),
        ));
    }
    found
}
