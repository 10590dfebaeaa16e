//! The sentences about adopters' values.

use serde_json::Value;

use super::Parameter;
use crate::Message;

/// Ids are no longer than this; a longer name is no slip of the pen.
const LONGEST_ID: usize = 64;

pub(super) fn unknown<'d>(id: &str, known: impl Iterator<Item = &'d str>) -> Message {
    let nearest = known
        .filter(|_| id.len() <= LONGEST_ID)
        .filter(|known| known.len() <= LONGEST_ID)
        .map(|known| (strsim::osa_distance(id, known), known))
        .min()
        .filter(|(distance, known)| *distance <= 2 && *distance < known.len());
    let shown: String = id.chars().take(LONGEST_ID).collect();
    match nearest {
        Some((_, known)) => Message::new(
            format!(
                "Eine Stellgröße „{shown}“ gibt es in dieser Blaupause nicht, meinten Sie „{known}“?"
            ),
            format!("There is no parameter “{shown}” in this blueprint, did you mean “{known}”?"),
        ),
        None => Message::new(
            format!("Eine Stellgröße „{shown}“ gibt es in dieser Blaupause nicht."),
            format!("There is no parameter “{shown}” in this blueprint."),
        ),
    }
}

pub(super) fn fixed(parameter: &Parameter<'_>, fixed: &Value) -> Message {
    let (de, en) = (parameter.title("de"), parameter.title("en"));
    Message::new(
        format!(
            "Die Stellgröße „{de}“ ist in der Blaupause fest auf {fixed} gesetzt und lässt keinen anderen Wert zu."
        ),
        format!(
            "The parameter “{en}” is fixed at {fixed} in the blueprint and allows no other value."
        ),
    )
}

pub(super) fn missing(parameter: &Parameter<'_>) -> Message {
    let (de, en) = (parameter.title("de"), parameter.title("en"));
    Message::new(
        format!("Für die Stellgröße „{de}“ fehlt ein Wert, die Blaupause schlägt keinen vor."),
        format!("The parameter “{en}” has no value, the blueprint suggests none."),
    )
}

pub(super) fn unsound(parameter: &Parameter<'_>) -> Message {
    let (de, en) = (parameter.title("de"), parameter.title("en"));
    Message::new(
        format!(
            "Die Vorgaben der Stellgröße „{de}“ sind fehlerhaft, deshalb lässt sich kein Wert prüfen."
        ),
        format!("The rules of the parameter “{en}” are faulty, so no value can be checked."),
    )
}

pub(super) fn too_intricate(parameter: &Parameter<'_>) -> Message {
    let (de, en) = (parameter.title("de"), parameter.title("en"));
    Message::new(
        format!(
            "Die Vorgaben der Stellgröße „{de}“ sind zu verschachtelt, um diesen Wert zu prüfen."
        ),
        format!("The rules of the parameter “{en}” are too intricate to check this value."),
    )
}

pub(super) fn not_provided(name: &str) -> Message {
    Message::new(
        format!("Die Angabe „{name}“ ist hier nicht vorgesehen."),
        format!("The member “{name}” is not provided for here."),
    )
}
