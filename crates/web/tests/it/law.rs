//! What changed, whether it suits, and what a number must say.

use serde_json::{Value, json};

use crate::server::{Answer, TestServer, document};

const AT: &str = "/blueprints/musterstadt/fundsache/versions";

/// Versions 1.0.0 and 2.0.0, which raises the need of protection.
fn two_versions() -> (TestServer, String) {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let mut second = document("2.0.0");
    second["security"]["protection"]["integrity"] = "very_high".into();
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    assert_eq!(server.publish(&token, &second).status, 201);
    (server, token)
}

fn raised(number: &str) -> Value {
    let mut value = document(number);
    value["security"]["protection"]["integrity"] = "very_high".into();
    value["security"]["protection"]["availability"] = "very_high".into();
    value
}

fn diff(server: &TestServer, from: &str, to: &str) -> Answer {
    let id = "musterstadt/fundsache";
    server.get(&format!("/api/v1/diff?from={id}@{from}&to={id}@{to}"))
}

#[test]
fn two_versions_are_compared() {
    let (server, _) = two_versions();
    let answer = diff(&server, "1.0.0", "latest");
    assert_eq!(answer.status, 200);
    let found = answer.json();
    assert_eq!(
        (&found["required_bump"], &found["to"]["version"]),
        (&json!("major"), &json!("2.0.0"))
    );
    let changes = found["changes"].as_array().unwrap();
    let change = changes.iter().find(|change| change["level"] == "major").unwrap();
    assert_eq!(change["path"], "/security/protection/integrity");
    assert_eq!((&change["section"], &change["after"]), (&json!("security"), &json!("very_high")));
    assert!(change["message"].as_str().unwrap().ends_with('.'));
    let english = [("Accept-Language", "en")];
    let path = "/api/v1/diff?from=musterstadt/fundsache@1.0.0&to=musterstadt/fundsache@2.0.0";
    let told = server.send("GET", path, &english, b"").json();
    assert_ne!(told["changes"], found["changes"]);
    let same = diff(&server, "2.0.0", "latest").json();
    assert_eq!((&same["required_bump"], &same["changes"]), (&json!(null), &json!([])));
}

#[test]
fn what_names_no_version_is_told() {
    let (server, _) = two_versions();
    assert_eq!(diff(&server, "9.0.0", "latest").problem(), "404 not-found");
    let wrong = server.get("/api/v1/diff?from=fundsache&to=musterstadt/fundsache@1.0.0");
    assert_eq!(wrong.findings(), ["version-named /from"]);
    let missing = server.get("/api/v1/diff?from=musterstadt/fundsache@1.0.0");
    assert_eq!(missing.findings(), ["version-named /to"]);
}

#[test]
fn a_step_that_is_too_small_is_refused_unless_there_is_a_reason() {
    let (server, token) = two_versions();
    let refused = server.publish(&token, &raised("2.0.1"));
    assert_eq!(refused.problem(), "422 invalid-document");
    let found = refused.findings();
    assert_eq!(found[0], "version-too-small /version");
    assert!(found[1].ends_with(" /security/protection/availability"), "{found:?}");

    let dry = server.put(
        &format!("{AT}/3.0.0?dry_run=true"),
        &token,
        raised("3.0.0").to_string().as_bytes(),
    );
    assert_eq!(
        (&dry.json()["required_bump"], &dry.json()["baseline"]),
        (&json!("major"), &json!("2.0.0"))
    );

    let with = format!("{AT}/2.0.1?override_reason=Schreibfehler%20im%20Schutzbedarf");
    assert_eq!(server.put(&with, &token, raised("2.0.1").to_string().as_bytes()).status, 201);
    let item = server.get(&format!("{AT}/2.0.1")).json();
    assert_eq!(
        (&item["required_bump"], &item["declared_bump"]),
        (&json!("major"), &json!("patch"))
    );
    assert_eq!(item["override_reason"], "Schreibfehler im Schutzbedarf");
    let skipped = server.publish(&token, &raised("2.7.0"));
    assert_eq!(skipped.findings(), ["version-not-next /version"]);
}

#[test]
fn a_version_suits_or_does_not() {
    let (server, _) = two_versions();
    let ask = |body: Value| {
        let headers = [("Content-Type", "application/json")];
        server.send("POST", &format!("{AT}/latest/fit"), &headers, body.to_string().as_bytes())
    };
    let fits = ask(json!({"profile": {"state": "08"}}));
    assert_eq!((fits.status, &fits.json()["verdict"]), (200, &json!("fits")));
    let gaps = ask(json!({"profile": {"no_third_country_access": true}})).json();
    let codes: Vec<&Value> =
        gaps["checks"].as_array().unwrap().iter().map(|check| &check["code"]).collect();
    assert_eq!(gaps["verdict"], "gaps");
    assert!(codes.contains(&&json!("fit-product")), "{codes:?}");
    let answer = ask(json!({"profile": {"state": "99"}}));
    assert_eq!(answer.findings(), ["fit-profile /profile/state"]);
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(
        detail.contains("„99“ ist hier kein zulässiger Wert. Möglich sind: 01, 02, "),
        "{detail}"
    );
    assert_eq!(ask(json!({"profile": {}, "product": "x"})).findings(), ["fit-product /product"]);
    assert_eq!(ask(json!({"profil": {}})).problem(), "400 invalid-request");

    let known = server.get(&format!("{AT}/latest/fit?organisation=beispielkreis"));
    assert_eq!(known.status, 200);
    let unknown = server.get(&format!("{AT}/latest/fit?organisation=niemand"));
    assert_eq!(unknown.problem(), "404 not-found");
    let unnamed = server.get(&format!("{AT}/latest/fit"));
    assert_eq!(unnamed.findings(), ["parameter-value /organisation"]);
}

#[test]
fn the_page_of_a_comparison_says_what_is_wrong_with_a_wish() {
    let (server, _) = two_versions();
    let page = |query: &str| server.get(&format!("/vergleich{query}"));
    let text = |answer: &Answer| String::from_utf8(answer.bytes.clone()).unwrap();
    assert_eq!(page("").status, 200);
    let good = page("?from=musterstadt/fundsache@1.0.0&to=musterstadt/fundsache@latest");
    assert_eq!(good.status, 200);
    assert!(text(&good).contains("musterstadt/fundsache@2.0.0"));
    let unknown = page("?from=musterstadt/fundsache@1.0.0&to=musterstadt/fehlt@1.0.0");
    assert_eq!(unknown.status, 422);
    assert!(text(&unknown).contains("Diese Version gibt es nicht."));
}
