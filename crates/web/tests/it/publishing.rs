//! Publish, again, altered, broken; yank; deprecate; fork; attachments.

use serde_json::json;

use crate::server::{TestServer, document};

#[test]
fn a_document_is_published_once() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let first = server.publish(&token, &document("1.0.0"));
    assert_eq!(first.status, 201);
    assert_eq!(first.header("location"), "/api/v1/blueprints/musterstadt/fundsache/versions/1.0.0");
    let again = server.publish(&token, &document("1.0.0"));
    assert_eq!(again.status, 200);
    assert_eq!(
        (&again.json()["created"], &again.json()["digest"]),
        (&json!(false), &first.json()["digest"])
    );
    let read = server.get("/blueprints/musterstadt/fundsache/versions/latest/document");
    let digest = blueprint::Digest::of(&read.bytes).to_string();
    assert_eq!(first.json()["digest"], digest);
    assert_eq!(read.header("blaupause-digest"), digest);
    assert_eq!(read.header("blaupause-version"), "1.0.0");
}

#[test]
fn broken_in_five_places_names_five_in_german() {
    let server = TestServer::start();
    let mut value = document("1.0.0");
    value.as_object_mut().unwrap().remove("license");
    value["title"]["de"] = "".into();
    value["contacts"] = json!([]);
    value["process"]["nodes"][0]["type"] = "anfang".into();
    value["process"]["flows"][0]["from"] = "nirgends".into();
    let answer = server.publish(&server.token("musterstadt"), &value);
    assert_eq!(answer.problem(), "422 invalid-document");
    let problem = answer.json();
    let findings = problem["findings"].as_array().unwrap();
    let told: Vec<String> = findings
        .iter()
        .map(|f| format!("{}: {}", f["pointer"].as_str().unwrap(), f["message"].as_str().unwrap()))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_language_is_the_readers() {
    let server = TestServer::start();
    let german = server.get("/blueprints/musterstadt/fehlt").json();
    let headers = [("Accept-Language", "en-GB,en;q=0.9,de;q=0.5")];
    let english = server.send("GET", "/blueprints/musterstadt/fehlt", &headers, b"").json();
    assert_eq!(german["detail"], "Die Blaupause musterstadt/fehlt gibt es nicht.");
    assert_eq!(english["detail"], "There is no blueprint musterstadt/fehlt.");
}

#[test]
fn a_dry_run_writes_nothing() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let at = "/blueprints/musterstadt/fundsache/versions/1.0.0?dry_run=true";
    let dry = server.put(at, &token, document("1.0.0").to_string().as_bytes());
    assert_eq!(dry.status, 200);
    assert_eq!((&dry.json()["dry_run"], &dry.json()["created"]), (&json!(true), &json!(true)));
    assert_eq!(server.get("/blueprints/musterstadt/fundsache").status, 404);
    let wrong =
        server.put("/blueprints/musterstadt/fundsache/versions/1.0.0?dry_run=ja", &token, b"{}");
    assert_eq!(wrong.findings(), ["parameter-value /dry_run"]);
}

#[test]
fn a_paper_step_between_two_digital_ones_is_one_media_break() {
    let server = TestServer::start();
    let mut value = document("1.0.0");
    let step = |id: &str, channel: &str| json!({"id": id, "type": "task", "role": "finder", "title": {"de": id}, "channel": channel});
    let (start, end) = (value["process"]["nodes"][0].clone(), value["process"]["nodes"][1].clone());
    let steps = [step("melden", "digital"), step("ablegen", "paper"), step("antworten", "digital")];
    value["process"]["nodes"] = [&[start][..], &steps, &[end]].concat().into();
    let ids = ["start", "melden", "ablegen", "antworten", "ende"];
    let flows = ids
        .windows(2)
        .map(|two| json!({"id": format!("nach-{}", two[0]), "from": two[0], "to": two[1]}));
    value["process"]["flows"] = flows.collect();
    let check = |value: &serde_json::Value| {
        let headers = [("Content-Type", "application/json")];
        let body = json!({"document": value}).to_string();
        server.send("POST", "/api/v1/check", &headers, body.as_bytes())
    };
    let found = check(&value);
    assert_eq!(found.findings(), ["media-break /process/flows/1"]);
    assert_eq!(found.json()["valid"], json!(true));
    assert_eq!(found.json()["findings"][0]["path"], "/process/flows/nach-melden");
    let breaks = &found.json()["media_breaks"];
    assert_eq!(
        (&breaks["count"], &breaks["breaks"][0]["pointer"]),
        (&json!(1), &json!("/process/flows/1"))
    );
    value["service"]["maturity_model"] = json!({"model": "ozg-1.1", "level": 4});
    let refused = check(&value);
    assert_eq!(refused.findings(), ["media-break-maturity /process/flows/1"]);
    assert_eq!(refused.json()["valid"], json!(false));
}

