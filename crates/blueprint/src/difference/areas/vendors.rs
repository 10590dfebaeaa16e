//! Vendors and products, their tests, certificates and assessments.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{
    ChangeKind,
    found::Found,
    place::Place,
    rule::{Absent, Rule, changed},
    table::Row,
    words,
};
use super::general::{self, LINK, TEXT_CHANGED};
use crate::{Lang, compare::same};

pub(crate) const VENDOR_ADDED: ChangeKind =
    ChangeKind::minor("BP210", "vendor-added", "A vendor was added.");
pub(crate) const VENDOR_REMOVED: ChangeKind =
    ChangeKind::notice("BP211", "vendor-removed", "A vendor was withdrawn with all products.");
pub(crate) const PRODUCT_ADDED: ChangeKind =
    ChangeKind::minor("BP212", "product-added", "A product was added.");
pub(crate) const PRODUCT_REMOVED: ChangeKind =
    ChangeKind::notice("BP213", "product-removed", "A product was withdrawn.");
pub(crate) const TEST_ADDED: ChangeKind =
    ChangeKind::minor("BP214", "test-added", "A test of a product was added.");
pub(crate) const TEST_REMOVED: ChangeKind =
    ChangeKind::notice("BP215", "test-removed", "A test of a product was withdrawn.");
pub(crate) const RESULT_WORSENED: ChangeKind =
    ChangeKind::notice("BP216", "result-worsened", "A product fares worse in a test.");
pub(crate) const RESULT_IMPROVED: ChangeKind =
    ChangeKind::minor("BP217", "result-improved", "A product fares better in a test.");
pub(crate) const CERTIFICATE_ADDED: ChangeKind = ChangeKind::minor(
    "BP218",
    "certificate-added",
    "A product has a further certificate, or one for longer.",
);
pub(crate) const CERTIFICATE_REMOVED: ChangeKind = ChangeKind::notice(
    "BP219",
    "certificate-removed",
    "A certificate of a product was withdrawn, or ends sooner.",
);
pub(crate) const PRODUCT_CHANGED: ChangeKind = ChangeKind::minor(
    "BP221",
    "product-changed",
    "Version, licence, contract or form of operation of a product changed.",
);
pub(crate) const HANDS_CHANGED: ChangeKind = ChangeKind::notice(
    "BP222",
    "product-in-other-hands",
    "Seat, owner, place of data, custody of keys or exposure of a product changed.",
);
pub(crate) const TEST_CHANGED: ChangeKind = ChangeKind::minor(
    "BP223",
    "test-changed",
    "By whom, when or on what a product was tested changed.",
);
pub(crate) const FRAMEWORK: ChangeKind = ChangeKind::minor(
    "BP224",
    "assessment-framework-changed",
    "A product is assessed by another framework.",
);
pub(crate) const ASSESSED_WORSE: ChangeKind =
    ChangeKind::notice("BP225", "assessment-worsened", "A product is assessed as less sovereign.");
pub(crate) const ASSESSED_BETTER: ChangeKind =
    ChangeKind::minor("BP226", "assessment-improved", "A product is assessed as more sovereign.");

const ASSESSED: Rule = Rule::Number { raised: &ASSESSED_BETTER, lowered: &ASSESSED_WORSE };
const HANDS: Rule = Rule::Any(&HANDS_CHANGED);
const LOCATIONS: Rule =
    Rule::Set { absent: Absent::Nothing, added: &HANDS_CHANGED, removed: &HANDS_CHANGED };
const WORDING: Rule = Rule::Texts { more: &TEXT_CHANGED, fewer: &TEXT_CHANGED };

