//! Who a request of the API acts for: by its token, or by its session.

use std::{
    future::{Ready, ready},
    rc::Rc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use registry::{Access, Actor, Present, Refused, Registry, Secret, authenticate};

use crate::{
    notice::Notice,
    problem::Problem,
    session::{self, visitor},
};

/// What a program sends along to show that it has read the session's pages.
const FORM_TOKEN: &str = "x-csrf-token";

/// Somebody who has shown something. A token has not been looked up yet, as that is work for the blocking pool.
#[derive(Debug)]
pub(crate) enum Credentials {
    Token(Secret, Notice),
    Session(Actor),
}

/// A person who has signed in; no token will do.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn(pub(crate) Rc<Present>);

impl Credentials {
    /// For whom the request acts; asks the store, so it belongs on the blocking pool.
    pub(crate) fn actor(&self, registry: &Registry, now: i64) -> Result<Actor, Refused> {
        match self {
            Self::Token(secret, notice) => {
                let actor = authenticate(registry, secret, now)?;
                if let Some(end) = actor.renew_before() {
                    notice.give(end);
                }
                Ok(actor)
            }
            Self::Session(actor) => Ok(actor.clone()),
        }
    }
}

impl FromRequest for Credentials {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(match token(request) {
            Some(secret) => Ok(Self::Token(secret, Notice::of(request))),
            None => person(request).map(|present| Self::Session(present.actor.clone())),
        })
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let found = if request.headers().contains_key(header::AUTHORIZATION) {
            Err(Refused::Access(Access::PeopleOnly).into())
        } else {
            person(request).map(Self)
        };
        ready(found)
    }
}

fn token(request: &HttpRequest) -> Option<Secret> {
    let given = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = given.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !secret.is_empty()).then(|| Secret::new(secret))
}

fn person(request: &HttpRequest) -> Result<Rc<Present>, Problem> {
    let present = visitor(request)?;
    let given = request.headers().get(FORM_TOKEN).and_then(|value| value.to_str().ok());
    if session::is_safe(request.method()) || given.is_some_and(|given| present.sent(given)) {
        Ok(present)
    } else {
        Err(Refused::Access(Access::Forged).into())
    }
}
