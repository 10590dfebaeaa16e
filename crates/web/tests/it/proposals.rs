//! Proposals over HTTP: from a fork's change to a version of the upstream, and the fork is even again.

use serde_json::{Value, json};

use crate::server::{Answer, Person, TestServer, document};

const TARGET: &str = "/api/v1/blueprints/beispielkreis/bewohnerparkausweis";
const FORK: &str = "/api/v1/blueprints/musterstadt/bewohnerparkausweis";

/// The seed permit, as another owner's first version.
fn permit() -> Value {
    let path = "../../seed-blueprints/musterstadt/bewohnerparkausweis/1.1.0.yaml";
    let seed = std::fs::read(path).unwrap();
    let mut value = blueprint::parse(&seed, blueprint::Syntax::Yaml).unwrap().into_value();
    value["owner"] = "beispielkreis".into();
    value["name"] = "bewohnerparkausweis".into();
    value["version"] = "1.0.0".into();
    for spoken in ["changes", "renames", "upstream"] {
        value.as_object_mut().unwrap().remove(spoken);
    }
    value
}

fn post(server: &TestServer, by: &Person, at: &str, body: &Value) -> Answer {
    by.json(server, "POST", at, body)
}

fn own_paths(server: &TestServer) -> (Value, Vec<String>) {
    let state = server.get(&format!("{FORK}/upstream")).json();
    let own = state["own"].as_array().unwrap();
    let paths = own.iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect();
    (state["behind"].clone(), paths)
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, whose steps depend on each other")]
fn a_fork_proposes_its_changes_and_is_even_again() {
    let server = TestServer::start();
    let first = server.publish(&server.token("beispielkreis"), &permit());
    assert_eq!(first.status, 201, "{}", String::from_utf8_lossy(&first.bytes));
    let wanted = json!({"owner": "musterstadt", "name": "bewohnerparkausweis", "version": "latest", "kind": "technical", "reason": "Verbesserungen"});
    let stadt = server.person("anna", Some(("musterstadt", "publisher")));
    assert_eq!(post(&server, &stadt, &format!("{TARGET}/forks"), &wanted).status, 201);
    let mut own = server.get(&format!("{FORK}/versions/latest/document")).json();
    own["version"] = "1.0.1".into();
    own["title"]["de"] = "Parken für Bewohnerinnen und Bewohner".into();
    own["summary"]["de"] = "Schnell zum Ausweis.".into();
    own["changes"] = json!({"de": "Verständlicher"});
    assert_eq!(server.publish(&server.token("musterstadt"), &own).status, 201);
    server.catch_up();
    assert_eq!(own_paths(&server).1, ["/summary/de", "/title/de"]);

    let owner = server.person("olga", Some(("beispielkreis", "owner")));
    let petra = server.person("petra", Some(("beispielkreis", "publisher")));
    let rita = server.person("rita", Some(("beispielkreis", "publisher")));
    for (path, four_eyes, left) in
        [("/title/de", true, vec!["/summary/de"]), ("/summary/de", false, vec![])]
    {
        let at = "/api/v1/organisations/beispielkreis/four-eyes";
        owner.json(&server, "PUT", at, &json!({"required": four_eyes}));
        let wanted = json!({"title": "Verständlicher", "message": "Fragen am Schalter", "fork": "musterstadt/bewohnerparkausweis", "select": [path]});
        let key = [("Idempotency-Key", path), ("Content-Type", "application/json")];
        let send = || {
            stadt.send_with(
                &server,
                ("POST", &format!("{TARGET}/proposals")),
                &key,
                wanted.to_string().as_bytes(),
            )
        };
        let made = send();
        assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.bytes));
        assert_eq!(send().json(), made.json(), "the same key makes one proposal");
        let at = made.header("location").to_owned();
        let comment =
            post(&server, &petra, &format!("{at}/comments"), &json!({"text": "<b>Danke</b>"}));
        assert_eq!(
            (comment.status, &comment.json()["organisation"]),
            (201, &json!("beispielkreis"))
        );
        let seen = server.get(&at);
        let changes = seen.json()["changes"].as_array().unwrap().clone();
        assert_eq!((changes.len(), &changes[0]["path"]), (1, &json!(path)));
        assert_eq!((&seen.json()["behind"], &seen.json()["conflicts"]), (&json!(0), &json!([])));
        let text = String::from_utf8_lossy(&seen.bytes).into_owned();
        assert!(!text.contains("anna") && !text.contains("petra"), "no person is named: {text}");

        let decision = format!("{at}/decision");
        let yes = json!({"decision": "accepted", "reason": "Gern."});
        let stale = [("If-Match", "\"7\""), ("Content-Type", "application/json")];
        let late =
            petra.send_with(&server, ("POST", &decision), &stale, yes.to_string().as_bytes());
        assert_eq!(late.problem(), "412 precondition-failed");
        assert_eq!(post(&server, &stadt, &decision, &yes).problem(), "403 forbidden");
        let accepted = post(&server, &petra, &decision, &yes).json();
        assert_eq!(accepted["state"], "accepted");
        assert_eq!(post(&server, &petra, &decision, &yes).problem(), "409 proposal-state");
        let draft = accepted["draft"].as_str().unwrap().to_owned();
        let seen = petra.send(&server, "GET", &draft, b"").json();
        assert_eq!(seen["co_authors"], json!(["musterstadt"]));
        if four_eyes {
            assert_eq!(petra.send(&server, "POST", &format!("{draft}/submit"), b"").status, 200);
            assert_eq!(
                petra.send(&server, "POST", &format!("{draft}/publish"), b"").problem(),
                "403 four-eyes"
            );
        }
        let second = if four_eyes { &rita } else { &petra };
        let published = second.send(&server, "POST", &format!("{draft}/publish"), b"");
        assert_eq!(published.status, 201, "{}", String::from_utf8_lossy(&published.bytes));
        server.catch_up();
        let version = published.json()["version"].clone();
        assert_eq!(server.get(&at).json()["published"], version);
        let left: Vec<String> = left.into_iter().map(str::to_owned).collect();
        assert_eq!(own_paths(&server), (json!(0), left));
        let number = version.as_str().unwrap();
        let record = server.get(&format!("{TARGET}/versions/{number}")).json();
        assert_eq!(record["co_authors"], json!(["musterstadt"]));
    }
    let list = server.get(&format!("{TARGET}/proposals?state=accepted&limit=1"));
    assert_eq!(
        (&list.json()["total"], list.json()["items"].as_array().unwrap().len()),
        (&json!(2), 1)
    );
    let next = list.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
    assert_eq!(server.get(&next).json()["next_cursor"], Value::Null);
}

