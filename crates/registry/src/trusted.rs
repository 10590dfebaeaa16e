//! Trusted publishing: a CI system shows a token of its own issuer, and gets one of ours for a quarter of an hour.
//!
//! That the token is genuine is the edge's to prove; which organisation trusts what it says is decided here.
//!
//! Law: a token is exchanged once. What was given in exchange ends when the trust is taken back.

mod faults;

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{Finding, Slug};
use store::{
    StoreError, Token, TrustedPublisher, Txn, exchange_forget, exchange_remember, token_forget,
    token_insert, token_revoke_exchanged, trusted_publisher_get, trusted_publisher_insert,
    trusted_publisher_list, trusted_publishers_of_issuer,
};

use crate::{
    Act, Actor, On, Pattern, Refused, Registry, Scope, Secret, Unknown,
    access::{SecretKind, random_id},
    audit::{Concerning, Deed, note},
    organisations::refuse_ended,
};

/// A CI system that an organisation wants to trust.
#[derive(Clone, Copy, Debug)]
pub struct NewTrustedPublisher<'a> {
    pub organisation: &'a Slug,
    pub issuer: &'a str,
    pub audience: &'a str,
    /// What the issuer's tokens must say, by name.
    pub claims: &'a BTreeMap<String, String>,
    pub scopes: &'a [Scope],
    pub pattern: &'a Pattern,
    pub label: &'a str,
    /// What the edge has found wrong already: it knows which issuers may be asked.
    pub findings: &'a [Finding],
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// What a CI system has proven of itself.
#[derive(Clone, Debug)]
pub struct Proof<'a> {
    pub issuer: &'a str,
    /// For whom the token was made, as far as somebody here asked for it.
    pub audiences: &'a BTreeSet<String>,
    pub subject: &'a str,
    pub claims: &'a BTreeMap<String, String>,
    /// The same for the same token, another for any other.
    pub id: &'a [u8; 32],
    pub expires_at: i64,
}

/// Why a token was not exchanged, though it may be genuine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeRefused {
    #[error("nobody trusts the issuer")]
    Issuer,
    #[error("nobody trusts what the token says")]
    Claims,
    /// Several organisations do, and the request names none.
    #[error("several organisations trust what the token says")]
    Ambiguous,
    #[error("the token has been exchanged before")]
    Replayed,
}

/// So long is a token good that was given in exchange.
pub const EXCHANGED_LIFE: i64 = 15 * 60 * 1_000_000;

/// By how much two clocks may differ.
const LEEWAY: i64 = 60 * 1_000_000;

/// What a trusted publisher may be allowed.
pub const TRUSTED_SCOPES: [Scope; 2] = [Scope::Publish, Scope::Yank];

const MAX_OF_ONE_ORGANISATION: usize = 50;

/// Trusts a CI system from now on.
pub fn trusted_publisher_name(
    registry: &Registry,
    actor: &Actor,
    new: &NewTrustedPublisher<'_>,
) -> Result<TrustedPublisher, Refused> {
    let on = On::Organisation(new.organisation);
    actor.require(Act::TrustPublishers, on)?;
    let person = actor.person().ok_or(crate::Access::PeopleOnly)?;
    let findings = faults::all(new);
    if !findings.is_empty() {
        return Err(Refused::Invalid(findings));
    }
    let publisher = made(new, person);
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::TrustPublishers, on), new.at)?;
        refuse_ended(txn, new.organisation)?;
        if MAX_OF_ONE_ORGANISATION <= trusted_publisher_list(txn, new.organisation)?.len() {
            return Err(Refused::Invalid(vec![faults::too_many(MAX_OF_ONE_ORGANISATION)]));
        }
        trusted_publisher_insert(txn, &publisher)?;
        noted(txn, Deed::PublisherTrusted, &publisher, (Some(actor), new.at))
    })?;
    Ok(publisher)
}

/// An organisation's trusted publishers, for those who own it.
pub fn trusted_publishers(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
) -> Result<Vec<TrustedPublisher>, Refused> {
    actor.require(Act::TrustPublishers, On::Organisation(organisation))?;
    Ok(registry.store.read(|conn| trusted_publisher_list(conn, organisation))?)
}

/// Takes the trust back; what was given in exchange is good no longer.
pub fn trusted_publisher_remove(
    registry: &Registry,
    actor: &Actor,
    (organisation, id): (&Slug, &str),
    at: i64,
) -> Result<(), Refused> {
    let on = On::Organisation(organisation);
    actor.require(Act::TrustPublishers, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::TrustPublishers, on), at)?;
        let unknown = || Unknown::TrustedPublisher(id.to_owned());
        let publisher = trusted_publisher_get(txn, id)?.ok_or_else(unknown)?;
        match store::trusted_publisher_remove(txn, organisation, id) {
            Err(StoreError::Missing { .. }) => return Err(unknown().into()),
            other => other?,
        }
        token_revoke_exchanged(txn, id, at)?;
        noted(txn, Deed::PublisherDistrusted, &publisher, (Some(actor), at))
    })
}

