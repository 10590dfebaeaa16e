//! `/blaupausen/{owner}/{name}/erprobungen/neu`: the form that records what an organisation found.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{
    BlueprintId, Document, Message, Slug, VersionRef,
    document::{Environment, RequirementStatus, TestResult},
    evidence::ProductRef,
};
use registry::{
    Act, Attestation, NewAttestation, Refused, Registry, StoreError, VersionRecord, attest,
    document, moved_to, overview, version,
};

use crate::pages::pick::Pick;
use crate::{
    api::Blueprint,
    pages::{
        Frame, Place, Visit,
        blueprint::offers,
        html,
        people::form::{Faults, Fields, Signed, back_to, visitor},
        phrase::Phrase,
        text::Text,
    },
    problem::Problem,
    state::{State, blocking},
};

#[derive(Debug, Template)]
#[template(path = "attestations/new.html")]
struct NewPage {
    frame: Frame,
    t: Text,
    form_token: String,
    id: String,
    version: String,
    /// Why nothing can be recorded here, and where it can.
    instead: Option<Instead>,
    organisations: Vec<Pick>,
    products: Vec<Pick>,
    environments: Vec<Pick>,
    requirements: Vec<Asked>,
    results: Vec<Pick>,
    files: Vec<(String, String)>,
    faults: Faults,
    typed: Fields,
}

#[derive(Debug)]
struct Instead {
    told: String,
    moved_to: Option<String>,
}

/// A requirement, and what was found.
#[derive(Debug)]
struct Asked {
    field: String,
    title: Phrase,
    obligation: String,
    outcomes: Vec<Pick>,
}

/// A form has as many lines for files at least.
const LINES: usize = 3;
/// And so many at most.
const MOST_LINES: usize = 20;

/// A version may have many requirements.
pub(super) const MAX_FORM_BYTES: usize = 1 << 20;

const OUTCOME: &str = "requirements/";

/// `GET /blaupausen/{owner}/{name}/erprobungen/neu`.
pub(super) async fn page(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    shown(&visit, &state, id.0, (Faults::default(), Fields::default())).await
}

