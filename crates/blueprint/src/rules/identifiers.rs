//! Keys and codes of others: each has the form its issuer gives it.
//!
//! Forms as in: FIM (`XZuFi`, `XDatenfelder` 2 and 3), BSI IT-Grundschutz 2023 and Grundschutz++, ISO/IEC 27001:2022
//! Annex A, SPDX, BCP 47, ISO 3166-1, `SemVer`.

use std::sync::LazyLock;

use regex::Regex;
use semver::VersionReq;
use serde_json::Value;

use super::{Context, Findings, Rule, each, each_in, text};
use crate::{BlueprintId, Message, Pointer, schema::Node};

pub(super) const RULE: Rule = Rule {
    name: "identifiers",
    codes: &[
        "identifier-leistung",
        "identifier-leistung-unverified",
        "identifier-fim",
        "identifier-control",
        "identifier-licence",
        "identifier-language",
        "identifier-country",
        "identifier-requirement",
        "identifier-blueprint",
        "identifier-maturity",
    ],
    check,
};

fn check(Context { document, .. }: Context<'_>, findings: &mut Findings<'_>) {
    service(document, findings);
    controls(document, findings);
    licences(document, findings);
    languages(&mut Pointer::root(), document, Node::root(), findings);
    countries(document, findings);
    blueprints(document, findings);
}

fn pattern(text: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "constants; the tests of this rule compile each")]
    Regex::new(text).expect("the pattern is valid")
}

fn service(document: &Value, findings: &mut Findings<'_>) {
    for (at, leistung) in each(document, "/service/leistungen") {
        if let Some(key) = text(leistung, "key").filter(|key| !is_leistung_group(key)) {
            findings.warning("identifier-leistung", at.join("key"), leistung_group(key));
        }
        let is_verified = leistung.get("verified").and_then(Value::as_bool) == Some(true);
        if is_verified && text(leistung, "source").is_none() {
            findings.error("identifier-leistung-unverified", at.join("source"), no_source());
        }
    }
    for list in ["/service/fim/schemas", "/service/fim/processes"] {
        for (at, entry) in each(document, list) {
            fim(&at, entry, list == "/service/fim/schemas", findings);
        }
    }
    let model = document.pointer("/service/maturity_model");
    let level = model.and_then(|model| model.get("level")).and_then(Value::as_u64);
    let is_first_model = model.and_then(|model| text(model, "model")) == Some("ozg-1.1");
    if is_first_model && level.is_some_and(|level| 4 < level) {
        let at = Pointer::new("/service/maturity_model/level");
        findings.error("identifier-maturity", at, maturity());
    }
}

/// National keys start with 99; the next three digits are a group of the catalogue.
fn is_leistung_group(key: &str) -> bool {
    let digits = |range| key.get(range).and_then(|part: &str| part.parse::<u16>().ok());
    if digits(0..2) != Some(99) {
        return true;
    }
    digits(2..5).is_some_and(|group| matches!(group, 1..=148 | 150 | 151 | 153..=160 | 400..=603))
}

fn fim(at: &Pointer, entry: &Value, is_schema: bool, findings: &mut Findings<'_>) {
    static XDF2: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[SDFGRC][0-9]{8}$"));
    static XDF3: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[SDFGRC][0-9]{11}$"));
    static VERSION_2: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9]+\.[0-9]+$"));
    static VERSION_3: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9]+\.[0-9]+\.[0-9]+$"));
    let Some(id) = text(entry, "id").filter(|_| is_schema) else { return };
    let version = if XDF2.is_match(id) {
        &VERSION_2
    } else if XDF3.is_match(id) {
        &VERSION_3
    } else {
        findings.error("identifier-fim", at.join("id"), fim_id(id));
        return;
    };
    if let Some(given) = text(entry, "version").filter(|given| !version.is_match(given)) {
        findings.error("identifier-fim", at.join("version"), fim_version(id, given));
    }
}

fn controls(document: &Value, findings: &mut Findings<'_>) {
    for (at, requirement) in each(document, "/security/requirements") {
        for (at, citation) in each_in(&at, requirement, "controls") {
            let (Some(catalogue), Some(control)) =
                (text(citation, "catalogue"), text(citation, "control"))
            else {
                continue;
            };
            if let Some(example) = misfit(catalogue, control) {
                let message = control_form(catalogue, control, example);
                findings.error("identifier-control", at.join("control"), message);
            }
        }
    }
}