#[test]
fn a_document_is_checked_without_a_token() {
    let server = TestServer::start();
    server.publish(&server.token("musterstadt"), &document("1.0.0"));
    let check = |body: serde_json::Value| {
        let headers = [("Content-Type", "application/json")];
        server.send("POST", "/api/v1/check", &headers, body.to_string().as_bytes())
    };
    let mut next = document("1.1.0");
    next["title"]["de"] = "Fundsachen".into();
    let good = check(json!({"document": next, "against": "musterstadt/fundsache@latest"}));
    assert_eq!((good.status, &good.json()["valid"]), (200, &json!(true)));
    let changes = good.json()["changes"].clone();
    let paths: Vec<&str> =
        changes.as_array().unwrap().iter().map(|c| c["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/title/de"]);
    assert_eq!(
        good.json()["digest"],
        blueprint::Parsed::of(next.clone()).unwrap().digest().to_string()
    );
    next["license"] = "frei".into();
    let bad = check(json!({"document": next, "against": document("1.0.0")}));
    assert_eq!((bad.status, &bad.json()["valid"]), (200, &json!(false)));
    assert_eq!(bad.findings(), ["identifier-licence /license"]);
    assert_eq!(check(json!({"document": 1})).findings(), ["parse-not-an-object "]);
    assert_eq!(check(json!({"dokument": next})).problem(), "400 invalid-request");
    assert_eq!(check(json!({})).findings(), ["member-missing /document"]);
    assert_eq!(
        check(json!({"document": next, "against": "x"})).findings(),
        ["check-against /against"]
    );
    assert_eq!(check(json!({"document": next, "against": "a/b@1.0.0"})).problem(), "404 not-found");
    assert_eq!(server.get("/blueprints/musterstadt/fundsache/versions").json()["total"], 1);
}

#[test]
fn a_blueprint_is_deprecated_and_that_taken_back() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    let mut next = document("1.0.0");
    next["name"] = "fundbuero".into();
    assert_eq!(server.publish(&token, &next).status, 201);

    let at = "/blueprints/musterstadt/fundsache";
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let change = |body: serde_json::Value, extra: &[(&str, &str)]| {
        server.send("PATCH", at, &[&headers, extra].concat(), body.to_string().as_bytes())
    };
    let old = server.get(at);
    let said = change(
        json!({
            "deprecation": {"reason": "Ersetzt", "successor": "musterstadt/fundbuero"},
            "review_by": "2027-06-30",
            "follow_up_owner": "beispielkreis",
        }),
        &[("If-Match", old.header("etag"))],
    );
    assert_eq!(said.status, 200);
    assert_eq!(said.json(), server.get(at).json());
    assert_eq!(said.json()["deprecation"]["successor"], "musterstadt/fundbuero");
    assert_eq!(said.json()["review_by"], "2027-06-30");
    assert_eq!(said.json()["follow_up_owner"], "beispielkreis");
    server.catch_up();
    assert_eq!(server.get("/blueprints").json()["total"], 1);
    let asked = server.get("/blueprints?deprecated=true").json();
    assert_eq!((&asked["total"], &asked["items"][0]["deprecated"]), (&json!(1), &json!(true)));
    assert_eq!(server.get("/blueprints?deprecated=ja").findings(), ["parameter-value /deprecated"]);

    let stale = change(json!({"deprecation": null}), &[("If-Match", old.header("etag"))]);
    assert_eq!(stale.problem(), "412 precondition-failed");
    let read = server.send("GET", at, &[("Accept-Language", "en")], b"");
    assert_ne!(read.header("etag"), server.get(at).header("etag"), "the level is told in words");
    let tag = [("If-Match", read.header("etag")), ("Accept-Language", "de")];
    let back = change(json!({"deprecation": null}), &tag).json();
    assert_eq!((&back["deprecation"], &back["review_by"]), (&json!(null), &json!("2027-06-30")));
    let wrong = change(json!({"deprecation": {"reason": ""}, "review_by": "bald"}), &[]);
    assert_eq!(
        wrong.findings(),
        ["lifecycle-reason /deprecation/reason", "lifecycle-review-by /review_by"]
    );
    let unknown = change(json!({"abgekuendigt": true}), &[]);
    assert_eq!(unknown.problem(), "400 invalid-request");
}

