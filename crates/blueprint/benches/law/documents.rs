//! What is measured: documents from the seeds and from the corpus, with a fork and a newer version of each.

use blueprint::{ParseError, Parsed, Syntax, parse};
use serde_json::{Value, json};
use testkit::corpus_document;

/// Three versions of one document.
pub(crate) struct Edition {
    pub(crate) upstream: Parsed,
    pub(crate) fork: Parsed,
    pub(crate) newer: Parsed,
}

/// A document that stands for many.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sample {
    /// From the corpus, about 20 kB; the newer version changes a tenth of it.
    Generated,
    /// The parking permit 2.0.0, 33 kB, with the few changes of 2.1.0.
    PermitMinor,
    /// The parking permit 1.0.0, 22 kB, with 2.0.0, in which hardly a step is left as it was.
    PermitMajor,
}

const PERMIT_1_0: &str =
    include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/1.0.0.yaml");
const PERMIT_2_0: &str =
    include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.0.0.yaml");
const PERMIT_2_1: &str =
    include_str!("../../../../seed-blueprints/mrn/handwerkerparkausweis/2.1.0.yaml");

pub(crate) fn sample(which: Sample) -> Edition {
    match which {
        Sample::Generated => edition(corpus_document(7)),
        Sample::PermitMinor => published(PERMIT_2_0, PERMIT_2_1),
        Sample::PermitMajor => published(PERMIT_1_0, PERMIT_2_0),
    }
}

/// A document of the corpus with a process of `n_nodes` steps, start and end included.
pub(crate) fn grown(n_nodes: usize) -> Value {
    let mut document = corpus_document(7);
    let steps = tasks(&document);
    let numbered = |(n, step): (usize, &Value)| {
        let mut step = step.clone();
        set(&mut step, "/id", format!("schritt-{n}").into());
        step
    };
    let mut nodes = vec![event("start", "start_event")];
    nodes.extend(steps.iter().cycle().take(n_nodes.saturating_sub(2)).enumerate().map(numbered));
    nodes.push(event("ende", "end_event"));
    let flows = nodes.iter().zip(nodes.iter().skip(1)).enumerate();
    let flows = flows.map(|(n, (from, to))| flow(&format!("f{n}"), id(from), id(to))).collect();
    set(&mut document, "/process/flows", flows);
    set(&mut document, "/process/nodes", nodes.into());
    document
}

/// A document with a fork and a newer version, which change different tenths of it and collide once.
pub(crate) fn edition(upstream: Value) -> Edition {
    let mut newer = changed(&upstream, "neu", 3);
    set(&mut newer, "/summary/de", "Neu gefasst.".into());
    Edition { fork: parsed(fork_of(&upstream)), newer: parsed(newer), upstream: parsed(upstream) }
}

/// Two versions from the seeds, with a fork of the first.
fn published(upstream: &str, newer: &str) -> Edition {
    let read = |text: &str| settled(parse(text.as_bytes(), Syntax::Yaml));
    let upstream = read(upstream);
    Edition { fork: parsed(fork_of(upstream.value())), newer: read(newer), upstream }
}

fn fork_of(upstream: &Value) -> Value {
    let mut fork = changed(upstream, "eigen", 7);
    set(&mut fork, "/owner", "musterhausen".into());
    set(&mut fork, "/version", "1.0.0".into());
    set(&mut fork, "/title/de", "Eigene Fassung".into());
    fork
}

/// Every tenth step has another title, every fiftieth a new step beside it, and one role is called otherwise.
fn changed(document: &Value, word: &str, turn: usize) -> Value {
    let mut changed = document.clone();
    set(&mut changed, "/process/roles/1/title/de", format!("Amt ({word})").into());
    let mut new_flows = Vec::new();
    if let Some(nodes) = list(&mut changed, "/process/nodes") {
        for node in nodes.iter_mut().skip(turn).step_by(10) {
            set(node, "/title/de", format!("Schritt ({word})").into());
        }
        let places: Vec<usize> = (turn..nodes.len().saturating_sub(1)).step_by(50).collect();
        for (nth, place) in places.into_iter().rev().enumerate() {
            let new_id = format!("{word}-{nth}");
            let ways = nodes.get(place).map(id).zip(nodes.get(place + 1).map(id));
            if let Some((before, after)) = ways {
                new_flows.push(flow(&format!("{new_id}-hin"), before, &new_id));
                new_flows.push(flow(&format!("{new_id}-her"), &new_id, after));
            }
            let mut step = nodes.get(place).cloned().unwrap_or_default();
            set(&mut step, "/id", new_id.into());
            nodes.insert(place + 1, step);
        }
    }
    if let Some(flows) = list(&mut changed, "/process/flows") {
        flows.extend(new_flows);
    }
    changed
}

fn tasks(document: &Value) -> Vec<Value> {
    let nodes = document.pointer("/process/nodes").and_then(Value::as_array);
    let is_task = |node: &&Value| node.get("type").is_some_and(|kind| kind == "task");
    nodes.into_iter().flatten().filter(is_task).cloned().collect()
}

fn event(id: &str, kind: &str) -> Value {
    json!({"id": id, "type": kind, "role": "behoerde", "title": {"de": id}})
}

fn flow(id: &str, from: &str, to: &str) -> Value {
    json!({"id": id, "from": from, "to": to})
}

fn id(element: &Value) -> &str {
    element.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(document: &'v mut Value, place: &str) -> Option<&'v mut Vec<Value>> {
    document.pointer_mut(place)?.as_array_mut()
}

fn set(document: &mut Value, place: &str, value: Value) {
    if let Some(here) = document.pointer_mut(place) {
        *here = value;
    }
}

fn parsed(document: Value) -> Parsed {
    settled(Parsed::of(document))
}

#[expect(clippy::expect_used, reason = "a bench that cannot be set up must say so and stop")]
fn settled(read: Result<Parsed, ParseError>) -> Parsed {
    read.expect("the documents to measure can be read")
}
