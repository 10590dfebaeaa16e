//! An invitation: what it offers, and taking it, with the account one has or with a new one.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{
    Begun, Invitation, NewPerson, Refused, Registry, Secret, SessionRandom, SignIn, invitation,
    invitation_accept, invitation_enrol, organisation, sign_in,
};

use super::{
    form::{Faults, Fields, Open, back_to},
    sign_in::no_cookie,
};
use crate::{
    limits::SignIns,
    pages::{Frame, Place, Visit, address, html, text::Text},
    problem::{Problem, kinds},
    session,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/invitation.html")]
struct InvitationPage {
    frame: Frame,
    t: Text,
    organisation: String,
    role: String,
    code: String,
    sign_in: String,
    faults: Faults,
    login: String,
    name: String,
}

/// `GET /einladung?code=…`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let code = visit.parameter("code").unwrap_or_default().to_owned();
    shown(&visit, &state, &code, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    code: &str,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let (registry, now, secret) = (state.registry.clone(), state.now(), Secret::new(code));
    let (offer, name) = blocking(move || offer(&registry, &secret, now)).await?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let here = address("/einladung", [("code", code)].into_iter());
    let page = InvitationPage {
        frame: Frame::new(visit, visit.t.get("invitation-title"), Place::Elsewhere),
        t: visit.t,
        organisation: name,
        role: visit.t.code("role-name", offer.role.as_str()),
        code: code.to_owned(),
        sign_in: address("/anmelden", [("weiter", here.as_str())].into_iter()),
        faults,
        login: typed.get("login").to_owned(),
        name: typed.get("name").to_owned(),
    };
    Ok(html(status, &page))
}

fn offer(registry: &Registry, secret: &Secret, now: i64) -> Result<(Invitation, String), Refused> {
    let offer = invitation(registry, secret, now)?;
    let name = organisation(registry, &offer.organisation)?.name;
    Ok((offer, name))
}

/// `POST /einladung`.
pub(super) async fn sent(
    request: HttpRequest,
    visit: Visit,
    state: web::Data<State>,
    sign_ins: web::Data<SignIns>,
    form: Open,
) -> Result<HttpResponse, Problem> {
    let fields = form.0;
    if visit.visitor.is_some() {
        return taken(&request, &state, &fields).await;
    }
    sign_ins.check(request.peer_addr().map(|address| address.ip()), fields.get("login"))?;
    let at = state.now();
    match enrolled(&state, &fields, at).await {
        Ok(begun) => {
            let mut response = back_to("/meine");
            response
                .add_cookie(&session::cookie(&state, &begun, at))
                .map_err(|error| no_cookie(&error))?;
            Ok(response)
        }
        Err(problem) if *problem.kind == kinds::INVITATION_GONE => Err(problem),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            let code = fields.get("code").to_owned();
            shown(&visit, &state, &code, (faults, fields)).await
        }
    }
}

/// With the account that one is signed in with.
async fn taken(
    request: &HttpRequest,
    state: &web::Data<State>,
    fields: &Fields,
) -> Result<HttpResponse, Problem> {
    let present = session::visitor(request)?;
    if !present.sent(fields.get("csrf")) {
        return Err(Problem::new(&kinds::FORGED));
    }
    let (registry, now, actor) = (state.registry.clone(), state.now(), present.actor.clone());
    let secret = Secret::new(fields.get("code"));
    let accepted = blocking(move || invitation_accept(&registry, &actor, &secret, now)).await?;
    Ok(back_to(&format!("/meine/{}", accepted.organisation)))
}

/// With a new account, which is signed in at once.
async fn enrolled(state: &web::Data<State>, fields: &Fields, at: i64) -> Result<Begun, Problem> {
    let registry = state.registry.clone();
    let random = [state.random()?, state.random()?, state.random()?, state.random()?];
    let fields = fields.clone();
    blocking(move || {
        let [person, salt, secret, id] = &random;
        let (login, password) = (fields.get("login"), fields.get("password"));
        let new = NewPerson {
            login,
            name: fields.get("name"),
            password: Some(password),
            is_operator: false,
            random: (person, salt),
            at,
        };
        invitation_enrol(&registry, &Secret::new(fields.get("code")), new)?;
        let random = SessionRandom { secret, id };
        sign_in(&registry, SignIn { login, password, random, at })
    })
    .await
}
