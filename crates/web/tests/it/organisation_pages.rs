//! The pages of organisations, as a browser without scripts uses them.

use serde_json::json;

use crate::{
    people_pages::{attribute, get, send, texts},
    server::{TestServer, document},
};

#[test]
fn the_directory_leads_to_an_organisation_and_from_there_to_its_blueprints() {
    let server = TestServer::start();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let found = server.get("/organisationen?q=muster&kind=municipality");
    assert_eq!((found.status, texts(&found, "tbody th")), (200, vec!["musterstadt".to_owned()]));
    let page = server.get("/organisationen/musterstadt");
    assert_eq!((page.status, texts(&page, "h1")), (200, vec!["musterstadt".to_owned()]));
    assert!(attribute(&page, "a[href='/blaupausen?owner=musterstadt']", "href").is_some());
    assert!(attribute(&page, "a[href^='/meine/']", "href").is_none());
    let blueprint = server.get("/blaupausen/musterstadt/fundsache");
    assert_eq!(
        attribute(&blueprint, ".path a", "href").as_deref(),
        Some("/organisationen/musterstadt")
    );
    assert_eq!(server.get("/organisationen/niemand").status, 404);
    assert_eq!(server.get("/organisationen?kind=dorf&state=99&parent=%20&nach=..").status, 200);
}

#[test]
fn owners_say_how_they_are_called_and_what_they_ask_for() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let pia = server.person("pia", Some(("musterstadt", "publisher")));
    let at = "/meine/musterstadt/profil";
    assert_eq!(get(&server, &pia, at).status, 403);
    assert!(
        texts(&get(&server, &olga, "/meine/musterstadt"), "main a")
            .iter()
            .any(|it| it.starts_with("Profil"))
    );
    let page = get(&server, &olga, at);
    assert_eq!(
        (page.status, texts(&page, "h2")),
        (200, vec!["Angaben".to_owned(), "Anforderungen an Produkte".to_owned()])
    );

    let faulty = send(&server, &olga, at, "revision=1&name=+&population=viele&state=");
    assert_eq!((faulty.status, texts(&faulty, "#faults a").len()), (422, 1));
    assert_eq!(attribute(&faulty, "#population", "value").as_deref(), Some("viele"));
    let faulty = send(&server, &olga, at, "revision=1&name=&population=12.000&state=08");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#name"));
    let done =
        send(&server, &olga, at, "revision=1&name=Neu-Musterstadt&population=12.000&state=08");
    assert_eq!((done.status, done.header("location")), (303, "/organisationen/musterstadt"));
    let public = server.get("/organisationen/musterstadt");
    assert_eq!(texts(&public, "h1"), ["Neu-Musterstadt"]);
    assert!(texts(&public, "#history + ul li")[0].ends_with("musterstadt"));

    let late = send(&server, &olga, at, "revision=1&name=Zu+spaet&population=&state=08");
    assert_eq!(late.status, 422);
    assert_eq!(attribute(&late, "#name", "value").as_deref(), Some("Zu spaet"));
    assert_eq!(attribute(&late, "input[name=revision]", "value").as_deref(), Some("2"));

    let demands = "/meine/musterstadt/anforderungen";
    let wrong = "revision=2&minimum_seal.SOV-2=3&required_certificates=bsi-c5&allowed_data_locations=de,+xx&products_in_use=";
    let faulty = send(&server, &olga, demands, wrong);
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#allowed_data_locations"))
    );
    assert_eq!(attribute(&faulty, "#allowed_data_locations", "value").as_deref(), Some("de, xx"));
    assert!(attribute(&faulty, "#required_certificates-bsi-c5", "checked").is_some());
    let right = wrong.replace(",+xx", ",+AT").replace("use=", "use=beispiel-it/parkservice%0D%0A")
        + "&no_third_country_access=ja";
    assert_eq!(send(&server, &olga, demands, &right).status, 303);
    let policy = server.get("/api/v1/organisations/musterstadt").json()["policy"].clone();
    assert_eq!(
        policy,
        json!({
            "minimum_seal": {"SOV-2": 3}, "required_certificates": ["bsi-c5"], "allowed_deployments": [],
            "allowed_data_locations": ["AT", "DE"], "no_third_country_access": true, "products_in_use": ["beispiel-it/parkservice"],
        })
    );
    let page = get(&server, &olga, at);
    assert_eq!(
        attribute(&page, "select[id='minimum_seal.SOV-2'] option[selected]", "value").as_deref(),
        Some("3")
    );
    assert_eq!(texts(&page, "#products_in_use"), ["beispiel-it/parkservice"]);
}

