//! The merge of three trees whose elements have the same names.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{
    By, Conflict, ConflictKind, Decisions, Origin, Sides, States, Take, Taken,
    keyed::{KeyedLists, empty},
    order,
    place::{Place, Step, StepKind},
    same::{present, same, same_but_local},
    sentence, sequence,
};
use crate::schema::Node;

/// What came of it, in no particular order.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) merged: Value,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) taken: Vec<Taken>,
}

pub(super) fn merge<'v>(sides: Sides<&'v Value>, decisions: &'v Decisions) -> Outcome {
    let mut merging =
        Merging { place: Place::default(), decisions, conflicts: Vec::new(), taken: Vec::new() };
    let merged = merging.value(Some(Node::root()), sides.map(Some)).unwrap_or_default();
    Outcome { merged, conflicts: merging.conflicts, taken: merging.taken }
}

#[derive(Debug)]
struct Merging<'v> {
    place: Place<'v>,
    decisions: &'v Decisions,
    conflicts: Vec<Conflict>,
    taken: Vec<Taken>,
}

impl<'v> Merging<'v> {
    fn value(&mut self, node: Option<Node>, states: States<'v>) -> Option<Value> {
        let Sides { base, ours, theirs } = states;
        if ours == base && ours == theirs {
            return ours.cloned();
        }
        if node.is_some_and(Node::is_local) {
            return self.own(states);
        }
        let known = states.map(present);
        if let (None | Some(Value::Object(_)), Some(Value::Object(_)), Some(Value::Object(_))) =
            (known.base, known.ours, known.theirs)
        {
            let members = known.map(|value| value.and_then(Value::as_object));
            return Some(Value::Object(self.members(node, members)));
        }
        let key = node.and_then(|node| node.keyword("x-merge-key")?.as_str());
        match key.and_then(|key| KeyedLists::of(key, known)) {
            Some(lists) => self.elements(node, &lists, states),
            None => self.leaf(node, states),
        }
    }

    /// A place that a fork keeps, whatever the upstream does.
    fn own(&mut self, states: States<'v>) -> Option<Value> {
        if !same(states.ours, states.base) {
            self.took(Origin::Own);
        }
        states.ours.cloned()
    }

    fn members(
        &mut self,
        node: Option<Node>,
        sides: Sides<Option<&'v Map<String, Value>>>,
    ) -> Map<String, Value> {
        let names: BTreeSet<&'v str> = [sides.base, sides.ours, sides.theirs]
            .into_iter()
            .flatten()
            .flat_map(|members| members.keys().map(String::as_str))
            .collect();
        let mut merged = Map::new();
        for name in names {
            let child = node.and_then(|node| node.child(name));
            self.place.enter(Step { name, kind: StepKind::Member, node: child });
            let states = sides.map(|members| members.and_then(|members| members.get(name)));
            if let Some(value) = self.value(child, states) {
                merged.insert(name.to_owned(), value);
            }
            self.place.leave();
        }
        merged
    }

    fn elements(
        &mut self,
        node: Option<Node>,
        lists: &KeyedLists<'v>,
        states: States<'v>,
    ) -> Option<Value> {
        let mut merged = Vec::new();
        let child = node.and_then(Node::items);
        for number in self.order(lists) {
            let found = lists.element(number);
            let values = found.map(|found| found.map(|(_, value)| value));
            let kind = StepKind::Element {
                index: found.map(|found| found.map(|(index, _)| index)),
                title: values.ours.or(values.theirs).and_then(title),
            };
            self.place.enter(Step { name: lists.id(number), kind, node: child });
            merged.extend(self.value(child, values));
            self.place.leave();
        }
        for id in lists.deleted_by_both() {
            self.place.enter(Step { name: id, kind: StepKind::Member, node: child });
            self.took(Origin::Both);
            self.place.leave();
        }
        if merged.is_empty() { empty(states) } else { Some(Value::Array(merged)) }
    }

