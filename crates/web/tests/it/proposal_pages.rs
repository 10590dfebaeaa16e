//! The pages of proposals, as a browser without scripts uses them.

use serde_json::json;

use crate::{
    people_pages::{attribute, get, send, texts},
    server::{Person, TestServer, document},
};

/// What `beispielkreis` proposes to `musterstadt`; gives the page's address.
fn proposed(server: &TestServer, by: &Person, title: &str) -> String {
    let mut changed = document("1.0.0");
    changed["title"]["de"] = title.into();
    let wanted = json!({"title": format!("Besser: {title}"), "message": "Fragen am <b>Schalter</b>", "organisation": "beispielkreis", "document": changed});
    let at = "/api/v1/blueprints/musterstadt/fundsache/proposals";
    let made = by.json(server, "POST", at, &wanted);
    assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.bytes));
    format!("/vorschlaege/{}", made.json()["id"].as_str().unwrap())
}

#[test]
fn a_proposal_is_talked_about_and_declined_for_a_reason() {
    let server = TestServer::start();
    server.publish(&server.token("musterstadt"), &document("1.0.0"));
    let karl = server.person("karl", Some(("beispielkreis", "contributor")));
    let petra = server.person("petra", Some(("musterstadt", "publisher")));
    let at = proposed(&server, &karl, "Fundbüro");

    let public = server.get(&at);
    assert_eq!((public.status, texts(&public, "h1")), (200, vec!["Besser: Fundbüro".to_owned()]));
    assert_eq!(texts(&public, ".lead .badge"), ["offen"]);
    assert!(texts(&public, "#fit p")[0].ends_with("lässt sich ohne Konflikte übernehmen."));
    assert_eq!(texts(&public, "tbody td pre")[1], "Fundbüro");
    assert!(texts(&public, "dd b").is_empty(), "what was typed is escaped");
    assert!(attribute(&public, "form[action^='/vorschlaege/']", "action").is_none());
    assert!(attribute(&get(&server, &karl, &at), "#decision", "id").is_none());
    assert!(
        attribute(&get(&server, &petra, &at), "form[action$='/zuruecknehmen']", "id").is_none()
    );

    let faulty = send(&server, &petra, &format!("{at}/kommentare"), "text=+");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#text"));
    for (by, text) in [(&petra, "Danke"), (&karl, "Gern")] {
        let done = send(&server, by, &format!("{at}/kommentare"), &format!("text={text}"));
        assert_eq!((done.status, done.header("location")), (303, at.as_str()));
    }
    let seen = server.get(&at);
    let comments = texts(&seen, "#comments + ul .card");
    assert!(comments[0].starts_with("musterstadt") && comments[0].ends_with("Danke"));
    assert!(comments[1].starts_with("beispielkreis"));
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    assert!(!text.contains("petra") && !text.contains("karl"), "no person is named");

    let decision = format!("{at}/entscheidung");
    assert_eq!(send(&server, &karl, &decision, "revision=1&reason=Ja").status, 403);
    let faulty = send(&server, &petra, &decision, "revision=1&reason=Passt+nicht");
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#decision"))
    );
    assert_eq!(texts(&faulty, "#reason"), ["Passt nicht"]);
    let faulty = send(&server, &petra, &decision, "revision=1&decision=declined&reason=");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#reason"));
    assert!(attribute(&faulty, "input[value=declined][checked]", "name").is_some());
    let late = send(&server, &petra, &decision, "revision=7&decision=declined&reason=Zu+alt");
    assert_eq!((late.status, texts(&late, "#reason")), (422, vec!["Zu alt".to_owned()]));
    let done = send(&server, &petra, &decision, "revision=1&decision=declined&reason=Passt+nicht");
    assert_eq!((done.status, done.header("location")), (303, at.as_str()));
    let seen = get(&server, &petra, &at);
    assert_eq!(texts(&seen, ".lead .badge"), ["abgelehnt"]);
    assert!(texts(&seen, "dd").contains(&"Passt nicht".to_owned()));
    assert!(attribute(&seen, "#decision", "id").is_none());
}

