//! Lists: pages, cursors, links, facets.

use serde_json::json;

use crate::server::{TestServer, document};

/// Eleven versions of one blueprint, and four blueprints more.
fn filled() -> TestServer {
    let server = TestServer::start();
    let token = server.token("musterstadt");
    for minor in 0..11 {
        assert_eq!(server.publish(&token, &document(&format!("1.{minor}.0"))).status, 201);
    }
    for name in ["anderes", "bauen", "chor", "dach"] {
        let mut value = document("1.0.0");
        value["name"] = name.into();
        value["title"]["de"] = format!("Hundesteuer {name}").into();
        assert_eq!(server.publish(&token, &value).status, 201);
    }
    server.catch_up();
    server
}

/// Follows `Link: rel="next"` to the end.
fn walk(server: &TestServer, path: &str, member: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut next = path.to_owned();
    loop {
        let answer = server.get(&next);
        assert_eq!(answer.status, 200, "{next}");
        let page = answer.json();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item[member].as_str().unwrap().to_owned()));
        let link = answer.header("link");
        if link.is_empty() {
            assert_eq!(page["next_cursor"], json!(null));
            assert_eq!(page["total"], seen.len());
            return seen;
        }
        next = link.split(['<', '>']).nth(1).unwrap().to_owned();
    }
}

#[test]
fn versions_are_paged_newest_first() {
    let server = filled();
    let seen = walk(&server, "/blueprints/musterstadt/fundsache/versions?limit=4", "version");
    let expected: Vec<String> = (0..11).rev().map(|minor| format!("1.{minor}.0")).collect();
    assert_eq!(seen, expected);
    let first = server.get("/blueprints/musterstadt/fundsache/versions?limit=1").json();
    assert_eq!(first["items"][0]["declared_bump"], "minor");
}

#[test]
fn found_blueprints_are_paged_with_their_filters() {
    let server = filled();
    let seen = walk(&server, "/blueprints?q=Hundesteuer&sort=name&limit=3&license=CC0-1.0", "name");
    assert_eq!(seen, ["anderes", "bauen", "chor", "dach"]);
    let page = server.get("/blueprints?q=hundesteuer").json();
    let told = &page["items"][0];
    assert_eq!((&told["channel"], &told["min_seal"]), (&json!("digital"), &json!(null)));
    assert!(told["services"].is_array(), "{told}");
    assert_eq!(page["facets"]["owner"], json!([{"value": "musterstadt", "count": 4}]));
    assert!(page["items"][0]["highlights"][0]["html"].as_str().unwrap().contains("<mark>"));
}

#[test]
fn organisations_are_paged_and_filtered() {
    let server = filled();
    assert_eq!(
        walk(&server, "/api/v1/organisations?limit=1", "slug"),
        ["beispielkreis", "musterstadt"]
    );
    assert_eq!(server.get("/api/v1/organisations?kind=district").json()["total"], 0);
    assert_eq!(server.get("/api/v1/organisations?kind=dorf").findings(), ["parameter-value /kind"]);
}

#[test]
fn wrong_pages_are_named() {
    let server = filled();
    for (path, finding) in [
        ("/blueprints?limit=0", "parameter-value /limit"),
        ("/blueprints?limit=101", "parameter-value /limit"),
        ("/blueprints?limit=x", "parameter-value /limit"),
        ("/blueprints?cursor=zzz", "cursor /cursor"),
        ("/blueprints?sort=zufall", "parameter-value /sort"),
        ("/blueprints?farbe=blau", "parameter-unknown /farbe"),
        ("/blueprints/musterstadt/fundsache/versions?cursor=Zm91bmQ6MjA", "cursor /cursor"),
        ("/blueprints/musterstadt/fundsache/versions/%5Ex", "version-reference /version"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.problem(), "400 invalid-request", "{path}");
        assert_eq!(answer.findings(), [finding], "{path}");
    }
}
