//! What can be wrong with an adoption: all of it at once, each with its place and what to do.

use std::collections::BTreeMap;

use blueprint::{
    BlueprintId, Document, Finding, VersionRef, evidence::ProductRef, maturity::AdoptionStage,
    parameters::fill,
};
use jiff::civil::Date;
use semver::Version;
use serde_json::Value;
use store::{Adoption, Conn, StoreError, version_get};

use super::{
    FullAdoption,
    put::{AdoptionWish, Meant},
};
use crate::{Head, Refused, Registry, fault::fault, free_text};

const NOTE_CHARS: usize = 2000;

/// More hours than these nobody spends on one service; it is a slip of the pen.
const MOST_HOURS: i64 = 1_000_000;

/// No blueprint is older.
const FIRST_YEAR: i16 = 2000;

/// Products that a finding names.
const NAMED: usize = 10;

/// What a wish comes to, or all that is wrong with it.
pub(super) fn meant(
    registry: &Registry,
    line: &Head,
    wish: &AdoptionWish,
    before: Option<&FullAdoption>,
) -> Result<Meant, Refused> {
    let mut findings = Vec::new();
    let stage = stage(&wish.stage, &mut findings);
    let version = version(line, &wish.version, before, &mut findings);
    let document = match &version {
        Some((_, version)) => Some(document(registry, line, version)?),
        None => None,
    };
    let product = wish.product.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let product = product.and_then(|text| product_of(text, document.as_ref(), &mut findings));
    let parameters = parameters(document.as_ref(), wish, &mut findings);
    findings.extend(wish.effort_hours.and_then(effort));
    let day = wish.started_on.as_deref().map(str::trim).filter(|text| !text.is_empty());
    findings.extend(day.and_then(no_day));
    let note = wish.note.as_deref().map(str::trim).filter(|text| !text.is_empty());
    findings.extend(
        note.and_then(|note| free_text::check(("adoption-note", "/note"), note, NOTE_CHARS)),
    );
    match (version, stage) {
        (Some((place, version)), Some(stage)) if findings.is_empty() => Ok(Meant {
            place,
            version,
            stage,
            product,
            effort_hours: wish.effort_hours,
            started_on: day.map(str::to_owned),
            note: note.map(str::to_owned),
            parameters,
        }),
        _ => Err(Refused::Invalid(findings)),
    }
}

/// The same question about the version, asked inside the transaction: somebody may have withdrawn it since.
pub(super) fn still_there(
    conn: &mut Conn,
    meant: &Meant,
    before: Option<&FullAdoption>,
) -> Result<(), Refused> {
    let Meant { place, version, .. } = meant;
    let record = version_get(conn, place, version)?;
    let record = record.ok_or(StoreError::Corrupt { what: "version" })?;
    if record.yanked.is_some() && !is_kept(before, (place, version)) {
        return Err(Refused::Invalid(vec![withdrawn(version)]));
    }
    Ok(())
}

/// Whether the organisation uses this very version already.
fn is_kept(before: Option<&FullAdoption>, (place, version): (&BlueprintId, &Version)) -> bool {
    let is_same = |one: &Adoption| one.id == *place && one.version == *version;
    before.is_some_and(|full| is_same(&full.adoption))
}

fn stage(text: &str, findings: &mut Vec<Finding>) -> Option<AdoptionStage> {
    let stage = text.parse().ok();
    if stage.is_none() {
        let known = AdoptionStage::ALL.map(AdoptionStage::as_str).join(", ");
        findings.push(fault(
            "adoption-stage",
            "/stage",
            format!("„{text}“ ist kein Stand einer Nachnutzung. Möglich sind: {known}."),
            format!("“{text}” is no stage of an adoption. Possible are: {known}."),
        ));
    }
    stage
}

