//! Sentences about limits of numbers and of how many there may be.

use serde_json::Value;

use super::{
    super::bounds::{Count, End, Limit},
    number,
};
use crate::{Lang, Message};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Unit {
    Characters,
    Entries,
    Members,
    Fitting,
}

pub(in super::super) fn limit_added(end: End, new: Limit<'_>) -> Message {
    Message::new(
        format!("Der Wert muss jetzt {} sein.", limit(end, new, Lang::De)),
        format!("The value must now be {}.", limit(end, new, Lang::En)),
    )
}

pub(in super::super) fn limit_gone(end: End, old: Limit<'_>) -> Message {
    Message::new(
        format!("Der Wert muss nicht mehr {} sein.", limit(end, old, Lang::De)),
        format!("The value need no longer be {}.", limit(end, old, Lang::En)),
    )
}

pub(in super::super) fn limit_moved(end: End, old: Limit<'_>, new: Limit<'_>) -> Message {
    if old.is_exclusive || new.is_exclusive {
        return Message::new(
            format!(
                "Der Wert muss jetzt {} sein, bisher {}.",
                limit(end, new, Lang::De),
                limit(end, old, Lang::De)
            ),
            format!(
                "The value must now be {}, formerly {}.",
                limit(end, new, Lang::En),
                limit(end, old, Lang::En)
            ),
        );
    }
    let is_up = old.value.as_f64() < new.value.as_f64();
    let (what_de, what_en) = match end {
        End::Lower => ("Mindestwert", "minimum"),
        End::Upper => ("Höchstwert", "maximum"),
    };
    let (verb_de, verb_en) = if is_up { ("steigt", "rises") } else { ("sinkt", "falls") };
    let shown = |limit: Limit<'_>, lang| number(&Value::Number(limit.value.clone()), lang);
    Message::new(
        format!(
            "Der {what_de} {verb_de} von {} auf {}.",
            shown(old, Lang::De),
            shown(new, Lang::De)
        ),
        format!(
            "The {what_en} {verb_en} from {} to {}.",
            shown(old, Lang::En),
            shown(new, Lang::En)
        ),
    )
}

fn limit(end: End, limit: Limit<'_>, lang: Lang) -> String {
    let how = match (end, limit.is_exclusive, lang) {
        (End::Lower, false, Lang::De) => "mindestens",
        (End::Lower, false, Lang::En) => "at least",
        (End::Lower, true, Lang::De) => "größer als",
        (End::Lower, true, Lang::En) => "greater than",
        (End::Upper, false, Lang::De) => "höchstens",
        (End::Upper, false, Lang::En) => "at most",
        (End::Upper, true, Lang::De) => "kleiner als",
        (End::Upper, true, Lang::En) => "less than",
    };
    format!("{how} {}", number(&Value::Number(limit.value.clone()), lang))
}

pub(in super::super) fn multiple_of(new: &Value) -> Message {
    Message::new(
        format!("Der Wert muss jetzt ein Vielfaches von {} sein.", number(new, Lang::De)),
        format!("The value must now be a multiple of {}.", number(new, Lang::En)),
    )
}

pub(in super::super) fn multiple_gone() -> Message {
    Message::new(
        "Der Wert muss kein Vielfaches einer bestimmten Zahl mehr sein.",
        "The value need no longer be a multiple of a certain number.",
    )
}

pub(in super::super) fn count(count: Count, (old, new): (Option<u64>, Option<u64>)) -> Message {
    let (unit_de, unit_en) = match count.unit {
        Unit::Characters => ("Zeichen", "characters"),
        Unit::Entries => ("Einträge", "entries"),
        Unit::Members => ("Angaben", "members"),
        Unit::Fitting => ("passenden Einträge", "fitting entries"),
    };
    let number = |n: Option<u64>, none: &str| match (n, count.end) {
        (Some(n), _) => n.to_string(),
        (None, End::Lower) => count.default.to_string(),
        (None, End::Upper) => none.to_owned(),
    };
    let (de, en) = match count.end {
        End::Lower => ("Mindestzahl", "least number"),
        End::Upper => ("Höchstzahl", "greatest number"),
    };
    Message::new(
        format!(
            "Die {de} der {unit_de} ist jetzt {}, bisher {}.",
            number(new, "unbegrenzt"),
            number(old, "unbegrenzt")
        ),
        format!(
            "The {en} of {unit_en} is now {}, formerly {}.",
            number(new, "unlimited"),
            number(old, "unlimited")
        ),
    )
}