#[test]
fn everybody_reads_what_an_organisation_asks_for() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let demands = "revision=1&minimum_seal.SOV-2=3&required_certificates=bsi-c5&allowed_data_locations=de,+AT&products_in_use=beispiel-it/parkservice&no_third_country_access=ja";
    assert_eq!(send(&server, &olga, "/meine/musterstadt/anforderungen", demands).status, 303);
    let public = server.get("/organisationen/musterstadt");
    assert_eq!(
        texts(&public, "#asked ~ dl dd"),
        [
            "Recht und Gerichtsbarkeit: SEAL 3",
            "BSI C5",
            "AT",
            "DE",
            "Keiner aus Ländern außerhalb von EU und EWR",
            "beispiel-it/parkservice"
        ]
    );
    let labels = texts(&public, "#asked ~ dl dt");
    assert_eq!(
        (labels.len(), labels[0].as_str()),
        (5, "Souveränität mindestens"),
        "deployments are free"
    );
    assert!(texts(&server.get("/organisationen/beispielkreis"), "#asked").is_empty());
}

#[test]
fn the_operator_adds_an_organisation_by_its_key() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let at = "/verwaltung/organisationen";
    assert_eq!(get(&server, &olga, at).status, 403);
    assert_eq!(
        texts(&get(&server, &otto, &format!("{at}?zeige=ohne-leitung")), "tbody th"),
        ["beispielkreis"]
    );
    assert_eq!(texts(&get(&server, &otto, at), "tbody th").len(), 2);
    assert!(
        texts(&get(&server, &otto, "/verwaltung"), "main li")[1]
            .starts_with("Eine Organisation hat keine Leitung")
    );
    let form = |ars: &str, parent: &str| {
        let form = format!(
            "name=Bensheim&slug=bensheim&kind=municipality&ars={ars}&state=&parent={parent}"
        );
        send(&server, &otto, at, &form)
    };
    let faulty = form("064310002999", "");
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#ars"))
    );
    assert!(texts(&faulty, "#ars-fault")[0].contains("064310002002 (Bensheim)"));
    assert_eq!(attribute(&faulty, "#name", "value").as_deref(), Some("Bensheim"));
    assert_eq!(
        attribute(&form("", "Kein Kürzel"), "#faults a", "href").as_deref(),
        Some("#parent")
    );
    assert_eq!(form("06431002", "fehlt").status, 422);
    let added = form("06431002", "beispielkreis");
    assert_eq!(
        (added.status, added.header("location")),
        (303, "/verwaltung/organisationen/bensheim")
    );
    assert_eq!(server.get("/api/v1/organisations/bensheim").json()["population"], 42_089);
}

#[test]
fn the_operator_verifies_and_records_who_took_over() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let at = "/verwaltung/organisationen/musterstadt";
    let faulty = send(
        &server,
        &otto,
        &format!("{at}/pruefung"),
        "revision=1&verified=ja&verification/reason=",
    );
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#verification/reason"))
    );
    let form = "revision=1&verified=ja&verification/reason=Amtsblatt";
    assert_eq!(send(&server, &otto, &format!("{at}/pruefung"), form).status, 303);
    assert_eq!(
        texts(&server.get("/organisationen/musterstadt"), "main .badge"),
        ["Kommune", "verifiziert"]
    );
    assert_eq!(
        texts(&server.get("/blaupausen/musterstadt/fundsache"), ".path .badge"),
        ["verifiziert"]
    );
    let form = "revision=2&verified=nein&verification/reason=Verwechslung";
    assert_eq!(send(&server, &otto, &format!("{at}/pruefung"), form).status, 303);
    assert!(texts(&server.get("/blaupausen/musterstadt/fundsache"), ".path .badge").is_empty());

    let faulty = send(
        &server,
        &otto,
        &format!("{at}/angaben"),
        "revision=3&kind=municipality&ars=06431&parent=",
    );
    assert_eq!(attribute(&faulty, "#ars", "value").as_deref(), Some("06431"));
    assert!(texts(&faulty, "#ars-fault")[0].contains("„district“"));
    let form = "revision=3&kind=district&ars=06431&parent=beispielkreis";
    assert_eq!(send(&server, &otto, &format!("{at}/angaben"), form).status, 303);

    let form = "revision=4&succession/successor=fehlt&succession/reason=Fusion";
    let faulty = send(&server, &otto, &format!("{at}/nachfolge"), form);
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#succession/successor"));
    assert_eq!(texts(&faulty, "[id='succession/reason']"), ["Fusion"]);
    assert_eq!(
        send(&server, &otto, &format!("{at}/nachfolge"), &form.replace("fehlt", "beispielkreis"))
            .status,
        303
    );
    let public = server.get("/organisationen/musterstadt");
    assert!(texts(&public, ".note")[0].contains("beispielkreis"));
    assert_eq!(
        texts(&server.get("/organisationen/beispielkreis"), "#predecessors + ul a"),
        ["musterstadt"]
    );
    let blueprint = server.get("/blaupausen/musterstadt/fundsache");
    assert_eq!(
        attribute(&blueprint, ".note a", "href").as_deref(),
        Some("/organisationen/beispielkreis")
    );
}
