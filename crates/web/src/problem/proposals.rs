//! Why nothing came of a step of a proposal's, in words.

use std::num::NonZeroI64;

use blueprint::Path;
use registry::ProposalState;
use semver::Version;

use super::{Problem, kinds};

/// Somebody decided meanwhile.
pub(super) fn moved(revision: i64) -> Problem {
    let problem = Problem::saying(
        &kinds::PRECONDITION_FAILED,
        format!(
            "Über den Vorschlag hat inzwischen jemand entschieden. Er hat jetzt den Stand {revision}. Rufen Sie ihn erneut ab. Es wurde nichts geändert."
        ),
        format!(
            "Somebody has decided about the proposal meanwhile. It is now at revision {revision}. Fetch it again. Nothing was changed."
        ),
    );
    Problem { revision: NonZeroI64::new(revision), ..problem }
}

pub(super) fn state(state: ProposalState) -> Problem {
    let (de, en) = match state {
        ProposalState::Open => ("Der Vorschlag ist offen.", "The proposal is open."),
        ProposalState::Accepted => (
            "Der Vorschlag ist schon angenommen. Wird sein Entwurf verworfen, ist er wieder offen.",
            "The proposal is accepted already. When its draft is discarded, it is open again.",
        ),
        ProposalState::Declined => (
            "Der Vorschlag ist abgelehnt. Machen Sie einen neuen, wenn sich etwas geändert hat.",
            "The proposal is declined. Make a new one if something has changed.",
        ),
        ProposalState::Withdrawn => (
            "Der Vorschlag ist zurückgezogen. Machen Sie einen neuen, wenn Sie ihn doch brauchen.",
            "The proposal is withdrawn. Make a new one if you need it after all.",
        ),
    };
    Problem::saying(&kinds::PROPOSAL_STATE, de, en)
}

pub(super) fn conflicts(paths: &[Path], latest: &Version) -> Problem {
    const NAMED: usize = 10;

    let named: Vec<&str> = paths.iter().take(NAMED).map(Path::as_str).collect();
    let (named, more) = (named.join(", "), if NAMED < paths.len() { ", …" } else { "" });
    Problem::saying(
        &kinds::PROPOSAL_CONFLICTS,
        format!(
            "Version {latest} hat dieselben Stellen anders geändert: {named}{more}. Bitten Sie um einen neuen Vorschlag gegen Version {latest}, oder übernehmen Sie die Änderung von Hand in einen eigenen Entwurf. Der Vorschlag bleibt offen."
        ),
        format!(
            "Version {latest} has changed the same places in another way: {named}{more}. Ask for a new proposal against version {latest}, or take the change over by hand in a draft of your own. The proposal stays open."
        ),
    )
}
