//! `/nachnutzung`: who uses the blueprint, and the form by which an organisation says that it does.

mod form;
mod sent;
mod setting;

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::maturity::AdoptionStage;
use registry::{Adopter, AdoptionCounts, Refused, Registry, adopters};

use super::{Answer, Masthead, Names, Reading, View, wanted};
use crate::{
    pages::{
        Visit, format,
        frame::{self, Frame},
        people::form::{Faults, Fields},
        text::Text,
    },
    problem::Problem,
    shape::adoptions::size_class,
    state::{State, blocking},
};
use form::AdoptForm;
pub(super) use sent::{record, remove};
use setting::Control;

/// Organisations of one stage on the page; the API lists all.
const SHOWN: u32 = 200;

/// Values and a note, each character as three bytes.
pub(super) const MAX_FORM_BYTES: usize = 256 << 10;

/// In the order in which they say most.
const STAGES: [AdoptionStage; 4] = [
    AdoptionStage::Productive,
    AdoptionStage::Introducing,
    AdoptionStage::Planned,
    AdoptionStage::Ended,
];

/// Who uses it, as it was read for the page.
#[derive(Debug, Default)]
pub(super) struct Use {
    pub(super) counts: AdoptionCounts,
    pub(super) stages: Vec<(AdoptionStage, Vec<Adopter>)>,
}

#[derive(Debug, Template)]
#[template(path = "blueprint/adoptions.html")]
pub(super) struct AdoptionsPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    api: String,
    used: String,
    groups: Vec<Group>,
    /// From the least to the most that was told.
    effort: Option<String>,
    overview: String,
    has_parameters: bool,
    has_rollout: bool,
    form: Option<AdoptForm>,
    /// Where somebody signs in to record something.
    sign_in: Option<String>,
    command: String,
    faults: Faults,
}

/// Those who are as far as each other.
#[derive(Debug)]
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
    /// How many are not shown.
    n_more: i64,
}

#[derive(Debug)]
struct Row {
    slug: String,
    name: String,
    land: String,
    size: String,
    version: String,
    version_href: String,
    product: String,
    effort: String,
    since: Option<(String, String)>,
}

impl Use {
    fn of(registry: &Registry, reading: &Reading) -> Result<Self, Refused> {
        let mut read = Self::default();
        for stage in STAGES {
            let found = adopters(registry, reading.id(), Some(stage), (None, SHOWN))?;
            read.counts = found.counts;
            read.stages.push((stage, found.items));
        }
        Ok(read)
    }
}

/// `GET /blaupausen/{owner}/{name}/nachnutzung`.
pub(super) async fn show(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    shown(visit, &names, &state, (Faults::default(), None)).await
}

/// The page, with what came back when something was sent and refused.
async fn shown(
    visit: Visit,
    names: &Names,
    state: &web::Data<State>,
    (faults, typed): (Faults, Option<Fields>),
) -> Result<HttpResponse, Problem> {
    let (id, reference) = wanted(&visit, names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = blocking(move || {
        let reading = Reading::of(&registry, &id, reference, now)?;
        let used = Use::of(&registry, &reading)?;
        let form = AdoptForm::of(&registry, &visit, &reading, typed.as_ref())?;
        Ok::<_, Refused>(page(&visit, &reading, &used, (form, faults)))
    })
    .await?;
    Ok(frame::html(status, &page))
}

pub(super) fn page(
    visit: &Visit,
    reading: &Reading,
    used: &Use,
    (form, faults): (Option<AdoptForm>, Faults),
) -> AdoptionsPage {
    let t = visit.t;
    let head = Masthead::new(visit, reading, View::Adoptions);
    let id = reading.id();
    let stays = reading.overview.moved_to.is_none();
    let here = format!("/blaupausen/{id}/nachnutzung");
    let to_sign_in = crate::pages::address("/anmelden", [("weiter", here.as_str())].into_iter());
    AdoptionsPage {
        frame: head.frame(visit, View::Adoptions),
        t,
        head,
        api: format!("/api/v1/blueprints/{id}/adoptions"),
        used: t.n("adoptions-count", &used.counts.in_use()),
        groups: used.stages.iter().filter_map(|group| Group::of(t, used.counts, group)).collect(),
        effort: effort(t, used),
        overview: View::Overview.href(visit, reading),
        has_parameters: !reading.document.parameters.is_empty(),
        has_rollout: reading.document.rollout.as_ref().is_some_and(|it| !it.steps.is_empty()),
        form,
        sign_in: (stays && visit.visitor.is_none()).then_some(to_sign_in),
        command: format!("blaupause adopt {id} --organisation IHRE-KOMMUNE --stage planned"),
        faults,
    }
}

/// What introducing it took, from the least to the most.
fn effort(t: Text, used: &Use) -> Option<String> {
    let adopters = used.stages.iter().flat_map(|(_, adopters)| adopters);
    let told: Vec<i64> = adopters.filter_map(|adopter| adopter.adoption.effort_hours).collect();
    let hours = |n: i64| format::number(n, t.lang);
    let (least, most) = (told.iter().min()?, told.iter().max()?);
    let range = if least == most {
        t.with("adoptions-effort-one", &hours(*least))
    } else {
        t.with("adoptions-effort-range", &format!("{}–{}", hours(*least), hours(*most)))
    };
    Some(format!("{range} {}", t.n("adoptions-effort-told", &told.len())))
}

impl Group {
    fn of(
        t: Text,
        counts: AdoptionCounts,
        (stage, adopters): &(AdoptionStage, Vec<Adopter>),
    ) -> Option<Self> {
        let n_shown = i64::try_from(adopters.len()).unwrap_or(i64::MAX);
        (!adopters.is_empty()).then(|| Self {
            id: stage.as_str(),
            title: t.code("adoption-stage", stage.as_str()),
            rows: adopters.iter().map(|adopter| Row::of(t, adopter)).collect(),
            n_more: counts.at(*stage).saturating_sub(n_shown),
        })
    }
}

impl Row {
    fn of(t: Text, adopter: &Adopter) -> Self {
        let Adopter { adoption, name, state, population } = adopter;
        let size = |people| t.code("size-class", size_class(people));
        let at = format!("/blaupausen/{}", adoption.id);
        let since = adoption.started_on.as_ref();
        Self {
            slug: adoption.organisation.to_string(),
            name: name.clone(),
            land: state.as_ref().map(|state| t.code("state", state)).unwrap_or_default(),
            size: population.map(size).unwrap_or_default(),
            version: adoption.version.to_string(),
            version_href: super::address(&at, Some(&adoption.version.to_string())),
            product: adoption.product.as_ref().map(ToString::to_string).unwrap_or_default(),
            effort: adoption.effort_hours.map(|n| format::number(n, t.lang)).unwrap_or_default(),
            since: since.map(|day| (day.clone(), format::day(day, t.lang))),
        }
    }
}
