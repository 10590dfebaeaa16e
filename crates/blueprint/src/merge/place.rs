//! Where a merge is: the way down from the document, in each of the three versions.

use super::Sides;
use crate::{Path, Pointer, schema::Node};

/// The steps from the whole document to here.
#[derive(Debug, Default)]
pub(super) struct Place<'v> {
    steps: Vec<Step<'v>>,
}

/// One step down.
#[derive(Debug)]
pub(super) struct Step<'v> {
    /// The name of a member, or the key of an element.
    pub(super) name: &'v str,
    pub(super) kind: StepKind<'v>,
    /// What the schema says of the place it leads to.
    pub(super) node: Option<Node>,
}

#[derive(Debug)]
pub(super) enum StepKind<'v> {
    Member,
    Element {
        /// Its position in each version that has it.
        index: Sides<Option<usize>>,
        /// What people call it.
        title: Option<&'v str>,
    },
}

impl<'v> Place<'v> {
    pub(super) fn enter(&mut self, step: Step<'v>) {
        self.steps.push(step);
    }

    pub(super) fn leave(&mut self) {
        self.steps.pop();
    }

    pub(super) fn path(&self) -> Path {
        self.steps.iter().fold(Path::default(), |path, step| path.join(step.name))
    }

    /// The steps from the innermost element on, or from the document.
    pub(super) fn nearest(&self) -> &[Step<'v>] {
        let is_element = |step: &Step<'_>| matches!(step.kind, StepKind::Element { .. });
        let start = self.steps.iter().rposition(is_element).unwrap_or_default();
        self.steps.get(start..).unwrap_or_default()
    }

    pub(super) fn is_below(&self, member: &str) -> bool {
        self.steps.first().is_some_and(|step| step.name == member)
    }

    /// The place in each version; of use only for those that have it.
    pub(super) fn pointers(&self) -> Sides<Option<Pointer>> {
        Sides {
            base: self.pointer(|index| index.base),
            ours: self.pointer(|index| index.ours),
            theirs: self.pointer(|index| index.theirs),
        }
    }

    fn pointer(&self, side: impl Fn(&Sides<Option<usize>>) -> Option<usize>) -> Option<Pointer> {
        self.steps.iter().try_fold(Pointer::root(), |at, step| match &step.kind {
            StepKind::Member => Some(at.join(step.name)),
            StepKind::Element { index, .. } => side(index).map(|number| at.join(number)),
        })
    }
}
