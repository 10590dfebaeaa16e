//! `/meine/{organisation}/profil`: what an organisation says of itself and what it asks of products, for its owners.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{
    Act, On, OrganisationChange, OrganisationRequest, OrganisationView, Refused, Registry,
    organisation_change, organisation_view,
};

use super::{
    lands,
    policy::{self, PolicyForm},
};
use crate::pages::pick::Pick;
use crate::{
    api::Organisation,
    pages::{
        Frame, Place, Visit, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "organisations/profile.html")]
pub(super) struct ProfilePage {
    frame: Frame,
    t: Text,
    form_token: String,
    slug: String,
    faults: Faults,
    revision: String,
    name: String,
    population: String,
    /// Only where no key says which Land it is.
    lands: Option<Vec<Pick>>,
    /// For those who own the organisation.
    policy: Option<PolicyForm>,
}

/// What came back from a form, and which.
#[derive(Debug, Default)]
struct Outcome {
    faults: Faults,
    facts: Option<Fields>,
    policy: Option<Fields>,
}

/// `GET /meine/{organisation}/profil`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, &slug.0, Outcome::default()).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    slug: &Slug,
    outcome: Outcome,
) -> Result<HttpResponse, Problem> {
    let status =
        if outcome.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let visitor = visitor(visit)?.clone();
    let (registry, slug, visit) = (state.registry.clone(), slug.clone(), visit.clone());
    let page = blocking(move || {
        let on = On::Organisation(&slug);
        visitor.actor.require(Act::ChangeOrganisation, on)?;
        let view = organisation_view(&registry, &slug)?;
        let owns = visitor.actor.require(Act::SetPolicy, on).is_ok();
        Ok::<_, Refused>(made(&visit, &view, (visitor.form_token, owns), outcome))
    })
    .await?;
    Ok(html(status, &page))
}

fn made(
    visit: &Visit,
    view: &OrganisationView,
    (form_token, owns): (String, bool),
    outcome: Outcome,
) -> ProfilePage {
    let (t, of) = (visit.t, &view.organisation);
    let stored = |name: &str| match name {
        "name" => of.name.clone(),
        "state" => of.state.clone().unwrap_or_default(),
        _ => of.population.map(|n| n.to_string()).unwrap_or_default(),
    };
    let facts = outcome.facts.as_ref();
    let value =
        |name: &str| facts.map_or_else(|| stored(name), |fields| fields.get(name).to_owned());
    let land = value("state");
    let lands = of.ars.is_none().then(|| {
        let none = Pick::none(t.get("organisation-no-land"), &land);
        std::iter::once(none).chain(lands(t, &land)).collect()
    });
    let typed = outcome.policy.as_ref().or(facts).map(|fields| fields.get("revision").to_owned());
    // After a lost race the form that comes back is sent against what is there now.
    let revision = typed.filter(|_| outcome.faults.at("").is_none());
    ProfilePage {
        frame: Frame::new(visit, t.with("profile-title", &of.name), Place::Mine),
        t,
        form_token,
        slug: of.slug.to_string(),
        revision: revision.unwrap_or_else(|| of.standing.revision.to_string()),
        name: value("name"),
        population: value("population"),
        lands,
        policy: owns.then(|| match &outcome.policy {
            Some(fields) => PolicyForm::typed(fields, t),
            None => PolicyForm::of(&view.policy, t),
        }),
        faults: outcome.faults,
    }
}

/// `POST /meine/{organisation}/profil`.
pub(super) async fn described(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let fields = form.fields.clone();
    let wanted = match facts(&fields, visit.t) {
        Ok(wanted) => wanted,
        Err(faults) => {
            let outcome = Outcome { faults, facts: Some(fields), policy: None };
            return shown(&visit, &state, &slug.0, outcome).await;
        }
    };
    match changed(&state, &slug.0, form, wanted).await {
        Ok(()) => Ok(back_to(&format!("/organisationen/{}", slug.0))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            let outcome = Outcome { faults, facts: Some(fields), policy: None };
            shown(&visit, &state, &slug.0, outcome).await
        }
    }
}

fn facts(fields: &Fields, t: Text) -> Result<OrganisationChange, Faults> {
    let population = match fields.get("population").trim() {
        "" => None,
        given => {
            let plain = given.replace(['.', ' ', ','], "");
            let n = plain.parse::<i64>();
            Some(n.map_err(|_no_number| Faults::one("population", t.get("profile-no-number")))?)
        }
    };
    let given = fields.get("state");
    // Where a key says which Land it is, the form does not ask.
    let state = fields.has("state").then(|| (!given.is_empty()).then(|| given.to_owned()));
    Ok(OrganisationChange {
        name: Some(fields.get("name").to_owned()),
        population: Some(population),
        state,
        ..OrganisationChange::default()
    })
}

/// `POST /meine/{organisation}/anforderungen`.
pub(super) async fn demanded(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let fields = form.fields.clone();
    let faults = match policy::read(&fields) {
        Ok(policy) => {
            let wanted =
                OrganisationChange { policy: Some(policy), ..OrganisationChange::default() };
            match changed(&state, &slug.0, form, wanted).await {
                Ok(()) => return Ok(back_to(&format!("/meine/{}/profil", slug.0))),
                Err(problem) => at_fields(Faults::of(problem, visit.lang())?),
            }
        }
        Err(fault) => Faults::one(&fault.member, fault.why.get(visit.lang()).to_owned()),
    };
    let outcome = Outcome { faults, facts: None, policy: Some(fields) };
    shown(&visit, &state, &slug.0, outcome).await
}

/// The form's fields are called as the policy's members.
fn at_fields(faults: Faults) -> Faults {
    let named = faults
        .0
        .into_iter()
        .map(|(place, sentence)| (place.trim_start_matches("policy/").to_owned(), sentence));
    Faults(named.collect())
}

async fn changed(
    state: &web::Data<State>,
    slug: &Slug,
    form: Signed,
    change: OrganisationChange,
) -> Result<(), Problem> {
    let (registry, at, slug) = (state.registry.clone(), state.now(), slug.clone());
    blocking(move || change_seen(&registry, (&form, &slug), &change, at)).await?;
    (state.written)();
    Ok(())
}

/// Changes the organisation as of the revision that the form was shown at.
pub(super) fn change_seen(
    registry: &Registry,
    (form, slug): (&Signed, &Slug),
    change: &OrganisationChange,
    at: i64,
) -> Result<(), Refused> {
    let seen_revision = form.fields.get("revision").parse().ok();
    let request = OrganisationRequest { slug, change, seen_revision, at };
    organisation_change(registry, &form.actor, request)
}
