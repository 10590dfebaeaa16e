//! Whether the release notes speak of what is demanded less than before.

use serde_json::Value;

use crate::{
    Change, Code, Difference, Finding, Lang, Message, Path, Pointer, Severity,
    difference::{Called, plain},
};

/// Release notes may be this long in each language; the schema refuses longer ones.
const LONGEST_NOTES: usize = 2000;

/// A finding for each change that lowers a demand (see [`Change::needs_reason`]) and is about something that the
/// release notes of `document`, the new one, name neither by its short name nor by its title.
///
/// Whether what they say of it is a reason, only people can tell.
pub fn missing_reasons(difference: &Difference, document: &Value) -> Vec<Finding> {
    let notes: Vec<String> =
        [Lang::De, Lang::En].into_iter().filter_map(|lang| notes(document, lang)).collect();
    let is_named = |called: &Called| notes.iter().any(|text| called.is_in(text));
    let lowered =
        difference.changes.iter().filter_map(|change| Some((change, change.called.as_ref()?)));
    lowered
        .filter(|(_, called)| !is_named(called))
        .map(|(change, called)| finding(change, called))
        .collect()
}

fn notes(document: &Value, lang: Lang) -> Option<String> {
    let text = document.get("changes")?.get(lang.tag())?.as_str()?;
    Some(plain(&text.chars().take(LONGEST_NOTES).collect::<String>()))
}

/// At the release notes, as that is where it is mended.
fn finding(change: &Change, called: &Called) -> Finding {
    let Message { de, en } = &change.message;
    Finding {
        code: Code("reason-missing"),
        severity: Severity::Error,
        pointer: Pointer::new("/changes"),
        path: Path::from("/changes"),
        message: Message::new(
            format!(
                "{de} Damit wird weniger verlangt als bisher. Nennen Sie {} unter „changes“ und schreiben Sie dazu, warum.",
                called.label(Lang::De)
            ),
            format!(
                "{en} Less is demanded than before. Name {} under “changes” and say why.",
                called.label(Lang::En)
            ),
        ),
    }
}
