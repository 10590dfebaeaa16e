//! Reasons: what an act is accounted for with, in front of everybody.

use blueprint::Finding;

use crate::fault::fault;

const MAX_CHARS: usize = 2000;

/// What is wrong with a reason: there must be one, and it is no novel. Space around it is not counted.
pub(crate) fn check(
    code: &'static str,
    pointer: &'static str,
    reason: &str,
) -> Result<(), Finding> {
    let n_chars = reason.trim().chars().count();
    if 0 < n_chars && n_chars <= MAX_CHARS {
        return Ok(());
    }
    Err(fault(
        code,
        pointer,
        format!("Nennen Sie den Grund in 1 bis {MAX_CHARS} Zeichen. Er wird öffentlich angezeigt."),
        format!("Give the reason in 1 to {MAX_CHARS} characters. It is shown to everybody."),
    ))
}
