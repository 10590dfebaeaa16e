//! Whatever is sent, the refusal is a problem with its findings, and nothing is half written.

use registry::Scope;
use testkit::TestDatabase;

use crate::server::{Answer, NOW, TestServer, document};

const AT: &str = "/blueprints/musterstadt/fundsache/versions/1.0.0";

/// Sends a body that must be refused, and checks that nothing came of it.
fn refused(body: &[u8]) -> (String, Vec<String>) {
    let server = TestServer::start();
    let answer = server.put(AT, &server.token("musterstadt"), body);
    let told = (answer.problem(), answer.findings());
    assert_eq!(server.get("/blueprints/musterstadt/fundsache").status, 404, "nothing was written");
    told
}

fn invalid(body: &[u8]) -> Vec<String> {
    let (problem, findings) = refused(body);
    assert_eq!(problem, "422 invalid-document");
    findings
}

#[test]
fn an_empty_body() {
    assert_eq!(invalid(b""), ["parse-empty "]);
}

#[test]
fn a_body_of_two_mebibytes() {
    assert_eq!(refused(&vec![b' '; 2 << 20]).0, "413 too-large");
}

#[test]
fn ten_thousand_levels() {
    let body = format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let findings = invalid(body.as_bytes());
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("parse-too-deep /a/0/0"), "{findings:?}");
}

#[test]
fn a_key_twice() {
    assert_eq!(invalid(br#"{"owner": "a", "owner": "b"}"#), ["parse-duplicate-key /owner"]);
}

#[test]
fn a_yaml_bomb() {
    let server = TestServer::start();
    let bearer = format!("Bearer {}", server.token("musterstadt"));
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/yaml")];
    let bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
    let answer = server.send("PUT", AT, &headers, bomb);
    assert_eq!(answer.problem(), "422 invalid-document");
    assert_eq!(answer.findings(), ["parse-yaml "]);
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(invalid(b"{\"a\": \"\xff\"}"), ["parse-encoding "]);
}

#[test]
fn a_version_that_is_none() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    for (version, code) in [
        ("1.0", "version-reference"),
        ("neu", "version-reference"),
        ("1.0.0%2B7", "version-reference"),
    ] {
        let path = format!("/blueprints/musterstadt/fundsache/versions/{version}");
        let answer = server.put(&path, &token, document("1.0.0").to_string().as_bytes());
        assert_eq!(answer.problem(), "400 invalid-request", "{version}");
        assert_eq!(answer.findings(), [format!("{code} /version")], "{version}");
    }
    // A plus is a plus, however it is written.
    for version in ["1.0.0%2Bbuild5", "1.0.0%2bbuild5", "1.0.0+build5"] {
        let path = format!("/blueprints/musterstadt/fundsache/versions/{version}");
        for answer in [server.put(&path, &token, b"{}"), server.get(&path)] {
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.starts_with("„1.0.0+build5“ enthält einen Zusatz nach „+“"), "{detail}");
        }
    }
    let answer = server.put(AT, &token, document("1.0.0+7").to_string().as_bytes());
    assert_eq!(answer.findings(), ["publish-address /version", "version-not-semver /version"]);
}

