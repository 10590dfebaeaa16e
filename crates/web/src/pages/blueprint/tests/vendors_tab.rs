//! Vendors: control, exit, tests, alternatives and the sovereignty profile.

use super::*;

fn tab(reading: &Reading, lang: Lang) -> Html {
    pages(reading, lang).remove(3)
}

#[test]
fn a_vendor_does_not_test_itself() {
    let mut reading = permit();
    let document = &mut reading.document;
    let vendor = document.vendors.first_mut().unwrap();
    let own = vendor.id.clone();
    for product in &mut vendor.products {
        for test in &mut product.tests {
            test.by = Some(own.clone());
        }
    }
    document.vendors.truncate(1);
    let html = &pages(&reading, Lang::De)[3];
    assert!(all(html, "main .card").is_empty());
    let shown = text(&html.root_element());
    assert!(shown.contains("Der Herausgeber nennt für dieses Produkt keine Erprobung."));
    assert!(shown.contains("Eigene Tests des Anbieters"));
}

#[test]
fn every_assessment_has_its_picture_beside_its_table() {
    let mut reading = permit();
    let document = &mut reading.document;
    document.vendors[0].products[0].assessment = None;
    let html = &pages(&reading, Lang::De)[3];
    assert_eq!(
        texts(html, "svg.radar > title"),
        ["Souveränitätsprofil von Ausweisportal (Beispiel)"]
    );
    let description = texts(html, "svg.radar > desc").remove(0);
    assert!(description.contains("SOV-5 Lieferkette: SEAL 2"), "{description}");
    assert_eq!(all(html, "figure:has(svg.radar) + .scroll > table").len(), 1);
    assert_eq!(all(html, "svg.radar rect.radar-demanded").len(), 2);
}

#[test]
fn each_product_says_what_could_take_its_place_and_what_would_be_lost() {
    let reading = permit();
    let html = tab(&reading, Lang::De);
    let products = texts(&html, "main section");
    let [parkservice, portal] = &products[..] else { panic!("{}", products.len()) };
    assert!(parkservice.contains("Kein unabhängiges erprobtes Produkt erfüllt alle"));
    let lost = "Fiele der Anbieter Beispiel IT eG weg, erfüllte kein anderes Produkt mehr: \
                Zugriff der Behörde nur nach Aufgabe und mit zweitem Faktor (muss)";
    assert!(parkservice.contains(lost), "{parkservice}");
    assert!(portal.contains("Ein unabhängiges erprobtes Produkt erfüllt alle"), "{portal}");
    assert_eq!(
        texts(&html, "main section li a[href='#produkt-beispiel-it-parkservice']"),
        ["Parkservice (Beispiel)"]
    );
    let english = texts(&tab(&reading, Lang::En), "main section").remove(1);
    assert!(english.contains("One independent tested product meets all mandatory"), "{english}");
}

#[test]
fn a_vendor_that_alone_meets_nothing_is_no_loss() {
    let mut reading = full();
    reading.document.vendors[0].products[0].tests.clear();
    let html = tab(&reading, Lang::De);
    assert!(text(&html.root_element()).contains("bliebe nichts unerfüllt, was heute erfüllt ist"));
}

#[test]
fn exit_terms_are_held_against_the_data_act() {
    let mut reading = full();
    let exit = reading.document.sovereignty.exit.as_mut().unwrap();
    (exit.notice_days, exit.transition_days, exit.retrieval_days) = (Some(61), None, Some(29));
    let html = tab(&reading, Lang::De);
    let rows = texts(&html, "[aria-labelledby=exit] tbody tr");
    assert_eq!(
        rows,
        [
            "Kündigungsfrist 61 Tage höchstens 60 Tage zu lang",
            "Übergang dauert höchstens nicht angegeben höchstens 30 Tage offen",
            "Daten danach abrufbar 29 Tage mindestens 30 Tage zu kurz",
        ]
    );
    assert!(text(&html.root_element()).contains("1. März 2026 (vor 226 Tagen)"));
    let english = texts(&tab(&full(), Lang::En), "[aria-labelledby=exit] tbody tr");
    assert_eq!(english[0], "Notice period 60 days 60 days at most kept");
}

#[test]
fn all_five_questions_of_control_are_asked() {
    let mut reading = full();
    reading.document.sovereignty.control.keys = None;
    let html = tab(&reading, Lang::De);
    let rows = texts(&html, "table:first-of-type tbody tr");
    assert!(rows[2].starts_with("Schlüssel nicht angegeben"), "{rows:?}");
    assert!(rows[4].contains("läuft wieder nach spätestens 24 Stunden"), "{rows:?}");
}

#[test]
fn a_score_names_its_weights_and_is_missing_without_all_points() {
    let shown = text(&tab(&permit(), Lang::De).root_element());
    assert!(shown.contains("66,9 von 100 (EU Cloud Sovereignty Framework 1.2.1)"), "{shown}");
    assert!(shown.contains("68,95 von 100 (EU Cloud Sovereignty Framework, Juni 2026)"));
    assert!(shown.contains("SEAL 2, die niedrigste der acht Stufen"));
    assert!(shown.contains("SEAL 3 (erreicht)"));
    let partial = text(&tab(&full(), Lang::En).root_element());
    assert!(partial.contains("not known, because not all eight objectives have points"));
    assert!(partial.contains("SEAL 3 at most, because not all eight"));
    assert!(partial.contains("SEAL 3 (not known)"), "SOV-3 is demanded and not assessed");
}

#[test]
fn what_speaks_for_access_from_third_countries_is_said_whatever_the_vendor_declares() {
    let mut reading = full();
    reading.document.vendors[0].ultimate_owner = Some("US".to_owned());
    let shown = text(&tab(&reading, Lang::De).root_element());
    assert!(shown.contains("Möglich dafür spricht: Sitz der Muttergesellschaft"), "{shown}");
    assert!(text(&tab(&full(), Lang::De).root_element()).contains("Nichts spricht dafür."));
}

#[test]
fn a_level_that_is_demanded_and_not_reached_says_so() {
    let mut reading = full();
    reading.document.sovereignty.minimum_seal.insert("SOV-1".to_owned(), 4);
    let html = tab(&reading, Lang::De);
    let rows = texts(&html, "section tbody tr");
    assert!(rows[0].contains("SEAL 3 SEAL 4 (nicht erreicht)"), "{rows:?}");
    assert!(rows[1].contains("SEAL 3 SEAL 3 (erreicht)"), "{rows:?}");
}

#[test]
fn of_very_many_alternatives_the_first_are_named_and_the_others_counted() {
    let mut reading = full();
    let vendor = reading.document.vendors[0].clone();
    reading.document.vendors = (0..23)
        .map(|number| blueprint::document::Vendor { id: format!("v{number}"), ..vendor.clone() })
        .collect();
    let html = tab(&reading, Lang::De);
    let first = texts(&html, "main section").remove(0);
    assert!(first.contains("22 unabhängige erprobte Produkte erfüllen alle"), "{first}");
    assert!(first.contains("und 2 weitere"), "{first}");
}
