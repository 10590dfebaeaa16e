use serde_json::{Value, json};

use super::*;

/// `name:channel` for steps (with `<paper` read and `>paper` written), and `name` alone for a gateway.
fn document(nodes: &[&str], flows: &[(&str, &str)]) -> Value {
    let node = |text: &&str| {
        let mut parts = text.split(' ');
        let (id, channel) = parts.next().unwrap().split_once(':').unwrap_or((text, ""));
        let papers: Vec<&str> = parts.collect();
        let named = |mark: char| -> Vec<&str> {
            papers.iter().filter_map(|paper| paper.strip_prefix(mark)).collect()
        };
        if channel.is_empty() {
            return json!({"id": id, "type": "exclusive_gateway", "title": {"de": id}});
        }
        json!({"id": id, "type": "task", "channel": channel, "title": {"de": id}, "inputs": named('<'), "outputs": named('>')})
    };
    let flow =
        |(from, to): &(&str, &str)| json!({"id": format!("{from}-{to}"), "from": from, "to": to});
    json!({"process": {
        "nodes": nodes.iter().map(node).collect::<Vec<_>>(),
        "flows": flows.iter().map(flow).collect::<Vec<_>>(),
    }})
}

/// Each break as its places, the one at which it is told first, and the share of free hand-overs.
fn told(document: &Value) -> (Vec<String>, String) {
    let found = media_breaks(document);
    let place = |crossing: &Crossing<'_>| match crossing.carrier {
        Carrier::Flow(id) => id.to_owned(),
        Carrier::Document(id) => format!("{id} at {}", crossing.pointer),
    };
    let breaks = found.breaks.iter().map(|one| {
        assert!(one.crossings().all(|c| document.pointer(c.pointer.as_str()).is_some()));
        one.crossings().map(place).collect::<Vec<_>>().join(", ")
    });
    (breaks.collect(), format!("{}/{}", found.n_free, found.n_hand_overs))
}

#[test]
fn a_paper_step_between_two_digital_ones_is_one_break_at_the_flow_that_leaves() {
    let document = document(
        &["a:digital >antrag", "b:paper <antrag >vermerk", "c:automated <vermerk"],
        &[("a", "b"), ("b", "c")],
    );
    assert_eq!(told(&document), (vec!["a-b, b-c".into()], "0/2".into()));
    let found = media_breaks(&document);
    assert_eq!(found.count(), 1);
    let at = &found.breaks[0].at;
    assert_eq!(at.pointer.as_str(), "/process/flows/0");
    assert_eq!(at.path(&document).as_str(), "/process/flows/a-b");
    assert_eq!((at.from.id, at.from.channel), ("a", Channel::Digital));
    assert_eq!((at.to.id, at.to.title(Lang::En)), ("b", "b"));
}

#[test]
fn every_excursion_counts_and_a_long_one_counts_once() {
    let steps = ["a:digital", "b:paper", "c:post", "d:digital", "e:phone", "f:digital"];
    let flows = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")];
    let expected = vec!["a-b, c-d".into(), "d-e, e-f".into()];
    assert_eq!(told(&document(&steps, &flows)), (expected, "1/5".into()));
}

#[test]
fn what_begins_or_stays_on_paper_is_told_where_it_becomes_digital_if_ever() {
    let begins = document(&["a:paper", "b:in_person", "c:digital"], &[("a", "b"), ("b", "c")]);
    assert_eq!(told(&begins), (vec!["b-c".into()], "1/2".into()));
    let stays = document(&["a:paper", "b:post"], &[("a", "b")]);
    assert_eq!(told(&stays), (vec![], "1/1".into()));
    let alone = document(&["a:paper"], &[]);
    assert!((media_breaks(&alone).share_free() - 1.0).abs() < f64::EPSILON);
}

#[test]
fn gateways_are_looked_through_and_a_flow_counts_once() {
    let document = document(
        &["a:digital", "b:automated", "x", "y", "c:paper", "d:digital"],
        &[("a", "x"), ("b", "x"), ("x", "y"), ("y", "c"), ("y", "d"), ("y", "x")],
    );
    assert_eq!(told(&document), (vec!["y-c".into()], "1/2".into()));
    assert_eq!(media_breaks(&document).breaks[0].at.from.id, "a");
}

#[test]
fn excursions_meet_where_work_is_handed_on_and_not_where_it_merely_ends() {
    let steps = ["a:digital", "b:paper", "c:paper", "x", "d:paper"];
    let split = [("a", "b"), ("a", "c"), ("b", "x"), ("c", "x")];
    assert_eq!(told(&document(&steps, &split)).0, ["a-b", "a-c"]);
    let joined = [split.as_slice(), &[("x", "d")]].concat();
    assert_eq!(told(&document(&steps, &joined)).0, ["a-b, a-c"]);
}

#[test]
fn a_document_between_other_steps_than_the_work_is_a_further_place() {
    let steps = ["a:digital >antrag", "b:digital", "c:paper", "d:paper <antrag"];
    let flows = [("a", "b"), ("b", "c"), ("c", "d")];
    let expected = "b-c, antrag at /process/nodes/3/inputs/0";
    assert_eq!(told(&document(&steps, &flows)), (vec![expected.into()], "2/3".into()));
}

#[test]
fn a_document_alone_is_a_break() {
    let there = document(&["a:digital >akte", "b:paper <akte"], &[]);
    assert_eq!(told(&there).0, ["akte at /process/nodes/1/inputs/0"]);
    let back = document(&["a:digital <x <akte", "b:paper >akte", "c:post >akte"], &[("b", "c")]);
    assert_eq!(told(&back).0, ["akte at /process/nodes/0/inputs/1"]);
    let two = document(&["a:digital <akte", "b:paper >akte", "c:post >akte"], &[]);
    assert_eq!(told(&two).0.len(), 2, "two excursions");
}

#[test]
fn a_step_without_a_channel_says_nothing() {
    let mut document = document(&["a:digital", "b:paper", "c:digital"], &[("a", "b"), ("b", "c")]);
    document["process"]["nodes"][1]["channel"] = Value::Null;
    assert_eq!(told(&document), (vec![], "0/0".into()));
}

#[test]
fn the_share_counts_free_hand_overs() {
    let steps = ["a:digital", "b:digital", "c:digital", "d:digital", "e:paper"];
    let flows = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")];
    let document = document(&steps, &flows);
    assert!((media_breaks(&document).share_free() - 0.75).abs() < f64::EPSILON);
}
