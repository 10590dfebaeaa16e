//! The matrix of requirements and products.

use super::*;

/// Each cell of the matrix as words, row by row.
fn cells(html: &Html) -> Vec<String> {
    texts(html, ".matrix tbody td")
}

fn tab(reading: &Reading, lang: Lang) -> Html {
    pages(reading, lang).remove(2)
}

#[test]
fn a_cell_says_what_was_found_by_whom_and_when() {
    let html = tab(&full(), Lang::De);
    assert_eq!(texts(&html, ".matrix thead th"), ["Anforderung", "Parkservice Beispiel IT eG"]);
    assert_eq!(texts(&html, ".matrix tbody th"), ["Anmeldung mit Organisationskonto (muss)"]);
    assert_eq!(
        cells(&html),
        ["erfüllt Erprobt von: musterstadt 14. März 2026 vom Herausgeber genannt"]
    );
    assert_eq!(texts(&html, ".figures dd"), ["1", "0"]);
    assert!(text(&html.root_element()).contains("Keine Lücke: Alle Muss-Anforderungen sind"));
    let english = tab(&full(), Lang::En);
    assert_eq!(
        cells(&english),
        ["met Tested by: musterstadt 14 March 2026 named by the publisher"]
    );
    assert_eq!(all(&english, ".scroll[tabindex='0'] > .matrix").len(), 1);
}

#[test]
fn a_test_that_expired_falls_away_and_is_named() {
    let mut reading = full();
    reading.document.vendors[0].products[0].tests[0].expires = Some("2026-10-12".to_owned());
    let html = tab(&reading, Lang::De);
    assert_eq!(cells(&html), ["ungeprüft"]);
    assert_eq!(texts(&html, ".figures dd"), ["0", "1"]);
    let items = texts(&html, "main li");
    assert!(items.contains(&"Anmeldung mit Organisationskonto: ungeprüft".to_owned()), "{items:?}");
    let told = "musterstadt, 14. März 2026, abgelaufen am 12. Oktober 2026".to_owned();
    assert!(items.contains(&told), "{items:?}");
    assert!(text(&html.root_element()).contains("Es liegt keine gültige Erprobung vor."));
    // On its last day it counts.
    reading.document.vendors[0].products[0].tests[0].expires = Some("2026-10-13".to_owned());
    assert!(cells(&tab(&reading, Lang::De))[0].starts_with("erfüllt"));
}

#[test]
fn what_a_vendor_says_of_itself_is_named_as_such() {
    let mut reading = full();
    let vendor = &mut reading.document.vendors[0];
    vendor.products[0].tests[0].by = Some(vendor.id.clone());
    let html = tab(&reading, Lang::De);
    assert_eq!(cells(&html), ["nur Herstellererklärung Angabe: erfüllt 14. März 2026"]);
    assert!(all(&html, ".covered-met").is_empty());
    let english = cells(&tab(&reading, Lang::En));
    assert_eq!(english, ["vendor’s declaration only declared: met 14 March 2026"]);
}

#[test]
fn a_product_that_failed_as_a_whole_says_so() {
    let mut reading = full();
    reading.document.vendors[0].products[0].tests[0].result =
        Some(blueprint::document::TestResult::Failed);
    let html = tab(&reading, Lang::De);
    assert!(cells(&html)[0].starts_with("erfüllt"));
    assert!(
        text(&html.root_element()).contains("Keine gültige Erprobung wurde insgesamt bestanden.")
    );
}

#[test]
fn every_status_has_its_word_and_the_matrix_is_whole() {
    let reading = permit();
    let html = tab(&reading, Lang::De);
    let (rows, columns) = (reading.document.security.requirements.len(), 2);
    assert_eq!(cells(&html).len(), rows * columns);
    let words = texts(&html, ".matrix .badge");
    for word in ["erfüllt", "teilweise", "ungeprüft"] {
        assert!(words.iter().any(|said| said == word), "{word}");
    }
    let links = all(&html, ".matrix thead a");
    let vendors = &pages(&reading, Lang::De)[3];
    for link in links {
        let (page, anchor) = link.attr("href").unwrap().split_once('#').unwrap();
        assert_eq!(page, "/blaupausen/mrn/handwerkerparkausweis/anbieter");
        assert_eq!(all(vendors, &format!("[id='{anchor}']")).len(), 1, "{anchor}");
    }
}

#[test]
fn without_products_there_is_no_matrix() {
    let mut reading = full();
    reading.document.vendors.clear();
    assert!(all(&tab(&reading, Lang::De), ".matrix").is_empty());
}
