//! Forks: how this blueprint stands to its upstream, and the family it belongs to.

pub(super) mod acts;
pub(super) mod offer;
mod picture;
mod sync;
mod tree;

use askama::Template;
use registry::{Family, UpstreamState};

use self::{acts::Acts, offer::Offering, picture::Picture, sync::Sync, tree::Member};
use super::{Masthead, Reading, View};
use crate::pages::{
    frame::Frame,
    people::form::{Faults, Fields},
    text::Text,
    visit::Visit,
};

#[derive(Debug, Template)]
#[template(path = "blueprint/lineage.html")]
pub(super) struct LineagePage {
    frame: Frame,
    t: Text,
    head: Masthead,
    /// `None` for what is no fork.
    sync: Option<Sync>,
    /// What somebody who may can do about it.
    acts: Option<Acts>,
    /// What somebody who may can propose to the upstream.
    offering: Option<Offering>,
    /// That it was tried and refused.
    is_offering: bool,
    faults: Faults,
    /// How many proposals to this blueprint wait.
    waiting: String,
    /// Each after what it was forked from.
    members: Vec<Member>,
    /// That the family is larger than what is shown.
    cut: Option<String>,
    picture: Option<Picture>,
}

pub(super) fn page(
    visit: &Visit,
    reading: &Reading,
    upstream: Option<&UpstreamState>,
    (family, n_waiting): (&Family, i64),
    (faults, typed): (Faults, Fields),
) -> LineagePage {
    let t = visit.t;
    let head = Masthead::new(visit, reading, View::Lineage);
    let members = tree::members(t, family, reading.id());
    let size = t.n("family-size", &members.len());
    LineagePage {
        frame: head.frame(visit, View::Lineage),
        t,
        head,
        sync: upstream.map(|state| Sync::new(t, state)),
        acts: upstream.and_then(|state| Acts::of(visit, state, &typed)),
        offering: upstream.and_then(|state| Offering::of(visit, state, &typed)),
        is_offering: typed.has("title"),
        faults,
        waiting: t.n("proposals-waiting", &n_waiting),
        cut: family.is_cut.then(|| t.with("family-cut", &size)),
        picture: Picture::of(t, &members),
        members,
    }
}
