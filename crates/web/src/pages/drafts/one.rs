//! `/entwuerfe/{id}`: a draft, what a publication would say of it, and the steps that may come next.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{Finding, Lang};
use registry::{Author, DraftState, DraftView, DraftWish, Registry, draft};

use super::resolver::Resolver;
use crate::{
    api::Id,
    pages::{
        Frame, Place, Visit, format, html,
        people::form::{Faults, Fields, visitor},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "drafts/one.html")]
struct DraftPage {
    frame: Frame,
    t: Text,
    form_token: String,
    id: String,
    slug: String,
    revision: i64,
    state: String,
    version: String,
    /// The document as it is edited: what is stored, or what was typed and could not be saved.
    text: String,
    is_own_text: bool,
    /// Where saving changes nothing but the text. After a submission it takes that back, and text that was refused may
    /// replace somebody else's: both are decisions.
    is_saved_while_typing: bool,
    faults: Faults,
    resolver: Option<Resolver>,
    findings: Vec<Said>,
    is_ready: bool,
    required: Option<String>,
    changes: Vec<Change>,
    history: Vec<Step>,
    /// What may be done in this state.
    wishes: Vec<DraftWish>,
    published: Option<String>,
}

#[derive(Debug)]
struct Said {
    is_error: bool,
    path: String,
    sentence: String,
}

#[derive(Debug)]
struct Change {
    level: String,
    level_name: String,
    sentence: String,
}

#[derive(Debug)]
struct Step {
    day: String,
    deed: String,
    by: String,
    note: Option<String>,
}

impl DraftPage {
    fn may(&self, wish: &str) -> bool {
        self.wishes.iter().any(|one| one.to_string() == wish)
    }
}

/// What a step left to say: faults, and the text that could not be saved.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) faults: Faults,
    pub(super) text: Option<String>,
    /// Decisions that could not be kept.
    pub(super) fields: Fields,
}

/// `GET /entwuerfe/{id}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, id.0, Outcome::default()).await
}

pub(super) async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    id: String,
    outcome: Outcome,
) -> Result<HttpResponse, Problem> {
    let status =
        if outcome.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, now, visit) = (state.registry.clone(), state.now(), visit.clone());
    let page = blocking(move || load(&registry, &visit, &id, (outcome, now))).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    id: &str,
    (outcome, now): (Outcome, i64),
) -> Result<DraftPage, Problem> {
    let (visitor, t) = (visitor(visit)?, visit.t);
    let view = draft(registry, &visitor.actor, id, now)?;
    let facts = &view.draft.facts;
    let title = facts.title.clone().or_else(|| facts.name.as_ref().map(ToString::to_string));
    let stored = serde_json::to_string_pretty(&view.document).unwrap_or_default();
    let wishes = DraftWish::ALL.into_iter().filter(|wish| wish.is_possible(view.draft.state));
    let published = view.draft.published.as_ref().zip(facts.name.as_ref());
    Ok(DraftPage {
        frame: Frame::new(visit, title.unwrap_or_else(|| t.get("draft-untitled")), Place::Mine),
        t,
        form_token: visitor.form_token.clone(),
        id: view.draft.id.clone(),
        slug: view.draft.organisation.to_string(),
        revision: view.draft.revision,
        state: t.code("draft-state", view.draft.state.as_str()),
        version: facts.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        resolver: view
            .merge
            .as_ref()
            .map(|merge| Resolver::new(t, merge, (&outcome.faults, &outcome.fields))),
        is_own_text: outcome.text.is_some(),
        is_saved_while_typing: view.draft.state == DraftState::Open && outcome.text.is_none(),
        text: outcome.text.unwrap_or(stored),
        faults: outcome.faults,
        is_ready: !view.outlook.findings.iter().any(Finding::is_error),
        findings: view.outlook.findings.iter().map(|finding| said(finding, t.lang)).collect(),
        required: view.outlook.required.map(|level| t.code("level-of", &level.to_string())),
        changes: view.outlook.changes.iter().map(|change| changed(change, t)).collect(),
        history: history(&view, t),
        wishes: wishes.collect(),
        published: published.map(|(version, name)| {
            format!("/blaupausen/{}/{name}?version={version}", view.draft.organisation)
        }),
    })
}

fn said(finding: &Finding, lang: Lang) -> Said {
    Said {
        is_error: finding.is_error(),
        path: finding.path.to_string(),
        sentence: finding.message.get(lang).to_owned(),
    }
}

fn changed(change: &blueprint::Change, t: Text) -> Change {
    let level = change.level.to_string();
    Change {
        level_name: t.code("level-of", &level),
        sentence: change.message.get(t.lang).to_owned(),
        level,
    }
}

fn history(view: &DraftView, t: Text) -> Vec<Step> {
    let name = |by: &Author| {
        let id = by.person().or(by.token()).unwrap_or_default();
        view.names.get(id).cloned().unwrap_or_else(|| id.to_owned())
    };
    view.history
        .iter()
        .map(|event| Step {
            day: format::day_of(event.at, t.lang),
            deed: t.code("draft-deed", event.deed.as_str()),
            by: name(&event.by),
            note: event.note.clone(),
        })
        .collect()
}
