//! "Suits us": results for one organisation, and whether each hit suits it.
//!
//! Only the number of inhabitants filters. A blueprint that names no Land is made for all of them, and the index cannot
//! tell that from one that names another; so Land, kind and what is asked of products are judged hit by hit.

use blueprint::{Slug, VersionRef, fit::Profile};
use registry::{FitQuestion, FoundPage, Organisation, Refused, Registry, Unknown};

use super::{Choice, Ranges, Verdict};
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
    /// The look at what is made for the organisation's Land by name.
    pub(super) land: Option<(String, String)>,
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

    pub(super) fn population(&self) -> Option<u64> {
        self.chosen.as_ref().and_then(|(_, profile)| profile.population)
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

    pub(super) fn view(&self, visit: &Visit) -> OursView {
        let t = visit.t;
        let unknown = self.unknown.iter().map(|named| t.with("ours-unknown", named));
        OursView {
            choices: self.choices(t),
            sentences: unknown.chain(self.sentences(visit)).collect(),
            land: self.land(visit),
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

    /// What was filtered, and what was judged.
    fn sentences(&self, visit: &Visit) -> Vec<String> {
        let t = visit.t;
        let Some(name) = self.name() else { return Vec::new() };
        let filtered = match self.population() {
            // A number that was typed counts more.
            _ if Ranges::read(visit).population.is_some() => t.get("ours-filtered-typed"),
            Some(people) => t.n("ours-filtered", &people),
            None => t.get("ours-not-filtered"),
        };
        vec![filtered, t.with("ours-judged", name)]
    }

    fn land(&self, visit: &Visit) -> Option<(String, String)> {
        let (_, profile) = self.chosen.as_ref()?;
        let code = profile.state?.as_str();
        if visit.query.iter().any(|(name, _)| name == "state") {
            return None;
        }
        let label = visit.t.with("ours-land", &visit.t.code("state", code));
        Some((label, visit.address(&[("state", Some(code)), ("page", None)])))
    }
}

fn profile(registry: &Registry, slug: &Slug) -> Result<Option<(Organisation, Profile)>, Refused> {
    match registry::profile_of_organisation(registry, slug) {
        Ok(found) => Ok(Some(found)),
        Err(Refused::Unknown(Unknown::Organisation(_))) => Ok(None),
        Err(refused) => Err(refused),
    }
}
