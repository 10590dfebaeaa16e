//! Finding blueprints, and one at a glance.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use blueprint::fit::Verdict;
use blueprint::{BlueprintId, Lang};
use registry::{
    Facet, Find, LifecycleChange, LifecycleRequest, NewDeprecation, Refused, Unknown, find,
    fitting_of_organisation, lifecycle, maturity, overview,
};

use super::{
    credentials::Credentials,
    expected::Expected,
    paging::{cursor, limit, next_cursor, next_link},
    parameters::{Blueprint, Parameters},
    search,
};
use crate::{
    pages,
    problem::Problem,
    searches::search,
    shape,
    state::{State, blocking},
};

/// Finds and lists blueprints. Several values of one facet widen, different facets narrow.
#[utoipa::path(
    get, path = "/api/v1/blueprints", tag = "blueprints",
    params(
        ("q" = Option<String>, Query, description = "words to search for; all must match, or the best partial matches are given. \"In quotes\" side by side, -word excludes, title: step: law: vendor: … in one part only"),
        ("owner" = Option<Vec<String>>, Query, description = "slug of the owning organisation"),
        ("state" = Option<Vec<String>>, Query, description = "Land code, 01 to 16"),
        ("service" = Option<Vec<String>>, Query, description = "Leistungsschlüssel, 14 digits"),
        ("keyword" = Option<Vec<String>>, Query, description = "keyword"),
        ("maturity" = Option<Vec<String>>, Query, description = "none, pilot, proven or standard: what it has earned by evidence, today"),
        ("license" = Option<Vec<String>>, Query, description = "SPDX expression"),
        ("vendor" = Option<Vec<String>>, Query, description = "slug of a vendor"),
        ("min_seal" = Option<Vec<String>>, Query, description = "smallest SEAL that the blueprint demands, 0 to 4"),
        ("protection_need" = Option<Vec<String>>, Query, description = "normal, high or very_high; the highest of the three"),
        ("trust_level" = Option<Vec<String>>, Query, description = "low, substantial or high"),
        ("target_group" = Option<Vec<String>>, Query, description = "citizen, business or administration"),
        ("channel" = Option<Vec<String>>, Query, description = "digital, or breaks when a step is not digital"),
        ("adopted_by" = Option<Vec<String>>, Query, description = "slug of an organisation that introduces it or has it in production"),
        ("kind" = Option<Vec<String>>, Query, description = "kind of the owning organisation"),
        ("deprecated" = Option<Vec<String>>, Query, description = "true or false; without it what is deprecated is left out"),
        ("population" = Option<u64>, Query, description = "only blueprints made for a town of this many people"),
        ("min_seal_from" = Option<u8>, Query, description = "only blueprints that demand at least this SEAL, 0 to 4", minimum = 0, maximum = 4),
        ("min_seal_to" = Option<u8>, Query, description = "only blueprints that demand at most this SEAL, 0 to 4", minimum = 0, maximum = 4),
        ("fits" = Option<String>, Query, description = "slug of an organisation: only blueprints that suit it, by what the registry knows of it and what it asks of products; each says how well"),
        ("fit" = Option<Vec<String>>, Query, description = "with fits: fits, gaps or unfit, the verdicts to show; without it fits and gaps"),
        ("facets" = Option<String>, Query, description = "names of the facets to count, with commas between; all without it"),
        ("explain" = Option<bool>, Query, description = "true shows how each score came about"),
        ("sort" = Option<String>, Query, description = "relevance (default with q), updated (default without), adoptions (most used first) or name"),
        ("limit" = Option<u32>, Query, description = "1 to 100, default 20", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier page"),
    ),
    responses(
        (status = 200, body = wire::BlueprintPage, headers(("Link" = String, description = "rel=\"next\", with every filter kept"))),
        (status = 400, body = wire::Problem, content_type = "application/problem+json"),
        (status = 503, body = wire::Problem, content_type = "application/problem+json", description = "too many search at once; Retry-After says when to come back"),
    )
)]
pub(super) async fn list(
    request: HttpRequest,
    state: web::Data<State>,
    parameters: Parameters,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let now = state.now();
    let wanted = Find { at: Some(now), ..wanted(&parameters, lang)? };
    let fits = search::fits(&parameters)?;
    let on = pages::today(now);
    let registry = state.registry.clone();
    let kind = search::cursor_kind(wanted.sort);
    let page = search(&state.searches, move |stop| {
        let fitting =
            fits.map(|(slug, verdicts)| fitting_of_organisation(&registry, &slug, (verdicts, now)));
        match fitting.transpose() {
            Ok(fitting) => find(&registry, &Find { stop, fitting, ..wanted }).map(Ok),
            Err(Refused::Unknown(Unknown::Organisation(slug))) => {
                Ok(Err(search::no_organisation(slug.as_str())))
            }
            Err(refused) => Err(refused),
        }
    })
    .await??;
    let next = page.next_after.map(|mark| next_cursor(kind, mark));
    let facets = page.facets.into_iter().map(|(facet, counts)| {
        let counts = counts.into_iter().map(|(value, count)| wire::FacetCount { value, count });
        (facet.as_str().to_owned(), counts.collect())
    });
    let mut facets: BTreeMap<String, Vec<wire::FacetCount>> = facets.collect();
    if !page.verdicts.is_empty() && search::counts_fit(&parameters) {
        let count = |(verdict, count): (Verdict, u64)| wire::FacetCount {
            value: verdict.as_str().to_owned(),
            count,
        };
        facets.insert(search::FIT.to_owned(), page.verdicts.into_iter().map(count).collect());
    }
    let mut response = HttpResponse::Ok();
    // Highlights are of the language asked for.
    response.append_header((header::VARY, "accept-language"));
    if let Some(link) = next.as_ref().and_then(|next| next_link(request.path(), &parameters, next))
    {
        response.insert_header((header::LINK, link));
    }
    Ok(response.json(wire::BlueprintPage {
        items: page.items.into_iter().map(|one| shape::item(one, (on, lang))).collect(),
        total: page.total,
        next_cursor: next,
        partial: page.partial,
        corrections: page.mended.into_iter().map(search::correction).collect(),
        remarks: page.remarks.iter().map(|remark| search::remark(remark, lang)).collect(),
        facets,
    }))
}

