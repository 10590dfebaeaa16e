//! How often a caller may ask: by kind of act, for each token or address.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    net::IpAddr,
    num::NonZeroU32,
    sync::Arc,
};

use actix_web::{
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};

use crate::problem::{Problem, kinds};

/// Requests per second and caller; four times as many at once.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    pub read: NonZeroU32,
    /// Reads that search.
    pub search: NonZeroU32,
    pub write: NonZeroU32,
}

impl Default for RateLimits {
    fn default() -> Self {
        let per_second = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self { read: per_second(200), search: per_second(50), write: per_second(25) }
    }
}

/// The limiters of one server.
#[derive(Debug)]
pub(crate) struct Limits {
    read: Limit,
    search: Limit,
    write: Limit,
}

/// The limit of one kind of request.
#[derive(Debug)]
struct Limit {
    caller: DefaultKeyedRateLimiter<Caller>,
    /// All tokens that one address sends together: invented ones must not each get a fresh allowance.
    address: DefaultKeyedRateLimiter<Caller>,
}

/// Who asks: a token by its hash, or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Caller {
    Token(u64),
    Address(Option<IpAddr>),
}

/// How often somebody may try a password: for each account, and for each address. Always on.
#[derive(Debug)]
pub(crate) struct SignIns {
    account: DefaultKeyedRateLimiter<u64>,
    address: DefaultKeyedRateLimiter<Caller>,
}

impl SignIns {
    pub(crate) fn new() -> Self {
        let per_minute = |n| Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        Self {
            account: RateLimiter::keyed(per_minute(10)),
            address: RateLimiter::keyed(per_minute(30)),
        }
    }

    /// Refuses when it was tried too often. An account is counted whether it exists or not.
    pub(crate) fn check(&self, address: Option<IpAddr>, login: &str) -> Result<(), Problem> {
        let account = hash(login.trim().to_lowercase().as_bytes());
        let tried = take(&self.address, &Caller::Address(address))
            .and_then(|()| take(&self.account, &account));
        tried.map_err(|seconds| Problem::new(&kinds::TOO_MANY_REQUESTS).retry_after(seconds))
    }
}

/// More callers than this are only remembered while they are limited.
const MOST_CALLERS: usize = 50_000;

impl Limits {
    pub(crate) fn new(limits: RateLimits) -> Self {
        let limiter = |per_second: NonZeroU32| {
            let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(3));
            RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst))
        };
        let several = NonZeroU32::MIN.saturating_add(7);
        let limit = |per_second: NonZeroU32| Limit {
            caller: limiter(per_second),
            address: limiter(per_second.saturating_mul(several)),
        };
        Self { read: limit(limits.read), search: limit(limits.search), write: limit(limits.write) }
    }

    /// Seconds to wait, when the caller has used up what it may.
    fn check(&self, request: &ServiceRequest) -> Result<(), u64> {
        let limit = match *request.method() {
            Method::GET | Method::HEAD | Method::OPTIONS if searches(request.path()) => {
                &self.search
            }
            Method::GET | Method::HEAD | Method::OPTIONS => &self.read,
            _ => &self.write,
        };
        let address = Caller::Address(request.peer_addr().map(|address| address.ip()));
        match request.headers().get(header::AUTHORIZATION) {
            Some(token) => {
                take(&limit.address, &address)?;
                take(&limit.caller, &Caller::Token(hash(token.as_bytes())))
            }
            None => take(&limit.caller, &address),
        }
    }
}

fn take<K: std::hash::Hash + Eq + Clone>(
    limiter: &DefaultKeyedRateLimiter<K>,
    caller: &K,
) -> Result<(), u64> {
    if MOST_CALLERS < limiter.len() {
        limiter.retain_recent();
    }
    let wait = |busy: governor::NotUntil<_>| busy.wait_time_from(DefaultClock::default().now());
    limiter.check_key(caller).map_err(|busy| wait(busy).as_secs() + 1)
}

/// Where a request asks the index.
fn searches(path: &str) -> bool {
    matches!(path, "/api/v1/blueprints" | "/api/v1/suggestions" | "/blaupausen")
        || path.starts_with("/feeds/")
        || path.ends_with("/similar")
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

pub(crate) async fn limit(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    let limits = request.app_data::<web::Data<Option<Limits>>>().cloned();
    if let Some(limits) = limits.as_ref().and_then(|limits| limits.get_ref().as_ref())
        && let Err(seconds) = limits.check(&request)
    {
        let problem = Problem::new(&kinds::TOO_MANY_REQUESTS).retry_after(seconds);
        return Ok(request.error_response(problem));
    }
    next.call(request).await
}

/// No limits at all, or these.
pub(crate) fn shared(limits: Option<RateLimits>) -> web::Data<Option<Limits>> {
    web::Data::from(Arc::new(limits.map(Limits::new)))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn invented_tokens_of_one_address_search_no_more_than_some_callers_together() {
        let one = NonZeroU32::MIN;
        let limits =
            Limits::new(RateLimits { read: one.saturating_add(999), search: one, write: one });
        let address = "192.0.2.1:1".parse().unwrap();
        let asked = |path: &str, n: u32| {
            let token = (header::AUTHORIZATION, format!("Bearer blp_{n}"));
            let request = TestRequest::get().uri(path).peer_addr(address).insert_header(token);
            limits.check(&request.to_srv_request()).is_ok()
        };
        let n_answered = (0..200).filter(|n| asked("/api/v1/blueprints?q=hund", *n)).count();
        assert!((32..40).contains(&n_answered), "{n_answered}");
        // Reading goes on.
        assert!(asked("/api/v1/blueprints/musterstadt/fundsache", 1));
    }
}
