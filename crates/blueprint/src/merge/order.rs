//! The order of a keyed list: the elements that all versions have, and the others beside their neighbours.
//!
//! Elements are numbers here, which sort as their ids do.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, Sides, sequence};

/// The elements of a merged list in their order.
#[derive(Debug, PartialEq)]
pub(super) struct Order {
    /// All elements of both sides, deleted ones included.
    pub(super) elements: Vec<usize>,
    pub(super) change: Change,
}

/// Who sorted the elements that all versions have anew.
#[derive(Debug, PartialEq)]
pub(super) enum Change {
    Nobody,
    By(Origin),
    /// Both did, in orders that exclude each other: these.
    Clash(Sides<Vec<usize>>),
}

/// Merges the elements of a list, all of them numbers below `n_ids`, and different within each side.
///
/// Where the orders clash, `choose` says in which one the common elements go.
pub(super) fn merge(
    lists: &Sides<Vec<usize>>,
    n_ids: usize,
    choose: impl FnOnce(&Sides<Vec<usize>>) -> Vec<usize>,
) -> Order {
    let common = common(lists, n_ids);
    let (frame, change) =
        match sequence::merge(&common).filter(|frame| is_each_once(frame, &common.base)) {
            Some(frame) => (frame, by_whom(&common)),
            None => (choose(&common), Change::Clash(common)),
        };
    let mut places = Places(vec![None; n_ids]);
    for (place, number) in frame.iter().enumerate() {
        places.set(*number, place + 1);
    }
    let (ours, theirs) = (gaps(&lists.ours, &places), gaps(&lists.theirs, &places));
    Order { elements: filled(&frame, &ours, &theirs), change }
}

/// Each list without the elements that another one lacks.
fn common(lists: &Sides<Vec<usize>>, n_ids: usize) -> Sides<Vec<usize>> {
    let mut n_lists = vec![0_u8; n_ids];
    for number in [&lists.base, &lists.ours, &lists.theirs].into_iter().flatten() {
        if let Some(n) = n_lists.get_mut(*number) {
            *n += 1;
        }
    }
    let in_all = |number: &usize| n_lists.get(*number) == Some(&3);
    lists.as_ref().map(|list| list.iter().copied().filter(in_all).collect())
}

fn by_whom(common: &Sides<Vec<usize>>) -> Change {
    match (common.ours == common.base, common.theirs == common.base) {
        (true, true) => Change::Nobody,
        (false, true) => Change::By(Origin::Own),
        (true, false) => Change::By(Origin::Upstream),
        (false, false) => Change::By(Origin::Both),
    }
}

/// An element that both sides moved to different places would stand twice.
fn is_each_once(frame: &[usize], common: &[usize]) -> bool {
    frame.len() == common.len() && frame.iter().collect::<BTreeSet<_>>().len() == frame.len()
}

/// Where the elements of the frame stand in it, counted from one.
struct Places(Vec<Option<usize>>);

impl Places {
    fn set(&mut self, number: usize, place: usize) {
        if let Some(here) = self.0.get_mut(number) {
            *here = Some(place);
        }
    }

    fn of(&self, number: usize) -> Option<usize> {
        self.0.get(number).copied().flatten()
    }
}

/// For each element outside the frame the gap it belongs to: after its nearest neighbour before it, 0 at the front.
type Gaps = Vec<(usize, usize)>;

fn gaps(list: &[usize], places: &Places) -> Gaps {
    let mut gap = 0;
    let mut found = Vec::new();
    for number in list {
        match places.of(*number) {
            Some(place) => gap = place,
            None => found.push((*number, gap)),
        }
    }
    found
}

fn filled(frame: &[usize], ours: &Gaps, theirs: &Gaps) -> Vec<usize> {
    let (in_ours, in_theirs) = (by_gap(ours, theirs), by_gap(theirs, ours));
    let nothing = Vec::new();
    let mut filled = Vec::new();
    for gap in 0..=frame.len() {
        if let Some(number) = gap.checked_sub(1).and_then(|place| frame.get(place)) {
            filled.push(*number);
        }
        let here = in_ours.get(&gap).unwrap_or(&nothing);
        let there = in_theirs.get(&gap).unwrap_or(&nothing);
        filled.extend(interleaved(here, there));
    }
    filled
}

