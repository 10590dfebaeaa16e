//! Proposing a fork's own changes to its upstream.

use actix_web::{HttpResponse, web};
use blueprint::Path;
use registry::{Act, OfferFrom, On, Refused, UpstreamState};

use super::super::{Names, lineage_with};
use crate::{
    api::Blueprint,
    pages::{
        Visit,
        people::form::{Faults, Fields, Signed, back_to},
    },
    problem::Problem,
    state::{State, blocking},
};

/// A path of each change, of which a fork may have many.
pub(in super::super) const MAX_FORM_BYTES: usize = 1 << 20;

#[derive(Debug)]
pub(super) struct Offering {
    pub(super) form_token: String,
    pub(super) action: String,
    pub(super) choices: Vec<Choice>,
    pub(super) title: String,
    pub(super) message: String,
}

/// A change that may be proposed.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) path: String,
    pub(super) message: String,
    pub(super) is_chosen: bool,
}

impl Offering {
    /// `None` when there is nothing to propose, or nobody who may.
    pub(super) fn of(visit: &Visit, state: &UpstreamState, typed: &Fields) -> Option<Self> {
        let visitor = visit.visitor.as_ref()?;
        let id = &state.lineage.child;
        let may = visitor.actor.require(Act::Propose, On::Blueprint(id)).is_ok();
        let choices = state.own_changes.iter().map(|change| Choice {
            path: change.path.to_string(),
            message: change.message.get(visit.lang()).to_owned(),
            is_chosen: typed.all("select").any(|path| path == change.path.as_str()),
        });
        (may && !state.own_changes.is_empty()).then(|| Self {
            form_token: visitor.form_token.clone(),
            action: format!("/blaupausen/{id}/ableitungen/vorschlag"),
            choices: choices.collect(),
            title: typed.get("title").to_owned(),
            message: typed.get("message").to_owned(),
        })
    }
}

/// `POST /blaupausen/{owner}/{name}/ableitungen/vorschlag`. What nobody ticked is not proposed.
pub(in super::super) async fn propose(
    visit: Visit,
    (names, child): (Names, Blueprint),
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let typed = form.fields.clone();
    let made = blocking(move || {
        let child = child.0;
        form.actor.require(Act::Propose, On::Blueprint(&child)).map_err(Refused::Access)?;
        let target = registry::upstream(&registry, &child)?.upstream.blueprint.id.clone();
        let select: Vec<Path> = form.fields.all("select").map(Path::from).collect();
        let offer = registry::Offer {
            target: &target,
            from: OfferFrom::Fork(&child),
            select: Some(&select),
            title: form.fields.get("title"),
            message: form.fields.get("message"),
            idempotency_key: None,
            random: &random,
            at,
        };
        Ok::<_, Problem>(registry::propose(&registry, &form.actor, &offer)?)
    })
    .await;
    match made {
        Ok(proposal) => Ok(back_to(&format!("/vorschlaege/{}", proposal.id))),
        Err(problem) => {
            let faults = at_fields(Faults::of(problem, visit.lang())?);
            lineage_with(visit, &names, &state, (faults, typed)).await
        }
    }
}

/// The changes are one field, whichever of them is at fault.
fn at_fields(mut faults: Faults) -> Faults {
    for (field, _) in &mut faults.0 {
        if field.starts_with("select/") {
            "select".clone_into(field);
        }
    }
    faults
}