fn wanted(parameters: &Parameters, lang: Lang) -> Result<Find, Problem> {
    let mut known = vec!["q", "sort", "limit", "cursor", "population", "facets", "explain"];
    known.extend(["min_seal_from", "min_seal_to", "fits", search::FIT]);
    known.extend(Facet::ALL.iter().map(|facet| facet.as_str()));
    parameters.only(&known)?;
    let text = parameters.get("q").map(str::to_owned);
    let sort = search::sort(parameters, text.is_some())?;
    Ok(Find {
        filters: search::filters(parameters)?,
        population: search::number(parameters, "population", u64::MAX)?,
        seal: search::seal(parameters)?,
        sort,
        text,
        lang,
        after: cursor(parameters, search::cursor_kind(sort))?,
        limit: usize::try_from(limit(parameters)?).unwrap_or(20),
        counts: search::counts(parameters)?,
        explain: search::flag(parameters, "explain")?,
        ..Find::default()
    })
}

/// A blueprint at a glance.
#[utoipa::path(
    get, path = "/api/v1/blueprints/{owner}/{name}", tag = "blueprints",
    params(("owner" = String, Path, description = "slug of the organisation"), ("name" = String, Path, description = "name of the blueprint")),
    responses(
        (status = 200, body = wire::BlueprintSummary),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn summary(
    request: HttpRequest,
    state: web::Data<State>,
    id: Blueprint,
) -> Result<HttpResponse, Problem> {
    let lang = pages::language(&request);
    let summary = blocking(move || at_a_glance(&state, &id.0, (state.now(), lang))).await?;
    Ok(summarised(&summary))
}

fn at_a_glance(
    state: &State,
    id: &BlueprintId,
    (at, lang): (i64, Lang),
) -> Result<wire::BlueprintSummary, Refused> {
    let view = maturity(&state.registry, id, at)?;
    Ok(shape::summary(&overview(&state.registry, id)?, &view, lang))
}

/// Why it has its maturity is told in the language asked for.
fn summarised(summary: &wire::BlueprintSummary) -> HttpResponse {
    HttpResponse::Ok().append_header((header::VARY, "accept-language")).json(summary)
}

/// Says that a blueprint is deprecated, when it is reviewed, and who follows up. What is left out stays, null takes it back.
#[utoipa::path(
    patch, path = "/api/v1/blueprints/{owner}/{name}", tag = "blueprints",
    params(
        ("owner" = String, Path, description = "slug of the organisation"), ("name" = String, Path, description = "name of the blueprint"),
        ("If-Match" = Option<String>, Header, description = "ETag of the summary as you know it"),
    ),
    request_body = wire::BlueprintChange,
    responses(
        (status = 200, body = wire::BlueprintSummary),
        (status = 401, body = wire::Problem, content_type = "application/problem+json"),
        (status = 403, body = wire::Problem, content_type = "application/problem+json"),
        (status = 404, body = wire::Problem, content_type = "application/problem+json"),
        (status = 412, body = wire::Problem, content_type = "application/problem+json"),
        (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "all findings"),
    ),
    security(("token" = ["manage"]), ("session" = []))
)]
pub(super) async fn change(
    request: HttpRequest,
    state: web::Data<State>,
    credentials: Credentials,
    id: Blueprint,
    body: web::Json<wire::BlueprintChange>,
) -> Result<HttpResponse, Problem> {
    let (expected, lang) = (Expected::of(&request), pages::language(&request));
    let written = state.written.clone();
    let summary = blocking(move || -> Result<_, Problem> {
        let at = state.now();
        let actor = credentials.actor(&state.registry, at)?;
        let seen_revision = expected.revision_of_any(|| {
            let revision = registry::head(&state.registry, &id.0)?.blueprint.revision;
            let [de, en] = Lang::ALL.map(|lang| at_a_glance(&state, &id.0, (at, lang)));
            Ok((revision, [de?, en?]))
        })?;
        let change = wanted_change(body.into_inner());
        let wanted = LifecycleRequest { id: &id.0, change: &change, seen_revision, at };
        lifecycle(&state.registry, &actor, wanted).map_err(|refused| expected.lost(refused))?;
        Ok(at_a_glance(&state, &id.0, (at, lang))?)
    })
    .await?;
    written();
    Ok(summarised(&summary))
}

fn wanted_change(body: wire::BlueprintChange) -> LifecycleChange {
    let deprecation = |wanted: wire::DeprecationReason| NewDeprecation {
        reason: wanted.reason,
        successor: wanted.successor,
    };
    LifecycleChange {
        deprecation: body.deprecation.map(|wanted| wanted.map(deprecation)),
        review_by: body.review_by,
        follow_up_owner: body.follow_up_owner,
    }
}
