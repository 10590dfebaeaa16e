//! The media breaks of a process: how many, where, and what the table says of them step by step.

use std::collections::{BTreeMap, BTreeSet};

use blueprint::media_breaks::{Carrier, Crossing, MediaBreak};
use serde_json::Value;

use super::{Names, Step};
use crate::pages::phrase::Phrase;

/// The breaks, counted and listed above the table.
#[derive(Debug)]
pub(super) struct Breaks {
    /// Each break by the places at which the medium changes.
    pub(super) list: Vec<Vec<Place>>,
    pub(super) n_hand_overs: usize,
    /// How many of a hundred hand-overs are free of breaks; none where nothing is handed over.
    pub(super) percent_free: Option<String>,
}

/// A change of the medium between two steps.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) from: Step,
    pub(super) done: String,
    pub(super) to: Step,
    pub(super) next: String,
    /// The document that changes its medium; none where the work itself does.
    pub(super) paper: Option<Phrase>,
}

/// What the row of a step says of a change of the medium on the way to it.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) from: Step,
    pub(super) done: String,
    pub(super) next: String,
    pub(super) paper: Option<Phrase>,
}

/// The breaks of a document, and the marks by the step that they lead to.
pub(super) fn found<'d>(
    names: &Names<'_>,
    tree: &'d Value,
) -> (Breaks, BTreeMap<&'d str, Vec<Mark>>) {
    let found = blueprint::media_breaks(tree);
    let mut marks: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
    let mut list = Vec::new();
    for media_break in &found.breaks {
        let crossings = distinct(media_break);
        for crossing in &crossings {
            if let Some(Place { from, done, next, paper, .. }) = place(names, crossing) {
                marks.entry(crossing.to.id).or_default().push(Mark { from, done, next, paper });
            }
        }
        list.push(crossings.iter().filter_map(|crossing| place(names, crossing)).collect());
    }
    // Rounded down, so that a hundred of a hundred means all.
    let percent_free = found.n_free.saturating_mul(100).checked_div(found.n_hand_overs);
    let percent_free = percent_free.map(|percent| names.t.n("percent", &percent));
    (Breaks { list, n_hand_overs: found.n_hand_overs, percent_free }, marks)
}

/// Several flows may lead from one step to another; a reader is told once.
fn distinct<'b, 'd>(media_break: &'b MediaBreak<'d>) -> Vec<&'b Crossing<'d>> {
    let mut told = BTreeSet::new();
    let crossings = media_break.crossings();
    crossings
        .filter(|crossing| told.insert((crossing.from.id, crossing.to.id, paper(crossing))))
        .collect()
}

fn paper<'d>(crossing: &Crossing<'d>) -> Option<&'d str> {
    match crossing.carrier {
        Carrier::Flow(_) => None,
        Carrier::Document(id) => Some(id),
    }
}

fn place(names: &Names<'_>, crossing: &Crossing<'_>) -> Option<Place> {
    let channel =
        |step: &blueprint::media_breaks::Step<'_>| names.t.code("channel", step.channel.as_str());
    Some(Place {
        from: names.step(crossing.from.id)?,
        done: channel(&crossing.from),
        to: names.step(crossing.to.id)?,
        next: channel(&crossing.to),
        paper: paper(crossing).map(|id| names.paper(id)),
    })
}
