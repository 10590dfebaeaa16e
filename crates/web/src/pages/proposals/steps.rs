//! The steps of a proposal, each a form: comment, decide, withdraw.

use actix_web::{HttpResponse, web};
use blueprint::Message;
use registry::{
    Act, ProposalStep, Registry, proposal, proposal_accept, proposal_comment, proposal_decline,
    proposal_may, proposal_withdraw,
};

use super::one::shown;
use crate::{
    api::Id,
    pages::{
        Visit,
        people::form::{Faults, Signed, back_to},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

/// Takes a step at the revision that the form was made from; it gives where to go on.
async fn step<F>(
    (visit, state, id, form): (Visit, web::Data<State>, Id, Signed),
    take: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&Registry, &Signed, ProposalStep<'_>) -> Result<Option<String>, Problem>
        + Send
        + 'static,
{
    let (registry, at, typed) = (state.registry.clone(), state.now(), form.fields.clone());
    let of = id.0.clone();
    let done = blocking(move || {
        let seen: Vec<i64> = form.fields.get("revision").parse().into_iter().collect();
        take(&registry, &form, ProposalStep { id: &of, seen: Some(&seen), at })
    })
    .await;
    match done {
        Ok(next) => Ok(back_to(&next.unwrap_or_else(|| format!("/vorschlaege/{}", id.0)))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, id.0, (faults, typed)).await
        }
    }
}

/// `POST /vorschlaege/{id}/kommentare`.
pub(super) async fn comment(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, step| {
        proposal_comment(registry, &form.actor, (step.id, form.fields.get("text")), step.at)?;
        Ok(None)
    })
    .await
}

/// `POST /vorschlaege/{id}/entscheidung`. What was accepted goes on in its draft.
pub(super) async fn decide(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let random = state.random()?;
    step((visit, state, id, form), move |registry, form, step| {
        let reason = form.fields.get("reason");
        match form.fields.get("decision") {
            "accepted" => {
                let (_, draft) = proposal_accept(registry, &form.actor, (step, &random), reason)?;
                Ok(Some(format!("/entwuerfe/{}", draft.id)))
            }
            "declined" => {
                proposal_decline(registry, &form.actor, step, reason)?;
                Ok(None)
            }
            _ => {
                let found = proposal(registry, step.id)?.proposal;
                proposal_may(&form.actor, Act::DecideProposal, &found)
                    .map_err(registry::Refused::Access)?;
                Err(undecided())
            }
        }
    })
    .await
}

fn undecided() -> Problem {
    let said = |lang| Text::new(lang).get("proposal-decision-missing");
    let message = Message::new(said(blueprint::Lang::De), said(blueprint::Lang::En));
    Problem::at("proposal-decision", "/decision", message)
}

/// `POST /vorschlaege/{id}/zuruecknehmen`.
pub(super) async fn withdraw(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, step| {
        proposal_withdraw(registry, &form.actor, step)?;
        Ok(None)
    })
    .await
}