    /// The numbers of the elements, as the merged list has them.
    fn order(&mut self, lists: &KeyedLists<'v>) -> Vec<usize> {
        let decision = self.decision();
        let choose = |common: &Sides<Vec<usize>>| chosen(decision, lists, common);
        let order = order::merge(lists.orders(), lists.n_ids(), choose);
        match order.change {
            order::Change::Nobody => {}
            order::Change::By(origin) => self.took(origin),
            order::Change::Clash(_) if decision.is_some() => self.took(Origin::Both),
            order::Change::Clash(common) => {
                let ids = |numbers: Vec<usize>| numbers.into_iter().map(|number| lists.id(number));
                let values = common.map(|numbers| Some(ids(numbers).collect::<Value>()));
                self.clash(ConflictKind::Order, values.as_ref().map(Option::as_ref));
            }
        }
        order.elements
    }

    /// A place whose state is one value.
    fn leaf(&mut self, node: Option<Node>, states: States<'v>) -> Option<Value> {
        let Sides { base, ours, theirs } = states;
        if same(ours, theirs) {
            if !same(ours, base) {
                self.took(Origin::Both);
            }
            // The sides may still spell absence differently; then the one that changed it counts.
            return if ours == base { theirs } else { ours }.cloned();
        }
        if same(ours, base) {
            self.took(Origin::Upstream);
            return theirs.cloned();
        }
        if same_but_local(node, theirs, base) {
            self.took(Origin::Own);
            return ours.cloned();
        }
        if let Some(text) = node.and_then(|_described| by_lines(states)) {
            self.took(Origin::Both);
            return Some(Value::String(text));
        }
        self.undecided(states)
    }

    fn undecided(&mut self, states: States<'v>) -> Option<Value> {
        let Some(by) = self.decision() else {
            let known = states.map(present);
            let kind = match (known.base, known.ours, known.theirs) {
                _ if self.place.is_below("renames") => ConflictKind::Renamed,
                (None, _, _) => ConflictKind::Added,
                (_, None, _) => ConflictKind::DeletedByOurs,
                (_, _, None) => ConflictKind::DeletedByTheirs,
                _ => ConflictKind::Changed,
            };
            self.clash(kind, known);
            return states.ours.cloned();
        };
        self.took(match by {
            By::Take(Take::Ours) => Origin::Own,
            By::Take(Take::Theirs) => Origin::Upstream,
            By::Take(Take::Base) | By::Value(_) => Origin::Both,
        });
        match by {
            By::Take(take) => states.of(*take).cloned(),
            By::Value(value) => Some(value.clone()).filter(|value| !value.is_null()),
        }
    }

    fn decision(&self) -> Option<&'v By> {
        // Few merges have decisions, and every place would have to spell out its path.
        if self.decisions.is_empty() { None } else { self.decisions.get(&self.place.path()) }
    }

    fn took(&mut self, by: Origin) {
        self.taken.push(Taken { path: self.place.path(), by });
    }

    fn clash(&mut self, kind: ConflictKind, values: States<'_>) {
        let mut pointers = self.place.pointers();
        for (pointer, value) in [
            (&mut pointers.base, values.base),
            (&mut pointers.ours, values.ours),
            (&mut pointers.theirs, values.theirs),
        ] {
            *pointer = pointer.take().filter(|_| value.is_some());
        }
        self.conflicts.push(Conflict {
            path: self.place.path(),
            kind,
            base: values.base.cloned(),
            ours: values.ours.cloned(),
            theirs: values.theirs.cloned(),
            pointers,
            message: sentence::conflict(kind, &self.place),
        });
    }
}

fn title(element: &Value) -> Option<&str> {
    element.get("title")?.get("de")?.as_str()
}

fn chosen(decision: Option<&By>, lists: &KeyedLists<'_>, common: &Sides<Vec<usize>>) -> Vec<usize> {
    match decision {
        None | Some(By::Take(Take::Ours)) => common.ours.clone(),
        Some(By::Take(Take::Theirs)) => common.theirs.clone(),
        Some(By::Take(Take::Base)) => common.base.clone(),
        Some(By::Value(order)) => {
            let ids = order.as_array().into_iter().flatten().filter_map(Value::as_str);
            ids.filter_map(|id| lists.number(id)).collect()
        }
    }
}

/// Both versions of a text, if they changed different lines.
fn by_lines(states: States<'_>) -> Option<String> {
    let base = states.base?.as_str()?;
    let ours = states.ours?.as_str()?;
    let theirs = states.theirs?.as_str()?;
    let lines = Sides { base, ours, theirs }.map(|text| text.split('\n').collect());
    sequence::merge(&lines).map(|lines| lines.join("\n"))
}
