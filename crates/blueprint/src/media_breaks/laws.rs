//! What holds for the media breaks of any process, against a slow and plain search.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

type Shape = (Vec<Option<bool>>, Vec<(usize, usize)>, Vec<(usize, bool, u8)>);

/// Nodes (a digital step, another step, or a gateway), flows by number, and who writes or reads which paper.
fn any_process() -> impl Strategy<Value = Shape> {
    let node = prop_oneof![2 => Just(Some(true)), 2 => Just(Some(false)), 2 => Just(None)];
    prop::collection::vec(node, 1..9).prop_flat_map(|nodes| {
        let n = nodes.len();
        let papers = prop::collection::vec((0..n, any::<bool>(), 0..3_u8), 0..5);
        (Just(nodes), prop::collection::vec((0..n, 0..n), 0..14), papers)
    })
}

fn written((nodes, flows, papers): &Shape) -> Value {
    let named = |n: usize, writes: bool| -> Vec<String> {
        let of = papers.iter().filter(|paper| (paper.0, paper.1) == (n, writes));
        of.map(|paper| format!("d{}", paper.2)).collect()
    };
    let node = |(n, medium): (usize, &Option<bool>)| {
        let (kind, channel) = match medium {
            Some(true) => ("task", json!("automated")),
            Some(false) => ("subprocess", json!("phone")),
            None => ("inclusive_gateway", Value::Null),
        };
        json!({"id": format!("n{n}"), "type": kind, "channel": channel, "outputs": named(n, true), "inputs": named(n, false)})
    };
    let flow = |(f, (from, to)): (usize, &(usize, usize))| json!({"id": format!("f{f}"), "from": format!("n{from}"), "to": format!("n{to}")});
    json!({"process": {
        "nodes": nodes.iter().enumerate().map(node).collect::<Vec<_>>(),
        "flows": flows.iter().enumerate().map(flow).collect::<Vec<_>>(),
    }})
}

/// The steps from which work arrives at a node: itself, or whatever leads to a gateway.
fn sources(shape: &Shape, node: usize, seen: &mut BTreeSet<usize>) -> BTreeSet<usize> {
    if shape.0[node].is_some() {
        return BTreeSet::from([node]);
    }
    if !seen.insert(node) {
        return BTreeSet::new();
    }
    let before = shape.1.iter().filter(|(_, to)| *to == node).map(|(from, _)| *from);
    before.flat_map(|from| sources(shape, from, seen)).collect()
}

/// Every hand-over: its flow, the step before and the step after.
fn hand_overs(shape: &Shape) -> Vec<(usize, usize, usize)> {
    let steps = shape.1.iter().enumerate().filter(|(_, (_, to))| shape.0[*to].is_some());
    steps
        .flat_map(|(flow, (from, to))| {
            sources(shape, *from, &mut BTreeSet::new()).into_iter().map(move |s| (flow, s, *to))
        })
        .collect()
}

/// The numbers of the steps that hand work to one another outside the digital world, by the smallest of them.
fn excursion(shape: &Shape, step: usize) -> usize {
    let mut members = BTreeSet::from([step]);
    loop {
        let n_before = members.len();
        for (_, from, to) in hand_overs(shape) {
            let is_inside = shape.0[from] == Some(false) && shape.0[to] == Some(false);
            if is_inside && (members.contains(&from) || members.contains(&to)) {
                members.extend([from, to]);
            }
        }
        if members.len() == n_before {
            return members.into_iter().next().unwrap();
        }
    }
}

fn number(id: &str) -> usize {
    id.trim_start_matches(['n', 'f']).parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_flows_that_cross_are_those_a_plain_search_finds(shape in any_process()) {
        let document = written(&shape);
        let found = media_breaks(&document);
        let all = hand_overs(&shape);
        let flows: BTreeSet<usize> = all.iter().map(|(flow, ..)| *flow).collect();
        let crossing: BTreeSet<usize> =
            all.iter().filter(|(_, a, b)| shape.0[*a] != shape.0[*b]).map(|(flow, ..)| *flow).collect();
        let told: Vec<usize> = found
            .breaks
            .iter()
            .flat_map(MediaBreak::crossings)
            .filter_map(|crossing| match crossing.carrier {
                Carrier::Flow(id) => Some(number(id)),
                Carrier::Document(_) => None,
            })
            .collect();
        prop_assert_eq!(told.len(), crossing.len(), "no flow is told twice");
        prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), crossing.clone());
        prop_assert_eq!(found.n_hand_overs, flows.len());
        prop_assert_eq!(found.n_free, flows.len() - crossing.len());
    }

    #[test]
    fn a_break_is_one_excursion_and_every_crossing_changes_the_medium(shape in any_process()) {
        let document = written(&shape);
        let found = media_breaks(&document);
        let mut excursions = BTreeSet::new();
        for one in &found.breaks {
            let of = |crossing: &Crossing<'_>| {
                let (from, to) = (number(crossing.from.id), number(crossing.to.id));
                assert_ne!(shape.0[from], shape.0[to]);
                excursion(&shape, if shape.0[from] == Some(false) { from } else { to })
            };
            let all: BTreeSet<usize> = one.crossings().map(of).collect();
            prop_assert_eq!(all.len(), 1);
            prop_assert!(excursions.insert(all), "no excursion is two breaks");
        }
    }

    #[test]
    fn a_document_across_the_border_is_never_overlooked(shape in any_process()) {
        let document = written(&shape);
        let found = media_breaks(&document);
        let (nodes, _, papers) = &shape;
        let told: BTreeSet<usize> = found
            .breaks
            .iter()
            .map(|one| if is_digital(one.at.from.channel) { one.at.to.id } else { one.at.from.id })
            .map(|id| excursion(&shape, number(id)))
            .collect();
        for writer in papers.iter().filter(|paper| paper.1) {
            for reader in papers.iter().filter(|paper| !paper.1 && paper.2 == writer.2) {
                let outside = match (nodes[writer.0], nodes[reader.0]) {
                    (Some(true), Some(false)) => reader.0,
                    (Some(false), Some(true)) => writer.0,
                    _ => continue,
                };
                prop_assert!(told.contains(&excursion(&shape, outside)));
            }
        }
    }
}