#[test]
fn an_accepted_proposal_goes_on_in_its_draft_and_a_withdrawn_one_ends() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    server.publish(&token, &document("1.0.0"));
    let karl = server.person("karl", Some(("beispielkreis", "contributor")));
    let petra = server.person("petra", Some(("musterstadt", "publisher")));
    let at = proposed(&server, &karl, "Fundbüro");
    let yes = "revision=1&decision=accepted&reason=Gern";
    let accepted = send(&server, &petra, &format!("{at}/entscheidung"), yes);
    let draft = accepted.header("location").to_owned();
    assert!(accepted.status == 303 && draft.starts_with("/entwuerfe/"), "{draft}");
    assert!(texts(&get(&server, &petra, &draft), "#document")[0].contains("Fundbüro"));
    let link = format!("main a[href='{draft}']");
    assert!(attribute(&get(&server, &petra, &at), &link, "href").is_some());
    assert!(attribute(&get(&server, &karl, &at), &link, "href").is_none(), "the owner's alone");

    let other = proposed(&server, &karl, "Fundstelle");
    let mut next = document("1.0.1");
    next["title"]["de"] = "Anders".into();
    next["changes"] = json!({"de": "Anders"});
    assert_eq!(server.publish(&token, &next).status, 201);
    server.catch_up();
    let seen = get(&server, &karl, &other);
    assert_eq!(texts(&seen, "#fit li"), ["/title/de"]);
    let torn = send(&server, &petra, &format!("{other}/entscheidung"), yes);
    let draft = torn.header("location").to_owned();
    let seen = get(&server, &petra, &draft);
    assert_eq!(texts(&seen, "#merge"), ["Widersprüche zum Vorschlag"]);
    assert_eq!(texts(&seen, ".side pre"), ["Fundsache melden", "Anders", "Fundstelle"]);
    assert!(texts(&seen, ".side label")[1].contains("1.0.1"));
    let link = format!("section a[href='{other}']");
    assert_eq!(attribute(&seen, &link, "href").as_deref(), Some(other.as_str()));
    let revision = attribute(&seen, "input[name=revision]", "value").unwrap();
    let chosen = format!("revision={revision}&path-0=%2Ftitle%2Fde&take-0=theirs");
    assert_eq!(send(&server, &petra, &format!("{draft}/entscheidungen"), &chosen).status, 303);
    let seen = get(&server, &petra, &draft);
    assert!(texts(&seen, "#document")[0].contains("Fundstelle"));
    let revision = attribute(&seen, "input[name=revision]", "value").unwrap();
    let drop = format!("{draft}/verwerfen");
    assert_eq!(send(&server, &petra, &drop, &format!("revision={revision}")).status, 303);
    assert_eq!(texts(&get(&server, &karl, &other), ".lead .badge"), ["offen"]);
    let done = send(&server, &karl, &format!("{other}/zuruecknehmen"), "revision=3");
    assert_eq!((done.status, done.header("location")), (303, other.as_str()));
    assert_eq!(texts(&server.get(&other), ".lead .badge"), ["zurückgenommen"]);
    assert_eq!(server.get("/vorschlaege/nirgends").status, 404);
}

#[test]
fn a_fork_offers_what_is_ticked_and_the_owner_finds_it() {
    let server = TestServer::start();
    let mut origin = document("1.0.0");
    origin["owner"] = "beispielkreis".into();
    assert_eq!(server.publish(&server.token("beispielkreis"), &origin).status, 201);
    let stadt = server.person("anna", Some(("musterstadt", "publisher")));
    let wanted = json!({"owner": "musterstadt", "name": "fundsache", "version": "latest", "kind": "technical", "reason": "Verbesserungen"});
    let forks = "/api/v1/blueprints/beispielkreis/fundsache/forks";
    assert_eq!(stadt.json(&server, "POST", forks, &wanted).status, 201);
    let api = "/api/v1/blueprints/musterstadt/fundsache/versions/latest/document";
    let mut own = server.get(api).json();
    own["version"] = "1.0.1".into();
    own["title"]["de"] = "Fundbüro".into();
    own["summary"]["de"] = "Schnell zum Fund.".into();
    own["changes"] = json!({"de": "Verständlicher"});
    assert_eq!(server.publish(&server.token("musterstadt"), &own).status, 201);
    server.catch_up();

    let tab = "/blaupausen/musterstadt/fundsache/ableitungen";
    let kreis = server.person("karl", Some(("beispielkreis", "publisher")));
    let form = "form[action$='/ableitungen/vorschlag']";
    assert!(attribute(&get(&server, &kreis, tab), form, "action").is_none());
    let page = get(&server, &stadt, tab);
    let at = attribute(&page, form, "action").unwrap();
    let boxes = texts(&page, &format!("{form} .kern-form-check label"));
    assert_eq!(boxes.len(), 2);
    assert!(attribute(&page, "input[name=select][checked]", "value").is_none());

    assert_eq!(send(&server, &kreis, &at, "select=/title/de&title=T&message=M").status, 403);
    let faulty = send(&server, &stadt, &at, "title=Verst%C3%A4ndlicher&message=Am+Schalter");
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#select"))
    );
    assert_eq!(attribute(&faulty, "#title", "value").as_deref(), Some("Verständlicher"));
    assert_eq!(texts(&faulty, "#message"), ["Am Schalter"]);
    let faulty = send(&server, &stadt, &at, "select=/title/de&title=&message=Am+Schalter");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#title"));
    let kept = attribute(&faulty, "input[name=select][checked]", "value");
    assert_eq!(kept.as_deref(), Some("/title/de"));
    let faulty = send(&server, &stadt, &at, "select=/nirgends&title=T&message=M");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#select"));
    let made = send(&server, &stadt, &at, "select=/title/de&title=Verst%C3%A4ndlicher&message=M");
    let proposal = made.header("location").to_owned();
    assert!(made.status == 303 && proposal.starts_with("/vorschlaege/"), "{proposal}");
    let seen = server.get(&proposal);
    assert_eq!(texts(&seen, "tbody tr").len(), 1, "the other change is not offered");
    assert!(texts(&seen, "dd")[0].ends_with("musterstadt/fundsache@1.0.1"));

    let link = format!("main a[href='{proposal}']");
    let origin = server.get("/blaupausen/beispielkreis/fundsache/ableitungen");
    assert_eq!(texts(&origin, "#proposals + p"), ["Ein offener Vorschlag"]);
    let list = server.get("/blaupausen/beispielkreis/fundsache/vorschlaege");
    assert_eq!(
        (texts(&list, "tbody th"), texts(&list, "tbody .badge")),
        (vec!["Verständlicher".to_owned()], vec!["offen".to_owned()],)
    );
    assert!(attribute(&list, &link, "href").is_some());
    assert_eq!(server.get("/blaupausen/beispielkreis/nirgends/vorschlaege").status, 404);
    let mine = |by, of: &str| get(&server, by, &format!("/entwuerfe?organisation={of}"));
    assert!(attribute(&mine(&kreis, "beispielkreis"), &link, "href").is_some());
    assert!(attribute(&mine(&stadt, "musterstadt"), &link, "href").is_none());
}
