//! Whether what runs in parallel comes together again.
//!
//! Each node learns which parallel joins can be reached from it, as a set of bits, in one depth-first walk: a node
//! is finished after all that follow it. Ways back into a loop are not followed, so that going round once more does
//! not count as meeting.

use crate::{document::NodeType, process::Process};

/// A set of the process's parallel joins.
type Joins = Vec<u64>;

/// The parallel splits of which no two branches lead to the same parallel join.
pub(super) fn unjoined(process: &Process<'_>) -> Vec<usize> {
    let splits: Vec<usize> =
        parallel(process).filter(|split| 2 <= process.outs(*split).count()).collect();
    if splits.is_empty() {
        return splits;
    }
    let joins = joins_ahead(process);
    splits.into_iter().filter(|split| !branches_meet(process, *split, &joins)).collect()
}

fn parallel(process: &Process<'_>) -> impl Iterator<Item = usize> {
    process.of_kind(NodeType::ParallelGateway)
}

fn branches_meet(process: &Process<'_>, split: usize, joins: &[Joins]) -> bool {
    let mut seen: Joins = Vec::new();
    for flow in process.outs(split) {
        let Some(ahead) = joins.get(flow.to) else { continue };
        if seen.iter().zip(ahead).any(|(seen, ahead)| seen & ahead != 0) {
            return true;
        }
        unite(&mut seen, ahead);
    }
    false
}

fn unite(into: &mut Joins, more: &Joins) {
    if into.len() < more.len() {
        into.resize(more.len(), 0);
    }
    for (into, more) in into.iter_mut().zip(more) {
        *into |= more;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// For each node the parallel joins on the ways ahead of it, itself included.
fn joins_ahead(process: &Process<'_>) -> Vec<Joins> {
    let mut joins = own_bits(process);
    let mut visits = vec![Visit::New; process.nodes.len()];
    for root in roots(process) {
        let mut open = vec![root];
        while let Some(here) = open.last().copied() {
            let visit = visits.get(here).copied().unwrap_or(Visit::Done);
            if visit == Visit::New {
                set(&mut visits, here, Visit::Open);
                let is_new = |next: &usize| visits.get(*next) == Some(&Visit::New);
                open.extend(process.outs(here).map(|flow| flow.to).filter(is_new));
                continue;
            }
            open.pop();
            if visit == Visit::Open {
                finish(process, here, &visits, &mut joins);
                set(&mut visits, here, Visit::Done);
            }
        }
    }
    joins
}

/// Starts first, so that a way back is recognised as one; then whatever no start leads to.
fn roots(process: &Process<'_>) -> impl Iterator<Item = usize> {
    process.of_kind(NodeType::StartEvent).chain(0..process.nodes.len())
}

fn own_bits(process: &Process<'_>) -> Vec<Joins> {
    let mut bits = vec![Joins::new(); process.nodes.len()];
    let joins = parallel(process).filter(|join| 2 <= process.ins(*join).count());
    for (place, join) in joins.enumerate() {
        if let Some(own) = bits.get_mut(join) {
            own.resize(place / 64 + 1, 0);
            if let Some(word) = own.last_mut() {
                *word |= 1 << (place % 64);
            }
        }
    }
    bits
}

fn finish(process: &Process<'_>, here: usize, visits: &[Visit], joins: &mut [Joins]) {
    let mut ahead = joins.get(here).cloned().unwrap_or_default();
    let is_done = |next: &usize| visits.get(*next) == Some(&Visit::Done);
    for next in process.outs(here).map(|flow| flow.to).filter(is_done) {
        if let Some(more) = joins.get(next) {
            unite(&mut ahead, more);
        }
    }
    set(joins, here, ahead);
}

fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}