async fn shown(
    visit: &Visit,
    state: &web::Data<State>,
    id: BlueprintId,
    (faults, typed): (Faults, Fields),
) -> Result<HttpResponse, Problem> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (registry, visit) = (state.registry.clone(), visit.clone());
    let page = blocking(move || load(&registry, &visit, &id, (faults, typed))).await?;
    Ok(html(status, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    id: &BlueprintId,
    (faults, typed): (Faults, Fields),
) -> Result<NewPage, Problem> {
    let (visitor, t) = (visitor(visit)?, visit.t);
    let (record, document) = against(registry, visit, (id, &typed))?;
    let organisations = visitor.actor.organisations(Act::Attest);
    let moved_to = moved_to(registry, id)?;
    let chosen = |field: &str, value: &str| typed.get(field) == value;
    let codes = |field: &str, kind: &str, codes: &[&str]| -> Vec<Pick> {
        let choice = |code: &&str| Pick {
            value: (*code).to_owned(),
            label: t.code(kind, code),
            is_chosen: chosen(field, code),
        };
        codes.iter().map(choice).collect()
    };
    let organisation = |slug: &Slug| Pick {
        value: slug.to_string(),
        label: slug.to_string(),
        is_chosen: chosen("organisation", slug.as_str()),
    };
    Ok(NewPage {
        frame: Frame::new(visit, t.with("attest-title", &id.to_string()), Place::Blueprints),
        t,
        form_token: visitor.form_token.clone(),
        id: id.to_string(),
        version: record.version.to_string(),
        instead: instead(t, (&record, &document), moved_to.as_ref(), &organisations),
        organisations: organisations.iter().map(organisation).collect(),
        products: products(visit, &document, &typed),
        environments: codes(
            "environment",
            "environment",
            &Environment::ALL.map(Environment::as_str),
        ),
        requirements: requirements(t, &document, &typed),
        results: codes("result", "result", &TestResult::ALL.map(TestResult::as_str)),
        files: lines(&typed),
        faults,
        typed,
    })
}

/// The version that is tested against: the one that was asked for, else the latest.
fn against(
    registry: &Registry,
    visit: &Visit,
    (id, typed): (&BlueprintId, &Fields),
) -> Result<(VersionRecord, Document), Refused> {
    let wanted = [typed.get("version"), visit.parameter("version").unwrap_or_default()];
    let wanted = wanted.iter().find_map(|text| text.trim().parse::<VersionRef>().ok());
    let reference = match wanted {
        Some(reference) => reference,
        None => VersionRef::Exact(overview(registry, id)?.shown.version),
    };
    let record = version(registry, id, &reference)?;
    let (_, bytes) = document(registry, id, &VersionRef::Exact(record.version.clone()))?;
    let corrupt = || Refused::Store(StoreError::Corrupt { what: "document" });
    let tree: serde_json::Value =
        serde_json::from_slice(&bytes.canonical).map_err(|_unreadable| corrupt())?;
    let document = Document::try_from(&tree).map_err(|_unreadable| corrupt())?;
    Ok((record, document))
}

/// What stands in the way, whatever somebody typed.
fn instead(
    t: Text,
    (record, document): (&VersionRecord, &Document),
    moved_to: Option<&BlueprintId>,
    organisations: &[Slug],
) -> Option<Instead> {
    let has_products = offers::of(document).next().is_some();
    let told = if moved_to.is_some() {
        t.get("attest-moved")
    } else if record.yanked.is_some() {
        t.get("attest-yanked")
    } else if document.security.requirements.is_empty() || !has_products {
        t.get("attest-nothing")
    } else if organisations.is_empty() {
        t.get("attest-no-role")
    } else {
        return None;
    };
    Some(Instead { told, moved_to: moved_to.map(BlueprintId::to_string) })
}

fn products(visit: &Visit, document: &Document, typed: &Fields) -> Vec<Pick> {
    let wanted = match typed.get("product") {
        "" => visit.parameter("produkt").unwrap_or_default(),
        typed => typed,
    };
    let products = offers::of(document).map(|(vendor, product)| {
        let value = ProductRef::of(vendor, product).to_string();
        Pick {
            label: format!("{} ({})", offers::name(product), offers::vendor_name(vendor)),
            is_chosen: value == wanted,
            value,
        }
    });
    products.collect()
}

/// What nobody says anything about was not tested.
fn requirements(t: Text, document: &Document, typed: &Fields) -> Vec<Asked> {
    let asked = document.security.requirements.iter().map(|requirement| {
        let field = format!("{OUTCOME}{}", requirement.id);
        let said = typed.get(&field);
        let outcome = |status: RequirementStatus| Pick {
            value: status.as_str().to_owned(),
            label: t.code("status", status.as_str()),
            is_chosen: said == status.as_str()
                || said.is_empty() && status == RequirementStatus::Untested,
        };
        Asked {
            title: Phrase::of(&requirement.title, t.lang),
            obligation: t.code("obligation", requirement.obligation.as_str()),
            outcomes: RequirementStatus::ALL.map(outcome).into(),
            field,
        }
    });
    asked.collect()
}

/// The files that somebody named, without empty lines: so their numbers are those of the faults.
fn files(typed: &Fields) -> Vec<(String, String)> {
    let line = |number: usize| {
        let part =
            |member: &str| typed.get(&format!("evidence/{number}/{member}")).trim().to_owned();
        (part("title"), part("digest"))
    };
    let is_said = |(title, digest): &(String, String)| !title.is_empty() || !digest.is_empty();
    (0..MOST_LINES).map(line).filter(is_said).collect()
}

fn lines(typed: &Fields) -> Vec<(String, String)> {
    let mut lines = files(typed);
    let n_lines = (lines.len() + 1).clamp(LINES, MOST_LINES);
    lines.resize(n_lines, (String::new(), String::new()));
    lines
}

/// `POST /blaupausen/{owner}/{name}/erprobungen/neu`.
pub(super) async fn sent(
    visit: Visit,
    state: web::Data<State>,
    id: Blueprint,
    form: Signed,
) -> Result<HttpResponse, Problem> {
    let (registry, at, random) = (state.registry.clone(), state.now(), state.random()?);
    let (typed, of) = (form.fields.clone(), id.0.clone());
    let done = blocking(move || record(&registry, &form, &of, (&random, at))).await;
    match done {
        Ok(made) => {
            (state.written)();
            Ok(back_to(&format!("/erprobungen/{}", made.id)))
        }
        Err(problem) => {
            let faults = Faults::of(problem, visit.lang())?;
            shown(&visit, &state, id.0, (faults, typed)).await
        }
    }
}

fn record(
    registry: &Registry,
    form: &Signed,
    id: &BlueprintId,
    (random, at): (&[u8; 32], i64),
) -> Result<Attestation, Problem> {
    let said = |field: &str| form.fields.get(field);
    let organisation: Slug = said("organisation").parse().map_err(|_unnamed| nobody())?;
    let requirements: Vec<(String, String)> = form
        .fields
        .below(OUTCOME)
        .map(|(id, outcome)| (id.to_owned(), outcome.to_owned()))
        .collect();
    let new = NewAttestation {
        organisation: &organisation,
        blueprint: id,
        version: said("version"),
        product: said("product"),
        product_version: Some(said("product_version")),
        environment: said("environment"),
        tested_on: said("tested_on"),
        expires_on: Some(said("expires_on")),
        result: said("result"),
        requirements: &requirements,
        evidence: &files(&form.fields),
        note: Some(said("note")),
        idempotency_key: None,
        random,
        at,
    };
    Ok(attest(registry, &form.actor, &new)?)
}

fn nobody() -> Problem {
    let said = |lang| Text::new(lang).get("attest-nobody");
    let message = Message::new(said(blueprint::Lang::De), said(blueprint::Lang::En));
    Problem::at("attestation-organisation", "/organisation", message)
}
