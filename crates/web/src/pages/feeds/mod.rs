//! Feeds: what is new among all blueprints, those of an organisation, or those that a search finds.
//!
//! The address of a feed is the address of its search, so that a feed reader keeps a search as a browser's bookmark does.

mod atom;

use std::str::FromStr as _;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Lang, Slug};
use registry::{
    Blueprint, Facet, Find, FoundBlueprint, Sort, find, fitting_of_organisation, organisation,
};

use super::{
    get, language,
    results::{Ranges, verdicts},
    text::Text,
    visit::address,
};
use crate::{
    problem::{Problem, kinds},
    searches::search,
    shape,
    state::{State, blocking},
};

use atom::{Entry, Feed};

/// Entries of a feed: what is newer than that is seen in time by a reader that looks once a week.
const NEWEST: usize = 50;

const CONTENT_TYPE: &str = "application/atom+xml; charset=utf-8";

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/feeds/all.atom", get().to(all))
        .route("/feeds/search.atom", get().to(searched))
        .route("/feeds/{owner}.atom", get().to(owned));
}

/// Where the feed of a search is, in the language of whoever looks: feed readers have none. Filters are those of the page
/// of results; what means nothing to a feed is left out.
pub(super) fn address_of(query: &[(String, String)], lang: Lang) -> String {
    let kept = query.iter().filter(|(name, value)| means_something(name) && !value.is_empty());
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    address("/feeds/search.atom", kept.chain([("lang", lang.tag())]))
}

fn means_something(name: &str) -> bool {
    matches!(name, "q" | "passt" | "fit")
        || Facet::from_str(name).is_ok()
        || Ranges::NAMES.contains(&name)
}

/// What a feed is asked for.
struct Wish {
    lang: Lang,
    /// The feed's own address, without what means nothing to it.
    own: String,
    text: Option<String>,
    filters: Vec<(Facet, String)>,
    ranges: Ranges,
    /// The organisation that blueprints shall suit, as it is named.
    ours: Option<String>,
    /// What the parameters were, as the page of results takes them, without those that mean nothing here.
    query: Vec<(String, String)>,
}

impl Wish {
    /// Parameters that mean nothing here are ignored: an address may have been a page's, and a reader may add its own.
    fn read(request: &HttpRequest) -> Self {
        Self::reading(request, means_something)
    }

    /// Without a search.
    fn everything(request: &HttpRequest) -> Self {
        Self::reading(request, |_| false)
    }

    fn reading(request: &HttpRequest, means: fn(&str) -> bool) -> Self {
        let parameters = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut query = parameters.map(web::Query::into_inner).unwrap_or_default();
        let named = query.iter().find(|(name, _)| name == "lang");
        let named: Option<Lang> = named.and_then(|(_, tag)| tag.parse().ok());
        query.retain(|(name, value)| means(name) && !value.trim().is_empty());
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let named_pair = named.map(|lang| ("lang", lang.tag()));
        let own = address(request.path(), pairs.chain(named_pair));
        let facet = |(name, value): &(String, String)| Some((name.parse().ok()?, value.clone()));
        Self {
            lang: named.unwrap_or_else(|| language(request)),
            own,
            text: query.iter().find(|(name, _)| name == "q").map(|(_, text)| text.clone()),
            filters: query.iter().filter_map(facet).collect(),
            ours: query.iter().find(|(name, _)| name == "passt").map(|(_, slug)| slug.clone()),
            ranges: Ranges::of(|wanted| {
                let found = query.iter().find(|(name, _)| name == wanted);
                found.map(|(_, value)| value.as_str())
            }),
            query,
        }
    }
}

/// `GET /feeds/all.atom`.
async fn all(request: HttpRequest, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let wish = Wish::everything(&request);
    let t = Text::new(wish.lang);
    answer(&state, wish, t.get("feed-all")).await
}

/// `GET /feeds/search.atom`.
async fn searched(request: HttpRequest, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    let wish = Wish::read(&request);
    let t = Text::new(wish.lang);
    let title = match &wish.text {
        Some(text) => t.with("feed-search", text),
        None => t.get("feed-filtered"),
    };
    answer(&state, wish, title).await
}

