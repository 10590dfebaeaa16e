//! People over HTTP: signing in and out, what a browser must show, roles, invitations, tokens.

use serde_json::{Value, json};

use crate::server::{Answer, PASSWORD, Person, TestServer, document};

fn sign_in(server: &TestServer, login: &str, password: &str) -> Answer {
    let body = json!({"login": login, "password": password}).to_string();
    server.send(
        "POST",
        "/api/v1/sessions",
        &[("Content-Type", "application/json")],
        body.as_bytes(),
    )
}

/// The answer to a request of a person, with a JSON body.
fn by(server: &TestServer, person: &Person, method: &str, path: &str, body: &Value) -> Answer {
    person.json(server, method, path, body)
}

#[test]
fn a_session_begins_with_a_cookie_that_scripts_cannot_read() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    let begun = sign_in(&server, "ANNA@musterstadt.example", PASSWORD);
    assert_eq!(begun.status, 201);
    let cookie = begun.header("set-cookie");
    for part in ["session=bls_", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    let me = by(&server, &anna, "GET", "/api/v1/me", &Value::Null);
    assert_eq!(me.header("cache-control"), "private, no-cache");
    insta::assert_json_snapshot!(me.json(), {".id" => "[id]", ".csrf_token" => "[token]"}, @r#"
    {
      "csrf_token": "[token]",
      "id": "[id]",
      "is_operator": false,
      "login": "anna@musterstadt.example",
      "name": "anna",
      "roles": [
        {
          "organisation": "musterstadt",
          "role": "publisher"
        }
      ],
      "sessions": 2
    }
    "#);
    assert_eq!(
        sign_in(&server, "anna@musterstadt.example", "falsch").problem(),
        "401 unauthorised"
    );
    assert_eq!(
        sign_in(&server, "niemand@musterstadt.example", PASSWORD).problem(),
        "401 unauthorised"
    );
}

#[test]
fn passwords_are_not_tried_for_long() {
    let server = TestServer::start();
    server.person("anna", None);
    let statuses: Vec<u16> =
        (0..10).map(|_| sign_in(&server, "anna@musterstadt.example", "falsch").status).collect();
    // The helper has signed in once already.
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 9, "{statuses:?}");
    let locked = sign_in(&server, " Anna@Musterstadt.example", PASSWORD);
    assert_eq!(locked.problem(), "429 too-many-requests");
    assert!(!locked.header("retry-after").is_empty());
    assert_eq!(
        sign_in(&server, "bernd@musterstadt.example", "falsch").status,
        401,
        "another account"
    );
}

#[test]
fn a_request_of_another_site_does_nothing() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    let path = "/blueprints/musterstadt/fundsache/versions/1.0.0";
    let body = document("1.0.0").to_string();
    let send = |headers: &[(&str, &str)]| {
        let mut all = vec![("Content-Type", "application/json"), ("Cookie", anna.cookie.as_str())];
        all.extend_from_slice(headers);
        server.send("PUT", path, &all, body.as_bytes())
    };
    assert_eq!(send(&[]).problem(), "403 forged-request");
    assert_eq!(send(&[("X-CSRF-Token", "geraten")]).problem(), "403 forged-request");
    let token = ("X-CSRF-Token", anna.form_token.as_str());
    assert_eq!(send(&[token, ("Sec-Fetch-Site", "cross-site")]).problem(), "403 forged-request");
    assert_eq!(send(&[token, ("Origin", "https://boese.example")]).problem(), "403 forged-request");
    assert_eq!(send(&[token, ("Sec-Fetch-Site", "same-origin")]).status, 201);
}

#[test]
fn a_session_that_was_ended_opens_nothing_any_more() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "owner")));
    assert_eq!(by(&server, &anna, "DELETE", "/api/v1/sessions/current", &Value::Null).status, 204);
    let late = by(&server, &anna, "GET", "/api/v1/me", &Value::Null);
    assert_eq!(late.problem(), "401 unauthorised");
    assert!(late.header("set-cookie").starts_with("session=; "), "the cookie is taken away");
    // What is public stays readable with a cookie that is worth nothing.
    assert_eq!(by(&server, &anna, "GET", "/api/v1/blueprints", &Value::Null).status, 200);
}

