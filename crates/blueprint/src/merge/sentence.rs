//! What a conflict is, in words.

use super::{
    ConflictKind,
    place::{Place, Step, StepKind},
};
use crate::{Lang, Message};

pub(super) fn conflict(kind: ConflictKind, place: &Place<'_>) -> Message {
    let (de, en) = match kind {
        ConflictKind::Changed => (
            "Hier und im Ursprung wurde dieselbe Stelle verschieden geändert",
            "The same place was changed differently here and upstream",
        ),
        ConflictKind::Added => (
            "Hier und im Ursprung wurde dieselbe Stelle mit verschiedenem Inhalt ergänzt",
            "The same place was added with different content here and upstream",
        ),
        ConflictKind::DeletedByOurs => (
            "Hier wurde gelöscht, was im Ursprung geändert wurde",
            "What was changed upstream has been deleted here",
        ),
        ConflictKind::DeletedByTheirs => (
            "Im Ursprung wurde gelöscht, was hier geändert wurde",
            "What was changed here has been deleted upstream",
        ),
        ConflictKind::Order => (
            "Hier und im Ursprung wurde dieselbe Liste verschieden umsortiert",
            "The same list was put into different orders here and upstream",
        ),
        ConflictKind::Renamed => (
            "Hier und im Ursprung hat derselbe Eintrag verschiedene neue Kurznamen erhalten",
            "The same entry was given different new short names here and upstream",
        ),
    };
    Message::new(
        format!("{de}: {}.", words(place, Lang::De)),
        format!("{en}: {}.", words(place, Lang::En)),
    )
}

/// A place as people call it: from the innermost element on, by the schema's titles.
fn words(place: &Place<'_>, lang: Lang) -> String {
    let words: Vec<String> = place.nearest().iter().map(|step| word(step, lang)).collect();
    match (words.is_empty(), lang) {
        (true, Lang::De) => "das ganze Dokument".into(),
        (true, Lang::En) => "the whole document".into(),
        (false, _) => words.join(", "),
    }
}

fn word(step: &Step<'_>, lang: Lang) -> String {
    let name = step.node.and_then(|node| node.title(lang));
    let StepKind::Element { title, .. } = &step.kind else {
        return name.unwrap_or(step.name).to_owned();
    };
    let title = title.unwrap_or(step.name);
    let quoted = match lang {
        Lang::De => format!("„{title}“"),
        Lang::En => format!("“{title}”"),
    };
    name.map_or_else(|| quoted.clone(), |name| format!("{name} {quoted}"))
}