/// Who trusts an issuer: of one organisation, or of all. An issuer that nobody trusts is not even asked for its keys.
pub fn trusting(
    registry: &Registry,
    issuer: &str,
    organisation: Option<&Slug>,
) -> Result<Vec<TrustedPublisher>, Refused> {
    let mut found = registry.store.read(|conn| trusted_publishers_of_issuer(conn, issuer))?;
    found.retain(|publisher| organisation.is_none_or(|wanted| *wanted == publisher.organisation));
    if found.is_empty() { Err(ExchangeRefused::Issuer.into()) } else { Ok(found) }
}

/// Exchanges what a CI system has proven for a token, once. Of those who trust it, the one that asks for most counts.
pub fn token_exchange(
    registry: &Registry,
    proof: &Proof<'_>,
    organisation: Option<&Slug>,
    (random, at): (&[u8; 32], i64),
) -> Result<(Secret, Token), Refused> {
    let secret = Secret::of(SecretKind::Token, random);
    let token = registry.store.write(|txn| {
        exchange_forget(txn, at)?;
        token_forget(txn, at)?;
        // Read here, and not before: a trust that was taken back in between is none.
        let found = trusted_publishers_of_issuer(txn, proof.issuer)?;
        let fitting = found.iter().filter(|publisher| {
            organisation.is_none_or(|wanted| *wanted == publisher.organisation)
                && fits(publisher, proof)
        });
        let publisher = most_specific(fitting)?;
        match exchange_remember(txn, proof.id, proof.expires_at.saturating_add(LEEWAY)) {
            Err(StoreError::Exists) => return Err(ExchangeRefused::Replayed.into()),
            other => other?,
        }
        refuse_ended(txn, &publisher.organisation)?;
        let token = exchanged(publisher, proof, (&secret, at));
        token_insert(txn, &token)?;
        let concerning =
            Concerning { organisation: Some(&token.organisation), subject: Some(&token.id) };
        note(txn, Deed::TokenExchanged, None, concerning, at)?;
        Ok::<_, Refused>(token)
    })?;
    Ok((secret, token))
}

fn fits(publisher: &TrustedPublisher, proof: &Proof<'_>) -> bool {
    let says = |(name, value): (&String, &String)| proof.claims.get(name) == Some(value);
    proof.audiences.contains(&publisher.audience)
        && !publisher.claims.is_empty()
        && publisher.claims.iter().all(says)
}

/// The one that asks for most, and of these the oldest; they come by age.
fn most_specific<'p>(
    fitting: impl Iterator<Item = &'p TrustedPublisher>,
) -> Result<&'p TrustedPublisher, ExchangeRefused> {
    let mut best: Option<&TrustedPublisher> = None;
    for publisher in fitting {
        match best {
            Some(known) if known.organisation != publisher.organisation => {
                return Err(ExchangeRefused::Ambiguous);
            }
            Some(known) if publisher.claims.len() <= known.claims.len() => {}
            Some(_) | None => best = Some(publisher),
        }
    }
    best.ok_or(ExchangeRefused::Claims)
}

fn made(new: &NewTrustedPublisher<'_>, person: &str) -> TrustedPublisher {
    let scopes: BTreeSet<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
    TrustedPublisher {
        id: random_id(new.random).chars().take(12).collect(),
        organisation: new.organisation.clone(),
        issuer: new.issuer.to_owned(),
        audience: new.audience.to_owned(),
        claims: new.claims.clone(),
        scopes: scopes.into_iter().collect::<Vec<_>>().join(","),
        pattern: new.pattern.to_string(),
        label: new.label.trim().to_owned(),
        created_at: new.at,
        created_by: person.to_owned(),
    }
}

fn exchanged(
    publisher: &TrustedPublisher,
    proof: &Proof<'_>,
    (secret, at): (&Secret, i64),
) -> Token {
    Token {
        id: secret.hash().hex().chars().take(12).collect(),
        organisation: publisher.organisation.clone(),
        scopes: publisher.scopes.clone(),
        pattern: publisher.pattern.clone(),
        hash: secret.hash(),
        // So that a version says which project published it.
        label: proof.subject.to_owned(),
        created_at: at,
        expires_at: Some(at.saturating_add(EXCHANGED_LIFE)),
        revoked_at: None,
        created_by: None,
        last_used_at: None,
        publisher: Some(publisher.id.clone()),
    }
}

fn noted(
    txn: &mut Txn<'_>,
    deed: Deed,
    publisher: &TrustedPublisher,
    (actor, at): (Option<&Actor>, i64),
) -> Result<(), Refused> {
    let concerning =
        Concerning { organisation: Some(&publisher.organisation), subject: Some(&publisher.id) };
    Ok(note(txn, deed, actor.map(Actor::author), concerning, at)?)
}
