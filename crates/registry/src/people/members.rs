//! Members: who has which role in an organisation, and how somebody gets one.

use blueprint::Slug;
use store::{
    Invitation, Membership, Person, Role, RoleSource, StoreError, Txn, invitation_by_hash,
    invitation_insert, invitation_list_open, invitation_use, invitation_withdraw, member_count,
    member_list, membership_get, membership_put, membership_remove, owner_count_beside,
    person_by_login, person_get,
};

use super::account::{NewPerson, insert, readable_login};
use crate::{
    Act, Actor, On, Refused, Registry, Secret, Unknown,
    access::SecretKind,
    audit::{Concerning, Deed, note},
    fault::fault,
};

/// An invitation to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    pub organisation: &'a Slug,
    pub role: Role,
    /// For whom it is, as the one who invites wants to remember it.
    pub note: &'a str,
    pub random: &'a [u8; 32],
    pub at: i64,
}

/// An invitation opens nothing after this long.
pub const INVITATION_LIFE: i64 = 14 * 24 * 60 * 60 * 1_000_000;

const MAX_NOTE_CHARS: usize = 200;

/// An organisation's members by id, and how many they are.
pub fn members(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
    (after, limit): (Option<&str>, u32),
) -> Result<(Vec<(Person, Membership)>, i64), Refused> {
    actor.require(Act::ReadMembers, On::Organisation(organisation))?;
    Ok(registry.store.read(|conn| {
        let items = member_list(conn, organisation, after, limit)?;
        Ok::<_, StoreError>((items, member_count(conn, organisation)?))
    })?)
}

/// One member.
pub fn member(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
    person: &str,
) -> Result<(Person, Membership), Refused> {
    actor.require(Act::ReadMembers, On::Organisation(organisation))?;
    let found = registry.store.read(|conn| {
        let membership = membership_get(conn, organisation, person)?;
        Ok::<_, StoreError>(person_get(conn, person)?.zip(membership))
    })?;
    Ok(found.ok_or_else(|| Unknown::Member(organisation.clone(), person.to_owned()))?)
}

/// Gives a person a role, in place of the one they had. The last owner stays one.
pub fn role_grant(
    registry: &Registry,
    actor: &Actor,
    (organisation, person, role): (&Slug, &str, Role),
    at: i64,
) -> Result<(), Refused> {
    let on = On::Organisation(organisation);
    actor.require(Act::ManageMembers, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageMembers, on), at)?;
        let known = person_get(txn, person)?.filter(|known| known.deleted_at.is_none());
        known.ok_or_else(|| Unknown::Person(person.to_owned()))?;
        put(txn, (organisation, person, role), at)?;
        let concerning = Concerning { organisation: Some(organisation), subject: Some(person) };
        Ok(note(txn, Deed::RoleGranted, Some(actor.author()), concerning, at)?)
    })
}

/// Gives somebody a role by their login. For the operator at the machine.
pub fn role_set(
    registry: &Registry,
    (organisation, login, role): (&Slug, &str, Role),
    at: i64,
) -> Result<(), Refused> {
    let login = readable_login(login);
    registry.store.write(|txn| {
        let person = person_by_login(txn, &login)?;
        let person = person.ok_or_else(|| Unknown::Person(login.clone()))?.id;
        put(txn, (organisation, &person, role), at)?;
        let concerning = Concerning { organisation: Some(organisation), subject: Some(&person) };
        Ok(note(txn, Deed::RoleGranted, None, concerning, at)?)
    })
}

fn put(
    txn: &mut Txn<'_>,
    (organisation, person, role): (&Slug, &str, Role),
    at: i64,
) -> Result<(), Refused> {
    if role != Role::Owner {
        keep_an_owner(txn, organisation, person)?;
    }
    let membership = Membership {
        organisation: organisation.clone(),
        person: person.to_owned(),
        role,
        source: RoleSource::Granted,
        since: at,
    };
    match membership_put(txn, &membership) {
        Err(StoreError::Missing { .. }) => Err(Unknown::Organisation(organisation.clone()).into()),
        other => Ok(other?),
    }
}

/// Takes a person's role away; the last owner stays.
pub fn role_take(
    registry: &Registry,
    actor: &Actor,
    (organisation, person): (&Slug, &str),
    at: i64,
) -> Result<(), Refused> {
    let on = On::Organisation(organisation);
    actor.require(Act::ManageMembers, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageMembers, on), at)?;
        remove(txn, actor, (organisation, person), at)
    })
}

/// Gives up one's own role; the last owner cannot.
pub fn role_leave(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
    at: i64,
) -> Result<(), Refused> {
    actor.require(Act::OwnAccount, On::Registry)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::OwnAccount, On::Registry), at)?;
        remove(txn, actor, (organisation, actor.person().unwrap_or_default()), at)
    })
}

fn remove(
    txn: &mut Txn<'_>,
    actor: &Actor,
    (organisation, person): (&Slug, &str),
    at: i64,
) -> Result<(), Refused> {
    keep_an_owner(txn, organisation, person)?;
    match membership_remove(txn, organisation, person) {
        Err(StoreError::Missing { .. }) => {
            return Err(Unknown::Member(organisation.clone(), person.to_owned()).into());
        }
        other => other?,
    }
    let concerning = Concerning { organisation: Some(organisation), subject: Some(person) };
    Ok(note(txn, Deed::RoleTaken, Some(actor.author()), concerning, at)?)
}

fn keep_an_owner(txn: &mut Txn<'_>, organisation: &Slug, person: &str) -> Result<(), Refused> {
    let current = membership_get(txn, organisation, person)?;
    let is_owner = current.is_some_and(|current| current.role == Role::Owner);
    if is_owner && owner_count_beside(txn, organisation, person)? == 0 {
        return Err(Refused::LastOwner(organisation.clone()));
    }
    Ok(())
}

