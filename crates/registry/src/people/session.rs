//! Sessions: signing in, staying signed in, signing out.
//!
//! A session's secret changes every quarter of an hour. The one before is good for another minute, for requests that are
//! under way; whoever comes with it later has found or stolen it, and the session ends for everybody.

use std::fmt;

use blueprint::Digest;
use store::{
    Author, Person, RoleSource, Session, StoreError, Txn, identity_insert, membership_list,
    membership_put, membership_remove, person_by_identity, person_by_login, person_get,
    person_insert, session_by_hash, session_end, session_end_all, session_insert, session_list,
    session_rotate,
};

use super::{account::readable_login, password};
use crate::{
    Access, Act, Actor, On, Refused, Registry, Secret,
    access::{SecretKind, random_id},
    audit::{Concerning, Deed, note},
};

const MINUTE: i64 = 60 * 1_000_000;

/// A working day.
pub const SESSION_LIFE: i64 = 12 * 60 * MINUTE;

/// Somebody who has not come back for this long has left.
const IDLE: i64 = 2 * 60 * MINUTE;

const ROTATED_EVERY: i64 = 15 * MINUTE;

const GRACE: i64 = MINUTE;

/// Random bytes of the edge: for the session's secret and for its id.
#[derive(Clone, Copy)]
pub struct SessionRandom<'a> {
    pub secret: &'a [u8; 32],
    pub id: &'a [u8; 32],
}

/// Somebody who wants to sign in with a password.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    pub login: &'a str,
    pub password: &'a str,
    pub random: SessionRandom<'a>,
    pub at: i64,
}

impl fmt::Debug for SessionRandom<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionRandom(…)")
    }
}

impl fmt::Debug for SignIn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("at", &self.at).finish_non_exhaustive()
    }
}

/// Somebody for whom an identity provider vouches.
#[derive(Clone, Debug)]
pub struct Vouched<'a> {
    pub issuer: &'a str,
    pub subject: &'a str,
    pub name: Option<&'a str>,
    /// Only one that the provider has verified.
    pub email: Option<&'a str>,
    /// The roles that the operator has attached to the groups which the provider names.
    pub roles: &'a [(blueprint::Slug, store::Role)],
}

/// A session that has just begun.
#[derive(Debug)]
pub struct Begun {
    pub secret: Secret,
    pub expires_at: i64,
}

/// A request by somebody who has signed in.
#[derive(Debug)]
pub struct Present {
    pub actor: Actor,
    /// How they are addressed; `None` when nothing is known of them.
    pub name: Option<String>,
    /// What forms and scripts send along, to show that they come from our own pages.
    pub form_token: String,
    /// The new secret, when it has just been changed.
    pub rotated: Option<Begun>,
}

/// Signs somebody in who knows their password. It takes as long when there is no such login.
pub fn sign_in(registry: &Registry, wanted: SignIn<'_>) -> Result<Begun, Refused> {
    let login = readable_login(wanted.login);
    let known = registry.store.read(|conn| person_by_login(conn, &login))?;
    let kept = known.as_ref().and_then(|person| person.password.as_deref());
    let is_right = password::verify(wanted.password, kept);
    let Some(person) = known else { return Err(Access::WrongPassword.into()) };
    registry
        .store
        .write(|txn| {
            let by = Some(Author::Person(person.id.clone()));
            if !is_right {
                note(txn, Deed::SignInFailed, by, Concerning::default(), wanted.at)?;
                return Ok(None);
            }
            note(txn, Deed::SignedIn, by, Concerning::default(), wanted.at)?;
            begin(txn, &person.id, wanted.random, wanted.at).map(Some)
        })?
        .ok_or_else(|| Access::WrongPassword.into())
}

