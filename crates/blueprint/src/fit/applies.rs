//! Whether the blueprint is made for such an organisation: its Land, its kind, its size.
//!
//! What the profile does not say is only open where the blueprint makes a difference.

use super::{CheckStatus, Judgement, Profile, sentence::Reason};
use crate::{
    Pointer,
    document::{AdministrationKind, Document, State},
};

/// The sizes that a blueprint is made for. A least of nobody is no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
}

impl Bounds {
    pub(super) fn of(document: &Document) -> Self {
        let population =
            document.applicability.as_ref().and_then(|given| given.population.as_ref());
        Self {
            least: population.and_then(|range| range.min).filter(|least| 0 < *least),
            most: population.and_then(|range| range.max),
        }
    }
}

pub(super) fn judge<'d>(document: &'d Document, profile: &Profile) -> Vec<Judgement<'d>> {
    let applicability = document.applicability.as_ref();
    let states = applicability.map(|given| given.states.as_slice()).unwrap_or_default();
    let kinds = applicability.map(|given| given.kinds.as_slice()).unwrap_or_default();
    let bounds = Bounds::of(document);
    vec![
        judgement("fit-state", "states", state(states, profile.state)),
        judgement("fit-kind", "kinds", kind(kinds, profile.kind)),
        judgement("fit-population", "population", size(bounds, profile.population)),
    ]
}

fn judgement<'d>(
    code: &'static str,
    member: &str,
    (status, reason): (CheckStatus, Reason<'d>),
) -> Judgement<'d> {
    Judgement { code, status, pointer: Pointer::new("/applicability").join(member), reason }
}

pub(super) fn state(made_for: &[State], ours: Option<State>) -> (CheckStatus, Reason<'_>) {
    match ours {
        _ if made_for.is_empty() => (CheckStatus::Met, Reason::AnyState),
        None => (CheckStatus::Unknown, Reason::StateNotGiven { made_for }),
        Some(ours) if made_for.contains(&ours) => (CheckStatus::Met, Reason::State { ours }),
        Some(ours) => (CheckStatus::Unmet, Reason::OtherStates { ours, made_for }),
    }
}

pub(super) fn kind(
    made_for: &[AdministrationKind],
    ours: Option<AdministrationKind>,
) -> (CheckStatus, Reason<'_>) {
    // A city that is its own district is a municipality by its kind, and a district by its tasks.
    let may_be_both = ours == Some(AdministrationKind::Municipality)
        && made_for.contains(&AdministrationKind::District);
    match ours {
        _ if made_for.is_empty() => (CheckStatus::Met, Reason::AnyKind),
        None => (CheckStatus::Unknown, Reason::KindNotGiven { made_for }),
        Some(ours) if made_for.contains(&ours) => (CheckStatus::Met, Reason::Kind { ours }),
        Some(_) if may_be_both => (CheckStatus::Unknown, Reason::PerhapsOwnDistrict),
        Some(ours) => (CheckStatus::Unmet, Reason::OtherKinds { ours, made_for }),
    }
}

pub(super) fn size(
    Bounds { least, most }: Bounds,
    ours: Option<u64>,
) -> (CheckStatus, Reason<'static>) {
    match ours {
        _ if least.is_none() && most.is_none() => (CheckStatus::Met, Reason::AnySize),
        None => (CheckStatus::Unknown, Reason::SizeNotGiven { least, most }),
        Some(ours) => {
            let is_within =
                least.is_none_or(|least| least <= ours) && most.is_none_or(|most| ours <= most);
            let status = if is_within { CheckStatus::Met } else { CheckStatus::Unmet };
            (status, Reason::Size { ours, least, most, is_within })
        }
    }
}
