//! The part of `/meine/{organisation}` that names the CI systems which the organisation trusts.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use blueprint::Slug;
use registry::{
    Actor, NewTrustedPublisher, Refused, Registry, Scope, TRUSTED_SCOPES, TrustedPublisher,
    trusted_publisher_name, trusted_publisher_remove, trusted_publishers,
};

use super::{
    form::{Faults, Fields, Signed, back_to},
    organisation::{Outcome, home, or_faults, shown},
};
use crate::{
    api::{Id, Organisation, pattern},
    pages::{Visit, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug)]
pub(super) struct Trust {
    pub(super) publishers: Vec<Known>,
    pub(super) scopes: Vec<ScopeChoice>,
    /// What stands in the field for the audience when nothing was typed.
    pub(super) audience: String,
}

#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) issuer: String,
    pub(super) audience: String,
    pub(super) claims: Vec<(String, String)>,
    pub(super) scopes: String,
    pub(super) pattern: String,
}

#[derive(Debug)]
pub(super) struct ScopeChoice {
    pub(super) code: &'static str,
    pub(super) name: String,
    pub(super) is_chosen: bool,
}

/// The names of this form's fields begin so: the page has other fields called `label` and `pattern`.
const PREFIX: &str = "trust-";

impl Trust {
    pub(super) fn of(
        registry: &Registry,
        actor: &Actor,
        slug: &Slug,
        (typed, public_url, t): (&Fields, &str, Text),
    ) -> Result<Self, Refused> {
        let publishers = trusted_publishers(registry, actor, slug)?;
        let choice = |scope: Scope| ScopeChoice {
            code: scope.as_str(),
            name: t.code("scope", scope.as_str()),
            is_chosen: typed.all("trust-scopes").any(|chosen| chosen == scope.as_str()),
        };
        let audience = match typed.get("trust-audience") {
            "" => public_url.to_owned(),
            typed => typed.to_owned(),
        };
        Ok(Self {
            publishers: publishers.into_iter().map(|one| Known::of(one, t)).collect(),
            scopes: TRUSTED_SCOPES.map(choice).into(),
            audience,
        })
    }
}

impl Known {
    fn of(publisher: TrustedPublisher, t: Text) -> Self {
        let scopes = publisher.scopes.split(',').map(|scope| t.code("scope", scope));
        Self {
            scopes: scopes.collect::<Vec<_>>().join(", "),
            id: publisher.id,
            label: publisher.label,
            issuer: publisher.issuer,
            audience: publisher.audience,
            claims: publisher.claims.into_iter().collect(),
            pattern: publisher.pattern,
        }
    }
}

/// `POST /meine/{organisation}/vertrauen`.
pub(super) async fn name(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (shared, at, random) = (state.clone(), state.now(), state.random()?);
    let (slug, typed) = (organisation.0, form.fields.clone());
    let of = slug.clone();
    match blocking(move || named(&shared, &form, &of, (&random, at))).await {
        Ok(_) => Ok(back_to(&format!("{}#trust", home(&slug)))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            let faults = Faults(faults.0.into_iter().map(at_own_field).collect());
            shown(&visit, &state, &slug, Outcome { faults, typed, secret: None }).await
        }
    }
}

/// `POST /meine/{organisation}/vertrauen/{id}/entfernen`.
pub(super) async fn remove(
    visit: Visit,
    state: web::Data<State>,
    (organisation, id): (Organisation, Id),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now, slug) = (state.registry.clone(), state.now(), organisation.0);
    let of = slug.clone();
    let done =
        blocking(move || trusted_publisher_remove(&registry, &form.actor, (&of, &id.0), now)).await;
    or_faults(&visit, &state, &slug, (done, Fields::default())).await
}

fn named(
    state: &State,
    form: &Signed,
    slug: &Slug,
    (random, at): (&[u8; 32], i64),
) -> Result<TrustedPublisher, Problem> {
    let field = |name: &str| form.fields.get(&format!("{PREFIX}{name}")).trim();
    let scopes: Vec<Scope> =
        form.fields.all("trust-scopes").filter_map(|scope| scope.parse().ok()).collect();
    let everything = format!("{slug}/*");
    let pattern = match field("pattern") {
        "" => pattern(&everything)?,
        given => pattern(given)?,
    };
    let claims = claims(field("claims"));
    let issuer = field("issuer");
    let findings: Vec<_> = state.issuers.fault(issuer).into_iter().collect();
    let new = NewTrustedPublisher {
        organisation: slug,
        issuer,
        audience: field("audience"),
        claims: &claims,
        scopes: &scopes,
        pattern: &pattern,
        label: field("label"),
        findings: &findings,
        random,
        at,
    };
    Ok(trusted_publisher_name(&state.registry, &form.actor, &new)?)
}

/// `name=value`, one a line. A line without `=` is a name without a value, which is refused as such.
fn claims(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            (name.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

/// All claims stand in one field.
fn at_own_field((field, sentence): (String, String)) -> (String, String) {
    let field = match field.split('/').next() {
        None | Some("") => String::new(),
        Some(first) => format!("{PREFIX}{first}"),
    };
    (field, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_lines() {
        let read = claims("project_id=42\r\n\r\n ref = main \nsub\na=b=c");
        let expected = [("a", "b=c"), ("project_id", "42"), ("ref", "main"), ("sub", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn faults_stand_at_the_fields_of_this_form() {
        let at = |field: &str| at_own_field((field.to_owned(), String::new())).0;
        assert_eq!(at("issuer"), "trust-issuer");
        assert_eq!(at("claims/project_id"), "trust-claims");
        assert_eq!(at(""), "");
    }
}
