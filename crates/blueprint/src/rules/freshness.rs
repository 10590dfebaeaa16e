//! What was true for a time: review dates, the end of maintenance, certificates and tests, as of the day given.
//!
//! A day that is over warns and never refuses: an old document stays what it was. The last day itself still counts.

use jiff::civil::Date;
use serde_json::Value;

use super::{Context, Findings, Rule, each, each_in, text};
use crate::{Lang, Message, Pointer, process::shortened, schema::Node};

pub(super) const RULE: Rule = Rule {
    name: "freshness",
    codes: &[
        "freshness-review",
        "freshness-maintenance-ended",
        "freshness-certificate",
        "freshness-test",
        "freshness-test-in-future",
    ],
    check,
};

fn check(Context { document, on }: Context<'_>, findings: &mut Findings<'_>) {
    maintenance(document, on, findings);
    for (at, vendor) in each(document, "/vendors") {
        for (at, product) in each_in(&at, vendor, "products") {
            certificates(&at, product, on, findings);
            tests(&at, product, on, findings);
        }
    }
}

fn maintenance(document: &Value, on: Date, findings: &mut Findings<'_>) {
    let Some(maintenance) = document.get("maintenance") else { return };
    let at = Pointer::new("/maintenance");
    if let Some(day) = over(maintenance, "review_by", on) {
        findings.warning("freshness-review", at.join("review_by"), review(day));
    }
    if let Some(day) = over(maintenance, "ends_on", on) {
        findings.warning("freshness-maintenance-ended", at.join("ends_on"), ended(day));
    }
}

fn certificates(at: &Pointer, product: &Value, on: Date, findings: &mut Findings<'_>) {
    for (at, certificate) in each_in(at, product, "certificates") {
        if let Some(day) = over(certificate, "valid_until", on) {
            let message = expired_certificate(&scheme(&at, certificate), product, day);
            findings.warning("freshness-certificate", at.join("valid_until"), message);
        }
    }
}

/// The certificate's own name, or its scheme in the words of the schema.
fn scheme(at: &Pointer, certificate: &Value) -> Message {
    let scheme = text(certificate, "scheme").unwrap_or_default();
    let node = Node::at(&at.join("scheme"));
    let label = |lang| node.and_then(|node| node.label(scheme, lang)).unwrap_or(scheme);
    let name = |lang| shortened(text(certificate, "name").unwrap_or_else(|| label(lang)));
    Message::new(name(Lang::De), name(Lang::En))
}

fn tests(at: &Pointer, product: &Value, on: Date, findings: &mut Findings<'_>) {
    for (at, test) in each_in(at, product, "tests") {
        let id = text(test, "id").unwrap_or_default();
        if let Some(day) = over(test, "expires", on) {
            let message = expired_test(id, product, day);
            findings.warning("freshness-test", at.join("expires"), message);
        }
        if let Some(day) = day(test, "on").filter(|day| on < *day) {
            let message = future_test(id, product, day);
            findings.warning("freshness-test-in-future", at.join("on"), message);
        }
    }
}

fn over(value: &Value, member: &str, on: Date) -> Option<Date> {
    day(value, member).filter(|day| *day < on)
}

/// What is no day is the schema's own finding.
fn day(value: &Value, member: &str) -> Option<Date> {
    text(value, member)?.parse().ok()
}

fn review(day: Date) -> Message {
    let (de, en) = written(day);
    Message::new(
        format!(
            "Der Inhalt sollte bis zum {de} überprüft werden, dieser Tag ist vorbei. Prüfen Sie ihn und setzen Sie einen neuen Termin."
        ),
        format!(
            "The content was to be reviewed by {en}, and that day is over. Review it and set a new date."
        ),
    )
}

fn ended(day: Date) -> Message {
    let (de, en) = written(day);
    Message::new(
        format!("Die Pflege der Blaupause endete am {de}. Klären Sie, wer sie fortführt."),
        format!("The maintenance of the blueprint ended on {en}. Settle who carries it on."),
    )
}

fn expired_certificate(certificate: &Message, product: &Value, day: Date) -> Message {
    let ((de, en), product) = (written(day), name(product));
    Message::new(
        format!(
            "Das Zertifikat {} des Produkts „{product}“ galt bis zum {de}. Tragen Sie das neue ein oder entfernen Sie es.",
            certificate.de
        ),
        format!(
            "The certificate {} of the product “{product}” was valid until {en}. Enter the new one or remove it.",
            certificate.en
        ),
    )
}

fn expired_test(test: &str, product: &Value, day: Date) -> Message {
    let ((de, en), product, test) = (written(day), name(product), shortened(test));
    Message::new(
        format!(
            "Die Prüfung {test} des Produkts „{product}“ galt bis zum {de} und zählt nicht mehr. Lassen Sie das Produkt erneut prüfen."
        ),
        format!(
            "The test {test} of the product “{product}” was valid until {en} and no longer counts. Have the product tested again."
        ),
    )
}

fn future_test(test: &str, product: &Value, day: Date) -> Message {
    let ((de, en), product, test) = (written(day), name(product), shortened(test));
    Message::new(
        format!(
            "Die Prüfung {test} des Produkts „{product}“ ist auf den {de} datiert, dieser Tag kommt erst noch. Berichtigen Sie das Datum."
        ),
        format!(
            "The test {test} of the product “{product}” is dated {en}, which is yet to come. Correct the date."
        ),
    )
}

fn name(product: &Value) -> String {
    shortened(text(product, "name").or_else(|| text(product, "id")).unwrap_or_default())
}

fn written(day: Date) -> (String, String) {
    (day.strftime("%d.%m.%Y").to_string(), day.strftime("%-d %B %Y").to_string())
}