/// The version that is meant, with the address at which it is.
fn version(
    line: &Head,
    text: &str,
    before: Option<&FullAdoption>,
    findings: &mut Vec<Finding>,
) -> Option<(BlueprintId, Version)> {
    let reference = match text.parse::<VersionRef>() {
        Ok(reference) => reference,
        Err(error) => {
            let message = error.message(text);
            findings.push(fault("adoption-version", "/version", message.de, message.en));
            return None;
        }
    };
    let Some((version, _)) = line.resolve(&reference) else {
        let id = &line.blueprint.id;
        let latest = line.blueprint.latest.as_ref();
        let (de, en) = latest.map_or_else(Default::default, |latest| {
            (format!(" Die neueste ist {latest}."), format!(" The latest is {latest}."))
        });
        findings.push(fault(
            "adoption-version",
            "/version",
            format!("Eine Version „{text}“ von {id} gibt es nicht.{de}"),
            format!("There is no version “{text}” of {id}.{en}"),
        ));
        return None;
    };
    let place = line.place(version);
    if line.is_yanked(version) && !is_kept(before, (place, version)) {
        findings.push(withdrawn(version));
        return None;
    }
    Some((place.clone(), version.clone()))
}

fn withdrawn(version: &Version) -> Finding {
    fault(
        "adoption-version-yanked",
        "/version",
        format!(
            "Version {version} wurde zurückgezogen und kann nicht mehr gewählt werden. Wählen Sie eine andere; wer sie schon nutzt, kann sie behalten."
        ),
        format!(
            "Version {version} was withdrawn and cannot be chosen any more. Choose another; those who use it already may keep it."
        ),
    )
}

fn document(registry: &Registry, line: &Head, version: &Version) -> Result<Value, Refused> {
    let digest = line.digest_of(version).ok_or(StoreError::Corrupt { what: "version" })?;
    registry.value(digest)
}

/// The product, if the version names it. What cannot be compared for want of a version is only read.
fn product_of(
    text: &str,
    document: Option<&Value>,
    findings: &mut Vec<Finding>,
) -> Option<ProductRef> {
    let product = text.parse::<ProductRef>().ok();
    let Some(document) = document else { return product };
    let known = products(document);
    let found = product.filter(|product| known.contains(product));
    if found.is_none() {
        let named: Vec<String> = known.iter().take(NAMED).map(ToString::to_string).collect();
        let (de, en) = if named.is_empty() {
            (
                "Diese Version nennt keine Produkte; lassen Sie die Angabe weg.".to_owned(),
                "This version names no products; leave it out.".to_owned(),
            )
        } else {
            let named = named.join(", ");
            (format!("Diese Version nennt: {named}."), format!("This version names: {named}."))
        };
        findings.push(fault(
            "adoption-product",
            "/product",
            format!("Ein Produkt „{text}“ (Anbieter/Produkt) steht nicht in dieser Version. {de}"),
            format!("There is no product “{text}” (vendor/product) in this version. {en}"),
        ));
    }
    found
}

/// The products that a version names.
fn products(document: &Value) -> Vec<ProductRef> {
    let Ok(document) = Document::try_from(document) else { return Vec::new() };
    let vendors = document.vendors.iter();
    let of = |vendor: &blueprint::document::Vendor| -> Vec<ProductRef> {
        vendor.products.iter().map(|product| ProductRef::of(vendor, product)).collect()
    };
    vendors.flat_map(of).collect()
}

/// The values that were set. What is left open stays open: not everybody has decided everything yet.
fn parameters(
    document: Option<&Value>,
    wish: &AdoptionWish,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Value> {
    let given = wish.parameters.iter().filter(|(_, value)| !value.is_null());
    let given = given.map(|(id, value)| (id.clone(), value.clone())).collect();
    if let Some(Err(faults)) = document.map(|document| fill(document, &wish.parameters)) {
        let wrong = faults.into_iter().filter(|one| one.code.as_str() != "parameter-missing");
        findings.extend(wrong);
    }
    given
}

fn effort(hours: i64) -> Option<Finding> {
    (!(0..=MOST_HOURS).contains(&hours)).then(|| {
        fault(
            "adoption-effort",
            "/effort_hours",
            format!("Der Aufwand ist eine Zahl von Stunden von 0 bis {MOST_HOURS}, nicht {hours}."),
            format!("The effort is a number of hours from 0 to {MOST_HOURS}, not {hours}."),
        )
    })
}

fn no_day(text: &str) -> Option<Finding> {
    // Only the plain form of a day sorts and compares as text.
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.is_none_or(|day| day.year() < FIRST_YEAR).then(|| {
        fault(
            "adoption-started-on",
            "/started_on",
            format!("„{text}“ ist kein Tag seit dem Jahr {FIRST_YEAR}. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-03-01."),
            format!("“{text}” is no day since the year {FIRST_YEAR}. Write year-month-day, for example 2026-03-01."),
        )
    })
}
