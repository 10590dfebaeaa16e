//! What is wrong with a test that somebody wants to record: everything at once, each with its place and what to do.

mod evidence;
mod outcomes;

use std::collections::BTreeMap;

use blueprint::{
    Digest, Document, Finding, Slug, VersionRef,
    document::{Environment, RequirementStatus, TestResult},
    evidence::ProductRef,
};
use jiff::{Span, civil::Date};
use semver::Version;
use store::{EvidenceFile, OrganisationKind};

use super::record::{Known, NewAttestation};
use crate::{day::day_of, fault::fault, free_text, idempotency};

/// How long a test counts where nobody says otherwise, in years.
const USUAL_LIFE: i64 = 2;
/// How long it may count: by then neither the product nor what is asked of it is what was tested.
const LONGEST_LIFE: i64 = 5;

const MAX_NOTE_CHARS: usize = 2000;
const MAX_PRODUCT_VERSION_CHARS: usize = 100;
/// So many names of what there is are given to somebody who named something else.
const MOST_NAMED: usize = 20;

/// What could be read of a test; what could not is none.
pub(super) struct Typed {
    pub(super) version: Option<Version>,
    product: Option<ProductRef>,
    environment: Option<Environment>,
    result: Option<TestResult>,
    tested_on: Option<Date>,
    /// One for each file.
    digests: Vec<Option<Digest>>,
}

/// A test in which nothing is wrong.
pub(super) struct Meant {
    pub(super) version: Version,
    pub(super) product: ProductRef,
    pub(super) product_version: Option<String>,
    pub(super) environment: Environment,
    pub(super) tested_on: Date,
    pub(super) expires_on: Date,
    pub(super) result: TestResult,
    pub(super) requirements: BTreeMap<String, RequirementStatus>,
    pub(super) evidence: Vec<EvidenceFile>,
    pub(super) note: Option<String>,
}

impl Typed {
    pub(super) fn read(new: &NewAttestation<'_>) -> Self {
        let digest = |text: &str| {
            let bare = Digest::from_hex(text).ok();
            text.parse().ok().or(bare)
        };
        Self {
            version: VersionRef::exact(new.version.trim()).ok(),
            product: new.product.trim().parse().ok(),
            environment: Environment::of_code(new.environment),
            result: TestResult::of_code(new.result),
            tested_on: day(new.tested_on),
            digests: new.evidence.iter().map(|(_, text)| digest(text.trim())).collect(),
        }
    }

    /// Whose product is meant.
    pub(super) fn vendor(&self) -> Option<Slug> {
        self.product.as_ref()?.vendor.parse().ok()
    }

    pub(super) fn digests(&self) -> Vec<Digest> {
        self.digests.iter().copied().flatten().collect()
    }
}

pub(super) fn checked(
    new: &NewAttestation<'_>,
    typed: Typed,
    known: &Known,
) -> Result<Meant, Vec<Finding>> {
    let mut found: Vec<Finding> = idempotency::check(new.idempotency_key).into_iter().collect();
    let document = known.against.as_ref().map(|(_, document)| document);
    found.extend(version(new, typed.version.as_ref(), known));
    found.extend(product(new, typed.product.as_ref(), document));
    found.extend(tester(new, typed.product.as_ref(), known));
    let product_version = text(
        ("attestation-product-version", "/product_version"),
        new.product_version,
        MAX_PRODUCT_VERSION_CHARS,
        &mut found,
    );
    if typed.environment.is_none() {
        found.push(no_environment(new.environment));
    }
    let expires_on = days(new, typed.tested_on, &mut found);
    let note = text(("attestation-note", "/note"), new.note, MAX_NOTE_CHARS, &mut found);
    let requirements = outcomes::read(new, document, &mut found);
    match typed.result {
        None => found.push(outcomes::no_result(new.result)),
        Some(result) => {
            let said = (result, &requirements);
            found.extend(document.and_then(|it| outcomes::contradicted(it, said, note.is_some())));
        }
    }
    let evidence = evidence::files(new, &typed.digests, &known.missing, &mut found);
    match (
        typed.version,
        typed.product,
        typed.environment,
        typed.result,
        typed.tested_on.zip(expires_on),
    ) {
        (
            Some(version),
            Some(product),
            Some(environment),
            Some(result),
            Some((tested_on, expires_on)),
        ) if found.is_empty() => Ok(Meant {
            version,
            product,
            product_version,
            environment,
            tested_on,
            expires_on,
            result,
            requirements,
            evidence,
            note,
        }),
        _ => Err(found),
    }
}

