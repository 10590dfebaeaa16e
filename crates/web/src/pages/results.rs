//! Search results with facets. The form is plain: its address is what was asked, and can be shared.

mod facets;
mod nearest;
mod notes;
mod ours;
mod ranges;

use std::{collections::BTreeSet, str::FromStr};

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use blueprint::fit;
use blueprint::maturity::Maturity;
use registry::{Counts, Facet, Find, FoundPage, MOST_FILTERS, Refused, Registry, Sort, Stop};

use super::{
    card::{Card, Verdict},
    feeds,
    frame::{self, Frame, Place},
    text::Text,
    visit::Visit,
};
use crate::{problem::Problem, searches::search, state::State};
use facets::{Chip, Group};
use nearest::Offer;
use notes::Notes;
use ours::{Ours, OursView};
pub(super) use ranges::Ranges;
use ranges::RangesView;

const PER_PAGE: usize = 20;
/// Pages beyond are not offered: narrowing helps more.
const MOST_PAGES: usize = 500;

#[derive(Debug, Template)]
#[template(path = "results.html")]
struct ResultsPage {
    frame: Frame,
    t: Text,
    query: String,
    sorts: Vec<Choice>,
    ours: OursView,
    ranges: RangesView,
    facets: Vec<Group>,
    chips: Vec<Chip>,
    /// The address without any filter.
    clear: String,
    /// The address of this search as a feed.
    feed: String,
    found: String,
    notes: Notes,
    cards: Vec<Card>,
    /// Where more would be found, when nothing was.
    nearest: Vec<Offer>,
    /// What people search for that reads like what was typed.
    words: Vec<Offer>,
    start: usize,
    paging: String,
    previous: Option<String>,
    next: Option<String>,
    explains: bool,
    /// The address that shows, or hides, how the order came about; without words there is nothing to show.
    explain: Option<String>,
}

#[derive(Clone, Debug)]
struct Choice {
    value: String,
    label: String,
    selected: bool,
}

/// What the address asks for.
#[derive(Debug)]
struct Wish {
    text: Option<String>,
    filters: Vec<(Facet, String)>,
    ranges: Ranges,
    /// The verdicts that were chosen for the organisation that was named.
    fit: BTreeSet<fit::Verdict>,
    sort: Sort,
    explains: bool,
    /// From one.
    page: usize,
}

/// What was found, with what belongs to it.
#[derive(Debug, Default)]
struct Outcome {
    /// When it was asked, in microseconds since the Unix epoch.
    now: i64,
    page: FoundPage,
    /// One for each hit, when an organisation was named.
    verdicts: Vec<Verdict>,
    nearest: Vec<Offer>,
    words: Vec<Offer>,
}

/// `GET /blaupausen`.
pub(super) async fn results(
    visit: Visit,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (registry, now) = (state.registry.clone(), state.now());
    let page = search(&state.searches, move |stop| load(&registry, &visit, (now, stop))).await?;
    Ok(frame::html(StatusCode::OK, &page))
}

fn load(
    registry: &Registry,
    visit: &Visit,
    (now, stop): (i64, Stop),
) -> Result<ResultsPage, Refused> {
    let wish = Wish::read(visit);
    let ours = Ours::read(registry, visit)?;
    let found = registry::find(
        registry,
        &Find {
            offset: (wish.page - 1) * PER_PAGE,
            limit: PER_PAGE,
            counts: Counts::All,
            at: Some(now),
            stop: stop.clone(),
            ..wish.find(visit, (&ours, now))
        },
    )?;
    let verdicts = ours.verdicts(registry, &found, (visit.t, now))?;
    let mut outcome = Outcome { now, page: found, verdicts, ..Outcome::default() };
    let name = |facet: Facet, value: &str| value_name(registry, visit.t, facet, value);
    if outcome.page.total == 0 {
        outcome.nearest = nearest::offers(registry, visit, (&wish, &ours), (&name, now, &stop))?;
        outcome.words = nearest::words(registry, visit, &wish)?;
    }
    Ok(page(visit, &wish, (&ours, &outcome), &name))
}

impl Wish {
    /// Parameters that mean nothing here are ignored: a link from elsewhere may carry anything.
    fn read(visit: &Visit) -> Self {
        let mut filters = Vec::new();
        for (parameter, value) in &visit.query {
            if let Ok(facet) = Facet::from_str(parameter)
                && !value.is_empty()
                && filters.len() < MOST_FILTERS
                && !filters.contains(&(facet, value.clone()))
            {
                filters.push((facet, value.clone()));
            }
        }
        let sort = match visit.parameter("sort") {
            Some("updated") => Sort::Updated,
            Some("adoptions") => Sort::Adoptions,
            Some("name") => Sort::Name,
            _ => Sort::Relevance,
        };
        let page = visit.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        Self {
            text: visit.parameter("q").map(str::to_owned),
            filters,
            ranges: Ranges::read(visit),
            fit: verdicts(&visit.query),
            sort,
            explains: visit.parameter("explain") == Some("true"),
            page: page.clamp(1, MOST_PAGES),
        }
    }

