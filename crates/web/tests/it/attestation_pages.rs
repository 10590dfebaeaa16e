//! The pages of attestations, as a browser without scripts uses them.

use serde_json::json;

use crate::{
    attestations::{Offering, tested},
    people_pages::{attribute, get, send, texts},
    server::document,
};

const FORM: &str = "/blaupausen/musterstadt/fundsache/erprobungen/neu";
/// What a form sends in which nothing is wrong.
const GOOD: &str = "organisation=beispielkreis&version=1.0.0&product=beispiel-it/parkservice&environment=pilot&tested_on=2026-03-14&expires_on=&result=passed&requirements/zugang=met&requirements/backup=untested&requirements/komfort=untested&note=Im+%3Cb%3EAlltag%3C%2Fb%3E";

#[test]
fn a_test_is_recorded_by_form_and_seen_where_it_matters() {
    let kreis = Offering::start();
    let server = &kreis.server;
    let away = server.get(FORM);
    assert!(away.status == 303 && away.header("location").starts_with("/anmelden"));
    let petra = server.person("petra", Some(("beispielkreis", "publisher")));
    let page = get(server, &petra, &format!("{FORM}?produkt=beispiel-it/parkservice"));
    assert_eq!((page.status, texts(&page, "h1")), (200, vec!["Erprobung nachweisen".to_owned()]));
    assert_eq!(texts(&page, "#product option[selected]"), ["Parkservice (Beispiel IT eG)"]);
    assert_eq!(texts(&page, "[id='requirements/zugang'] option[selected]"), ["Nicht geprüft"]);
    assert_eq!(texts(&page, "#organisation option"), ["beispielkreis"]);

    let made = send(server, &petra, FORM, GOOD);
    let at = made.header("location").to_owned();
    assert!(made.status == 303 && at.starts_with("/erprobungen/"), "{at}");
    let seen = server.get(&at);
    assert_eq!(texts(&seen, "h1"), ["Erprobungsnachweis: Parkservice (Beispiel IT eG)"]);
    assert!(
        texts(&seen, "dd").contains(&"Im <b>Alltag</b>".to_owned()),
        "what was typed is escaped"
    );
    assert!(texts(&seen, "dd").contains(&"14. März 2028".to_owned()), "two years");
    assert!(attribute(&seen, "form[action$='/zuruecknehmen']", "action").is_none());
    assert!(!String::from_utf8_lossy(&seen.bytes).contains("petra"), "no person is named");
    let link = format!("main a[href='{at}']");
    for page in [
        "/blaupausen/musterstadt/fundsache/sicherheit",
        "/blaupausen/musterstadt/fundsache/anbieter",
        "/blaupausen/musterstadt/fundsache/erprobungen",
        "/organisationen/beispielkreis/erprobungen",
    ] {
        assert!(attribute(&server.get(page), &link, "href").is_some(), "{page}");
    }
    let security = server.get("/blaupausen/musterstadt/fundsache/sicherheit");
    let cell = &texts(&security, ".matrix tbody td")[0];
    assert_eq!(cell, "erfüllt Erprobt von: beispielkreis 14. März 2026 Erprobungsnachweis");
    let mine = get(server, &petra, "/meine");
    assert!(attribute(&mine, &link, "href").is_some());
    assert_eq!(server.get("/erprobungen/nirgends").status, 404);
    assert_eq!(server.get("/organisationen/nirgends/erprobungen").status, 404);
}

#[test]
fn what_is_wrong_comes_back_with_what_was_typed() {
    let kreis = Offering::start();
    let server = &kreis.server;
    let petra = server.person("petra", Some(("beispielkreis", "publisher")));
    let wrong = "organisation=beispielkreis&version=1.0.0&product=&environment=pilot&tested_on=2026-05-29&result=passed&requirements/zugang=unmet&note=Zwei+Tage&evidence/1/title=Protokoll&evidence/1/digest=abc";
    let faulty = send(server, &petra, FORM, wrong);
    assert_eq!(faulty.status, 422);
    let page = scraper::Html::parse_document(&String::from_utf8_lossy(&faulty.bytes));
    let links = scraper::Selector::parse("#faults a").unwrap();
    let places: Vec<&str> = page.select(&links).filter_map(|link| link.attr("href")).collect();
    assert_eq!(places, ["#product", "#tested_on", "#result", "#evidence/0/digest"]);
    for place in places {
        let found = format!("[id='{}']", place.trim_start_matches('#'));
        assert!(attribute(&faulty, &found, "id").is_some(), "{place} leads nowhere");
    }
    assert_eq!(attribute(&faulty, "#tested_on", "value").as_deref(), Some("2026-05-29"));
    assert_eq!(texts(&faulty, "[id='requirements/zugang'] option[selected]"), ["Nicht erfüllt"]);
    assert_eq!(texts(&faulty, "#environment option[selected]"), ["Pilotbetrieb"]);
    assert_eq!(texts(&faulty, "#note"), ["Zwei Tage"]);
    // The line that was left empty is closed up.
    assert_eq!(
        attribute(&faulty, "[id='evidence/0/title']", "value").as_deref(),
        Some("Protokoll")
    );

    let nothing = send(server, &petra, FORM, &GOOD.replace("zugang=met", "zugang=untested"));
    assert_eq!(attribute(&nothing, "#faults a", "href").as_deref(), Some("#requirements"));
    let nobody = send(server, &petra, FORM, &GOOD.replace("beispielkreis", ""));
    assert_eq!(attribute(&nobody, "#faults a", "href").as_deref(), Some("#organisation"));
    let other = send(server, &petra, FORM, &GOOD.replace("beispielkreis", "musterstadt"));
    assert_eq!(other.status, 403);
    let list = server.get("/blaupausen/musterstadt/fundsache/erprobungen");
    assert!(texts(&list, "main").concat().contains("Noch gibt es keinen"));
}

