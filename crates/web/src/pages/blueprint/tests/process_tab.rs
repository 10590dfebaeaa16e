//! The process as a table, and the media breaks in it.

use super::*;

#[test]
fn the_process_is_grouped_by_role_in_order() {
    let reading = permit();
    let document = &reading.document;
    let html = &pages(&reading, Lang::De)[1];
    let numbers = texts(html, "table tbody td.number");
    let expected: Vec<String> = (1..=document.process.nodes.len()).map(|n| n.to_string()).collect();
    assert_eq!(numbers, expected);
    let groups = texts(html, ".group th");
    assert!(2 < groups.len() && groups.windows(2).all(|pair| pair[0] != pair[1]), "{groups:?}");
}

#[test]
fn each_media_break_is_counted_listed_and_marked_where_it_leads() {
    let html = &pages(&old_permit(), Lang::De)[1];
    assert_eq!(texts(html, ".figures dd"), ["4", "60 %"]);
    assert_eq!(
        texts(html, ".figures dt"),
        ["Medienbrüche", "der 15 Übergaben zwischen Schritten ohne Medienbruch"]
    );
    assert_eq!(all(html, "ol.breaks > li").len(), 4);
    let places = texts(html, "ol.breaks > li:not(:has(li)), ol.breaks li li");
    assert_eq!(places.len(), 6, "{places:?}");
    assert_eq!(
        places[0],
        "Von 4. Antrag mit der Post, per Fax oder persönlich am Betriebssitz einreichen (per Post) \
         zu 5. Antrag vom Papier in das Register abtippen (digital)"
    );
    let marked: Vec<&str> =
        all(html, "tr:has(.break)").iter().map(|row| row.attr("id").unwrap()).collect();
    assert_eq!(
        marked,
        [
            "schritt-eingang-erfassen",
            "schritt-pruefung",
            "schritt-bescheid-erstellen",
            "schritt-gebuehr-zahlen",
            "schritt-zahlung-buchen",
            "schritt-karte-siegeln",
        ]
    );
    assert_eq!(
        texts(html, "#schritt-gebuehr-zahlen .break"),
        ["Medienbruch: Die Arbeit kommt aus Schritt 14. Bescheid am Rechner schreiben und \
          ausdrucken ; dort digital, hier persönlich."]
    );
    assert_eq!(texts(html, ".break .badge"), ["Medienbruch:"; 6]);
}

#[test]
fn the_marks_are_said_in_english_too() {
    let html = &pages(&old_permit(), Lang::En)[1];
    assert_eq!(texts(html, ".figures dd"), ["4", "60%"]);
    assert_eq!(texts(html, ".break .badge"), ["Media break:"; 6]);
    let mark = texts(html, "#schritt-zahlung-buchen .break").remove(0);
    assert!(mark.ends_with("there in person, here digital."), "{mark}");
}

#[test]
fn a_process_without_media_breaks_says_so() {
    for (lang, none) in [(Lang::De, "Kein Medienbruch:"), (Lang::En, "No media break:")] {
        let html = &pages(&permit(), lang)[1];
        assert!(text(&html.root_element()).contains(none));
        assert!(all(html, ".break, .breaks").is_empty());
        assert_eq!(texts(html, ".figures dd")[0], "0");
        assert!(texts(html, ".figures dd")[1].starts_with("100"));
    }
}

/// The full example with another process.
fn with_process(nodes: &Value, flows: &Value) -> Reading {
    let mut tree = full().tree;
    tree["process"] = serde_json::json!({
        "roles": [{"id": "amt", "kind": "authority", "title": {"de": "Amt"}}],
        "nodes": nodes,
        "flows": flows,
    });
    reading(tree)
}

#[test]
fn a_document_that_changes_its_medium_is_named() {
    let nodes = serde_json::json!([
        {"id": "s", "type": "start_event", "role": "amt", "title": {"de": "Beginn"}},
        {"id": "g", "type": "parallel_gateway", "role": "amt", "title": {"de": "Beides"}},
        {"id": "d", "type": "task", "role": "amt", "title": {"de": "Erfassen"},
         "channel": "digital", "outputs": ["antrag"]},
        {"id": "p", "type": "task", "role": "amt", "title": {"de": "Abheften"},
         "channel": "paper", "inputs": ["antrag"]},
        {"id": "e", "type": "end_event", "role": "amt", "title": {"de": "Ende"}},
    ]);
    let flows = serde_json::json!([
        {"id": "f1", "from": "s", "to": "g"},
        {"id": "f2", "from": "g", "to": "d"},
        {"id": "f3", "from": "g", "to": "p"},
        {"id": "f4", "from": "d", "to": "e"},
        {"id": "f5", "from": "p", "to": "e"},
    ]);
    let reading = with_process(&nodes, &flows);
    let html = &pages(&reading, Lang::De)[1];
    let paper = reading.document.documents.iter().find(|paper| paper.id == "antrag").unwrap();
    let paper = paper.title.get(Lang::De);
    let place = format!("Von 3. Erfassen (digital) zu 4. Abheften (auf Papier): Unterlage {paper}");
    assert_eq!(texts(html, ".breaks > li"), [place]);
    let mark = format!(
        "Medienbruch: Unterlage {paper} kommt aus Schritt 3. Erfassen ; dort digital, hier auf Papier."
    );
    assert_eq!(texts(html, "#schritt-p .break"), [mark]);
    // Nothing is handed from step to step, so there is no share.
    assert_eq!(texts(html, ".figures dd"), ["1"]);
    let english = &pages(&reading, Lang::En)[1];
    assert_eq!(texts(english, "#schritt-p .break a [lang=de]"), ["Erfassen"]);
}

#[test]
fn a_change_that_two_flows_bring_is_told_once() {
    let nodes = serde_json::json!([
        {"id": "d", "type": "task", "role": "amt", "title": {"de": "Erfassen"}, "channel": "digital"},
        {"id": "p", "type": "task", "role": "amt", "title": {"de": "Abheften"}, "channel": "paper"},
    ]);
    let flows = serde_json::json!([
        {"id": "f1", "from": "d", "to": "p"},
        {"id": "f2", "from": "d", "to": "p"},
    ]);
    let html = &pages(&with_process(&nodes, &flows), Lang::De)[1];
    assert_eq!(
        texts(html, ".breaks > li"),
        ["Von 1. Erfassen (digital) zu 2. Abheften (auf Papier)"]
    );
    assert_eq!(all(html, "#schritt-p .break").len(), 1);
    assert_eq!(texts(html, ".figures dd"), ["1", "0 %"]);
}

#[test]
fn all_is_only_said_of_all() {
    let mut nodes = Vec::new();
    let mut flows = Vec::new();
    for number in 0..202 {
        let channel = if number == 201 { "paper" } else { "digital" };
        nodes.push(serde_json::json!({
            "id": format!("n{number}"), "type": "task", "role": "amt",
            "title": {"de": "Schritt"}, "channel": channel,
        }));
        if 0 < number {
            flows.push(serde_json::json!({
                "id": format!("f{number}"), "from": format!("n{}", number - 1), "to": format!("n{number}"),
            }));
        }
    }
    let reading = with_process(&Value::Array(nodes), &Value::Array(flows));
    // 200 of 201 are free: 99.5 of a hundred.
    assert_eq!(texts(&pages(&reading, Lang::De)[1], ".figures dd"), ["1", "99 %"]);
}
