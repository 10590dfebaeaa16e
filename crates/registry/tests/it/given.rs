//! What the tests of this crate start from.

use std::sync::atomic::{AtomicU32, Ordering};

use blueprint::{BlueprintId, Slug, Syntax};
use registry::{
    Actor, Address, NewPerson, NewToken, Organisation, OrganisationKind, Pattern, Publish,
    Published, Refused, Registry, Role, Scope, SessionRandom, SignIn, authenticate,
    organisation_create, person_create, present, publish, role_set, sign_in, token_create,
};
use serde_json::{Value, json};
use testkit::TestDatabase;

pub(crate) const NOW: i64 = 1_780_000_000_000_000;

/// Gives each test twice: on SQLite and on PostgreSQL.
macro_rules! on_each_database {
    ($($(#[$doc:meta])* fn $name:ident($registry:ident: &Registry) $body:block)+) => {
        mod sqlite {
            use super::*;
            $(#[test] fn $name() { $crate::given::on(&testkit::TestDatabase::sqlite(), |$registry: &registry::Registry| $body); })+
        }
        mod postgres {
            use super::*;
            $(#[test] fn $name() { $crate::given::on(&testkit::TestDatabase::postgres(), |$registry: &registry::Registry| $body); })+
        }
    };
}
pub(crate) use on_each_database;

/// A registry with the organisations `musterstadt` and `beispielkreis`.
pub(crate) fn on(database: &TestDatabase, test: impl FnOnce(&Registry)) {
    let index = tempfile::tempdir().unwrap();
    let registry = Registry::open(database.store().clone(), index.path()).unwrap();
    for slug in ["musterstadt", "beispielkreis"] {
        organisation_create(&registry, &organisation(slug)).unwrap();
    }
    test(&registry);
}

pub(crate) fn organisation(slug: &str) -> Organisation {
    Organisation {
        slug: slug.parse().unwrap(),
        kind: OrganisationKind::Municipality,
        name: slug.to_owned(),
        ars: None,
        state: None,
        population: None,
        parent: None,
        created_at: NOW,
        standing: registry::OrganisationStanding::default(),
    }
}

/// Somebody who may do everything for one organisation.
pub(crate) fn actor(registry: &Registry, slug: &str) -> Actor {
    actor_with(registry, slug, &Scope::ALL, &format!("{slug}/*"))
}

pub(crate) fn actor_with(
    registry: &Registry,
    slug: &str,
    scopes: &[Scope],
    pattern: &str,
) -> Actor {
    let organisation: Slug = slug.parse().unwrap();
    let pattern: Pattern = pattern.parse().unwrap();
    let mut random = [7; 32];
    for (byte, c) in random.iter_mut().zip(format!("{slug}{scopes:?}{pattern}").bytes()) {
        *byte = c;
    }
    let token = NewToken {
        organisation: &organisation,
        scopes,
        pattern: &pattern,
        label: "",
        at: NOW,
        expires_at: Some(NOW + 1_000_000),
        random: &random,
    };
    authenticate(registry, &token_create(registry, &token).unwrap(), NOW).unwrap()
}

/// Somebody with a role in an organisation, who has signed in. There is one person of each name.
pub(crate) fn person(registry: &Registry, name: &str, slug: &str, role: Role) -> Actor {
    let random =
        |what: &str| *blueprint::Digest::of(format!("{what} of {name}").as_bytes()).as_bytes();
    let (login, password) = (format!("{name}@{slug}.example"), "drei Hunde im Rathaus");
    let new = NewPerson {
        login: &login,
        name,
        password: Some(password),
        is_operator: false,
        random: (&random("id"), &random("salt")),
        at: NOW,
    };
    person_create(registry, new).unwrap();
    role_set(registry, (&slug.parse().unwrap(), &login, role), NOW).unwrap();
    let (secret, id) = (random("secret"), random("session"));
    let random = SessionRandom { secret: &secret, id: &id };
    let begun = sign_in(registry, SignIn { login: &login, password, random, at: NOW }).unwrap();
    present(registry, &begun.secret, &[0; 32], NOW).unwrap().actor
}

/// The same person, signed in once more: with the roles that they got since.
pub(crate) fn again(registry: &Registry, name: &str, slug: &str) -> Actor {
    static N_TIMES: AtomicU32 = AtomicU32::new(0);

    let n = N_TIMES.fetch_add(1, Ordering::Relaxed);
    let random =
        |what: &str| *blueprint::Digest::of(format!("{n} {what} of {name}").as_bytes()).as_bytes();
    let (login, password) = (format!("{name}@{slug}.example"), "drei Hunde im Rathaus");
    let (secret, id) = (random("secret"), random("session"));
    let random = SessionRandom { secret: &secret, id: &id };
    let begun = sign_in(registry, SignIn { login: &login, password, random, at: NOW }).unwrap();
    present(registry, &begun.secret, &[0; 32], NOW).unwrap().actor
}

/// The smallest valid document under this address.
pub(crate) fn document(id: &str, version: &str) -> Value {
    let id: BlueprintId = id.parse().unwrap();
    let mut document = testkit::valid_example("minimal");
    document["owner"] = id.owner.as_str().into();
    document["name"] = id.name.as_str().into();
    document["version"] = version.into();
    if version != "1.0.0" {
        document["changes"] = json!({"de": "Neue Version"});
    }
    document
}

pub(crate) fn address(id: &str, version: &str) -> Address {
    Address { id: id.parse().unwrap(), version: version.parse().unwrap() }
}

/// Publishes a document at the address it names.
pub(crate) fn put(
    registry: &Registry,
    actor: &Actor,
    document: &Value,
) -> Result<Published, Refused> {
    let text = |member: &str| document[member].as_str().unwrap_or_default();
    let address = address(&format!("{}/{}", text("owner"), text("name")), text("version"));
    let body = serde_json::to_vec(document).unwrap();
    publish(
        registry,
        actor,
        Publish {
            address: &address,
            body: &body,
            syntax: Syntax::Json,
            override_reason: None,
            merge: None,
            at: NOW,
        },
    )
}

/// The codes and places of a refusal.
pub(crate) fn findings<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Vec<String> {
    match refused {
        Err(Refused::Invalid(found) | Refused::DraftUnfinished(found)) => {
            found.iter().map(|f| format!("{} {}", f.code.as_str(), f.pointer)).collect()
        }
        other => panic!("expected findings, got {other:?}"),
    }
}
