//! Whether the blueprint is made for such an organisation: its Land, its kind, its size.
//!
//! What the profile does not say is only open where the blueprint makes a difference.

use super::{CheckStatus, Judgement, Profile, sentence::Reason};
use crate::{
    Pointer,
    document::{AdministrationKind, Document, Population, State},
};

pub(super) fn judge<'d>(document: &'d Document, profile: &Profile) -> Vec<Judgement<'d>> {
    let applicability = document.applicability.as_ref();
    let states = applicability.map(|given| given.states.as_slice()).unwrap_or_default();
    let kinds = applicability.map(|given| given.kinds.as_slice()).unwrap_or_default();
    let population = applicability.and_then(|given| given.population.as_ref());
    vec![
        judgement("fit-state", "states", state(states, profile.state)),
        judgement("fit-kind", "kinds", kind(kinds, profile.kind)),
        judgement("fit-population", "population", size(population, profile.population)),
    ]
}

fn judgement<'d>(
    code: &'static str,
    member: &str,
    (status, reason): (CheckStatus, Reason<'d>),
) -> Judgement<'d> {
    Judgement { code, status, pointer: Pointer::new("/applicability").join(member), reason }
}

fn state(made_for: &[State], ours: Option<State>) -> (CheckStatus, Reason<'_>) {
    match ours {
        _ if made_for.is_empty() => (CheckStatus::Met, Reason::AnyState),
        None => (CheckStatus::Unknown, Reason::StateNotGiven { made_for }),
        Some(ours) if made_for.contains(&ours) => (CheckStatus::Met, Reason::State { ours }),
        Some(ours) => (CheckStatus::Unmet, Reason::OtherStates { ours, made_for }),
    }
}

fn kind(
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

fn size(made_for: Option<&Population>, ours: Option<u64>) -> (CheckStatus, Reason<'_>) {
    let least = made_for.and_then(|range| range.min).filter(|least| 0 < *least);
    let most = made_for.and_then(|range| range.max);
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
