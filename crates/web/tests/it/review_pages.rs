//! The page of reviews, as a browser without scripts uses it: where one can be given, where not, and what is marked.

use serde_json::json;

use crate::{
    people_pages::{attribute, get, send, texts},
    reviews::{give, offered, reviewer, verified_group},
    server::{NOW, Person, TestServer, document},
};

const BLUEPRINT: &str = "/api/v1/blueprints/beispielkreis/fundsache";
const PAGE: &str = "/pruefung/beispielkreis/fundsache/1.0.0";
/// Where the blueprint goes on after [`renamed`].
const NEW_PAGE: &str = "/pruefung/beispielkreis/fundbuero/1.0.1";
const FORM: &str = "form[action^='/pruefung/beispielkreis/']";

fn scene() -> (TestServer, Person) {
    let server = TestServer::start();
    verified_group(&server);
    offered(&server);
    let rita = reviewer(&server, "rita", "musterstadt");
    (server, rita)
}

fn role(server: &TestServer, login: &str, organisation: &str) {
    let (organisation, login) =
        (organisation.parse().unwrap(), format!("{login}@musterstadt.example"));
    let role = "publisher".parse().unwrap();
    registry::role_set(&server.registry, (&organisation, &login, role), NOW).unwrap();
}

/// The owner gives the blueprint another name.
fn renamed(server: &TestServer) {
    let olga = server.person("olga", Some(("beispielkreis", "owner")));
    let wanted =
        json!({"to_owner": "beispielkreis", "to_name": "fundbuero", "reason": "Treffender"});
    let moved = olga.json(server, "POST", &format!("{BLUEPRINT}/transfers"), &wanted);
    assert_eq!((moved.status, moved.json()["state"].as_str()), (201, Some("accepted")));
    server.catch_up();
}

fn fields(organisation: &str) -> String {
    format!(
        "organisation={organisation}&working_group=arbeitskreis&verdict=approved&reason=Sehr+gr%C3%BCndlich"
    )
}

#[test]
fn an_address_that_was_left_says_where_reviews_go_and_shows_all_of_them() {
    let (server, rita) = scene();
    let given = give(&server, &rita, "musterstadt");
    assert_eq!(given.status, 201);
    renamed(&server);
    let old = get(&server, &rita, PAGE);
    assert_eq!(attribute(&old, ".note a", "href").as_deref(), Some(NEW_PAGE));
    assert_eq!(attribute(&old, FORM, "action"), None, "nothing is offered that must fail");
    assert!(texts(&server.get(PAGE), ".note").concat().contains("umgezogen"), "to everybody");
    // Who had the form open loses nothing.
    let late = send(&server, &rita, PAGE, &fields("musterstadt"));
    assert_eq!((late.status, texts(&late, "#reason")), (422, vec!["Sehr gründlich".to_owned()]));

    let new = get(&server, &rita, NEW_PAGE);
    assert!(attribute(&new, FORM, "action").is_some());
    let id = given.json()["id"].as_str().unwrap().to_owned();
    for page in [&old, &new] {
        assert_eq!(texts(page, ".card h3"), ["Anerkannt: musterstadt , Version 1.0.0"]);
    }
    let next = attribute(&new, "[name=weiter]", "value").unwrap();
    let step = format!("/pruefung/{id}/zuruecknehmen");
    let done = send(&server, &rita, &step, &format!("reason=Irrtum&weiter={next}"));
    assert_eq!((done.status, done.header("location")), (303, NEW_PAGE));
    assert!(texts(&get(&server, &rita, PAGE), ".card").concat().contains("Irrtum"));
    assert!(texts(&get(&server, &rita, NEW_PAGE), ".card").concat().contains("Irrtum"));
}

