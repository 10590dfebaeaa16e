//! Values that lie higher or lower than others: ranks, numbers, yes and no, lengths of time.

use std::cmp::Ordering;

use serde_json::Value;

use super::{Kind, Wording, changed};
use crate::{
    Lang,
    difference::{areas::general, deadline, found::Found, place::Place, words},
};

/// `None` if a value is no rank at all.
pub(super) fn rank(
    ranks: &[&str],
    means: (Wording, Kind, Kind),
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Option<()> {
    let rank = |value: &Value| {
        let rank = ranks.iter().position(|rank| value.as_str() == Some(rank))?;
        u32::try_from(rank).ok().map(f64::from)
    };
    ranked(rank, means, place, found)
}

pub(super) fn number(
    raised: Kind,
    lowered: Kind,
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Option<()> {
    ranked(Value::as_f64, (Wording::Height, raised, lowered), place, found)
}

fn ranked(
    rank: impl Fn(&Value) -> Option<f64>,
    (wording, raised, lowered): (Wording, Kind, Kind),
    place: &Place<'_>,
    found: &mut Found<'_>,
) -> Option<()> {
    let height = |side: Option<&Value>| side.map_or(Some(-1.0), &rank);
    let is_raised = match height(place.old)?.partial_cmp(&height(place.new)?)? {
        Ordering::Less => true,
        Ordering::Greater => false,
        // The same number written in two ways.
        Ordering::Equal => {
            changed(&general::NOTATION, place, found);
            return Some(());
        }
    };
    let message = words::message(|lang| {
        let (prefix, field) = (place.prefix(lang), words::quoted(&place.field(lang), lang));
        let was = words::value(place.old, place.node, lang);
        let is = words::value(place.new, place.node, lang);
        let how = wording.comparative(is_raised, lang);
        match lang {
            Lang::De => format!("{prefix}{field} ist {how} geworden: {is} statt bisher {was}."),
            Lang::En => format!("{prefix}{field} has become {how}: {is} instead of {was}."),
        }
    });
    found.push(if is_raised { raised } else { lowered }, place, message);
    Some(())
}

impl Wording {
    fn comparative(self, is_raised: bool, lang: Lang) -> &'static str {
        match (self, is_raised, lang) {
            (Self::Height, true, Lang::De) => "höher",
            (Self::Height, true, Lang::En) => "higher",
            (Self::Height, false, Lang::De) => "niedriger",
            (Self::Height, false, Lang::En) => "lower",
            (Self::Strictness, true, Lang::De) => "strenger",
            (Self::Strictness, true, Lang::En) => "stricter",
            (Self::Strictness, false, Lang::De) => "lockerer",
            (Self::Strictness, false, Lang::En) => "looser",
        }
    }
}

pub(super) fn flag(set: Kind, unset: Kind, place: &Place<'_>, found: &mut Found<'_>) -> Option<()> {
    let read = |side: Option<&Value>| side.map_or(Some(false), Value::as_bool);
    match (read(place.old)?, read(place.new)?) {
        (false, true) => changed(set, place, found),
        (true, false) => changed(unset, place, found),
        // What was left open is said now.
        _ => changed(&general::NOTATION, place, found),
    }
    Some(())
}

pub(super) fn deadline(place: &Place<'_>, found: &mut Found<'_>) -> Option<()> {
    let order = match (place.old, place.new) {
        (Some(old), Some(new)) => deadline::compare(old, new)?,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
    };
    let kind = match order {
        Ordering::Greater => &general::DEADLINE_SHORTENED,
        Ordering::Less => &general::DEADLINE_PROLONGED,
        Ordering::Equal => &general::NOTATION,
    };
    let length = |side: Option<&Value>, lang| side.map(|side| deadline::words(side, lang));
    let message = words::message(|lang| {
        let (prefix, field) = (place.prefix(lang), words::quoted(&place.field(lang), lang));
        let (was, is) = (length(place.old, lang), length(place.new, lang));
        let (was, is) = (was.flatten().unwrap_or_default(), is.flatten().unwrap_or_default());
        let from = deadline::after_von(&was);
        match (lang, place.old, place.new, order) {
            (Lang::De, None, ..) => format!("{prefix}Die Frist {field} gilt jetzt: {is}."),
            (Lang::En, None, ..) => format!("{prefix}The time limit {field} applies now: {is}."),
            (Lang::De, _, None, _) => {
                format!("{prefix}Die Frist {field} ist entfallen, bisher {was}.")
            }
            (Lang::En, _, None, _) => {
                format!("{prefix}The time limit {field} was dropped, it was {was}.")
            }
            (Lang::De, .., Ordering::Greater) => {
                format!("{prefix}Die Frist {field} wurde von {from} auf {is} verkürzt.")
            }
            (Lang::En, .., Ordering::Greater) => {
                format!("{prefix}The time limit {field} was shortened from {was} to {is}.")
            }
            (Lang::De, .., Ordering::Less) => {
                format!("{prefix}Die Frist {field} wurde von {from} auf {is} verlängert.")
            }
            (Lang::En, .., Ordering::Less) => {
                format!("{prefix}The time limit {field} was prolonged from {was} to {is}.")
            }
            (Lang::De, ..) => {
                format!("{prefix}Die Frist {field} ist anders geschrieben: {is} statt {was}.")
            }
            (Lang::En, ..) => format!(
                "{prefix}The time limit {field} is written differently: {is} instead of {was}."
            ),
        }
    });
    found.push(kind, place, message);
    Some(())
}