#[test]
fn what_is_asked_for_wrongly_is_named() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    server.publish(&token, &document("1.0.0"));
    let kreis = server.person("karl", Some(("beispielkreis", "contributor")));
    let at = "/api/v1/blueprints/musterstadt/fundsache/proposals";
    let wrong = |body: Value| post(&server, &kreis, at, &body).findings();
    assert_eq!(wrong(json!({"title": "T", "message": "M"})), ["proposal-source /fork"]);
    assert_eq!(wrong(json!({"fork": "x"})), ["member-type /fork"]);
    assert_eq!(wrong(json!({"select": "alles"})), ["member-type /select"]);
    let mut changed = document("1.0.0");
    let with = |document: &Value, select: Value| json!({"title": "T", "message": "M", "organisation": "beispielkreis", "document": document, "select": select});
    assert_eq!(wrong(with(&changed, Value::Null)), ["proposal-empty /select"]);
    changed["title"]["de"] = "Fundbüro".into();
    assert_eq!(wrong(with(&changed, json!(["/nein"]))), ["proposal-select /select/0"]);
    let nobody = json!({"organisation": "beispielkreis", "document": changed});
    assert_eq!(wrong(nobody), ["proposal-title /title", "proposal-message /message"]);
    let made = post(&server, &kreis, at, &with(&changed, Value::Null));
    let proposal = made.header("location").to_owned();
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let decide = |body: Value| post(&server, &olga, &format!("{proposal}/decision"), &body);
    assert_eq!(
        decide(json!({"decision": "vielleicht", "reason": "?"})).findings(),
        ["proposal-decision /decision"]
    );
    assert_eq!(
        decide(json!({"decision": "declined", "reason": " "})).findings(),
        ["proposal-reason /reason"]
    );

    let mut next = document("1.0.1");
    next["title"]["de"] = "Anders".into();
    next["changes"] = json!({"de": "Anders"});
    server.publish(&token, &next);
    server.catch_up();
    let seen = server.get(&proposal).json();
    assert_eq!((&seen["behind"], &seen["conflicts"]), (&json!(1), &json!(["/title/de"])));
    let torn = decide(json!({"decision": "accepted", "reason": "Ja"})).json();
    let draft = torn["draft"].as_str().unwrap().to_owned();
    let seen = olga.send(&server, "GET", &draft, b"").json();
    assert_eq!(seen["origin"]["purpose"], "proposal");
    let merge = &seen["merge"];
    assert_eq!(
        (&merge["fork"], &merge["proposal"]),
        (&json!("musterstadt/fundsache"), &torn["id"])
    );
    assert_eq!(
        (&merge["base"], &merge["ours"], merge.get("theirs")),
        (&json!("1.0.0"), &json!("1.0.1"), None)
    );
    assert_eq!(merge["conflicts"][0]["theirs"], "Fundbüro");
    next["version"] = "1.0.2".into();
    next["summary"]["de"] = "Kürzer".into();
    server.publish(&token, &next);
    let take = json!({"path": "/title/de", "take": "theirs"});
    let late = post(&server, &olga, &format!("{draft}/resolutions"), &take);
    assert_eq!(late.problem(), "409 proposal-outdated");
    assert_eq!(olga.send(&server, "DELETE", &draft, b"").status, 200);
    let withdrawn = post(&server, &kreis, &format!("{proposal}/withdrawal"), &json!({})).json();
    assert_eq!(withdrawn["state"], "withdrawn");
    assert_eq!(server.get("/api/v1/proposals/nirgends").problem(), "404 not-found");
}
