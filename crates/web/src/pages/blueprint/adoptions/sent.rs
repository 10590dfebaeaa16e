//! What the forms of the page do: recording an adoption, changing it, removing it.

use actix_web::{HttpResponse, web};
use blueprint::{BlueprintId, Document, Slug};
use registry::{
    Act, Actor, AdoptionRequest, AdoptionWish, On, Refused, Registry, Removal, adopt, adoptable,
    adoption_examine, adoption_remove,
};
use semver::Version;

use super::{super::Names, form, setting, shown};
use crate::{
    api::Blueprint,
    pages::{
        Visit,
        people::form::{Faults, Fields, Signed, back_to},
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

/// `POST /blaupausen/{owner}/{name}/nachnutzung`.
pub(in super::super) async fn record(
    visit: Visit,
    (names, id): (Names, Blueprint),
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, t) = (state.registry.clone(), state.now(), visit.t);
    let (fields, here) = (form.fields.clone(), here(&id.0, &form.fields));
    let done = blocking(move || put(&registry, (&form, &id.0), (t, at))).await;
    answer((visit, names, state), done, (here, fields)).await
}

/// `POST /blaupausen/{owner}/{name}/nachnutzung/entfernen`.
pub(in super::super) async fn remove(
    visit: Visit,
    (names, id): (Names, Blueprint),
    state: web::Data<State>,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at) = (state.registry.clone(), state.now());
    let (fields, here) = (form.fields.clone(), here(&id.0, &form.fields));
    let done = blocking(move || -> Result<_, Problem> {
        let organisation = organisation(&form.fields)?;
        let seen_revision = form.fields.get("revision").parse().ok();
        let removal = Removal { organisation: &organisation, id: &id.0, seen_revision, at };
        adoption_remove(&registry, &form.actor, removal)?;
        Ok(Faults::default())
    })
    .await;
    answer((visit, names, state), done, (here, fields)).await
}

/// Where somebody is led back to: the same organisation's form.
fn here(id: &BlueprintId, fields: &Fields) -> String {
    let own = [("organisation", fields.get("organisation"))];
    crate::pages::address(&format!("/blaupausen/{id}/nachnutzung"), own.into_iter())
}

async fn answer(
    (visit, names, state): (Visit, Names, web::Data<State>),
    done: Result<Faults, Problem>,
    (here, typed): (String, Fields),
) -> Result<HttpResponse, Problem> {
    let faults = match done {
        Ok(faults) if faults.is_empty() => {
            (state.written)();
            return Ok(back_to(&here));
        }
        Ok(faults) => faults,
        Err(problem) => Faults::of(problem, visit.lang())?,
    };
    shown(visit, &names, &state, (faults, Some(typed))).await
}

/// Records it, or gives all that is wrong: what the fields say and what the registry says of them.
fn put(
    registry: &Registry,
    (form, id): (&Signed, &BlueprintId),
    (t, at): (Text, i64),
) -> Result<Faults, Problem> {
    let (fields, actor) = (&form.fields, &form.actor);
    let organisation = organisation(fields)?;
    actor.require(Act::Adopt, On::Organisation(&organisation)).map_err(Refused::Access)?;
    let document = chosen(registry, actor, (&organisation, id), fields)?;
    let (wish, mut own) = wish(t, fields, document.as_ref());
    let request = AdoptionRequest {
        organisation: &organisation,
        id,
        wish: &wish,
        seen_revision: fields.get("revision").parse().ok(),
        at,
    };
    let asked = if own.is_empty() {
        adopt(registry, actor, &request).map(|_recorded| ())
    } else {
        adoption_examine(registry, actor, &request)
    };
    if let Err(refused) = asked {
        let others = Faults::of(refused.into(), t.lang)?.0.into_iter();
        let others = others.map(|(pointer, sentence)| (setting::field_of(&pointer), sentence));
        // That a text is no JSON says more than that it is no object.
        let others = others.filter(|(field, _)| !own.iter().any(|(known, _)| known == field));
        let others: Vec<_> = others.collect();
        own.extend(others);
    }
    Ok(Faults(own))
}

fn organisation(fields: &Fields) -> Result<Slug, Problem> {
    let text = fields.get("organisation");
    crate::api::value::slug(text, "/organisation")
}

/// The document of the version that was chosen, where that can be; else the registry says what is wrong with it.
fn chosen(
    registry: &Registry,
    actor: &Actor,
    (organisation, id): (&Slug, &BlueprintId),
    fields: &Fields,
) -> Result<Option<Document>, Problem> {
    let Ok(version) = fields.get("version").parse::<Version>() else { return Ok(None) };
    let kept = registry::adoption(registry, actor, (organisation, id)).ok();
    let kept = kept.as_ref().map(|view| &view.full.adoption);
    let found = adoptable(registry, id, kept)?.into_iter().find(|(one, _)| *one == version);
    let document = found.map(|(version, place)| form::document(registry, &place, &version));
    Ok(document.transpose()?)
}

/// What was typed as a wish, and what of it cannot even be read.
fn wish(
    t: Text,
    fields: &Fields,
    document: Option<&Document>,
) -> (AdoptionWish, Vec<(String, String)>) {
    let said = |field: &str| Some(fields.get(field).trim().to_owned()).filter(|it| !it.is_empty());
    let mut faults = document.map_or_else(Vec::new, |it| setting::unreadable(t, it, fields));
    let effort = said("effort_hours").map(|text| text.parse::<i64>().map_err(|_none| text));
    if let Some(Err(text)) = &effort {
        faults.push(("effort_hours".to_owned(), t.with("adoption-no-hours", text)));
    }
    let wish = AdoptionWish {
        version: fields.get("version").to_owned(),
        stage: fields.get("stage").to_owned(),
        parameters: document.map(|it| setting::read(it, fields)).unwrap_or_default(),
        product: said("product"),
        effort_hours: effort.and_then(Result::ok),
        started_on: said("started_on"),
        note: said("note"),
    };
    (wish, faults)
}
