//! The search: one choice after the other, and back to the choice that is to blame when one fails.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Chosen, MOST_BLUEPRINTS, MOST_TRIALS, Need, Problem, Published, Reason, Root,
    choices::{By, Choice, Choices, Dead},
};
use crate::{BlueprintId, Pointer};

pub(super) enum Failure<E> {
    Problem(Box<Problem>),
    Lookup(E),
}

pub(super) struct Search<'r, L> {
    choices: Choices<'r>,
    lookup: L,
    /// What was looked up, its versions highest first.
    known: BTreeMap<BlueprintId, Option<Arc<[Published]>>>,
    n_trials: usize,
}

/// Why a step of the search ended: at a dead end, or for good.
enum Stop<E> {
    Dead(Dead),
    Failure(Failure<E>),
}

impl<'r, E, L> Search<'r, L>
where
    L: FnMut(&BlueprintId) -> Result<Option<Vec<Published>>, E>,
{
    pub(super) fn new(root: &'r Root, lookup: L) -> Self {
        let choices = Choices { root, asked: Vec::new(), made: Vec::new() };
        Self { choices, lookup, known: BTreeMap::new(), n_trials: 0 }
    }

    /// Whether one need of the root could be met if it stood alone, whatever that would require.
    pub(super) fn exists(&mut self, place: usize) -> Result<(), Failure<E>> {
        self.begin(&[place]);
        let Some((_, need)) = self.choices.root.needs.get(place) else { return Ok(()) };
        match self.open(By::Root(place), need) {
            Ok(_) => Ok(()),
            Err(Stop::Dead(dead)) => Err(Failure::Problem(dead.problem)),
            Err(Stop::Failure(failure)) => Err(failure),
        }
    }

    /// Chooses versions so that the root's needs at these places are met.
    pub(super) fn choose(&mut self, places: &[usize]) -> Result<Chosen, Failure<E>> {
        self.begin(places);
        while let Some((by, need)) = self.choices.unmet() {
            let stepped = self.open(by, &need).and_then(|choice| {
                self.choices.made.push(choice);
                self.settle()
            });
            match stepped {
                Ok(()) => {}
                Err(Stop::Dead(dead)) => self.go_back(dead)?,
                Err(Stop::Failure(failure)) => return Err(failure),
            }
        }
        let taken = self
            .choices
            .made
            .iter()
            .filter_map(|choice| Some((choice.id.clone(), choice.taken()?.version.clone())));
        Ok(taken.collect())
    }

    fn begin(&mut self, places: &[usize]) {
        self.choices.asked = places.to_vec();
        self.choices.made.clear();
    }

    /// A choice among the versions that suit everybody who requires the blueprint now.
    fn open(&mut self, by: By, need: &Need) -> Result<Choice, Stop<E>> {
        let Some(published) = self.published(&need.on).map_err(Stop::Failure)? else {
            let reason = Reason::Unknown { on: need.on.clone(), way: self.choices.way(by) };
            return Err(Stop::Dead(self.choices.dead(by, Some("blueprint"), reason, [by])));
        };
        let versions = published.iter().enumerate();
        let mut candidates: Vec<(usize, &Published)> =
            versions.filter(|(_, one)| !one.is_yanked).collect();
        let requirements = self.choices.requirements_on(&need.on);
        for (place, (_, requirement)) in requirements.iter().enumerate() {
            candidates.retain(|(_, one)| requirement.matches(&one.version));
            if candidates.is_empty() {
                let until = requirements.get(..=place).unwrap_or_default();
                let dead = self.choices.no_version(&need.on, &published, until);
                return Err(dead.map_or_else(|| Stop::Failure(too_large()), Stop::Dead));
            }
        }
        let candidates = candidates.into_iter().map(|(place, _)| place).collect();
        let (blame, problem) = (BTreeSet::new(), None);
        Ok(Choice { id: need.on.clone(), published, candidates, at: 0, by, blame, problem })
    }

    /// Brings the last choice to its next candidate that goes together with all before it.
    fn settle(&mut self) -> Result<(), Stop<E>> {
        loop {
            let last = self.choices.made.len().saturating_sub(1);
            let Some(choice) = self.choices.made.get(last) else { return Ok(()) };
            if choice.taken().is_none() {
                return Err(Stop::Dead(self.exhausted()));
            }
            self.n_trials += 1;
            if MOST_TRIALS < self.n_trials {
                return Err(Stop::Failure(too_large()));
            }
            let Some(dead) = self.choices.objection(last) else { return Ok(()) };
            self.reject(last, dead);
        }
    }

    /// Takes note of why a candidate failed, and moves on to the next.
    fn reject(&mut self, number: usize, dead: Dead) {
        if let Some(choice) = self.choices.made.get_mut(number) {
            choice.at += 1;
            choice.blame.extend(dead.blame.into_iter().filter(|blamed| *blamed < number));
            choice.problem.get_or_insert(dead.problem);
        }
    }

    /// No candidate of the last choice is left: to blame are those who required it and those who ruled one out.
    fn exhausted(&mut self) -> Dead {
        let Some(choice) = self.choices.made.pop() else {
            return Dead { problem: bound(), blame: BTreeSet::new() };
        };
        let requirers = self.choices.requirements_on(&choice.id);
        let mut blame: BTreeSet<usize> =
            requirers.into_iter().filter_map(|(by, _)| by.choice()).collect();
        blame.extend(choice.blame);
        Dead { problem: choice.problem.unwrap_or_else(bound), blame }
    }

    /// Back to the latest choice that is to blame, which takes its next candidate.
    fn go_back(&mut self, mut dead: Dead) -> Result<(), Failure<E>> {
        loop {
            let Some(latest) = dead.blame.last().copied() else {
                return Err(Failure::Problem(dead.problem));
            };
            self.choices.made.truncate(latest + 1);
            self.reject(latest, dead);
            match self.settle() {
                Ok(()) => return Ok(()),
                Err(Stop::Dead(next)) => dead = next,
                Err(Stop::Failure(failure)) => return Err(failure),
            }
        }
    }

    fn published(&mut self, id: &BlueprintId) -> Result<Option<Arc<[Published]>>, Failure<E>> {
        if let Some(known) = self.known.get(id) {
            return Ok(known.clone());
        }
        if MOST_BLUEPRINTS <= self.known.len() {
            return Err(too_large());
        }
        let found = (self.lookup)(id).map_err(Failure::Lookup)?;
        let sorted: Option<Arc<[Published]>> = found.map(|mut versions| {
            versions.sort_by(|a, b| b.version.cmp(&a.version));
            versions.into()
        });
        self.known.insert(id.clone(), sorted.clone());
        Ok(sorted)
    }
}

fn too_large<E>() -> Failure<E> {
    Failure::Problem(bound())
}

fn bound() -> Box<Problem> {
    Box::new(Problem { pointer: Pointer::new("/dependencies"), reason: Reason::TooLarge })
}
