//! Drafts over HTTP: begun, saved by several, submitted, approved, published, and hidden from everybody else.

use serde_json::{Value, json};

use crate::server::{Answer, Person, TestServer, document};

const DRAFTS: &str = "/api/v1/drafts";

/// A draft of this document in `musterstadt`, whose address it gives.
fn begin(server: &TestServer, by: &Person, document: &Value) -> String {
    let wanted = json!({"organisation": "musterstadt", "document": document});
    let begun = by.json(server, "POST", DRAFTS, &wanted);
    assert_eq!(begun.status, 201, "{}", String::from_utf8_lossy(&begun.bytes));
    assert_eq!(begun.header("location"), begun.json()["url"]);
    begun.header("location").to_owned()
}

fn get(server: &TestServer, by: &Person, at: &str) -> Answer {
    by.send(server, "GET", at, b"")
}

/// Saves what was seen with this tag.
fn save(server: &TestServer, by: &Person, (at, tag): (&str, &str), document: &Value) -> Answer {
    let body = document.to_string();
    by.send_with(server, ("PUT", at), &[("If-Match", tag)], body.as_bytes())
}

fn post(server: &TestServer, by: &Person, at: &str, step: &str, body: &Value) -> Answer {
    by.json(server, "POST", &format!("{at}/{step}"), body)
}

/// A whole answer without the ids, which are others each time.
fn whole(answer: &Answer) -> Value {
    fn hide(value: &mut Value) {
        match value {
            Value::String(text) => {
                let is_id = |part: &str| {
                    part.len() == 32 && part.bytes().all(|b| b.is_ascii_alphanumeric())
                };
                let parts = text.split('/').map(|part| if is_id(part) { "[id]" } else { part });
                *text = parts.collect::<Vec<_>>().join("/");
            }
            Value::Array(items) => items.iter_mut().for_each(hide),
            Value::Object(members) => members.values_mut().for_each(hide),
            _ => {}
        }
    }
    let mut value = answer.json();
    hide(&mut value);
    value
}

#[test]
fn a_draft_is_begun_written_and_seen() {
    let server = TestServer::start();
    server.publish(&server.token("musterstadt"), &document("1.0.0"));
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let from = json!({"organisation": "musterstadt", "from": "musterstadt/fundsache@^1"});
    let begun = anna.json(&server, "POST", DRAFTS, &from);
    assert_eq!((begun.status, begun.header("etag")), (201, "\"1\""));
    let at = begun.header("location").to_owned();
    let seen = get(&server, &anna, &at);
    let tag = seen.header("etag").to_owned();
    assert!(tag.starts_with("\"1-"), "{tag}");
    assert_eq!(seen.header("cache-control"), "private, no-cache");
    let again = anna.send_with(&server, ("GET", &at), &[("If-None-Match", &tag)], b"");
    assert_eq!(again.status, 304);
    let mut next = seen.json()["document"].clone();
    next["title"]["de"] = "Fundsachen".into();
    next["license"] = "frei".into();
    let saved = save(&server, &anna, (&at, &tag), &next);
    assert_eq!((saved.status, saved.header("etag")), (200, "\"2\""));
    // Without looking in between, as programs save while people write.
    next["changes"] = json!({"de": "Neuer Titel"});
    assert_eq!(save(&server, &anna, (&at, saved.header("etag")), &next).status, 200);
    insta::assert_json_snapshot!(whole(&get(&server, &anna, &at)));
    let list = get(&server, &anna, &format!("{DRAFTS}?organisation=musterstadt&state=open"));
    insta::assert_json_snapshot!(whole(&list));
}

#[test]
fn a_draft_is_written_as_yaml_too() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let at = begin(&server, &anna, &json!({}));
    let headers = [("Content-Type", "application/yaml"), ("If-Match", "*")];
    let put = |body: &[u8]| anna.send_with(&server, ("PUT", &at), &headers, body);
    assert_eq!(put(b"title:\n  de: Fundsache melden\n").json()["title"], "Fundsache melden");
    assert_eq!(
        get(&server, &anna, &at).json()["document"],
        json!({"title": {"de": "Fundsache melden"}})
    );
    let bomb = put(b"a: &a [x, x]\nb: [*a, *a]\n");
    assert_eq!(
        (bomb.problem().as_str(), bomb.findings()),
        ("422 invalid-document", vec!["parse-yaml ".to_owned()])
    );
    let yaml = b"organisation: musterstadt\nname: fundsache\n";
    let begun = anna.send_with(&server, ("POST", DRAFTS), &headers[..1], yaml);
    assert_eq!((begun.status, &begun.json()["name"]), (201, &json!("fundsache")));
    let text = [("Content-Type", "text/plain"), ("If-Match", "*")];
    let refused = anna.send_with(&server, ("PUT", &at), &text, b"{}");
    assert_eq!(refused.problem(), "415 unsupported-media-type");
}

