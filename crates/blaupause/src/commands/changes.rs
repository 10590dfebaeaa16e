//! Changes as people read them: by section, each with its level, and at the end what step they ask for.

use blueprint::{Change, Difference, Level};

use crate::{
    exit::Failure,
    output::Output,
    styled::{Styled, Tone},
};

pub(super) fn show(difference: &Difference, output: Output) -> Result<(), Failure> {
    let mut section = None;
    for change in &difference.changes {
        if section != Some(change.section) {
            Output::line("")?;
            Output::styled(
                &Styled::default().and(Tone::Strong, change.section.title(output.lang)),
            )?;
            section = Some(change.section);
        }
        show_one(change, output)?;
    }
    Output::line("")?;
    Output::styled(&asked(difference, output))
}

fn show_one(change: &Change, output: Output) -> Result<(), Failure> {
    let widest = Level::ALL.map(|level| word(level, output).chars().count());
    let width = widest.into_iter().max().unwrap_or_default();
    let level = format!("{:width$}", word(change.level, output));
    let sentence = Styled::plain("  ")
        .and(tone(change.level), &level)
        .and(Tone::Plain, &format!("  {}", change.message.get(output.lang)));
    Output::styled(&sentence)?;
    let reason = if change.needs_reason {
        output.pick(", in den Änderungshinweisen zu begründen", ", the release notes must say why")
    } else {
        ""
    };
    let place = format!("{:width$}    {} {}{reason}", "", change.code.as_str(), change.path);
    Output::styled(&Styled::default().and(Tone::Faint, &place))
}

fn asked(difference: &Difference, output: Output) -> Styled {
    let Some(level) = difference.required_bump() else {
        let nothing = output.pick("Nichts hat sich geändert.", "Nothing has changed.");
        return Styled::default().and(Tone::Strong, nothing);
    };
    let (de, en) = match level {
        Level::Major => (
            "Wer die frühere Version nutzt, muss etwas anpassen.",
            "Whoever uses the earlier version has to adapt something.",
        ),
        Level::Minor => (
            "Es kommt etwas hinzu, das Bisherige geht weiter.",
            "Something is added, what was there goes on working.",
        ),
        Level::Patch => {
            ("Nur Texte, Ansprechstellen oder Reihenfolge.", "Only texts, contacts or order.")
        }
    };
    let count = difference.changes.len();
    let step = output.pick("Nötiger Schritt", "Step asked for");
    Styled::plain(&format!("{}: {count}. {step}: ", output.pick("Änderungen", "Changes")))
        .and(tone(level), word(level, output))
        .and(Tone::Plain, &format!(". {}", output.pick(de, en)))
}

fn word(level: Level, output: Output) -> &'static str {
    match level {
        Level::Major => output.pick("Hauptversion", "Major"),
        Level::Minor => output.pick("Nebenversion", "Minor"),
        Level::Patch => output.pick("Korrektur", "Patch"),
    }
}

fn tone(level: Level) -> Tone {
    match level {
        Level::Major => Tone::Bad,
        Level::Minor => Tone::Caution,
        Level::Patch => Tone::Good,
    }
}
