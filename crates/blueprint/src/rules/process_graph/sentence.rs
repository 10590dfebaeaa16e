//! What the process graph's findings say.

use crate::{
    Message,
    process::{Flow, Node, shortened},
};

pub(super) fn no_start() -> Message {
    Message::new(
        "Dem Prozess fehlt ein Startereignis. Legen Sie eines an, damit klar ist, womit das Verfahren beginnt.",
        "The process has no start event. Add one, so that it is clear how the procedure begins.",
    )
}

pub(super) fn no_end() -> Message {
    Message::new(
        "Dem Prozess fehlt ein Endereignis. Legen Sie eines an, damit klar ist, wann das Verfahren abgeschlossen ist.",
        "The process has no end event. Add one, so that it is clear when the procedure is finished.",
    )
}

pub(super) fn unreachable(node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    Message::new(
        format!(
            "Von keinem Start führt ein Weg zu {de}. Ergänzen Sie den Weg oder entfernen Sie den Schritt."
        ),
        format!("No way leads from a start to {en}. Add the way or remove the step."),
    )
}

pub(super) fn dead_end(node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    Message::new(
        format!("Von {de} führt kein Weg zu einem Ende. Ergänzen Sie, wie es danach weitergeht."),
        format!("No way leads from {en} to an end. Add what happens after it."),
    )
}

pub(super) fn idle(node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    Message::new(
        format!(
            "Die Verzweigung {de} teilt keinen Weg und führt keine Wege zusammen. Ergänzen Sie den fehlenden Weg oder entfernen Sie die Verzweigung."
        ),
        format!(
            "The gateway {en} neither branches nor joins. Add the missing way or remove the gateway."
        ),
    )
}

pub(super) fn no_condition(node: &Node<'_>, silent: &[&str]) -> Message {
    let Message { de, en } = node.name();
    let ways = some_of(silent);
    Message::new(
        format!(
            "An der Verzweigung {de} haben mehrere Wege keine Bedingung: {ways}. Nur ein Weg darf ohne Bedingung bleiben, als der Weg für alle übrigen Fälle."
        ),
        format!(
            "At the gateway {en} several ways have no condition: {ways}. Only one way may stay without, as the way for all other cases."
        ),
    )
}

pub(super) fn from_end(flow: &Flow<'_>, end: &Node<'_>) -> Message {
    let Message { de, en } = end.name();
    let id = shortened(flow.id);
    Message::new(
        format!(
            "Der Übergang {id} geht vom Endereignis {de} aus, dort ist das Verfahren aber beendet. Lassen Sie ihn an einem Schritt davor beginnen."
        ),
        format!(
            "The way {id} leaves the end event {en}, but the procedure is over there. Let it begin at a step before."
        ),
    )
}

pub(super) fn to_start(flow: &Flow<'_>, start: &Node<'_>) -> Message {
    let Message { de, en } = start.name();
    let id = shortened(flow.id);
    Message::new(
        format!(
            "Der Übergang {id} führt in das Startereignis {de}, dort beginnt das Verfahren aber erst. Lassen Sie ihn zu einem Schritt danach führen."
        ),
        format!(
            "The way {id} enters the start event {en}, but the procedure only begins there. Let it lead to a step after it."
        ),
    )
}

pub(super) fn to_itself(flow: &Flow<'_>, node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    let id = shortened(flow.id);
    Message::new(
        format!(
            "Der Übergang {id} führt von {de} zu sich selbst. Entfernen Sie ihn oder führen Sie ihn zu einem anderen Schritt."
        ),
        format!(
            "The way {id} leads from {en} to itself. Remove it or let it lead to another step."
        ),
    )
}

pub(super) fn twice(flow: &Flow<'_>, from: &Node<'_>, to: &Node<'_>) -> Message {
    let (from, to) = (from.name(), to.name());
    let id = shortened(flow.id);
    Message::new(
        format!(
            "Von {} zu {} führt schon ein anderer Übergang als {id}. Fassen Sie beide zusammen und nennen Sie alle Fälle in einer Bedingung.",
            from.de, to.de
        ),
        format!(
            "Another way than {id} leads from {} to {} already. Make them one and name all cases in one condition.",
            from.en, to.en
        ),
    )
}

pub(super) fn unjoined(node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    Message::new(
        format!(
            "Was sich bei {de} in gleichzeitige Wege teilt, wird nirgends wieder zusammengeführt. Ergänzen Sie eine parallele Verzweigung, die auf alle Wege wartet."
        ),
        format!(
            "What branches into parallel ways at {en} is never joined again. Add a parallel gateway that waits for all of them."
        ),
    )
}

pub(super) fn no_channel(node: &Node<'_>) -> Message {
    let Message { de, en } = node.name();
    Message::new(
        format!(
            "Bei {de} fehlt, auf welchem Weg der Schritt erledigt wird. Tragen Sie unter „channel“ ein, ob digital, automatisch, auf Papier, am Telefon, persönlich oder per Post."
        ),
        format!(
            "It is not said how {en} is done. Enter under “channel” whether digitally, automatically, on paper, by phone, in person or by post."
        ),
    )
}

/// As many as a sentence bears.
fn some_of(ids: &[&str]) -> String {
    const MOST: usize = 5;
    let mut named: Vec<String> = ids.iter().take(MOST).map(|id| shortened(id)).collect();
    if MOST < ids.len() {
        named.push("…".to_owned());
    }
    named.join(", ")
}
