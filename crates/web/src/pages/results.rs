//! Search results with facets. The form is plain: its address is what was asked, and can be shared.

use std::str::FromStr;

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use registry::{Counts, Facet, Find, FoundPage, Refused, Registry, Sort, Stop};

use super::{
    card::Card,
    feeds,
    frame::{self, Frame, Place},
    text::Text,
    visit::Visit,
};
use crate::{problem::Problem, searches::search, state::State};

const PER_PAGE: usize = 20;
/// Pages beyond are not offered: narrowing helps more.
const MOST_PAGES: usize = 500;
/// Values of a facet that are offered, besides those chosen.
const MOST_VALUES: usize = 12;
/// Facets that are open from the start; the others open when something in them is chosen.
const OPEN: [Facet; 3] = [Facet::TargetGroup, Facet::State, Facet::Owner];

#[derive(Debug, Template)]
#[template(path = "results.html")]
struct ResultsPage {
    frame: Frame,
    t: Text,
    query: String,
    sorts: Vec<Choice>,
    facets: Vec<Group>,
    chips: Vec<Chip>,
    /// The address without any filter.
    clear: String,
    /// The address of this search as a feed.
    feed: String,
    found: String,
    cards: Vec<Card>,
    start: usize,
    paging: String,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug)]
struct Choice {
    value: &'static str,
    label: String,
    selected: bool,
}

#[derive(Debug)]
struct Group {
    name: &'static str,
    label: String,
    open: bool,
    values: Vec<Value>,
}

#[derive(Debug)]
struct Value {
    id: String,
    code: String,
    label: String,
    count: String,
    selected: bool,
}

#[derive(Debug)]
struct Chip {
    href: String,
    label: String,
}

/// What the address asks for.
#[derive(Debug)]
struct Wish {
    text: Option<String>,
    filters: Vec<(Facet, String)>,
    sort: Sort,
    /// From one.
    page: usize,
}

/// `GET /blaupausen`.
pub(super) async fn results(
    visit: Visit,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let registry = state.registry.clone();
    let page = search(&state.searches, move |stop| load(&registry, &visit, stop)).await?;
    Ok(frame::html(StatusCode::OK, &page))
}

fn load(registry: &Registry, visit: &Visit, stop: Stop) -> Result<ResultsPage, Refused> {
    let wish = Wish::read(visit);
    let found = registry::find(
        registry,
        &Find {
            text: wish.text.clone(),
            filters: wish.filters.clone(),
            sort: wish.sort,
            lang: visit.lang(),
            offset: (wish.page - 1) * PER_PAGE,
            limit: PER_PAGE,
            counts: Counts::All,
            stop,
            ..Find::default()
        },
    )?;
    let name = |facet: Facet, value: &str| value_name(registry, visit.t, facet, value);
    Ok(page(visit, &wish, &found, &name))
}

impl Wish {
    /// Parameters that mean nothing here are ignored: a link from elsewhere may carry anything.
    fn read(visit: &Visit) -> Self {
        let mut filters = Vec::new();
        for (parameter, value) in &visit.query {
            if let Ok(facet) = Facet::from_str(parameter)
                && !value.is_empty()
                && !filters.contains(&(facet, value.clone()))
            {
                filters.push((facet, value.clone()));
            }
        }
        let sort = match visit.parameter("sort") {
            Some("updated") => Sort::Updated,
            Some("name") => Sort::Name,
            _ => Sort::Relevance,
        };
        let page = visit.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let text = visit.parameter("q").map(str::to_owned);
        Self { text, filters, sort, page: page.clamp(1, MOST_PAGES) }
    }
}

/// What a value is called, for people.
fn value_name(registry: &Registry, t: Text, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Owner => value
            .parse()
            .ok()
            .and_then(|slug| registry::organisation(registry, &slug).ok())
            .map_or_else(|| value.to_owned(), |organisation| organisation.name),
        Facet::State => t.code("state", value),
        Facet::MinSeal => t.with("seal-level", value),
        Facet::ProtectionNeed => t.code("protection", value),
        Facet::TrustLevel => t.code("trust", value),
        Facet::TargetGroup => t.code("target", value),
        Facet::Channel => t.code("facet-channel", value),
        Facet::Kind => t.code("kind", value),
        Facet::Deprecated => t.code("facet-deprecated", value),
        Facet::Service | Facet::Keyword | Facet::License | Facet::Vendor => value.to_owned(),
    }
}

