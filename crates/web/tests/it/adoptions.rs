//! Who uses a blueprint, over HTTP: recorded, changed, listed, removed.

use serde_json::{Value, json};

use crate::server::{Answer, TestServer, document};

const OWN: &str = "/api/v1/organisations/beispielkreis/adoptions/musterstadt/fundsache";
const ALL: &str = "/api/v1/blueprints/musterstadt/fundsache/adoptions";

/// The smallest document with a value to set and a product to choose.
pub(crate) fn adoptable(version: &str) -> Value {
    let mut document = document(version);
    document["parameters"] = json!([
        {"id": "gebuehr", "title": {"de": "Gebühr in Euro"}, "schema": {"type": "integer", "minimum": 0}, "default": 12, "binding": "recommended"},
        {"id": "frist", "title": {"de": "Frist in Monaten"}, "schema": {"type": "integer"}, "default": 6, "binding": "fixed"},
        {"id": "zeiten", "title": {"de": "Öffnungszeiten"}, "schema": {"type": "object"}, "binding": "free"},
        {"id": "digital", "title": {"de": "Nur digital"}, "schema": {"type": "boolean"}, "binding": "free"},
    ]);
    document["vendors"] = json!([
        {"id": "beispiel-it", "name": "Beispiel IT eG", "products": [{"id": "antrag", "name": "Antrag"}]},
    ]);
    document
}

fn given() -> (TestServer, String, String) {
    let server = TestServer::start();
    let stadt = server.token("musterstadt");
    for version in ["1.0.0", "1.0.1"] {
        assert_eq!(server.publish(&stadt, &adoptable(version)).status, 201);
    }
    let kreis = server.token("beispielkreis");
    (server, kreis, stadt)
}

fn wanted() -> Value {
    json!({
        "version": "1.0.0", "stage": "productive", "parameters": {"gebuehr": 20}, "product": "beispiel-it/antrag",
        "effort_hours": 80, "started_on": "2026-03-01", "note": "Nur für uns",
    })
}

fn put(server: &TestServer, token: &str, body: &Value, tag: Option<&str>) -> Answer {
    let bearer = format!("Bearer {token}");
    let mut headers =
        vec![("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    headers.extend(tag.map(|tag| ("If-Match", tag)));
    server.send("PUT", OWN, &headers, body.to_string().as_bytes())
}

fn ask(server: &TestServer, token: &str, method: &str, tag: Option<&str>) -> Answer {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("Authorization", bearer.as_str())];
    headers.extend(tag.map(|tag| ("If-Match", tag)));
    server.send(method, OWN, &headers, b"")
}

#[test]
fn an_adoption_is_recorded_changed_and_removed() {
    let (server, kreis, _) = given();
    let made = put(&server, &kreis, &wanted(), None);
    assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.bytes));
    assert_eq!(made.header("cache-control"), "private, no-cache");
    assert_eq!(
        (&made.json()["note"], &made.json()["parameters"]),
        (&json!("Nur für uns"), &json!({"gebuehr": 20}))
    );
    let read = ask(&server, &kreis, "GET", None);
    assert_eq!((read.json(), read.header("etag")), (made.json(), made.header("etag")));

    let mut later = wanted();
    later["version"] = "latest".into();
    let tag = read.header("etag").to_owned();
    let changed = put(&server, &kreis, &later, Some(&tag));
    assert_eq!((changed.status, changed.json()["version"].as_str()), (200, Some("1.0.1")));
    let stale = put(&server, &kreis, &wanted(), Some(&tag));
    assert_eq!(stale.problem(), "412 precondition-failed");
    assert_eq!(ask(&server, &kreis, "DELETE", Some(&tag)).problem(), "412 precondition-failed");
    assert_eq!(ask(&server, &kreis, "GET", None).json()["version"], "1.0.1", "nothing was removed");

    assert_eq!(ask(&server, &kreis, "DELETE", Some(changed.header("etag"))).status, 204);
    assert_eq!(ask(&server, &kreis, "GET", None).problem(), "404 not-found");
    assert_eq!(server.get(ALL).json()["items"], json!([]));
}

#[test]
fn everybody_sees_who_uses_it_and_nobody_what_is_the_organisations_own() {
    let (server, kreis, stadt) = given();
    put(&server, &kreis, &wanted(), None);
    let path = OWN.replace("organisations/beispielkreis", "organisations/musterstadt");
    let planned = json!({"version": "1.0.1", "stage": "planned"});
    assert_eq!(server.put(&path, &stadt, planned.to_string().as_bytes()).status, 201);
    server.catch_up();
    let all = server.get(ALL);
    insta::assert_json_snapshot!(all.json());
    let text = String::from_utf8(all.bytes).unwrap();
    assert!(!text.contains("Nur für uns") && !text.contains("gebuehr"), "{text}");
    let first = server.get(&format!("{ALL}?limit=1"));
    assert_eq!(first.json()["items"][0]["organisation"], "beispielkreis");
    let next = first.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
    let second = server.get(&next).json();
    assert_eq!(
        (&second["items"][0]["organisation"], &second["next_cursor"]),
        (&json!("musterstadt"), &Value::Null)
    );
    let planned = server.get(&format!("{ALL}?stage=planned")).json();
    assert_eq!(
        (&planned["total"], &planned["items"][0]["organisation"]),
        (&json!(1), &json!("musterstadt"))
    );
    assert_eq!(server.get(&format!("{ALL}?stage=bald")).findings(), ["parameter-value /stage"]);

    let own = server.get("/api/v1/organisations/beispielkreis/adoptions").json();
    assert_eq!(
        (&own["total"], &own["items"][0]["newer"], &own["items"][0]["latest"]),
        (&json!(1), &json!(1), &json!("1.0.1"))
    );
    assert!(!own.to_string().contains("Nur für uns"));
    assert_eq!(server.get("/api/v1/organisations/nirgends/adoptions").problem(), "404 not-found");
    let summary = server.get("/blueprints/musterstadt/fundsache").json();
    assert_eq!(
        summary["adoptions"],
        json!({"total": 2, "productive": 1, "introducing": 0, "planned": 1})
    );
    let found = server.get("/blueprints?adopted_by=beispielkreis&sort=adoptions").json();
    assert_eq!((&found["total"], &found["items"][0]["adoptions"]), (&json!(1), &json!(1)));
    assert_eq!(
        server.get("/blueprints?adopted_by=musterstadt").json()["total"],
        0,
        "a plan is no use yet"
    );
}

#[test]
fn all_faults_are_named_with_their_places() {
    let (server, kreis, stadt) = given();
    let wrong = json!({
        "version": "1.0.0", "stage": "fast", "parameters": {"gebuehr": "viel", "frist": 7}, "product": "x/y", "effort_hours": -1,
    });
    let refused = put(&server, &kreis, &wrong, None);
    assert_eq!(refused.status, 422);
    let mut findings = refused.findings();
    findings.sort();
    assert_eq!(
        findings,
        [
            "adoption-effort /effort_hours",
            "adoption-product /product",
            "adoption-stage /stage",
            "parameter-fixed /parameters/frist",
            "schema-type /parameters/gebuehr",
        ]
    );
    let strange =
        put(&server, &kreis, &json!({"version": "1.0.0", "stage": "planned", "farbe": 1}), None);
    assert_eq!(strange.status, 400);
    let foreign = put(&server, &stadt, &wanted(), None);
    assert_eq!(foreign.status, 403);
}
