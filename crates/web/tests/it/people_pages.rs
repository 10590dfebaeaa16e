//! The pages of people, as a browser without scripts uses them: forms sent as forms, cookies kept.

use std::fmt::Write as _;

use scraper::{Html, Selector};

use crate::server::{Answer, PASSWORD, Person, TestServer};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// What a browser knows of somebody who has not signed in: nothing.
fn send_openly(server: &TestServer, path: &str, form: &str) -> Answer {
    server.send("POST", path, &[FORM, ("Sec-Fetch-Site", "same-origin")], form.as_bytes())
}

pub(crate) fn get(server: &TestServer, person: &Person, path: &str) -> Answer {
    server.send("GET", path, &[("Cookie", person.cookie.as_str())], b"")
}

pub(crate) fn send(server: &TestServer, person: &Person, path: &str, form: &str) -> Answer {
    let form = format!("{form}&csrf={}", person.form_token);
    server.send("POST", path, &[FORM, ("Cookie", person.cookie.as_str())], form.as_bytes())
}

pub(crate) fn texts(answer: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(&String::from_utf8_lossy(&answer.bytes));
    let selector = Selector::parse(selector).unwrap();
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    page.select(&selector)
        .map(|element| words(element.text().collect::<Vec<_>>().join(" ")))
        .collect()
}

pub(crate) fn attribute(answer: &Answer, selector: &str, name: &str) -> Option<String> {
    let page = Html::parse_document(&String::from_utf8_lossy(&answer.bytes));
    let found = page.select(&Selector::parse(selector).unwrap()).next()?;
    found.attr(name).map(str::to_owned)
}

#[test]
fn whoever_wants_their_page_is_led_to_sign_in_and_back() {
    let server = TestServer::start();
    server.person("anna", Some(("musterstadt", "publisher")));
    let away = server.get("/meine/musterstadt");
    assert_eq!(
        (away.status, away.header("location")),
        (303, "/anmelden?weiter=/meine/musterstadt")
    );
    let page = server.get("/anmelden?weiter=/meine/musterstadt");
    assert_eq!(
        attribute(&page, "input[name=weiter]", "value").as_deref(),
        Some("/meine/musterstadt")
    );
    let login = format!(
        "weiter=/meine/musterstadt&login=anna@musterstadt.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    let inside = send_openly(&server, "/anmelden", &login);
    assert_eq!((inside.status, inside.header("location")), (303, "/meine/musterstadt"));
    assert!(inside.header("set-cookie").starts_with("session=bls_"));
    let elsewhere = login.replace("weiter=/meine/musterstadt", "weiter=//boese.example");
    assert_eq!(send_openly(&server, "/anmelden", &elsewhere).header("location"), "/meine");
}

#[test]
fn a_wrong_password_keeps_what_was_typed_and_names_the_field() {
    let server = TestServer::start();
    let refused = send_openly(
        &server,
        "/anmelden",
        "login=anna@musterstadt.example&password=falsch&weiter=/meine",
    );
    assert_eq!(refused.status, 422);
    assert_eq!(attribute(&refused, "#login", "value").as_deref(), Some("anna@musterstadt.example"));
    assert_eq!(attribute(&refused, "#password", "value").as_deref(), Some(""));
    assert_eq!(texts(&refused, "#faults a"), ["Anmeldeadresse oder Passwort ist nicht richtig."]);
    assert_eq!(attribute(&refused, "#faults a", "href").as_deref(), Some("#login"));
    assert!(attribute(&refused, "#faults", "autofocus").is_some());
    let foreign =
        server.send("POST", "/anmelden", &[FORM, ("Sec-Fetch-Site", "cross-site")], b"login=a");
    assert_eq!(foreign.status, 403);
}

#[test]
fn a_form_without_the_sessions_token_does_nothing() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let headers = [FORM, ("Cookie", olga.cookie.as_str())];
    for form in ["role=reader", "role=reader&csrf=geraten"] {
        let forged =
            server.send("POST", "/meine/musterstadt/einladungen", &headers, form.as_bytes());
        assert_eq!(forged.status, 403, "{form}");
    }
    let forged = server.send("POST", "/abmelden", &headers, b"");
    assert_eq!(forged.status, 403);
    assert_eq!(get(&server, &olga, "/meine").status, 200);
}

