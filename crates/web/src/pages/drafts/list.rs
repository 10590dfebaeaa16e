//! `/entwuerfe`: an organisation's drafts, and beginning one.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{Message, Slug, Syntax};
use registry::{
    Act, Actor, DraftStart, Named, NewDraft, On, Refused, Registry, draft_begin, drafts,
    four_eyes as demanded, four_eyes_demand, organisation, proposals_waiting,
};

use crate::{
    api::Organisation,
    pages::{
        Frame, Place, Visit, format, html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        proposals::ProposalRow,
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "drafts/list.html")]
struct DraftsPage {
    frame: Frame,
    t: Text,
    form_token: String,
    slug: String,
    name: String,
    has_four_eyes: bool,
    may_set_four_eyes: bool,
    may_write: bool,
    rows: Vec<Row>,
    /// Proposals to the organisation's blueprints that are open.
    waiting: Vec<ProposalRow>,
    faults: Faults,
    typed: Fields,
}

#[derive(Debug)]
struct Row {
    href: String,
    title: String,
    state: String,
    saved: String,
    by: String,
}

const SHOWN: u32 = 100;

/// `GET /entwuerfe?organisation=…`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let wanted = visit.parameter("organisation").map(str::parse).transpose();
    let wanted: Option<Slug> = wanted.map_err(|_unnamed| unnamed())?;
    let slug = match wanted {
        Some(slug) => slug,
        None => only(&visitor(&visit)?.actor)?,
    };
    shown(&visit, &state, slug, (Faults::default(), Fields::default())).await
}

fn only(actor: &Actor) -> Result<Slug, Problem> {
    match <[Slug; 1]>::try_from(actor.organisations(Act::ReadDrafts)) {
        Ok([only]) => Ok(only),
        Err(_none_or_several) => Err(unnamed()),
    }
}

fn unnamed() -> Problem {
    Problem::at(
        "draft-organisation",
        "/organisation",
        Message::new(
            "Wählen Sie zuerst die Organisation, deren Entwürfe Sie sehen wollen.",
            "Choose the organisation whose drafts you want to see first.",
        ),
    )
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    slug: Slug,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, visit) = (state.registry.clone(), visit.clone());
    let page = blocking(move || load(&registry, &visit, &slug, (faults, typed))).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    (faults, typed): (Faults, Fields),
) -> Result<DraftsPage, Problem> {
    let (visitor, t) = (visitor(visit)?, visit.t);
    let actor = &visitor.actor;
    let (found, _, names) = drafts(registry, actor, (Some(slug), None), (None, SHOWN))?;
    let rows = found.iter().map(|draft| {
        let by = draft.saved.by.person().or(draft.saved.by.token()).unwrap_or_default();
        let title =
            draft.facts.title.clone().or_else(|| draft.facts.name.as_ref().map(Slug::to_string));
        Row {
            href: format!("/entwuerfe/{}", draft.id),
            title: title.unwrap_or_else(|| t.get("draft-untitled")),
            state: t.code("draft-state", draft.state.as_str()),
            saved: format::day_of(draft.saved.at, t.lang),
            by: names.get(by).cloned().unwrap_or_else(|| by.to_owned()),
        }
    });
    let waiting = proposals_waiting(registry, actor, slug, SHOWN)?;
    let on = On::Organisation(slug);
    Ok(DraftsPage {
        frame: Frame::new(visit, t.get("drafts-title"), Place::Mine),
        t,
        form_token: visitor.form_token.clone(),
        slug: slug.to_string(),
        name: organisation(registry, slug)?.name,
        has_four_eyes: demanded(registry, actor, slug)?,
        may_set_four_eyes: actor.require(Act::SetFourEyes, on).is_ok(),
        may_write: actor.require(Act::WriteDraft, on).is_ok(),
        rows: rows.collect(),
        waiting: waiting.iter().map(|proposal| ProposalRow::new(t, proposal)).collect(),
        faults,
        typed,
    })
}

/// `POST /entwuerfe`.
pub(super) async fn begin(
    visit: Visit,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let slug: Slug = form.fields.get("organisation").parse().map_err(|_unnamed| unnamed())?;
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (of, fields) = (slug.clone(), form.fields.clone());
    let begun = blocking(move || {
        let start = start(&form.fields)?;
        let start = match &start {
            Start::Document(document) => DraftStart::Document(document.clone()),
            Start::Version(from) => DraftStart::Version(from),
            Start::Empty => DraftStart::Empty,
        };
        let new = NewDraft {
            organisation: &of,
            name: None,
            start,
            idempotency_key: None,
            random: &random,
            at,
        };
        Ok::<_, Problem>(draft_begin(&registry, &form.actor, &new)?)
    })
    .await;
    match begun {
        Ok(draft) => Ok(back_to(&format!("/entwuerfe/{}", draft.id))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, slug, (faults, fields)).await
        }
    }
}

enum Start {
    Empty,
    Document(serde_json::Value),
    Version(Named),
}

/// A document that was pasted counts before a version that was named.
fn start(fields: &Fields) -> Result<Start, Problem> {
    let pasted = fields.get("document");
    if !pasted.trim().is_empty() {
        // YAML has JSON in it, and authors may write either.
        let parsed = blueprint::parse(pasted.as_bytes(), Syntax::Yaml)
            .map_err(|error| Refused::Invalid(vec![error.finding()]))?;
        return Ok(Start::Document(parsed.into_value()));
    }
    match fields.get("from").trim() {
        "" => Ok(Start::Empty),
        named => named.parse().map(Start::Version).map_err(|_unnamed| {
            Problem::at(
                "draft-from",
                "/from",
                Message::new(
                    "Schreiben Sie organisation/name@Version, zum Beispiel musterstadt/hundesteuer@latest.",
                    "Write organisation/name@version, for example musterstadt/hundesteuer@latest.",
                ),
            )
        }),
    }
}

/// `POST /meine/{organisation}/vier-augen`.
pub(super) async fn four_eyes(
    state: web::Data<State>,
    slug: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at) = (state.registry.clone(), state.now());
    let address = format!("/entwuerfe?organisation={}", slug.0);
    blocking(move || {
        let demanded = form.fields.get("demanded") == "ja";
        four_eyes_demand(&registry, &form.actor, (&slug.0, demanded), at)
    })
    .await?;
    Ok(back_to(&address))
}
