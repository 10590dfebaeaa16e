//! Media breaks as people read them: how many, and between which steps the medium changes.

use blueprint::{
    document::Channel,
    media_breaks::{Carrier, Crossing, MediaBreaks, Step, media_breaks},
};
use serde_json::Value;

use crate::{
    exit::Failure,
    output::Output,
    styled::{Styled, Tone},
};

/// A process that hands nothing over has nothing to tell.
pub(super) fn show(document: &Value, file: &str, output: Output) -> Result<(), Failure> {
    let found = media_breaks(document);
    if found.n_hand_overs == 0 && found.breaks.is_empty() {
        return Ok(());
    }
    Output::styled(&heading(&found, file, output))?;
    for (idx, one) in found.breaks.iter().enumerate() {
        for (nth, crossing) in one.crossings().enumerate() {
            // What follows the number are the other crossings of the same break.
            let number = if nth == 0 { format!("{}.", idx + 1) } else { String::new() };
            show_one(&number, crossing, document, output)?;
        }
    }
    Ok(())
}

fn heading(found: &MediaBreaks<'_>, file: &str, output: Output) -> Styled {
    let count = found.count();
    let tone = if count == 0 { Tone::Good } else { Tone::Caution };
    let breaks = output.pick("Medienbrüche", "media breaks");
    let (free, all) = (found.n_free, found.n_hand_overs);
    // Rounded down, so that 100 % means all of them.
    let share = free.saturating_mul(100).checked_div(all).unwrap_or(100);
    let rest = match output.lang {
        blueprint::Lang::De => {
            format!("; Übergaben ohne Wechsel des Mediums: {free} von {all} ({share} %)")
        }
        blueprint::Lang::En => {
            format!("; hand-overs in which the medium stays: {free} of {all} ({share} %)")
        }
    };
    Styled::plain(&format!("{file}: "))
        .and(tone, &format!("{breaks}: {count}"))
        .and(Tone::Plain, &rest)
}

fn show_one(
    number: &str,
    crossing: &Crossing<'_>,
    document: &Value,
    output: Output,
) -> Result<(), Failure> {
    let what = match crossing.carrier {
        Carrier::Flow(_) => "",
        Carrier::Document(_) => output.pick("Dokument: ", "document: "),
    };
    let steps = format!(
        "{number:>4} {what}{} → {}",
        step(&crossing.from, output),
        step(&crossing.to, output)
    );
    let path = format!("  {}", crossing.path(document));
    Output::styled(&Styled::plain(&steps).and(Tone::Faint, &path))
}

fn step(step: &Step<'_>, output: Output) -> String {
    let (title, channel) = (step.title(output.lang), word(step.channel, output));
    match output.lang {
        blueprint::Lang::De => format!("„{title}“ ({channel})"),
        blueprint::Lang::En => format!("“{title}” ({channel})"),
    }
}

fn word(channel: Channel, output: Output) -> &'static str {
    match channel {
        Channel::Digital => output.pick("digital", "digital"),
        Channel::Automated => output.pick("automatisch", "automated"),
        Channel::Paper => output.pick("auf Papier", "on paper"),
        Channel::Phone => output.pick("telefonisch", "by phone"),
        Channel::InPerson => output.pick("persönlich", "in person"),
        Channel::Post => output.pick("per Post", "by post"),
    }
}