fn version(new: &NewAttestation<'_>, exact: Option<&Version>, known: &Known) -> Option<Finding> {
    let (code, at) = ("attestation-version", "/version");
    let (text, id) = (new.version, new.blueprint);
    let Some(version) = exact else {
        return Some(fault(
            code,
            at,
            format!(
                "„{text}“ ist keine genaue Version. Nennen Sie die Version, deren Anforderungen Sie geprüft haben, zum Beispiel 2.1.0."
            ),
            format!(
                "“{text}” is no exact version. Give the version whose requirements you tested, for example 2.1.0."
            ),
        ));
    };
    match &known.against {
        None => Some(fault(
            code,
            at,
            format!(
                "Version {version} von {id} gibt es nicht. Wählen Sie eine veröffentlichte Version."
            ),
            format!("There is no version {version} of {id}. Choose one that is published."),
        )),
        Some((true, _)) => Some(yanked(version)),
        Some((false, document)) if document.security.requirements.is_empty() => Some(fault(
            code,
            at,
            format!(
                "Version {version} nennt keine Sicherheitsanforderung, gegen die sich ein Produkt erproben ließe."
            ),
            format!(
                "Version {version} has no security requirement against which a product could be tested."
            ),
        )),
        Some((false, _)) => None,
    }
}

pub(super) fn yanked(version: &Version) -> Finding {
    fault(
        "attestation-version-yanked",
        "/version",
        format!(
            "Version {version} ist zurückgezogen. Weisen Sie die Erprobung für eine Version nach, die gilt."
        ),
        format!("Version {version} was withdrawn. Attest your test for a version that is good."),
    )
}

fn product(
    new: &NewAttestation<'_>,
    product: Option<&ProductRef>,
    document: Option<&Document>,
) -> Option<Finding> {
    let (code, at) = ("attestation-product", "/product");
    let Some(product) = product else {
        let text = new.product;
        return Some(fault(
            code,
            at,
            format!(
                "„{text}“ ist kein Produkt. Nennen Sie Anbieter und Produkt, zum Beispiel beispiel-it/parkservice."
            ),
            format!(
                "“{text}” is no product. Name vendor and product, for example beispiel-it/parkservice."
            ),
        ));
    };
    let vendors = document?.vendors.iter();
    let named: Vec<ProductRef> = vendors
        .flat_map(|vendor| vendor.products.iter().map(|one| ProductRef::of(vendor, one)))
        .collect();
    if named.contains(product) {
        return None;
    }
    let (possible_de, possible_en) = possible(named.iter().map(ToString::to_string).collect());
    Some(fault(
        code,
        at,
        format!(
            "Diese Version nennt kein Produkt {product}. {possible_de} Fehlt ein Produkt, schlagen Sie es der Herausgeberin vor."
        ),
        format!(
            "This version names no product {product}. {possible_en} If a product is missing, propose it to the owner."
        ),
    ))
}

/// What there is instead of what was named.
fn possible(mut names: Vec<String>) -> (String, String) {
    let more = names.len() > MOST_NAMED;
    names.truncate(MOST_NAMED);
    match names.join(", ") {
        none if none.is_empty() => {
            ("Sie nennt gar keines.".to_owned(), "It names none at all.".to_owned())
        }
        some if more => (
            format!("Möglich sind unter anderem: {some}."),
            format!("Possible are, among others: {some}."),
        ),
        some => (format!("Möglich sind: {some}."), format!("Possible are: {some}.")),
    }
}

/// A vendor's word about products is a declaration, whatever was tested.
fn tester(
    new: &NewAttestation<'_>,
    product: Option<&ProductRef>,
    known: &Known,
) -> Option<Finding> {
    let (organisation, at) = (new.organisation, "/organisation");
    if known.organisation.kind == OrganisationKind::Vendor {
        return Some(fault(
            "attestation-by-vendor",
            at,
            format!(
                "{organisation} ist ein Anbieter. Was Anbieter über Produkte sagen, ist eine Herstellererklärung und steht im Dokument der Blaupause beim Produkt. Bitten Sie eine Organisation, die das Produkt einsetzt, den Nachweis einzutragen."
            ),
            format!(
                "{organisation} is a vendor. What vendors say of products is a declaration, and stands with the product in the blueprint’s document. Ask an organisation that uses the product to record the attestation."
            ),
        ));
    }
    let product = product?;
    if let Some(now) = known.vendor_now.as_ref().filter(|now| *now == organisation) {
        let vendor = &product.vendor;
        return Some(fault(
            "attestation-own-product",
            at,
            format!(
                "Der Anbieter {vendor} ist in {now} aufgegangen, das Produkt also Ihr eigenes. Eigene Tests sind eine Herstellererklärung und stehen im Dokument der Blaupause beim Produkt. Bitten Sie eine andere Organisation, den Nachweis einzutragen."
            ),
            format!(
                "The vendor {vendor} went up in {now}, so the product is your own. Tests of one’s own product are a declaration, and stand with the product in the blueprint’s document. Ask another organisation to record the attestation."
            ),
        ));
    }
    if product.vendor != organisation.as_str() {
        return None;
    }
    Some(fault(
        "attestation-own-product",
        at,
        format!(
            "{organisation} bietet dieses Produkt selbst an. Eigene Tests sind eine Herstellererklärung und stehen im Dokument der Blaupause beim Produkt. Bitten Sie eine andere Organisation, den Nachweis einzutragen."
        ),
        format!(
            "{organisation} offers this product itself. Tests of one’s own product are a declaration, and stand with the product in the blueprint’s document. Ask another organisation to record the attestation."
        ),
    ))
}

