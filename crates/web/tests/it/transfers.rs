//! Moving a blueprint over HTTP and on the pages: asked for, accepted, and what an old link leads to.

use serde_json::{Value, json};

use crate::{
    people_pages::{attribute, get, send, texts},
    server::{Person, TestServer, document},
};

const OLD: &str = "/api/v1/blueprints/musterstadt/fundsache";
const NEW: &str = "/api/v1/blueprints/beispielkreis/fundbuero";

/// The server with a blueprint, who leads its owner, and who leads another organisation.
fn given() -> (TestServer, Person, Person) {
    let server = TestServer::start();
    assert_eq!(server.publish(&server.token("musterstadt"), &document("1.0.0")).status, 201);
    let olga = server.person("olga", Some(("musterstadt", "owner")));
    let kurt = server.person("kurt", Some(("beispielkreis", "owner")));
    server.catch_up();
    (server, olga, kurt)
}

fn wanted() -> Value {
    json!({"to_owner": "beispielkreis", "to_name": "fundbuero", "reason": "Der Kreis ist <b>zuständig</b>."})
}

fn found(server: &TestServer) -> Vec<String> {
    let page = server.get("/api/v1/blueprints").json();
    let name = |one: &Value| format!("{}/{}", one["owner"], one["name"]).replace('"', "");
    page["items"].as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_blueprint_is_offered_taken_over_and_found_at_its_new_address() {
    let (server, olga, kurt) = given();
    let asked = olga.json(&server, "POST", &format!("{OLD}/transfers"), &wanted());
    assert_eq!(asked.status, 201, "{}", String::from_utf8_lossy(&asked.bytes));
    let url = asked.json()["url"].as_str().unwrap().to_owned();
    assert_eq!(asked.header("location"), url);
    assert_eq!(asked.header("cache-control"), "private, no-cache");
    assert_eq!(
        (asked.json()["state"].as_str(), asked.json()["from"].as_str()),
        (Some("open"), Some("musterstadt/fundsache"))
    );
    let listed = olga.send(&server, "GET", &format!("{OLD}/transfers"), b"").json();
    assert_eq!(listed["items"][0]["id"], asked.json()["id"]);
    let again = olga.json(&server, "POST", &format!("{OLD}/transfers"), &wanted());
    assert_eq!((again.status, again.problem().as_str()), (409, "409 transfer-state"));

    let decision = format!("{url}/decision");
    let strange = kurt.json(&server, "POST", &decision, &json!({"decision": "vielleicht"}));
    assert_eq!(
        (strange.status, strange.findings()),
        (400, vec!["transfer-decision /decision".to_owned()])
    );
    let done =
        kurt.json(&server, "POST", &decision, &json!({"decision": "accepted", "reason": "Gern."}));
    assert_eq!(done.status, 200, "{}", String::from_utf8_lossy(&done.bytes));
    assert_eq!(
        (done.json()["version"].as_str(), done.json()["answer"].as_str()),
        (Some("1.0.1"), Some("Gern."))
    );
    let late = kurt.json(&server, "POST", &decision, &json!({"decision": "declined"}));
    assert_eq!((late.status, late.problem().as_str()), (409, "409 transfer-state"));

    server.catch_up();
    assert_eq!(found(&server), ["beispielkreis/fundbuero"], "the old address is hidden");
    let old = server.get(OLD).json();
    assert_eq!(old["moved_to"], "beispielkreis/fundbuero");
    assert_eq!(old["deprecation"]["successor"], "beispielkreis/fundbuero");
    let new = server.get(NEW).json();
    assert_eq!(
        (&new["moved_from"], &new["versions"]),
        (&json!(["musterstadt/fundsache"]), &json!(["1.0.1"]))
    );
    for reference in ["1.0.0", "latest", "^1.0"] {
        let stays = server.get(&format!("{OLD}/versions/{reference}/document"));
        assert_eq!(
            (stays.status, stays.json()["version"].as_str()),
            (200, Some("1.0.0")),
            "{reference}"
        );
    }
    let refused = server.publish(
        &server.token_with("musterstadt", &[registry::Scope::Publish], "musterstadt/*", None),
        &document("1.1.0"),
    );
    assert_eq!((refused.status, refused.problem().as_str()), (409, "409 moved"));
    let english =
        server.send("PUT", &format!("{OLD}/versions/1.1.0"), &[("Accept-Language", "en")], b"{}");
    assert_eq!(english.status, 401, "who may not publish is not told more");
    let told = |lang: &str| {
        let headers = [
            ("Cookie", olga.cookie.as_str()),
            ("X-CSRF-Token", &olga.form_token),
            ("Accept-Language", lang),
            ("Content-Type", "application/json"),
        ];
        server
            .send("POST", &format!("{OLD}/transfers"), &headers, wanted().to_string().as_bytes())
            .json()["detail"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(
        told("de").starts_with("musterstadt/fundsache ist nach beispielkreis/fundbuero umgezogen"),
        "{}",
        told("de")
    );
    assert!(
        told("en").starts_with("musterstadt/fundsache has moved to beispielkreis/fundbuero"),
        "{}",
        told("en")
    );
}

#[test]
fn a_request_is_declined_or_taken_back() {
    let (server, olga, kurt) = given();
    let ask = || {
        olga.json(&server, "POST", &format!("{OLD}/transfers"), &wanted()).json()["url"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let first = ask();
    let declined =
        kurt.json(&server, "POST", &format!("{first}/decision"), &json!({"decision": "declined"}));
    assert_eq!((declined.status, declined.json()["state"].as_str()), (200, Some("declined")));
    let second = ask();
    assert_eq!(kurt.send(&server, "DELETE", &second, b"").status, 403);
    let back = olga.send(&server, "DELETE", &second, b"");
    assert_eq!((back.status, back.json()["state"].as_str()), (200, Some("withdrawn")));
    let faulty = json!({"to_owner": "Beispiel Kreis", "reason": "Grund"});
    let refused = olga.json(&server, "POST", &format!("{OLD}/transfers"), &faulty);
    assert_eq!(refused.findings(), ["name /to_owner"]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, whose steps depend on each other")]
fn an_old_link_leads_to_the_new_page_and_old_versions_stay() {
    let (server, olga, kurt) = given();
    let page = "/blaupausen/musterstadt/fundsache";
    let offer = format!("{page}/uebertragung");
    assert_eq!(
        attribute(&get(&server, &olga, page), &format!("a[href='{offer}']"), "href").as_deref(),
        Some(offer.as_str())
    );
    assert!(attribute(&server.get(page), &format!("a[href='{offer}']"), "href").is_none());
    let shown = get(&server, &olga, &offer);
    assert_eq!(
        (
            attribute(&shown, "#to_owner", "value").as_deref(),
            attribute(&shown, "#to_name", "value").as_deref()
        ),
        (Some("musterstadt"), Some("fundsache"))
    );

    let faulty = send(&server, &olga, &offer, "to_owner=Bei+spiel&to_name=fundbuero&reason=Grund");
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#to_owner"))
    );
    assert_eq!(
        (attribute(&faulty, "#to_owner", "value").as_deref(), texts(&faulty, "#reason")),
        (Some("Bei spiel"), vec!["Grund".to_owned()])
    );
    let faulty = send(&server, &olga, &offer, "to_owner=beispielkreis&to_name=fundbuero&reason=+");
    assert_eq!(attribute(&faulty, "#faults a", "href").as_deref(), Some("#reason"));
    let unknown = send(&server, &olga, &offer, "to_owner=nirgends&to_name=fundbuero&reason=Grund");
    assert_eq!(
        (unknown.status, texts(&unknown, "#faults li")),
        (422, vec!["Die Organisation nirgends gibt es nicht.".to_owned()])
    );
    let sent = send(
        &server,
        &olga,
        &offer,
        "to_owner=beispielkreis&to_name=fundbuero&reason=%3Cb%3EKreis",
    );
    assert_eq!((sent.status, sent.header("location")), (303, "/meine/musterstadt/uebertragungen"));

    assert_eq!(
        texts(&get(&server, &kurt, "/meine"), "article strong"),
        ["Eine Blaupause wird Ihnen zur Übernahme angeboten."]
    );
    let list = "/meine/beispielkreis/uebertragungen";
    let mine = get(&server, &kurt, list);
    assert_eq!(texts(&mine, "#open + ul h3"), ["musterstadt/fundsache → beispielkreis/fundbuero"]);
    assert!(texts(&mine, "li.card b").is_empty(), "what was typed is escaped");
    let action = attribute(&mine, "form[action$='/entscheidung']", "action").unwrap();
    assert!(attribute(&mine, "form[action$='/zuruecknehmen']", "action").is_none());
    let own = get(&server, &olga, "/meine/musterstadt/uebertragungen");
    assert!(attribute(&own, "form[action$='/entscheidung']", "action").is_none());
    assert!(attribute(&own, "form[action$='/zuruecknehmen']", "action").is_some());
    let faulty = send(&server, &kurt, &action, "reason=Gern");
    assert_eq!((faulty.status, texts(&faulty, "textarea")), (422, vec!["Gern".to_owned()]));
    let field = attribute(&faulty, "#faults a", "href").unwrap();
    assert!(attribute(&faulty, &format!("fieldset{field}"), "tabindex").is_some(), "{field}");
    let done = send(&server, &kurt, &action, "decision=accepted&reason=Gern");
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/blaupausen/beispielkreis/fundbuero")
    );
    server.catch_up();

    let led = server.get(page);
    assert_eq!(
        (led.status, led.header("location"), led.header("cache-control")),
        (308, "/blaupausen/beispielkreis/fundbuero", "no-cache")
    );
    let new = server.get("/blaupausen/beispielkreis/fundbuero");
    let said = texts(&new, "#came-from");
    assert!(
        said[0].starts_with(
            "Diese Blaupause ist umgezogen. Bisher stand sie unter musterstadt/fundsache"
        ),
        "{said:?}"
    );
    for stays in ["?version=1.0.0", "/versionen", "/prozess"] {
        let stays = server.get(&format!("{page}{stays}"));
        assert_eq!(stays.status, 200);
        let said = texts(&stays, "#moved");
        assert!(
            said[0].contains("umgezogen: beispielkreis/fundbuero") && said[0].contains("<b>Kreis"),
            "{said:?}"
        );
    }
    let english =
        server.send("GET", &format!("{page}/versionen"), &[("Accept-Language", "en")], b"");
    assert!(texts(&english, "#moved")[0].starts_with("This blueprint moved on"));
    let over = get(&server, &kurt, list);
    assert_eq!(texts(&over, "#ended + div tbody td:nth-of-type(3)"), ["angenommen"]);
    assert!(
        attribute(&get(&server, &olga, &offer), "form[action$='/uebertragung']", "action")
            .is_none()
    );
}

#[test]
fn a_new_name_leads_to_the_new_page_at_once() {
    let (server, olga, _) = given();
    let at = "/blaupausen/musterstadt/fundsache/uebertragung";
    let sent = send(&server, &olga, at, "to_owner=musterstadt&to_name=fund-sache&reason=Lesbarer");
    assert_eq!((sent.status, sent.header("location")), (303, "/blaupausen/musterstadt/fund-sache"));
    assert_eq!(get(&server, &olga, "/meine/musterstadt/uebertragungen").status, 200);
}

#[test]
fn the_operator_keeps_slugs() {
    let server = TestServer::start();
    let olaf = server.operator("olaf");
    let at = "/api/v1/reservations/musterkreis";
    let kept = olaf.json(&server, "PUT", at, &json!({"reason": "Entsteht zum Jahreswechsel"}));
    assert_eq!((kept.status, kept.json()["slug"].as_str()), (200, Some("musterkreis")));
    let new = json!({"slug": "musterkreis", "kind": "other", "name": "Musterkreis"});
    let refused = olaf.json(&server, "POST", "/api/v1/organisations", &new);
    assert_eq!((refused.status, refused.problem().as_str()), (409, "409 name-taken"));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("Entsteht zum Jahreswechsel"), "{detail}");
    let listed = olaf.send(&server, "GET", "/api/v1/reservations?limit=1", b"").json();
    assert_eq!(listed["items"][0]["reason"], "Entsteht zum Jahreswechsel");

    let page = "/verwaltung/kuerzel";
    let faulty = send(&server, &olaf, page, "slug=Muster+Amt&reason=Kommt");
    assert_eq!(
        (faulty.status, attribute(&faulty, "#faults a", "href").as_deref()),
        (422, Some("#slug"))
    );
    assert_eq!(texts(&faulty, "#reason"), ["Kommt"]);
    assert_eq!(send(&server, &olaf, page, "slug=musteramt&reason=Kommt").status, 303);
    assert_eq!(texts(&get(&server, &olaf, page), "tbody th"), ["musteramt", "musterkreis"]);
    assert_eq!(send(&server, &olaf, &format!("{page}/musteramt/freigeben"), "").status, 303);
    assert_eq!(olaf.send(&server, "DELETE", at, b"").status, 204);
    assert_eq!(olaf.send(&server, "DELETE", at, b"").status, 404);
    assert_eq!(olaf.json(&server, "POST", "/api/v1/organisations", &new).status, 201);
}
