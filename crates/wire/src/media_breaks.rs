//! Where work or papers leave the digital world.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The media breaks of a process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MediaBreaks {
    /// How many excursions out of the digital world there are.
    pub count: usize,
    /// Flows that hand work from one step to another.
    pub hand_overs: usize,
    /// The share of them in which the medium stays: 0 to 1.
    pub share_free: f64,
    pub breaks: Vec<MediaBreak>,
}

/// One excursion out of the digital world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MediaBreak {
    /// Where it is told: the first flow that leaves the digital world, else the first that enters it, else a document.
    pub pointer: String,
    /// The same place by the keys of its lists.
    pub path: String,
    /// Every place at which the medium changes on this excursion; the first is the one above.
    pub crossings: Vec<Crossing>,
}

/// A place at which the medium changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Crossing {
    pub pointer: String,
    pub path: String,
    /// `flow` or `document`.
    pub kind: String,
    /// Id of the flow or document.
    pub id: String,
    pub from: Step,
    pub to: Step,
}

/// A step on one side of a crossing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    pub id: String,
    /// In the language asked for.
    pub title: String,
    /// `digital`, `automated`, `paper`, `phone`, `in_person` or `post`.
    pub channel: String,
}
