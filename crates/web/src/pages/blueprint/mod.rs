//! The pages of one blueprint: overview, process, security, vendors, versions, forks.
//!
//! Each shows one version, the latest unless `?version=` names another. Reading happens here once for all of them; the
//! pages themselves are functions of what was read.

mod adoptions;
pub(super) mod facts;
mod kept;
mod lineage;
mod notes;
pub(super) mod offers;
mod overview;
mod process;
mod security;
mod vendors;
mod versions;

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::{BlueprintId, Document, VersionRef};
use jiff::civil::Date;
use registry::{Overview, ProposalState, Refused, Registry, StoreError, VersionRecord};
use semver::Version;
use serde_json::Value;

use self::{
    kept::Kept,
    notes::{End, UpstreamNotes},
};
use super::{
    format,
    frame::{self, Frame, Place},
    get,
    people::form::{Faults, Fields},
    phrase::Phrase,
    text::Text,
    visit::Visit,
};
use crate::{
    problem::{Problem, kinds},
    state::{State, blocking},
};

/// What was read of a blueprint for a page of it.
#[derive(Debug)]
pub(super) struct Reading {
    overview: Overview,
    record: VersionRecord,
    /// The document as it was parsed, for what is found in any tree.
    tree: Value,
    document: Document,
    /// Microseconds since the Unix epoch.
    now: i64,
}

/// What all pages of a blueprint begin with.
#[derive(Debug)]
struct Masthead {
    t: Text,
    id: String,
    owner: String,
    owner_href: String,
    owner_verified: bool,
    /// Slug of the organisation in which the owner went up.
    owner_ended: Option<String>,
    title: Phrase,
    summary: Phrase,
    version: String,
    published: String,
    published_iso: String,
    /// The latest version and the address of this page for it, when another is shown.
    latest: Option<Chosen>,
    yanked: Option<String>,
    deprecated: Option<End>,
    /// Where it goes on; said instead of the deprecation that comes with it.
    moved: Option<End>,
    /// `owner/name` of the address at which it was before.
    came_from: Option<String>,
    /// What readers of a fork should know of its upstream.
    upstream: Option<UpstreamNotes>,
    tabs: Vec<Tab>,
}

#[derive(Debug)]
struct Chosen {
    version: String,
    href: String,
}

#[derive(Debug)]
struct Tab {
    href: String,
    label: String,
    current: bool,
}

/// A tab of a blueprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Overview,
    Process,
    Security,
    Vendors,
    Adoptions,
    Versions,
    Lineage,
}

impl View {
    const ALL: [Self; 7] = [
        Self::Overview,
        Self::Process,
        Self::Security,
        Self::Vendors,
        Self::Adoptions,
        Self::Versions,
        Self::Lineage,
    ];

    /// The end of the address.
    fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Process => "/prozess",
            Self::Security => "/sicherheit",
            Self::Vendors => "/anbieter",
            Self::Adoptions => "/nachnutzung",
            Self::Versions => "/versionen",
            Self::Lineage => "/ableitungen",
        }
    }

    fn href(self, visit: &Visit, reading: &Reading) -> String {
        // A version that was asked for stays chosen from tab to tab.
        let kept = visit.parameter("version").map(|_| reading.record.version.to_string());
        address(&format!("/blaupausen/{}{}", reading.id(), self.path()), kept.as_deref())
    }

    fn label(self, t: Text) -> String {
        match self {
            Self::Overview => t.get("tab-overview"),
            Self::Process => t.get("tab-process"),
            Self::Security => t.get("tab-security"),
            Self::Vendors => t.get("tab-vendors"),
            Self::Adoptions => t.get("tab-adoptions"),
            Self::Versions => t.get("tab-versions"),
            Self::Lineage => t.get("tab-lineage"),
        }
    }
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    const BASE: &str = "/blaupausen/{owner}/{name}";
    let path = |view: View| format!("{BASE}{}", view.path());
    cfg.route(&path(View::Overview), get().to(overview))
        .route(&path(View::Process), get().to(process))
        .route(&path(View::Security), get().to(security))
        .route(&path(View::Vendors), get().to(vendors))
        .service(
            web::resource(path(View::Adoptions))
                .app_data(web::FormConfig::default().limit(adoptions::MAX_FORM_BYTES))
                .route(get().to(adoptions::show))
                .route(web::post().to(adoptions::record)),
        )
        .route(&format!("{BASE}/nachnutzung/entfernen"), web::post().to(adoptions::remove))
        .route(&path(View::Versions), get().to(versions))
        .route(&path(View::Lineage), get().to(lineage))
        .route(&format!("{BASE}/ableitungen/abgleich"), web::post().to(lineage::acts::merge))
        .route(&format!("{BASE}/ableitungen/ueberspringen"), web::post().to(lineage::acts::skip))
        .service(
            web::resource(format!("{BASE}/ableitungen/vorschlag"))
                .app_data(web::FormConfig::default().limit(lineage::offer::MAX_FORM_BYTES))
                .route(web::post().to(lineage::offer::propose)),
        );
}

