use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn document(nodes: &[(String, &str)], flows: &[(String, String)]) -> Value {
    let node = |(id, kind): &(String, &str)| json!({"id": id, "type": kind, "channel": "digital"});
    let flow = |(n, (from, to)): (usize, &(String, String))| json!({"id": format!("f{n}"), "from": from, "to": to, "condition": {"de": "Fall"}});
    json!({"process": {
        "nodes": nodes.iter().map(node).collect::<Vec<_>>(),
        "flows": flows.iter().enumerate().map(flow).collect::<Vec<_>>(),
    }})
}

/// `a-b b-c`, with the kind by the first letter: `s`tart, `e`nd, `p`arallel, `x` exclusive, else a task.
fn drawn(flows: &str) -> Value {
    let flows: Vec<(String, String)> = flows
        .split(' ')
        .map(|flow| flow.split_once('-').unwrap())
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect();
    let ids: BTreeSet<&String> = flows.iter().flat_map(|(from, to)| [from, to]).collect();
    let kind = |id: &str| match id.chars().next() {
        Some('s') => "start_event",
        Some('e') => "end_event",
        Some('p') => "parallel_gateway",
        Some('x') => "exclusive_gateway",
        _ => "task",
    };
    let nodes: Vec<_> = ids.into_iter().map(|id| (id.clone(), kind(id))).collect();
    document(&nodes, &flows)
}

fn found(document: &Value) -> Vec<String> {
    let mut findings = Findings::new(document);
    check(Context { document, on: date(2026, 9, 1) }, &mut findings);
    let found = findings.into_sorted();
    found.iter().map(|finding| format!("{} {}", finding.code.as_str(), finding.path)).collect()
}

/// The ids of the nodes with this finding.
fn named(found: &[String], code: &str) -> BTreeSet<String> {
    let prefix = format!("{code} /process/nodes/");
    found.iter().filter_map(|told| told.strip_prefix(&prefix)).map(str::to_owned).collect()
}

#[test]
fn loops_rework_and_several_starts_and_ends_are_good() {
    assert_eq!(found(&drawn("s-a a-x x-b x-e1 b-a s2-c c-x1 a-x1 x1-e2")), [""; 0]);
}

#[test]
fn parallel_ways_may_meet_later_nested_and_all_at_once() {
    assert_eq!(found(&drawn("s-p1 p1-a p1-p2 p2-b p2-c a-p3 b-p3 c-p3 p3-e")), [""; 0]);
    assert_eq!(found(&drawn("s-p1 p1-a p1-x x-b x-c b-x2 c-x2 x2-p2 a-p2 p2-e")), [""; 0]);
}

#[test]
fn going_round_once_more_is_not_meeting() {
    // Both branches reach `p2` again, but only by way of the loop.
    let told = found(&drawn("s-x x-p1 p1-a p1-b a-x b-x2 x2-e p2-x2 s2-p2 c-p2 s3-c"));
    assert_eq!(told, ["process-parallel-unjoined /process/nodes/p1"]);
    let back_to_a_join = found(&drawn("s-p0 p0-p1 p1-a p1-b a-p0 b-p0 a-e"));
    assert_eq!(back_to_a_join, ["process-parallel-unjoined /process/nodes/p1"]);
    let in_a_loop = found(&drawn("s-x x-p1 p1-a p1-b a-p2 b-p2 p2-x2 x2-x x2-e"));
    assert_eq!(in_a_loop, [""; 0]);
}

