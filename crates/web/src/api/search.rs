//! What surrounds a search: its parameters, what is to be said of it, suggestions, and blueprints that are alike.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::{Lang, Message, Slug, fit::Verdict};
use registry::{
    Beginning, Counts, Facet, MOST_FILTERS, Remark, Sort, Suggestion, facet_values, similar,
    suggest,
};

use super::{
    paging::limit,
    parameters::{Blueprint, Parameters},
};
use crate::{pages, problem::Problem, remark, searches::search, shape, state::State};

/// The filters of a search. A value that can never be is refused: it must not look as if nothing were there.
pub(super) fn filters(parameters: &Parameters) -> Result<Vec<(Facet, String)>, Problem> {
    let mut filters = Vec::new();
    for (name, value) in &parameters.0 {
        let Ok(facet) = name.parse::<Facet>() else { continue };
        if let Some(values) = facet_values(facet)
            && !values.contains(&value.as_str())
        {
            return Err(refused(name, value, &values.join(", ")));
        }
        filters.push((facet, value.clone()));
        if MOST_FILTERS < filters.len() {
            return Err(Problem::at(
                "parameter-value",
                &format!("/{name}"),
                Message::new(
                    format!("Mehr als {MOST_FILTERS} Filter nimmt eine Suche nicht."),
                    format!("A search takes no more than {MOST_FILTERS} filters."),
                ),
            ));
        }
    }
    Ok(filters)
}

/// A number from nothing to `most`.
pub(super) fn number(
    parameters: &Parameters,
    name: &str,
    most: u64,
) -> Result<Option<u64>, Problem> {
    let Some(text) = parameters.get(name) else { return Ok(None) };
    match text.parse() {
        Ok(number) if number <= most => Ok(Some(number)),
        _ => Err(refused(name, text, &format!("0 – {most}"))),
    }
}

/// The range of SEALs asked for.
pub(super) fn seal(parameters: &Parameters) -> Result<Option<(u8, u8)>, Problem> {
    let level = |name| -> Result<Option<u8>, Problem> {
        Ok(number(parameters, name, 4)?.and_then(|level| u8::try_from(level).ok()))
    };
    Ok(match (level("min_seal_from")?, level("min_seal_to")?) {
        (None, None) => None,
        (from, to) => {
            let (from, to) = (from.unwrap_or(0), to.unwrap_or(4));
            // From three to one is from one to three.
            Some((from.min(to), from.max(to)))
        }
    })
}

pub(super) fn sort(parameters: &Parameters, has_text: bool) -> Result<Sort, Problem> {
    match parameters.get("sort") {
        None if has_text => Ok(Sort::Relevance),
        None | Some("updated") => Ok(Sort::Updated),
        Some("relevance") => Ok(Sort::Relevance),
        Some("adoptions") => Ok(Sort::Adoptions),
        Some("name") => Ok(Sort::Name),
        Some(other) => Err(refused("sort", other, "relevance, updated, adoptions, name")),
    }
}

/// Keeps the cursors of one order from those of another: a place in one says nothing in the other.
pub(super) fn cursor_kind(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "found",
        Sort::Updated => "updated",
        Sort::Adoptions => "used",
        Sort::Name => "named",
    }
}

/// The facets to count: all, unless some are named.
pub(super) fn counts(parameters: &Parameters) -> Result<Counts, Problem> {
    let Some(names) = parameters.get("facets") else { return Ok(Counts::All) };
    // Nobody named, nobody suited.
    let has_fit = parameters.get("fits").is_some();
    let facets: Result<Vec<Facet>, Problem> = names
        .split(',')
        .filter(|name| !(name.is_empty() || has_fit && *name == FIT))
        .map(|name| {
            let mut known = Facet::ALL.map(Facet::as_str).to_vec();
            known.extend(has_fit.then_some(FIT));
            name.parse().map_err(|_unknown| refused("facets", name, &known.join(", ")))
        })
        .collect();
    Ok(Counts::Of(facets?))
}

/// The parameter that selects verdicts, and their name among the facets.
pub(super) const FIT: &str = "fit";

/// Whether it is to be said how many suit how well.
pub(super) fn counts_fit(parameters: &Parameters) -> bool {
    parameters.get("facets").is_none_or(|names| names.split(',').any(|name| name == FIT))
}

/// Whom blueprints shall suit, and with which verdicts.
pub(super) fn fits(parameters: &Parameters) -> Result<Option<(Slug, BTreeSet<Verdict>)>, Problem> {
    let verdicts = parameters.0.iter().filter(|(name, _)| name == FIT).map(|(_, value)| {
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == value);
        verdict.ok_or_else(|| refused(FIT, value, &Verdict::ALL.map(Verdict::as_str).join(", ")))
    });
    let wanted = verdicts.collect::<Result<BTreeSet<Verdict>, Problem>>()?;
    match parameters.get("fits") {
        None if wanted.is_empty() => Ok(None),
        None => Err(Problem::at(
            "parameter-value",
            "/fit",
            Message::new(
                "„fit“ wählt, wie gut Blaupausen zu einer Organisation passen. Nennen Sie diese mit „fits“, zum Beispiel fits=musterstadt.",
                "“fit” selects how well blueprints suit an organisation. Name it with “fits”, such as fits=musterstadt.",
            ),
        )),
        Some(named) => {
            let slug = named.parse().map_err(|_malformed| no_organisation(named))?;
            Ok(Some((slug, wanted)))
        }
    }
}

