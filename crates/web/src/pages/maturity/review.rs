//! `/pruefung/{owner}/{name}/{version}`: what working groups say of a version, and saying so.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{BlueprintId, Slug, VersionRef, maturity::ReviewVerdict};
use registry::{
    Act, Actor, NewReview, On, Refused, Registry, Review, moved_to, review_give, review_withdraw,
    reviewing,
};
use semver::Version;

use crate::pages::pick::Pick;
use crate::{
    api::{Blueprint, Exact, Id},
    pages::{
        Frame, Place, Visit, format, html,
        people::form::{Faults, Fields, Signed, back_to, own_path},
        phrase::Phrase,
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

/// Reviews that are shown; the API gives all.
const SHOWN: u32 = 100;

#[derive(Debug, Template)]
#[template(path = "maturity/review.html")]
struct ReviewPage {
    frame: Frame,
    t: Text,
    id: String,
    title: Phrase,
    version: String,
    /// Where this page is.
    here: String,
    /// The latest version and where it is reviewed, when this page is about another.
    latest: Option<(String, String)>,
    rows: Vec<Row>,
    has_more: bool,
    form: Form,
    faults: Faults,
    typed: Fields,
    /// The review that somebody wanted to withdraw, and what they typed for it.
    withdrawing: Option<(String, String)>,
}

/// What whoever looks can do here.
#[derive(Debug)]
enum Form {
    SignIn(String),
    /// Why nothing can be said here, and where it can.
    Instead {
        told: String,
        to: Option<(String, String)>,
    },
    /// Nobody for whom they could review, or no working group.
    None,
    Give {
        form_token: String,
        organisations: Vec<Pick>,
        groups: Vec<Pick>,
        verdict: String,
    },
}

#[derive(Debug)]
struct Row {
    id: String,
    version: String,
    organisation: String,
    group: String,
    verdict: String,
    reason: String,
    day: String,
    day_iso: String,
    withdrawn: Option<(String, String)>,
    /// The form token of those who may withdraw it.
    form_token: Option<String>,
}

/// `GET /pruefung/{owner}/{name}/{version}`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    (id, version): (Blueprint, Exact),
) -> Result<HttpResponse, Problem> {
    let refused = Refusal::default();
    shown(&visit, &state, (id.0, version.0), refused).await
}

/// What came back when something was wanted here and refused.
#[derive(Debug, Default)]
struct Refusal {
    faults: Faults,
    typed: Fields,
    withdrawing: Option<(String, String)>,
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    (id, version): (BlueprintId, Version),
    refused: Refusal,
) -> Result<HttpResponse, Problem> {
    let is_good = refused.faults.is_empty();
    let status = if is_good { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, visit) = (state.registry.clone(), visit.clone());
    let page = blocking(move || load(&registry, &visit, (&id, &version), refused)).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    (id, version): (&BlueprintId, &Version),
    refused: Refusal,
) -> Result<ReviewPage, Refused> {
    let (t, Refusal { faults, typed, withdrawing }) = (visit.t, refused);
    let record = registry::version(registry, id, &VersionRef::Exact(version.clone()))?;
    let head = registry::head(registry, id)?;
    let (reviews, total) = registry::reviews(registry, id, (None, SHOWN))?;
    let moved_to = moved_to(registry, id)?;
    let latest = head.blueprint.latest.as_ref();
    let latest = latest.filter(|latest| *latest != version && moved_to.is_none());
    let latest = latest.map(|latest| (latest.to_string(), address(id, latest)));
    let form = match moved_to {
        Some(to) => elsewhere(registry, t, &to)?,
        None if record.yanked.is_some() => yanked(t, latest.clone()),
        None => form(registry, visit, (id, &typed))?,
    };
    let title = t.with("review-title", &format!("{id} {version}"));
    Ok(ReviewPage {
        frame: Frame::new(visit, title, Place::Blueprints),
        t,
        id: id.to_string(),
        title: Phrase::either(&record.title_de, record.title_en.as_deref(), t.lang),
        version: version.to_string(),
        here: address(id, version),
        latest,
        rows: reviews.iter().map(|one| row(one, visit)).collect(),
        has_more: i64::from(SHOWN) < total,
        form,
        faults,
        typed,
        withdrawing,
    })
}

fn address(id: &BlueprintId, version: &Version) -> String {
    format!("/pruefung/{id}/{version}")
}

/// The address that it has by now gets the reviews.
fn elsewhere(registry: &Registry, t: Text, to: &BlueprintId) -> Result<Form, Refused> {
    let there = match &registry::head(registry, to)?.blueprint.latest {
        Some(latest) => (format!("{to} {latest}"), address(to, latest)),
        None => (to.to_string(), format!("/blaupausen/{to}")),
    };
    Ok(Form::Instead { told: t.get("review-moved"), to: Some(there) })
}

fn yanked(t: Text, latest: Option<(String, String)>) -> Form {
    let told = if latest.is_some() { "review-yanked-latest" } else { "review-yanked" };
    Form::Instead { told: t.get(told), to: latest }
}

fn form(
    registry: &Registry,
    visit: &Visit,
    (id, typed): (&BlueprintId, &Fields),
) -> Result<Form, Refused> {
    let Some(visitor) = &visit.visitor else {
        let back = [("weiter", visit.path.as_str())];
        return Ok(Form::SignIn(crate::pages::address("/anmelden", back.into_iter())));
    };
    let (mut organisations, groups) = reviewing(registry, &visitor.actor)?;
    if organisations.is_empty() || groups.is_empty() {
        return Ok(Form::None);
    }
    organisations.retain(|slug| *slug != id.owner);
    if organisations.is_empty() {
        return Ok(Form::Instead { told: visit.t.get("review-own-only"), to: None });
    }
    let choices = |field: &str, slugs: Vec<Slug>| {
        let choice = |slug: Slug| -> Result<Pick, Refused> {
            Ok(Pick {
                is_chosen: typed.get(field) == slug.as_str(),
                label: registry::organisation(registry, &slug)?.name,
                value: slug.to_string(),
            })
        };
        slugs.into_iter().map(choice).collect::<Result<Vec<Pick>, Refused>>()
    };
    Ok(Form::Give {
        form_token: visitor.form_token.clone(),
        organisations: choices("organisation", organisations)?,
        groups: choices("working_group", groups)?,
        verdict: typed.get("verdict").to_owned(),
    })
}

fn row(review: &Review, visit: &Visit) -> Row {
    let t = visit.t;
    let may = |actor: &Actor| {
        actor.require(Act::WithdrawReview, On::Organisation(&review.organisation)).is_ok()
    };
    let visitor = visit.visitor.as_ref().filter(|visitor| may(&visitor.actor));
    Row {
        id: review.id.clone(),
        version: review.version.to_string(),
        organisation: review.organisation.to_string(),
        group: review.working_group.to_string(),
        verdict: t.code("review-verdict", review.verdict.as_str()),
        reason: review.reason.clone(),
        day: format::day_of(review.created_at, t.lang),
        day_iso: format::iso_day_of(review.created_at),
        withdrawn: review
            .withdrawn
            .as_ref()
            .map(|end| (format::day_of(end.stamp.at, t.lang), end.reason.clone())),
        form_token: visitor
            .filter(|_| review.withdrawn.is_none())
            .map(|visitor| visitor.form_token.clone()),
    }
}

/// `POST /pruefung/{owner}/{name}/{version}`.
pub(super) async fn sent(
    visit: Visit,
    state: web::Data<State>,
    (id, version): (Blueprint, Exact),
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (t, fields) = (visit.t, form.fields.clone());
    let (wanted, number) = (id.0.clone(), version.0.clone());
    let done = blocking(move || {
        let read = |field: &str| form.fields.get(field).trim().parse::<Slug>();
        let organisation = read("organisation");
        if let Ok(organisation) = &organisation {
            let on = On::Organisation(organisation);
            form.actor.require(Act::ReviewVersion, on).map_err(Refused::Access)?;
        }
        let verdict = form.fields.get("verdict").parse::<ReviewVerdict>();
        let (Ok(organisation), Ok(working_group), Ok(verdict)) =
            (organisation, read("working_group"), verdict)
        else {
            return Ok(Err(unchosen(&form.fields, t)));
        };
        let new = NewReview {
            blueprint: &wanted,
            version: &number,
            working_group: &working_group,
            organisation: &organisation,
            verdict,
            reason: form.fields.get("reason"),
            idempotency_key: None,
            random: &random,
            at,
        };
        review_give(&registry, &form.actor, &new).map(Ok)
    })
    .await;
    let faults = match done {
        Ok(Ok(_given)) => {
            (state.written)();
            return Ok(back_to(&address(&id.0, &version.0)));
        }
        Ok(Err(faults)) => faults,
        Err(problem) => Faults::of(problem, visit.lang())?,
    };
    let refused = Refusal { faults, typed: fields, withdrawing: None };
    shown(&visit, &state, (id.0, version.0), refused).await
}

/// What was not chosen.
fn unchosen(fields: &Fields, t: Text) -> Faults {
    let is_slug = |field: &str| fields.get(field).trim().parse::<Slug>().is_ok();
    let is_verdict = fields.get("verdict").parse::<ReviewVerdict>().is_ok();
    let open = [
        ("working_group", is_slug("working_group"), "review-no-group"),
        ("organisation", is_slug("organisation"), "review-no-organisation"),
        ("verdict", is_verdict, "review-no-verdict"),
    ];
    let open = open.into_iter().filter(|(_, is_given, _)| !is_given);
    Faults(open.map(|(field, _, key)| (field.to_owned(), t.get(key))).collect())
}

/// `POST /pruefung/{id}/zuruecknehmen`.
pub(super) async fn withdraw(
    visit: Visit,
    state: web::Data<State>,
    id: Id,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at) = (state.registry.clone(), state.now());
    let typed = form.fields.get("reason").to_owned();
    let next = form.fields.get("weiter").to_owned();
    let known = id.0.clone();
    let found = blocking(move || registry::review(&registry, &known)).await?;
    let registry = state.registry.clone();
    let done = blocking(move || {
        review_withdraw(&registry, &form.actor, (&id.0, form.fields.get("reason")), at)
    })
    .await;
    match done {
        Ok(_withdrawn) => {
            (state.written)();
            // The page on which it was withdrawn may be another version's, or at another address.
            Ok(back_to(&own_path(&next, &address(&found.blueprint, &found.version))))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            // Each review has a field of its own; what no field is to blame for is said of the review.
            let place = |field: String| match field.as_str() {
                "" => found.id.clone(),
                field => format!("{field}-{}", found.id),
            };
            let at_place = |(field, sentence)| (place(field), sentence);
            let faults = Faults(faults.0.into_iter().map(at_place).collect());
            let withdrawing = Some((found.id, typed));
            let refused = Refusal { faults, typed: Fields::default(), withdrawing };
            shown(&visit, &state, (found.blueprint, found.version), refused).await
        }
    }
}
