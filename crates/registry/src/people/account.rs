//! Accounts: making them, changing them, deleting them.
//!
//! Law: a person's data goes with the person. What they did stays, under an id that says nothing.

use std::fmt;

use blueprint::Finding;
use store::{
    Author, Person, StoreError, Txn, membership_list, operator_count_beside, owner_count_beside,
    person_by_login, person_count, person_delete, person_get, person_insert, person_list,
    person_update, session_end_all,
};
use unicode_normalization::UnicodeNormalization as _;

use super::password;
use crate::{
    Act, Actor, On, Refused, Registry, Unknown,
    access::random_id,
    audit::{Concerning, Deed, note},
    fault::fault,
};

/// An account to be made. The password may be left out where an identity provider lets people in.
#[derive(Clone, Copy)]
pub struct NewPerson<'a> {
    pub login: &'a str,
    pub name: &'a str,
    pub password: Option<&'a str>,
    pub is_operator: bool,
    /// For the id and for the password's salt.
    pub random: (&'a [u8; 32], &'a [u8; 32]),
    pub at: i64,
}

impl fmt::Debug for NewPerson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPerson").finish_non_exhaustive()
    }
}

const MAX_CHARS: usize = 200;

/// Makes an account and gives its id. For the operator at the machine.
pub fn person_create(registry: &Registry, new: NewPerson<'_>) -> Result<String, Refused> {
    registry.store.write(|txn| {
        let id = insert(txn, new)?;
        let concerning = Concerning { subject: Some(&id), ..Concerning::default() };
        note(txn, Deed::PersonCreated, None, concerning, new.at)?;
        Ok(id)
    })
}

/// The account alone; whoever calls writes down by whom it is.
pub(super) fn insert(txn: &mut Txn<'_>, new: NewPerson<'_>) -> Result<String, Refused> {
    let login = readable_login(new.login);
    let mut findings = faults(&login, new.name);
    if let Some(given) = new.password {
        findings.extend(password::check("/password", Some(&login), given).err());
    }
    if !findings.is_empty() {
        return Err(Refused::Invalid(findings));
    }
    let (id, salt) = new.random;
    let person = Person {
        id: random_id(id),
        login: Some(login.clone()),
        name: Some(new.name.trim().to_owned()),
        password: new.password.and_then(|given| password::hash(given, salt)),
        is_operator: new.is_operator,
        created_at: new.at,
        deleted_at: None,
    };
    match person_insert(txn, &person) {
        Err(StoreError::Exists) => Err(Refused::NameTaken(login)),
        other => Ok(other.map(|()| person.id)?),
    }
}

/// Changes one's own password; all other sessions end. Who has none yet needs none to set one.
pub fn password_change(
    registry: &Registry,
    actor: &Actor,
    (old, new): (&str, &str),
    (salt, at): (&[u8; 32], i64),
) -> Result<(), Refused> {
    actor.require(Act::OwnAccount, On::Registry)?;
    let id = actor.person().unwrap_or_default();
    let person = registry.store.read(|conn| person_get(conn, id))?;
    let person = person.ok_or_else(|| Unknown::Person(id.to_owned()))?;
    let mut findings = Vec::new();
    let has_password = person.password.is_some();
    if has_password && !password::verify(old, person.password.as_deref()) {
        findings.push(fault(
            "password-wrong",
            "/old_password",
            "Das bisherige Passwort ist nicht richtig.",
            "The current password is not right.",
        ));
    }
    findings.extend(password::check("/new_password", person.login.as_deref(), new).err());
    if !findings.is_empty() {
        return Err(Refused::Invalid(findings));
    }
    let changed = Person { password: password::hash(new, salt), ..person };
    registry.store.write(|txn| {
        actor.confirm(txn, (Act::OwnAccount, On::Registry), at)?;
        update(txn, &changed)?;
        let this_one = actor.session(txn)?;
        session_end_all(txn, &changed.id, this_one.as_deref())?;
        note(txn, Deed::PasswordChanged, Some(actor.author()), Concerning::default(), at)?;
        Ok(())
    })
}

/// Sets somebody's password. For the operator at the machine; all sessions of the person end.
pub fn password_reset(
    registry: &Registry,
    login: &str,
    new: &str,
    (salt, at): (&[u8; 32], i64),
) -> Result<(), Refused> {
    let login = readable_login(login);
    password::check("/password", Some(&login), new)
        .map_err(|finding| Refused::Invalid(vec![finding]))?;
    let hash = password::hash(new, salt);
    registry.store.write(|txn| {
        let person = by_login(txn, &login)?;
        let changed = Person { password: hash, ..person };
        update(txn, &changed)?;
        session_end_all(txn, &changed.id, None)?;
        let concerning = Concerning { subject: Some(&changed.id), ..Concerning::default() };
        Ok(note(txn, Deed::PasswordChanged, None, concerning, at)?)
    })
}

