//! `/verwaltung`: for those who operate the registry. Accounts and the audit trail.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{
    Actor, AuditEntry, Author, OrganisationFilter, Refused, Registry, audit, organisations, people,
    person_remove,
};

use super::form::{Faults, Signed, back_to, visitor};
use crate::{
    api::User,
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
    shape,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/operator.html")]
struct OperatorPage {
    frame: Frame,
    t: Text,
    form_token: String,
    faults: Faults,
    /// Organisations that are not verified, and those that nobody owns.
    n_unverified: i64,
    n_ownerless: i64,
    people: Vec<Somebody>,
    /// Where the next page of people begins.
    next: Option<String>,
    trail: Vec<Entry>,
}

#[derive(Debug)]
struct Somebody {
    id: String,
    name: String,
    login: String,
    is_operator: bool,
    since: String,
}

/// An entry of the audit trail, for a table's row.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) at: String,
    pub(super) day: String,
    pub(super) deed: String,
    pub(super) by: String,
    pub(super) concerning: String,
}

impl Entry {
    pub(super) fn of(entry: AuditEntry, t: Text) -> Self {
        let by = match &entry.by {
            Some(Author::Person(id)) => id.clone(),
            Some(Author::Token(id)) => t.with("audit-token", id),
            // Nobody had signed in; what they showed is in the entry.
            None if matches!(entry.act.as_str(), "sign_in_failed" | "token_exchanged") => {
                t.get("audit-nobody")
            }
            None => t.get("audit-machine"),
        };
        let concerning: Vec<String> =
            entry.organisation.iter().map(ToString::to_string).chain(entry.subject).collect();
        Self {
            day: format::day_of(entry.at, t.lang),
            at: shape::time(entry.at),
            deed: t.code("deed", &entry.act),
            by,
            concerning: concerning.join(" · "),
        }
    }
}

/// People and entries on one page.
const SHOWN: u32 = 50;

/// `GET /verwaltung`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, Faults::default()).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    faults: Faults,
) -> Result<HttpResponse, Problem> {
    let visitor = visitor(visit)?;
    let (registry, actor) = (state.registry.clone(), visitor.actor.clone());
    let (t, after) = (visit.t, visit.parameter("nach").map(str::to_owned));
    let ((n_unverified, n_ownerless), (people, next, trail)) =
        blocking(move || load(&registry, &actor, t, after.as_deref())).await?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OperatorPage {
        frame: Frame::new(visit, t.get("operator-title"), Place::Operator),
        t,
        form_token: visitor.form_token.clone(),
        faults,
        n_unverified,
        n_ownerless,
        people,
        next: next.map(|next| visit.address(&[("nach", Some(&next))])),
        trail,
    };
    Ok(html(status, &page))
}

type Loaded = ((i64, i64), (Vec<Somebody>, Option<String>, Vec<Entry>));

fn load(
    registry: &Registry,
    actor: &Actor,
    t: Text,
    after: Option<&str>,
) -> Result<Loaded, Refused> {
    let (found, _) = people(registry, actor, (after, SHOWN))?;
    let is_full = u32::try_from(found.len()).is_ok_and(|n| n == SHOWN);
    let next = found.last().filter(|_| is_full).map(|last| last.id.clone());
    let people = found.into_iter().map(|person| Somebody {
        since: format::day_of(person.created_at, t.lang),
        name: person.name.unwrap_or_default(),
        login: person.login.unwrap_or_default(),
        is_operator: person.is_operator,
        id: person.id,
    });
    let trail = audit(registry, actor, None, (None, SHOWN))?;
    let trail = trail.into_iter().map(|entry| Entry::of(entry, t)).collect();
    let unverified =
        OrganisationFilter { is_verified: Some(false), ..OrganisationFilter::default() };
    let ownerless = OrganisationFilter { lacks_owner: true, ..OrganisationFilter::default() };
    let (_, n_unverified) = organisations(registry, &unverified, None, 1)?;
    let (_, n_ownerless) = organisations(registry, &ownerless, None, 1)?;
    Ok(((n_unverified, n_ownerless), (people.collect(), next, trail)))
}

/// `POST /verwaltung/personen/{user}/loeschen`.
pub(super) async fn delete(
    visit: Visit,
    state: web::Data<State>,
    user: User,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    match blocking(move || person_remove(&registry, &form.actor, &user.0, now)).await {
        Ok(()) => Ok(back_to("/verwaltung")),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, faults).await
        }
    }
}