#[test]
fn of_two_who_save_the_second_is_told_where_the_draft_is() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let bernd = server.person("bernd", Some(("musterstadt", "publisher")));
    let at = begin(&server, &anna, &json!({"title": {"de": "Eins"}}));
    let seen = get(&server, &bernd, &at).header("etag").to_owned();
    assert_eq!(save(&server, &anna, (&at, &seen), &json!({"title": {"de": "Anna"}})).status, 200);
    let late = save(&server, &bernd, (&at, &seen), &json!({"title": {"de": "Bernd"}}));
    assert_eq!(late.problem(), "412 precondition-failed");
    assert_eq!(late.json()["revision"], 2);
    let now = get(&server, &bernd, &at);
    assert_eq!(now.json()["document"]["title"]["de"], "Anna");
    let merged =
        save(&server, &bernd, (&at, now.header("etag")), &json!({"title": {"de": "Beide"}}));
    assert_eq!(merged.json()["revision"], 3);

    let blind = bernd.send(&server, "PUT", &at, b"{}");
    assert_eq!(blind.problem(), "428 precondition-required");
    for strange in ["\"abc\"", "W/\"3\""] {
        let refused = save(&server, &bernd, (&at, strange), &json!({}));
        assert_eq!(refused.problem(), "412 precondition-failed", "{strange}");
    }
    // The tag of coded bytes is understood as well.
    let coded = anna.send_with(&server, ("GET", &at), &[("Accept-Encoding", "gzip")], b"");
    assert!(coded.header("etag").ends_with("-gzip\""), "{}", coded.header("etag"));
    assert_eq!(save(&server, &anna, (&at, coded.header("etag")), &json!({})).status, 200);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, whose steps depend on each other")]
fn one_writes_another_approves_and_publishes() {
    let server = TestServer::start();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let [anna, bernd] =
        ["anna", "bernd"].map(|name| server.person(name, Some(("musterstadt", "publisher"))));
    let four_eyes = "/api/v1/organisations/musterstadt/four-eyes";
    assert_eq!(get(&server, &anna, four_eyes).json(), json!({"required": false}));
    let demand = |by: &Person| by.json(&server, "PUT", four_eyes, &json!({"required": true}));
    assert_eq!(demand(&bernd).problem(), "403 forbidden");
    assert_eq!(demand(&olga).json(), json!({"required": true}));

    let direct = anna.json(
        &server,
        "PUT",
        "/api/v1/blueprints/musterstadt/fundsache/versions/1.0.0",
        &document("1.0.0"),
    );
    assert_eq!(direct.problem(), "403 four-eyes");
    let program = server.publish(&server.token("musterstadt"), &document("1.0.0"));
    assert_eq!(program.problem(), "403 four-eyes");
    insta::assert_json_snapshot!(whole(&program));

    let mut value = document("1.0.0");
    value["license"] = "frei".into();
    let at = begin(&server, &anna, &value);
    let unfinished = post(&server, &anna, &at, "submit", &json!({}));
    assert_eq!(
        (unfinished.problem().as_str(), unfinished.findings()),
        ("422 draft-unfinished", vec!["identifier-licence /license".to_owned()])
    );
    value["license"] = "CC0-1.0".into();
    save(&server, &anna, (&at, "*"), &value);
    assert_eq!(post(&server, &bernd, &at, "publish", &json!({})).problem(), "409 draft-state");
    // Nothing is to be said, so nothing has to be sent.
    assert_eq!(
        anna.send(&server, "POST", &format!("{at}/submit"), b"").json()["state"],
        "submitted"
    );
    let own = post(&server, &anna, &at, "publish", &json!({}));
    assert_eq!(own.problem(), "403 four-eyes");
    insta::assert_json_snapshot!(whole(&own));
    assert_eq!(post(&server, &anna, &at, "approve", &json!({})).problem(), "403 four-eyes");
    let returned = post(&server, &bernd, &at, "return", &json!({"reason": "Die Frist fehlt."}));
    assert_eq!(returned.json()["state"], "open");
    let read = post(&server, &anna, &at, "submit", &json!({}));
    assert_eq!(read.json()["state"], "submitted");
    value["summary"]["de"] = "Untergeschoben".into();
    save(&server, &anna, (&at, "*"), &value);
    post(&server, &anna, &at, "submit", &json!({}));
    let as_read = [("If-Match", read.header("etag"))];
    let approve = format!("{at}/approve");
    let moved = bernd.send_with(&server, ("POST", &approve), &as_read, b"");
    assert_eq!(moved.problem(), "412 precondition-failed");
    assert_eq!(post(&server, &bernd, &at, "approve", &json!({})).json()["state"], "approved");
    let published = post(&server, &bernd, &at, "publish", &json!({}));
    assert_eq!(published.status, 201);
    assert_eq!(
        published.header("location"),
        "/api/v1/blueprints/musterstadt/fundsache/versions/1.0.0"
    );
    insta::assert_json_snapshot!(whole(&published));
    insta::assert_json_snapshot!(whole(&get(&server, &anna, &at)));
    assert_eq!(
        server.get(published.header("location")).json()["digest"],
        published.json()["digest"]
    );
    let late = save(&server, &anna, (&at, "*"), &value);
    assert_eq!(late.problem(), "409 draft-state");
    insta::assert_json_snapshot!(whole(&late));
}