#[test]
fn names_in_addresses_are_read_as_they_were_meant() {
    let server = TestServer::start();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    assert_eq!(server.get("/blueprints/m%75sterstadt/funds%61che/versions/%6catest").status, 200);
    assert_eq!(server.get("/blueprints/musterstadt/fundsache/versions/%5E1%2E0").status, 200);
    for (path, name) in [
        ("/blueprints/musterstadt/fund%2Fsache", "fund/sache"),
        ("/blueprints/muster%2Bstadt/fundsache", "muster+stadt"),
        // Decoded once and not twice.
        ("/blueprints/musterstadt/fund%252Fsache", "fund%2Fsache"),
        ("/api/v1/organisations/muster%20stadt", "muster stadt"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.problem(), "404 not-found", "{path}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.starts_with(&format!("„{name}“ ist kein Name")), "{path}: {detail}");
    }
}

#[test]
fn a_version_that_exists_with_other_content() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    let mut value = document("1.0.0");
    assert_eq!(server.publish(&token, &value).status, 201);
    value["title"]["de"] = "Anderes".into();
    let answer = server.publish(&token, &value);
    assert_eq!(answer.problem(), "409 version-exists");
    let changes = &answer.json()["changes"];
    assert_eq!(changes[0]["path"], "/title/de");
    assert_eq!(changes[0]["after"], "Anderes");
    let differs = |answer: &Answer, expected: &str| {
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(expected), "{detail}");
    };
    differs(&answer, " weicht an einer Stelle ab.");
    value["summary"]["de"] = "Auch anderes".into();
    differs(&server.publish(&token, &value), " weicht an 2 Stellen ab.");
    let headers = [
        ("Authorization", format!("Bearer {token}")),
        ("Content-Type", "application/json".to_owned()),
        ("Accept-Language", "en".to_owned()),
    ];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    differs(
        &server.send("PUT", AT, &headers, value.to_string().as_bytes()),
        " differs in 2 places.",
    );
    value["summary"] = document("1.0.0")["summary"].clone();
    differs(
        &server.send("PUT", AT, &headers, value.to_string().as_bytes()),
        " differs in one place.",
    );
}

#[test]
fn unknown_members_and_dangling_ids_at_once() {
    let mut value = document("1.0.0");
    value["farbe"] = "blau".into();
    value["service"]["farbe"] = "blau".into();
    value["process"]["nodes"][0]["farbe"] = "blau".into();
    value["process"]["nodes"][1]["role"] = "niemand".into();
    value["process"]["flows"][0]["to"] = "nirgends".into();
    assert_eq!(
        invalid(value.to_string().as_bytes()),
        [
            "schema-unknown-member /farbe",
            "reference-unknown /process/flows/0/to",
            "schema-unknown-member /process/nodes/0/farbe",
            "reference-unknown /process/nodes/1/role",
            "schema-unknown-member /service/farbe",
        ]
    );
}

#[test]
fn a_format_of_the_future() {
    let mut value = document("1.0.0");
    value["format"] = 2.into();
    assert_eq!(invalid(value.to_string().as_bytes()), ["format-unknown /format"]);
}

#[test]
fn an_attachment_that_was_not_uploaded() {
    let mut value = document("1.0.0");
    let digest = format!("sha256:{}", "ab".repeat(32));
    value["attachments"] =
        serde_json::json!([{"id": "plan", "digest": digest, "title": {"de": "Plan"}}]);
    assert_eq!(
        invalid(value.to_string().as_bytes()),
        ["attachment-not-uploaded /attachments/0/digest"]
    );
}

#[test]
fn a_document_of_another_owner() {
    let mut value = document("1.0.0");
    value["owner"] = "beispielkreis".into();
    assert_eq!(invalid(value.to_string().as_bytes()), ["publish-address /owner"]);
}

#[test]
fn tokens_that_do_not_open_this_door() {
    let server = TestServer::start();
    let own = |scopes: &[Scope], pattern, expires| {
        server.token_with("musterstadt", scopes, pattern, expires)
    };
    let body = document("1.0.0").to_string();
    let put = |token: &str| server.put(AT, token, body.as_bytes());
    assert_eq!(put(&server.token("beispielkreis")).problem(), "403 forbidden");
    assert_eq!(put(&own(&[Scope::Yank], "musterstadt/*", None)).problem(), "403 forbidden");
    assert_eq!(put(&own(&Scope::ALL, "musterstadt/anderes", None)).problem(), "403 forbidden");
    let expired = put(&own(&Scope::ALL, "musterstadt/*", Some(NOW)));
    assert_eq!(expired.problem(), "401 unauthorised");
    assert!(expired.header("www-authenticate").starts_with("Bearer"));
    assert_eq!(put("blp_22222222222222222222222222222222").problem(), "401 unauthorised");
    let anonymous =
        server.send("PUT", AT, &[("Content-Type", "application/json")], body.as_bytes());
    assert_eq!(anonymous.problem(), "401 unauthorised");
    assert_eq!(server.get("/blueprints/musterstadt/fundsache").status, 404, "nothing was written");
}

