//! A digital service stays digital: each excursion to paper, telephone, counter or post is told once.

use serde_json::Value;

use super::{Context, Findings, Rule};
use crate::{
    Lang, Message,
    document::Channel,
    media_breaks::{Carrier, Crossing, Step, media_breaks},
    process::shortened,
};

pub(super) const RULE: Rule =
    Rule { name: "media-breaks", codes: &["media-break", "media-break-maturity"], check };

/// From this level on a service claims to be digital throughout.
const DIGITAL_THROUGHOUT: u64 = 4;

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    let level = document.pointer("/service/maturity_model/level").and_then(Value::as_u64);
    let claimed = level.filter(|level| DIGITAL_THROUGHOUT <= *level);
    for found in media_breaks(document).breaks {
        let crossing = found.at;
        if let Some(level) = claimed {
            let message = too_mature(&crossing, level);
            findings.error("media-break-maturity", crossing.pointer, message);
        } else {
            let message = told(&crossing);
            findings.warning("media-break", crossing.pointer, message);
        }
    }
}

fn told(crossing: &Crossing<'_>) -> Message {
    let Message { de, en } = what(crossing);
    Message::new(
        format!("{de} Prüfen Sie, ob das durchgehend digital geht."),
        format!("{en} See whether this can be digital throughout."),
    )
}

fn too_mature(crossing: &Crossing<'_>, level: u64) -> Message {
    let Message { de, en } = what(crossing);
    Message::new(
        format!(
            "{de} Ein digitaler Dienst mit Reifegrad {level} hat keinen: Beseitigen Sie ihn oder geben Sie einen niedrigeren Reifegrad an."
        ),
        format!(
            "{en} A digital service of maturity level {level} has none: remove it or claim a lower level."
        ),
    )
}

fn what(crossing: &Crossing<'_>) -> Message {
    let (from, to) = (name(&crossing.from), name(&crossing.to));
    let (done, next) = (words(crossing.from.channel), words(crossing.to.channel));
    match crossing.carrier {
        Carrier::Flow(_) => Message::new(
            format!(
                "Medienbruch: {} wird {} erledigt und {} danach {}.",
                from.de, done.de, to.de, next.de
            ),
            format!(
                "Media break: {} is done {} and {} after it {}.",
                from.en, done.en, to.en, next.en
            ),
        ),
        Carrier::Document(id) => {
            let id = shortened(id);
            Message::new(
                format!(
                    "Medienbruch: Die Unterlage „{id}“ entsteht bei {} {} und wird bei {} {} gebraucht.",
                    from.de, done.de, to.de, next.de
                ),
                format!(
                    "Media break: the document “{id}” is made {} at {} and needed {} at {}.",
                    done.en, from.en, next.en, to.en
                ),
            )
        }
    }
}

fn name(step: &Step<'_>) -> Message {
    let id = shortened(step.id);
    let title = |lang| shortened(step.title(lang));
    Message::new(format!("„{}“ ({id})", title(Lang::De)), format!("“{}” ({id})", title(Lang::En)))
}

fn words(channel: Channel) -> Message {
    let (de, en) = match channel {
        Channel::Digital => ("digital", "digitally"),
        Channel::Automated => ("automatisch", "automatically"),
        Channel::Paper => ("auf Papier", "on paper"),
        Channel::Phone => ("am Telefon", "by phone"),
        Channel::InPerson => ("persönlich", "in person"),
        Channel::Post => ("per Post", "by post"),
    };
    Message::new(de, en)
}