    /// The question to the registry, without how much of the answer is wanted.
    fn find(&self, visit: &Visit, (ours, now): (&Ours, i64)) -> Find {
        Find {
            text: self.text.clone(),
            filters: self.filters.clone(),
            population: self.ranges.population,
            seal: self.ranges.seal,
            fitting: ours.fitting(self.fit.clone(), now),
            sort: self.sort,
            lang: visit.lang(),
            explain: self.explains,
            ..Find::default()
        }
    }
}

/// The verdicts that parameters name; what means nothing is ignored.
pub(super) fn verdicts(query: &[(String, String)]) -> BTreeSet<fit::Verdict> {
    named_verdicts(query).filter_map(|(_, verdict)| verdict).collect()
}

/// What was typed for verdicts, each with the one that it names.
fn named_verdicts(
    query: &[(String, String)],
) -> impl Iterator<Item = (&str, Option<fit::Verdict>)> {
    let verdict =
        |code: &str| fit::Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == code);
    let named = query.iter().filter(|(name, code)| name == "fit" && !code.is_empty());
    named.map(move |(_, code)| (code.as_str(), verdict(code)))
}

/// The parameters that a feed follows: nobody follows an organisation that is not there.
fn followed(visit: &Visit, ours: &Ours) -> Vec<(String, String)> {
    let mut query = visit.query.clone();
    query.retain(|(name, _)| ours.name().is_some() || !matches!(name.as_str(), "passt" | "fit"));
    query
}

/// What a value is called, for people.
fn value_name(registry: &Registry, t: Text, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Owner | Facet::AdoptedBy => value
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
        Facet::Maturity => Maturity::ALL
            .into_iter()
            .find(|level| level.as_str() == value)
            .map_or_else(|| value.to_owned(), |level| level.label().get(t.lang).to_owned()),
        Facet::Deprecated => t.code("facet-deprecated", value),
        Facet::Service | Facet::Keyword | Facet::License | Facet::Vendor => value.to_owned(),
    }
}

fn page(
    visit: &Visit,
    wish: &Wish,
    (ours, outcome): (&Ours, &Outcome),
    name: &dyn Fn(Facet, &str) -> String,
) -> ResultsPage {
    let t = visit.t;
    let found = &outcome.page;
    let title = match &wish.text {
        Some(text) => t.with("results-title-for", text),
        None => t.get("results-title"),
    };
    let n_pages =
        usize::try_from(found.total).unwrap_or(usize::MAX).div_ceil(PER_PAGE).clamp(1, MOST_PAGES);
    let turn =
        |page: usize| visit.address(&[("page", (1 < page).then(|| page.to_string()).as_deref())]);
    let flip = visit.address(&[("explain", (!wish.explains).then_some("true"))]);
    let is_ranked = wish.text.is_some() && wish.sort == Sort::Relevance && !found.items.is_empty();
    ResultsPage {
        frame: Frame::new(visit, title, Place::Blueprints),
        t,
        query: wish.text.clone().unwrap_or_default(),
        sorts: sorts(t, wish.sort),
        ours: ours.view(t, wish),
        ranges: wish.ranges.view(visit),
        facets: facets::groups(t, wish, found, name),
        chips: facets::chips(visit, wish, ours, name),
        clear: facets::without_filters(visit).address(&[]),
        feed: feeds::address_of(&followed(visit, ours), visit.lang()),
        found: t.n("results-count", &found.total),
        notes: Notes::new(visit, wish, found, name),
        cards: cards(t, outcome),
        nearest: outcome.nearest.clone(),
        words: outcome.words.clone(),
        start: (wish.page - 1) * PER_PAGE + 1,
        paging: format!("{} / {}", t.n("paging-page", &wish.page), t.n("plain-number", &n_pages)),
        previous: (1 < wish.page).then(|| turn((wish.page - 1).min(n_pages))),
        next: found.next.filter(|_| wish.page < MOST_PAGES).map(|_| turn(wish.page + 1)),
        explains: wish.explains,
        explain: is_ranked.then_some(flip),
    }
}

fn cards(t: Text, outcome: &Outcome) -> Vec<Card> {
    let mut verdicts = outcome.verdicts.iter();
    let card =
        |found| Card { verdict: verdicts.next().cloned(), ..Card::new(found, (t, outcome.now)) };
    outcome.page.items.iter().map(card).collect()
}

fn sorts(t: Text, chosen: Sort) -> Vec<Choice> {
    [
        ("relevance", Sort::Relevance, t.get("sort-relevance")),
        ("updated", Sort::Updated, t.get("sort-updated")),
        ("adoptions", Sort::Adoptions, t.get("sort-adoptions")),
        ("name", Sort::Name, t.get("sort-name")),
    ]
    .into_iter()
    .map(|(value, sort, label)| Choice { value: value.to_owned(), label, selected: sort == chosen })
    .collect()
}

#[cfg(test)]
mod tests;
