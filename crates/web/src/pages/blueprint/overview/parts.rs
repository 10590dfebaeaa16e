//! The facts of the overview, part by part. A part that nothing is said in is left out.

use blueprint::document::{
    Applicability, Contact, Cost, Document, LegalBasis, Leistung, Population,
};

use super::Part;
use crate::pages::{
    blueprint::{Reading, facts::Facts},
    format,
    phrase::Phrase,
    text::Text,
};

pub(super) fn all(t: Text, reading: &Reading) -> Vec<Part> {
    let document = &reading.document;
    let mut parts = Vec::new();
    let mut add = |title: String, facts: Facts| {
        let facts = facts.done();
        if !facts.is_empty() {
            parts.push(Part { title, facts });
        }
    };
    add(t.get("overview-service"), service(t, document));
    add(t.get("overview-scope"), scope(t, document));
    add(t.get("overview-where"), applicability(t, document));
    add(t.get("overview-law"), law(t, document));
    add(t.get("overview-costs"), costs(t, document));
    add(t.get("overview-operations"), operations(t, document));
    add(t.get("overview-bound"), bound(t, document));
    add(t.get("overview-contacts"), contacts(t, reading));
    add(t.get("overview-about"), about(t, reading));
    parts
}

fn service(t: Text, document: &Document) -> Facts {
    let service = &document.service;
    let mut facts = Facts::new(t);
    facts.codes(
        t.get("service-target"),
        "target",
        service.target_groups.iter().map(|group| group.as_str()),
    );
    facts.all(
        t.get("service-keys"),
        service.leistungen.iter().map(|leistung| key(t, leistung)).collect(),
    );
    facts.all(t.get("service-ozg"), service.ozg_ids.iter().map(Phrase::code).collect());
    if let Some(fim) = &service.fim {
        let modules = fim.schemas.iter().chain(&fim.processes);
        let named = modules.map(|module| match &module.version {
            Some(version) => Phrase::code(format!("{} {version}", module.id)),
            None => Phrase::code(&module.id),
        });
        facts.all(t.get("service-fim"), named.collect());
    }
    facts.plain(t.get("service-typing"), service.typing.map(|typing| typing.as_str().to_owned()));
    facts.codes(
        t.get("service-trust"),
        "trust",
        service.trust_level.iter().map(|level| level.as_str()),
    );
    if let Some((scale, level)) = service.maturity_model.as_ref().and_then(|m| m.model.zip(m.level))
    {
        let scale = t.code("maturity", scale.as_str());
        facts.plain(t.get("service-maturity"), Some(format!("{level} ({scale})")));
    }
    facts
}

fn key(t: Text, leistung: &Leistung) -> Phrase {
    let checked =
        if leistung.verified { t.get("service-verified") } else { t.get("service-unverified") };
    Phrase::plain(format!("{} {} ({checked})", leistung.key, leistung.title.get(t.lang)))
}