/// That nobody has the name is said: an empty page would look as if nothing suited.
pub(super) fn no_organisation(named: &str) -> Problem {
    Problem::at(
        "parameter-value",
        "/fits",
        Message::new(
            format!(
                "Eine Organisation mit dem Kürzel „{named}“ gibt es hier nicht. „fits“ ist das Kürzel einer Organisation dieses Registers; das Verzeichnis steht unter /api/v1/organisations."
            ),
            format!(
                "There is no organisation with the short name “{named}” here. “fits” is the short name of an organisation of this registry; they are listed at /api/v1/organisations."
            ),
        ),
    )
}

pub(super) fn flag(parameters: &Parameters, name: &str) -> Result<bool, Problem> {
    match parameters.get(name) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(refused(name, other, "true, false")),
    }
}

fn refused(name: &str, value: &str, possible: &str) -> Problem {
    Problem::at(
        "parameter-value",
        &format!("/{name}"),
        Message::new(
            format!("„{value}“ ist kein Wert für „{name}“. Möglich sind: {possible}."),
            format!("“{value}” is no value of “{name}”. Possible are: {possible}."),
        ),
    )
}

pub(super) fn correction((typed, taken): (String, String)) -> wire::Correction {
    wire::Correction { typed, taken }
}

/// What is said of a question, with the parameter that it is about.
pub(super) fn remark(remark: &Remark, lang: Lang) -> wire::SearchRemark {
    let as_asked = |facet: Facet, value: &str| (facet.to_string(), value.to_owned());
    wire::SearchRemark {
        code: remark::code(remark).to_owned(),
        pointer: format!("/{}", remark::parameter(remark)),
        message: remark::message(remark, as_asked).get(lang).to_owned(),
    }
}

/// What somebody may be about to type: titles, services, organisations, keywords.
#[utoipa::path(
    get, path = "/api/v1/suggestions", tag = "blueprints",
    params(
        ("q" = String, Query, description = "what was typed so far"),
        ("limit" = Option<u32>, Query, description = "1 to 20, default 8", minimum = 1, maximum = 20),
    ),
    responses(
        (status = 200, body = wire::SuggestionList),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn suggestions(
    request: HttpRequest,
    state: web::Data<State>,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["q", "limit"])?;
    let most = u64::try_from(Beginning::MOST).unwrap_or(u64::MAX);
    let limit = match number(&parameters, "limit", most)? {
        None => 8,
        Some(0) => return Err(refused("limit", "0", &format!("1 – {most}"))),
        Some(limit) => usize::try_from(limit).unwrap_or(Beginning::MOST),
    };
    let beginning = Beginning {
        text: parameters.get("q").unwrap_or_default().to_owned(),
        lang: pages::language(&request),
        limit,
    };
    let registry = state.registry.clone();
    let found = search(&state.searches, move |_| suggest(&registry, &beginning)).await?;
    let items = found.into_iter().map(suggestion).collect();
    let mut response = HttpResponse::Ok();
    response.append_header((header::VARY, "accept-language"));
    Ok(response.json(wire::SuggestionList { items }))
}

fn suggestion(found: Suggestion) -> wire::Suggestion {
    wire::Suggestion {
        kind: found.section.to_string(),
        lang: found.lang.tag().to_owned(),
        text: found.text,
        blueprint: found.blueprint.map(|id| id.to_string()),
        blueprints: found.n_blueprints,
    }
}

/// Blueprints that are about the same, the most alike first.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}/similar", tag = "blueprints",
    params(
        ("owner" = String, Path, description = "slug of the organisation"), ("name" = String, Path, description = "name of the blueprint"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
    ),
    responses(
        (status = 200, body = wire::SimilarList),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn alike(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    parameters.only(&["limit"])?;
    let limit = usize::try_from(limit(&parameters)?).unwrap_or(20);
    let lang = pages::language(&request);
    let now = state.now();
    let (on, registry) = (pages::today(now), state.registry.clone());
    let found = search(&state.searches, move |_| {
        registry::head(&registry, &id.0)?;
        similar(&registry, &id.0, (limit, lang), now)
    })
    .await?;
    let items = found.into_iter().map(|one| shape::item(one, (on, lang))).collect();
    let mut response = HttpResponse::Ok();
    response.append_header((header::VARY, "accept-language"));
    Ok(response.json(wire::SimilarList { items }))
}
