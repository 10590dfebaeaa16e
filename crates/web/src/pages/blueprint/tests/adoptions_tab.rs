//! The tab that says who uses a blueprint.

use blueprint::maturity::AdoptionStage;
use registry::{Adopter, Adoption, AdoptionCounts, Author, Stamp};

use super::*;
use crate::pages::blueprint::adoptions::{self, Use};

fn adopter(slug: &str, stage: AdoptionStage, effort_hours: Option<i64>) -> Adopter {
    Adopter {
        adoption: Adoption {
            organisation: slug.parse().unwrap(),
            id: "mrn/handwerkerparkausweis".parse().unwrap(),
            version: "2.0.0".parse().unwrap(),
            stage,
            product: Some("beispiel-it/antrag".parse().unwrap()),
            effort_hours,
            started_on: Some("2026-03-01".to_owned()),
            note: Some("Nur für uns".to_owned()),
            revision: 1,
            created_at: PUBLISHED,
            updated: Stamp { at: PUBLISHED, by: Author::Person("p".to_owned()) },
        },
        name: format!("Stadt <{slug}>"),
        state: Some("07".to_owned()),
        population: Some(12_000),
    }
}

fn page(used: &Use, lang: Lang) -> Html {
    let visit = visit("/blaupausen/mrn/handwerkerparkausweis/nachnutzung", lang);
    judged(&adoptions::page(&visit, &permit(), used, (None, Faults::default())), lang)
}

#[test]
fn who_uses_it_is_told_by_stage_with_size_land_and_effort() {
    use AdoptionStage::{Planned, Productive};

    let used = Use {
        counts: AdoptionCounts { productive: 203, planned: 1, ..AdoptionCounts::default() },
        stages: vec![
            (
                Productive,
                vec![
                    adopter("a-dorf", Productive, Some(40)),
                    adopter("b-dorf", Productive, Some(1_200)),
                ],
            ),
            (AdoptionStage::Introducing, Vec::new()),
            (Planned, vec![adopter("c-dorf", Planned, None)]),
        ],
    };
    let html = page(&used, Lang::De);
    assert_eq!(texts(&html, "main h3"), ["Im Betrieb", "Geplant"]);
    assert_eq!(texts(&html, "#productive + div tbody th"), ["Stadt <a-dorf>", "Stadt <b-dorf>"]);
    let row = texts(&html, "#planned + div tbody td");
    assert_eq!(
        row,
        [
            "Rheinland-Pfalz",
            "5.000 bis unter 20.000",
            "2.0.0",
            "1. März 2026",
            "beispiel-it/antrag",
            ""
        ]
    );
    let said = texts(&html, "main p").join("\n");
    assert!(said.contains("203 Organisationen nutzen diese Blaupause."), "{said}");
    assert!(said.contains("Aufwand der Einführung: 40–1.200 Stunden (2 Angaben)."), "{said}");
    assert!(said.contains("201 weitere Organisationen"), "{said}");
    assert!(!text(&html.root_element()).contains("Nur für uns"));
    page(&used, Lang::En);
}

#[test]
fn nobody_is_said_to_use_what_nobody_uses() {
    let html = page(&Use::default(), Lang::De);
    assert!(all(&html, "main table").is_empty());
    let said = texts(&html, "main p").join("\n");
    assert!(said.contains("Noch keine Organisation") && !said.contains("Aufwand"), "{said}");
}
