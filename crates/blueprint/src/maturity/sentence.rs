//! The words for levels and rules, in German and in English.

use jiff::civil::Date;

use super::{Maturity, Rule, Until};
use crate::Message;

impl Maturity {
    pub fn label(self) -> Message {
        match self {
            Self::Unproven => Message::new("Ohne Reifegrad", "No maturity yet"),
            Self::Pilot => Message::new("Pilot", "Pilot"),
            Self::Proven => Message::new("Erprobt", "Proven"),
            Self::Standard => Message::new("Standard", "Standard"),
        }
    }
}

impl Rule {
    /// What it asks for.
    pub fn asks(self) -> Message {
        match self {
            Self::Published => Message::new(
                "Eine Version ist veröffentlicht und nicht zurückgezogen.",
                "A version is published and was not withdrawn.",
            ),
            Self::ReviewDue => Message::new(
                "Der Tag, bis zu dem die Blaupause überprüft werden soll, ist nicht verstrichen.",
                "The day by which the blueprint is to be reviewed has not passed.",
            ),
            Self::OwnAdoption => Message::new(
                "Die veröffentlichende Organisation führt die Blaupause selbst ein oder hat sie im Betrieb.",
                "The publishing organisation introduces the blueprint itself or has it in production.",
            ),
            Self::OtherAdoptions => Message::new(
                "Mindestens zwei andere Organisationen haben die Blaupause im Betrieb. Anbieter zählen nicht.",
                "At least two other organisations have the blueprint in production. Vendors do not count.",
            ),
            Self::Attestation => Message::new(
                "Eine Organisation, die kein Anbieter ist, hat ein Produkt mit dieser Blaupause erfolgreich erprobt, und der Nachweis ist noch gültig.",
                "An organisation that is no vendor has tested a product with this blueprint successfully, and the attestation is still valid.",
            ),
            Self::Approvals => Message::new(
                "Zwei Organisationen eines Arbeitskreises haben die Blaupause anerkannt. Die veröffentlichende Organisation und Anbieter zählen nicht.",
                "Two organisations of a working group have approved the blueprint. The publishing organisation and vendors do not count.",
            ),
        }
    }
}

/// Why a blueprint has a level, in a sentence or two.
pub fn reason(level: Maturity, until: Until) -> Message {
    let (de, en) = match level {
        Maturity::Unproven => (
            "Für einen Reifegrad fehlen noch Nachweise.",
            "There is not enough evidence for a level of maturity yet.",
        ),
        Maturity::Pilot => (
            "Die veröffentlichende Organisation setzt die Blaupause selbst ein.",
            "The publishing organisation uses the blueprint itself.",
        ),
        Maturity::Proven => (
            "Mindestens zwei andere Organisationen haben die Blaupause im Betrieb, und es gibt eine gültige Erprobung durch eine Organisation, die kein Anbieter ist.",
            "At least two other organisations have the blueprint in production, and there is a valid attestation by an organisation that is no vendor.",
        ),
        Maturity::Standard => (
            "Mindestens zwei andere Organisationen haben die Blaupause im Betrieb, es gibt eine gültige Erprobung durch eine Organisation, die kein Anbieter ist, und ein Arbeitskreis hat die Blaupause anerkannt.",
            "At least two other organisations have the blueprint in production, there is a valid attestation by an organisation that is no vendor, and a working group has approved the blueprint.",
        ),
    };
    match until.day().filter(|_| level != Maturity::Unproven) {
        None => Message::new(de, en),
        Some(last) => Message::new(
            format!("{de} Das gilt bis {}.", german(last)),
            format!("{en} This holds until {last}."),
        ),
    }
}

fn german(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
