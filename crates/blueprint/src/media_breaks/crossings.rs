//! The places where the medium changes.
//!
//! No pair of steps is walked twice: through gateways and events each medium is carried forward once, with the first
//! step that brings it, so that the work grows with nodes and flows and not with the ways between them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::{Carrier, Crossing, Step};
use crate::{
    Pointer,
    document::Channel,
    process::{Node, Process},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    Digital,
    Other,
}

/// A crossing, by the numbers of its steps.
#[derive(Debug)]
pub(super) struct Found<'d> {
    carrier: Carrier<'d>,
    pointer: Pointer,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) enters_digital: bool,
    /// Flows in their order, then documents in the order of their readers.
    pub(super) order: usize,
}

impl Medium {
    pub(super) fn of(channel: Channel) -> Self {
        match channel {
            Channel::Digital | Channel::Automated => Self::Digital,
            Channel::Paper | Channel::Phone | Channel::InPerson | Channel::Post => Self::Other,
        }
    }

    /// The medium of a step; neither of gateways and events, nor of a step that does not say.
    pub(super) fn of_node(node: &Node<'_>) -> Option<Self> {
        node.channel.filter(|_| node.is_step()).map(Self::of)
    }

    fn opposite(self) -> Self {
        match self {
            Self::Digital => Self::Other,
            Self::Other => Self::Digital,
        }
    }
}

impl<'d> Found<'d> {
    /// Told first: a flow out of the digital world, then one into it, then a document.
    pub(super) fn rank(&self) -> (u8, usize) {
        let rank = match self.carrier {
            Carrier::Flow(_) => u8::from(self.enters_digital),
            Carrier::Document(_) => 2,
        };
        (rank, self.order)
    }

    pub(super) fn told(&self, process: &Process<'d>) -> Option<Crossing<'d>> {
        Some(Crossing {
            carrier: self.carrier,
            pointer: self.pointer.clone(),
            from: Step::of(process.node(self.from)?)?,
            to: Step::of(process.node(self.to)?)?,
        })
    }
}

/// How many flows hand work from step to step, and those that cross.
pub(super) fn by_flows<'d>(process: &Process<'d>) -> (usize, Vec<Found<'d>>) {
    let digital = carried(process, Medium::Digital);
    let other = carried(process, Medium::Other);
    let source = |node: usize, medium: Medium| {
        let carried = match medium {
            Medium::Digital => &digital,
            Medium::Other => &other,
        };
        carried.get(node).copied().flatten()
    };
    let (mut n_hand_overs, mut found) = (0, Vec::new());
    for (order, flow) in process.flows.iter().enumerate() {
        let Some(medium) = process.node(flow.to).and_then(Medium::of_node) else { continue };
        let strange = source(flow.from, medium.opposite());
        if strange.is_some() || source(flow.from, medium).is_some() {
            n_hand_overs += 1;
        }
        if let Some(from) = strange {
            found.push(Found {
                carrier: Carrier::Flow(flow.id),
                pointer: flow.at.clone(),
                from,
                to: flow.to,
                enters_digital: medium == Medium::Digital,
                order,
            });
        }
    }
    (n_hand_overs, found)
}

/// For each node the first step of this medium whose work arrives there: itself, or what gateways and events carry on.
fn carried(process: &Process<'_>, medium: Medium) -> Vec<Option<usize>> {
    let mut sources: Vec<Option<usize>> = vec![None; process.nodes.len()];
    let mut open = VecDeque::new();
    for (number, node) in process.nodes.iter().enumerate() {
        if Medium::of_node(node) == Some(medium) {
            if let Some(source) = sources.get_mut(number) {
                *source = Some(number);
            }
            open.push_back((number, number));
        }
    }
    while let Some((here, step)) = open.pop_front() {
        for next in process.outs(here).map(|flow| flow.to) {
            let is_passage = process.node(next).is_some_and(|node| !node.is_step());
            let source = sources.get_mut(next).filter(|source| is_passage && source.is_none());
            if let Some(source) = source {
                *source = Some(step);
                open.push_back((next, step));
            }
        }
    }
    sources
}

/// Who writes and who reads one document, by medium; readers with the place at which they name it.
#[derive(Debug, Default)]
struct Use {
    digital: Hands,
    other: Hands,
}

#[derive(Debug, Default)]
struct Hands {
    writers: Vec<usize>,
    readers: Vec<(usize, usize)>,
}

/// Adds the documents that cross, each once for a reader and an excursion. One that arrives together with the work,
/// on a flow of the same excursion that crosses into the reading step, is no further place.
pub(super) fn add_documents<'d>(
    process: &Process<'d>,
    excursions: &[Option<usize>],
    found: &mut Vec<Found<'d>>,
) {
    let excursion_of = |from: usize, to: usize, enters_digital: bool| {
        excursions.get(if enters_digital { from } else { to }).copied().flatten()
    };
    let with_work: BTreeSet<(usize, Option<usize>)> = found
        .iter()
        .map(|flow| (flow.to, excursion_of(flow.from, flow.to, flow.enters_digital)))
        .collect();
    for (id, used) in uses(process) {
        let mut told = BTreeSet::new();
        for (from, (to, place), enters_digital) in used.exchanges() {
            let key = (to, excursion_of(from, to, enters_digital));
            let Some(reader) = process.node(to).filter(|_| !with_work.contains(&key)) else {
                continue;
            };
            if told.insert(key) {
                found.push(Found {
                    carrier: Carrier::Document(id),
                    pointer: reader.at.join("inputs").join(place),
                    from,
                    to,
                    enters_digital,
                    order: process.flows.len() + to,
                });
            }
        }
    }
}

fn uses<'d>(process: &Process<'d>) -> BTreeMap<&'d str, Use> {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    for (number, node) in process.nodes.iter().enumerate() {
        let Some(medium) = Medium::of_node(node) else { continue };
        for (_, id) in named(node, "outputs") {
            uses.entry(id).or_default().hands(medium).writers.push(number);
        }
        for (place, id) in named(node, "inputs") {
            uses.entry(id).or_default().hands(medium).readers.push((number, place));
        }
    }
    uses
}

impl Use {
    /// Writer, reader and direction, so that everybody who exchanges the document across the border is named once or
    /// more, and not everybody with everybody.
    fn exchanges(&self) -> impl Iterator<Item = (usize, (usize, usize), bool)> {
        let Self { digital, other } = self;
        let leaving =
            digital.writers.iter().take(1).flat_map(|writer| {
                other.readers.iter().map(move |reader| (*writer, *reader, false))
            });
        let entering =
            other.writers.iter().take(1).flat_map(|writer| {
                digital.readers.iter().map(move |reader| (*writer, *reader, true))
            });
        let from_each =
            digital.readers.iter().take(1).flat_map(|reader| {
                other.writers.iter().map(move |writer| (*writer, *reader, true))
            });
        leaving.chain(entering).chain(from_each)
    }

    fn hands(&mut self, medium: Medium) -> &mut Hands {
        match medium {
            Medium::Digital => &mut self.digital,
            Medium::Other => &mut self.other,
        }
    }
}

fn named<'d>(node: &Node<'d>, list: &str) -> impl Iterator<Item = (usize, &'d str)> {
    let ids = node.value.get(list).and_then(Value::as_array);
    ids.into_iter().flatten().enumerate().filter_map(|(place, id)| Some((place, id.as_str()?)))
}