#[test]
fn who_may_not_and_where_nothing_can_be_attested_it_is_said() {
    let kreis = Offering::start();
    let server = &kreis.server;
    let carl = server.person("carl", Some(("beispielkreis", "contributor")));
    let page = get(server, &carl, FORM);
    assert!(texts(&page, ".note").concat().contains("Rolle „Veröffentlichung“"));
    assert!(attribute(&page, "form.form", "action").is_none());
    let petra = server.person("petra", Some(("beispielkreis", "publisher")));
    let mut bare = document("1.0.0");
    bare["owner"] = "beispielkreis".into();
    bare["name"] = "hundesteuer".into();
    let made = petra.json(
        server,
        "PUT",
        "/api/v1/blueprints/beispielkreis/hundesteuer/versions/1.0.0",
        &bare,
    );
    assert_eq!(made.status, 201);
    let page = get(server, &petra, "/blaupausen/beispielkreis/hundesteuer/erprobungen/neu");
    assert!(texts(&page, ".note").concat().contains("es gibt nichts nachzuweisen"));
    assert_eq!(get(server, &petra, "/blaupausen/beispielkreis/nein/erprobungen/neu").status, 404);
}

#[test]
fn one_is_withdrawn_by_form_and_marked_everywhere() {
    let kreis = Offering::start();
    let server = &kreis.server;
    let made = kreis.record(&tested());
    let at = format!("/erprobungen/{}", made.json()["id"].as_str().unwrap());
    let petra = server.person("petra", Some(("beispielkreis", "publisher")));
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let step = format!("{at}/zuruecknehmen");
    assert!(attribute(&get(server, &olga, &at), "#withdraw", "id").is_none());
    assert_eq!(send(server, &olga, &step, "reason=Irrtum").status, 403);
    assert!(attribute(&get(server, &petra, &at), "#withdraw", "id").is_some());
    let faulty = send(server, &petra, &step, "reason=+");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#reason"));
    let done = send(server, &petra, &step, "reason=Falsches+Ger%C3%A4t");
    assert_eq!((done.status, done.header("location")), (303, at.as_str()));
    let seen = get(server, &petra, &at);
    assert_eq!(texts(&seen, ".lead .badge"), ["zurückgezogen"]);
    assert!(texts(&seen, "#withdrawn")[0].ends_with("Falsches Gerät"));
    assert!(attribute(&seen, "#withdraw", "id").is_none());
    let again = send(server, &petra, &step, "reason=Noch+einmal");
    assert_eq!(again.status, 422);
    let security = server.get("/blaupausen/musterstadt/fundsache/sicherheit");
    assert_eq!(texts(&security, ".matrix tbody td")[0], "ungeprüft");
    assert_eq!(texts(&security, "[aria-labelledby=attestations] .badge"), ["zurückgezogen"]);
    assert!(
        !texts(&get(server, &petra, "/meine"), "main").concat().contains("beispiel-it/parkservice")
    );
}

#[test]
fn mine_names_what_ends_within_ninety_days_first() {
    let kreis = Offering::start();
    let server = &kreis.server;
    let reader = server.person("rita", Some(("beispielkreis", "reader")));
    for expires_on in ["2028-01-01", "2026-08-26", "2026-08-27", "2026-05-27"] {
        let mut body = tested();
        body["expires_on"] = json!(expires_on);
        assert_eq!(kreis.record(&body).status, 201, "{expires_on}");
    }
    let told = texts(&get(server, &reader, "/meine"), "article ul li");
    let ends: Vec<&str> = told.iter().filter_map(|line| line.split("): ").nth(1)).collect();
    assert_eq!(
        ends,
        [
            "läuft am 26. August 2026 ab, bitte erneut erproben",
            "gilt bis 27. August 2026",
            "gilt bis 1. Januar 2028"
        ]
    );
}
