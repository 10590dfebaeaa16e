//! A family: the blueprint that all others of it come from, and all its forks, and theirs.
//!
//! A blueprint that has moved is one blueprint, under the address at which it is by now.
//!
//! Law: reading it is bounded, by a few queries for each blueprint and address that it gives. It says when it left some out.

use std::collections::{BTreeSet, VecDeque};

use blueprint::BlueprintId;

use super::{Lineage, lineage_children, lineage_upstream};
use crate::{Conn, StoreError, move_from, move_to};

/// The blueprints that come from one, as far as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// What all the others come from. When the family is deeper than what was read, the topmost one that was.
    pub root: BlueprintId,
    /// Every fork after its upstream. The line from the root to the blueprint asked for comes first.
    pub forks: Vec<Lineage>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// The family of a blueprint, at most `most` blueprints of it. The line upwards may take half of them.
pub fn lineage_family(
    conn: &mut Conn,
    id: &BlueprintId,
    most: usize,
) -> Result<Family, StoreError> {
    let (root, line, is_deeper) = upwards(conn, id, most / 2)?;
    let mut family = Family { root: root.clone(), forks: line, is_cut: is_deeper };
    let mut open: VecDeque<BlueprintId> = VecDeque::from([root.clone()]);
    open.extend(family.forks.iter().map(|fork| fork.child.clone()));
    let mut known: BTreeSet<BlueprintId> = open.iter().cloned().collect();
    while let Some(parent) = open.pop_front() {
        let left = most.saturating_sub(known.len());
        // One more tells that there are more, and one may be on the line and known.
        let limit = u32::try_from(left.saturating_add(2)).unwrap_or(u32::MAX);
        for mut fork in children(conn, &parent, limit)? {
            fork.upstream = parent.clone();
            if known.contains(&fork.child) {
                continue;
            }
            if most <= known.len() {
                family.is_cut = true;
                return Ok(family);
            }
            known.insert(fork.child.clone());
            open.push_back(fork.child.clone());
            family.forks.push(fork);
        }
    }
    Ok(family)
}

/// The forks of a blueprint, at whichever address it was when they began.
fn children(conn: &mut Conn, parent: &BlueprintId, limit: u32) -> Result<Vec<Lineage>, StoreError> {
    let mut forks = lineage_children(conn, parent, None, limit)?;
    let mut before = move_to(conn, parent)?;
    while let Some(earlier) = before {
        forks.extend(lineage_children(conn, &earlier.from, None, limit)?);
        before = move_to(conn, &earlier.from)?;
    }
    Ok(forks)
}

/// Where a blueprint is by now.
fn now(conn: &mut Conn, id: &BlueprintId) -> Result<BlueprintId, StoreError> {
    let mut now = id.clone();
    while let Some(next) = move_from(conn, &now)? {
        now = next.to;
    }
    Ok(now)
}

/// The topmost blueprint, the forks from there down to `id`, and whether there are more above.
fn upwards(
    conn: &mut Conn,
    id: &BlueprintId,
    most: usize,
) -> Result<(BlueprintId, Vec<Lineage>, bool), StoreError> {
    let (mut top, mut line) = (now(conn, id)?, Vec::new());
    while let Some(fork) = lineage_upstream(conn, &top)? {
        if most <= line.len() {
            line.reverse();
            return Ok((top, line, true));
        }
        top = now(conn, &fork.upstream)?;
        line.push(Lineage { upstream: top.clone(), ..fork });
    }
    line.reverse();
    Ok((top, line, false))
}