/// Makes an invitation and gives its secret, this once: whoever has it gets the role.
pub fn invite(
    registry: &Registry,
    actor: &Actor,
    new: NewInvitation<'_>,
) -> Result<(Secret, Invitation), Refused> {
    let NewInvitation { organisation, role, random, at, .. } = new;
    let on = On::Organisation(organisation);
    actor.require(Act::ManageMembers, on)?;
    if MAX_NOTE_CHARS < new.note.chars().count() {
        return Err(Refused::Invalid(vec![fault(
            "invitation-note",
            "/note",
            format!("Die Notiz hat höchstens {MAX_NOTE_CHARS} Zeichen."),
            format!("The note has at most {MAX_NOTE_CHARS} characters."),
        )]));
    }
    let secret = Secret::of(SecretKind::Invitation, random);
    let invitation = Invitation {
        id: secret.hash().hex().chars().take(12).collect(),
        organisation: organisation.clone(),
        role,
        hash: secret.hash(),
        note: new.note.trim().to_owned(),
        created_at: at,
        expires_at: at.saturating_add(INVITATION_LIFE),
        used_at: None,
        used_by: None,
        withdrawn_at: None,
    };
    let inserted = registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageMembers, on), at)?;
        invitation_insert(txn, &invitation)?;
        let subject = Some(invitation.id.as_str());
        let concerning = Concerning { organisation: Some(organisation), subject };
        Ok::<_, Refused>(note(txn, Deed::Invited, Some(actor.author()), concerning, at)?)
    });
    match inserted {
        Err(Refused::Store(StoreError::Missing { .. })) => {
            Err(Unknown::Organisation(organisation.clone()).into())
        }
        other => other.map(|()| (secret, invitation)),
    }
}

/// The invitations that are open; expired ones are left out.
pub fn invitations(
    registry: &Registry,
    actor: &Actor,
    organisation: &Slug,
    now: i64,
) -> Result<Vec<Invitation>, Refused> {
    actor.require(Act::ManageMembers, On::Organisation(organisation))?;
    let mut open = registry.store.read(|conn| invitation_list_open(conn, organisation))?;
    open.retain(|invitation| now < invitation.expires_at);
    Ok(open)
}

pub fn uninvite(
    registry: &Registry,
    actor: &Actor,
    (organisation, id): (&Slug, &str),
    at: i64,
) -> Result<(), Refused> {
    let on = On::Organisation(organisation);
    actor.require(Act::ManageMembers, on)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::ManageMembers, on), at)?;
        match invitation_withdraw(txn, organisation, id, at) {
            Err(StoreError::Missing { .. }) => {
                return Err(Unknown::Invitation(id.to_owned()).into());
            }
            other => other?,
        }
        let concerning = Concerning { organisation: Some(organisation), subject: Some(id) };
        Ok(note(txn, Deed::InvitationWithdrawn, Some(actor.author()), concerning, at)?)
    })
}

/// What an invitation offers, to whoever has its secret.
pub fn invitation(registry: &Registry, secret: &Secret, now: i64) -> Result<Invitation, Refused> {
    let found = registry.store.read(|conn| invitation_by_hash(conn, &secret.hash()))?;
    found.filter(|found| is_open(found, now)).ok_or(Refused::InvitationGone)
}

/// Takes the invitation: the person who has signed in gets its role. Nobody loses a higher one that way.
pub fn invitation_accept(
    registry: &Registry,
    actor: &Actor,
    secret: &Secret,
    at: i64,
) -> Result<Invitation, Refused> {
    actor.require(Act::AcceptInvitation, On::Registry)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::AcceptInvitation, On::Registry), at)?;
        let person = actor.person().unwrap_or_default();
        accept(txn, secret, person, at)
    })
}

/// Takes the invitation by making an account, and gives the account's id.
pub fn invitation_enrol(
    registry: &Registry,
    secret: &Secret,
    new: NewPerson<'_>,
) -> Result<String, Refused> {
    registry.store.write(|txn| {
        // Before an account is made for nothing.
        open(txn, secret, new.at)?;
        let person = insert(txn, new)?;
        let by = Some(store::Author::Person(person.clone()));
        note(txn, Deed::PersonCreated, by, Concerning::default(), new.at)?;
        accept(txn, secret, &person, new.at)?;
        Ok(person)
    })
}

fn accept(
    txn: &mut Txn<'_>,
    secret: &Secret,
    person: &str,
    at: i64,
) -> Result<Invitation, Refused> {
    let invitation = open(txn, secret, at)?;
    let organisation = &invitation.organisation;
    let current = membership_get(txn, organisation, person)?;
    if current.is_none_or(|current| current.role < invitation.role) {
        put(txn, (organisation, person, invitation.role), at)?;
    }
    match invitation_use(txn, &invitation.id, person, at) {
        Err(StoreError::Stale) => return Err(Refused::InvitationGone),
        other => other?,
    }
    let concerning =
        Concerning { organisation: Some(organisation), subject: Some(invitation.id.as_str()) };
    let by = Some(store::Author::Person(person.to_owned()));
    note(txn, Deed::InvitationAccepted, by, concerning, at)?;
    Ok(invitation)
}

fn open(txn: &mut Txn<'_>, secret: &Secret, now: i64) -> Result<Invitation, Refused> {
    let found = invitation_by_hash(txn, &secret.hash())?;
    found.filter(|found| is_open(found, now)).ok_or(Refused::InvitationGone)
}

fn is_open(invitation: &Invitation, now: i64) -> bool {
    let is_taken = invitation.used_at.is_some() || invitation.withdrawn_at.is_some();
    !is_taken && now < invitation.expires_at
}
