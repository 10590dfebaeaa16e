//! Reasons: what an act is accounted for with, in front of everybody or of one's own organisation.

use blueprint::Finding;

use crate::{fault::fault, free_text};

const MAX_CHARS: usize = 2000;

/// What is wrong with a reason: there must be one, it is no novel, and it can be kept. Space around it is not counted.
pub(crate) fn check(
    code: &'static str,
    pointer: &'static str,
    reason: &str,
) -> Result<(), Finding> {
    let seen = ("Er wird öffentlich angezeigt.", "It is shown to everybody.");
    check_for((code, pointer), reason, seen)
}

/// The same for reasons that stay within an organisation.
pub(crate) fn check_inside(
    code: &'static str,
    pointer: &'static str,
    reason: &str,
) -> Result<(), Finding> {
    let seen = ("Ihre Organisation kann ihn lesen.", "Your organisation can read it.");
    check_for((code, pointer), reason, seen)
}

/// The same for reasons that stay with those who operate the registry.
pub(crate) fn check_operating(
    code: &'static str,
    pointer: &'static str,
    reason: &str,
) -> Result<(), Finding> {
    let seen = ("Die Betriebsstelle kann ihn lesen.", "The operator can read it.");
    check_for((code, pointer), reason, seen)
}

fn check_for(
    (code, pointer): (&'static str, &'static str),
    reason: &str,
    (seen_de, seen_en): (&str, &str),
) -> Result<(), Finding> {
    let reason = reason.trim();
    if !reason.is_empty() && reason.chars().count() <= MAX_CHARS {
        return free_text::check((code, pointer), reason, MAX_CHARS).map_or(Ok(()), Err);
    }
    Err(fault(
        code,
        pointer,
        format!("Nennen Sie den Grund in 1 bis {MAX_CHARS} Zeichen. {seen_de}"),
        format!("Give the reason in 1 to {MAX_CHARS} characters. {seen_en}"),
    ))
}
