//! Where work or papers leave the digital world: the media breaks of a process.
//!
//! A step is digital (`digital`, `automated`) or not (`paper`, `phone`, `in_person`, `post`); gateways and events are
//! neither, and are looked through. A *crossing* is a flow that hands work from the one to the other, or a document
//! written in the one and read in the other. A *media break* is one excursion out of the digital world: steps that
//! are not digital and hand work to one another, with all the crossings by which they are entered and left. So a
//! paper step between two digital ones is one break, told at the flow that leaves the digital world.
//! `docs/decisions/0009-what-is-one-media-break.md` has the reasons.

mod crossings;
mod excursions;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    Lang, Path, Pointer,
    document::Channel,
    process::{Node, Process},
};
use crossings::{Found, Medium};

/// The media breaks of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaBreaks<'d> {
    /// In the order of the places at which they are told: flows first, then documents.
    pub breaks: Vec<MediaBreak<'d>>,
    /// The flows that reach a step from another step, directly or through gateways and events.
    pub n_hand_overs: usize,
    /// How many of those flows are no crossing.
    pub n_free: usize,
}

/// One excursion out of the digital world.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaBreak<'d> {
    /// Where it is told: the first flow that leaves the digital world, else the first that enters it, else a document.
    pub at: Crossing<'d>,
    /// Where else work or papers cross on the same excursion.
    pub others: Vec<Crossing<'d>>,
}

/// A place where the medium changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing<'d> {
    pub carrier: Carrier<'d>,
    /// The flow, or the place at which the document is read.
    pub pointer: Pointer,
    pub from: Step<'d>,
    pub to: Step<'d>,
}

/// What crosses: the work itself on a flow, or a document; each by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier<'d> {
    Flow(&'d str),
    Document(&'d str),
}

/// A step on one side of a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'d> {
    pub id: &'d str,
    pub channel: Channel,
    title_de: &'d str,
    title_en: &'d str,
}

/// Finds the media breaks of any tree; what is no process has none.
pub fn media_breaks(document: &Value) -> MediaBreaks<'_> {
    let process = Process::of(document);
    let (hand_overs, mut found) = crossings::by_flows(&process);
    let n_crossing = found.len();
    let excursions = excursions::of(&process);
    crossings::add_documents(&process, &excursions, &mut found);
    let mut by_excursion: BTreeMap<usize, Vec<Found<'_>>> = BTreeMap::new();
    for found in found {
        let outside = if found.enters_digital { found.from } else { found.to };
        if let Some(excursion) = excursions.get(outside).copied().flatten() {
            by_excursion.entry(excursion).or_default().push(found);
        }
    }
    let mut breaks: Vec<(usize, MediaBreak<'_>)> = by_excursion
        .into_values()
        .filter_map(|mut crossings| {
            crossings.sort_by_key(Found::rank);
            let order = crossings.first()?.order;
            let mut told = crossings.iter().filter_map(|found| found.told(&process));
            Some((order, MediaBreak { at: told.next()?, others: told.collect() }))
        })
        .collect();
    breaks.sort_by_key(|(order, _)| *order);
    MediaBreaks {
        breaks: breaks.into_iter().map(|(_, found)| found).collect(),
        n_hand_overs: hand_overs,
        n_free: hand_overs.saturating_sub(n_crossing),
    }
}

impl MediaBreaks<'_> {
    pub fn count(&self) -> usize {
        self.breaks.len()
    }

    /// The share of hand-overs between steps in which the medium stays: from 0 to 1, and 1 where nothing is handed over.
    pub fn share_free(&self) -> f64 {
        let number = |n: usize| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
        if self.n_hand_overs == 0 { 1.0 } else { number(self.n_free) / number(self.n_hand_overs) }
    }
}

impl<'d> MediaBreak<'d> {
    /// All its crossings, the one at which it is told first.
    pub fn crossings(&self) -> impl Iterator<Item = &Crossing<'d>> {
        std::iter::once(&self.at).chain(&self.others)
    }
}

impl Crossing<'_> {
    /// The place by the keys of its lists, stable across versions.
    pub fn path(&self, document: &Value) -> Path {
        Path::of(document, &self.pointer)
    }
}

impl<'d> Step<'d> {
    /// The title in a language, else in German, else the id.
    pub fn title(&self, lang: Lang) -> &'d str {
        match lang {
            Lang::De => self.title_de,
            Lang::En => self.title_en,
        }
    }

    fn of(node: &Node<'d>) -> Option<Self> {
        Some(Self {
            id: node.id,
            channel: node.channel?,
            title_de: node.title(Lang::De),
            title_en: node.title(Lang::En),
        })
    }
}

/// Whether what is done on this channel is done in the digital world.
pub fn is_digital(channel: Channel) -> bool {
    Medium::of(channel) == Medium::Digital
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
