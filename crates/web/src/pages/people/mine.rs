//! `/meine`: the organisations that somebody acts for.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::Slug;
use jiff::Span;
use registry::{
    Act, Actor, DraftState, On, Refused, Registry, adoptions_behind, attestations_ending, drafts,
    forks_behind, organisation, token_expires_soon, tokens_of, transfers_concerning,
};

use super::form::visitor;
use crate::{
    pages::{Frame, Place, Visit, address, attestations::Row, format, html, text::Text},
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
    /// How many drafts wait for somebody who looks at them.
    n_submitted: i64,
    late: Vec<Late>,
    /// What it uses though there is something newer.
    outdated: Vec<Outdated>,
    /// What it attests, those first that end first.
    attested: Vec<Ending>,
    /// How many more are current.
    n_more_attested: i64,
    /// How many requests to take a blueprint over wait for a decision.
    n_offered: usize,
}

/// A fork that its upstream is ahead of.
#[derive(Debug)]
struct Late {
    href: String,
    id: String,
    how_far: String,
}

/// A blueprint in use of which there is a newer version, or whose version was withdrawn.
#[derive(Debug)]
struct Outdated {
    href: String,
    id: String,
    version: String,
    is_yanked: bool,
    newer: Option<String>,
    concerns_security: bool,
    /// What changed since.
    compare: Option<String>,
}

/// An attestation, and when it ends.
#[derive(Debug)]
struct Ending {
    row: Row,
    is_soon: bool,
}

/// More are on the organisation's own page of them.
const ATTESTED: usize = 5;
/// Of those that end soon so many are shown.
const MOST_ENDING: u32 = 20;
/// Before its end somebody should have tested again.
const SOON_DAYS: i64 = 90;

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
            let (attested, n_more_attested) = attested(registry, &slug, t, now)?;
            Ok(Own {
                attested,
                n_more_attested,
                name: organisation(registry, &slug)?.name,
                slug: slug.to_string(),
                role: t.code("role-name", role.as_str()),
                n_submitted: submitted(registry, actor, &slug)?,
                late: late(registry, &slug, t)?,
                outdated: outdated(registry, &slug, t)?,
                n_offered: offered(registry, actor, &slug, now)?,
                n_expiring: tokens.iter().filter(|token| token_expires_soon(token, now)).count(),
            })
        })
        .collect()
}

/// Those who may not decide about drafts have none waiting for them.
fn submitted(registry: &Registry, actor: &Actor, slug: &Slug) -> Result<i64, Refused> {
    if actor.require(Act::ReviewDraft, On::Organisation(slug)).is_err() {
        return Ok(0);
    }
    let wanted = (Some(slug), Some(DraftState::Submitted));
    let (_, n_submitted, _) = drafts(registry, actor, wanted, (None, 1))?;
    Ok(n_submitted)
}

/// Those who may not decide about them have none waiting for them.
fn offered(registry: &Registry, actor: &Actor, slug: &Slug, now: i64) -> Result<usize, Refused> {
    if actor.require(Act::ReceiveBlueprint, On::Organisation(slug)).is_err() {
        return Ok(0);
    }
    let found = transfers_concerning(registry, actor, slug)?;
    Ok(found.iter().filter(|one| one.to.owner == *slug && one.is_open(now)).count())
}

fn outdated(registry: &Registry, slug: &Slug, t: Text) -> Result<Vec<Outdated>, Refused> {
    let behind = adoptions_behind(registry, slug)?.into_iter().map(|(own, concerns_security)| {
        let before = format!("{}@{}", own.adoption.id, own.adoption.version);
        let latest = own.newer.latest.map(|(place, version)| format!("{place}@{version}"));
        let compare = latest.map(|to| {
            address("/vergleich", [("from", before.as_str()), ("to", to.as_str())].into_iter())
        });
        let here = [("organisation", slug.as_str())];
        Outdated {
            href: address(&format!("/blaupausen/{}/nachnutzung", own.current), here.into_iter()),
            id: own.current.to_string(),
            version: own.adoption.version.to_string(),
            is_yanked: own.is_yanked,
            newer: compare.is_some().then(|| t.n("adoption-newer", &own.newer.n_versions)),
            concerns_security,
            compare,
        }
    });
    Ok(behind.collect())
}

fn attested(
    registry: &Registry,
    slug: &Slug,
    t: Text,
    now: i64,
) -> Result<(Vec<Ending>, i64), Refused> {
    let (found, total) = attestations_ending(registry, slug, (now, MOST_ENDING))?;
    let today = format::today(now);
    let soon = today.saturating_add(Span::new().days(SOON_DAYS));
    let ending = found
        .iter()
        .map(|one| Ending { row: Row::new(t, one, today), is_soon: one.expires_on <= soon });
    // Those that end soon come first.
    let n_soon = found.iter().filter(|one| one.expires_on <= soon).count();
    let shown: Vec<Ending> = ending.take(n_soon.max(ATTESTED)).collect();
    let n_shown = i64::try_from(shown.len()).unwrap_or(i64::MAX);
    Ok((shown, total.saturating_sub(n_shown)))
}

fn late(registry: &Registry, slug: &Slug, t: Text) -> Result<Vec<Late>, Refused> {
    let forks = forks_behind(registry, slug)?.into_iter().map(|(id, n_behind)| Late {
        href: format!("/blaupausen/{id}/ableitungen"),
        id: id.to_string(),
        how_far: t.n("sync-behind", &n_behind),
    });
    Ok(forks.collect())
}
