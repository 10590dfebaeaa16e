//! Somebody who has shown who they are: with a token, or by having signed in.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::{Digest, Slug};
use store::{
    Author, Conn, Role, StoreError, Token, Txn, membership_list, person_get, session_by_hash,
    token_by_hash, token_used,
};

use super::{Access, Act, On, Pattern, People, Scope, Secret};
use crate::{Refused, Registry, organisations::refuse_ended, token_expires_soon};

/// Proof that a token or a session was good when the request came in.
#[derive(Clone, Debug)]
pub struct Actor(Who);

#[derive(Clone, Debug)]
enum Who {
    Token(Holder),
    Person(SignedIn),
}

/// Somebody with a token.
#[derive(Clone, Debug)]
struct Holder {
    token: String,
    organisation: Slug,
    hash: Digest,
    scopes: BTreeSet<Scope>,
    pattern: Pattern,
    last_used_at: Option<i64>,
    /// When it expires, where somebody should renew it before.
    renew_before: Option<i64>,
}

/// A person who has signed in.
#[derive(Clone, Debug)]
struct SignedIn {
    person: String,
    /// Of the session's secret.
    hash: Digest,
    roles: BTreeMap<Slug, Role>,
    is_operator: bool,
}

/// How exactly the last use of a token is known.
const USE_NOTED_EVERY: i64 = 60 * 60 * 1_000_000;

/// Finds out for whom a token acts.
pub fn authenticate(registry: &Registry, secret: &Secret, now: i64) -> Result<Actor, Refused> {
    let token = registry.store.read(|conn| token_by_hash(conn, &secret.hash()))?;
    Ok(Actor(Who::Token(Holder::of(token, now)?)))
}

impl Actor {
    /// Somebody whose session has this secret; whether it still lives has been checked.
    pub(crate) fn of_session(conn: &mut Conn, person: &str, hash: Digest) -> Result<Self, Refused> {
        Ok(Self(Who::Person(SignedIn::of(conn, person, hash)?)))
    }

    /// By whom it is, for what is kept.
    pub fn author(&self) -> Author {
        match &self.0 {
            Who::Token(holder) => Author::Token(holder.token.clone()),
            Who::Person(signed_in) => Author::Person(signed_in.person.clone()),
        }
    }

    /// The person's id; `None` for a token.
    pub fn person(&self) -> Option<&str> {
        match &self.0 {
            Who::Token(_) => None,
            Who::Person(signed_in) => Some(&signed_in.person),
        }
    }

    /// When the token expires, where that is soon and somebody should renew it before.
    pub fn renew_before(&self) -> Option<i64> {
        match &self.0 {
            Who::Token(holder) => holder.renew_before,
            Who::Person(_) => None,
        }
    }

    /// The organisation for which a token acts.
    pub fn home(&self) -> Option<&Slug> {
        match &self.0 {
            Who::Token(holder) => Some(&holder.organisation),
            Who::Person(_) => None,
        }
    }

    /// The id of the session that the person is in.
    pub(crate) fn session(&self, conn: &mut Conn) -> Result<Option<String>, StoreError> {
        match &self.0 {
            Who::Token(_) => Ok(None),
            Who::Person(signed_in) => {
                Ok(session_by_hash(conn, &signed_in.hash)?.map(|session| session.id))
            }
        }
    }

    pub fn is_operator(&self) -> bool {
        matches!(&self.0, Who::Person(SignedIn { is_operator: true, .. }))
    }

    /// The person's roles; a token has none.
    pub fn roles(&self) -> impl Iterator<Item = (&Slug, Role)> {
        let roles = match &self.0 {
            Who::Token(_) => None,
            Who::Person(signed_in) => Some(&signed_in.roles),
        };
        roles.into_iter().flatten().map(|(slug, role)| (slug, *role))
    }

    /// The organisations for which this act may be done.
    pub fn organisations(&self, act: Act) -> Vec<Slug> {
        self.home()
            .into_iter()
            .chain(self.roles().map(|(slug, _)| slug))
            .filter(|slug| self.require(act, On::Organisation(slug)).is_ok())
            .cloned()
            .collect()
    }

    /// Whether the table allows this act. Default is no.
    pub fn require(&self, act: Act, on: On<'_>) -> Result<(), Access> {
        match &self.0 {
            Who::Token(holder) => holder.require(act, on),
            Who::Person(signed_in) => signed_in.require(act, on),
        }
    }

