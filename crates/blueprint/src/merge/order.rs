//! The order of a keyed list: the elements that all versions have, and the others beside their neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, Sides, sequence};

/// The ids of a merged list in their order.
#[derive(Debug, PartialEq)]
pub(super) struct Order<'v> {
    /// All ids of both sides, deleted ones included.
    pub(super) ids: Vec<&'v str>,
    pub(super) change: Change<'v>,
}

/// Who sorted the elements that all versions have anew.
#[derive(Debug, PartialEq)]
pub(super) enum Change<'v> {
    Nobody,
    By(Origin),
    /// Both did, in orders that exclude each other: these.
    Clash(Sides<Vec<&'v str>>),
}

/// Merges the ids of a list. Ids are unique within each side.
///
/// Where the orders clash, `choose` says in which one the common elements go.
pub(super) fn merge<'v>(
    lists: &Sides<Vec<&'v str>>,
    choose: impl FnOnce(&Sides<Vec<&'v str>>) -> Vec<&'v str>,
) -> Order<'v> {
    let sets = lists.as_ref().map(|ids| ids.iter().copied().collect::<BTreeSet<_>>());
    let in_all =
        |id: &&str| sets.base.contains(id) && sets.ours.contains(id) && sets.theirs.contains(id);
    let common = lists.as_ref().map(|ids| ids.iter().copied().filter(in_all).collect::<Vec<_>>());
    let (frame, change) =
        match sequence::merge(&common).filter(|frame| is_each_once(frame, &common.base)) {
            Some(frame) => (frame, by_whom(&common)),
            None => (choose(&common), Change::Clash(common)),
        };
    let places = frame.iter().enumerate().map(|(place, id)| (*id, place + 1)).collect();
    let (ours, theirs) = (gaps(&lists.ours, &places), gaps(&lists.theirs, &places));
    Order { ids: filled(&frame, &ours, &theirs), change }
}

fn by_whom<'v>(common: &Sides<Vec<&'v str>>) -> Change<'v> {
    match (common.ours == common.base, common.theirs == common.base) {
        (true, true) => Change::Nobody,
        (false, true) => Change::By(Origin::Own),
        (true, false) => Change::By(Origin::Upstream),
        (false, false) => Change::By(Origin::Both),
    }
}

/// An element that both sides moved to different places would stand twice.
fn is_each_once(frame: &[&str], common: &[&str]) -> bool {
    frame.len() == common.len() && frame.iter().collect::<BTreeSet<_>>().len() == frame.len()
}

/// For each id outside the frame the gap it belongs to: after its nearest neighbour before it, 0 at the front.
type Gaps<'v> = Vec<(&'v str, usize)>;

fn gaps<'v>(ids: &[&'v str], places: &BTreeMap<&str, usize>) -> Gaps<'v> {
    let mut gap = 0;
    let mut found = Vec::new();
    for id in ids {
        match places.get(id) {
            Some(place) => gap = *place,
            None => found.push((*id, gap)),
        }
    }
    found
}

fn filled<'v>(frame: &[&'v str], ours: &Gaps<'v>, theirs: &Gaps<'v>) -> Vec<&'v str> {
    let (in_ours, in_theirs) = (by_gap(ours, theirs), by_gap(theirs, ours));
    let nothing = Vec::new();
    let mut ids = Vec::new();
    for gap in 0..=frame.len() {
        if let Some(id) = gap.checked_sub(1).and_then(|place| frame.get(place)) {
            ids.push(*id);
        }
        let here = in_ours.get(&gap).unwrap_or(&nothing);
        let there = in_theirs.get(&gap).unwrap_or(&nothing);
        ids.extend(interleaved(here, there));
    }
    ids
}

/// The ids of one side by gap. What both sides have in different gaps belongs into the earlier one.
fn by_gap<'v>(side: &Gaps<'v>, other: &Gaps<'v>) -> BTreeMap<usize, Vec<&'v str>> {
    let elsewhere: BTreeMap<&str, usize> = other.iter().copied().collect();
    let mut gaps: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (id, gap) in side {
        if elsewhere.get(id).is_none_or(|other| gap <= other) {
            gaps.entry(*gap).or_default().push(id);
        }
    }
    gaps
}

/// Two runs of ids in one gap. What both have keeps them in step; between, each run stays together.
fn interleaved<'v>(here: &[&'v str], there: &[&'v str]) -> Vec<&'v str> {
    let shared_of = |run: &[&'v str], other: &[&'v str]| -> Vec<&'v str> {
        let other: BTreeSet<&str> = other.iter().copied().collect();
        run.iter().copied().filter(|id| other.contains(id)).collect()
    };
    let (first, second) = if here <= there { (here, there) } else { (there, here) };
    let shared = shared_of(first, second);
    let in_step = shared == shared_of(second, first);
    let shared: BTreeSet<&str> = shared.into_iter().collect();
    if !in_step {
        let rest = second.iter().copied().filter(|id| !shared.contains(id));
        return first.iter().copied().chain(rest).collect();
    }
    let mut ids = Vec::with_capacity(first.len() + second.len());
    let mut runs = (first.split(|id| shared.contains(id)), second.split(|id| shared.contains(id)));
    let mut steps = first.iter().copied().filter(|id| shared.contains(id));
    while let (Some(a), Some(b)) = (runs.0.next(), runs.1.next()) {
        ids.extend(a);
        ids.extend(b);
        ids.extend(steps.next());
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, bool) {
        let lists = Sides { base, ours, theirs }.map(|ids| ids.split_whitespace().collect());
        let order = merge(&lists, |common| common.ours.clone());
        (order.ids.join(" "), matches!(order.change, Change::Clash(_)))
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