#[test]
fn what_could_not_be_read_is_not_told_twice() {
    for (at, value) in [
        ("/process/nodes/0/id", json!(7)),
        ("/process/nodes/1/type", json!("work")),
        ("/process/nodes/1/id", json!("a")),
        ("/process/flows/0/to", json!("nowhere")),
        ("/process/flows", json!(null)),
    ] {
        let mut document = drawn("a-b b-c");
        *document.pointer_mut(at).unwrap() = value;
        assert_eq!(found(&document), [""; 0], "{at}");
    }
    assert_eq!(
        found(&drawn("a-b b-c")),
        ["process-no-end ", "process-no-start "]
            .map(|code| format!("{code}/process/nodes"))
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_channel_of_another_word_is_the_schemas_finding() {
    let mut document = drawn("s-a a-e");
    document["process"]["nodes"][0]["channel"] = "Fax".into();
    assert_eq!(found(&document), [""; 0]);
}

#[test]
fn a_very_long_process_needs_no_stack() {
    let ids: Vec<String> = (0..5_000).map(|n| format!("n{n}")).collect();
    let kind = |n| match n {
        0 => "start_event",
        4_999 => "end_event",
        _ => "parallel_gateway",
    };
    let nodes: Vec<_> = ids.iter().enumerate().map(|(n, id)| (id.clone(), kind(n))).collect();
    let next = ids.iter().zip(ids.iter().skip(1));
    let skip = ids.iter().zip(ids.iter().skip(2)).skip(1).take(4_996);
    let flows: Vec<_> = next.chain(skip).map(|(a, b)| (a.clone(), b.clone())).collect();
    assert_eq!(found(&document(&nodes, &flows)), [""; 0]);
}

const KINDS: &[&str] =
    &["start_event", "end_event", "task", "task", "exclusive_gateway", "parallel_gateway"];

/// A small process of any shape: kinds of nodes, and flows between them by number.
fn any_process() -> impl Strategy<Value = (Vec<&'static str>, Vec<(usize, usize)>)> {
    prop::collection::vec(prop::sample::select(KINDS), 1..8).prop_flat_map(|kinds| {
        let n = kinds.len();
        (Just(kinds), prop::collection::vec((0..n, 0..n), 0..12))
    })
}

fn written(kinds: &[&'static str], flows: &[(usize, usize)]) -> Value {
    let nodes: Vec<_> =
        kinds.iter().enumerate().map(|(n, kind)| (format!("n{n}"), *kind)).collect();
    let flows: Vec<_> = flows.iter().map(|(a, b)| (format!("n{a}"), format!("n{b}"))).collect();
    document(&nodes, &flows)
}

/// Everything that `flows` lead to from `roots`, step by step until nothing is new.
fn spread(roots: BTreeSet<usize>, flows: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut reached = roots;
    loop {
        let next: Vec<usize> =
            flows.iter().filter(|(from, _)| reached.contains(from)).map(|(_, to)| *to).collect();
        let n_before = reached.len();
        reached.extend(next);
        if reached.len() == n_before {
            return reached;
        }
    }
}

fn missed(kinds: &[&str], kind: &str, flows: &[(usize, usize)]) -> BTreeSet<String> {
    let roots: BTreeSet<usize> = (0..kinds.len()).filter(|n| kinds[*n] == kind).collect();
    if roots.is_empty() {
        return BTreeSet::new();
    }
    let reached = spread(roots, flows);
    (0..kinds.len()).filter(|n| !reached.contains(n)).map(|n| format!("n{n}")).collect()
}

/// The parallel splits without a parallel join ahead of two of their branches.
fn never_joined(kinds: &[&str], flows: &[(usize, usize)]) -> BTreeSet<String> {
    let is_parallel = |n: &usize| kinds[*n] == "parallel_gateway";
    let outs = |n: usize| flows.iter().filter(move |(from, _)| *from == n);
    let ins = |n: usize| flows.iter().filter(move |(_, to)| *to == n);
    let joins: BTreeSet<usize> =
        (0..kinds.len()).filter(|n| is_parallel(n) && 2 <= ins(*n).count()).collect();
    let meets = |split: usize| {
        joins.iter().any(|join| {
            let leads = |to: usize| spread(BTreeSet::from([to]), flows).contains(join);
            2 <= outs(split).filter(|(_, to)| leads(*to)).count()
        })
    };
    (0..kinds.len())
        .filter(|n| is_parallel(n) && 2 <= outs(*n).count() && !meets(*n))
        .map(|n| format!("n{n}"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn exactly_what_no_way_leads_to_or_from_is_found((kinds, flows) in any_process()) {
        let told = found(&written(&kinds, &flows));
        prop_assert_eq!(named(&told, "process-unreachable"), missed(&kinds, "start_event", &flows));
        let back: Vec<(usize, usize)> = flows.iter().map(|(from, to)| (*to, *from)).collect();
        prop_assert_eq!(named(&told, "process-dead-end"), missed(&kinds, "end_event", &back));
    }

    #[test]
    fn without_loops_exactly_the_splits_that_never_join_are_found((kinds, flows) in any_process()) {
        let forward: Vec<(usize, usize)> = flows.into_iter().filter(|(from, to)| from < to).collect();
        let told = found(&written(&kinds, &forward));
        prop_assert_eq!(named(&told, "process-parallel-unjoined"), never_joined(&kinds, &forward));
    }
}
