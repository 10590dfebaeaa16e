//! The choices made so far, and the ways that led to them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use semver::{Version, VersionReq};

use super::{Need, Problem, Published, Reason, Root, Way};
use crate::{BlueprintId, Pointer, document::DependencyKind};

/// The root, the places of its needs that are to be met now, and what was chosen for them, in that order.
pub(super) struct Choices<'r> {
    pub(super) root: &'r Root,
    pub(super) asked: Vec<usize>,
    pub(super) made: Vec<Choice>,
}

/// A blueprint that is required, and the version it stands at.
pub(super) struct Choice {
    pub(super) id: BlueprintId,
    pub(super) published: Arc<[Published]>,
    /// The places of those that suit everybody who required it when it was reached, highest first.
    pub(super) candidates: Vec<usize>,
    pub(super) at: usize,
    /// Who required it first.
    pub(super) by: By,
    /// The earlier choices that ruled out a candidate.
    pub(super) blame: BTreeSet<usize>,
    /// Why the first candidate that failed did.
    pub(super) problem: Option<Box<Problem>>,
}

/// Who requires something: the root, at a place of its needs, or a choice.
#[derive(Clone, Copy)]
pub(super) enum By {
    Root(usize),
    Choice(usize),
}

/// What does not work out, and the choices without which it might.
pub(super) struct Dead {
    pub(super) problem: Box<Problem>,
    pub(super) blame: BTreeSet<usize>,
}

impl Choices<'_> {
    /// The first requirement, in the order of the choices, whose blueprint has no version yet.
    pub(super) fn unmet(&self) -> Option<(By, Need)> {
        let chosen: BTreeSet<&BlueprintId> = self.made.iter().map(|choice| &choice.id).collect();
        let mut open = self.requirements().filter(|(_, need)| !chosen.contains(&need.on));
        open.next().map(|(by, need)| (by, need.clone()))
    }

    /// Everything that the root and the choices require.
    pub(super) fn requirements(&self) -> impl Iterator<Item = (By, &Need)> {
        let root = self.asked.iter().filter_map(|place| {
            self.root.needs.get(*place).map(|(_, need)| (By::Root(*place), need))
        });
        let choices = self.made.iter().enumerate().flat_map(|(number, choice)| {
            let required = choice.needs().filter(|need| need.kind == DependencyKind::Requires);
            required.map(move |need| (By::Choice(number), need))
        });
        root.chain(choices)
    }

    pub(super) fn requirements_on(&self, id: &BlueprintId) -> Vec<(By, VersionReq)> {
        let on = self.requirements().filter(|(_, need)| need.on == *id);
        on.map(|(by, need)| (by, need.requirement.clone())).collect()
    }

    pub(super) fn number_of(&self, id: &BlueprintId) -> Option<usize> {
        self.made.iter().position(|choice| choice.id == *id)
    }

    /// The choices from one to another along what they require, both included, if the one leads to the other.
    pub(super) fn leads(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open = vec![from];
        while let Some(here) = open.pop() {
            if here == to {
                return way_back(&came_from, from, to);
            }
            let required = self.made.get(here)?.needs();
            for need in required.filter(|need| need.kind == DependencyKind::Requires) {
                if let Some(next) = self.number_of(&need.on).filter(|next| *next != from) {
                    came_from.entry(next).or_insert_with(|| {
                        open.push(next);
                        here
                    });
                }
            }
        }
        None
    }

    /// A dead end at what `by` requires. `member` is the part of the root's need that is wrong, where it is the root's.
    pub(super) fn dead(
        &self,
        by: By,
        member: Option<&str>,
        reason: Reason,
        blame: impl IntoIterator<Item = By>,
    ) -> Dead {
        let place = self.root_place(by);
        let pointer = match (by, member) {
            (By::Root(_), Some(member)) => place.join(member),
            _ => place,
        };
        let blame = blame.into_iter().filter_map(By::choice).collect();
        Dead { problem: Box::new(Problem { pointer, reason }), blame }
    }

    /// From the root to whoever requires something.
    pub(super) fn way(&self, by: By) -> Way {
        let mut way = Vec::new();
        let mut here = by;
        while let By::Choice(number) = here {
            way.push(self.identity(Some(number)));
            let Some(choice) = self.made.get(number) else { break };
            here = choice.by;
        }
        way.push(self.identity(None));
        way.reverse();
        Way(way)
    }

    /// Name and version of a choice, or of the root.
    pub(super) fn identity(&self, number: Option<usize>) -> (BlueprintId, Version) {
        let chosen = number.and_then(|number| {
            let choice = self.made.get(number)?;
            Some((choice.id.clone(), choice.taken()?.version.clone()))
        });
        chosen.unwrap_or_else(|| (self.root.id.clone(), self.root.version.clone()))
    }

    /// The place of the root's need at which the way to `by` begins.
    fn root_place(&self, by: By) -> Pointer {
        let mut here = by;
        while let By::Choice(number) = here {
            let Some(choice) = self.made.get(number) else { break };
            here = choice.by;
        }
        let need = match here {
            By::Root(place) => self.root.needs.get(place),
            By::Choice(_) => None,
        };
        need.map_or_else(|| Pointer::new("/dependencies"), |(at, _)| at.clone())
    }
}

fn way_back(came_from: &BTreeMap<usize, usize>, from: usize, to: usize) -> Option<Vec<usize>> {
    let mut way = vec![to];
    let mut here = to;
    while here != from {
        here = *came_from.get(&here)?;
        way.push(here);
    }
    way.reverse();
    Some(way)
}

impl Choice {
    pub(super) fn taken(&self) -> Option<&Published> {
        self.candidates.get(self.at).and_then(|place| self.published.get(*place))
    }

    pub(super) fn needs(&self) -> impl Iterator<Item = &Need> {
        self.taken().into_iter().flat_map(|published| &published.needs)
    }
}

impl By {
    pub(super) fn choice(self) -> Option<usize> {
        match self {
            Self::Root(_) => None,
            Self::Choice(number) => Some(number),
        }
    }
}
