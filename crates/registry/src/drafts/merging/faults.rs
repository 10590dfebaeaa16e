//! What keeps a draft from becoming the version that its merge is for.

use blueprint::{Finding, Message, Pointer, merge::Conflict};
use semver::Version;
use serde_json::Value;

use super::Source;
use crate::publish::error_at;

/// The draft was begun for one blueprint and names another.
pub(super) fn other_name(source: &Source, document: &Value) -> Finding {
    let id = source.target();
    let name = &id.name;
    let (de, en) = match source {
        Source::Upstream { .. } => (
            format!("Dieser Entwurf gleicht {id} mit dem Ursprung ab."),
            format!("This draft takes a version of the upstream into {id}."),
        ),
        Source::Proposal { .. } => (
            format!("Dieser Entwurf übernimmt einen Vorschlag in {id}."),
            format!("This draft takes a proposal into {id}."),
        ),
    };
    error_at(
        "merge-name",
        document,
        Pointer::new("/name"),
        Message::new(
            format!("{de} Schreiben Sie unter „name“ wieder „{name}“."),
            format!("{en} Write “{name}” under “name” again."),
        ),
    )
}

pub(super) fn outdated(source: &Source, document: &Value) -> Finding {
    let id = source.target();
    let message = match source {
        Source::Upstream { .. } => Message::new(
            format!(
                "{id} hat sich geändert, seit dieser Abgleich begonnen wurde. Beginnen Sie ihn neu; dieser Entwurf bleibt lesbar."
            ),
            format!(
                "{id} has changed since this merge was begun. Begin it anew; this draft stays readable."
            ),
        ),
        Source::Proposal { .. } => Message::new(
            format!(
                "{id} hat sich geändert, seit der Vorschlag angenommen wurde. Verwerfen Sie diesen Entwurf; der Vorschlag ist dann wieder offen, und Sie nehmen ihn zur neuesten Version an. Der Entwurf bleibt lesbar."
            ),
            format!(
                "{id} has changed since the proposal was accepted. Discard this draft; the proposal is open again then, and you accept it for the latest version. The draft stays readable."
            ),
        ),
    };
    error_at("merge-outdated", document, Pointer::root(), message)
}

pub(super) fn withdrawn(version: &Version, document: &Value) -> Finding {
    error_at(
        "merge-yanked",
        document,
        Pointer::root(),
        Message::new(
            format!(
                "Version {version} des Ursprungs wurde inzwischen zurückgezogen. Beginnen Sie den Abgleich mit einer anderen Version neu."
            ),
            format!(
                "Version {version} of the upstream was withdrawn meanwhile. Begin the merge anew with another version."
            ),
        ),
    )
}

pub(super) fn undecided(open: &Conflict, document: &Value) -> Finding {
    let pointer = open.path.pointer(document).unwrap_or_else(Pointer::root);
    let (de, en) = (&open.message.de, &open.message.en);
    Finding {
        path: open.path.clone(),
        ..error_at(
            "merge-conflict",
            document,
            pointer,
            Message::new(
                format!("{de} Entscheiden Sie, was gelten soll."),
                format!("{en} Decide what shall hold."),
            ),
        )
    }
}