/// Signs somebody in for whom a provider vouches. Who comes for the first time becomes a person here; roles that the
/// provider gave follow what it says now.
pub fn sign_in_vouched(
    registry: &Registry,
    vouched: &Vouched<'_>,
    (person_random, random): (&[u8; 32], SessionRandom<'_>),
    at: i64,
) -> Result<Begun, Refused> {
    registry.store.write(|txn| {
        let known = person_by_identity(txn, vouched.issuer, vouched.subject)?;
        let person = match known {
            Some(person) => person.id,
            None => enrol(txn, vouched, person_random, at)?,
        };
        let by = || Some(Author::Person(person.clone()));
        follow_provider(txn, &person, vouched, at)?;
        let concerning = Concerning { subject: Some(vouched.issuer), ..Concerning::default() };
        note(txn, Deed::SignedIn, by(), concerning, at)?;
        begin(txn, &person, random, at)
    })
}

/// Makes a person of somebody whom only a provider knows. An address that belongs to an account here is not taken
/// over: who owns the one need not be who owns the other.
fn enrol(
    txn: &mut Txn<'_>,
    vouched: &Vouched<'_>,
    random: &[u8; 32],
    at: i64,
) -> Result<String, Refused> {
    let login = vouched.email.map(readable_login);
    let is_free = match &login {
        Some(login) => person_by_login(txn, login)?.is_none(),
        None => false,
    };
    let person = Person {
        id: random_id(random),
        login: login.filter(|_| is_free),
        name: vouched.name.map(str::to_owned),
        password: None,
        is_operator: false,
        created_at: at,
        deleted_at: None,
    };
    person_insert(txn, &person)?;
    identity_insert(txn, (vouched.issuer, vouched.subject), &person.id, at)?;
    let by = || Some(Author::Person(person.id.clone()));
    let concerning = Concerning { subject: Some(vouched.issuer), ..Concerning::default() };
    note(txn, Deed::PersonCreated, by(), Concerning::default(), at)?;
    note(txn, Deed::IdentityLinked, by(), concerning, at)?;
    Ok(person.id)
}

/// What the provider gave before and no longer gives is taken away; what people here have granted stays.
fn follow_provider(
    txn: &mut Txn<'_>,
    person: &str,
    vouched: &Vouched<'_>,
    at: i64,
) -> Result<(), Refused> {
    let has = membership_list(txn, person)?;
    for membership in &has {
        let is_given = vouched.roles.iter().any(|(slug, _)| *slug == membership.organisation);
        if membership.source == RoleSource::Provider && !is_given {
            membership_remove(txn, &membership.organisation, person)?;
            let concerning =
                Concerning { organisation: Some(&membership.organisation), subject: Some(person) };
            note(txn, Deed::RoleTaken, None, concerning, at)?;
        }
    }
    for (organisation, role) in vouched.roles {
        let current = has.iter().find(|membership| membership.organisation == *organisation);
        let follows = current
            .is_none_or(|current| current.source == RoleSource::Provider && current.role != *role);
        let is_known = store::organisation_get(txn, organisation)?.is_some();
        if follows && is_known {
            membership_put(
                txn,
                &store::Membership {
                    organisation: organisation.clone(),
                    person: person.to_owned(),
                    role: *role,
                    source: RoleSource::Provider,
                    since: at,
                },
            )?;
            let concerning = Concerning { organisation: Some(organisation), subject: Some(person) };
            note(txn, Deed::RoleGranted, None, concerning, at)?;
        }
    }
    Ok(())
}

fn begin(
    txn: &mut Txn<'_>,
    person: &str,
    random: SessionRandom<'_>,
    at: i64,
) -> Result<Begun, Refused> {
    let secret = Secret::of(SecretKind::Session, random.secret);
    let expires_at = at.saturating_add(SESSION_LIFE);
    let session = Session {
        id: random_id(random.id),
        person: person.to_owned(),
        hash: secret.hash(),
        previous: None,
        created_at: at,
        rotated_at: at,
        seen_at: at,
        expires_at,
    };
    session_insert(txn, &session)?;
    Ok(Begun { secret, expires_at })
}

/// Who comes with this secret. `random` is for the new secret, should it be time for one.
pub fn present(
    registry: &Registry,
    secret: &Secret,
    random: &[u8; 32],
    now: i64,
) -> Result<Present, Refused> {
    let hash = secret.hash();
    let found = registry.store.read(|conn| session_by_hash(conn, &hash))?;
    let session = found.ok_or(Access::SessionEnded)?;
    if session.hash != hash && session.rotated_at.saturating_add(GRACE) < now {
        return Err(stolen(registry, &session, now));
    }
    if session.expires_at <= now || session.seen_at.saturating_add(IDLE) < now {
        return Err(Access::SessionEnded.into());
    }
    let is_due = session.rotated_at.saturating_add(ROTATED_EVERY) <= now && session.hash == hash;
    let rotated = if is_due { rotate(registry, &session, random, now)? } else { None };
    let current = rotated.as_ref().map_or(session.hash, |rotated| rotated.secret.hash());
    let (actor, person) = registry.store.read(|conn| {
        let actor = Actor::of_session(conn, &session.person, current)?;
        Ok::<_, Refused>((actor, person_get(conn, &session.person)?))
    })?;
    let form_token = form_token(&session);
    let name = person.and_then(|person| person.name.or(person.login));
    Ok(Present { actor, name, form_token, rotated })
}

/// Another request may have changed the secret at the same moment; then that one's holds.
fn rotate(
    registry: &Registry,
    session: &Session,
    random: &[u8; 32],
    now: i64,
) -> Result<Option<Begun>, Refused> {
    let secret = Secret::of(SecretKind::Session, random);
    match registry.store.write(|txn| session_rotate(txn, session, &secret.hash(), now)) {
        Ok(()) => Ok(Some(Begun { secret, expires_at: session.expires_at })),
        Err(StoreError::Stale) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn stolen(registry: &Registry, session: &Session, now: i64) -> Refused {
    let ended = registry.store.write(|txn| {
        session_end(txn, &session.id)?;
        let by = Some(Author::Person(session.person.clone()));
        note(txn, Deed::SessionReused, by, Concerning::default(), now)
    });
    ended.err().map_or_else(|| Access::SessionEnded.into(), Refused::from)
}

/// From the session's id, which no page shows: whoever cannot read the session's pages cannot know it.
fn form_token(session: &Session) -> String {
    Digest::of(format!("form\n{}", session.id).as_bytes()).hex()
}

impl Present {
    /// Whether a form or a script has shown that it comes from our own pages. Compared by digest, so that the time it
    /// takes tells nothing.
    pub fn sent(&self, given: &str) -> bool {
        Digest::of(given.as_bytes()) == Digest::of(self.form_token.as_bytes())
    }
}

/// Ends the session that the person is in.
pub fn sign_out(registry: &Registry, actor: &Actor, at: i64) -> Result<(), Refused> {
    actor.require(Act::OwnAccount, On::Registry)?;
    Ok(registry.store.write(|txn| {
        if let Some(session) = actor.session(txn)? {
            session_end(txn, &session)?;
        }
        note(txn, Deed::SignedOut, Some(actor.author()), Concerning::default(), at)
    })?)
}

/// Ends all of the person's sessions, the one they are in too, and says how many those were.
pub fn sign_out_everywhere(registry: &Registry, actor: &Actor, at: i64) -> Result<usize, Refused> {
    actor.require(Act::OwnAccount, On::Registry)?;
    let person = actor.person().unwrap_or_default();
    Ok(registry.store.write(|txn| {
        let n_ended = session_end_all(txn, person, None)?;
        note(txn, Deed::SignedOutEverywhere, Some(actor.author()), Concerning::default(), at)?;
        Ok::<_, StoreError>(n_ended)
    })?)
}

/// How many sessions the person has.
pub fn session_count(registry: &Registry, actor: &Actor) -> Result<usize, Refused> {
    let Some(person) = actor.person() else { return Ok(0) };
    Ok(registry.store.read(|conn| session_list(conn, person))?.len())
}
