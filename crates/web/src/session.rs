//! Sessions of browsers: the cookie, and who comes with it.
//!
//! One layer finds out for every request whose session it is; handlers ask [`visitor`]. The secret in the cookie changes
//! while the session lives, and the same layer hands out the new one.
//!
//! Law: a request that changes something and comes with a cookie must also show that it comes from our own pages: by the
//! browser's word (`Sec-Fetch-Site`, `Origin`), which is asked for here, and by the session's form token, which the handlers'
//! extractors ask for.

use std::rc::Rc;

use actix_web::{
    HttpMessage as _, HttpRequest,
    body::BoxBody,
    cookie::{Cookie, SameSite, time::Duration},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use registry::{Access, Begun, Present, Refused, Secret, present};

use crate::{
    problem::{Problem, kinds},
    state::{State, blocking},
};

/// A browser takes a cookie of this name only over https, for this very host and the whole of it.
const SECURE_NAME: &str = "__Host-session";
/// For servers that are reached without https: on the own machine, or in tests.
const PLAIN_NAME: &str = "session";

/// Somebody came with a session that lives no longer.
#[derive(Clone, Copy, Debug)]
struct Ended;

/// Finds out whose session a request belongs to.
pub(crate) async fn attend(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    let Some((state, secret)) = wanted(&request) else { return next.call(request).await };
    if !is_safe(request.method()) && comes_from_elsewhere(request.request()) {
        return Ok(request.error_response(Problem::new(&kinds::FORGED)));
    }
    let (registry, random, now) = (state.registry.clone(), state.random(), state.now());
    let found =
        blocking(move || present(&registry, &secret, &random?, now).map_err(Problem::from)).await;
    let cookie = match found {
        Ok(mut found) => {
            let cookie = found.rotated.take().map(|begun| cookie(&state, &begun, now));
            request.extensions_mut().insert(Rc::new(found));
            cookie
        }
        Err(problem) if *problem.kind == kinds::UNAUTHORISED => {
            request.extensions_mut().insert(Ended);
            Some(removal(&state))
        }
        Err(problem) => return Ok(request.error_response(problem)),
    };
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    // What one person sees is no other's.
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
    // Signing in or out has said already which cookie it shall be.
    if let Some(cookie) = cookie.filter(|_| !headers.contains_key(header::SET_COOKIE)) {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

/// The state and the secret, when there is a session to find. Who comes with a token acts with that; assets are alike
/// for all.
fn wanted(request: &ServiceRequest) -> Option<(web::Data<State>, Secret)> {
    let has_token = request.headers().contains_key(header::AUTHORIZATION);
    if has_token || request.path().starts_with("/assets/") {
        return None;
    }
    let state = request.app_data::<web::Data<State>>()?.clone();
    let cookie = request.cookie(name(&state))?;
    let secret = Secret::new(cookie.value());
    Some((state, secret))
}

/// Whether the browser says that another site made the request. Programs say nothing of the kind.
pub(crate) fn comes_from_elsewhere(request: &HttpRequest) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_cross =
        text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let host = text("host").unwrap_or_default();
    let is_foreign = text("origin").is_some_and(|origin| {
        origin.split_once("://").is_none_or(|(_, of)| !of.eq_ignore_ascii_case(host))
    });
    is_cross || is_foreign
}

pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Who has signed in, or why nobody has.
pub(crate) fn visitor(request: &HttpRequest) -> Result<Rc<Present>, Problem> {
    let extensions = request.extensions();
    if let Some(present) = extensions.get::<Rc<Present>>() {
        return Ok(Rc::clone(present));
    }
    let is_ended = extensions.get::<Ended>().is_some();
    let access = if is_ended { Access::SessionEnded } else { Access::Anonymous };
    Err(Refused::Access(access).into())
}

/// The cookie of a session that has just begun, or got a new secret.
pub(crate) fn cookie(state: &State, begun: &Begun, now: i64) -> Cookie<'static> {
    let seconds = begun.expires_at.saturating_sub(now) / 1_000_000;
    built(state, begun.secret.reveal().to_owned(), Duration::seconds(seconds))
}

/// The cookie that takes the session's away.
pub(crate) fn removal(state: &State) -> Cookie<'static> {
    built(state, String::new(), Duration::ZERO)
}

fn built(state: &State, value: String, max_age: Duration) -> Cookie<'static> {
    Cookie::build(name(state), value)
        .path("/")
        .http_only(true)
        .secure(state.is_secure)
        .same_site(SameSite::Lax)
        .max_age(max_age)
        .finish()
}

fn name(state: &State) -> &'static str {
    if state.is_secure { SECURE_NAME } else { PLAIN_NAME }
}
