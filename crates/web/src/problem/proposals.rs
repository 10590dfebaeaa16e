//! Why nothing came of a step of a proposal's, in words.

use std::num::NonZeroI64;

use blueprint::BlueprintId;
use registry::ProposalState;

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

/// The target has published something else since.
pub(super) fn outdated(target: &BlueprintId) -> Problem {
    Problem::saying(
        &kinds::PROPOSAL_OUTDATED,
        format!(
            "{target} hat sich geändert, seit der Vorschlag angenommen wurde. Verwerfen Sie den Entwurf; der Vorschlag ist dann wieder offen, und Sie nehmen ihn zur neuesten Version an. Der Entwurf bleibt lesbar."
        ),
        format!(
            "{target} has changed since the proposal was accepted. Discard the draft; the proposal is open again then, and you accept it for the latest version. The draft stays readable."
        ),
    )
}
