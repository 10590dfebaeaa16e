//! `/meine/{organisation}`: members, invitations and tokens of an organisation, for those who belong to it.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use registry::{
    Act, Actor, NewInvitation, NewToken, On, Refused, Registry, Role, Scope, Token, audit,
    invitations, invite as make_invitation, members, organisation as one, role_grant, role_take,
    token_expires_soon, token_issue, token_withdraw, tokens_of, uninvite as take_back,
};

use super::{
    form::{Faults, Fields, Signed, back_to, visitor},
    operator::Entry,
    roles::choices,
    trust::Trust,
};
use crate::{
    api::{Id, Organisation, pattern},
    pages::{Frame, Place, Visit, address, format, html, pick::Pick, text::Text},
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "people/organisation.html")]
struct OrganisationPage {
    frame: Frame,
    t: Text,
    form_token: String,
    slug: String,
    faults: Faults,
    typed: Fields,
    /// Shown this once.
    secret: Option<Shown>,
    own_role: String,
    members: Vec<Member>,
    has_more_members: bool,
    /// What only those see who own the organisation.
    keys: Option<Keys>,
}

/// A secret that has just been made.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    about: String,
    /// The secret, or the address in which it stands.
    text: String,
    is_address: bool,
}

#[derive(Debug)]
struct Member {
    id: String,
    name: String,
    login: String,
    role: String,
    roles: Vec<Pick>,
    is_of_provider: bool,
    is_oneself: bool,
}

#[derive(Debug)]
struct Keys {
    invitations: Vec<OpenInvitation>,
    invited_as: Vec<Pick>,
    tokens: Vec<KnownToken>,
    scopes: Vec<(&'static str, String)>,
    trust: Trust,
    trail: Vec<Entry>,
}

#[derive(Debug)]
struct OpenInvitation {
    id: String,
    note: String,
    role: String,
    until: String,
}

#[derive(Debug)]
struct KnownToken {
    id: String,
    label: String,
    scopes: String,
    pattern: String,
    state: String,
    expires_soon: bool,
    is_good: bool,
    last_used: Option<String>,
}

/// Members and entries on one page.
const SHOWN: u32 = 100;
const TRAIL: u32 = 20;

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The scopes that do something here.
const SCOPES: [Scope; 5] =
    [Scope::Publish, Scope::Yank, Scope::Attest, Scope::Manage, Scope::Adopt];

/// What a page shows besides what is stored.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) faults: Faults,
    pub(super) typed: Fields,
    pub(super) secret: Option<Shown>,
}

/// `GET /meine/{organisation}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, &organisation.0, Outcome::default()).await
}

pub(super) async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    slug: &Slug,
    outcome: Outcome,
) -> Result<HttpResponse, Problem> {
    let is_refused = !outcome.faults.is_empty();
    let visitor = visitor(visit)?.clone();
    let (shared, slug, visit) = (state.clone(), slug.clone(), visit.clone());
    let page = blocking(move || {
        let registry = &shared.registry;
        let name = one(registry, &slug)?.name;
        let actor = &visitor.actor;
        let (found, total) = members(registry, actor, &slug, (None, SHOWN))?;
        let own = actor.roles().find(|(own, _)| **own == slug).map(|(_, role)| role);
        let owns = actor.require(Act::ManageTokens, On::Organisation(&slug)).is_ok();
        let t = visit.t;
        let keys = owns.then(|| keys(&shared, actor, &slug, (t, &outcome.typed))).transpose()?;
        Ok::<_, Refused>(OrganisationPage {
            frame: Frame::new(&visit, name, Place::Mine),
            t,
            form_token: visitor.form_token.clone(),
            slug: slug.to_string(),
            faults: outcome.faults,
            typed: outcome.typed,
            secret: outcome.secret,
            own_role: own.map(|own| t.code("role-name", own.as_str())).unwrap_or_default(),
            has_more_members: i64::from(SHOWN) < total,
            members: found.into_iter().map(|one| member(one, actor, t)).collect(),
            keys,
        })
    })
    .await?;
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(html(status, &page))
}

fn member(
    (person, membership): (registry::Person, registry::Membership),
    actor: &Actor,
    t: Text,
) -> Member {
    Member {
        is_oneself: actor.person() == Some(person.id.as_str()),
        id: person.id,
        name: person.name.unwrap_or_default(),
        login: person.login.unwrap_or_default(),
        role: t.code("role-name", membership.role.as_str()),
        roles: choices(t, membership.role),
        is_of_provider: membership.source == registry::RoleSource::Provider,
    }
}

fn keys(
    state: &State,
    actor: &Actor,
    slug: &Slug,
    (t, typed): (Text, &Fields),
) -> Result<Keys, Refused> {
    let (registry, now) = (&state.registry, state.now());
    let open = invitations(registry, actor, slug, now)?.into_iter().map(|one| OpenInvitation {
        role: t.code("role-name", one.role.as_str()),
        until: format::day_of(one.expires_at, t.lang),
        note: one.note,
        id: one.id,
    });
    let tokens = tokens_of(registry, actor, slug)?;
    let trail = audit(registry, actor, Some(slug), (None, TRAIL))?;
    Ok(Keys {
        invitations: open.collect(),
        invited_as: choices(t, Role::Contributor),
        tokens: tokens.iter().map(|token| known(token, t, now)).collect(),
        scopes: SCOPES.map(|scope| (scope.as_str(), t.code("scope", scope.as_str()))).to_vec(),
        trust: Trust::of(registry, actor, slug, (typed, &state.public_url, t))?,
        trail: trail.into_iter().map(|entry| Entry::of(entry, t)).collect(),
    })
}