/// Makes somebody an operator of the registry, or no longer. For the operator at the machine.
pub fn operator_set(
    registry: &Registry,
    login: &str,
    is_operator: bool,
    at: i64,
) -> Result<(), Refused> {
    registry.store.write(|txn| {
        let person = by_login(txn, &readable_login(login))?;
        let changed = Person { is_operator, ..person };
        update(txn, &changed)?;
        let deed = if is_operator { Deed::OperatorAppointed } else { Deed::OperatorDismissed };
        let concerning = Concerning { subject: Some(&changed.id), ..Concerning::default() };
        Ok(note(txn, deed, None, concerning, at)?)
    })
}

/// Deletes oneself, or, for those who operate the registry, somebody else. The last who operates it stays; only at the
/// machine could another be made.
pub fn person_remove(registry: &Registry, actor: &Actor, id: &str, at: i64) -> Result<(), Refused> {
    let act = if actor.person() == Some(id) { Act::OwnAccount } else { Act::ManagePeople };
    actor.require(act, On::Registry)?;
    registry.store.write(|txn| {
        actor.confirm(txn, (act, On::Registry), at)?;
        let operates = person_get(txn, id)?.is_some_and(|person| person.is_operator);
        if operates && operator_count_beside(txn, id)? == 0 {
            return Err(Refused::LastOperator);
        }
        delete(txn, id, Some(actor.author()), at)
    })
}

/// Deletes somebody by their login. For the operator at the machine.
pub fn person_erase(registry: &Registry, login: &str, at: i64) -> Result<(), Refused> {
    registry.store.write(|txn| {
        let person = by_login(txn, &readable_login(login))?;
        delete(txn, &person.id, None, at)
    })
}

fn delete(txn: &mut Txn<'_>, id: &str, by: Option<Author>, at: i64) -> Result<(), Refused> {
    for membership in membership_list(txn, id)? {
        let is_owner = membership.role == store::Role::Owner;
        if is_owner && owner_count_beside(txn, &membership.organisation, id)? == 0 {
            return Err(Refused::LastOwner(membership.organisation));
        }
    }
    match person_delete(txn, id, at) {
        Err(StoreError::Missing { .. }) => return Err(Unknown::Person(id.to_owned()).into()),
        other => other?,
    }
    let concerning = Concerning { subject: Some(id), ..Concerning::default() };
    Ok(note(txn, Deed::PersonDeleted, by, concerning, at)?)
}

/// Everybody, for those who operate the registry, and how many they are.
pub fn people(
    registry: &Registry,
    actor: &Actor,
    (after, limit): (Option<&str>, u32),
) -> Result<(Vec<Person>, i64), Refused> {
    actor.require(Act::ManagePeople, On::Registry)?;
    people_at_the_machine(registry, after, limit)
}

/// Everybody. For the operator at the machine.
pub fn people_at_the_machine(
    registry: &Registry,
    after: Option<&str>,
    limit: u32,
) -> Result<(Vec<Person>, i64), Refused> {
    Ok(registry.store.read(|conn| {
        Ok::<_, StoreError>((person_list(conn, after, limit)?, person_count(conn)?))
    })?)
}

/// Oneself.
pub fn own_account(registry: &Registry, actor: &Actor) -> Result<Person, Refused> {
    actor.require(Act::OwnAccount, On::Registry)?;
    let id = actor.person().unwrap_or_default();
    let person = registry.store.read(|conn| person_get(conn, id))?;
    Ok(person.ok_or_else(|| Unknown::Person(id.to_owned()))?)
}

fn by_login(txn: &mut Txn<'_>, login: &str) -> Result<Person, Refused> {
    let found = person_by_login(txn, login)?;
    Ok(found.ok_or_else(|| Unknown::Person(login.to_owned()))?)
}

fn update(txn: &mut Txn<'_>, person: &Person) -> Result<(), Refused> {
    match person_update(txn, person) {
        Err(StoreError::Missing { .. }) => Err(Unknown::Person(person.id.clone()).into()),
        other => Ok(other?),
    }
}

/// One spelling for each login, as people do not mind upper case in addresses.
pub(super) fn readable_login(given: &str) -> String {
    given.trim().nfc().collect::<String>().to_lowercase()
}

fn faults(login: &str, name: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let is_address = login.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && !host.is_empty() && !login.chars().any(char::is_whitespace)
    });
    if !is_address || MAX_CHARS < login.chars().count() {
        found.push(fault(
            "login",
            "/login",
            "Geben Sie eine E-Mail-Adresse an, zum Beispiel poststelle@musterstadt.example.",
            "Give an e-mail address, for example poststelle@musterstadt.example.",
        ));
    }
    let n_chars = name.trim().chars().count();
    if n_chars == 0 || MAX_CHARS < n_chars || name.chars().any(char::is_control) {
        found.push(fault(
            "person-name",
            "/name",
            format!("Geben Sie einen Namen mit 1 bis {MAX_CHARS} Zeichen an."),
            format!("Give a name of 1 to {MAX_CHARS} characters."),
        ));
    }
    found
}