type Names = web::Path<(String, String)>;
type Answer = Result<HttpResponse, Problem>;

async fn overview(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    if let Some(led) = notes::led_on(&visit, &names, &state).await? {
        return Ok(led);
    }
    let (id, reference) = wanted(&visit, &names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || {
        let reading = Reading::of(&registry, &id, reference, now)?;
        let most = (overview::MOST_SIMILAR, visit.lang());
        let similar = registry::similar(&registry, &id, most, now)?;
        let earned = registry::maturity(&registry, &id, now)?.assessment.earned;
        Ok::<_, Refused>(overview::page(&visit, &reading, (&earned, &similar)))
    })
    .await?;
    Ok(frame::html(StatusCode::OK, &page))
}

async fn process(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    show(visit, &names, &state, process::page).await
}

async fn security(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    show_kept(visit, &names, &state, security::page).await
}

async fn vendors(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    show_kept(visit, &names, &state, vendors::page).await
}

async fn versions(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    let (id, reference) = wanted(&visit, &names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || {
        let before = visit.parameter("before").and_then(|version| VersionRef::exact(version).ok());
        let some = registry::versions(&registry, &id, before.as_ref(), versions::PER_PAGE)?;
        let reading = Reading::of(&registry, &id, reference, now)?;
        let parents = registry::parents(&registry, &id)?;
        Ok::<_, Refused>(versions::page(&visit, &reading, &some, &parents))
    })
    .await?;
    Ok(frame::html(StatusCode::OK, &page))
}

async fn lineage(visit: Visit, names: Names, state: web::Data<State>) -> Answer {
    lineage_with(visit, &names, &state, (Faults::default(), Fields::default())).await
}

/// The page with what came back when something was wanted there and refused.
async fn lineage_with(
    visit: Visit,
    names: &Names,
    state: &web::Data<State>,
    (faults, typed): (Faults, Fields),
) -> Answer {
    let (id, reference) = wanted(&visit, names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = blocking(move || {
        let reading = Reading::of(&registry, &id, reference, now)?;
        let is_fork = reading.overview.head.upstream.is_some();
        let upstream = is_fork.then(|| registry::upstream(&registry, &id)).transpose()?;
        let family = registry::family(&registry, &id)?;
        let (_, n_waiting) =
            registry::proposals(&registry, (&id, Some(ProposalState::Open)), (None, 1))?;
        Ok::<_, Refused>(lineage::page(
            &visit,
            &reading,
            upstream.as_ref(),
            (&family, n_waiting),
            (faults, typed),
        ))
    })
    .await?;
    Ok(frame::html(status, &page))
}

async fn show<P: Template + Send + 'static>(
    visit: Visit,
    names: &Names,
    state: &web::Data<State>,
    page: fn(&Visit, &Reading) -> P,
) -> Answer {
    let (id, reference) = wanted(&visit, names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || {
        let reading = Reading::of(&registry, &id, reference, now)?;
        Ok::<_, Refused>(page(&visit, &reading))
    })
    .await?;
    Ok(frame::html(StatusCode::OK, &page))
}

/// The same for pages that show what organisations attest.
async fn show_kept<P: Template + Send + 'static>(
    visit: Visit,
    names: &Names,
    state: &web::Data<State>,
    page: fn(&Visit, &Reading, &Kept) -> P,
) -> Answer {
    let (id, reference) = wanted(&visit, names)?;
    let (registry, now) = (state.registry.clone(), state.now());
    let page = blocking(move || {
        let reading = Reading::of(&registry, &id, reference, now)?;
        let kept = Kept::of(&registry, &reading)?;
        Ok::<_, Refused>(page(&visit, &reading, &kept))
    })
    .await?;
    Ok(frame::html(StatusCode::OK, &page))
}