#[test]
fn a_version_is_yanked_and_that_taken_back() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    server.publish(&token, &document("1.0.0"));
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let at = "/blueprints/musterstadt/fundsache/versions/1.0.0";
    let known = server.get(at).header("etag").to_owned();
    let yanked =
        server.send("PATCH", at, &headers, br#"{"yanked": {"reason": "Fehler im Bescheid"}}"#);
    assert_eq!(
        (yanked.status, &yanked.json()["yanked"]["reason"]),
        (200, &json!("Fehler im Bescheid"))
    );
    let with_old = [headers[0], headers[1], ("If-Match", known.as_str())];
    let stale = server.send("PATCH", at, &with_old, br#"{"yanked": null}"#);
    assert_eq!(stale.problem(), "412 precondition-failed");
    let known = server.get(at).header("etag").to_owned();
    let with_new = [headers[0], headers[1], ("If-Match", known.as_str())];
    let back = server.send("PATCH", at, &with_new, br#"{"yanked": null}"#);
    assert_eq!((back.status, &back.json()["yanked"]), (200, &json!(null)));
}

#[test]
fn a_fork_remembers_its_origin() {
    let server = TestServer::start();
    server.publish(&server.token("musterstadt"), &document("1.0.0"));
    let bearer = format!("Bearer {}", server.token("beispielkreis"));
    let headers = [
        ("Authorization", bearer.as_str()),
        ("Content-Type", "application/json"),
        ("Idempotency-Key", "eins"),
    ];
    let body = json!({"owner": "beispielkreis", "name": "fundsache", "version": "^1", "kind": "variant", "reason": "Eigene Fristen"});
    let at = "/blueprints/musterstadt/fundsache/forks";
    let forked = server.send("POST", at, &headers, body.to_string().as_bytes());
    assert_eq!(forked.status, 201);
    assert_eq!(forked.json()["upstream"]["version"], "1.0.0");
    let again = server.send("POST", at, &headers, body.to_string().as_bytes());
    assert_eq!((again.status, again.json()), (201, forked.json()));
    let other =
        json!({"owner": "beispielkreis", "name": "anderes", "kind": "variant", "reason": "x"});
    assert_eq!(
        server.send("POST", at, &headers, other.to_string().as_bytes()).problem(),
        "422 idempotency-key-reused"
    );
    assert_eq!(
        server.send("POST", at, &headers[..2], body.to_string().as_bytes()).problem(),
        "409 name-taken"
    );
    let children = server.get(at).json();
    assert_eq!(
        (&children["total"], &children["items"][0]["blueprint"]),
        (&json!(1), &json!("beispielkreis/fundsache"))
    );
    let summary = server.get("/blueprints/beispielkreis/fundsache").json();
    assert_eq!(summary["upstream"]["blueprint"], "musterstadt/fundsache");
}

#[test]
fn attachments_are_kept_and_never_shown_as_pages() {
    let server = TestServer::start();
    let bearer = format!("Bearer {}", server.token("musterstadt"));
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "text/html")];
    let bytes = b"<script>alert(1)</script>";
    let at = format!("/api/v1/blobs/{}", blueprint::Digest::of(bytes).hex());
    assert_eq!(server.send("PUT", &at, &headers, b"other").problem(), "422 digest-differs");
    assert_eq!(server.send("PUT", &at, &headers, bytes).status, 204);
    let read = server.get(&at);
    assert_eq!((read.status, read.bytes.as_slice()), (200, bytes.as_slice()));
    assert_eq!(read.header("content-disposition"), "attachment");
    assert_eq!(read.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(read.header("x-content-type-options"), "nosniff");
    let unknown = format!("/api/v1/blobs/{}", "0".repeat(64));
    assert_eq!(server.get(&unknown).problem(), "404 not-found");
    assert_eq!(server.get("/api/v1/blobs/xyz").problem(), "400 invalid-request");
}
