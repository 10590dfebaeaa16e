//! Of a product: levels, certificates, ways of running it, places of the data, third countries.

use std::collections::BTreeSet;

use super::{CertificateFound, fits, german, label, listed, open, unfit};
use crate::{
    Lang, Message,
    document::{CertificateScheme, Deployment},
    evidence::{Country, Exposed, Exposure, ExposureFact, ObjectiveId, Seal},
    fit::CheckStatus,
};

pub(super) fn seal(
    product: &str,
    objective: ObjectiveId,
    wanted: Seal,
    reached: Option<Seal>,
) -> Message {
    let goal = |lang| match lang {
        Lang::De => format!("„{}“ ({})", objective.title(lang), objective.as_str()),
        Lang::En => format!("“{}” ({})", objective.title(lang), objective.as_str()),
    };
    let (de, en, wanted_level) = (goal(Lang::De), goal(Lang::En), wanted.level());
    match reached {
        None => open(
            format!(
                "Für „{product}“ ist beim Ziel {de} keine Stufe angegeben, und Sie verlangen mindestens SEAL {wanted_level}"
            ),
            format!(
                "No level is stated for “{product}” in the objective {en}, and you ask for SEAL {wanted_level} at least"
            ),
        ),
        Some(level) if wanted <= level => fits(
            format!(
                "„{product}“ erreicht nach Angabe des Anbieters beim Ziel {de} SEAL {}, und Sie verlangen mindestens SEAL {wanted_level}",
                level.level()
            ),
            format!(
                "By its vendor's word, “{product}” reaches SEAL {} in the objective {en}, and you ask for SEAL {wanted_level} at least",
                level.level()
            ),
        ),
        Some(level) => unfit(
            format!(
                "„{product}“ nach Angabe des Anbieters beim Ziel {de} nur SEAL {} erreicht und Sie mindestens SEAL {wanted_level} verlangen",
                level.level()
            ),
            format!(
                "“{product}” by its vendor's word reaches only SEAL {} in the objective {en}, and you ask for SEAL {wanted_level} at least",
                level.level()
            ),
        ),
    }
}

pub(super) fn certificate(
    product: &str,
    scheme: CertificateScheme,
    found: CertificateFound,
) -> Message {
    let name = |lang| label("/$defs/certificate/properties/scheme", scheme.as_str(), lang);
    let (de, en) = (name(Lang::De), name(Lang::En));
    match found {
        CertificateFound::Valid(last) => fits(
            format!("„{product}“ hat das verlangte Zertifikat {de}, gültig bis {}", german(last)),
            format!("“{product}” has the certificate {en} that you ask for, valid until {last}"),
        ),
        CertificateFound::Undated => open(
            format!(
                "„{product}“ hat das verlangte Zertifikat {de}, aber es ist nicht angegeben, bis wann es gilt"
            ),
            format!(
                "“{product}” has the certificate {en} that you ask for, but it is not stated how long it is valid"
            ),
        ),
        CertificateFound::Expired(last) => unfit(
            format!(
                "das verlangte Zertifikat {de} von „{product}“ am {} abgelaufen ist",
                german(last)
            ),
            format!("the certificate {en} of “{product}” that you ask for expired on {last}"),
        ),
        CertificateFound::Others => unfit(
            format!("„{product}“ das verlangte Zertifikat {de} nicht hat"),
            format!("“{product}” does not have the certificate {en} that you ask for"),
        ),
        CertificateFound::NoneNamed => open(
            format!("Für „{product}“ sind keine Zertifikate angegeben, und Sie verlangen {de}"),
            format!("No certificates are stated for “{product}”, and you ask for {en}"),
        ),
    }
}

