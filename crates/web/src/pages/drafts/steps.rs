//! The steps of a draft, each a form: save, submit, give back, approve, publish, discard.

use actix_web::{HttpResponse, web};
use blueprint::Syntax;
use registry::{
    DraftStep, draft_approve, draft_discard, draft_publish, draft_return, draft_save, draft_submit,
};

use super::one::{Outcome, shown};
use crate::{
    api::Id,
    pages::{
        Visit,
        people::form::{Faults, Signed, back_to},
    },
    problem::Problem,
    state::{State, blocking},
};

/// Takes a step at the revision that the form was made from, and comes back to the draft.
async fn step<F>(
    (visit, state, id, form): (Visit, web::Data<State>, Id, Signed),
    take: F,
) -> Result<HttpResponse, Problem>
where
    F: FnOnce(&registry::Registry, &Signed, DraftStep<'_>) -> Result<(), Problem> + Send + 'static,
{
    let (registry, at) = (state.registry.clone(), state.now());
    let (draft, typed) = (id.0.clone(), form.fields.get("document").to_owned());
    let done = blocking(move || {
        let seen: Vec<i64> = form.fields.get("revision").parse().into_iter().collect();
        take(&registry, &form, DraftStep { id: &draft, seen: Some(&seen), at })
    })
    .await;
    match done {
        Ok(()) => Ok(back_to(&format!("/entwuerfe/{}", id.0))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            let text = Some(typed).filter(|typed| !typed.is_empty());
            shown(&visit, &state, id.0, Outcome { faults, text, ..Outcome::default() }).await
        }
    }
}

/// `POST /entwuerfe/{id}`.
pub(super) async fn save(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, at| {
        let body = form.fields.get("document").as_bytes();
        draft_save(registry, &form.actor, at, (body, Syntax::Yaml))?;
        Ok(())
    })
    .await
}

/// `POST /entwuerfe/{id}/einreichen`.
pub(super) async fn submit(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, at| {
        draft_submit(registry, &form.actor, at, None)?;
        Ok(())
    })
    .await
}

/// `POST /entwuerfe/{id}/zurueckgeben`.
pub(super) async fn give_back(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, at| {
        draft_return(registry, &form.actor, at, form.fields.get("reason"))?;
        Ok(())
    })
    .await
}

/// `POST /entwuerfe/{id}/freigeben`.
pub(super) async fn approve(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, at| {
        draft_approve(registry, &form.actor, at)?;
        Ok(())
    })
    .await
}

/// `POST /entwuerfe/{id}/veroeffentlichen`.
pub(super) async fn publish(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let written = state.written.clone();
    let done = step((visit, state, id, form), |registry, form, at| {
        draft_publish(registry, &form.actor, at, None)?;
        Ok(())
    })
    .await;
    written();
    done
}

/// `POST /entwuerfe/{id}/verwerfen`.
pub(super) async fn discard(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    step((visit, state, id, form), |registry, form, at| {
        draft_discard(registry, &form.actor, at)?;
        Ok(())
    })
    .await
}