/// An example of the right form when `control` does not have it.
fn misfit(catalogue: &str, control: &str) -> Option<&'static str> {
    static PLUS_PLUS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z]{2,5}(\.[0-9]+)+$"));
    static KOMPENDIUM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(ISMS|ORP|CON|OPS|DER|APP|SYS|IND|NET|INF)\.[0-9]+(\.[0-9]+){0,2}\.A[0-9]+(-UA\.[0-9]+)?$",
        )
    });
    static ANNEX_A: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^A?\.?(5\.([1-9]|[12][0-9]|3[0-7])|6\.[1-8]|7\.([1-9]|1[0-4])|8\.([1-9]|[12][0-9]|3[0-4]))$",
        )
    });
    let (form, example) = match catalogue {
        "bsi-grundschutz-pp" => (&PLUS_PLUS, "BER.1.4"),
        "bsi-it-grundschutz-2023" => (&KOMPENDIUM, "APP.3.1.A1"),
        "iso-27001-2022" => (&ANNEX_A, "5.23"),
        _ => return None,
    };
    (!form.is_match(control)).then_some(example)
}

fn licences(document: &Value, findings: &mut Findings<'_>) {
    if let Some(licence) = text(document, "license").filter(|licence| !is_spdx(licence)) {
        findings.error("identifier-licence", Pointer::new("/license"), spdx(licence));
    }
    for (at, vendor) in each(document, "/vendors") {
        for (at, product) in each_in(&at, vendor, "products") {
            let licence = text(product, "license").filter(|licence| *licence != "proprietary");
            if let Some(licence) = licence.filter(|licence| !is_spdx(licence)) {
                findings.error("identifier-licence", at.join("license"), spdx(licence));
            }
        }
    }
}

fn is_spdx(licence: &str) -> bool {
    spdx::Expression::parse(licence).is_ok()
}

/// Every text by language: where the schema asks for `de`, the other names are language tags.
fn languages(at: &mut Pointer, value: &Value, node: Node, findings: &mut Findings<'_>) {
    match value {
        Value::Object(members) => {
            let required = node.keyword("required").and_then(Value::as_array);
            let is_text = required.is_some_and(|names| *names == ["de"]);
            for (name, member) in members {
                if is_text && name != "de" && oxilangtag::LanguageTag::parse(name.as_str()).is_err()
                {
                    findings.error("identifier-language", at.join(name), language(name));
                }
                if let Some(child) = node.child(name) {
                    at.below(name, |at| languages(at, member, child, findings));
                }
            }
        }
        Value::Array(items) => {
            let Some(element) = node.items() else { return };
            for (index, item) in items.iter().enumerate() {
                at.below(index, |at| languages(at, item, element, findings));
            }
        }
        _ => {}
    }
}

fn countries(document: &Value, findings: &mut Findings<'_>) {
    let mut expect = |at: Pointer, code: Option<&str>| {
        if let Some(code) = code.filter(|code| celes::Country::from_alpha2(code).is_err()) {
            findings.error("identifier-country", at, country(code));
        }
    };
    for (at, code) in each(document, "/sovereignty/data_locations") {
        expect(at, code.as_str());
    }
    for (at, vendor) in each(document, "/vendors") {
        expect(at.join("seat"), text(vendor, "seat"));
        expect(at.join("ultimate_owner"), text(vendor, "ultimate_owner"));
        for (at, product) in each_in(&at, vendor, "products") {
            for (at, code) in each_in(&at, product, "data_locations") {
                expect(at, code.as_str());
            }
        }
    }
}

fn blueprints(document: &Value, findings: &mut Findings<'_>) {
    for (at, dependency) in each(document, "/dependencies") {
        if let Some(id) =
            text(dependency, "blueprint").filter(|id| id.parse::<BlueprintId>().is_err())
        {
            findings.error("identifier-blueprint", at.join("blueprint"), blueprint(id));
        }
        let range = text(dependency, "version");
        if let Some(range) = range.filter(|range| VersionReq::parse(range).is_err()) {
            findings.error("identifier-requirement", at.join("version"), requirement(range));
        }
    }
    for (at, node) in each(document, "/process/nodes") {
        let Some(reference) = text(node, "blueprint") else { continue };
        let is_reference = reference.split_once('@').is_some_and(|(id, range)| {
            id.parse::<BlueprintId>().is_ok() && VersionReq::parse(range).is_ok()
        });
        if !is_reference {
            findings.error(
                "identifier-blueprint",
                at.join("blueprint"),
                blueprint_range(reference),
            );
        }
    }
}