fn page(
    visit: &Visit,
    wish: &Wish,
    found: &FoundPage,
    name: &dyn Fn(Facet, &str) -> String,
) -> ResultsPage {
    let t = visit.t;
    let title = match &wish.text {
        Some(text) => t.with("results-title-for", text),
        None => t.get("results-title"),
    };
    let n_pages =
        usize::try_from(found.total).unwrap_or(usize::MAX).div_ceil(PER_PAGE).clamp(1, MOST_PAGES);
    let turn =
        |page: usize| visit.address(&[("page", (1 < page).then(|| page.to_string()).as_deref())]);
    ResultsPage {
        frame: Frame::new(visit, title, Place::Blueprints),
        t,
        query: wish.text.clone().unwrap_or_default(),
        sorts: sorts(t, wish.sort),
        facets: groups(t, wish, found, name),
        chips: chips(visit, wish, name),
        clear: without_filters(visit),
        feed: feeds::address_of(&visit.query, visit.lang()),
        found: t.n("results-count", &found.total),
        cards: found.items.iter().map(|found| Card::new(found, t)).collect(),
        start: (wish.page - 1) * PER_PAGE + 1,
        paging: format!("{} / {}", t.n("paging-page", &wish.page), t.n("plain-number", &n_pages)),
        previous: (1 < wish.page).then(|| turn((wish.page - 1).min(n_pages))),
        next: found.next.filter(|_| wish.page < MOST_PAGES).map(|_| turn(wish.page + 1)),
    }
}

fn sorts(t: Text, chosen: Sort) -> Vec<Choice> {
    [
        ("relevance", Sort::Relevance, t.get("sort-relevance")),
        ("updated", Sort::Updated, t.get("sort-updated")),
        ("name", Sort::Name, t.get("sort-name")),
    ]
    .into_iter()
    .map(|(value, sort, label)| Choice { value, label, selected: sort == chosen })
    .collect()
}

fn groups(
    t: Text,
    wish: &Wish,
    found: &FoundPage,
    name: &dyn Fn(Facet, &str) -> String,
) -> Vec<Group> {
    let group = |facet: Facet| {
        let counted = found.facets.get(&facet).map(Vec::as_slice).unwrap_or_default();
        let is_chosen = |value: &str| wish.filters.iter().any(|(f, v)| *f == facet && v == value);
        let shown = counted
            .iter()
            .enumerate()
            .filter(|(idx, (value, _))| *idx < MOST_VALUES || is_chosen(value));
        let mut values: Vec<Value> = shown
            .map(|(idx, (value, count))| Value {
                id: format!("{facet}-{idx}"),
                label: name(facet, value),
                count: t.n("plain-number", count),
                selected: is_chosen(value),
                code: value.clone(),
            })
            .collect();
        // What was chosen stays a checkbox although nothing has it: else it could not be kept or taken back.
        let missing = wish
            .filters
            .iter()
            .filter(|(f, v)| *f == facet && !counted.iter().any(|(c, _)| c == v));
        values.extend(missing.enumerate().map(|(idx, (_, value))| Value {
            id: format!("{facet}-chosen-{idx}"),
            label: name(facet, value),
            count: t.n("plain-number", &0_i64),
            selected: true,
            code: value.clone(),
        }));
        let open = OPEN.contains(&facet) || values.iter().any(|value| value.selected);
        Group { name: facet.as_str(), label: t.code("facet", facet.as_str()), open, values }
    };
    // That nothing found is deprecated is no choice to be made.
    let is_choice = |group: &Group| {
        group.name != Facet::Deprecated.as_str()
            || group.values.iter().any(|value| value.code == "true" || value.selected)
    };
    let groups = Facet::ALL.into_iter().map(group);
    groups.filter(|group| !group.values.is_empty() && is_choice(group)).collect()
}

fn chips(visit: &Visit, wish: &Wish, name: &dyn Fn(Facet, &str) -> String) -> Vec<Chip> {
    wish.filters
        .iter()
        .map(|(facet, value)| {
            let mut rest = visit.clone();
            rest.query.retain(|(n, v)| n != "page" && !(n == facet.as_str() && v == value));
            let label =
                format!("{}: {}", visit.t.code("facet", facet.as_str()), name(*facet, value));
            Chip { href: rest.address(&[]), label }
        })
        .collect()
}

fn without_filters(visit: &Visit) -> String {
    let mut rest = visit.clone();
    rest.query.retain(|(name, _)| name == "q" || name == "sort");
    rest.address(&[])
}

#[cfg(test)]
mod tests;