/// What the address names. What can name no blueprint or no version is not there.
fn wanted(visit: &Visit, names: &Names) -> Result<(BlueprintId, Option<VersionRef>), Problem> {
    let (Ok(owner), Ok(name)) = (names.0.parse(), names.1.parse()) else {
        return Err(Problem::new(&kinds::NOT_FOUND));
    };
    let reference = match visit.parameter("version").map(str::parse) {
        Some(Err(_)) => return Err(Problem::new(&kinds::NOT_FOUND)),
        Some(Ok(reference)) => Some(reference),
        None => None,
    };
    Ok((BlueprintId::new(owner, name), reference))
}

impl Reading {
    fn of(
        registry: &Registry,
        id: &BlueprintId,
        reference: Option<VersionRef>,
        now: i64,
    ) -> Result<Self, Refused> {
        let overview = registry::overview(registry, id)?;
        let reference =
            reference.unwrap_or_else(|| VersionRef::Exact(overview.shown.version.clone()));
        let record = registry::version(registry, id, &reference)?;
        let (_, bytes) =
            registry::document(registry, id, &VersionRef::Exact(record.version.clone()))?;
        let corrupt = || Refused::Store(StoreError::Corrupt { what: "document" });
        let tree = serde_json::from_slice(&bytes.canonical).map_err(|_unreadable| corrupt())?;
        let document = Document::try_from(&tree).map_err(|_unreadable| corrupt())?;
        Ok(Self { overview, record, tree, document, now })
    }

    /// The day it is. A time without a day counts as the last of all days, on which no evidence holds any more.
    fn today(&self) -> Date {
        format::today(self.now)
    }

    /// Whether a day, given as `YYYY-MM-DD`, is over.
    fn is_past(&self, day: &str) -> bool {
        day.parse().is_ok_and(|day: Date| day < self.today())
    }

    /// The day by which the content is checked again. What the owner said of the blueprint counts more than what the
    /// version says.
    fn review_by(&self) -> Option<&str> {
        let said = self.overview.head.blueprint.lifecycle.review_by.as_deref();
        said.or(self.document.maintenance.review_by.as_deref())
    }

    fn id(&self) -> &BlueprintId {
        &self.record.id
    }

    /// Where the document of the shown version is had.
    fn document_href(&self) -> String {
        document_href(self.id(), &self.record.version)
    }
}

fn document_href(id: &BlueprintId, version: &Version) -> String {
    format!("/api/v1/blueprints/{id}/versions/{version}/document")
}

impl Masthead {
    fn new(visit: &Visit, reading: &Reading, view: View) -> Self {
        let t = visit.t;
        let id = reading.id();
        let record = &reading.record;
        let owner = &reading.overview.owner;
        let shown = &reading.overview.shown.version;
        let base = format!("/blaupausen/{id}");
        let tab = |tab: View| Tab {
            href: tab.href(visit, reading),
            label: tab.label(t),
            current: tab == view,
        };
        let latest = (*shown != record.version)
            .then(|| Chosen { version: shown.to_string(), href: format!("{base}{}", view.path()) });
        Self {
            t,
            id: id.to_string(),
            owner: owner.name.clone(),
            owner_href: format!("/organisationen/{}", id.owner),
            owner_verified: owner.standing.verified.is_some(),
            owner_ended: owner.standing.succession.as_ref().map(|it| it.successor.to_string()),
            title: Phrase::of(&reading.document.title, t.lang),
            summary: Phrase::of(&reading.document.summary, t.lang),
            version: record.version.to_string(),
            published: format::day_of(record.published_at, t.lang),
            published_iso: format::iso_day_of(record.published_at),
            latest,
            yanked: record.yanked.as_ref().map(|yank| yank.reason.clone()),
            moved: End::moved(t, &reading.overview),
            came_from: reading.overview.head.earlier.first().map(BlueprintId::to_string),
            deprecated: reading
                .overview
                .head
                .blueprint
                .lifecycle
                .deprecation
                .as_ref()
                .filter(|_| reading.overview.moved_to.is_none())
                .map(|end| End::new(t, end)),
            upstream: UpstreamNotes::of(visit, reading),
            tabs: View::ALL.into_iter().map(tab).collect(),
        }
    }

    fn frame(&self, visit: &Visit, view: View) -> Frame {
        let title = match view {
            View::Overview => self.title.text.clone(),
            other => format!("{}: {}", self.title.text, other.label(self.t)),
        };
        Frame::new(visit, title, Place::Blueprints)
    }
}

fn address(path: &str, version: Option<&str>) -> String {
    super::visit::address(path, version.map(|version| ("version", version)).into_iter())
}

#[cfg(test)]
mod tests;
