//! `/vorschlaege/{id}`: a proposal, whether it still fits, what is said of it, and the next steps.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Act, On, ProposalState, ProposalView, Registry, proposal, proposal_may};

use crate::{
    api::Id,
    pages::{
        Frame, Place, Visit, address,
        changes::{Group, groups},
        format, html,
        people::form::{Faults, Fields},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "proposals/one.html")]
struct ProposalPage {
    frame: Frame,
    t: Text,
    id: String,
    revision: i64,
    state: String,
    is_open: bool,
    organisation: String,
    fork: Option<Link>,
    target: String,
    base: Link,
    made: String,
    made_iso: String,
    message: String,
    reason: Option<String>,
    /// The version that it became part of.
    published: Option<Link>,
    /// For those who may see it.
    draft: Option<String>,
    behind: String,
    conflicts: Vec<String>,
    groups: Vec<Group>,
    comments: Vec<Comment>,
    unlisted: i64,
    acts: Option<Acts>,
    faults: Faults,
    typed: Fields,
}

#[derive(Debug)]
struct Link {
    name: String,
    href: String,
}

#[derive(Debug)]
struct Comment {
    organisation: String,
    day: String,
    day_iso: String,
    text: String,
}

/// What whoever looks may do.
#[derive(Debug)]
struct Acts {
    form_token: String,
    may_comment: bool,
    may_decide: bool,
    may_withdraw: bool,
}

/// `GET /vorschlaege/{id}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, id.0, (Faults::default(), Fields::default())).await
}

pub(super) async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    id: String,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, visit) = (state.registry.clone(), visit.clone());
    let page = blocking(move || load(&registry, &visit, &id, (faults, typed))).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    id: &str,
    (faults, typed): (Faults, Fields),
) -> Result<ProposalPage, Problem> {
    let t = visit.t;
    let view = proposal(registry, id)?;
    let acts = Acts::of(visit, &view);
    let draft = draft(visit, &view);
    let ProposalView { proposal, changes, behind, conflicts, comments, n_comments } = view;
    let n_listed = i64::try_from(comments.len()).unwrap_or(i64::MAX);
    let target = &proposal.target;
    let comments = comments.into_iter().map(|comment| Comment {
        organisation: comment.organisation.to_string(),
        day: format::day_of(comment.stamp.at, t.lang),
        day_iso: format::iso_day_of(comment.stamp.at),
        text: comment.text,
    });
    Ok(ProposalPage {
        frame: Frame::new(visit, proposal.title.clone(), Place::Blueprints),
        t,
        state: t.code("proposal-state", proposal.state.as_str()),
        is_open: proposal.state == ProposalState::Open,
        organisation: proposal.organisation.to_string(),
        fork: proposal.fork.as_ref().map(|(fork, version)| Link {
            name: format!("{fork}@{version}"),
            href: version_address(fork, version),
        }),
        base: Link {
            name: proposal.base.0.to_string(),
            href: version_address(target, &proposal.base.0),
        },
        published: proposal.published.as_ref().map(|version| Link {
            name: version.to_string(),
            href: version_address(target, version),
        }),
        target: target.to_string(),
        made: format::day_of(proposal.created.at, t.lang),
        made_iso: format::iso_day_of(proposal.created.at),
        behind: t.n("proposal-behind", &behind),
        conflicts: conflicts.iter().map(ToString::to_string).collect(),
        groups: groups(t, &changes),
        comments: comments.collect(),
        unlisted: n_comments.saturating_sub(n_listed),
        id: proposal.id,
        revision: proposal.revision,
        message: proposal.message,
        reason: proposal.reason,
        draft,
        acts,
        faults,
        typed,
    })
}

fn draft(visit: &Visit, view: &ProposalView) -> Option<String> {
    let actor = &visit.visitor.as_ref()?.actor;
    let owner = On::Organisation(&view.proposal.target.owner);
    actor.require(Act::ReadDrafts, owner).ok()?;
    view.proposal.draft.as_ref().map(|draft| format!("/entwuerfe/{draft}"))
}

fn version_address(id: &blueprint::BlueprintId, version: &semver::Version) -> String {
    let version = version.to_string();
    address(&format!("/blaupausen/{id}"), [("version", version.as_str())].into_iter())
}

impl Acts {
    /// `None` for those who may do nothing.
    fn of(visit: &Visit, view: &ProposalView) -> Option<Self> {
        let visitor = visit.visitor.as_ref()?;
        let may = |act| proposal_may(&visitor.actor, act, &view.proposal).is_ok();
        let is_open = view.proposal.state == ProposalState::Open;
        let acts = Self {
            form_token: visitor.form_token.clone(),
            may_comment: may(Act::CommentProposal),
            may_decide: is_open && may(Act::DecideProposal),
            may_withdraw: is_open && may(Act::Propose),
        };
        (acts.may_comment || acts.may_decide || acts.may_withdraw).then_some(acts)
    }
}
