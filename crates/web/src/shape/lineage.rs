//! Forks, how they stand to their upstreams, and families.

use blueprint::{BlueprintId, Lang};
use registry::{
    Blueprint, Dealt, Family, Incoming, Lineage, LineageStep, NewerVersion, Relative, UpstreamState,
};
use semver::Version;

use super::{change, deprecation, text, time, yanked};

pub fn upstream(lineage: &Lineage, behind: usize) -> wire::Upstream {
    wire::Upstream {
        blueprint: lineage.upstream.to_string(),
        version: lineage.version.to_string(),
        digest: lineage.digest.to_string(),
        kind: lineage.kind.clone(),
        merged_through: lineage.base.version.to_string(),
        behind,
    }
}

pub fn fork(lineage: &Lineage, behind: usize) -> wire::Fork {
    wire::Fork {
        blueprint: lineage.child.to_string(),
        upstream: upstream(lineage, behind),
        reason: lineage.reason.clone(),
        forked_at: time(lineage.forked_at),
    }
}

pub fn upstream_state(state: &UpstreamState, lang: Lang) -> wire::UpstreamState {
    let UpstreamState { lineage, standing, .. } = state;
    let upstream = &state.upstream.blueprint;
    wire::UpstreamState {
        upstream: wire::UpstreamBlueprint {
            blueprint: lineage.upstream.to_string(),
            title: text(&upstream.title_de, upstream.title_en.as_ref()),
            latest: upstream.latest.as_ref().map(Version::to_string),
            deprecation: standing.deprecation.as_ref().map(deprecation),
            moved_to: (upstream.id != lineage.upstream).then(|| upstream.id.to_string()),
            version: lineage.version.to_string(),
            digest: lineage.digest.to_string(),
            kind: lineage.kind.clone(),
            reason: lineage.reason.clone(),
        },
        forked_at: time(lineage.forked_at),
        merged_through: lineage.base.version.to_string(),
        merged_at: time(lineage.base.at),
        merged_yanked: standing.yanked.as_ref().map(yanked),
        behind: standing.behind,
        own_changes: state.own_changes.len(),
        security_relevant: state.is_security_relevant(),
        own_version: state.own_version.to_string(),
        newer: state.newer.iter().map(newer).collect(),
        own: state.own_changes.iter().map(|one| change(one, lang)).collect(),
        local: state.n_local,
        incoming: state.incoming.as_ref().map(|incoming| self::incoming(incoming, lang)),
        security: state.security_changes().map(|one| change(one, lang)).collect(),
        steps: state.steps.iter().map(step).collect(),
    }
}

fn newer(newer: &NewerVersion) -> wire::NewerVersion {
    let NewerVersion { record, level, concerns_security } = newer;
    wire::NewerVersion {
        version: record.version.to_string(),
        digest: record.digest.to_string(),
        published_at: time(record.published_at),
        changes: record.changes_de.as_ref().map(|de| text(de, record.changes_en.as_ref())),
        level: level.to_string(),
        security_relevant: *concerns_security,
    }
}

fn incoming(incoming: &Incoming, lang: Lang) -> wire::Incoming {
    wire::Incoming {
        version: incoming.version.to_string(),
        required_bump: incoming.level().map(|level| level.to_string()),
        changes: incoming.changes.iter().map(|one| change(one, lang)).collect(),
    }
}

pub fn step(step: &LineageStep) -> wire::LineageStep {
    let (kind, own_version, reason) = match &step.dealt {
        Dealt::Merged { own_version, .. } => ("merged", Some(own_version.to_string()), None),
        Dealt::Skipped { reason } => ("skipped", None, Some(reason.clone())),
    };
    wire::LineageStep {
        number: step.number,
        kind: kind.to_owned(),
        version: step.version.to_string(),
        digest: step.digest.to_string(),
        at: time(step.at),
        own_version,
        reason,
    }
}

pub fn family(family: &Family) -> wire::Lineage {
    let root = node(&family.root, None);
    let forks = family.forks.iter();
    wire::Lineage {
        root: family.root.id.to_string(),
        nodes: [root]
            .into_iter()
            .chain(forks.clone().map(|fork| node(&fork.blueprint, Some(&fork.lineage))))
            .collect(),
        edges: forks.map(edge).collect(),
        truncated: family.is_cut,
    }
}

fn node(blueprint: &Blueprint, lineage: Option<&Lineage>) -> wire::LineageNode {
    let BlueprintId { owner, name } = &blueprint.id;
    wire::LineageNode {
        owner: owner.to_string(),
        name: name.to_string(),
        title: text(&blueprint.title_de, blueprint.title_en.as_ref()),
        latest: blueprint.latest.as_ref().map(Version::to_string),
        deprecated: blueprint.lifecycle.deprecation.is_some(),
        kind: lineage.map(|lineage| lineage.kind.clone()),
        is_root: lineage.is_none(),
    }
}

fn edge(fork: &Relative) -> wire::LineageEdge {
    let Relative { lineage, behind, .. } = fork;
    wire::LineageEdge {
        from: lineage.upstream.to_string(),
        to: lineage.child.to_string(),
        version: lineage.version.to_string(),
        merged_through: lineage.base.version.to_string(),
        behind: *behind,
    }
}
