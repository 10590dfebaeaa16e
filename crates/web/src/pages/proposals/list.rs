//! `/blaupausen/{owner}/{name}/vorschlaege`: all proposals to a blueprint, the newest first.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Proposal, ProposalPlace, Refused, proposals};

use crate::{
    api::Blueprint,
    pages::{Frame, Place, Visit, format, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "proposals/list.html")]
struct ProposalsPage {
    frame: Frame,
    t: Text,
    target: String,
    rows: Vec<Row>,
    next: Option<String>,
}

/// A proposal in a list.
#[derive(Debug)]
pub(in crate::pages) struct Row {
    pub(in crate::pages) href: String,
    pub(in crate::pages) title: String,
    pub(in crate::pages) target: String,
    pub(in crate::pages) organisation: String,
    pub(in crate::pages) state: String,
    pub(in crate::pages) day: String,
    pub(in crate::pages) day_iso: String,
}

/// Proposals on one page.
const SHOWN: u32 = 50;

/// `GET /blaupausen/{owner}/{name}/vorschlaege`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    target: Blueprint,
) -> Result<HttpResponse, Problem> {
    let registry = state.registry.clone();
    let page = blocking(move || {
        let after: Option<ProposalPlace> =
            visit.parameter("nach").and_then(|after| after.parse().ok());
        let wanted = (after.as_ref(), SHOWN.saturating_add(1));
        let (mut found, _) = proposals(&registry, (&target.0, None), wanted)?;
        let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let has_more = shown < found.len();
        found.truncate(shown);
        let last = found.last().filter(|_| has_more).map(|last| last.place().to_string());
        let t = visit.t;
        Ok::<_, Refused>(ProposalsPage {
            frame: Frame::new(&visit, t.get("proposals-title"), Place::Blueprints),
            t,
            target: target.0.to_string(),
            rows: found.iter().map(|proposal| Row::new(t, proposal)).collect(),
            next: last.map(|last| visit.address(&[("nach", Some(&last))])),
        })
    })
    .await?;
    Ok(html(StatusCode::OK, &page))
}

impl Row {
    pub(in crate::pages) fn new(t: Text, proposal: &Proposal) -> Self {
        Self {
            href: format!("/vorschlaege/{}", proposal.id),
            title: proposal.title.clone(),
            target: proposal.target.to_string(),
            organisation: proposal.organisation.to_string(),
            state: t.code("proposal-state", proposal.state.as_str()),
            day: format::day_of(proposal.created.at, t.lang),
            day_iso: format::iso_day_of(proposal.created.at),
        }
    }
}
