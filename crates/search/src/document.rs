//! What of a document is worth finding.
//!
//! Reads the typed view and nothing else; weights and analysis are not decided here. Law: all text that a person reads and
//! could search for is in the entry, in each language the registry speaks; what a blueprint leaves out on purpose
//! (`scope.out`) is not, or it would be found under what it does not do.

use blueprint::document::{Channel, Document, Localised, NodeType};
use blueprint::{BlueprintId, IdError, Lang};

use crate::entry::{Entry, Known};
use crate::facet::Facet;

impl Entry {
    /// The entry of a document with what the registry knows beside it. Fails only for a document that is not valid.
    pub fn of(document: &Document, known: Known<'_>) -> Result<Self, IdError> {
        let id = BlueprintId::new(document.owner.parse()?, document.name.parse()?);
        let mut facets = facets(document);
        facets.push((Facet::Kind, known.owner_kind.to_owned()));
        facets.push((Facet::Deprecated, known.is_deprecated.to_string()));
        Ok(Self {
            id,
            version: document.version.to_string(),
            updated_at: known.updated_at,
            title: texts(&document.title),
            summary: texts(&document.summary),
            text: text(document),
            keywords: document.keywords.clone(),
            service_keys: document.service.leistungen.iter().map(|l| l.key.clone()).collect(),
            facets,
        })
    }
}

fn texts(localised: &Localised) -> Vec<(Lang, String)> {
    let spoken = Lang::ALL.into_iter().filter(|lang| localised.has(*lang));
    spoken.map(|lang| (lang, localised.get(lang).to_owned())).collect()
}

fn facets(document: &Document) -> Vec<(Facet, String)> {
    let service = &document.service;
    let protection = &document.security.protection;
    let need = protection.confidentiality.max(protection.integrity).max(protection.availability);
    let mut facets = vec![
        (Facet::Owner, document.owner.clone()),
        (Facet::License, document.license.clone()),
        (Facet::ProtectionNeed, need.as_str().to_owned()),
        (Facet::Channel, channel(document).to_owned()),
    ];
    let mut add = |facet, value: &str| facets.push((facet, value.to_owned()));
    for state in document.applicability.iter().flat_map(|a| &a.states) {
        add(Facet::State, state.as_str());
    }
    for leistung in &service.leistungen {
        add(Facet::Service, &leistung.key);
    }
    for keyword in &document.keywords {
        add(Facet::Keyword, keyword);
    }
    for vendor in &document.vendors {
        add(Facet::Vendor, &vendor.id);
    }
    for group in &service.target_groups {
        add(Facet::TargetGroup, group.as_str());
    }
    if let Some(level) = service.trust_level {
        add(Facet::TrustLevel, level.as_str());
    }
    if let Some(seal) = document.sovereignty.minimum_seal.values().min() {
        add(Facet::MinSeal, &seal.to_string());
    }
    facets
}

/// `digital` when every task is done digitally or by itself, else `breaks`.
fn channel(document: &Document) -> &'static str {
    let mut tasks = document.process.nodes.iter().filter(|node| node.r#type == NodeType::Task);
    let digital =
        tasks.all(|task| matches!(task.channel, Some(Channel::Digital | Channel::Automated)));
    if digital { "digital" } else { "breaks" }
}

/// A line for each text, in the order in which a match should be shown.
fn text(document: &Document) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for lang in Lang::ALL {
        let wording = |localised: &&Localised| localised.has(lang);
        let found = localised(document).into_iter().filter(wording).map(|l| l.get(lang));
        lines.extend(found);
    }
    lines.extend(document.legal_bases.iter().filter_map(|basis| basis.citation.as_deref()));
    for vendor in &document.vendors {
        lines.extend(vendor.name.as_deref());
        lines.extend(vendor.products.iter().filter_map(|product| product.name.as_deref()));
    }
    let controls = document.security.requirements.iter().flat_map(|r| &r.controls);
    lines.extend(controls.map(|control| control.control.as_str()));
    lines.join("\n")
}

fn localised(document: &Document) -> Vec<&Localised> {
    let mut all: Vec<&Localised> = document.description.iter().collect();
    all.extend(document.service.leistungen.iter().map(|leistung| &leistung.title));
    all.extend(document.service.scope.iter().flat_map(|scope| &scope.r#in));
    all.extend(document.process.nodes.iter().map(|node| &node.title));
    all.extend(document.process.roles.iter().map(|role| &role.title));
    all.extend(document.documents.iter().map(|paper| &paper.title));
    all.extend(document.parameters.iter().map(|parameter| &parameter.title));
    for requirement in &document.security.requirements {
        all.push(&requirement.title);
        all.extend(&requirement.rationale);
    }
    all.extend(document.attachments.iter().map(|attachment| &attachment.title));
    all
}
