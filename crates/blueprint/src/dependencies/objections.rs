//! Why a version cannot be taken beside those that stand already.

use semver::{Version, VersionReq};

use super::{
    Need, Published, Reason, Way,
    choices::{By, Choices, Dead},
};
use crate::{BlueprintId, document::DependencyKind};

impl Choices<'_> {
    /// Why the last choice, as it stands, does not go together with the root and the choices before it.
    pub(super) fn objection(&self, last: usize) -> Option<Dead> {
        let own = self.made.get(last)?;
        let mut objections = own.needs().filter_map(|need| match need.kind {
            DependencyKind::Requires => self.requires(last, need),
            DependencyKind::Conflicts => self.conflicts(last, need),
            DependencyKind::Recommends => None,
        });
        objections.next().or_else(|| self.unwanted(last))
    }

    /// What the last choice requires, against the versions that stand and the way that led to it.
    fn requires(&self, last: usize, need: &Need) -> Option<Dead> {
        let by = By::Choice(last);
        let own = self.made.get(last)?;
        if need.on == self.root.id || need.on == own.id {
            let reason = Reason::Cycle { way: self.way(by), back_to: need.on.clone() };
            return Some(self.dead(by, None, reason, []));
        }
        let number = self.number_of(&need.on)?;
        if let Some(round) = self.leads(number, last) {
            let way = Way(round.iter().map(|choice| self.identity(Some(*choice))).collect());
            let reason = Reason::Cycle { way, back_to: need.on.clone() };
            return Some(self.dead(by, None, reason, round.into_iter().map(By::Choice)));
        }
        let standing = &self.made.get(number)?.taken()?.version;
        if need.requirement.matches(standing) {
            return None;
        }
        let (other, wants) = self.requirements_on(&need.on).into_iter().next()?;
        let reason = Reason::Disagreement {
            on: need.on.clone(),
            first: (self.way(other), wants),
            second: (self.way(by), need.requirement.clone()),
        };
        Some(self.dead(by, None, reason, [By::Choice(number)]))
    }

    /// What the last choice does not go together with.
    fn conflicts(&self, last: usize, need: &Need) -> Option<Dead> {
        let number = self.number_of(&need.on);
        let against = match number {
            Some(_) => self.identity(number),
            None if need.on == self.root.id => self.identity(None),
            None => return None,
        };
        let is_violated = number != Some(last) && need.requirement.matches(&against.1);
        is_violated.then(|| self.conflict(last, (Some(last), need), against, number))
    }

    /// Whether the root or an earlier choice does not go together with the last.
    fn unwanted(&self, last: usize) -> Option<Dead> {
        let (id, version) = self.identity(Some(last));
        let root = self.root.needs.iter().map(|(_, need)| (None, need));
        let earlier = self
            .made
            .iter()
            .enumerate()
            .take(last)
            .flat_map(|(number, choice)| choice.needs().map(move |need| (Some(number), need)));
        let mut unwanted = root.chain(earlier).filter(|(_, need)| {
            let is_meant = need.kind == DependencyKind::Conflicts && need.on == id;
            is_meant && need.requirement.matches(&version)
        });
        let (by, need) = unwanted.next()?;
        Some(self.conflict(last, (by, need), (id.clone(), version.clone()), by))
    }

    fn conflict(
        &self,
        last: usize,
        (by, need): (Option<usize>, &Need),
        against: (BlueprintId, Version),
        blame: Option<usize>,
    ) -> Dead {
        let requirement = need.requirement.clone();
        let reason = Reason::Conflict { by: self.identity(by), against, requirement };
        self.dead(By::Choice(last), None, reason, blame.map(By::Choice))
    }

    /// Versions ran out at the last of `requirements`: by itself, or because of one that came before it.
    pub(super) fn no_version(
        &self,
        on: &BlueprintId,
        published: &[Published],
        requirements: &[(By, VersionReq)],
    ) -> Option<Dead> {
        let (by, requirement) = requirements.last()?;
        let suits_with = |other: &VersionReq| {
            let all = [requirement, other];
            let suits = |version: &Version| all.iter().all(|one| one.matches(version));
            published.iter().any(|one| !one.is_yanked && suits(&one.version))
        };
        if !suits_with(requirement) {
            let (on, requirement, way) = (on.clone(), requirement.clone(), self.way(*by));
            let reason = Reason::NoVersion { on, requirement, way };
            return Some(self.dead(*by, Some("version"), reason, [*by]));
        }
        let opponent = requirements.iter().find(|(_, other)| !suits_with(other));
        let (other, wants) = opponent.or(requirements.first())?;
        let reason = Reason::Disagreement {
            on: on.clone(),
            first: (self.way(*other), wants.clone()),
            second: (self.way(*by), requirement.clone()),
        };
        Some(self.dead(*by, None, reason, requirements.iter().map(|(by, _)| *by)))
    }
}