#[test]
fn an_owner_invites_and_gives_and_takes_roles() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let bernd = server.person("bernd", None);
    let invitations = "/api/v1/organisations/musterstadt/invitations";
    let wrong = by(&server, &olga, "POST", invitations, &json!({"role": "chef"}));
    assert_eq!(
        (wrong.problem().as_str(), wrong.findings()),
        ("400 invalid-request", vec!["role /role".to_owned()])
    );
    let made = by(&server, &olga, "POST", invitations, &json!({"role": "reader", "note": "Bernd"}));
    assert_eq!(made.status, 201);
    let made = made.json();
    assert_eq!(made["path"], format!("/einladung?code={}", made["secret"].as_str().unwrap()));
    let secret = json!({"secret": made["secret"]});
    let accepted = by(&server, &bernd, "POST", "/api/v1/invitations/acceptance", &secret);
    assert_eq!(accepted.json(), json!({"organisation": "musterstadt", "role": "reader"}));
    let again = by(&server, &bernd, "POST", "/api/v1/invitations/acceptance", &secret);
    assert_eq!(again.problem(), "410 invitation-gone");

    let member = format!("/api/v1/organisations/musterstadt/members/{}", bernd.id);
    let raised = by(&server, &olga, "PUT", &member, &json!({"role": "publisher"}));
    assert_eq!(raised.json()["role"], "publisher");
    let own = format!("/api/v1/organisations/musterstadt/members/{}", olga.id);
    let lowered = by(&server, &olga, "PUT", &own, &json!({"role": "reader"}));
    assert_eq!(lowered.problem(), "409 last-owner");
    assert_eq!(by(&server, &olga, "DELETE", &member, &Value::Null).status, 204);
    assert_eq!(by(&server, &olga, "DELETE", &member, &Value::Null).problem(), "404 not-found");
    let list = by(&server, &olga, "GET", "/api/v1/organisations/musterstadt/members", &Value::Null);
    assert_eq!(list.json()["total"], 1);
}

#[test]
fn an_owner_makes_a_token_that_is_shown_once() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let wanted = json!({
        "organisation": "musterstadt", "scopes": ["publish"], "pattern": "musterstadt/*",
        "label": "Fachverfahren", "expires_in_days": 20,
    });
    let made = by(&server, &olga, "POST", "/api/v1/tokens", &wanted);
    assert_eq!(made.status, 201);
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    assert_eq!(server.publish(&secret, &document("1.0.0")).status, 201);
    let list = by(&server, &olga, "GET", "/api/v1/tokens?organisation=musterstadt", &Value::Null);
    assert!(!String::from_utf8_lossy(&list.bytes).contains(&secret));
    let item = &list.json()["items"][0];
    assert_eq!((&item["expires_soon"], &item["label"]), (&json!(true), &json!("Fachverfahren")));
    assert!(item["last_used_at"].is_string());
    let path = format!("/api/v1/tokens/{}", item["id"].as_str().unwrap());
    assert_eq!(by(&server, &olga, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(server.publish(&secret, &document("1.0.1")).problem(), "401 unauthorised");
    let faulty = json!({
        "organisation": "musterstadt", "scopes": [], "pattern": "beispielkreis/*", "expires_in_days": 0,
    });
    let refused = by(&server, &olga, "POST", "/api/v1/tokens", &faulty);
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.findings(),
        ["token-scopes /scopes", "token-pattern /pattern", "token-expiry /expires_in_days"]
    );
}

#[test]
fn the_operator_adds_organisations_and_reads_the_trail() {
    let server = TestServer::start();
    let otto = server.operator("otto");
    let new = json!({"slug": "neustadt", "kind": "municipality", "name": "Neustadt", "parent": "beispielkreis"});
    let added = by(&server, &otto, "POST", "/api/v1/organisations", &new);
    assert_eq!((added.status, added.header("location")), (201, "/api/v1/organisations/neustadt"));
    assert_eq!(
        by(&server, &otto, "POST", "/api/v1/organisations", &new).problem(),
        "409 name-taken"
    );
    let odd = json!({"slug": "neu", "kind": "dorf", "name": "Neu"});
    assert_eq!(
        by(&server, &otto, "POST", "/api/v1/organisations", &odd).findings(),
        ["organisation-kind /kind"]
    );
    let trail = by(&server, &otto, "GET", "/api/v1/audit?limit=1", &Value::Null);
    let entry = trail.json()["items"][0].clone();
    assert_eq!(entry["act"], "organisation_created");
    assert_eq!((&entry["person"], &entry["organisation"]), (&json!(otto.id), &json!("neustadt")));
    let next = trail.json()["next_cursor"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/audit?limit=1&cursor={next}");
    assert_ne!(
        by(&server, &otto, "GET", &path, &Value::Null).json()["items"][0]["seq"],
        entry["seq"]
    );
}

#[test]
fn a_person_deletes_themselves() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    assert_eq!(by(&server, &anna, "DELETE", "/api/v1/me", &Value::Null).status, 204);
    assert_eq!(
        sign_in(&server, "anna@musterstadt.example", PASSWORD).problem(),
        "401 unauthorised"
    );
    let otto = server.operator("otto");
    let everybody = by(&server, &otto, "GET", "/api/v1/people", &Value::Null).json();
    assert_eq!(everybody["total"], 1);
}

#[test]
fn a_new_password_is_checked_and_counts_at_once() {
    let server = TestServer::start();
    let anna = server.person("anna", None);
    let change = |old: &str, new: &str| {
        by(
            &server,
            &anna,
            "PUT",
            "/api/v1/me/password",
            &json!({"old_password": old, "new_password": new}),
        )
    };
    assert_eq!(
        change("falsch", "kurz").findings(),
        ["password-wrong /old_password", "password-weak /new_password"]
    );
    assert_eq!(change(PASSWORD, "vier Katzen im Rathaus").status, 204);
    assert_eq!(sign_in(&server, "anna@musterstadt.example", PASSWORD).status, 401);
    assert_eq!(sign_in(&server, "anna@musterstadt.example", "vier Katzen im Rathaus").status, 201);
}
