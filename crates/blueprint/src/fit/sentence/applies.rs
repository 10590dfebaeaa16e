//! Of the blueprint itself: for which Land, which kind and which size it is made.

use super::{Reason, fits, label, listed, number, open, unfit};
use crate::{
    Lang, Message,
    document::{AdministrationKind, State},
};

pub(super) fn state(reason: &Reason<'_>) -> Message {
    let name = |state: &State, lang| label("/$defs/land", state.as_str(), lang);
    let names = |states: &[State], lang| listed(states.iter().map(|state| name(state, lang)), lang);
    match reason {
        Reason::State { ours } => fits(
            format!("Die Blaupause ist für das Land {} gemacht", name(ours, Lang::De)),
            format!("The blueprint is made for the Land {}", name(ours, Lang::En)),
        ),
        Reason::OtherStates { ours, made_for } => unfit(
            format!(
                "die Blaupause nicht für das Land {} gemacht ist, sondern für {}",
                name(ours, Lang::De),
                names(made_for, Lang::De)
            ),
            format!(
                "the blueprint is not made for the Land {}, but for {}",
                name(ours, Lang::En),
                names(made_for, Lang::En)
            ),
        ),
        Reason::StateNotGiven { made_for } => open(
            format!(
                "Die Blaupause ist nur für {} gemacht, und Ihr Land ist nicht angegeben",
                names(made_for, Lang::De)
            ),
            format!(
                "The blueprint is made for {} only, and your Land is not stated",
                names(made_for, Lang::En)
            ),
        ),
        _ => fits("Die Blaupause gilt in allen Ländern", "The blueprint applies in all Länder"),
    }
}

pub(super) fn kind(reason: &Reason<'_>) -> Message {
    let name = |kind: &AdministrationKind, lang| {
        label("/$defs/applicability/properties/kinds/items", kind.as_str(), lang)
    };
    let names = |kinds: &[AdministrationKind], lang| {
        kinds.iter().map(|kind| name(kind, lang)).collect::<Vec<_>>().join(", ")
    };
    match reason {
        Reason::Kind { ours } => fits(
            format!(
                "Die Blaupause ist für Ihre Art von Verwaltung gemacht ({})",
                name(ours, Lang::De)
            ),
            format!(
                "The blueprint is made for your kind of administration ({})",
                name(ours, Lang::En)
            ),
        ),
        Reason::PerhapsOwnDistrict => open(
            "Die Blaupause ist für Landkreise und kreisfreie Städte gemacht, und ob Ihre Stadt kreisfrei ist, steht nicht in den Angaben",
            "The blueprint is made for districts and for cities that are their own district, and it is not stated whether yours is one",
        ),
        Reason::OtherKinds { ours, made_for } => unfit(
            format!(
                "die Blaupause nicht für Ihre Art von Verwaltung ({}) gemacht ist, sondern für andere ({})",
                name(ours, Lang::De),
                names(made_for, Lang::De)
            ),
            format!(
                "the blueprint is not made for your kind of administration ({}), but for others ({})",
                name(ours, Lang::En),
                names(made_for, Lang::En)
            ),
        ),
        Reason::KindNotGiven { made_for } => open(
            format!(
                "Die Blaupause ist nur für bestimmte Verwaltungen gemacht ({}), und die Art Ihrer Verwaltung ist nicht angegeben",
                names(made_for, Lang::De)
            ),
            format!(
                "The blueprint is made for certain administrations only ({}), and the kind of yours is not stated",
                names(made_for, Lang::En)
            ),
        ),
        _ => fits(
            "Die Blaupause ist für alle Arten von Verwaltungen gemacht",
            "The blueprint is made for all kinds of administration",
        ),
    }
}

pub(super) fn size(reason: &Reason<'_>) -> Message {
    match reason {
        Reason::Size { ours, least, most, is_within: true } => fits(
            format!(
                "Die Blaupause ist für Kommunen mit {} gemacht, und Sie haben {}",
                people(*least, *most, Lang::De),
                number(*ours, Lang::De)
            ),
            format!(
                "The blueprint is made for municipalities with {}, and you have {}",
                people(*least, *most, Lang::En),
                number(*ours, Lang::En)
            ),
        ),
        Reason::Size { ours, least, most, is_within: false } => unfit(
            format!(
                "die Blaupause für Kommunen mit {} gemacht ist und Sie {} haben",
                people(*least, *most, Lang::De),
                number(*ours, Lang::De)
            ),
            format!(
                "the blueprint is made for municipalities with {}, and you have {}",
                people(*least, *most, Lang::En),
                number(*ours, Lang::En)
            ),
        ),
        Reason::SizeNotGiven { least, most } => open(
            format!(
                "Die Blaupause ist für Kommunen mit {} gemacht, und Ihre Einwohnerzahl ist nicht angegeben",
                people(*least, *most, Lang::De)
            ),
            format!(
                "The blueprint is made for municipalities with {}, and your number of inhabitants is not stated",
                people(*least, *most, Lang::En)
            ),
        ),
        _ => fits(
            "Die Blaupause ist für Kommunen jeder Größe gemacht",
            "The blueprint is made for municipalities of any size",
        ),
    }
}

fn people(least: Option<u64>, most: Option<u64>, lang: Lang) -> String {
    let n = |n| number(n, lang);
    match (least, most, lang) {
        (Some(least), Some(most), Lang::De) => format!("{} bis {} Einwohnern", n(least), n(most)),
        (Some(least), Some(most), Lang::En) => format!("{} to {} inhabitants", n(least), n(most)),
        (Some(least), None, Lang::De) => format!("mindestens {} Einwohnern", n(least)),
        (Some(least), None, Lang::En) => format!("at least {} inhabitants", n(least)),
        (None, most, Lang::De) => format!("höchstens {} Einwohnern", n(most.unwrap_or(u64::MAX))),
        (None, most, Lang::En) => format!("at most {} inhabitants", n(most.unwrap_or(u64::MAX))),
    }
}