    /// The same question, asked again inside the transaction that writes, of what is true by now; and whether the
    /// organisation still gets anything new.
    pub(crate) fn confirm(
        &self,
        txn: &mut Txn<'_>,
        (act, on): (Act, On<'_>),
        now: i64,
    ) -> Result<(), Refused> {
        let fresh = match &self.0 {
            Who::Token(holder) => {
                let fresh = Holder::of(token_by_hash(txn, &holder.hash)?, now)?;
                fresh.note_use(txn, now)?;
                Who::Token(fresh)
            }
            Who::Person(signed_in) => {
                let session = session_by_hash(txn, &signed_in.hash)?;
                let lives = session.is_some_and(|session| {
                    session.person == signed_in.person && now < session.expires_at
                });
                if !lives {
                    return Err(Access::SessionEnded.into());
                }
                Who::Person(SignedIn::of(txn, &signed_in.person, signed_in.hash)?)
            }
        };
        Self(fresh).require(act, on)?;
        match on.organisation().filter(|_| act.adds()) {
            Some(organisation) => refuse_ended(txn, organisation),
            None => Ok(()),
        }
    }
}

impl Holder {
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
            renew_before: token.expires_at.filter(|_| token_expires_soon(&token, now)),
            organisation: token.organisation,
            token: token.id,
            hash: token.hash,
            last_used_at: token.last_used_at,
        })
    }

    /// A token acts for one organisation; its pattern can narrow that right and never widen it.
    fn require(&self, act: Act, on: On<'_>) -> Result<(), Access> {
        let rule = act.rule();
        let Some(scope) = rule.scope else {
            return if rule.people == People::Anyone { Ok(()) } else { Err(Access::PeopleOnly) };
        };
        if !self.scopes.contains(&scope) {
            return Err(Access::Scope(scope));
        }
        let Some(owner) = on.organisation() else { return Err(Access::PeopleOnly) };
        if self.organisation != *owner {
            let organisation = self.organisation.clone();
            return Err(Access::ForeignOwner { organisation, owner: owner.clone() });
        }
        match on {
            On::Blueprint(blueprint) if !self.pattern.matches(blueprint) => {
                let pattern = self.pattern.clone();
                Err(Access::Pattern { pattern, blueprint: blueprint.clone() })
            }
            On::Registry | On::Organisation(_) | On::Blueprint(_) => Ok(()),
        }
    }

    /// Not with every use, as that would be one more write for each.
    fn note_use(&self, txn: &mut Txn<'_>, now: i64) -> Result<(), StoreError> {
        let is_known =
            self.last_used_at.is_some_and(|last| now < last.saturating_add(USE_NOTED_EVERY));
        if is_known { Ok(()) } else { token_used(txn, &self.token, now) }
    }
}

impl SignedIn {
    fn of(conn: &mut Conn, person: &str, hash: Digest) -> Result<Self, Refused> {
        let found = person_get(conn, person)?.filter(|person| person.deleted_at.is_none());
        let Some(found) = found else { return Err(Access::SessionEnded.into()) };
        let roles = membership_list(conn, person)?;
        Ok(Self {
            person: found.id,
            hash,
            roles: roles.into_iter().map(|one| (one.organisation, one.role)).collect(),
            is_operator: found.is_operator,
        })
    }

    fn require(&self, act: Act, on: On<'_>) -> Result<(), Access> {
        match act.rule().people {
            People::Anyone | People::SignedIn => Ok(()),
            People::Operator | People::MemberOrOperator(_) if self.is_operator => Ok(()),
            People::Operator => Err(Access::OperatorOnly),
            People::Member(needed) | People::MemberOrOperator(needed) => {
                self.require_role(needed, on.organisation())
            }
        }
    }

    fn require_role(&self, needed: Role, organisation: Option<&Slug>) -> Result<(), Access> {
        let organisation = organisation.ok_or(Access::OperatorOnly)?;
        match self.roles.get(organisation) {
            None => Err(Access::NotMember { organisation: organisation.clone() }),
            Some(has) if *has < needed => {
                Err(Access::Role { organisation: organisation.clone(), needed, has: *has })
            }
            Some(_) => Ok(()),
        }
    }
}
