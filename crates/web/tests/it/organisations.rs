//! Organisations over the network: what they are, what is said of them, and what stays of those that are no more.

use serde_json::{Value, json};

use crate::server::{Answer, Person, TestServer, document};

const AT: &str = "/api/v1/organisations/musterstadt";

fn patch(server: &TestServer, person: &Person, wanted: &Value) -> Answer {
    person.json(server, "PATCH", AT, wanted)
}

#[test]
fn a_key_that_does_not_exist_is_refused_and_the_nearest_is_named() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    let add = |ars: &str, kind: &str, state: Option<&str>| {
        let new = json!({"slug": "bensheim", "kind": kind, "name": "Bensheim", "ars": ars, "state": state});
        otto.json(&server, "POST", "/api/v1/organisations", &new)
    };
    let unknown = add("064310002999", "municipality", None);
    assert_eq!(
        (unknown.status, unknown.findings()),
        (422, vec!["organisation-ars /ars".to_owned()])
    );
    let told = unknown.json()["findings"][0]["message"].as_str().unwrap().to_owned();
    assert!(told.contains("064310002002 (Bensheim)"), "{told}");
    assert_eq!(add("06431", "municipality", None).findings(), ["organisation-ars /ars"]);
    assert_eq!(
        add("06431002", "municipality", Some("08")).findings(),
        ["organisation-state /state"]
    );
    let added = add("06431002", "municipality", None);
    assert_eq!(added.status, 201);
    let added = added.json();
    assert_eq!(
        (&added["ars"], &added["state"], &added["population"]),
        (&json!("064310002002"), &json!("06"), &json!(42_089))
    );
    let found = server.get("/api/v1/organisations?q=BENS&state=06").json();
    assert_eq!((&found["total"], &found["items"][0]["slug"]), (&json!(1), &json!("bensheim")));
}

#[test]
fn a_change_is_guarded_by_what_its_sender_knows() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let seen = server.get(AT).header("etag").to_owned();
    let send = |tag: &str, name: &str| {
        let body = json!({"name": name}).to_string();
        let headers = [("Content-Type", "application/json"), ("If-Match", tag)];
        olga.send_with(&server, ("PATCH", AT), &headers, body.as_bytes())
    };
    let changed = send(&seen, "Neu-Musterstadt");
    assert_eq!(changed.status, 200, "{}", String::from_utf8_lossy(&changed.bytes));
    assert_eq!(changed.json()["history"][0]["deed"], "renamed");
    assert_eq!(send(&seen, "Zu spät").problem(), "412 precondition-failed");
    let now = server.get(AT);
    assert_eq!(now.json()["name"], "Neu-Musterstadt");
    assert_eq!(send(now.header("etag"), "Musterstadt").status, 200);
    assert_eq!(patch(&server, &olga, &json!({"kuerzel": "x"})).status, 400);
    assert_eq!(patch(&server, &olga, &json!({"kind": "dorf"})).status, 400);
    assert_eq!(patch(&server, &olga, &json!({"kind": "other"})).problem(), "403 forbidden");
    assert_eq!(
        patch(&server, &olga, &json!({"name": " "})).findings(),
        ["organisation-name /name"]
    );
}

#[test]
fn a_policy_comes_back_and_decides_what_suits() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let policy = json!({
        "minimum_seal": {"SOV-2": 3}, "required_certificates": ["bsi-c5"], "allowed_deployments": ["on_premises"],
        "allowed_data_locations": ["DE"], "no_third_country_access": true, "products_in_use": ["beispiel-it/parkservice"],
    });
    let fit =
        "/api/v1/blueprints/musterstadt/fundsache/versions/latest/fit?organisation=musterstadt";
    assert_eq!(server.get(fit).json()["verdict"], "fits");
    let set = patch(&server, &olga, &json!({"policy": policy}));
    assert_eq!(set.json()["policy"], policy);
    assert_eq!(server.get(AT).json()["policy"], policy);
    assert_eq!(server.get(fit).json()["verdict"], "gaps", "no product is named that could meet it");
    let odd = patch(&server, &olga, &json!({"policy": {"allowed_data_locations": ["EU"]}}));
    assert_eq!(odd.findings(), ["fit-profile /policy/allowed_data_locations"]);
    assert_eq!(
        patch(&server, &olga, &json!({"policy": {}})).json()["policy"]["minimum_seal"],
        json!({})
    );
}

#[test]
fn a_verification_is_told_with_the_organisation_and_at_its_blueprints() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let owner_verified =
        || server.get("/api/v1/blueprints/musterstadt/fundsache").json()["owner_verified"].clone();
    assert_eq!(owner_verified(), false);
    let verify = |verified: bool, reason: &str| {
        patch(&server, &otto, &json!({"verification": {"verified": verified, "reason": reason}}))
    };
    assert_eq!(verify(true, "").findings(), ["organisation-reason /verification/reason"]);
    let verified = verify(true, "Amtsblatt vom 3. Juni");
    assert_eq!(verified.json()["verification"]["reason"], "Amtsblatt vom 3. Juni");
    assert_eq!(owner_verified(), true);
    let listed = server.get("/api/v1/organisations").json();
    assert!(listed["items"].as_array().unwrap().iter().any(|one| one["verification"].is_object()));
    assert_eq!(verify(false, "Verwechslung").json()["verification"], Value::Null);
    assert_eq!(owner_verified(), false);
    assert_eq!(server.get(AT).json()["history"].as_array().unwrap().len(), 2);
}

#[test]
fn an_organisation_that_went_up_in_another_names_it_and_takes_nothing_new() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    let token = server.token("musterstadt");
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    let succeed = |successor: Value| {
        patch(
            &server,
            &otto,
            &json!({"succession": {"successor": successor, "reason": "Eingemeindung zum 1. Januar"}}),
        )
    };
    assert_eq!(
        succeed(json!("fehlt")).findings(),
        ["organisation-successor /succession/successor"]
    );
    assert_eq!(succeed(json!("beispielkreis")).json()["succession"]["successor"], "beispielkreis");
    let refused = server.publish(&token, &document("1.0.1"));
    assert_eq!(refused.problem(), "409 organisation-succeeded");
    assert!(refused.json()["detail"].as_str().unwrap().contains("beispielkreis"));
    assert_eq!(
        server.get("/api/v1/blueprints/musterstadt/fundsache/versions/1.0.0/document").status,
        200
    );
    let successor = server.get("/api/v1/organisations/beispielkreis").json();
    assert_eq!(successor["predecessors"], json!(["musterstadt"]));
    assert_eq!(succeed(Value::Null).json()["succession"], Value::Null);
    assert_eq!(server.publish(&token, &document("1.0.1")).status, 201);
}

#[test]
fn the_last_operator_cannot_delete_themselves() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    let gone = otto.json(&server, "DELETE", "/api/v1/me", &Value::Null);
    assert_eq!(gone.problem(), "409 last-operator");
    let second = server.operator("oda");
    assert_eq!(otto.json(&server, "DELETE", "/api/v1/me", &Value::Null).status, 204);
    let other = format!("/api/v1/people/{}", second.id);
    assert_eq!(second.json(&server, "DELETE", &other, &Value::Null).problem(), "409 last-operator");
}