pub(super) fn deployment(
    product: &str,
    offered: &[Deployment],
    allowed: &BTreeSet<Deployment>,
    status: CheckStatus,
) -> Message {
    let ways = |ways: &mut dyn Iterator<Item = &Deployment>, lang| {
        ways.map(|way| label("/$defs/deployment", way.as_str(), lang))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let common = |lang| ways(&mut offered.iter().filter(|way| allowed.contains(way)), lang);
    let offers = |lang| ways(&mut offered.iter(), lang);
    let allows = |lang| ways(&mut allowed.iter(), lang);
    match status {
        CheckStatus::Met => fits(
            format!(
                "„{product}“ lässt sich so betreiben, wie Sie es erlauben ({})",
                common(Lang::De)
            ),
            format!("“{product}” can be run in a way that you allow ({})", common(Lang::En)),
        ),
        CheckStatus::Unmet => unfit(
            format!(
                "„{product}“ nur anders betrieben werden kann ({}), als Sie es erlauben ({})",
                offers(Lang::De),
                allows(Lang::De)
            ),
            format!(
                "“{product}” can only be run in ways ({}) that you do not allow ({})",
                offers(Lang::En),
                allows(Lang::En)
            ),
        ),
        CheckStatus::Gap | CheckStatus::Unknown => open(
            format!("Für „{product}“ ist nicht angegeben, wie es sich betreiben lässt"),
            format!("It is not stated for “{product}” how it can be run"),
        ),
    }
}

pub(super) fn data_location(
    product: &str,
    outside: &[&str],
    allowed: &BTreeSet<Country>,
    status: CheckStatus,
) -> Message {
    let outside = outside.join(", ");
    let allowed = allowed.iter().map(Country::as_str).collect::<Vec<_>>().join(", ");
    match status {
        CheckStatus::Met => fits(
            format!(
                "Die Daten von „{product}“ liegen nur in Staaten, die Sie erlauben ({allowed})"
            ),
            format!("The data of “{product}” lie only in countries that you allow ({allowed})"),
        ),
        CheckStatus::Unmet => unfit(
            format!(
                "Daten von „{product}“ auch in Staaten liegen ({outside}), die Sie nicht erlauben (erlaubt: {allowed})"
            ),
            format!(
                "data of “{product}” lie in countries ({outside}) that you do not allow (allowed: {allowed})"
            ),
        ),
        CheckStatus::Gap | CheckStatus::Unknown => open(
            format!("Für „{product}“ ist nicht angegeben, in welchen Staaten die Daten liegen"),
            format!("It is not stated for “{product}” in which countries the data lie"),
        ),
    }
}

pub(super) fn third_country(product: &str, exposure: &Exposure) -> Message {
    let facts = |facts: &[ExposureFact], lang| {
        listed(facts.iter().map(|fact| fact_in_words(*fact, lang)), lang)
    };
    match exposure.exposed {
        Exposed::No => fits(
            format!(
                "Nach den Angaben zu „{product}“ haben Staaten außerhalb von EU und EWR keinen Zugriff auf die Daten"
            ),
            format!(
                "By what is stated for “{product}”, countries outside the EU and the EEA have no access to the data"
            ),
        ),
        Exposed::Yes => unfit(
            format!(
                "bei „{product}“ Staaten außerhalb von EU und EWR auf die Daten zugreifen könnten (Grund: {})",
                facts(&exposure.reasons, Lang::De)
            ),
            format!(
                "with “{product}” countries outside the EU and the EEA might access the data (reason: {})",
                facts(&exposure.reasons, Lang::En)
            ),
        ),
        Exposed::Unknown => open(
            format!(
                "Ob bei „{product}“ Staaten außerhalb von EU und EWR auf die Daten zugreifen könnten, ist nicht vollständig angegeben (es fehlt: {})",
                facts(&exposure.missing, Lang::De)
            ),
            format!(
                "Whether with “{product}” countries outside the EU and the EEA might access the data is not fully stated (missing: {})",
                facts(&exposure.missing, Lang::En)
            ),
        ),
    }
}

fn fact_in_words(fact: ExposureFact, lang: Lang) -> &'static str {
    let (de, en) = match fact {
        ExposureFact::Declaration => ("Angabe des Anbieters dazu", "the vendor's own statement"),
        ExposureFact::Laws => ("genannte Gesetze", "laws that are named"),
        ExposureFact::Seat => ("Sitz des Anbieters", "the vendor's seat"),
        ExposureFact::UltimateOwner => {
            ("Sitz des beherrschenden Unternehmens", "the seat of the controlling parent")
        }
        ExposureFact::DataLocations => ("Speicherort der Daten", "where the data lie"),
    };
    match lang {
        Lang::De => de,
        Lang::En => en,
    }
}
