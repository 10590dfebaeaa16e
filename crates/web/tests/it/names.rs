//! Names that nobody gets, and the notice of a token's end.

use registry::Scope;
use serde_json::json;

use crate::server::{NOW, TestServer, document};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

#[test]
fn words_of_the_registrys_addresses_are_nobodys_names() {
    let server = TestServer::start();
    let operator = server.operator("otto");
    for slug in ["konto", "anmelden", "api"] {
        let new = json!({"slug": slug, "kind": "other", "name": "Konto"});
        let refused = operator.json(&server, "POST", "/api/v1/organisations", &new);
        assert_eq!(refused.problem(), "409 name-taken", "{slug}");
    }
    let token = server.token("musterstadt");
    let mut named = document("1.0.0");
    named["name"] = json!("neu");
    let refused = server.publish(&token, &named);
    assert_eq!((refused.status, refused.findings()), (422, vec!["name-reserved /name".to_owned()]));
}

#[test]
fn a_name_that_looks_like_another_of_the_owner_is_refused() {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    assert_eq!(server.publish(&token, &document("1.0.0")).status, 201);
    let mut alike = document("1.0.0");
    alike["name"] = json!("fund-sache");
    let refused = server.publish(&token, &alike);
    assert_eq!((refused.status, refused.findings()), (422, vec!["name-alike /name".to_owned()]));
    // The next version of what is there already is no new name, and another owner's is another's.
    assert_eq!(server.publish(&token, &document("1.0.1")).status, 201);
    alike["owner"] = json!("beispielkreis");
    assert_eq!(server.publish(&server.token("beispielkreis"), &alike).status, 201);
}

#[test]
fn a_token_that_ends_soon_says_so_with_every_answer() {
    let server = TestServer::start();
    let told = |days: i64, body: &[u8]| {
        let end = Some(NOW + days * DAY);
        let token = server.token_with("musterstadt", &[Scope::Publish], "musterstadt/*", end);
        let path = "/blueprints/musterstadt/fundsache/versions/1.0.0";
        let answer = server.put(path, &token, body);
        (answer.status, answer.header("blaupause-token-expires").to_owned())
    };
    let good = document("1.0.0").to_string();
    assert_eq!(told(13, good.as_bytes()), (201, "2026-06-10T20:26:40Z".to_owned()));
    // Refusals too: whoever mends the one sees the other.
    assert_eq!(told(12, b"{}").1, "2026-06-09T20:26:40Z");
    assert_eq!(told(200, good.as_bytes()), (200, String::new()));
}