/// The elements of one side by gap. What both sides have in different gaps belongs into the earlier one.
fn by_gap(side: &Gaps, other: &Gaps) -> BTreeMap<usize, Vec<usize>> {
    let elsewhere: BTreeMap<usize, usize> = other.iter().copied().collect();
    let mut gaps: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, gap) in side {
        if elsewhere.get(number).is_none_or(|other| gap <= other) {
            gaps.entry(*gap).or_default().push(*number);
        }
    }
    gaps
}

/// Two runs of elements in one gap. What both have keeps them in step; between, each run stays together.
fn interleaved(here: &[usize], there: &[usize]) -> Vec<usize> {
    let shared_of = |run: &[usize], other: &[usize]| -> Vec<usize> {
        let other: BTreeSet<usize> = other.iter().copied().collect();
        run.iter().copied().filter(|number| other.contains(number)).collect()
    };
    let (first, second) = if here <= there { (here, there) } else { (there, here) };
    let shared = shared_of(first, second);
    let in_step = shared == shared_of(second, first);
    let shared: BTreeSet<usize> = shared.into_iter().collect();
    if !in_step {
        let rest = second.iter().copied().filter(|number| !shared.contains(number));
        return first.iter().copied().chain(rest).collect();
    }
    let mut run = Vec::with_capacity(first.len() + second.len());
    let is_shared = |number: &usize| shared.contains(number);
    let (mut of_first, mut of_second) = (first.split(is_shared), second.split(is_shared));
    let mut steps = first.iter().copied().filter(is_shared);
    while let (Some(a), Some(b)) = (of_first.next(), of_second.next()) {
        run.extend(a);
        run.extend(b);
        run.extend(steps.next());
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, bool) {
        let sides = Sides { base, ours, theirs };
        let all = [base, ours, theirs].into_iter().flat_map(str::split_whitespace);
        let ids: Vec<&str> = all.collect::<BTreeSet<_>>().into_iter().collect();
        let number = |id| ids.iter().position(|known| *known == id).unwrap();
        let lists = sides.map(|list| list.split_whitespace().map(number).collect());
        let order = merge(&lists, ids.len(), |common| common.ours.clone());
        let merged: Vec<&str> = order.elements.iter().map(|number| ids[*number]).collect();
        (merged.join(" "), matches!(order.change, Change::Clash(_)))
    }

    fn clean(base: &str, ours: &str, theirs: &str) -> String {
        let (ids, clash) = merged(base, ours, theirs);
        assert!(!clash);
        assert_eq!(merged(base, theirs, ours), (ids.clone(), false), "the sides are equal");
        ids
    }

    #[test]
    fn insertions_stay_beside_their_neighbours() {
        assert_eq!(clean("a b c", "a x b c", "a b y c"), "a x b y c");
        assert_eq!(clean("a b", "x a b", "a b y"), "x a b y");
        assert_eq!(clean("", "x y", "u v"), "u v x y");
    }

    #[test]
    fn insertions_at_one_place_stay_together() {
        assert_eq!(clean("a b", "a x1 x2 b", "a w1 w9 b"), "a w1 w9 x1 x2 b");
        assert_eq!(clean("a b", "a x s z b", "a u s v b"), "a u x s v z b");
    }

    #[test]
    fn what_both_added_stands_once() {
        assert_eq!(clean("a b", "a x b", "a b x"), "a x b");
        assert_eq!(clean("a", "a x y", "a y x"), "a x y");
    }

    #[test]
    fn an_insertion_follows_a_neighbour_that_moved() {
        assert_eq!(clean("a b c", "a x b c", "b c a"), "b c a x");
    }

    #[test]
    fn one_side_may_sort_anew() {
        assert_eq!(clean("a b c", "c b a", "a b c"), "c b a");
        assert_eq!(clean("a b c d e f", "b a c d e f", "a b c d f e"), "b a c d f e");
    }

    #[test]
    fn two_new_orders_that_exclude_each_other_clash() {
        assert_eq!(merged("a b c", "c a b", "b c a"), ("c a b".into(), true));
        assert_eq!(merged("a b c d e", "x b c a d e", "b c d e a"), ("x b c a d e".into(), true));
    }

    #[test]
    fn deleted_ids_keep_their_place() {
        assert_eq!(clean("a b c", "a c", "a b c"), "a b c");
    }
}
