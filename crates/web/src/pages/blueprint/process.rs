//! The process as a table: the steps in their order, grouped by who acts.
//!
//! A group ends where another role takes over, so the table reads from top to bottom like the process itself.

mod breaks;

use std::collections::BTreeMap;

use askama::Template;
use blueprint::document::{Document, Node, ProcessDocument};

use super::{
    Masthead, Reading, View,
    facts::{Fact, Facts},
};
use crate::pages::{format, frame::Frame, phrase::Phrase, text::Text, visit::Visit};
use breaks::{Breaks, Mark};

#[derive(Debug, Template)]
#[template(path = "blueprint/process.html")]
pub(super) struct ProcessPage {
    frame: Frame,
    t: Text,
    head: Masthead,
    steps: usize,
    roles: Vec<Fact>,
    breaks: Breaks,
    groups: Vec<Group>,
    papers: Vec<Fact>,
}

/// Steps that follow each other in one hand.
#[derive(Debug)]
struct Group {
    role: Phrase,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    anchor: String,
    number: usize,
    title: Phrase,
    kind: String,
    more: Vec<Phrase>,
    channel: String,
    /// Where the medium changes on the way to this step.
    marks: Vec<Mark>,
    inputs: Vec<Phrase>,
    outputs: Vec<Phrase>,
    rules: Vec<Phrase>,
    next: Vec<Way>,
}

/// A way to a following step.
#[derive(Debug)]
struct Way {
    step: Step,
    condition: Option<Phrase>,
}

/// A step by its number and title, and where it stands on the page.
#[derive(Clone, Debug)]
struct Step {
    anchor: String,
    number: usize,
    title: Phrase,
}

/// What the steps refer to by short names.
struct Names<'a> {
    t: Text,
    numbers: BTreeMap<&'a str, (usize, &'a Node)>,
    document: &'a Document,
}

pub(super) fn page(visit: &Visit, reading: &Reading) -> ProcessPage {
    let t = visit.t;
    let document = &reading.document;
    let head = Masthead::new(visit, reading, View::Process);
    let nodes = document.process.nodes.iter().enumerate();
    let numbers = nodes.map(|(idx, node)| (node.id.as_str(), (idx + 1, node))).collect();
    let names = Names { t, numbers, document };
    let (breaks, mut marks) = breaks::found(&names, &reading.tree);
    ProcessPage {
        frame: head.frame(visit, View::Process),
        t,
        head,
        steps: document.process.nodes.len(),
        roles: roles(t, document),
        breaks,
        groups: names.groups(&mut marks),
        papers: papers(t, &document.documents),
    }
}

fn roles(t: Text, document: &Document) -> Vec<Fact> {
    let mut roles: Vec<Fact> = Vec::new();
    for role in &document.process.roles {
        let label = Phrase::plain(t.code("role", role.kind.as_str()));
        let title = Phrase::of(&role.title, t.lang);
        match roles.iter_mut().find(|fact| fact.label == label) {
            Some(fact) => fact.values.push(title),
            None => roles.push(Fact { label, values: vec![title] }),
        }
    }
    roles
}

fn papers(t: Text, documents: &[ProcessDocument]) -> Vec<Fact> {
    let mut facts = Facts::new(t);
    for kind in blueprint::document::DocumentKind::ALL {
        let of_kind = documents.iter().filter(|document| document.kind == kind);
        let titles = of_kind.map(|document| Phrase::of(&document.title, t.lang)).collect();
        facts.all(t.code("document", kind.as_str()), titles);
    }
    facts.done()
}

impl Names<'_> {
    fn groups(&self, marks: &mut BTreeMap<&str, Vec<Mark>>) -> Vec<Group> {
        let nodes = &self.document.process.nodes;
        let runs = nodes.chunk_by(|before, after| before.role == after.role);
        runs.map(|run| Group {
            role: self.role(run.first().map_or("", |node| node.role.as_str())),
            rows: run
                .iter()
                .map(|node| self.row(node, marks.remove(node.id.as_str()).unwrap_or_default()))
                .collect(),
        })
        .collect()
    }

    fn role(&self, id: &str) -> Phrase {
        let role = self.document.process.roles.iter().find(|role| role.id == id);
        role.map_or_else(|| Phrase::plain(id), |role| Phrase::of(&role.title, self.t.lang))
    }

    fn step(&self, id: &str) -> Option<Step> {
        let (number, node) = *self.numbers.get(id)?;
        let title = Phrase::of(&node.title, self.t.lang);
        Some(Step { anchor: anchor(&node.id), number, title })
    }

    fn row(&self, node: &Node, marks: Vec<Mark>) -> Row {
        let flows = self.document.process.flows.iter().filter(|flow| flow.from == node.id);
        let next = flows.filter_map(|flow| {
            let condition = Phrase::maybe(flow.condition.as_ref(), self.t.lang);
            Some(Way { step: self.step(&flow.to)?, condition })
        });
        Row {
            anchor: anchor(&node.id),
            number: self.numbers.get(node.id.as_str()).map_or(0, |(number, _)| *number),
            title: Phrase::of(&node.title, self.t.lang),
            kind: self.t.code("node", node.r#type.as_str()),
            more: self.more(node),
            channel: node
                .channel
                .map(|channel| self.t.code("channel", channel.as_str()))
                .unwrap_or_default(),
            marks,
            inputs: self.papers(&node.inputs),
            outputs: self.papers(&node.outputs),
            rules: self.rules(node),
            next: next.collect(),
        }
    }

    fn more(&self, node: &Node) -> Vec<Phrase> {
        let t = self.t;
        let mut more = Vec::new();
        if node.optional {
            more.push(Phrase::plain(t.get("process-optional")));
        }
        let time = node.time.as_ref();
        if let Some(iso) = time.and_then(|time| time.processing.as_deref()) {
            more.push(Phrase::plain(t.with("process-time", &format::duration(iso, t.lang))));
        }
        if let Some(iso) = time.and_then(|time| time.waiting.as_deref()) {
            more.push(Phrase::plain(t.with("process-waiting", &format::duration(iso, t.lang))));
        }
        more.extend(node.blueprint.as_ref().map(Phrase::code));
        more
    }

    fn papers(&self, ids: &[String]) -> Vec<Phrase> {
        ids.iter().map(|id| self.paper(id)).collect()
    }

    fn paper(&self, id: &str) -> Phrase {
        let document = self.document.documents.iter().find(|document| document.id == id);
        document
            .map_or_else(|| Phrase::code(id), |document| Phrase::of(&document.title, self.t.lang))
    }

    /// Law and security requirements that bind the step.
    fn rules(&self, node: &Node) -> Vec<Phrase> {
        let law = |id: &String| {
            let basis = self.document.legal_bases.iter().find(|basis| basis.id == *id);
            Phrase::plain(
                basis.and_then(|basis| basis.citation.clone()).unwrap_or_else(|| id.clone()),
            )
        };
        let requirement = |id: &String| {
            let requirements = &self.document.security.requirements;
            let found = requirements.iter().find(|requirement| requirement.id == *id);
            found.map_or_else(|| Phrase::code(id), |found| Phrase::of(&found.title, self.t.lang))
        };
        let laws = node.legal_bases.iter().map(law);
        laws.chain(node.requirements.iter().map(requirement)).collect()
    }
}

fn anchor(id: &str) -> String {
    format!("schritt-{id}")
}
