//! The walk over two schemas at once: follows references, keeps its work bounded, collects what it finds.

use std::collections::{BTreeMap, btree_map::Entry};

use serde_json::Value;

use super::{
    Effect, SchemaChange, annotations, arrays, bounds, branches, objects,
    side::{Mode, Pair, Side},
    values, words,
};
use crate::{Message, Pointer};

/// Pairs of schemas to look at. A form has hundreds; references can make a small schema endless.
const MOST_PAIRS: usize = 20_000;
const DEEPEST: usize = 100;
/// References that lead to nothing but a further reference.
const MOST_HOPS: usize = 32;

#[derive(Debug)]
pub(super) struct Comparison<'s> {
    old_root: &'s Value,
    new_root: &'s Value,
    changes: Vec<SchemaChange>,
    tally: Tally,
    /// Pairs reached by references, with what they came to; unknown while they are looked at.
    ///
    /// A pair that contains itself adds nothing of its own: any value refused at last is refused by a rule in it.
    seen: BTreeMap<(Pointer, Pointer, Mode), Tally>,
    pairs_left: usize,
    gave_up: bool,
}

/// Which effects occurred.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) narrowed: bool,
    pub(super) widened: bool,
}

impl Tally {
    fn and(self, other: Self) -> Self {
        Self { narrowed: self.narrowed || other.narrowed, widened: self.widened || other.widened }
    }
}

impl<'s> Comparison<'s> {
    pub(super) fn of(old: &'s Value, new: &'s Value) -> Vec<SchemaChange> {
        let mut comparison = Self {
            old_root: old,
            new_root: new,
            changes: Vec::new(),
            tally: Tally::default(),
            seen: BTreeMap::new(),
            pairs_left: MOST_PAIRS,
            gave_up: is_scoped(old, 0) || is_scoped(new, 0),
        };
        let side = |value| Side { value, at: Pointer::root() };
        let (old, new) = (side(old), side(new));
        let pair = Pair { old, new, label: String::new(), mode: Mode::default(), depth: 0 };
        comparison.compare(&pair);
        if comparison.gave_up {
            let (pointer, message) = (Pointer::root(), words::too_intricate());
            comparison.changes.push(SchemaChange { pointer, effect: Effect::Narrowed, message });
        }
        comparison.changes
    }

    pub(super) fn compare(&mut self, pair: &Pair<'s>) {
        if self.gave_up || self.pairs_left == 0 || DEEPEST < pair.depth {
            self.give_up();
            return;
        }
        self.pairs_left = self.pairs_left.saturating_sub(1);
        annotations::compare(self, pair);
        let is_reference = |side: &Side<'_>| side.pure_reference().is_some();
        if is_reference(&pair.old) || is_reference(&pair.new) {
            self.compare_targets(pair);
        } else {
            self.compare_rules(pair);
        }
    }

    fn compare_targets(&mut self, pair: &Pair<'s>) {
        let old = target(self.old_root, &pair.old);
        let new = target(self.new_root, &pair.new);
        self.compare_once(pair, old.zip(new));
    }

