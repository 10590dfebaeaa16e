//! Why dependencies do not resolve, as data and as sentences.

use std::fmt;

use semver::{Version, VersionReq};

use super::{MOST_BLUEPRINTS, MOST_TRIALS};
use crate::{BlueprintId, Message, Pointer};

/// A reason why there is no resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place in the root's document at which it begins.
    pub pointer: Pointer,
    pub reason: Reason,
}

/// From the root to whoever requires something: each with the version that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way(pub Vec<(BlueprintId, Version)>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No such blueprint.
    Unknown { on: BlueprintId, way: Way },
    /// No version satisfies a requirement that stands alone.
    NoVersion { on: BlueprintId, requirement: VersionReq, way: Way },
    /// Two require the same blueprint, and no version satisfies both.
    Disagreement { on: BlueprintId, first: (Way, VersionReq), second: (Way, VersionReq) },
    /// The last of the way requires `back_to`, which stands on the way already.
    Cycle { way: Way, back_to: BlueprintId },
    /// Both are required, and the one says that it does not go together with the other.
    Conflict {
        by: (BlueprintId, Version),
        against: (BlueprintId, Version),
        requirement: VersionReq,
    },
    /// The bound was reached.
    TooLarge,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (id, version)) in self.0.iter().enumerate() {
            let arrow = if place == 0 { "" } else { " → " };
            write!(f, "{arrow}{id} {version}")?;
        }
        Ok(())
    }
}

impl Problem {
    /// The stable name of the reason, as findings carry it.
    pub fn code(&self) -> &'static str {
        match self.reason {
            Reason::Unknown { .. } => "dependency-unknown",
            Reason::NoVersion { .. } => "dependency-unresolved",
            Reason::Disagreement { .. } => "dependency-disagreement",
            Reason::Cycle { .. } => "dependency-cycle",
            Reason::Conflict { .. } => "dependency-conflict",
            Reason::TooLarge => "dependency-too-large",
        }
    }

    pub fn message(&self) -> Message {
        match &self.reason {
            Reason::Unknown { on, way } => Message::new(
                format!(
                    "Die Blaupause {on} ist hier nicht veröffentlicht, sie wird aber gebraucht: {way} → {on}. Prüfen Sie den Namen."
                ),
                format!(
                    "The blueprint {on} is not published here, but it is needed: {way} → {on}. Check the name."
                ),
            ),
            Reason::NoVersion { on, requirement, way } => Message::new(
                format!(
                    "Von {on} ist keine Version veröffentlicht, die {requirement} erfüllt, sie wird aber gebraucht: {way} → {on}. Prüfen Sie Name und Bedingung."
                ),
                format!(
                    "No version of {on} is published that satisfies {requirement}, but one is needed: {way} → {on}. Check the name and the requirement."
                ),
            ),
            Reason::Disagreement { on, first, second } => {
                let ((one, wants), (other, demands)) = (first, second);
                Message::new(
                    format!(
                        "Von {on} gibt es keine Version, die allen passt: {one} verlangt {wants}, {other} verlangt {demands}. Lockern Sie eine der Bedingungen."
                    ),
                    format!(
                        "No version of {on} suits all: {one} demands {wants}, {other} demands {demands}. Loosen one of the requirements."
                    ),
                )
            }
            Reason::Cycle { way, back_to } => Message::new(
                format!(
                    "Die Abhängigkeiten laufen im Kreis: {way} → {back_to}. Lösen Sie eine davon."
                ),
                format!(
                    "The dependencies go round in a circle: {way} → {back_to}. Remove one of them."
                ),
            ),
            Reason::Conflict { by: (id, version), against: (other, taken), requirement } => {
                Message::new(
                    format!(
                        "{id} {version} verträgt sich nicht mit {other} {requirement}, gebraucht wird aber {other} {taken}. Verzichten Sie auf eines von beiden oder wählen Sie andere Versionen."
                    ),
                    format!(
                        "{id} {version} does not go together with {other} {requirement}, but {other} {taken} is needed. Do without one of them or choose other versions."
                    ),
                )
            }
            Reason::TooLarge => Message::new(
                format!(
                    "Die Abhängigkeiten sind zu verzweigt: Nach {MOST_TRIALS} Versionen oder {MOST_BLUEPRINTS} Blaupausen wurde die Suche abgebrochen. Nennen Sie engere Bedingungen."
                ),
                format!(
                    "The dependencies are too intricate: the search was given up after {MOST_TRIALS} versions or {MOST_BLUEPRINTS} blueprints. Name narrower requirements."
                ),
            ),
        }
    }
}
