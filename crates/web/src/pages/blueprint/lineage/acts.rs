//! What somebody who may does about a newer version of the upstream: takes it in, or skips it for a reason.

use actix_web::{HttpResponse, web};
use blueprint::{BlueprintId, VersionRef};
use registry::{Act, NewMerge, On, Skipping, UpstreamState, merge_begin};
use semver::Version;

use super::super::{Names, lineage_with};
use crate::{
    pages::{
        Visit,
        people::form::{Faults, Fields, Signed, back_to},
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug)]
pub(super) struct Acts {
    pub(super) form_token: String,
    /// The address that both forms go to begins with it.
    pub(super) action: String,
    pub(super) versions: Vec<String>,
    pub(super) chosen: String,
    pub(super) may_merge: bool,
    pub(super) may_skip: bool,
    pub(super) reason: String,
}

impl Acts {
    /// `None` when there is nothing to do, or nobody who may.
    pub(super) fn of(visit: &Visit, state: &UpstreamState, typed: &Fields) -> Option<Self> {
        let visitor = visit.visitor.as_ref()?;
        let id = &state.lineage.child;
        let may = |act| visitor.actor.require(act, On::Blueprint(id)).is_ok();
        let (may_merge, may_skip) = (may(Act::WriteDraft), may(Act::Skip));
        if state.newer.is_empty() || !(may_merge || may_skip) {
            return None;
        }
        Some(Self {
            form_token: visitor.form_token.clone(),
            action: format!("/blaupausen/{id}/ableitungen"),
            versions: state.newer.iter().map(|newer| newer.record.version.to_string()).collect(),
            chosen: typed.get("version").to_owned(),
            may_merge,
            may_skip,
            reason: typed.get("reason").to_owned(),
        })
    }
}

/// `POST /blaupausen/{owner}/{name}/ableitungen/abgleich`.
pub(in super::super) async fn merge(
    visit: Visit,
    names: Names,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (id, version) = asked(&names, &form.fields)?;
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let typed = form.fields.clone();
    let begun = blocking(move || {
        let reference = VersionRef::Exact(version);
        let new =
            NewMerge { id: &id, reference: &reference, idempotency_key: None, random: &random, at };
        Ok::<_, Problem>(merge_begin(&registry, &form.actor, &new)?)
    })
    .await;
    match begun {
        Ok(draft) => Ok(back_to(&format!("/entwuerfe/{}", draft.id))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            lineage_with(visit, &names, &state, (faults, typed)).await
        }
    }
}

/// `POST /blaupausen/{owner}/{name}/ableitungen/ueberspringen`.
pub(in super::super) async fn skip(
    visit: Visit,
    names: Names,
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (id, version) = asked(&names, &form.fields)?;
    let back = format!("/blaupausen/{id}/ableitungen");
    let (registry, at, typed) = (state.registry.clone(), state.now(), form.fields.clone());
    let written = state.written.clone();
    let skipped = blocking(move || {
        let reason = form.fields.get("reason");
        let wanted = Skipping { id: &id, version: &version, reason, at };
        registry::skip(&registry, &form.actor, &wanted)?;
        Ok::<_, Problem>(())
    })
    .await;
    match skipped {
        Ok(()) => {
            written();
            Ok(back_to(&back))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            lineage_with(visit, &names, &state, (faults, typed)).await
        }
    }
}

/// Which fork, and which version of its upstream.
fn asked(names: &Names, fields: &Fields) -> Result<(BlueprintId, Version), Problem> {
    let (owner, name) = (&names.0, &names.1);
    let unknown = |_malformed| Problem::new(&crate::problem::kinds::NOT_FOUND);
    let id = BlueprintId::new(owner.parse().map_err(unknown)?, name.parse().map_err(unknown)?);
    let version = fields.get("version");
    let exact = VersionRef::exact(version)
        .map_err(|error| Problem::at("version-reference", "/version", error.message(version)))?;
    Ok((id, exact))
}
