//! What results can be narrowed by, and what they are narrowed by already.

use blueprint::fit::Verdict;
use registry::{Facet, FoundPage};

use super::{Ours, Wish};
use crate::pages::{text::Text, visit::Visit};

/// Values of a facet that are offered, besides those chosen.
const MOST_VALUES: usize = 12;

/// Facets that are open from the start; the others open when something in them is chosen.
const OPEN: [Facet; 3] = [Facet::TargetGroup, Facet::State, Facet::Owner];

#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) open: bool,
    pub(super) values: Vec<Value>,
}

#[derive(Debug)]
pub(super) struct Value {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) label: String,
    pub(super) count: String,
    pub(super) selected: bool,
}

#[derive(Debug)]
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) label: String,
}

pub(super) fn groups(
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
    let groups = groups.filter(|group| !group.values.is_empty() && is_choice(group));
    fit(t, wish, found).into_iter().chain(groups).collect()
}

/// How well what was found suits the organisation that was named.
fn fit(t: Text, wish: &Wish, found: &FoundPage) -> Option<Group> {
    let value = |(verdict, count): (&Verdict, &u64)| Value {
        id: format!("fit-{}", verdict.as_str()),
        code: verdict.as_str().to_owned(),
        label: t.code("suits", verdict.as_str()),
        count: t.n("plain-number", count),
        selected: if wish.fit.is_empty() {
            *verdict != Verdict::Unfit
        } else {
            wish.fit.contains(verdict)
        },
    };
    let values: Vec<Value> = found.verdicts.iter().map(value).collect();
    let group = Group { name: "fit", label: t.get("facet-fit"), open: true, values };
    Some(group).filter(|group| !group.values.is_empty())
}

/// Each filter with the address that takes it back.
pub(super) fn chips(
    visit: &Visit,
    wish: &Wish,
    ours: &Ours,
    name: &dyn Fn(Facet, &str) -> String,
) -> Vec<Chip> {
    let all = narrowings(visit, (wish, ours), name).into_iter();
    all.map(|(label, rest)| Chip { href: rest.address(&[]), label }).collect()
}

/// What the address narrows by, each with the look that does not.
pub(super) fn narrowings(
    visit: &Visit,
    (wish, ours): (&Wish, &Ours),
    name: &dyn Fn(Facet, &str) -> String,
) -> Vec<(String, Visit)> {
    let t = visit.t;
    let mut narrowings = Vec::new();
    if let Some(name) = ours.name() {
        let rest = without(visit, |parameter, _| matches!(parameter, "passt" | "fit"));
        narrowings.push((t.with("ours-chip", name), rest));
        for verdict in &wish.fit {
            let code = verdict.as_str();
            let label = format!("{}: {}", t.get("facet-fit"), t.code("suits", code));
            narrowings.push((label, without(visit, |name, v| name == "fit" && v == code)));
        }
    }
    if let Some(people) = wish.ranges.population {
        let rest = without(visit, |parameter, _| parameter == "population");
        narrowings.push((t.n("chip-population", &people), rest));
    }
    if let Some(label) = wish.ranges.seal_label(t) {
        let rest = without(visit, |parameter, _| parameter.starts_with("min_seal_"));
        narrowings.push((label, rest));
    }
    for (facet, value) in &wish.filters {
        let label = format!("{}: {}", t.code("facet", facet.as_str()), name(*facet, value));
        let rest = without(visit, |parameter, v| parameter == facet.as_str() && v == value);
        narrowings.push((label, rest));
    }
    narrowings
}

/// The first page without some parameters.
fn without(visit: &Visit, is_dropped: impl Fn(&str, &str) -> bool) -> Visit {
    let mut rest = visit.clone();
    rest.query.retain(|(name, value)| name != "page" && !is_dropped(name, value));
    rest
}

/// The first page without anything that narrows.
pub(super) fn without_filters(visit: &Visit) -> Visit {
    without(visit, |name, _| !matches!(name, "q" | "sort" | "explain"))
}
