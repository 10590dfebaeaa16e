//! "Suits us": results for one organisation.
//!
//! The index filters and counts by the verdict on all blueprints; here the hits of the page get their reasons.

use std::collections::BTreeSet;

use blueprint::{
    Slug, VersionRef,
    fit::{self, Profile},
};
use registry::{FitQuestion, Fitting, FoundPage, Organisation, Refused, Registry, Unknown};

use super::{Choice, Verdict, Wish};
use crate::pages::{text::Text, visit::Visit};

/// For whom results are wanted.
#[derive(Debug, Default)]
pub(super) struct Ours {
    chosen: Option<(Organisation, Profile)>,
    /// What was named and is no organisation of this registry.
    unknown: Option<String>,
    /// The organisations that the visitor acts for: slug and name.
    own: Vec<(String, String)>,
}

/// The field of the form, and what is said of it.
#[derive(Debug)]
pub(super) struct OursView {
    /// Nobody to choose from leads to the directory instead.
    pub(super) choices: Vec<Choice>,
    pub(super) sentences: Vec<String>,
}

impl Ours {
    pub(super) fn read(registry: &Registry, visit: &Visit) -> Result<Self, Refused> {
        let mut ours = Self::default();
        let roles = visit.visitor.iter().flat_map(|visitor| visitor.actor.roles());
        for (slug, _) in roles {
            let name = registry::organisation(registry, slug)?.name;
            ours.own.push((slug.to_string(), name));
        }
        let Some(named) = visit.parameter("passt") else { return Ok(ours) };
        match named.parse::<Slug>().ok().map(|slug| profile(registry, &slug)).transpose()? {
            Some(Some(found)) => ours.chosen = Some(found),
            _ => ours.unknown = Some(named.to_owned()),
        }
        Ok(ours)
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.chosen.as_ref().map(|(organisation, _)| organisation.name.as_str())
    }

    /// What the search is asked to judge by.
    pub(super) fn fitting(&self, wanted: BTreeSet<fit::Verdict>, now: i64) -> Option<Fitting> {
        let (_, profile) = self.chosen.as_ref()?;
        Some(registry::fitting_of_profile(profile.clone(), wanted, now))
    }

    /// Whether each hit suits, in their order.
    pub(super) fn verdicts(
        &self,
        registry: &Registry,
        found: &FoundPage,
        (t, now): (Text, i64),
    ) -> Result<Vec<Verdict>, Refused> {
        let Some((_, profile)) = &self.chosen else { return Ok(Vec::new()) };
        let judge = |blueprint: &registry::Blueprint| {
            let latest = blueprint.latest.clone();
            let reference = latest.map_or(VersionRef::Latest, VersionRef::Exact);
            let question =
                FitQuestion { id: &blueprint.id, reference: &reference, product: None, at: now };
            let fit = registry::fit_of_profile(registry, question, profile)?;
            Ok(Verdict::new(&fit, t))
        };
        found.items.iter().map(|item| judge(&item.blueprint)).collect()
    }

    pub(super) fn view(&self, t: Text, wish: &Wish) -> OursView {
        let unknown = self.unknown.iter().map(|named| t.with("ours-unknown", named));
        OursView {
            choices: self.choices(t),
            sentences: unknown.chain(self.sentences(t, wish)).collect(),
        }
    }

    fn choices(&self, t: Text) -> Vec<Choice> {
        let chosen = self.chosen.as_ref();
        let chosen = chosen.map(|(it, _)| (it.slug.to_string(), it.name.clone()));
        let mut offered = self.own.clone();
        offered.extend(chosen.clone().filter(|chosen| !self.own.contains(chosen)));
        if offered.is_empty() {
            return Vec::new();
        }
        let all =
            Choice { value: String::new(), label: t.get("ours-all"), selected: chosen.is_none() };
        let choice = |(value, label): (String, String)| Choice {
            selected: chosen.as_ref().is_some_and(|(slug, _)| *slug == value),
            value,
            label,
        };
        std::iter::once(all).chain(offered.into_iter().map(choice)).collect()
    }

    /// What was judged, what is left out, and what of the organisation is not known.
    fn sentences(&self, t: Text, wish: &Wish) -> Vec<String> {
        let Some((organisation, profile)) = &self.chosen else { return Vec::new() };
        let mut sentences = vec![t.with("ours-judged", &organisation.name)];
        if wish.fit.is_empty() {
            sentences.push(t.get("ours-left-out"));
        }
        let missing = [
            ("ours-fact-state", profile.state.is_none()),
            ("ours-fact-kind", profile.kind.is_none()),
            ("ours-fact-population", profile.population.is_none()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        let missing: Vec<String> = missing.map(|(key, _)| t.get(key)).collect();
        if !missing.is_empty() {
            sentences.push(t.with("ours-not-known", &missing.join(", ")));
        }
        sentences
    }
}

fn profile(registry: &Registry, slug: &Slug) -> Result<Option<(Organisation, Profile)>, Refused> {
    match registry::profile_of_organisation(registry, slug) {
        Ok(found) => Ok(Some(found)),
        Err(Refused::Unknown(Unknown::Organisation(_))) => Ok(None),
        Err(refused) => Err(refused),
    }
}