fn known(token: &Token, t: Text, now: i64) -> KnownToken {
    let day = |at: i64| format::day_of(at, t.lang);
    let (state, is_good) = match (token.revoked_at, token.expires_at) {
        (Some(at), _) => (t.with("token-revoked", &day(at)), false),
        (None, Some(end)) if end <= now => (t.with("token-expired", &day(end)), false),
        (None, Some(end)) => (t.with("token-until", &day(end)), true),
        (None, None) => (t.get("token-endless"), true),
    };
    let scopes: Vec<String> = token.scopes.split(',').map(|scope| t.code("scope", scope)).collect();
    KnownToken {
        id: token.id.clone(),
        label: token.label.clone(),
        scopes: scopes.join(", "),
        pattern: token.pattern.clone(),
        state,
        expires_soon: token_expires_soon(token, now),
        is_good,
        last_used: token.last_used_at.map(day),
    }
}

pub(super) fn home(slug: &Slug) -> String {
    format!("/meine/{slug}")
}

/// Back to the page when it worked, else the page with what is wrong and what was typed.
pub(super) async fn or_faults(
    visit: &Visit,
    state: &web::Data<State>,
    slug: &Slug,
    (done, typed): (Result<(), Problem>, Fields),
) -> Result<HttpResponse, Problem> {
    match done {
        Ok(()) => Ok(back_to(&home(slug))),
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(visit, state, slug, Outcome { faults, typed, secret: None }).await
        }
    }
}

/// `POST /meine/{organisation}/rollen`: another role, or none.
pub(super) async fn role(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now, slug) = (state.registry.clone(), state.now(), organisation.0);
    let (of, fields) = (slug.clone(), form.fields.clone());
    let done = blocking(move || {
        let person = form.fields.get("person");
        match form.fields.get("role").parse::<Role>() {
            Ok(role) => role_grant(&registry, &form.actor, (&of, person, role), now),
            // The last choice of the form: no role at all.
            Err(_none) => role_take(&registry, &form.actor, (&of, person), now),
        }
    })
    .await;
    or_faults(&visit, &state, &slug, (done, fields)).await
}

/// `POST /meine/{organisation}/einladungen`.
pub(super) async fn invite(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (slug, fields) = (organisation.0, form.fields.clone());
    let of = slug.clone();
    let made = blocking(move || {
        let role = form.fields.get("role").parse().unwrap_or(Role::Reader);
        let note = form.fields.get("note");
        let new = NewInvitation { organisation: &of, role, note, random: &random, at };
        make_invitation(&registry, &form.actor, new)
    })
    .await;
    match made {
        Ok((secret, _)) => {
            let path = address("/einladung", [("code", secret.reveal())].into_iter());
            let secret =
                Some(Shown { about: visit.t.get("invitation-made"), text: path, is_address: true });
            shown(&visit, &state, &slug, Outcome { secret, ..Outcome::default() }).await
        }
        Err(problem) => or_faults(&visit, &state, &slug, (Err(problem), fields)).await,
    }
}

/// `POST /meine/{organisation}/einladungen/{id}/zuruecknehmen`.
pub(super) async fn uninvite(
    visit: Visit,
    state: web::Data<State>,
    (organisation, id): (Organisation, Id),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now, slug) = (state.registry.clone(), state.now(), organisation.0);
    let of = slug.clone();
    let done = blocking(move || take_back(&registry, &form.actor, (&of, &id.0), now)).await;
    or_faults(&visit, &state, &slug, (done, Fields::default())).await
}

/// `POST /meine/{organisation}/token`.
pub(super) async fn token(
    visit: Visit,
    state: web::Data<State>,
    organisation: Organisation,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (slug, fields) = (organisation.0, form.fields.clone());
    let of = slug.clone();
    let made = blocking(move || issue(&registry, &form, &of, (&random, at))).await;
    match made {
        Ok(text) => {
            let about = visit.t.get("token-made");
            let secret = Some(Shown { about, text, is_address: false });
            shown(&visit, &state, &slug, Outcome { secret, ..Outcome::default() }).await
        }
        Err(problem) => or_faults(&visit, &state, &slug, (Err(problem), fields)).await,
    }
}

fn issue(
    registry: &Registry,
    form: &Signed,
    slug: &Slug,
    (random, at): (&[u8; 32], i64),
) -> Result<String, Problem> {
    let scopes: Vec<Scope> =
        form.fields.all("scopes").filter_map(|scope| scope.parse().ok()).collect();
    let everything = format!("{slug}/*");
    let pattern = match form.fields.get("pattern").trim() {
        "" => pattern(&everything)?,
        given => pattern(given)?,
    };
    let days: i64 = form.fields.get("expires_in_days").trim().parse().unwrap_or(0);
    let new = NewToken {
        organisation: slug,
        scopes: &scopes,
        pattern: &pattern,
        label: form.fields.get("label"),
        at,
        expires_at: Some(at.saturating_add(days.saturating_mul(DAY))),
        random,
    };
    let (secret, _) = token_issue(registry, &form.actor, &new)?;
    Ok(secret.reveal().to_owned())
}

/// `POST /meine/{organisation}/token/{id}/sperren`.
pub(super) async fn revoke(
    visit: Visit,
    state: web::Data<State>,
    (organisation, id): (Organisation, Id),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    let done = blocking(move || token_withdraw(&registry, &form.actor, &id.0, now)).await;
    or_faults(&visit, &state, &organisation.0, (done, Fields::default())).await
}
