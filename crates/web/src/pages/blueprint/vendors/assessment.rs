//! What a vendor says of its product by the EU Cloud Sovereignty Framework: levels, points, picture.

use blueprint::{
    document::{Document, Product},
    evidence::{
        Demand, ObjectiveStanding, OverallSeal, ProductSovereignty, Seal, WeightSet, sovereignty,
    },
};

use super::objective;
use crate::pages::{
    blueprint::{
        facts::{Fact, Facts},
        offers,
    },
    format,
    phrase::Phrase,
    radar::Radar,
    text::Text,
};

#[derive(Debug)]
pub(super) struct Assessment {
    pub(super) caption: String,
    /// What the objectives amount to.
    pub(super) totals: Vec<Fact>,
    pub(super) objectives: Vec<Objective>,
    pub(super) radar: Radar,
}

#[derive(Debug)]
pub(super) struct Objective {
    pub(super) name: String,
    pub(super) level: String,
    /// What the blueprint demands, and whether it is reached.
    pub(super) demanded: String,
    pub(super) points: String,
    pub(super) evidence: String,
}

/// The profile of one product by each set of weights.
pub(super) type Profiles = Vec<ProductSovereignty>;

/// The profiles of each product, in the document's order.
pub(super) fn profiles(document: &Document) -> Vec<Profiles> {
    let mut profiles: Vec<Profiles> = Vec::new();
    for weights in WeightSet::ALL {
        for (number, profile) in sovereignty(document, weights).into_iter().enumerate() {
            match profiles.get_mut(number) {
                Some(of_product) => of_product.push(profile),
                None => profiles.push(vec![profile]),
            }
        }
    }
    profiles
}

/// None where the vendor says nothing of itself.
pub(super) fn of(t: Text, product: &Product, profiles: &Profiles) -> Option<Assessment> {
    let assessed = product.assessment.as_ref().filter(|said| !said.objectives.is_empty())?;
    // Levels are the same by all weights.
    let profile = profiles.first()?;
    let framework = assessed.framework.map(|framework| t.code("framework", framework.as_str()));
    let row = |standing: &ObjectiveStanding| Objective {
        name: objective(t, standing.objective.as_str()),
        level: level(t, standing.seal),
        demanded: demanded(t, standing),
        points: standing
            .points
            .map(|points| format::number(points.into(), t.lang))
            .unwrap_or_default(),
        evidence: assessed
            .objectives
            .get(standing.objective.as_str())
            .and_then(|said| said.evidence.clone())
            .unwrap_or_default(),
    };
    Some(Assessment {
        caption: t.with("vendors-assessment", &framework.unwrap_or_default()),
        totals: totals(t, profiles),
        objectives: profile.objectives.iter().map(row).collect(),
        radar: radar(t, product, profile),
    })
}

fn level(t: Text, seal: Option<Seal>) -> String {
    seal.map_or_else(|| t.get("radar-unknown"), |seal| named(t, seal))
}

fn named(t: Text, seal: Seal) -> String {
    t.with("seal-level", &seal.level().to_string())
}

fn demanded(t: Text, standing: &ObjectiveStanding) -> String {
    let word = match standing.demand {
        Demand::NotDemanded => return String::new(),
        Demand::Met => "demand-met",
        Demand::Unmet => "demand-unmet",
        Demand::Unknown => "radar-unknown",
    };
    let demanded = standing.demanded.map(|seal| named(t, seal)).unwrap_or_default();
    format!("{demanded} ({})", t.get(word))
}

fn totals(t: Text, profiles: &Profiles) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    let seal = profiles.first().map(|profile| match profile.seal {
        OverallSeal::Level(seal) => t.with("overall-level", &named(t, seal)),
        OverallSeal::AtMost(seal) => t.with("overall-at-most", &named(t, seal)),
        OverallSeal::Unknown => t.get("radar-unknown"),
    });
    facts.plain(t.get("overall-seal"), seal);
    let known = profiles.iter().filter_map(|profile| {
        let score = t.with("score-value", &format::decimal(profile.score?, t.lang));
        let weights = t.code("framework", profile.weights.as_str());
        Some(Phrase::plain(format!("{score} {weights}")))
    });
    let mut scores: Vec<Phrase> = known.collect();
    if scores.is_empty() {
        scores.push(Phrase::plain(t.get("score-unknown")));
    }
    facts.all(t.get("score"), scores);
    facts.done()
}

fn radar(t: Text, product: &Product, profile: &ProductSovereignty) -> Radar {
    let objectives = &profile.objectives;
    let in_words = |standing: &ObjectiveStanding| {
        format!("{}: {}", objective(t, standing.objective.as_str()), level(t, standing.seal))
    };
    Radar {
        id: format!("{}-radar", offers::anchor(&profile.product)),
        title: t.with("radar-title", &offers::name(product)),
        description: objectives.iter().map(in_words).collect::<Vec<_>>().join("; "),
        reached: objectives.each_ref().map(|standing| standing.seal.map(Seal::level)),
        demanded: objectives.each_ref().map(|standing| standing.demanded.map(Seal::level)),
    }
}
