//! Signing in and out.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{SessionRandom, SignIn, sign_in, sign_out};

use super::form::{Faults, Open, Signed, back_to, own_path};
use crate::{
    limits::SignIns,
    pages::{Frame, Place, Visit, html, text::Text},
    problem::{Problem, kinds},
    session,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    frame: Frame,
    t: Text,
    faults: Faults,
    login: String,
    /// Where to go on afterwards.
    next: String,
}

impl SignInPage {
    fn new(visit: &Visit, faults: Faults, login: &str, next: &str) -> Self {
        Self {
            frame: Frame::new(visit, visit.t.get("sign-in-title"), Place::Elsewhere),
            t: visit.t,
            faults,
            login: login.to_owned(),
            next: own_path(next, MINE),
        }
    }
}

const MINE: &str = "/meine";

/// `GET /anmelden`.
pub(super) async fn page(visit: Visit) -> HttpResponse {
    let next = visit.parameter("weiter").unwrap_or(MINE);
    if visit.visitor.is_some() {
        return back_to(&own_path(next, MINE));
    }
    html(StatusCode::OK, &SignInPage::new(&visit, Faults::default(), "", next))
}

/// `POST /anmelden`.
pub(super) async fn sent(
    request: HttpRequest,
    visit: Visit,
    state: web::Data<State>,
    sign_ins: web::Data<SignIns>,
    form: Open,
) -> Result<HttpResponse, Problem> {
    let fields = form.0;
    let (login, next) = (fields.get("login").to_owned(), fields.get("weiter").to_owned());
    sign_ins.check(request.peer_addr().map(|address| address.ip()), &login)?;
    let (registry, at) = (state.registry.clone(), state.now());
    let (secret, id) = (state.random()?, state.random()?);
    let (given, password) = (login.clone(), fields.get("password").to_owned());
    let begun = blocking(move || {
        let random = SessionRandom { secret: &secret, id: &id };
        sign_in(&registry, SignIn { login: &given, password: &password, random, at })
    })
    .await;
    match begun {
        Ok(begun) => {
            let mut response = back_to(&own_path(&next, MINE));
            response
                .add_cookie(&session::cookie(&state, &begun, at))
                .map_err(|error| no_cookie(&error))?;
            Ok(response)
        }
        Err(problem) if *problem.kind == kinds::UNAUTHORISED => {
            let faults = Faults::one("login", visit.t.get("sign-in-wrong"));
            let page = SignInPage::new(&visit, faults, &login, &next);
            Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(problem) => Err(problem),
    }
}

/// `POST /abmelden`.
pub(super) async fn leave(state: web::Data<State>, form: Signed) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    blocking(move || sign_out(&registry, &form.actor, now)).await?;
    let mut response = back_to("/");
    response.add_cookie(&session::removal(&state)).map_err(|error| no_cookie(&error))?;
    Ok(response)
}

/// Our own cookies can always be written; should one not, that is ours to mend.
pub(super) fn no_cookie(error: &actix_web::error::HttpError) -> Problem {
    tracing::error!(error = %error, "a cookie could not be written");
    Problem::new(&kinds::INTERNAL)
}