fn scope(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    if let Some(scope) = &document.service.scope {
        facts.all(t.get("scope-in"), Phrase::all(&scope.r#in, t.lang));
        facts.all(t.get("scope-out"), Phrase::all(&scope.out, t.lang));
    }
    facts
}

fn applicability(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    if let Some(Applicability { states, kinds, population }) = &document.applicability {
        facts.codes(t.get("where-states"), "state", states.iter().map(|state| state.as_str()));
        facts.codes(t.get("where-kinds"), "administration", kinds.iter().map(|kind| kind.as_str()));
        facts.plain(
            t.get("where-population"),
            population.as_ref().and_then(|range| inhabitants(t, range)),
        );
    }
    if let Some(rollout) = &document.rollout {
        facts.all(t.get("where-prerequisites"), Phrase::all(&rollout.prerequisites, t.lang));
    }
    facts
}

fn inhabitants(t: Text, Population { min, max }: &Population) -> Option<String> {
    let number = |n: u64| format::number(i64::try_from(n).unwrap_or(i64::MAX), t.lang);
    match (min.map(number), max.map(number)) {
        (Some(min), Some(max)) => Some(t.with("population", &format!("{min}–{max}"))),
        (Some(min), None) => Some(t.with("population-from", &min)),
        (None, Some(max)) => Some(t.with("population-to", &max)),
        (None, None) => None,
    }
}

fn law(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    let cited = |basis: &LegalBasis| {
        let citation = Phrase::plain(basis.citation.clone().unwrap_or_else(|| basis.id.clone()));
        basis.url.as_ref().map_or(citation.clone(), |url| citation.to(url))
    };
    for level in blueprint::document::LegalLevel::ALL {
        let of_level = document.legal_bases.iter().filter(|basis| basis.level == Some(level));
        facts.all(t.code("level", level.as_str()), of_level.map(cited).collect());
    }
    let others = document.legal_bases.iter().filter(|basis| basis.level.is_none());
    facts.all(t.get("law-other"), others.map(cited).collect());
    facts
}

fn costs(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    let costs: &[Cost] = document.rollout.as_ref().map_or(&[], |rollout| &rollout.cost);
    for kind in blueprint::document::CostKind::ALL {
        let of_kind = costs.iter().filter(|cost| cost.kind == kind);
        facts.all(t.code("cost", kind.as_str()), of_kind.map(|item| cost(t, item)).collect());
    }
    facts
}

fn cost(t: Text, cost: &Cost) -> Phrase {
    let money = |amount: f64| format::decimal(amount, t.lang);
    let (min, max) = cost.amount.as_ref().map_or((None, None), |amount| (amount.min, amount.max));
    let range = match (min.map(money), max.map(money)) {
        (Some(min), Some(max)) if min != max => format!("{min}–{max}"),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => String::new(),
    };
    let currency = cost.currency.as_deref().unwrap_or("EUR");
    let size = cost.population.as_ref().and_then(|range| inhabitants(t, range));
    let source = cost.source.as_ref().map(|source| source.get(t.lang).to_owned());
    let amount = (!range.is_empty()).then(|| format!("{range} {currency}"));
    Phrase::plain([amount, size, source].into_iter().flatten().collect::<Vec<_>>().join("; "))
}

fn operations(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    if let Some(operations) = &document.operations {
        facts.codes(
            t.get("operations-hosting"),
            "deployment",
            operations.hosting.iter().map(|way| way.as_str()),
        );
        let interfaces = operations.interfaces.iter();
        let named = interfaces
            .map(|face| Phrase::plain(face.standard.clone().unwrap_or_else(|| face.id.clone())));
        facts.all(t.get("operations-interfaces"), named.collect());
        facts.duration(t.get("operations-rto"), operations.rto.as_deref());
        facts.duration(t.get("operations-rpo"), operations.rpo.as_deref());
    }
    facts
}

fn bound(t: Text, document: &Document) -> Facts {
    let mut facts = Facts::new(t);
    for kind in blueprint::document::DependencyKind::ALL {
        let of_kind = document.dependencies.iter().filter(|dependency| dependency.kind == kind);
        let links = of_kind.map(|dependency| {
            let name = format!("{} {}", dependency.blueprint, dependency.version);
            Phrase::code(name).to(format!("/blaupausen/{}", dependency.blueprint))
        });
        facts.all(t.code("dependency", kind.as_str()), links.collect());
    }
    let files = document.attachments.iter().map(|file| {
        let hex = file.digest.trim_start_matches("sha256:");
        Phrase::of(&file.title, t.lang).to(format!("/api/v1/blobs/{hex}"))
    });
    facts.all(t.get("bound-attachments"), files.collect());
    facts
}

fn contacts(t: Text, reading: &Reading) -> Facts {
    let mut facts = Facts::new(t);
    for contact in &reading.document.contacts {
        let Contact { id, organisation, role, email, url } = contact;
        let mut said: Vec<Phrase> = organisation.iter().map(|slug| name(reading, slug)).collect();
        said.extend(email.as_ref().map(|email| Phrase::plain(email).to(format!("mailto:{email}"))));
        said.extend(url.as_ref().map(|url| Phrase::plain(url).to(url)));
        let label = Phrase::maybe(role.as_ref(), t.lang).unwrap_or_else(|| Phrase::plain(id));
        facts.all(label, said);
    }
    facts
}

fn about(t: Text, reading: &Reading) -> Facts {
    let document = &reading.document;
    let maintenance = &document.maintenance;
    let mut facts = Facts::new(t);
    facts.one(t.get("about-maintainer"), Some(name(reading, &maintenance.maintainer)));
    facts.day(t.get("about-review"), reading.review_by());
    let follow_up = reading.overview.head.blueprint.lifecycle.follow_up_owner.as_ref();
    facts.one(t.get("about-follow-up"), follow_up.map(|slug| name(reading, slug.as_str())));
    facts.day(t.get("about-end"), maintenance.ends_on.as_deref());
    facts.text(t.get("about-funding"), maintenance.funding.as_ref());
    facts.plain(
        t.get("about-updated"),
        Some(format::day_of(reading.overview.head.blueprint.updated_at, t.lang)),
    );
    facts.one(t.get("about-license"), Some(Phrase::code(&document.license)));
    facts.plain(
        t.get("about-keywords"),
        Some(document.keywords.join(", ")).filter(|words| !words.is_empty()),
    );
    facts.one(t.get("about-digest"), Some(Phrase::code(reading.record.digest.to_string())));
    facts
}

/// The owner by its full name, others by the name that they have in the registry.
fn name(reading: &Reading, slug: &str) -> Phrase {
    let owner = &reading.overview.owner;
    if owner.slug.as_str() == slug { Phrase::plain(&owner.name) } else { Phrase::code(slug) }
}