#[test]
fn a_version_that_was_withdrawn_is_not_offered_for_review() {
    let (server, rita) = scene();
    let mut next = document("1.1.0");
    next["owner"] = "beispielkreis".into();
    let scopes = [registry::Scope::Publish, registry::Scope::Yank];
    let token = server.token_with("beispielkreis", &scopes, "beispielkreis/*", None);
    let yank = |version: &str| {
        let at = format!("{BLUEPRINT}/versions/{version}");
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        let body = br#"{"yanked": {"reason": "Fehler im Bescheid"}}"#;
        assert_eq!(server.send("PATCH", &at, &headers, body).status, 200);
    };
    yank("1.0.0");
    let alone = get(&server, &rita, PAGE);
    assert!(texts(&alone, "#give + .note").concat().contains("nicht mehr geprüft"));
    assert_eq!(attribute(&alone, "#give + .note a", "href"), None);
    assert_eq!(server.publish(&token, &next).status, 201);
    let page = get(&server, &rita, PAGE);
    let latest = "/pruefung/beispielkreis/fundsache/1.1.0";
    assert_eq!(attribute(&page, "#give + .note a", "href").as_deref(), Some(latest));
    assert_eq!(attribute(&page, FORM, "action"), None);
    let late = send(&server, &rita, PAGE, &fields("musterstadt"));
    assert_eq!(late.status, 422);
    assert_eq!(attribute(&late, "#faults a", "href").as_deref(), Some("#version"));
    assert_eq!(attribute(&late, "#version", "tabindex").as_deref(), Some("-1"));
    assert_eq!(texts(&late, "#reason"), ["Sehr gründlich"]);
    assert!(attribute(&get(&server, &rita, latest), FORM, "action").is_some());
}

#[test]
fn the_owner_is_no_choice_and_what_is_wrong_is_marked_at_its_field() {
    let (server, rita) = scene();
    role(&server, "rita", "beispielkreis");
    role(&server, "rita", "neustadt");
    let page = get(&server, &rita, PAGE);
    assert_eq!(texts(&page, "#organisation option"), ["musterstadt", "Der neustadt"]);
    let marked = |form: &str, field: &str| {
        let refused = send(&server, &rita, PAGE, form);
        assert_eq!(refused.status, 422, "{form}");
        let at = |name| attribute(&refused, &format!("#{field}"), name);
        assert_eq!(at("aria-invalid").as_deref(), Some("true"), "{form}");
        assert_eq!(at("aria-describedby"), Some(format!("{field}-fault")));
        assert_eq!(texts(&refused, &format!("#{field}-fault")), texts(&refused, "#faults a"));
        assert_eq!(texts(&refused, "#reason"), ["Sehr gründlich"]);
        texts(&refused, &format!("#{field} option[selected]"))
    };
    marked(&fields("beispielkreis"), "organisation");
    marked(&fields(""), "organisation");
    marked(&fields("musterstadt").replace("=arbeitskreis", "=neustadt"), "working_group");
    assert_eq!(give(&server, &rita, "musterstadt").status, 201);
    assert_eq!(marked(&fields("neustadt"), "organisation"), ["Der neustadt"]);

    let kim = reviewer(&server, "kim", "beispielkreis");
    let own = get(&server, &kim, PAGE);
    assert!(texts(&own, "#give + .note").concat().contains("Niemand prüft die eigene"));
    assert_eq!(attribute(&own, FORM, "action"), None);
}

#[test]
fn a_second_withdrawal_is_refused_with_what_was_typed() {
    let (server, rita) = scene();
    let id = give(&server, &rita, "musterstadt").json()["id"].as_str().unwrap().to_owned();
    let step = format!("/pruefung/{id}/zuruecknehmen");
    let elsewhere = "reason=Irrtum&weiter=https://beispiel.example/";
    assert_eq!(send(&server, &rita, &step, elsewhere).header("location"), PAGE);
    let again = send(&server, &rita, &step, "reason=Noch+einmal");
    assert_eq!(again.status, 422);
    assert!(texts(&again, "#faults").concat().contains("der erste Grund bleibt stehen"));
    assert_eq!(attribute(&again, "#faults a", "href"), Some(format!("#{id}")));
    let card = texts(&again, ".card").concat();
    assert!(card.contains("Irrtum") && card.contains("Noch einmal"), "{card}");
    assert!(!texts(&get(&server, &rita, PAGE), ".card").concat().contains("Noch einmal"));
}
