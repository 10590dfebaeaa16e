//! Three versions become one: a fork takes in what its upstream changed since, and keeps what is its own.
//!
//! Both sides are compared with the version they have in common, place by place and list by key. What only one
//! side changed is taken; what both changed alike collapses; everything else is a [`Conflict`] for a person to
//! decide. `docs/merge.md` has the table of cases.

mod keyed;
mod names;
mod order;
mod place;
mod same;
mod sentence;
mod sequence;
mod settle;
mod tree;

#[cfg(test)]
mod renamed;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use self::names::Named;
use crate::{Message, Path, Pointer, Renames};

pub use settle::resolve;

/// One of something for each of the three versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// What both sides started from: the upstream version that the fork took in last.
    pub base: T,
    /// The fork.
    pub ours: T,
    /// The upstream's newer version.
    pub theirs: T,
}

/// What came of a merge: a document, and what is left to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// At an open conflict it has what the fork has.
    ///
    /// A candidate only: it can be published when no conflict is open and every rule passes.
    pub merged: Value,
    /// What is left to decide, in the order of the paths.
    pub conflicts: Vec<Conflict>,
    /// Where the outcome differs from the base without a conflict, in the order of the paths.
    pub taken: Vec<Taken>,
    /// What the merge is done again with; absent when nothing is left to decide, as copies cost more than the merge.
    sides: Option<Arc<Sides<Value>>>,
    /// By the paths of the base, which stay the same whatever is decided about new names.
    decisions: Decisions,
    /// From the names of the base to those of `merged`.
    names: Renames,
}

/// A place that was changed without a conflict, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub path: Path,
    pub by: Origin,
}

/// Who changed a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Own,
    Upstream,
    /// Both did: the same, or different lines of one text.
    Both,
}

/// A place that both sides changed in ways that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub path: Path,
    pub kind: ConflictKind,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
    /// Where the place stands in each version that has it.
    pub pointers: Sides<Option<Pointer>>,
    pub message: Message,
}

/// In which way the two sides exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// Both changed the same value.
    Changed,
    /// Both added the same thing with different content.
    Added,
    /// The fork deleted what the upstream changed.
    DeletedByOurs,
    /// The upstream deleted what the fork changed.
    DeletedByTheirs,
    /// Both sorted a list anew; the values are the keys of the elements that all three versions have.
    Order,
    /// Both gave the same element a new id; the values are its new paths.
    Renamed,
}

/// Which version's state a conflict ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    Ours,
    Theirs,
    Base,
}

/// How a conflict is decided.
#[derive(Clone, Debug, PartialEq)]
pub enum By {
    Take(Take),
    /// Neither side's state but this one; `null` removes the place.
    Value(Value),
}

/// A decision about the conflict at a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    pub path: Path,
    pub by: By,
}

/// One place in each version that has it.
type States<'v> = Sides<Option<&'v Value>>;

type Decisions = BTreeMap<Path, By>;

/// Takes the changes from `base` to `theirs` into `ours`.
///
/// What the schema calls local (`x-owner`) stays as the fork has it. Deterministic, and the same for both
/// sides except there: swapping them mirrors the conflicts.
pub fn merge(base: &Value, ours: &Value, theirs: &Value) -> Merged {
    let sides = Sides { base, ours, theirs };
    let mut merged = decided(sides, Decisions::new());
    if !merged.conflicts.is_empty() {
        merged.sides = Some(Arc::new(sides.map(Value::clone)));
    }
    merged
}

/// The merge as far as `decisions` settle it.
fn decided(sides: Sides<&Value>, decisions: Decisions) -> Merged {
    let aligned = Named::of(sides, &decisions);
    let tree::Outcome { merged, mut conflicts, mut taken } =
        aligned.finish(tree::merge(aligned.documents(), &decisions), sides);
    conflicts.sort_by(|a, b| a.path.cmp(&b.path));
    taken.sort_by(|a, b| a.path.cmp(&b.path));
    let names = aligned.into_names();
    Merged { merged, conflicts, taken, sides: None, decisions, names }
}

impl<T> Sides<T> {
    fn as_ref(&self) -> Sides<&T> {
        Sides { base: &self.base, ours: &self.ours, theirs: &self.theirs }
    }

    fn map<U>(self, mut each: impl FnMut(T) -> U) -> Sides<U> {
        Sides { base: each(self.base), ours: each(self.ours), theirs: each(self.theirs) }
    }

    fn of(self, take: Take) -> T {
        match take {
            Take::Base => self.base,
            Take::Ours => self.ours,
            Take::Theirs => self.theirs,
        }
    }

    fn of_mut(&mut self, take: Take) -> &mut T {
        match take {
            Take::Base => &mut self.base,
            Take::Ours => &mut self.ours,
            Take::Theirs => &mut self.theirs,
        }
    }
}

impl ConflictKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::DeletedByOurs => "deleted-by-ours",
            Self::DeletedByTheirs => "deleted-by-theirs",
            Self::Order => "order",
            Self::Renamed => "renamed",
        }
    }
}

impl Origin {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Upstream => "upstream",
            Self::Both => "both",
        }
    }
}
