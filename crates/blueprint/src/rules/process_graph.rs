//! The process leads from a start to an end: nothing hangs loose, and every branching says which way to take.
//!
//! One graph, built once; every check visits each node and each flow a fixed number of times, without recursion. What
//! depends on the graph as a whole is left alone when a node or flow could not be read: that has a finding of its own already.

mod balance;
mod sentence;

use std::collections::BTreeSet;

use super::{Context, Findings, Rule};
use crate::{
    Pointer,
    document::NodeType,
    process::{Node, Process},
};

pub(super) const RULE: Rule = Rule {
    name: "process-graph",
    codes: &[
        "process-no-start",
        "process-no-end",
        "process-unreachable",
        "process-dead-end",
        "process-gateway-idle",
        "process-condition-missing",
        "process-flow-from-end",
        "process-flow-to-start",
        "process-flow-to-itself",
        "process-flow-twice",
        "process-parallel-unjoined",
        "process-channel-missing",
    ],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    let process = Process::of(document);
    channels(&process, findings);
    flows(&process, findings);
    if process.is_whole && !process.nodes.is_empty() {
        ways(&process, findings);
        gateways(&process, findings);
        for split in balance::unjoined(&process) {
            if let Some(node) = process.node(split) {
                let message = sentence::unjoined(node);
                findings.warning("process-parallel-unjoined", node.at.clone(), message);
            }
        }
    }
}

fn channels(process: &Process<'_>, findings: &mut Findings<'_>) {
    for node in process.nodes.iter().filter(|node| node.is_step()) {
        // Another word than the schema knows is the schema's own finding.
        if node.value.get("channel").is_none_or(serde_json::Value::is_null) {
            let message = sentence::no_channel(node);
            findings.error("process-channel-missing", node.at.join("channel"), message);
        }
    }
}

fn flows(process: &Process<'_>, findings: &mut Findings<'_>) {
    let mut seen = BTreeSet::new();
    for flow in &process.flows {
        let (Some(from), Some(to)) = (process.node(flow.from), process.node(flow.to)) else {
            continue;
        };
        if from.kind == NodeType::EndEvent {
            let message = sentence::from_end(flow, from);
            findings.error("process-flow-from-end", flow.at.join("from"), message);
        }
        if to.kind == NodeType::StartEvent {
            let message = sentence::to_start(flow, to);
            findings.error("process-flow-to-start", flow.at.join("to"), message);
        }
        if flow.from == flow.to {
            let message = sentence::to_itself(flow, from);
            findings.error("process-flow-to-itself", flow.at.clone(), message);
        }
        if !seen.insert((flow.from, flow.to)) {
            let message = sentence::twice(flow, from, to);
            findings.warning("process-flow-twice", flow.at.clone(), message);
        }
    }
}

/// From a start to every node, and from every node to an end.
fn ways(process: &Process<'_>, findings: &mut Findings<'_>) {
    let starts: Vec<usize> = process.of_kind(NodeType::StartEvent).collect();
    let ends: Vec<usize> = process.of_kind(NodeType::EndEvent).collect();
    let at = Pointer::new("/process/nodes");
    if starts.is_empty() {
        findings.error("process-no-start", at.clone(), sentence::no_start());
    } else {
        let reached = reached(process, starts, |process, here, next| {
            next.extend(process.outs(here).map(|flow| flow.to));
        });
        for node in unmarked(process, &reached) {
            findings.error("process-unreachable", node.at.clone(), sentence::unreachable(node));
        }
    }
    if ends.is_empty() {
        findings.error("process-no-end", at, sentence::no_end());
    } else {
        let leading = reached(process, ends, |process, here, next| {
            next.extend(process.ins(here).map(|flow| flow.from));
        });
        for node in unmarked(process, &leading) {
            findings.error("process-dead-end", node.at.clone(), sentence::dead_end(node));
        }
    }
}

/// Which nodes can be reached from `roots` by steps that `expand` finds.
fn reached(
    process: &Process<'_>,
    roots: Vec<usize>,
    expand: impl Fn(&Process<'_>, usize, &mut Vec<usize>),
) -> Vec<bool> {
    let mut is_reached = vec![false; process.nodes.len()];
    let mut open = roots;
    while let Some(here) = open.pop() {
        if let Some(mark) = is_reached.get_mut(here).filter(|mark| !**mark) {
            *mark = true;
            expand(process, here, &mut open);
        }
    }
    is_reached
}

fn unmarked<'p, 'd>(
    process: &'p Process<'d>,
    marks: &'p [bool],
) -> impl Iterator<Item = &'p Node<'d>> {
    process.nodes.iter().zip(marks).filter(|(_, mark)| !**mark).map(|(node, _)| node)
}

fn gateways(process: &Process<'_>, findings: &mut Findings<'_>) {
    for (number, node) in process.nodes.iter().enumerate() {
        if !node.is_gateway() {
            continue;
        }
        if node.ins.len() < 2 && node.outs.len() < 2 {
            findings.warning("process-gateway-idle", node.at.clone(), sentence::idle(node));
        }
        let decides = matches!(node.kind, NodeType::ExclusiveGateway | NodeType::InclusiveGateway);
        if decides && 2 <= node.outs.len() {
            let silent: Vec<&str> = process
                .outs(number)
                .filter(|flow| !flow.has_condition)
                .map(|flow| flow.id)
                .collect();
            // One way may be the one that is taken when no condition holds.
            if 2 <= silent.len() {
                let message = sentence::no_condition(node, &silent);
                findings.error("process-condition-missing", node.at.clone(), message);
            }
        }
    }
}

#[cfg(test)]
mod tests;
