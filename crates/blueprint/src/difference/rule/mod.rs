//! What a rule can be: the shapes that most places share, and a function for the others.

mod lists;
mod scale;

use serde_json::Value;

use super::{ChangeKind, areas::general, found::Found, place::Place, words};
use crate::Lang;

pub(super) use lists::{gained_and_lost, has_gained, has_lost};

pub(super) type Kind = &'static ChangeKind;

/// How a place is judged when it changed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// What follows from other changes, or is judged elsewhere.
    Ignored,
    /// Every change means the same.
    Any(Kind),
    /// An element came or went. What changes inside it has rules of its own.
    Elements {
        added: Kind,
        removed: Kind,
    },
    /// Codes from the lowest to the highest; what is not stated is lower than all.
    Rank {
        ranks: &'static [&'static str],
        wording: Wording,
        raised: Kind,
        lowered: Kind,
    },
    /// A number; what is not stated is lower than all.
    Number {
        raised: Kind,
        lowered: Kind,
    },
    /// Yes or no; what is not stated is no.
    Flag {
        set: Kind,
        unset: Kind,
    },
    /// A list of codes or references without an order.
    Set {
        absent: Absent,
        added: Kind,
        removed: Kind,
    },
    /// A list of texts; one that was reworded cannot be told from another one, so their number counts.
    Texts {
        more: Kind,
        fewer: Kind,
    },
    /// A length of time; what is not stated is without limit.
    Deadline,
    Custom(fn(&Place<'_>, &mut Found<'_>)),
}

/// What an absent list of codes stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    Nothing,
    Everything,
}

/// How a higher and a lower rank are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    Height,
    Strictness,
}

impl Rule {
    pub(super) fn judge(&self, place: &Place<'_>, found: &mut Found<'_>) {
        let judged = match *self {
            Self::Rank { ranks, wording, raised, lowered } => {
                scale::rank(ranks, (wording, raised, lowered), place, found)
            }
            Self::Number { raised, lowered } => scale::number(raised, lowered, place, found),
            Self::Flag { set, unset } => scale::flag(set, unset, place, found),
            Self::Deadline => scale::deadline(place, found),
            Self::Set { absent, added, removed } => {
                lists::set(absent, (added, removed), place, found)
            }
            Self::Texts { more, fewer } => lists::texts(more, fewer, place, found),
            Self::Ignored => return,
            Self::Any(kind) => return changed(kind, place, found),
            Self::Elements { added, removed } => return came_or_went(added, removed, place, found),
            Self::Custom(judge) => return judge(place, found),
        };
        if judged.is_none() {
            general::unknown(place, found);
        }
    }
}

/// „Unterlage „Antrag“: „Art“ ist jetzt „Bescheid“ statt „Antrag“.“
pub(super) fn changed(kind: Kind, place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| {
        let (prefix, field) = (place.prefix(lang), words::quoted(&found.field(place, lang), lang));
        let was = found.words(place.old, place, lang);
        let is = found.words(place.new, place, lang);
        match (lang, place.old, place.new) {
            (Lang::De, _, Some(Value::Bool(_))) => {
                format!("{prefix}{field}: jetzt {is}, bisher {was}.")
            }
            (Lang::En, _, Some(Value::Bool(_))) => {
                format!("{prefix}{field}: now {is}, formerly {was}.")
            }
            (Lang::De, None, _) => format!("{prefix}{field} ist jetzt angegeben: {is}."),
            (Lang::En, None, _) => format!("{prefix}{field} is stated now: {is}."),
            (Lang::De, _, None) => {
                format!("{prefix}{field} ist nicht mehr angegeben, bisher {was}.")
            }
            (Lang::En, _, None) => format!("{prefix}{field} is no longer stated, it was {was}."),
            (Lang::De, ..) => format!("{prefix}{field} ist jetzt {is} statt {was}."),
            (Lang::En, ..) => format!("{prefix}{field} is now {is} instead of {was}."),
        }
    });
    found.push(kind, place, message);
}

/// „Produkt „Parkservice“ (parkservice) ist neu.“
pub(super) fn came_or_went(added: Kind, removed: Kind, place: &Place<'_>, found: &mut Found<'_>) {
    let is_new = place.old.is_none();
    let message = words::message(|lang| {
        let name = place.name(lang);
        match (lang, is_new) {
            (Lang::De, true) => format!("{name} ist neu."),
            (Lang::En, true) => format!("{name} is new."),
            (Lang::De, false) => format!("{name} ist entfallen."),
            (Lang::En, false) => format!("{name} was removed."),
        }
    });
    found.push(if is_new { added } else { removed }, place, message);
}