#[test]
fn whoever_may_not_read_a_draft_learns_nothing_of_it() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "contributor")));
    let at = begin(&server, &anna, &document("1.0.0"));
    let stranger = server.person("sven", Some(("beispielkreis", "owner")));
    let nowhere = format!("{DRAFTS}/{}", "a".repeat(32));
    let steps = [
        ("GET", ""),
        ("PUT", ""),
        ("DELETE", ""),
        ("POST", "/submit"),
        ("POST", "/approve"),
        ("POST", "/publish"),
    ];
    for (method, step) in steps {
        let ask = |at: &str| {
            let at = format!("{at}{step}");
            stranger.send_with(&server, (method, &at), &[("If-Match", "*")], b"{}")
        };
        let (hidden, missing) = (ask(&at), ask(&nowhere));
        assert_eq!(hidden.problem(), "404 not-found", "{method} {step}");
        let text = |answer: &Answer, at: &str| {
            String::from_utf8_lossy(&answer.bytes).replace(at.rsplit('/').next().unwrap(), "")
        };
        assert_eq!(text(&hidden, &at), text(&missing, &nowhere), "{method} {step}");
    }
    assert_eq!(server.get(&at).problem(), "401 unauthorised");
    let list = get(&server, &stranger, &format!("{DRAFTS}?organisation=musterstadt"));
    assert_eq!(list.problem(), "403 forbidden");
    let nothing = get(&server, &stranger, DRAFTS);
    assert_eq!(nothing.json(), json!({"items": [], "total": 0, "next_cursor": null}));
}