fn leistung_group(key: &str) -> Message {
    Message::new(
        format!(
            "Der Leistungsschlüssel {key} nennt eine Leistungsgruppe (Stellen 3 bis 5), die der Katalog nicht kennt. Prüfen Sie ihn im FIM-Portal."
        ),
        format!(
            "The service key {key} names a group (digits 3 to 5) that the catalogue does not know. Check it in the FIM portal."
        ),
    )
}

fn no_source() -> Message {
    Message::new(
        "Der Leistungsschlüssel gilt als geprüft, aber die Quelle fehlt. Nennen Sie sie unter „source“ oder setzen Sie „verified“ auf false.",
        "The service key is said to be verified but has no source. Name it under “source” or set “verified” to false.",
    )
}

fn fim_id(id: &str) -> Message {
    Message::new(
        format!(
            "„{id}“ ist keine FIM-Kennung. Sie besteht aus einem Buchstaben (S, D, F, G, R oder C) und 8 Ziffern (XDatenfelder 2) oder 11 Ziffern (XDatenfelder 3)."
        ),
        format!(
            "“{id}” is not a FIM id. It is one letter (S, D, F, G, R or C) and 8 digits (XDatenfelder 2) or 11 digits (XDatenfelder 3)."
        ),
    )
}

fn fim_version(id: &str, version: &str) -> Message {
    Message::new(
        format!(
            "Die Version „{version}“ passt nicht zu {id}: 8 Ziffern haben Versionen wie 1.1, 11 Ziffern Versionen wie 1.2.0."
        ),
        format!(
            "The version “{version}” does not fit {id}: ids of 8 digits have versions such as 1.1, ids of 11 digits such as 1.2.0."
        ),
    )
}

fn control_form(catalogue: &str, control: &str, example: &str) -> Message {
    Message::new(
        format!(
            "„{control}“ ist keine Kennung aus dem Katalog {catalogue}. Sie sieht aus wie {example}."
        ),
        format!("“{control}” is not an id of the catalogue {catalogue}. It looks like {example}."),
    )
}

fn spdx(licence: &str) -> Message {
    Message::new(
        format!(
            "„{licence}“ ist kein SPDX-Lizenzausdruck. Üblich sind zum Beispiel CC-BY-4.0, CC0-1.0 oder EUPL-1.2."
        ),
        format!(
            "“{licence}” is not an SPDX licence expression. Common are for example CC-BY-4.0, CC0-1.0 or EUPL-1.2."
        ),
    )
}

fn language(tag: &str) -> Message {
    Message::new(
        format!(
            "„{tag}“ ist kein Sprachkürzel nach BCP 47. Schreiben Sie zum Beispiel en, fr oder de-x-leicht."
        ),
        format!(
            "“{tag}” is not a language tag of BCP 47. Write for example en, fr or de-x-leicht."
        ),
    )
}

fn country(code: &str) -> Message {
    Message::new(
        format!(
            "„{code}“ ist kein Länderkürzel nach ISO 3166. Schreiben Sie zum Beispiel DE, FR oder US."
        ),
        format!("“{code}” is not a country code of ISO 3166. Write for example DE, FR or US."),
    )
}

fn requirement(range: &str) -> Message {
    Message::new(
        format!(
            "„{range}“ ist keine Versionsbedingung. Schreiben Sie zum Beispiel ^1.0 oder >=1.2, <3."
        ),
        format!("“{range}” is not a version requirement. Write for example ^1.0 or >=1.2, <3."),
    )
}

fn blueprint(id: &str) -> Message {
    Message::new(
        format!(
            "„{id}“ ist kein Name einer Blaupause. Er lautet organisation/name, zum Beispiel mrn/handwerkerparkausweis."
        ),
        format!(
            "“{id}” is not a blueprint's name. It reads organisation/name, for example mrn/handwerkerparkausweis."
        ),
    )
}

fn blueprint_range(reference: &str) -> Message {
    Message::new(
        format!(
            "„{reference}“ verweist auf keine Blaupause. Schreiben Sie organisation/name@Bedingung, zum Beispiel mrn/organisationskonto@^1."
        ),
        format!(
            "“{reference}” refers to no blueprint. Write organisation/name@requirement, for example mrn/organisationskonto@^1."
        ),
    )
}

fn maturity() -> Message {
    Message::new(
        "Das Reifegradmodell 1.1 kennt nur die Stufen 0 bis 4. Ändern Sie die Stufe oder das Modell.",
        "Maturity model 1.1 has levels 0 to 4 only. Change the level or the model.",
    )
}