fn no_environment(text: &str) -> Finding {
    fault(
        "attestation-environment",
        "/environment",
        format!(
            "„{text}“ ist keine Umgebung. Wählen Sie Pilotbetrieb (pilot) oder Regelbetrieb (production)."
        ),
        format!("“{text}” is no environment. Choose pilot or production."),
    )
}

/// A day as `YYYY-MM-DD` and in no other form: days are compared as texts.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse().ok().filter(|date: &Date| 0 < date.year() && date.to_string() == text)
}

/// The last day on which the test counts.
fn days(
    new: &NewAttestation<'_>,
    tested_on: Option<Date>,
    found: &mut Vec<Finding>,
) -> Option<Date> {
    let Some(tested_on) = tested_on else {
        let text = new.tested_on;
        found.push(fault(
            "attestation-tested-on",
            "/tested_on",
            format!("„{text}“ ist kein Tag. Nennen Sie den Tag der Erprobung als Jahr-Monat-Tag, zum Beispiel 2026-03-14."),
            format!("“{text}” is no day. Give the day of the test as year-month-day, for example 2026-03-14."),
        ));
        return None;
    };
    if day_of(new.at) < tested_on {
        found.push(fault(
            "attestation-tested-on",
            "/tested_on",
            "Der Tag der Erprobung liegt in der Zukunft. Nennen Sie den Tag, an dem sie stattgefunden hat.",
            "The day of the test lies in the future. Give the day on which it took place.",
        ));
    }
    let years = |n| tested_on.saturating_add(Span::new().years(n));
    let Some(text) = new.expires_on.filter(|text| !text.trim().is_empty()) else {
        return Some(years(USUAL_LIFE));
    };
    let end = day(text);
    let (code, at) = ("attestation-expires-on", "/expires_on");
    match end {
        None => found.push(fault(
            code,
            at,
            format!("„{text}“ ist kein Tag. Nennen Sie den letzten Tag, an dem der Nachweis gilt, als Jahr-Monat-Tag, zum Beispiel 2028-03-14. Ohne Angabe gilt er {USUAL_LIFE} Jahre."),
            format!("“{text}” is no day. Give the last day on which the attestation counts as year-month-day, for example 2028-03-14. Without one it counts for {USUAL_LIFE} years."),
        )),
        Some(end) if end <= tested_on => found.push(fault(
            code,
            at,
            "Der Nachweis muss länger gelten als bis zum Tag der Erprobung. Nennen Sie einen späteren Tag.",
            "The attestation must count for longer than until the day of the test. Give a later day.",
        )),
        Some(end) if years(LONGEST_LIFE) < end => found.push(fault(
            code,
            at,
            format!("Ein Nachweis gilt höchstens {LONGEST_LIFE} Jahre, hier also bis {}: Danach ist weder das Produkt noch die Anforderung, was geprüft wurde. Erproben Sie dann neu.", years(LONGEST_LIFE)),
            format!("An attestation counts for {LONGEST_LIFE} years at most, so here until {}: after that neither the product nor the requirement is what was tested. Test again then.", years(LONGEST_LIFE)),
        )),
        Some(_) => {}
    }
    end
}

/// A text that may be left out. Space around it is not counted.
fn text(
    (code, at): (&'static str, &str),
    given: Option<&str>,
    most: usize,
    found: &mut Vec<Finding>,
) -> Option<String> {
    let text = given.map(str::trim).filter(|text| !text.is_empty())?;
    found.extend(free_text::check((code, at), text, most));
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!(day(" 2026-03-14 "), Some(jiff::civil::date(2026, 3, 14)));
        for strange in [
            "",
            "14.03.2026",
            "2026-02-30",
            "20260314",
            "2026-03-14T10:00",
            "-000001-01-01",
            "0000-01-01",
        ] {
            assert_eq!(day(strange), None, "{strange}");
        }
    }
}