pub(crate) const ROWS: &[Row] = &[
    ("/vendors/*", Rule::Elements { added: &VENDOR_ADDED, removed: &VENDOR_REMOVED }),
    ("/vendors/*/name", Rule::Any(&TEXT_CHANGED)),
    ("/vendors/*/seat", HANDS),
    ("/vendors/*/ultimate_owner", HANDS),
    ("/vendors/*/products/*", Rule::Elements { added: &PRODUCT_ADDED, removed: &PRODUCT_REMOVED }),
    ("/vendors/*/products/*/name", Rule::Any(&TEXT_CHANGED)),
    ("/vendors/*/products/*/version", Rule::Any(&PRODUCT_CHANGED)),
    ("/vendors/*/products/*/license", Rule::Any(&PRODUCT_CHANGED)),
    (
        "/vendors/*/products/*/deployment",
        Rule::Set { absent: Absent::Nothing, added: &PRODUCT_CHANGED, removed: &PRODUCT_CHANGED },
    ),
    ("/vendors/*/products/*/data_locations", LOCATIONS),
    ("/vendors/*/products/*/key_custody", HANDS),
    ("/vendors/*/products/*/third_country_access/exposed", HANDS),
    ("/vendors/*/products/*/third_country_access/laws", LOCATIONS),
    ("/vendors/*/products/*/procurement/contract", Rule::Any(&PRODUCT_CHANGED)),
    ("/vendors/*/products/*/procurement/via", WORDING),
    ("/vendors/*/products/*/certificates", Rule::Custom(certificates)),
    ("/vendors/*/products/*/assessment/framework", Rule::Any(&FRAMEWORK)),
    ("/vendors/*/products/*/assessment/objectives/{}/seal", ASSESSED),
    ("/vendors/*/products/*/assessment/objectives/{}/points", ASSESSED),
    ("/vendors/*/products/*/assessment/objectives/{}/evidence", Rule::Any(&LINK)),
    (
        "/vendors/*/products/*/tests/*",
        Rule::Elements { added: &TEST_ADDED, removed: &TEST_REMOVED },
    ),
    ("/vendors/*/products/*/tests/*/by", Rule::Any(&TEST_CHANGED)),
    ("/vendors/*/products/*/tests/*/on", Rule::Any(&TEST_CHANGED)),
    ("/vendors/*/products/*/tests/*/expires", Rule::Any(&TEST_CHANGED)),
    ("/vendors/*/products/*/tests/*/environment", Rule::Any(&TEST_CHANGED)),
    ("/vendors/*/products/*/tests/*/blueprint_version", Rule::Any(&TEST_CHANGED)),
    ("/vendors/*/products/*/tests/*/result", Rule::Custom(result)),
    ("/vendors/*/products/*/tests/*/requirements/{}", Rule::Custom(requirement)),
    ("/vendors/*/products/*/tests/*/findings", WORDING),
    (
        "/vendors/*/products/*/tests/*/evidence",
        Rule::Set { absent: Absent::Nothing, added: &LINK, removed: &LINK },
    ),
];

/// Not stated lies between failed and passed.
fn result(place: &Place<'_>, found: &mut Found<'_>) {
    fared(&["failed", "", "passed_with_findings", "passed"], place, found);
}

/// Not stated is not tested.
fn requirement(place: &Place<'_>, found: &mut Found<'_>) {
    let untested = |side: Option<&Value>| side.is_none_or(|side| side.as_str() == Some("untested"));
    if untested(place.old) && untested(place.new) {
        return changed(&general::NOTATION, place, found);
    }
    fared(&["unmet", "untested", "partial", "met"], place, found);
}

fn fared(ranks: &[&str], place: &Place<'_>, found: &mut Found<'_>) {
    let absent = 1;
    let rank = |side: Option<&Value>| match side {
        None => Some(absent),
        Some(value) => ranks.iter().position(|rank| value.as_str() == Some(rank)),
    };
    match (rank(place.old), rank(place.new)) {
        (Some(old), Some(new)) if new < old => changed(&RESULT_WORSENED, place, found),
        (Some(_), Some(_)) => changed(&RESULT_IMPROVED, place, found),
        _ => general::unknown(place, found),
    }
}

/// A certificate is known by its scheme, its name and its type.
type Title<'d> = [Option<&'d str>; 3];