#[test]
fn an_invitation_becomes_an_account_with_a_role() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let made = send(&server, &olga, "/meine/musterstadt/einladungen", "role=publisher&note=Bernd");
    assert_eq!(made.status, 200);
    let link = attribute(&made, ".secret a", "href").unwrap();
    assert!(
        !String::from_utf8_lossy(&get(&server, &olga, "/meine/musterstadt").bytes).contains(&link)
    );
    let offer = server.get(&link);
    assert_eq!(texts(&offer, "main dd"), ["musterstadt", "Veröffentlichung"]);
    let code = attribute(&offer, "input[name=code]", "value").unwrap();
    let faulty =
        send_openly(&server, "/einladung", &format!("code={code}&name=&login=bernd&password=kurz"));
    assert_eq!(faulty.status, 422);
    assert_eq!(texts(&faulty, "#faults li").len(), 3);
    assert_eq!(attribute(&faulty, "#login", "value").as_deref(), Some("bernd"));
    let form = format!(
        "code={code}&name=Bernd&login=bernd@musterstadt.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    let enrolled = send_openly(&server, "/einladung", &form);
    assert_eq!((enrolled.status, enrolled.header("location")), (303, "/meine"));
    let cookie = enrolled.header("set-cookie").split(';').next().unwrap().to_owned();
    let bernd = Person { id: String::new(), cookie, form_token: String::new() };
    assert_eq!(texts(&get(&server, &bernd, "/meine"), ".card .badge"), ["Veröffentlichung"]);
    assert_eq!(server.get(&link).status, 410);
}

#[test]
fn an_owner_sees_keys_and_a_reader_does_not() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let lena = server.person("lena", Some(("musterstadt", "reader")));
    let sections = |person: &Person| texts(&get(&server, person, "/meine/musterstadt"), "h2");
    assert_eq!(sections(&lena), ["Mitglieder"]);
    assert_eq!(
        sections(&olga),
        [
            "Mitglieder",
            "Einladungen",
            "Token für Programme",
            "Veröffentlichen ohne hinterlegtes Token",
            "Protokoll"
        ]
    );
    assert_eq!(get(&server, &lena, "/meine/beispielkreis").status, 403);

    let form = format!("person={}&role=contributor", lena.id);
    assert_eq!(send(&server, &lena, "/meine/musterstadt/rollen", &form).status, 403);
    assert_eq!(send(&server, &olga, "/meine/musterstadt/rollen", &form).status, 303);
    let own = format!("person={}&role=none", olga.id);
    let refused = send(&server, &olga, "/meine/musterstadt/rollen", &own);
    assert_eq!(refused.status, 422);
    assert!(texts(&refused, "#faults li")[0].contains("„Leitung“"));

    let faulty =
        send(&server, &olga, "/meine/musterstadt/token", "label=Amt&expires_in_days=&pattern=");
    assert_eq!(faulty.status, 422);
    assert_eq!(texts(&faulty, "#faults li").len(), 2);
    assert_eq!(attribute(&faulty, "#label", "value").as_deref(), Some("Amt"));
    let made = send(
        &server,
        &olga,
        "/meine/musterstadt/token",
        "label=Amt&scopes=publish&scopes=yank&expires_in_days=30&pattern=",
    );
    assert!(texts(&made, ".secret")[0].starts_with("blp_"));
    assert_eq!(send(&server, &olga, "/abmelden", "").header("location"), "/");
    assert_eq!(get(&server, &olga, "/meine").status, 303);
}

#[test]
fn the_account_page_changes_the_password_and_deletes_the_account() {
    let server = TestServer::start();
    let anna = server.person("anna", None);
    let refused =
        send(&server, &anna, "/meine/konto/passwort", "old_password=falsch&new_password=kurz");
    assert_eq!(refused.status, 422);
    assert_eq!(texts(&refused, "#faults a").len(), 2);
    let unsure = send(&server, &anna, "/meine/konto/loeschen", "");
    assert_eq!(unsure.status, 422);
    let gone = send(&server, &anna, "/meine/konto/loeschen", "sure=ja");
    assert_eq!((gone.status, gone.header("location")), (303, "/"));
    assert!(gone.header("set-cookie").starts_with("session=; "));
}

