//! What is said of an organisation, held against the list.
//!
//! Law: every organisation that comes in or is changed goes through [`settled`]. What it gives agrees with the list, and
//! giving that again changes nothing.

use blueprint::Finding;
use store::{Organisation, OrganisationKind};

use super::{Level, Place, meanings, nearest::nearest, place};
use crate::fault::fault;

const MAX_NAME_CHARS: usize = 200;

/// More people than any organisation can have.
const MAX_POPULATION: i64 = 1_000_000_000;

/// The organisation with its key in full, and with Land and population by the list where they are not given; or all
/// that is wrong with it.
pub fn settled(given: &Organisation) -> Result<Organisation, Vec<Finding>> {
    let mut settled = Organisation { name: given.name.trim().to_owned(), ..given.clone() };
    let mut findings: Vec<Finding> = name_fault(&settled.name).into_iter().collect();
    findings.extend(settled.state.as_deref().and_then(no_state));
    findings.extend(settled.population.and_then(no_population));
    if let Some(ars) = given.ars.as_deref() {
        match claimed(ars, given) {
            Ok(place) => {
                settled.ars = Some(place.ars());
                findings.extend(elsewhere(place, settled.state.as_deref()));
                settled.state = Some(place.land().to_owned());
                settled.population = settled.population.or_else(|| Some(place.population()));
            }
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() { Ok(settled) } else { Err(findings) }
}

/// What is wrong with a name: there must be one that fits a line.
fn name_fault(name: &str) -> Option<Finding> {
    let n_chars = name.trim().chars().count();
    let is_fine = (1..=MAX_NAME_CHARS).contains(&n_chars) && !name.chars().any(char::is_control);
    (!is_fine).then(|| {
        fault(
            "organisation-name",
            "/name",
            format!("Geben Sie den Namen der Organisation in 1 bis {MAX_NAME_CHARS} Zeichen an."),
            format!("Give the organisation’s name in 1 to {MAX_NAME_CHARS} characters."),
        )
    })
}

fn no_state(state: &str) -> Option<Finding> {
    let is_land = place(state).is_some_and(|place| place.level() == Level::Land);
    (!is_land).then(|| {
        fault(
            "organisation-state",
            "/state",
            format!("„{state}“ ist kein Land. Ein Land hat zwei Ziffern, 01 bis 16, zum Beispiel 08 für Baden-Württemberg."),
            format!("“{state}” is no Land. A Land has two digits, 01 to 16, for example 08 for Baden-Württemberg."),
        )
    })
}

fn no_population(population: i64) -> Option<Finding> {
    (!(0..=MAX_POPULATION).contains(&population)).then(|| {
        fault(
            "organisation-population",
            "/population",
            format!("Die Einwohnerzahl ist eine Zahl von 0 bis {MAX_POPULATION}."),
            format!("The population is a number from 0 to {MAX_POPULATION}."),
        )
    })
}

/// The place whose key an organisation of this kind gives.
fn claimed(ars: &str, given: &Organisation) -> Result<&'static Place, Box<Finding>> {
    let digits: String = ars.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(level) = level(given.kind) else { return Err(Box::new(keyless(given.kind))) };
    let meant = meanings(&digits);
    if let Some(place) = meant.iter().find(|place| place.level() == level) {
        return Ok(place);
    }
    let finding = match meant.first() {
        Some(other) => of_another_kind(&digits, other, level),
        None => unknown(ars, hint(&digits, level, &given.name), level),
    };
    Err(Box::new(finding))
}

fn of_another_kind(digits: &str, other: &Place, level: Level) -> Finding {
    let (other_de, other_en) = words(other.level());
    let (own_de, own_en) = words(level);
    let (name, kind) = (other.name, kind(other.level()));
    fault(
        "organisation-ars",
        "/ars",
        format!(
            "{digits} ist der Schlüssel {other_de} ({name}), nicht {own_de}. Geben Sie den richtigen Schlüssel an, oder als Art der Organisation „{kind}“."
        ),
        format!(
            "{digits} is the key of {other_en} ({name}), not of {own_en}. Give the right key, or “{kind}” as the kind of organisation."
        ),
    )
}

fn unknown(ars: &str, (hint_de, hint_en): (String, String), level: Level) -> Finding {
    let (form_de, form_en) = form(level);
    fault(
        "organisation-ars",
        "/ars",
        format!(
            "Den Schlüssel „{ars}“ gibt es im Gemeindeverzeichnis (Stand 30.11.2023) nicht. {hint_de}{form_de}"
        ),
        format!(
            "There is no key “{ars}” in the list of municipalities (as of 30 November 2023). {hint_en}{form_en}"
        ),
    )
}

fn hint(digits: &str, level: Level, name: &str) -> (String, String) {
    let Some(near) = nearest(digits, level, name) else { return Default::default() };
    let (ars, name) = (near.ars(), near.name);
    (format!("Meinen Sie {ars} ({name})? "), format!("Do you mean {ars} ({name})? "))
}

fn elsewhere(place: &Place, state: Option<&str>) -> Option<Finding> {
    let (land, name) = (place.land(), place.name);
    let given = state.filter(|given| *given != land)?;
    Some(fault(
        "organisation-state",
        "/state",
        format!(
            "{name} liegt im Land {land}, nicht in {given}. Berichtigen Sie das Land oder den Schlüssel; ohne Angabe folgt das Land aus dem Schlüssel."
        ),
        format!(
            "{name} lies in the Land {land}, not in {given}. Correct the Land or the key; when it is left out, the Land follows from the key."
        ),
    ))
}

/// An organisation that is no territory has no key.
fn keyless(kind: OrganisationKind) -> Finding {
    fault(
        "organisation-ars",
        "/ars",
        format!(
            "Eine Organisation der Art „{kind}“ hat keinen Regionalschlüssel. Lassen Sie ihn weg, und geben Sie nur das Land an."
        ),
        format!(
            "An organisation of the kind “{kind}” has no regional key. Leave it out, and give the Land alone."
        ),
    )
}

fn level(kind: OrganisationKind) -> Option<Level> {
    match kind {
        OrganisationKind::Municipality => Some(Level::Municipality),
        OrganisationKind::MunicipalAssociation => Some(Level::Association),
        OrganisationKind::District => Some(Level::District),
        OrganisationKind::State => Some(Level::Land),
        OrganisationKind::Region
        | OrganisationKind::Federal
        | OrganisationKind::WorkingGroup
        | OrganisationKind::PublicItProvider
        | OrganisationKind::Vendor
        | OrganisationKind::Other => None,
    }
}

fn kind(level: Level) -> OrganisationKind {
    match level {
        Level::Land => OrganisationKind::State,
        Level::District => OrganisationKind::District,
        Level::Association => OrganisationKind::MunicipalAssociation,
        Level::Municipality => OrganisationKind::Municipality,
    }
}

fn words(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Land => ("eines Landes", "a Land"),
        Level::District => ("eines Landkreises", "a district"),
        Level::Association => ("eines Gemeindeverbands", "a municipal association"),
        Level::Municipality => ("einer Kommune", "a municipality"),
    }
}

fn form(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Land => ("Ein Land hat zwei Ziffern.", "A Land has two digits."),
        Level::District => ("Ein Landkreis hat fünf Ziffern.", "A district has five digits."),
        Level::Association => {
            ("Ein Gemeindeverband hat neun Ziffern.", "A municipal association has nine digits.")
        }
        Level::Municipality => (
            "Eine Kommune hat zwölf Ziffern (Regionalschlüssel) oder acht (Gemeindeschlüssel).",
            "A municipality has twelve digits (ARS) or eight (AGS).",
        ),
    }
}

#[cfg(test)]
mod tests;
