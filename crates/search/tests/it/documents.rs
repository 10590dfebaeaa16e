//! What an entry takes from a document.

use blueprint::Document;
use blueprint::maturity::{Earned, Until};
use search::{Entry, Facet, Index, IndexChange, Known, Query};
use serde_json::{Value, json};

use crate::corpus::{names, query};

const KNOWN: Known<'_> = Known {
    owner_name: "Stadt Musterstadt",
    owner_kind: "municipality",
    is_deprecated: true,
    review_by: None,
    updated_at: 7,
    maturity: Earned { pilot: Until::Never, proven: Until::Never, standard: Until::Never },
    adopters: &[],
};

pub(crate) fn document() -> Value {
    json!({
        "format": 1,
        "owner": "musterstadt",
        "name": "waffenschein",
        "version": "1.2.0",
        "title": {"de": "Kleiner Waffenschein", "en": "Minor firearms licence"},
        "summary": {"de": "Wer eine Schreckschusswaffe führt, braucht einen Schein."},
        "description": {"de": "Aus öffentlichen Quellen nachgebildet.", "en": "Reconstructed."},
        "license": "CC-BY-4.0",
        "keywords": ["sicherheit", "waffen"],
        "contacts": [{"id": "stelle", "email": "stelle@example.org"}],
        "maintenance": {"maintainer": "musterstadt"},
        "service": {
            "leistungen": [{"key": "99089003001000", "title": {"de": "Erteilung"}}],
            "target_groups": ["citizen", "business"],
            "trust_level": "substantial",
            "scope": {"in": [{"de": "Verlängerung"}], "out": [{"de": "Jagdschein"}]},
        },
        "applicability": {"states": ["06", "08"]},
        "legal_bases": [{"id": "waffg-10", "citation": "§ 10 Abs. 4 WaffG", "level": "federal"}],
        "process": {
            "roles": [{"id": "person", "kind": "applicant", "title": {"de": "Antragstellende Person"}}],
            "nodes": [
                {"id": "start", "type": "start_event", "role": "person", "title": {"de": "Bedarf"}},
                {"id": "antrag", "type": "task", "role": "person", "channel": "digital",
                 "title": {"de": "Zuverlässigkeit abfragen", "en": "Query reliability"}},
                {"id": "ende", "type": "end_event", "role": "person", "title": {"de": "Erledigt"}},
            ],
            "flows": [
                {"id": "f1", "from": "start", "to": "antrag"},
                {"id": "f2", "from": "antrag", "to": "ende"},
            ],
        },
        "parameters": [{"id": "gebuehr", "title": {"de": "Verwaltungsgebühr"}, "schema": {"type": "number"}}],
        "security": {
            "protection": {"confidentiality": "normal", "integrity": "very_high", "availability": "high"},
            "requirements": [{"id": "zugang", "title": {"de": "Anmeldung mit Bürgerkonto"}, "obligation": "must",
                "controls": [{"catalogue": "bsi-it-grundschutz-2023", "control": "APP.3.1.A1"}]}],
        },
        "sovereignty": {
            "control": {"data": {"held_by": "municipality"}},
            "minimum_seal": {"SOV-2": 3, "SOV-3": 2},
        },
        "vendors": [{"id": "beispiel-it", "name": "Beispiel IT eG", "products": [{"id": "p", "name": "Scheinwerk"}]}],
    })
}

fn entry(value: &Value) -> Entry {
    let document = Document::try_from(value).unwrap();
    Entry::of(&document, KNOWN).unwrap()
}

fn values(entry: &Entry, facet: Facet) -> Vec<&str> {
    let values = entry.facets.iter().filter(|(known, _)| *known == facet);
    values.map(|(_, value)| value.as_str()).collect()
}

#[test]
fn facets_are_read_from_their_places() {
    let entry = entry(&document());
    assert_eq!(
        (entry.id.to_string().as_str(), entry.version.as_str()),
        ("musterstadt/waffenschein", "1.2.0")
    );
    assert_eq!(entry.service_keys, ["99089003001000"]);
    for (facet, expected) in [
        (Facet::Owner, vec!["musterstadt"]),
        (Facet::State, vec!["06", "08"]),
        (Facet::Service, vec!["99089003001000"]),
        (Facet::Keyword, vec!["sicherheit", "waffen"]),
        (Facet::License, vec!["CC-BY-4.0"]),
        (Facet::Vendor, vec!["beispiel-it"]),
        (Facet::MinSeal, vec!["2"]),
        (Facet::ProtectionNeed, vec!["very_high"]),
        (Facet::TrustLevel, vec!["substantial"]),
        (Facet::TargetGroup, vec!["citizen", "business"]),
        (Facet::Channel, vec!["digital"]),
        (Facet::Kind, vec!["municipality"]),
        (Facet::Deprecated, vec!["true"]),
    ] {
        assert_eq!(values(&entry, facet), expected, "{facet}");
    }
}

#[test]
fn what_is_absent_has_no_value_and_paper_breaks_the_channel() {
    let mut value = document();
    value["applicability"] = Value::Null;
    value["vendors"] = Value::Null;
    value["service"]["trust_level"] = Value::Null;
    value["sovereignty"]["minimum_seal"] = Value::Null;
    value["process"]["nodes"][1]["channel"] = json!("paper");
    let entry = entry(&value);
    for facet in [Facet::State, Facet::Vendor, Facet::TrustLevel, Facet::MinSeal] {
        assert!(values(&entry, facet).is_empty(), "{facet}");
    }
    assert_eq!(values(&entry, Facet::Channel), ["breaks"]);
}

#[test]
fn a_document_is_found_by_all_it_says_but_not_by_what_it_leaves_out() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    index.apply(vec![IndexChange::Put(entry(&document()))], 1).unwrap();
    for text in [
        "Waffenschein",
        "firearms",
        "Schreckschuss Waffe",
        "nachgebildet",
        "Reconstructed",
        "Erteilung",
        "Verlaengerung",
        "§ 10 WaffG",
        "Antragstellende",
        "Zuverlässigkeit",
        "reliability",
        "Gebühr",
        "Bürgerkonto",
        "APP.3.1.A1",
        "Beispiel IT",
        "Scheinwerk",
        "99089003001000",
        "musterstadt",
    ] {
        assert_eq!(names(&index.search(&query(text)).unwrap()), ["waffenschein"], "{text}");
    }
    // Its parts are in other words, but the word itself is not there.
    assert!(index.search(&query("Jagdschein")).unwrap().partial);
    assert_eq!(index.search(&query("Jagd")).unwrap().total, 0);
    let filters = vec![(Facet::MinSeal, "2".to_owned())];
    assert_eq!(index.search(&Query { filters, ..Query::default() }).unwrap().total, 1);
}

#[test]
fn the_review_that_the_owner_said_last_counts() {
    let mut value = document();
    value["maintenance"]["review_by"] = json!("1970-01-11");
    let document = Document::try_from(&value).unwrap();
    let due =
        |review_by| Entry::of(&document, Known { review_by, ..KNOWN }).unwrap().standing.review_by;
    assert_eq!((due(None), due(Some("1970-01-21"))), (Some(10), Some(20)));
}

#[test]
fn a_document_without_a_proper_name_has_no_entry() {
    let mut value = document();
    value["name"] = json!("Not A Name");
    let document = Document::try_from(&value).unwrap();
    assert_eq!(Entry::of(&document, KNOWN), Err(blueprint::IdError::Characters));
}