#[test]
fn the_operator_sees_everybody_and_what_was_done() {
    let server = TestServer::start();
    let anna = server.person("anna", None);
    let otto = server.operator("otto");
    assert_eq!(get(&server, &anna, "/verwaltung").status, 403);
    let page = get(&server, &otto, "/verwaltung");
    assert_eq!(page.status, 200);
    assert_eq!(texts(&page, "h2"), ["Organisationen", "Personen", "Protokoll"]);
    assert!(texts(&page, "table tbody th").iter().any(|text| text == "Konto angelegt"));
    let path = format!("/verwaltung/personen/{}/loeschen", anna.id);
    assert_eq!(send(&server, &otto, &path, "").status, 303);
    assert_eq!(get(&server, &anna, "/meine").status, 303);
}

#[test]
fn nobody_comes_back_from_a_provider_who_has_not_left_for_it() {
    let server = TestServer::start();
    assert_eq!(server.get("/anmelden/nirgends").status, 404);
    let back = "/anmelden/nirgends/zurueck?code=a&state=b";
    assert_eq!(server.get(back).status, 403);
    assert_eq!(server.send("GET", back, &[("Cookie", "sign-in=bld_geraten")], b"").status, 403);
}

/// As forms send it.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        write!(encoded, "%{byte:02X}").unwrap();
    }
    encoded
}

#[test]
fn a_long_document_fits_into_the_form_and_a_lost_race_loses_no_text() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let mut document = crate::server::document("1.0.0");
    document["description"] = serde_json::json!({"de": "Langer Text. ".repeat(10_000)});
    let form = format!("organisation=musterstadt&document={}", encoded(&document.to_string()));
    let begun = send(&server, &anna, "/entwuerfe", &form);
    assert_eq!(begun.status, 303, "{}", String::from_utf8_lossy(&begun.bytes));
    let draft = begun.header("location").to_owned();
    let revision =
        attribute(&get(&server, &anna, &draft), "input[name=revision]", "value").unwrap();
    let save = |text: &str| {
        send(&server, &anna, &draft, &format!("revision={revision}&document={}", encoded(text)))
    };
    assert_eq!(save(r#"{"owner": "musterstadt", "title": {"de": "Erste"}}"#).status, 303);
    let lost = save(r#"{"owner": "musterstadt", "title": {"de": "Zweite"}}"#);
    assert_eq!(lost.status, 422);
    assert_eq!(texts(&lost, "#faults li").len(), 1);
    assert!(texts(&lost, "textarea")[0].contains("Zweite"));
    assert!(texts(&get(&server, &anna, &draft), "textarea")[0].contains("Erste"));
    let stranger = server.person("fremd", Some(("beispielkreis", "owner")));
    assert_eq!(get(&server, &stranger, &draft).status, 404);
}

#[test]
fn only_an_open_draft_as_it_is_stored_is_saved_while_somebody_types() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let form = format!(
        "organisation=musterstadt&document={}",
        encoded(&crate::server::document("1.0.0").to_string())
    );
    let draft = send(&server, &anna, "/entwuerfe", &form).header("location").to_owned();
    let page = get(&server, &anna, &draft);
    let script = attribute(&page, "script[type=module]", "src").unwrap();
    let loaded = server.get(&script);
    assert_eq!(
        (loaded.status, loaded.header("content-type")),
        (200, "text/javascript; charset=utf-8")
    );
    let is_automatic = |page: &Answer| !texts(page, "#autosave").is_empty();
    assert!(is_automatic(&page));
    let revision = attribute(&page, "input[name=revision]", "value").unwrap();
    let refused =
        send(&server, &anna, &draft, &format!("revision={revision}&document={}", encoded("a: [")));
    assert!(!is_automatic(&refused));
    assert!(attribute(&refused, "form[data-draft]", "data-unsaved").is_some());
    let step = format!("{draft}/einreichen");
    assert_eq!(send(&server, &anna, &step, &format!("revision={revision}")).status, 303);
    let submitted = get(&server, &anna, &draft);
    assert!(!is_automatic(&submitted));
    assert!(attribute(&submitted, "form[data-draft]", "data-unsaved").is_none());
}
