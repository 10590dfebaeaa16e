//! The token of a request.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use registry::{Access, Actor, Refused, Registry, Secret, authenticate};

use crate::problem::Problem;

/// The secret that came with a request that must have one. The store has not been asked yet.
#[derive(Debug)]
pub(crate) struct Credentials(Secret);

impl Credentials {
    /// For whom the request acts; asks the store, so it belongs on the blocking pool.
    pub(crate) fn actor(&self, registry: &Registry, now: i64) -> Result<Actor, Refused> {
        authenticate(registry, &self.0, now)
    }
}

impl FromRequest for Credentials {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let given =
            request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let secret = given.and_then(|value| {
            let (scheme, secret) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_owned())
        });
        ready(match secret.filter(|secret| !secret.is_empty()) {
            Some(secret) => Ok(Self(Secret::new(secret))),
            None => Err(Refused::Access(Access::Anonymous).into()),
        })
    }
}
