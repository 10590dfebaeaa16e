//! The process as a graph: read once from the document, then walked without recursion.
//!
//! Reads any tree. What does not fit is left out, and [`Process::is_whole`] tells that something was.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Lang, Message, Pointer,
    document::{Channel, NodeType},
};

/// A step is found by its number here, which is its place among those that could be read.
#[derive(Debug, Default)]
pub(crate) struct Process<'d> {
    pub(crate) nodes: Vec<Node<'d>>,
    pub(crate) flows: Vec<Flow<'d>>,
    /// Whether every node and every flow of the document is here: else nothing is known of the graph as such.
    pub(crate) is_whole: bool,
}

#[derive(Debug)]
pub(crate) struct Node<'d> {
    pub(crate) id: &'d str,
    pub(crate) kind: NodeType,
    pub(crate) channel: Option<Channel>,
    pub(crate) at: Pointer,
    pub(crate) value: &'d Value,
    /// The flows that enter and leave it, by their number.
    pub(crate) ins: Vec<usize>,
    pub(crate) outs: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Flow<'d> {
    pub(crate) id: &'d str,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) has_condition: bool,
    pub(crate) at: Pointer,
}

impl<'d> Process<'d> {
    pub(crate) fn of(document: &'d Value) -> Self {
        let is_list = |at| document.pointer(at).is_some_and(Value::is_array);
        let is_whole = is_list("/process/nodes") && is_list("/process/flows");
        let mut process = Self { is_whole, ..Self::default() };
        // An id that two nodes share names neither.
        let mut numbers: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for (at, value) in list(document, "/process/nodes") {
            let Some(node) = Node::read(at, value) else {
                process.is_whole = false;
                continue;
            };
            let number = Some(process.nodes.len()).filter(|_| !numbers.contains_key(node.id));
            process.is_whole &= number.is_some();
            numbers.insert(node.id, number);
            process.nodes.push(node);
        }
        for (at, value) in list(document, "/process/flows") {
            match Flow::read(at, value, &numbers) {
                Some(flow) => process.add(flow),
                None => process.is_whole = false,
            }
        }
        process
    }

    pub(crate) fn node(&self, number: usize) -> Option<&Node<'d>> {
        self.nodes.get(number)
    }

    /// The flows that leave a node.
    pub(crate) fn outs(&self, number: usize) -> impl Iterator<Item = &Flow<'d>> {
        let outs = self.node(number).map(|node| node.outs.as_slice()).unwrap_or_default();
        outs.iter().filter_map(|flow| self.flows.get(*flow))
    }

    /// The flows that enter a node.
    pub(crate) fn ins(&self, number: usize) -> impl Iterator<Item = &Flow<'d>> {
        let ins = self.node(number).map(|node| node.ins.as_slice()).unwrap_or_default();
        ins.iter().filter_map(|flow| self.flows.get(*flow))
    }

    /// The numbers of all nodes of this kind.
    pub(crate) fn of_kind(&self, kind: NodeType) -> impl Iterator<Item = usize> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(move |(_, node)| node.kind == kind).map(|(number, _)| number)
    }

    fn add(&mut self, flow: Flow<'d>) {
        let number = self.flows.len();
        if let Some(from) = self.nodes.get_mut(flow.from) {
            from.outs.push(number);
        }
        if let Some(to) = self.nodes.get_mut(flow.to) {
            to.ins.push(number);
        }
        self.flows.push(flow);
    }
}

impl<'d> Node<'d> {
    fn read(at: Pointer, value: &'d Value) -> Option<Self> {
        let kind = text(value, "type")?;
        let channel = text(value, "channel");
        Some(Self {
            id: text(value, "id")?,
            kind: NodeType::ALL.into_iter().find(|known| known.as_str() == kind)?,
            channel: channel
                .and_then(|given| Channel::ALL.into_iter().find(|known| known.as_str() == given)),
            at,
            value,
            ins: Vec::new(),
            outs: Vec::new(),
        })
    }

    /// Whether somebody (or something) works here, as against events and gateways.
    pub(crate) fn is_step(&self) -> bool {
        matches!(self.kind, NodeType::Task | NodeType::Subprocess)
    }

    pub(crate) fn is_gateway(&self) -> bool {
        matches!(
            self.kind,
            NodeType::ExclusiveGateway
                | NodeType::ParallelGateway
                | NodeType::InclusiveGateway
                | NodeType::EventGateway
        )
    }

    /// The title in a language, else in German, else the id.
    pub(crate) fn title(&self, lang: Lang) -> &'d str {
        let titles = self.value.get("title");
        let wording = |lang: Lang| titles.and_then(|titles| text(titles, lang.tag()));
        wording(lang).or_else(|| wording(Lang::De)).unwrap_or(self.id)
    }

    /// Title and id, as a sentence names the node.
    pub(crate) fn name(&self) -> Message {
        let (id, de, en) = (self.id, self.title(Lang::De), self.title(Lang::En));
        Message::new(
            format!("„{}“ ({})", shortened(de), shortened(id)),
            format!("“{}” ({})", shortened(en), shortened(id)),
        )
    }
}

impl<'d> Flow<'d> {
    fn read(
        at: Pointer,
        value: &'d Value,
        numbers: &BTreeMap<&str, Option<usize>>,
    ) -> Option<Self> {
        Some(Self {
            id: text(value, "id").unwrap_or_default(),
            from: numbers.get(text(value, "from")?).copied()??,
            to: numbers.get(text(value, "to")?).copied()??,
            has_condition: value.get("condition").is_some_and(|condition| !condition.is_null()),
            at,
        })
    }
}

/// A sentence stays a sentence, and a thousand of them small, whatever stands in the title.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    if text.chars().nth(LONGEST).is_none() {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

fn list<'d>(document: &'d Value, at: &'static str) -> impl Iterator<Item = (Pointer, &'d Value)> {
    let items = document.pointer(at).and_then(Value::as_array);
    let numbered = items.into_iter().flatten().enumerate();
    numbered.map(move |(index, item)| (Pointer::new(at).join(index), item))
}

fn text<'d>(value: &'d Value, member: &str) -> Option<&'d str> {
    value.get(member).and_then(Value::as_str)
}