/// `GET /feeds/{owner}.atom`.
async fn owned(
    request: HttpRequest,
    state: web::Data<State>,
    owner: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let owner: Slug = owner.parse().map_err(|_misspelt| Problem::new(&kinds::NOT_FOUND))?;
    let (registry, wanted) = (state.registry.clone(), owner.clone());
    let found = blocking(move || organisation(&registry, &wanted)).await?;
    let mut wish = Wish::everything(&request);
    wish.filters.push((Facet::Owner, owner.to_string()));
    wish.query.push((Facet::Owner.to_string(), owner.to_string()));
    let t = Text::new(wish.lang);
    answer(&state, wish, t.with("feed-owner", &found.name)).await
}

async fn answer(state: &State, wish: Wish, title: String) -> Result<HttpResponse, Problem> {
    let Wish { lang, own, text, filters, ranges, ours, query } = wish;
    // A feed for nobody would be taken for one that has no news.
    let ours = ours.map(|slug| slug.parse::<Slug>()).transpose();
    let ours = ours.map_err(|_misspelt| Problem::new(&kinds::NOT_FOUND))?;
    let verdicts = verdicts(&query);
    let t = Text::new(lang);
    let (registry, now) = (state.registry.clone(), state.now());
    let found = search(&state.searches, move |stop| {
        let fitting = ours.map(|slug| fitting_of_organisation(&registry, &slug, (verdicts, now)));
        let wanted = Find {
            text,
            filters,
            population: ranges.population,
            seal: ranges.seal,
            fitting: fitting.transpose()?,
            sort: Sort::Updated,
            lang,
            limit: NEWEST,
            at: Some(now),
            stop,
            ..Find::default()
        };
        let mut found = find(&registry, &wanted)?;
        if found.partial {
            // What has only some of the words is no news of this search, and would vanish with the first that has all.
            found.items.clear();
        }
        Ok(found)
    })
    .await?;
    let base = &*state.public_url;
    let page = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let feed = Feed {
        lang,
        address: format!("{base}{own}"),
        page: format!("{base}{}", address("/blaupausen", page)),
        title,
        author: t.get("site-name"),
        entries: found.items.iter().map(|found| entry(base, lang, found)).collect(),
    };
    let body = atom::written(&feed).map_err(|error| {
        tracing::error!(error = %error, "a feed could not be written");
        Problem::new(&kinds::INTERNAL)
    })?;
    Ok(HttpResponse::Ok()
        .content_type(CONTENT_TYPE)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .insert_header((header::CONTENT_LANGUAGE, lang.tag()))
        .body(body))
}

/// A version is an entry of its own, so that readers show the next one as new.
fn entry(base: &str, lang: Lang, found: &FoundBlueprint) -> Entry {
    let Blueprint { id, latest, .. } = &found.blueprint;
    let version = latest.as_ref().map(ToString::to_string).unwrap_or_default();
    let one = &found.blueprint;
    let pick = |de: &str, en: Option<&str>| match lang {
        Lang::De => de.to_owned(),
        Lang::En => en.unwrap_or(de).to_owned(),
    };
    Entry {
        id: format!("tag:{},2026:{id}/{version}", host(base)),
        title: format!("{} {version}", pick(&one.title_de, one.title_en.as_deref())),
        summary: pick(&one.summary_de, one.summary_en.as_deref()),
        author: id.owner.to_string(),
        page: format!("{base}/blaupausen/{id}"),
        published: shape::time(one.created_at),
        updated: shape::time(one.updated_at),
    }
}

/// A tag belongs to a host, whatever its port and its scheme.
fn host(base: &str) -> &str {
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_belongs_to_the_host_alone() {
        assert_eq!(host("https://register.example"), "register.example");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1");
        assert_eq!(host("http://[::1]:80"), "[::1]");
        assert_eq!(host("http://[::1]"), "[::1]");
    }

    #[test]
    fn the_address_of_a_search_keeps_what_was_searched() {
        let query = |pairs: &[(&str, &str)]| {
            let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            address_of(&pairs.iter().map(pair).collect::<Vec<_>>(), Lang::En)
        };
        assert_eq!(query(&[("sort", "name"), ("page", "2")]), "/feeds/search.atom?lang=en");
        let kept = query(&[("q", "Hund & Katze"), ("state", "08"), ("owner", ""), ("utm", "x")]);
        assert!(kept.starts_with("/feeds/search.atom?q=Hund"), "{kept}");
        assert!(kept.contains("%26") && kept.ends_with("&state=08&lang=en"), "{kept}");
    }
}
