//! A family as a list in a list: each fork below what it was forked from.

use std::collections::BTreeMap;

use blueprint::BlueprintId;
use registry::{Blueprint, Family, Relative};

use crate::pages::{phrase::Phrase, text::Text};

/// A blueprint of the family, in the order in which the list has them.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: Phrase,
    /// Version, kind and standing in words.
    pub(super) said: String,
    /// The standing in a few words.
    pub(super) short: String,
    /// Whether it is the blueprint whose page this is.
    pub(super) is_here: bool,
    pub(super) is_deprecated: bool,
    /// How many are above it.
    pub(super) depth: usize,
    /// Whether a list of its forks follows.
    pub(super) opens: bool,
    /// How many lists end behind it.
    pub(super) closes: usize,
}

pub(super) fn members(t: Text, family: &Family, here: &BlueprintId) -> Vec<Member> {
    let mut children: BTreeMap<&BlueprintId, Vec<&Relative>> = BTreeMap::new();
    for fork in &family.forks {
        children.entry(&fork.lineage.upstream).or_default().push(fork);
    }
    let mut members = vec![member(t, &family.root, None, here)];
    // The last of the list is next.
    let mut open: Vec<(&Relative, usize)> = Vec::new();
    let mut parent = (&family.root.id, 0);
    loop {
        let (id, depth) = parent;
        let forks = children.remove(id).unwrap_or_default();
        open.extend(forks.into_iter().rev().map(|fork| (fork, depth + 1)));
        let Some((fork, depth)) = open.pop() else { break };
        members.push(Member { depth, ..member(t, &fork.blueprint, Some(fork), here) });
        parent = (&fork.blueprint.id, depth);
    }
    nest(&mut members);
    members
}

/// Says of each where lists begin and end.
fn nest(members: &mut [Member]) {
    let depths: Vec<usize> = members.iter().map(|member| member.depth).collect();
    let next = depths.iter().skip(1).copied().chain([0]);
    for (member, next) in members.iter_mut().zip(next) {
        member.opens = member.depth < next;
        member.closes = member.depth.saturating_sub(next);
    }
}

fn member(t: Text, blueprint: &Blueprint, fork: Option<&Relative>, here: &BlueprintId) -> Member {
    let version = blueprint.latest.as_ref();
    let mut said = vec![version.map_or_else(
        || t.get("family-no-version"),
        |version| t.with("version-name", &version.to_string()),
    )];
    match fork {
        None => said.push(t.get("family-root")),
        Some(fork) => {
            said.push(t.code("fork", &fork.lineage.kind));
            said.push(t.n("family-behind", &fork.behind));
        }
    }
    let is_deprecated = blueprint.lifecycle.deprecation.is_some();
    if is_deprecated {
        said.push(t.get("blueprint-deprecated-short"));
    }
    let short = match fork {
        _ if is_deprecated => t.get("blueprint-deprecated-short"),
        None => t.get("family-root"),
        Some(fork) => t.n("family-behind-short", &fork.behind),
    };
    Member {
        id: blueprint.id.to_string(),
        href: format!("/blaupausen/{}/ableitungen", blueprint.id),
        title: Phrase::either(&blueprint.title_de, blueprint.title_en.as_deref(), t.lang),
        said: said.join("; "),
        short,
        is_here: blueprint.id == *here,
        is_deprecated,
        depth: 0,
        opens: false,
        closes: 0,
    }
}
