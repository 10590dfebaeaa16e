//! `/meine/konto`: one's own account.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{
    Refused, own_account, password_change, person_remove, session_count, sign_out_everywhere,
};

use super::{
    form::{Faults, Signed, back_to, visitor},
    sign_in::no_cookie,
};
use crate::{
    limits::SignIns,
    pages::{Frame, Place, Visit, html, text::Text},
    problem::Problem,
    session,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    frame: Frame,
    t: Text,
    form_token: String,
    name: String,
    login: Option<String>,
    has_password: bool,
    n_sessions: usize,
    faults: Faults,
    /// What has just been done.
    done: Option<String>,
}

/// `GET /meine/konto`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let done = visit.parameter("getan").map(|_| visit.t.get("account-password-changed"));
    shown(&visit, &state, Faults::default(), done).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    faults: Faults,
    done: Option<String>,
) -> Result<HttpResponse, Problem> {
    let visitor = visitor(visit)?;
    let (registry, actor) = (state.registry.clone(), visitor.actor.clone());
    let (person, n_sessions) = blocking(move || {
        Ok::<_, Refused>((own_account(&registry, &actor)?, session_count(&registry, &actor)?))
    })
    .await?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AccountPage {
        frame: Frame::new(visit, visit.t.get("account-title"), Place::Mine),
        t: visit.t,
        form_token: visitor.form_token.clone(),
        name: person.name.unwrap_or_default(),
        login: person.login,
        has_password: person.password.is_some(),
        n_sessions,
        faults,
        done,
    };
    Ok(html(status, &page))
}

/// `POST /meine/konto/passwort`.
pub(super) async fn password(
    request: HttpRequest,
    visit: Visit,
    state: web::Data<State>,
    sign_ins: web::Data<SignIns>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let account = form.actor.person().unwrap_or_default().to_owned();
    sign_ins.check(request.peer_addr().map(|address| address.ip()), &account)?;
    let (registry, now, salt) = (state.registry.clone(), state.now(), state.random()?);
    let changed = blocking(move || {
        let (old, new) = (form.fields.get("old_password"), form.fields.get("new_password"));
        password_change(&registry, &form.actor, (old, new), (&salt, now))
    })
    .await;
    match changed {
        Ok(()) => Ok(back_to("/meine/konto?getan=passwort")),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, faults, None).await
        }
    }
}

/// `POST /meine/konto/abmelden`: everywhere.
pub(super) async fn leave_everywhere(
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    blocking(move || sign_out_everywhere(&registry, &form.actor, now)).await?;
    gone(&state)
}

/// `POST /meine/konto/loeschen`.
pub(super) async fn delete(
    visit: Visit,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    if form.fields.get("sure") != "ja" {
        let faults = Faults::one("sure", visit.t.get("account-delete-unsure"));
        return shown(&visit, &state, faults, None).await;
    }
    let (registry, now) = (state.registry.clone(), state.now());
    let deleted = blocking(move || {
        let id = form.actor.person().unwrap_or_default().to_owned();
        person_remove(&registry, &form.actor, &id, now)
    })
    .await;
    match deleted {
        Ok(()) => gone(&state),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, faults, None).await
        }
    }
}

fn gone(state: &State) -> Result<HttpResponse, Problem> {
    let mut response = back_to("/");
    response.add_cookie(&session::removal(state)).map_err(|error| no_cookie(&error))?;
    Ok(response)
}