#[test]
fn a_media_type_that_is_not_taken() {
    let server = TestServer::start();
    let bearer = format!("Bearer {}", server.token("musterstadt"));
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "text/plain")];
    assert_eq!(server.send("PUT", AT, &headers, b"{}").problem(), "415 unsupported-media-type");
}

#[test]
fn requests_with_members_nobody_knows() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    server.publish(&token, &document("1.0.0"));
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    for (body, said) in [
        ("{}", "Die Angabe „yanked“ fehlt."),
        (
            "{\"yanked\": null, \"extra\": 1}",
            "Die Angabe „extra“ gibt es hier nicht. Möglich sind: yanked.",
        ),
        ("{\"yanked\": {\"reason\": \"x\", \"by\": \"y\"}}", "Die Angabe „by“ gibt es hier nicht."),
        (
            "{\"yanked\": {\"reason\": 7}}",
            "Zeile 1, Spalte 23: Hier steht eine Zahl, erwartet wird ein Text.",
        ),
        ("[", "Zeile 1, Spalte 1: Der Text endet"),
        ("", "Der Text endet"),
    ] {
        let answer = server.send("PATCH", AT, &headers, body.as_bytes());
        assert_eq!(answer.problem(), "400 invalid-request", "{body}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.starts_with("Der Inhalt der Anfrage lässt sich nicht lesen. "), "{detail}");
        assert!(detail.contains(said), "{body}: {detail}");
    }
    let fork = "/blueprints/musterstadt/fundsache/forks";
    for body in [
        "{\"owner\": \"musterstadt\"}",
        "{\"owner\": \"Musterstadt\", \"name\": \"x\", \"kind\": \"variant\", \"reason\": \"r\"}",
    ] {
        assert_eq!(
            server.send("POST", fork, &headers, body.as_bytes()).problem(),
            "400 invalid-request",
            "{body}"
        );
    }
    assert_eq!(
        server.get(&format!("{AT}?x=1")).status,
        200,
        "reading one version takes no parameters"
    );
    assert_eq!(server.get("/blueprints?farbe=blau").problem(), "400 invalid-request");
}

#[test]
fn too_many_requests() {
    let server = TestServer::with(TestDatabase::sqlite(), Some(1));
    let answers: Vec<u16> = (0..6).map(|_| server.get("/healthz").status).collect();
    assert!(answers.contains(&429), "{answers:?}");
    let limited = server.get("/healthz");
    assert_eq!(limited.problem(), "429 too-many-requests");
    assert!(limited.header("retry-after").parse::<u64>().unwrap() >= 1);
    // An invented token does not help.
    let statuses: Vec<u16> = (0..40)
        .map(|n| {
            server.send("GET", "/healthz", &[("Authorization", &format!("Bearer {n}"))], b"").status
        })
        .collect();
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[test]
fn a_lost_database_connection() {
    let server = TestServer::with(TestDatabase::postgres(), None);
    let token = server.token("musterstadt");
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    server.terminate_connections();
    let answer = server.publish(&token, &document("1.1.0"));
    assert!(answer.status == 201 || answer.problem() == "503 unavailable", "{}", answer.status);
    // Without a restart the next one is served.
    let again = server.publish(&token, &document("1.1.0"));
    assert!(matches!(again.status, 200 | 201), "{}", again.status);
    let versions = server.get("/blueprints/musterstadt/fundsache/versions").json();
    assert_eq!(versions["total"], 2);
}
