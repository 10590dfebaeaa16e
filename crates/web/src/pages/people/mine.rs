//! `/meine`: the organisations that somebody acts for.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Act, Actor, On, Refused, Registry, organisation, token_expires_soon, tokens_of};

use super::form::visitor;
use crate::{
    pages::{Frame, Place, Visit, html, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/mine.html")]
struct MinePage {
    frame: Frame,
    t: Text,
    organisations: Vec<Own>,
}

#[derive(Debug)]
struct Own {
    slug: String,
    name: String,
    role: String,
    /// How many tokens will soon no longer be good.
    n_expiring: usize,
}

/// `GET /meine`.
pub(super) async fn page(visit: Visit, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let actor = visitor(&visit)?.actor.clone();
    let (registry, now, t) = (state.registry.clone(), state.now(), visit.t);
    let organisations = blocking(move || own(&registry, &actor, t, now)).await?;
    let frame = Frame::new(&visit, t.get("mine-title"), Place::Mine);
    Ok(html(StatusCode::OK, &MinePage { frame, t, organisations }))
}

fn own(registry: &Registry, actor: &Actor, t: Text, now: i64) -> Result<Vec<Own>, Refused> {
    let roles: Vec<_> = actor.roles().map(|(slug, role)| (slug.clone(), role)).collect();
    roles
        .into_iter()
        .map(|(slug, role)| {
            let sees_tokens = actor.require(Act::ManageTokens, On::Organisation(&slug)).is_ok();
            let tokens = if sees_tokens { tokens_of(registry, actor, &slug)? } else { Vec::new() };
            Ok(Own {
                name: organisation(registry, &slug)?.name,
                slug: slug.to_string(),
                role: t.code("role-name", role.as_str()),
                n_expiring: tokens.iter().filter(|token| token_expires_soon(token, now)).count(),
            })
        })
        .collect()
}
