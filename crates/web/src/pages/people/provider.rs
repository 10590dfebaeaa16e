//! Signing in at an identity provider: away, and back.
//!
//! Both are plain GETs: a browser sends no form to another host from here (`form-action 'self'`), and the provider
//! sends people back by a redirect.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
    web,
};
use oidc::{Callback, OidcError, Pending};
use registry::{
    Begun, DEPARTURE_LIFE, Departure, Leaving, Registry, Secret, SessionRandom, Vouched, come_back,
    depart, sign_in_vouched,
};

use super::{
    form::{back_to, own_path},
    sign_in::{MINE, no_cookie},
};
use crate::{
    pages::Visit,
    problem::{Problem, kinds},
    providers::Providers,
    session,
    state::{State, blocking},
};

/// Keeps the browser that left apart from all others; like that of a session, it is for https and this host alone.
const SECURE_COOKIE: &str = "__Host-sign-in";
/// For servers that are reached without https.
const PLAIN_COOKIE: &str = "sign-in";

/// `GET /anmelden/{provider}`: to the provider.
pub(super) async fn leave(
    visit: Visit,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let next = own_path(visit.parameter("weiter").unwrap_or(MINE), MINE);
    let redirect = redirect_uri(&state, &id);
    let (registry, providers, at) = (state.registry.clone(), state.providers.clone(), state.now());
    let (random, secret) = (three(&state)?, state.random()?);
    let (url, secret) = blocking(move || {
        let (provider, _) = asked(&providers, &id, at)?;
        let begun = provider.begin(&redirect, &random);
        let pending = begun.pending.to_text().map_err(|error| failed(&error))?;
        let leaving = Leaving { provider: &id, pending: &pending, next: &next, at };
        Ok::<_, Problem>((begun.url, depart(&registry, leaving, &secret)?))
    })
    .await?;
    let mut response = back_to(&url);
    let life = Duration::microseconds(DEPARTURE_LIFE);
    response
        .add_cookie(&cookie(&state, secret.reveal().to_owned(), life))
        .map_err(|error| no_cookie(&error))?;
    Ok(response)
}

/// `GET /anmelden/{provider}/zurueck`: from the provider.
pub(super) async fn back(
    request: HttpRequest,
    visit: Visit,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let kept =
        request.cookie(cookie_name(&state)).ok_or_else(|| Problem::new(&kinds::SIGN_IN_FAILED))?;
    let (secret, callback) = (Secret::new(kept.value()), callback(&visit));
    let (registry, providers, at) = (state.registry.clone(), state.providers.clone(), state.now());
    let random = [state.random()?, state.random()?, state.random()?];
    let (begun, next) = blocking(move || {
        // Out it comes before anything else: what fails is begun again, and never tried again.
        let departure = come_back(&registry, &secret, at)?;
        let departure = departure.filter(|departure| departure.provider == *id);
        let departure = departure.ok_or_else(|| Problem::new(&kinds::SIGN_IN_FAILED))?;
        let begun = welcomed(&registry, &providers, (&departure, &callback), (&random, at))?;
        Ok::<_, Problem>((begun, departure.next))
    })
    .await?;
    let mut response = back_to(&own_path(&next, MINE));
    for cookie in
        [session::cookie(&state, &begun, at), cookie(&state, String::new(), Duration::ZERO)]
    {
        response.add_cookie(&cookie).map_err(|error| no_cookie(&error))?;
    }
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        // The address has the provider's code in it.
        header::HeaderValue::from_static("no-referrer"),
    );
    Ok(response)
}

fn welcomed(
    registry: &Registry,
    providers: &Providers,
    (departure, callback): (&Departure, &Callback),
    (random, at): (&[[u8; 32]; 3], i64),
) -> Result<Begun, Problem> {
    let (provider, settings) = asked(providers, &departure.provider, at)?;
    let pending = Pending::from_text(&departure.pending).map_err(|error| failed(&error))?;
    let identity = provider.finish(&pending, callback, at).map_err(|error| failed(&error))?;
    let vouched = Vouched {
        issuer: &identity.issuer,
        subject: &identity.subject,
        name: identity.name.as_deref(),
        email: identity.email.as_deref(),
        roles: &settings.roles_of(&identity.groups),
    };
    let [person, secret, id] = random;
    Ok(sign_in_vouched(registry, &vouched, (person, SessionRandom { secret, id }), at)?)
}

type Asked<'p> = (std::sync::Arc<oidc::Provider>, &'p crate::providers::SignInProvider);

fn asked<'p>(providers: &'p Providers, id: &str, now: i64) -> Result<Asked<'p>, Problem> {
    let known = providers.get(id, now).ok_or_else(|| Problem::new(&kinds::NOT_FOUND))?;
    known.map_err(|error| failed(&error))
}

/// What went wrong goes to the log; people begin again, or wait when the provider is away.
fn failed(error: &OidcError) -> Problem {
    let mut causes = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        causes = format!("{causes}: {cause}");
        next = cause.source();
    }
    tracing::warn!(error = causes, "signing in at a provider has failed");
    match error {
        OidcError::Unreachable { .. } | OidcError::Status { .. } => Problem::saying(
            &kinds::UNAVAILABLE,
            "Der Anmeldedienst antwortet gerade nicht. Versuchen Sie es in einer Minute noch einmal.",
            "The identity provider does not answer right now. Try again in a minute.",
        )
        .retry_after(60),
        OidcError::Refused { .. } => Problem::saying(
            &kinds::SIGN_IN_FAILED,
            "Der Anmeldedienst hat die Anmeldung abgelehnt, oder Sie haben sie abgebrochen. Beginnen Sie noch einmal von vorn.",
            "The identity provider refused, or you gave up. Begin again.",
        ),
        _ => Problem::new(&kinds::SIGN_IN_FAILED),
    }
}

/// What the provider sends along; it may send more, which is not ours.
fn callback(visit: &Visit) -> Callback {
    let text = |name: &str| visit.parameter(name).map(str::to_owned);
    Callback {
        state: text("state"),
        code: text("code"),
        iss: text("iss"),
        error: text("error"),
        error_description: text("error_description"),
    }
}

fn redirect_uri(state: &State, id: &str) -> String {
    format!("{}/anmelden/{id}/zurueck", state.public_url)
}

fn three(state: &State) -> Result<[u8; 96], Problem> {
    let mut bytes = [0; 96];
    for part in bytes.chunks_exact_mut(32) {
        part.copy_from_slice(&state.random()?);
    }
    Ok(bytes)
}

fn cookie(state: &State, value: String, life: Duration) -> Cookie<'static> {
    Cookie::build(cookie_name(state), value)
        // The name asks for the whole host.
        .path("/")
        .http_only(true)
        .secure(state.is_secure())
        // The provider's redirect comes from another site.
        .same_site(SameSite::Lax)
        .max_age(life)
        .finish()
}

fn cookie_name(state: &State) -> &'static str {
    if state.is_secure() { SECURE_COOKIE } else { PLAIN_COOKIE }
}
