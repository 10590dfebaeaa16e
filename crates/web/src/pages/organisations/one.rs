//! `/organisationen/{slug}`: what everybody may know of an organisation.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{
    Act, Actor, On, OrganisationDeed, OrganisationFilter, OrganisationStep, OrganisationView,
    Refused, Registry, organisation, organisation_view,
};

use super::{
    Row,
    policy::{Asked, asked},
};
use crate::{
    api::Organisation,
    pages::{Frame, Place, Visit, address, format, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "organisations/one.html")]
pub(super) struct OnePage {
    frame: Frame,
    t: Text,
    row: Row,
    ars: Option<String>,
    verified: Option<Said>,
    succession: Option<(Named, Said)>,
    parent: Option<Named>,
    predecessors: Vec<Named>,
    /// What belongs to it.
    members: Vec<Named>,
    /// Where all of them are, when there are more.
    all_members: Option<String>,
    blueprints: String,
    /// What it asks of products.
    asked: Vec<Asked>,
    history: Vec<Told>,
    /// For those who may change something.
    profile: Option<String>,
    administration: Option<String>,
}

/// An organisation's name and slug.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) slug: String,
    pub(super) name: String,
}

/// A reason and its day.
#[derive(Debug)]
struct Said {
    iso: String,
    day: String,
    reason: String,
}

/// A step of the history, as a sentence and what was said.
#[derive(Debug)]
struct Told {
    iso: String,
    day: String,
    deed: String,
    text: String,
}

/// What was read for the page.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) view: OrganisationView,
    pub(super) parent: Option<Named>,
    pub(super) successor: Option<Named>,
    pub(super) predecessors: Vec<Named>,
    pub(super) members: Vec<Named>,
    pub(super) n_members: i64,
}

/// Organisations that are named on the page; more are in the directory.
const NAMED: u32 = 20;

/// `GET /organisationen/{organisation}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    slug: Organisation,
) -> Result<HttpResponse, Problem> {
    let registry = state.registry.clone();
    let page = blocking(move || {
        let reading = read(&registry, &slug.0)?;
        Ok::<_, Refused>(shown(&visit, reading))
    })
    .await?;
    Ok(html(StatusCode::OK, &page))
}

fn read(registry: &Registry, slug: &Slug) -> Result<Reading, Refused> {
    let view = organisation_view(registry, slug)?;
    let filter = OrganisationFilter { parent: Some(slug.clone()), ..OrganisationFilter::default() };
    let (members, n_members) = registry::organisations(registry, &filter, None, NAMED)?;
    let parent = view.organisation.parent.as_ref();
    let succession = view.organisation.standing.succession.as_ref();
    Ok(Reading {
        parent: parent.map(|slug| named(registry, slug)).transpose()?,
        successor: succession.map(|found| named(registry, &found.successor)).transpose()?,
        predecessors: view
            .predecessors
            .iter()
            .map(|slug| named(registry, slug))
            .collect::<Result<_, Refused>>()?,
        members: members
            .into_iter()
            .map(|one| Named { slug: one.slug.to_string(), name: one.name })
            .collect(),
        n_members,
        view,
    })
}

fn named(registry: &Registry, slug: &Slug) -> Result<Named, Refused> {
    Ok(Named { slug: slug.to_string(), name: organisation(registry, slug)?.name })
}

pub(super) fn shown(visit: &Visit, reading: Reading) -> OnePage {
    let t = visit.t;
    let Reading { view, parent, successor, predecessors, members, n_members } = reading;
    let of = &view.organisation;
    let may = |act: Act, path: String| {
        let actor: Option<&Actor> = visit.visitor.as_ref().map(|visitor| &visitor.actor);
        actor.filter(|actor| actor.require(act, On::Organisation(&of.slug)).is_ok()).map(|_| path)
    };
    let slug = of.slug.as_str();
    let has_more = i64::from(NAMED) < n_members;
    let succession = of.standing.succession.as_ref();
    OnePage {
        frame: Frame::new(visit, of.name.clone(), Place::Organisations),
        t,
        row: Row::of(of, t),
        ars: of.ars.clone(),
        verified: of.standing.verified.as_ref().map(|it| Said::new(it.at, &it.reason, t)),
        succession: successor.zip(succession.map(|it| Said::new(it.at, &it.reason, t))),
        parent,
        predecessors,
        members,
        all_members: has_more.then(|| address("/organisationen", [("parent", slug)].into_iter())),
        blueprints: address("/blaupausen", [("owner", slug)].into_iter()),
        asked: asked(&view.policy, t),
        history: view.history.iter().map(|step| Told::new(step, t)).collect(),
        profile: may(Act::SetPolicy, format!("/meine/{slug}/profil")),
        administration: may(
            Act::AdministerOrganisation,
            format!("/verwaltung/organisationen/{slug}"),
        ),
    }
}

impl Said {
    fn new(at: i64, reason: &str, t: Text) -> Self {
        Self {
            iso: format::iso_day_of(at),
            day: format::day_of(at, t.lang),
            reason: reason.to_owned(),
        }
    }
}

impl Told {
    fn new(step: &OrganisationStep, t: Text) -> Self {
        let deed = match step.deed {
            OrganisationDeed::Renamed => t.get("organisation-deed-renamed"),
            OrganisationDeed::Verified => t.get("organisation-deed-verified"),
            OrganisationDeed::Unverified => t.get("organisation-deed-unverified"),
            OrganisationDeed::Succeeded => t.get("organisation-deed-succeeded"),
            OrganisationDeed::Continued => t.get("organisation-deed-continued"),
        };
        Self {
            iso: format::iso_day_of(step.at),
            day: format::day_of(step.at, t.lang),
            deed,
            text: step.text.clone(),
        }
    }
}
