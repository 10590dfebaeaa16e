//! Dependencies across blueprints: one version for each blueprint that is needed, or the reasons why there is none.
//!
//! What a blueprint `requires` may require others in turn. A resolution takes, of each, the highest version that is
//! not yanked and satisfies everybody who requires it, without a cycle and without a violated `conflicts`. When the
//! highest does not work out, the search goes back to the choice that is to blame and takes the next lower one, so
//! what it does not find does not exist. It looks at no more than [`MOST_TRIALS`] versions and [`MOST_BLUEPRINTS`]
//! blueprints; beyond that it gives up and says so.

mod choices;
mod objections;
mod problem;
mod search;

use std::collections::BTreeMap;

use semver::{Version, VersionReq};
use serde_json::Value;

pub use problem::{Problem, Reason, Way};

use crate::{BlueprintId, Pointer, VersionRef, document::DependencyKind};
use search::{Failure, Search};

/// How many versions a resolution tries, altogether.
pub const MOST_TRIALS: usize = 2_000;
/// How many blueprints a resolution may come to name.
pub const MOST_BLUEPRINTS: usize = 100;

/// What one version says of another blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub on: BlueprintId,
    pub requirement: VersionReq,
    pub kind: DependencyKind,
}

/// A published version, as far as dependencies are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub version: Version,
    pub is_yanked: bool,
    pub needs: Vec<Need>,
}

/// The version whose dependencies are to be resolved; it need not be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    pub id: BlueprintId,
    pub version: Version,
    /// Each with its place in the document.
    pub needs: Vec<(Pointer, Need)>,
}

/// The version taken of each blueprint that is required, directly or by way of others.
pub type Chosen = BTreeMap<BlueprintId, Version>;

impl Root {
    /// Reads a document. What is no dependency there has findings of its own and is left out, as is one on itself.
    pub fn of(document: &Value) -> Option<Self> {
        let text = |value: &Value, member: &str| value.get(member)?.as_str().map(str::to_owned);
        let id = BlueprintId::new(
            text(document, "owner")?.parse().ok()?,
            text(document, "name")?.parse().ok()?,
        );
        let version = VersionRef::exact(&text(document, "version")?).ok()?;
        let read = |dependency: &Value| {
            let kind = text(dependency, "kind")?;
            Some(Need {
                on: text(dependency, "blueprint")?.parse().ok()?,
                requirement: VersionReq::parse(&text(dependency, "version")?).ok()?,
                kind: DependencyKind::ALL.into_iter().find(|known| known.as_str() == kind)?,
            })
        };
        let listed = document.get("dependencies").and_then(Value::as_array);
        let needs = listed.into_iter().flatten().enumerate().filter_map(|(index, dependency)| {
            let need = read(dependency).filter(|need| need.on != id)?;
            Some((Pointer::new("/dependencies").join(index), need))
        });
        let needs = needs.collect();
        Some(Self { id, version, needs })
    }
}

/// Resolves what `root` requires, asking `lookup` once for each blueprint: its versions, or `None` for an unknown one.
///
/// What the root recommends has to exist, but is not chosen. Every problem that one dependency has by itself is
/// reported; when each is fine by itself, the first that they have together.
pub fn resolve<E>(
    root: &Root,
    lookup: impl FnMut(&BlueprintId) -> Result<Option<Vec<Published>>, E>,
) -> Result<Result<Chosen, Vec<Problem>>, E> {
    let mut search = Search::new(root, lookup);
    let mut problems = Vec::new();
    let of_kind = |kind: DependencyKind| {
        let needs = root.needs.iter().enumerate();
        needs.filter(move |(_, (_, need))| need.kind == kind).map(|(place, _)| place)
    };
    for place in of_kind(DependencyKind::Recommends) {
        keep(search.exists(place), &mut problems)?;
    }
    let required: Vec<usize> = of_kind(DependencyKind::Requires).collect();
    for place in &required {
        keep(search.choose(&[*place]), &mut problems)?;
    }
    if problems.is_empty()
        && let Some(chosen) = keep(search.choose(&required), &mut problems)?
    {
        return Ok(Ok(chosen));
    }
    // The bound is one for all, so one sentence says it.
    let mut is_told = false;
    problems.retain(|problem| {
        let is_bound = matches!(problem.reason, Reason::TooLarge);
        !(is_bound && std::mem::replace(&mut is_told, true))
    });
    Ok(Err(problems))
}

fn keep<T, E>(outcome: Result<T, Failure<E>>, problems: &mut Vec<Problem>) -> Result<Option<T>, E> {
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(Failure::Problem(problem)) => {
            problems.push(*problem);
            Ok(None)
        }
        Err(Failure::Lookup(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests;