#[test]
fn what_is_asked_for_wrongly_is_named() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    let wrong = |body: Value| anna.json(&server, "POST", DRAFTS, &body).findings();
    assert_eq!(wrong(json!({})), ["member-missing /organisation"]);
    assert_eq!(wrong(json!({"organisation": 7})), ["member-type /organisation"]);
    assert_eq!(wrong(json!({"organisation": "Nicht So"})), ["name /organisation"]);
    let with = |name: &str, value: Value| {
        let mut body = json!({"organisation": "musterstadt"});
        body[name] = value;
        wrong(body)
    };
    assert_eq!(with("dokument", json!({})), ["member-unknown /dokument"]);
    assert_eq!(with("name", json!("Groß")), ["name /name"]);
    assert_eq!(with("from", json!("fundsache")), ["version-named /from"]);
    assert_eq!(with("from", json!("beispielkreis/x@1.0.0")), ["draft-from /from"]);
    assert_eq!(with("document", json!([1])), ["parse-not-an-object "]);
    let both =
        json!({"organisation": "musterstadt", "from": "musterstadt/x@1.0.0", "document": {}});
    assert_eq!(wrong(both), ["draft-start /from"]);
    let unknown = json!({"organisation": "musterstadt", "from": "musterstadt/x@1.0.0"});
    assert_eq!(anna.json(&server, "POST", DRAFTS, &unknown).problem(), "404 not-found");
    assert_eq!(anna.send(&server, "POST", DRAFTS, b"{").problem(), "422 invalid-document");
    assert_eq!(anna.send(&server, "POST", DRAFTS, &vec![b' '; 2 << 20]).problem(), "413 too-large");

    let at = begin(&server, &anna, &json!({}));
    let submit = |body: &[u8]| anna.send(&server, "POST", &format!("{at}/submit"), body);
    assert_eq!(submit(br#"{"grund": "x"}"#).findings(), ["request-malformed "]);
    assert_eq!(post(&server, &anna, &at, "return", &json!({})).problem(), "400 invalid-request");
    assert_eq!(
        get(&server, &anna, &format!("{DRAFTS}?state=fertig")).findings(),
        ["parameter-value /state"]
    );
    assert_eq!(
        get(&server, &anna, &format!("{DRAFTS}?zustand=open")).findings(),
        ["parameter-unknown /zustand"]
    );
    assert_eq!(get(&server, &anna, &format!("{DRAFTS}?cursor=xyz")).findings(), ["cursor /cursor"]);
    let four_eyes = "/api/v1/organisations/musterstadt/four-eyes";
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    assert_eq!(olga.json(&server, "PUT", four_eyes, &json!({})).problem(), "400 invalid-request");
}

#[test]
fn drafts_are_listed_page_by_page() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    let addresses: Vec<String> = (0..5).map(|n| begin(&server, &anna, &json!({"n": n}))).collect();
    assert_eq!(anna.send(&server, "DELETE", &addresses[0], b"").json()["state"], "discarded");
    let mut found = Vec::new();
    let mut next = format!("{DRAFTS}?state=open&limit=3");
    while !next.is_empty() {
        let page = get(&server, &anna, &next);
        assert_eq!(page.json()["total"], 4);
        let items = page.json()["items"].as_array().unwrap().clone();
        found.extend(items.iter().map(|item| item["url"].as_str().unwrap().to_owned()));
        let link = page.header("link");
        next = link.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        assert!(next.is_empty() || next.contains("state=open"), "{next}");
    }
    let mut expected = addresses[1..].to_vec();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let again = anna.send(&server, "DELETE", &addresses[0], b"");
    assert_eq!(again.problem(), "409 draft-state");
}

#[test]
fn the_same_key_begins_one_draft() {
    let server = TestServer::start();
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    let begin = |title: &str| {
        let body = json!({"organisation": "musterstadt", "document": {"title": {"de": title}}});
        let key = [("Idempotency-Key", "eins")];
        anna.send_with(&server, ("POST", DRAFTS), &key, body.to_string().as_bytes())
    };
    let first = begin("Eins");
    let again = begin("Eins");
    assert_eq!((again.status, again.json()), (201, first.json()));
    assert_eq!(begin("Zwei").problem(), "422 idempotency-key-reused");
}

#[test]
fn a_fork_begins_as_a_draft_where_four_eyes_are_demanded() {
    let server = TestServer::start();
    server.publish(&server.token("beispielkreis"), &{
        let mut value = document("1.0.0");
        value["owner"] = "beispielkreis".into();
        value
    });
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let anna = server.person("anna", Some(("musterstadt", "publisher")));
    olga.json(
        &server,
        "PUT",
        "/api/v1/organisations/musterstadt/four-eyes",
        &json!({"required": true}),
    );
    let forks = "/api/v1/blueprints/beispielkreis/fundsache/forks";
    let wanted = json!({"owner": "musterstadt", "name": "fundsache", "kind": "variant", "reason": "Eigene Fristen"});
    let forked = anna.json(&server, "POST", forks, &wanted);
    assert_eq!(forked.status, 201);
    insta::assert_json_snapshot!(whole(&forked));
    let at = forked.header("location").to_owned();
    let seen = get(&server, &anna, &at).json();
    assert_eq!((&seen["origin"]["purpose"], &seen["findings"]), (&json!("fork"), &json!([])));
    post(&server, &anna, &at, "submit", &json!({}));
    assert_eq!(post(&server, &olga, &at, "publish", &json!({})).status, 201);
    let summary = server.get("/blueprints/musterstadt/fundsache").json();
    assert_eq!(summary["upstream"]["blueprint"], "beispielkreis/fundsache");
}