    /// The targets of two references that stand beside other keywords.
    pub(super) fn compare_references(&mut self, references: &Pair<'s>) {
        let target = |root, side: &Side<'s>| {
            let direct = resolve(root, side.value.as_str()?)?;
            target(root, &direct)
        };
        let old = target(self.old_root, &references.old);
        let new = target(self.new_root, &references.new);
        self.compare_once(references, old.zip(new));
    }

    fn compare_once(&mut self, references: &Pair<'s>, targets: Option<(Side<'s>, Side<'s>)>) {
        let Some((old, new)) = targets else {
            let at = references.new.at.clone();
            self.report(references, at, Effect::Narrowed, words::uncertain());
            return;
        };
        let pair = Pair { old, new, ..references.clone() };
        if DEEPEST < pair.depth {
            self.give_up();
            return;
        }
        let before = self.tally;
        let key = (pair.old.at.clone(), pair.new.at.clone(), pair.mode);
        match self.seen.entry(key.clone()) {
            Entry::Occupied(known) => self.tally = before.and(*known.get()),
            Entry::Vacant(unknown) => {
                unknown.insert(Tally::default());
                self.tally = Tally::default();
                annotations::compare(self, &pair);
                self.compare_rules(&pair);
                self.seen.insert(key, self.tally);
                self.tally = before.and(self.tally);
            }
        }
    }

    fn give_up(&mut self) {
        self.gave_up = true;
        self.tally.narrowed = true;
    }

    fn compare_rules(&mut self, pair: &Pair<'s>) {
        let is_never = |side: &Side<'_>| side.value == &Value::Bool(false);
        let is_schema = |side: &Side<'_>| side.value.is_object() || side.value.is_boolean();
        if pair.old.value.is_boolean() && pair.old.value == pair.new.value {
            return;
        }
        let at = pair.new.at.clone();
        match (is_never(&pair.old), is_never(&pair.new)) {
            (true, true) => {}
            (true, false) => self.report(pair, at, Effect::Widened, words::allowed_at_last()),
            (false, true) => self.report(pair, at, Effect::Narrowed, words::never_allowed()),
            (false, false) if is_schema(&pair.old) && is_schema(&pair.new) => self.keywords(pair),
            (false, false) if pair.old.value == pair.new.value => {}
            (false, false) => self.report(pair, at, Effect::Narrowed, words::uncertain()),
        }
    }

    fn keywords(&mut self, pair: &Pair<'s>) {
        let around = pair.mode;
        let pair = &Pair {
            mode: Mode {
                members_count: around.members_count || objects::counts_members(pair),
                entries_count: around.entries_count || arrays::counts_entries(pair),
                ..around
            },
            ..pair.clone()
        };
        values::compare(self, pair);
        bounds::compare(self, pair);
        objects::compare(self, pair);
        arrays::compare(self, pair);
        branches::compare(self, pair);
        annotations::compare_unknown(self, pair);
    }

    pub(super) fn report(
        &mut self,
        pair: &Pair<'_>,
        at: Pointer,
        effect: Effect,
        message: Message,
    ) {
        match effect {
            Effect::Narrowed => self.tally.narrowed = true,
            Effect::Widened => self.tally.widened = true,
            Effect::Reworded => {}
        }
        let message = words::about(&pair.label, message);
        self.changes.push(SchemaChange { pointer: at, effect, message });
    }

    /// What a pair comes to, with its changes taken out of the list.
    pub(super) fn judge(&mut self, pair: &Pair<'s>) -> (Tally, Vec<SchemaChange>) {
        let (n_before, before) = (self.changes.len(), self.tally);
        self.tally = Tally::default();
        self.compare(pair);
        let tally = self.tally;
        self.tally = before;
        (tally, self.changes.split_off(n_before))
    }

    /// For places where less inside may mean more outside: any difference counts as narrowed.
    pub(super) fn compare_exactly(&mut self, pair: &Pair<'s>) {
        let (tally, changes) = self.judge(&pair.clone().exactly());
        if tally.narrowed || tally.widened {
            self.report(pair, pair.new.at.clone(), Effect::Narrowed, words::uncertain());
        } else {
            self.changes.extend(changes);
        }
    }
}

/// The end of a chain of references; the side itself where it is none.
fn target<'s>(root: &'s Value, side: &Side<'s>) -> Option<Side<'s>> {
    let mut here = side.clone();
    for _ in 0..MOST_HOPS {
        match here.pure_reference() {
            Some(reference) => here = resolve(root, reference)?,
            None => return Some(here),
        }
    }
    None
}

/// What a reference within the schema leads to. Names set by `$anchor` and encoded characters are not followed.
fn resolve<'s>(root: &'s Value, reference: &str) -> Option<Side<'s>> {
    let path = reference.strip_prefix('#').filter(|path| !path.contains('%'))?;
    Some(Side { value: root.pointer(path)?, at: Pointer::new(path) })
}

/// Whether references may mean another place than their text says, or nobody can tell in time.
fn is_scoped(value: &Value, depth: usize) -> bool {
    let deeper = depth.saturating_add(1);
    match value {
        _ if DEEPEST < depth => true,
        Value::Object(members) => members.iter().any(|(name, member)| {
            let scopes = match name.as_str() {
                "$id" => 0 < depth,
                "$dynamicRef" | "$dynamicAnchor" | "$recursiveRef" | "$recursiveAnchor" => true,
                _ => false,
            };
            scopes || is_scoped(member, deeper)
        }),
        Value::Array(items) => items.iter().any(|item| is_scoped(item, deeper)),
        _ => false,
    }
}