fn certificates(place: &Place<'_>, found: &mut Found<'_>) {
    let (Some(old), Some(new)) = (by_title(place.old), by_title(place.new)) else {
        return general::unknown(place, found);
    };
    let n_before = found.n_changes();
    for (title, was) in &old {
        match new.get(title) {
            None => certificate(&CERTIFICATE_REMOVED, title, place, found),
            Some(is) => valid_until(title, (was, is), place, found),
        }
    }
    for title in new.keys().filter(|title| !old.contains_key(*title)) {
        certificate(&CERTIFICATE_ADDED, title, place, found);
    }
    if n_before < found.n_changes() {
        return;
    }
    let item = place.node.and_then(crate::schema::Node::items);
    let is_reworded = new.iter().any(|(title, is)| !same(item, old.get(title).copied(), Some(is)));
    if is_reworded { changed_wording(place, found) } else { general::order(place, found) }
}

fn valid_until(
    title: &Title<'_>,
    (was, is): (&Value, &Value),
    place: &Place<'_>,
    found: &mut Found<'_>,
) {
    let day = |side: &Value| side.get("valid_until").and_then(Value::as_str).map(str::to_owned);
    // Dates as the schema has them sort like their text; without one there is no end.
    match (day(was), day(is)) {
        (old, new) if old == new => {}
        (Some(old), Some(new)) if old < new => certificate(&CERTIFICATE_ADDED, title, place, found),
        (Some(_), None) => certificate(&CERTIFICATE_ADDED, title, place, found),
        _ => certificate(&CERTIFICATE_REMOVED, title, place, found),
    }
}

fn certificate(kind: &ChangeKind, title: &Title<'_>, place: &Place<'_>, found: &mut Found<'_>) {
    let scheme = place.node.and_then(|node| node.items()?.property("scheme"));
    let message = words::message(|lang| {
        let [code, name, sort] = title;
        let label = code.and_then(|code| scheme?.label(code, lang)).or(*code).unwrap_or_default();
        let parts: Vec<&str> = [Some(label), *name, *sort].into_iter().flatten().collect();
        let (prefix, title) = (place.prefix(lang), words::quoted(&parts.join(" "), lang));
        match (lang, kind.notifies_adopters) {
            (Lang::De, false) => {
                format!("{prefix}Das Zertifikat {title} ist neu oder gilt länger.")
            }
            (Lang::En, false) => format!("{prefix}The certificate {title} is new or holds longer."),
            (Lang::De, true) => {
                format!("{prefix}Das Zertifikat {title} ist entfallen oder endet früher.")
            }
            (Lang::En, true) => {
                format!("{prefix}The certificate {title} was withdrawn or ends sooner.")
            }
        }
    });
    found.push(kind, place, message);
}

fn changed_wording(place: &Place<'_>, found: &mut Found<'_>) {
    let message = words::message(|lang| match lang {
        Lang::De => format!(
            "{}Der Geltungsbereich eines Zertifikats ist anders beschrieben.",
            place.prefix(lang)
        ),
        Lang::En => {
            format!("{}The scope of a certificate is described differently.", place.prefix(lang))
        }
    });
    found.push(&TEXT_CHANGED, place, message);
}

/// `None` if this is no list of certificates, or if two cannot be told apart.
fn by_title(side: Option<&Value>) -> Option<BTreeMap<Title<'_>, &Value>> {
    let items = side.map_or(Some(&[][..]), |list| list.as_array().map(Vec::as_slice))?;
    let known = ["scheme", "name", "type", "scope", "valid_until"];
    let mut found = BTreeMap::new();
    for item in items {
        // Other members than these would go unseen.
        if item.as_object()?.keys().any(|name| !known.contains(&name.as_str())) {
            return None;
        }
        let title =
            ["scheme", "name", "type"].map(|member| item.get(member).and_then(Value::as_str));
        if found.insert(title, item).is_some() {
            return None;
        }
    }
    Some(found)
}
